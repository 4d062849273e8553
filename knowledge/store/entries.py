"""Entries with their phrasings. Every change leaves a revision and stamps the entry with a new version."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, delete, insert, select, tuple_, update

from knowledge.domain import Entry, EntryStatus, EntryText
from knowledge.errors import NotFound
from knowledge.store import communities, revisions
from knowledge.store.codec import source_from_json, source_to_json
from knowledge.store.tables import EntryRow, PhrasingRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncSession

_COLUMNS = (
    EntryRow.id,
    EntryRow.community_id,
    EntryRow.question,
    EntryRow.answer,
    EntryRow.context,
    EntryRow.kind,
    EntryRow.tags,
    EntryRow.source,
    EntryRow.status,
    EntryRow.revision,
    EntryRow.created_at,
    EntryRow.updated_at,
    EntryRow.reviewed_at,
)
_FEW = 500  # ids in one statement


async def find(session: AsyncSession, community: str, entry_id: int) -> Entry | None:
    """Return the entry, removed or not; None when the community has none of that id."""
    return next(iter(await _select(session, community, EntryRow.id == entry_id)), None)


async def get(session: AsyncSession, community: str, entry_id: int) -> Entry:
    """Return the entry, removed or not.

    Raises:
        NotFound: the community has no such entry.
    """
    found = await find(session, community, entry_id)
    if found is None:
        raise NotFound("entry", entry_id)
    return found


async def get_many(session: AsyncSession, community: str, entry_ids: Collection[int]) -> dict[int, Entry]:
    """Return those of the entries that exist, by id."""
    ids = list(entry_ids)
    found: dict[int, Entry] = {}
    for start in range(0, len(ids), _FEW):
        rows = await _select(session, community, EntryRow.id.in_(ids[start : start + _FEW]))
        found.update((entry.id, entry) for entry in rows)
    return found


async def listed(session: AsyncSession, community: str, *, removed: bool = False) -> list[Entry]:
    """Return the published entries in the order of their ids, the removed ones as well when `removed`."""
    shown = [EntryStatus.PUBLISHED, EntryStatus.REMOVED] if removed else [EntryStatus.PUBLISHED]
    return await _select(session, community, EntryRow.status.in_(shown))


async def changed_behind(
    session: AsyncSession, community: str, place: tuple[int, int], limit: int
) -> tuple[list[Entry], tuple[int, int]]:
    """Return the next entries, at most `limit`, in the order of their changes, and the place of the last of them.

    A place is a version and an id; what a version changed stands behind the version before and any id.
    """
    behind = tuple_(EntryRow.version, EntryRow.id) > place
    of_community = select(EntryRow.version, EntryRow.id).where(EntryRow.community_id == community, behind)
    places = (await session.execute(of_community.order_by(EntryRow.version, EntryRow.id).limit(limit))).all()
    if not places:
        return [], place
    found = await _select(session, community, EntryRow.id.in_([each.id for each in places]))
    return found, (places[-1].version, places[-1].id)


async def folded_behind(
    session: AsyncSession, community: str, since: int, last: int, limit: int
) -> list[tuple[int, str]]:
    """Return the id of published entries that changed since a version, and all their words in small letters.

    Those with an id behind `last`, in the order of their ids, at most `limit`.
    """
    rows = await session.execute(
        select(EntryRow.id, EntryRow.folded)
        .where(
            EntryRow.community_id == community,
            EntryRow.version > since,
            EntryRow.status == EntryStatus.PUBLISHED,
            EntryRow.id > last,
        )
        .order_by(EntryRow.id)
        .limit(limit)
    )
    return [(entry_id, folded) for entry_id, folded in rows]


async def add(
    session: AsyncSession,
    community: str,
    text: EntryText,
    *,
    editor: str,
    now: datetime,
    action: str = "added",
) -> Entry:
    """Publish a new entry; the community must exist."""
    return (await add_many(session, community, [text], editor=editor, now=now, action=action))[0]


async def add_many(
    session: AsyncSession,
    community: str,
    texts: Sequence[EntryText],
    *,
    editor: str,
    now: datetime,
    action: str = "added",
) -> list[Entry]:
    """Publish new entries, all under one version, and return them in the order of `texts`."""
    if not texts:
        return []
    version = await communities.bump(session, community)
    times = {"created_at": now, "updated_at": now, "reviewed_at": now}
    fixed = {
        "community_id": community,
        "status": EntryStatus.PUBLISHED,
        "revision": 1,
        "version": version,
        **times,
    }
    ids = await session.scalars(
        insert(EntryRow).returning(EntryRow.id, sort_by_parameter_order=True),
        [fixed | _text_columns(text) for text in texts],
    )
    added = [
        Entry(entry_id, community, text, EntryStatus.PUBLISHED, 1, now, now, now)
        for entry_id, text in zip(ids, texts, strict=True)
    ]
    await _add_phrasings(session, added)
    await revisions.record(session, *added, action=action, editor=editor)
    return added


async def revise(
    session: AsyncSession,
    entry: Entry,
    text: EntryText | None = None,
    *,
    status: EntryStatus | None = None,
    editor: str,
    now: datetime,
    action: str,
    state: int | None = None,
) -> Entry:
    """Give `entry`, as just read in this transaction, a new revision and return it.

    New words count as reviewed `now`. `state` is the earlier revision that an undo goes back to.
    """
    revised = Entry(
        entry.id,
        entry.community,
        text or entry.text,
        status or entry.status,
        entry.revision + 1,
        entry.created_at,
        now,
        now if text else entry.reviewed_at,
    )
    await session.execute(
        update(EntryRow)
        .where(EntryRow.community_id == entry.community, EntryRow.id == entry.id)
        .values(
            **_text_columns(revised.text),
            status=revised.status,
            revision=revised.revision,
            version=await communities.bump(session, entry.community),
            updated_at=now,
            reviewed_at=revised.reviewed_at,
        )
    )
    if revised.text.phrasings != entry.text.phrasings:
        await session.execute(
            delete(PhrasingRow).where(
                PhrasingRow.community_id == entry.community, PhrasingRow.entry_id == entry.id
            )
        )
        await _add_phrasings(session, [revised])
    await revisions.record(session, revised, action=action, editor=editor, state=state)
    return revised


async def _select(session: AsyncSession, community: str, *conditions: ColumnElement[bool]) -> list[Entry]:
    conditions = (EntryRow.community_id == community, *conditions)
    rows = (await session.execute(select(*_COLUMNS).where(*conditions).order_by(EntryRow.id))).all()
    if not rows:
        return []
    wordings: dict[int, list[str]] = defaultdict(list)
    for entry_id, text in await session.execute(
        select(PhrasingRow.entry_id, PhrasingRow.text)
        .join(EntryRow, EntryRow.id == PhrasingRow.entry_id)
        .where(PhrasingRow.community_id == community, *conditions)
        .order_by(PhrasingRow.entry_id, PhrasingRow.position)
    ):
        wordings[entry_id].append(text)
    return [_entry(row, tuple(wordings[row.id])) for row in rows]


def _entry(row: Row[Any], phrasings: tuple[str, ...]) -> Entry:
    text = EntryText(
        question=row.question,
        answer=row.answer,
        phrasings=phrasings,
        context=row.context,
        kind=row.kind,
        tags=tuple(row.tags),
        source=source_from_json(row.source),
    )
    return Entry(
        row.id,
        row.community_id,
        text,
        row.status,
        row.revision,
        row.created_at,
        row.updated_at,
        row.reviewed_at,
    )


def _text_columns(text: EntryText) -> dict[str, Any]:
    return {
        "question": text.question,
        "answer": text.answer,
        "context": text.context,
        "kind": text.kind,
        "tags": list(text.tags),
        "source": source_to_json(text.source),
        "folded": "\n".join(
            (text.question, *text.phrasings, text.answer, text.context, *text.tags)
        ).casefold(),
    }


async def _add_phrasings(session: AsyncSession, entries: Sequence[Entry]) -> None:
    rows = [
        {"community_id": entry.community, "entry_id": entry.id, "position": position, "text": phrasing}
        for entry in entries
        for position, phrasing in enumerate(entry.text.phrasings)
    ]
    if rows:
        await session.execute(insert(PhrasingRow), rows)
