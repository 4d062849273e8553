"""The states that entries went through, each kept whole."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, insert, select

from knowledge.domain import EntryStatus, Revision
from knowledge.store.codec import text_from_json, text_to_json
from knowledge.store.tables import RevisionRow

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.domain import Entry

_UNPUBLISHED = 0  # the state before an entry's first revision


async def record(
    session: AsyncSession, *entries: Entry, action: str, editor: str, state: int | None = None
) -> None:
    """Keep the present revision of `entries`. `state` is the earlier revision that an undo went back to."""
    await session.execute(
        insert(RevisionRow), [_columns(entry, action, editor, state=state) for entry in entries]
    )


async def history(session: AsyncSession, community: str, entry_id: int) -> list[Revision]:
    """Return the entry's revisions, oldest first; empty when there is no such entry."""
    return await _select(session, community, RevisionRow.entry_id == entry_id)


async def histories(session: AsyncSession, community: str) -> dict[int, list[Revision]]:
    """Return the revisions of all entries, oldest first, by entry."""
    found: dict[int, list[Revision]] = defaultdict(list)
    for revision in await _select(session, community):
        found[revision.entry_id].append(revision)
    return found


async def undo_target(session: AsyncSession, entry: Entry) -> Revision | None:
    """Return what an undo of `entry` goes back to; None when everything is undone.

    Undoing twice goes back two states rather than to and fro: an undo stands for the state it went back to.
    Before the first state the entry was not published; that state is numbered 0.
    """
    states = await session.execute(
        select(RevisionRow.number, RevisionRow.state).where(
            RevisionRow.community_id == entry.community, RevisionRow.entry_id == entry.id
        )
    )
    state_of = dict(states.all())
    shown = state_of[entry.revision]
    if shown == _UNPUBLISHED:
        return None
    number = state_of.get(shown - 1, _UNPUBLISHED)
    if number == _UNPUBLISHED:
        return Revision(entry.id, number, entry.text, EntryStatus.REMOVED, "", "", entry.created_at)
    [before] = await _select(
        session, entry.community, RevisionRow.entry_id == entry.id, RevisionRow.number == number
    )
    return before


async def _select(session: AsyncSession, community: str, *conditions: ColumnElement[bool]) -> list[Revision]:
    rows = await session.scalars(
        select(RevisionRow)
        .where(RevisionRow.community_id == community, *conditions)
        .order_by(RevisionRow.entry_id, RevisionRow.number)
    )
    return [
        Revision(
            row.entry_id, row.number, text_from_json(row.text), row.status, row.action, row.editor, row.at
        )
        for row in rows
    ]


def _columns(entry: Entry, action: str, editor: str, *, state: int | None) -> dict[str, Any]:
    return {
        "community_id": entry.community,
        "entry_id": entry.id,
        "number": entry.revision,
        "state": entry.revision if state is None else state,
        "text": text_to_json(entry.text),
        "status": entry.status,
        "action": action,
        "editor": editor,
        "at": entry.updated_at,
    }
