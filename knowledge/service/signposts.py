"""The fixed texts of signposts, with the telephone numbers that a community wants in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Signposts:
    """Words signposts: `texts` by kind, with placeholders for `numbers`, those of the installation."""

    def __init__(self, texts: Mapping[str, str], numbers: Mapping[str, str]) -> None:
        self._texts = dict(texts)
        self._numbers = dict(numbers)

    def text(self, kind: str, own: Mapping[str, str]) -> str:
        """Return the text of a kind, with a community's `own` numbers instead of the installation's.

        Raises:
            KeyError: there is no text of this kind.
        """
        return self._texts[kind].strip().format_map({**self._numbers, **own})
