"""One change of an entry: kept as a revision, noted with who made it, and never against a block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.errors import WordingBlocked
from knowledge.store import audit, blocks, entries
from knowledge.store.audit import Deed
from knowledge.store.codec import text_to_json

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.domain import Entry, EntryStatus, EntryText


def deed_on(before: Entry | None, after: Entry, action: str, editor: str, now: datetime) -> Deed:
    """Return the audit's record of a change of an entry; `before` is None for a new one."""
    shown = _state(before) if before is not None else None
    return Deed(editor, action, "entry", after.id, now, before=shown, after=_state(after))


async def revise(
    session: AsyncSession,
    entry: Entry,
    text: EntryText | None = None,
    *,
    status: EntryStatus | None = None,
    state: int | None = None,
    action: str,
    editor: str,
    now: datetime,
) -> Entry:
    """Give `entry`, as just read in this transaction, a new revision, and note who did it.

    Raises:
        WordingBlocked: it would newly be asked as a moderator said that it is not.
    """
    if text is not None:
        await refuse_blocked(session, entry, text)
    revised = await entries.revise(
        session, entry, text, status=status, state=state, action=action, editor=editor, now=now
    )
    await audit.record(session, entry.community, deed_on(entry, revised, action, editor, now))
    return revised


async def refuse_blocked(session: AsyncSession, entry: Entry, text: EntryText) -> None:
    """Refuse new words of `entry` with a wording that it had not and must not answer.

    Raises:
        WordingBlocked: a moderator said that this is not its question.
    """
    before = {entry.question, *entry.text.phrasings}
    new = [wording for wording in (text.question, *text.phrasings) if wording not in before]
    found = await blocks.find(session, entry.community, entry.id, new)
    if found:
        raise WordingBlocked(found[0].wording, entry.id, found[0].id)


def _state(entry: Entry) -> dict[str, Any]:
    return {"revision": entry.revision, "status": entry.status.value, "text": text_to_json(entry.text)}
