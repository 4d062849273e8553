"""How strict a community wants the bot to be: what may be chosen, and how it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.errors import BadConfidence
from knowledge.store import audit, communities
from knowledge.store.audit import Deed

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.policy import Chosen

LEAST = 0.5  # below it, answers given at once would be more likely wrong than right
_NO_ROW = 0  # a community is named by the audit's own column, not by a number


def checked_choice(choice: Chosen) -> Chosen:
    """Return what a community may choose.

    Raises:
        BadConfidence: it is a number below one half or above one.
    """
    if isinstance(choice, float) and not LEAST <= choice <= 1:
        raise BadConfidence(choice, LEAST)
    return choice


async def set_strictness(
    session: AsyncSession, community: str, choice: Chosen, *, editor: str, now: datetime
) -> Chosen:
    """Keep a checked choice and return the one before it; the next question is decided by it."""
    await communities.ensure(session, community, now)
    await communities.bump(session, community)  # before reading: whoever chooses as well has to wait
    before = await communities.chosen(session, community)
    if before != choice:
        await communities.choose(session, community, choice)
        deed = Deed(editor, "chosen", "strictness", _NO_ROW, now, _shown(before), _shown(choice))
        await audit.record(session, community, deed)
    return before


def _shown(choice: Chosen) -> dict[str, Any] | None:
    return None if choice is None else {"strictness": choice}
