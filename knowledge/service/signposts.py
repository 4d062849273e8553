"""The fixed texts of signposts, with the telephone numbers and the words that a community wants in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.domain import Signs

if TYPE_CHECKING:
    from collections.abc import Mapping

_AFTER = "after"


@dataclass(frozen=True, slots=True)
class Own:
    """What a community chose: telephone `numbers` by what the texts call them, and `words` by the kind of signpost."""

    numbers: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


class Signposts:
    """Words signposts: `texts` by kind, with placeholders for `numbers`, those of the installation.

    `around` has what stands before a community's own words, by kind, and what stands "after" them.
    """

    def __init__(
        self, texts: Mapping[str, str], numbers: Mapping[str, str], around: Mapping[str, str]
    ) -> None:
        self._texts = dict(texts)
        self._numbers = dict(numbers)
        self._around = dict(around)

    def text(self, kind: str, own: Own) -> str:
        """Return the text of a kind: whom to call, then a community's `own` words where it has some.

        Raises:
            KeyError: there is no text of this kind.
        """
        numbers = {**self._numbers, **own.numbers}
        words = own.words.get(kind)
        if words is None:
            return self._texts[kind].strip().format_map(numbers)
        # Without a line to put before them the words come after the whole text: never without whom to call.
        first = self._around.get(kind, self._texts[kind]).strip().format_map(numbers)
        return "\n\n".join(part for part in (first, words, self._around.get(_AFTER, "").strip()) if part)

    def in_force(self, own: Own) -> Signs:
        """Return all that holds in a community."""
        texts = {kind: self.text(kind, own) for kind in self._texts}
        return Signs({**self._numbers, **own.numbers}, texts)
