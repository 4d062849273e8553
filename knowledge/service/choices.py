"""What communities choose for themselves, besides their strictness."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.service.choosing import checked_choices, put_choices
from knowledge.store import choices

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from knowledge.store.database import Database


class Choices:
    """Keeps a community's choices by name.

    The next question obeys `review_after_days`, `withhold_overdue`, `emergency_numbers` and `crisis_numbers`, and
    retention `words_kept_days`; the others mean nothing here and are the face's own.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def get(self, community: str) -> dict[str, Any]:
        """Return what a community chose, by name; what it did not choose is missing."""
        async with self._database.reader() as session:
            return await choices.kept(session, community)

    async def put(self, community: str, changes: Mapping[str, Any], editor: str) -> dict[str, Any]:
        """Choose these values, taking back those that are None, and return all that hold now.

        Raises:
            BadChoice: a value makes no sense; nothing was changed.
        """
        changes = checked_choices(changes)
        async with self._database.writer() as session:
            return await put_choices(session, community, changes, editor=editor, now=self._clock())
