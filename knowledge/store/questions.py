"""The author's queue: open questions and who waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, insert, select, update

from knowledge.domain import Nearest, OpenQuestion, Origin, QuestionStatus, Source
from knowledge.errors import NotFound
from knowledge.store import communities
from knowledge.store.codec import nearest_to_json, source_to_json
from knowledge.store.columns import digest_of
from knowledge.store.reading import selected
from knowledge.store.tables import AskerRow, QuestionRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession


class Opened(NamedTuple):
    """Where an asked question went: the open question, how many ask it by now, whether it was there."""

    question_id: int
    askers: int
    joined: bool


class Asked(NamedTuple):
    """An asker's share of a question; `asker` is None when nobody here has asked it."""

    asker: str | None
    key: str
    wording: str
    at: datetime
    place: str
    waits: bool


async def open_or_join(  # noqa: PLR0913  # each is a fact of its own
    session: AsyncSession,
    community: str,
    text: str,
    *,
    folded: str,
    asker: str | None,
    key: str,
    origin: Origin,
    now: datetime,
    join: int | None = None,
    nearest: Sequence[Nearest] = (),
    source: Source | None = None,
    wording: str | None = None,
    language: str = "",
    place: str = "",
    waits: bool = True,
) -> Opened:
    """Put a question to the author, or count its asker with the open question that is the same.

    It joins question `join` when that is still open, else an open one with the same `folded` text. Asking
    with a `key` that is known changes nothing. `wording` is how the member put it, `text` unless given, and `language`
    names the language if that is not English. The asker `waits` for a reply or not, and asked in `place`.
    The community must exist.
    """
    asked = Asked(asker, key, wording or text, now, place, waits)
    before = await _asked_with(session, community, key)
    if before is not None:
        return Opened(before, await _count(session, community, before), joined=True)
    target = await _still_open(session, community, join) if join is not None else None
    if target is None:
        target = await open_with_digest(session, community, digest_of(folded))
    if target is not None:
        await _join(session, community, target, asked)
        return Opened(target, await _count(session, community, target), joined=True)
    row = {
        "text": text,
        "digest": digest_of(folded),
        "origin": origin,
        "source": source_to_json(source) if source else None,
        "nearest": [nearest_to_json(near) for near in nearest],
        "language": language,
        "since": now,
    }
    question_id = await _open(session, community, row)
    await _add_asker(session, community, question_id, asked, counted=True)
    return Opened(question_id, 1, joined=False)


async def get(
    session: AsyncSession, community: str, question_id: int, now: datetime | None = None
) -> OpenQuestion:
    """Return the question, whatever its status, with who claims it `now`.

    Raises:
        NotFound: the community has no such question.
    """
    found = await selected(session, community, QuestionRow.id == question_id, now=now)
    if not found:
        raise NotFound("question", question_id)
    return found[0]


async def queue(session: AsyncSession, community: str, now: datetime | None = None) -> list[OpenQuestion]:
    """Return the open questions, with who claims them `now`: most asked first, then oldest; those put off come last,
    earliest first.
    """
    rows = await session.execute(
        select(QuestionRow.id, QuestionRow.put_off_at).where(
            QuestionRow.community_id == community, QuestionRow.status == QuestionStatus.OPEN
        )
    )
    put_off = {question_id: at.timestamp() if at else 0.0 for question_id, at in rows}
    waiting = await selected(session, community, QuestionRow.status == QuestionStatus.OPEN, now=now)
    return sorted(
        waiting, key=lambda question: (put_off[question.id], -question.askers, question.since, question.id)
    )


async def claimed_by(session: AsyncSession, author: str) -> list[tuple[str, int]]:
    """Return the questions that somebody claims, each as its community and its id."""
    rows = await session.execute(
        select(QuestionRow.community_id, QuestionRow.id)
        .where(QuestionRow.claimed_by == author)
        .order_by(QuestionRow.id)
    )
    return [(community, question_id) for community, question_id in rows]


async def changed_since(session: AsyncSession, community: str, version: int) -> list[OpenQuestion]:
    """Return the questions opened, reworded or closed after `version`; look at `status` to tell which."""
    return await selected(session, community, QuestionRow.version > version)


async def alone_changed(session: AsyncSession, community: str, before: int, version: int) -> bool:
    """Tell whether nothing but questions changed from version `before` to `version`: each left its stamp on one."""
    stamps = await session.scalar(
        select(func.count(QuestionRow.version.distinct())).where(
            QuestionRow.community_id == community, QuestionRow.version > before
        )
    )
    return stamps == version - before


async def open_with_digest(session: AsyncSession, community: str, digest: bytes) -> int | None:
    """Return the open question whose folded text has this digest."""
    found: int | None = await session.scalar(
        select(QuestionRow.id).where(
            QuestionRow.community_id == community,
            QuestionRow.digest == digest,
            QuestionRow.status == QuestionStatus.OPEN,
        )
    )
    return found


async def _open(session: AsyncSession, community: str, row: Mapping[str, Any]) -> int:
    return (
        await session.scalars(
            insert(QuestionRow)
            .values(
                **row,
                community_id=community,
                context="",
                status=QuestionStatus.OPEN,
                version=await communities.bump(session, community),
            )
            .returning(QuestionRow.id)
        )
    ).one()


async def _join(session: AsyncSession, community: str, question_id: int, asked: Asked) -> None:
    earlier = (
        await session.execute(
            select(AskerRow.asker, AskerRow.wording).where(
                AskerRow.community_id == community, AskerRow.question_id == question_id
            )
        )
    ).all()
    counted = asked.asker is None or asked.asker not in {asker for asker, _ in earlier}
    await _add_asker(session, community, question_id, asked, counted=counted)
    if asked.wording not in {wording for _, wording in earlier}:
        await touch(session, community, question_id)


async def touch(session: AsyncSession, community: str, question_id: int) -> None:
    """Stamp a question whose wordings or askers changed."""
    await session.execute(
        update(QuestionRow)
        .where(QuestionRow.community_id == community, QuestionRow.id == question_id)
        .values(version=await communities.bump(session, community))
    )


async def _add_asker(
    session: AsyncSession, community: str, question_id: int, asked: Asked, *, counted: bool
) -> None:
    await session.execute(
        insert(AskerRow).values(
            community_id=community,
            question_id=question_id,
            asker=asked.asker,
            key=asked.key,
            wording=asked.wording,
            counted=counted,
            asked_at=asked.at,
            place=asked.place,
            waits=asked.waits,
        )
    )


async def _asked_with(session: AsyncSession, community: str, key: str) -> int | None:
    found: int | None = await session.scalar(
        select(AskerRow.question_id).where(AskerRow.community_id == community, AskerRow.key == key)
    )
    return found


async def _still_open(session: AsyncSession, community: str, question_id: int) -> int | None:
    found: int | None = await session.scalar(
        select(QuestionRow.id).where(
            QuestionRow.community_id == community,
            QuestionRow.id == question_id,
            QuestionRow.status == QuestionStatus.OPEN,
        )
    )
    return found


async def _count(session: AsyncSession, community: str, question_id: int) -> int:
    return (
        await session.scalar(
            select(func.count()).where(
                AskerRow.community_id == community, AskerRow.question_id == question_id, AskerRow.counted
            )
        )
        or 0
    )
