"""Questions that stand unanswered under an imported post: into the author's queue, and out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, insert, select, update

from knowledge.domain import Origin, QuestionStatus, Source
from knowledge.store import communities
from knowledge.store.codec import source_to_json
from knowledge.store.columns import as_key, digest_of
from knowledge.store.settling import close
from knowledge.store.tables import AskerRow, QuestionRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession


class Thread(NamedTuple):
    """An unanswered question of a document; `folded` is what two wordings must share to be the same."""

    key: str
    text: str
    folded: str
    source: Source
    context: str = ""


async def open_threads(
    session: AsyncSession, community: str, source_id: int, threads: Sequence[Thread], *, now: datetime
) -> int:
    """Put the questions of new threads to the author, and return how many there were.

    Like a member's question, one joins an open question with the same text. A known thread adds nothing, but
    its open question follows its words. The community must exist.
    """
    if not threads:
        return 0
    known = await _known(session, community, source_id)
    waiting = await _waiting(session, community)
    version = await communities.bump(session, community)
    rows: list[dict[str, Any]] = []
    joins: list[tuple[int, Thread]] = []
    for thread in threads:
        digest = digest_of(thread.folded)
        if _asker_key(source_id, thread) in known:
            await _follow(session, community, source_id, thread, version, waiting)
        elif digest in waiting:
            joins.append((waiting[digest], thread))
        else:
            waiting[digest] = -len(rows) - 1  # its row comes later; a twin finds it by place
            rows.append(_question_columns(community, source_id, thread, version, now))
            joins.append((waiting[digest], thread))
    ids = await _insert(session, rows)
    askers = [
        _asker_columns(community, source_id, thread, ids[-target - 1] if target < 0 else target, now)
        for target, thread in joins
    ]
    if askers:
        await session.execute(insert(AskerRow), askers)
    return len(joins)


async def close_answered(
    session: AsyncSession, community: str, source_id: int, answers: Mapping[str, int], *, now: datetime
) -> None:
    """Close the open questions of threads that have an entry by now; `answers` has its id by thread."""
    by_key = {as_key(thread): entry_id for thread, entry_id in answers.items()}
    rows = await session.execute(
        select(QuestionRow.id, QuestionRow.thread).where(
            QuestionRow.community_id == community,
            QuestionRow.source_id == source_id,
            QuestionRow.status == QuestionStatus.OPEN,
        )
    )
    for question_id, thread in rows.all():
        if thread in by_key:
            await close(
                session,
                community,
                question_id,
                QuestionStatus.ANSWERED,
                entry_id=by_key[thread],
                now=now,
            )


async def opened_at(session: AsyncSession, community: str, source_id: int, at: datetime) -> list[int]:
    """Return the open questions that a document put to the author at that moment and that nobody else has asked."""
    rows = await session.scalars(
        select(QuestionRow.id).where(
            QuestionRow.community_id == community,
            QuestionRow.source_id == source_id,
            QuestionRow.status == QuestionStatus.OPEN,
            QuestionRow.since == at,
        )
    )
    opened = list(rows)
    members = await session.scalars(
        select(AskerRow.question_id).where(
            AskerRow.community_id == community,
            AskerRow.question_id.in_(opened),
            ~AskerRow.key.startswith(f"post:{source_id}:", autoescape=True),
        )
    )
    asked = set(members)
    return [question_id for question_id in opened if question_id not in asked]


async def forget(session: AsyncSession, community: str, source_id: int, question_ids: Sequence[int]) -> None:
    """Forget that a document asked these questions, so that it can ask them again."""
    await session.execute(
        delete(AskerRow).where(
            AskerRow.community_id == community,
            AskerRow.question_id.in_(question_ids),
            AskerRow.key.startswith(f"post:{source_id}:", autoescape=True),
        )
    )
    await session.execute(
        update(QuestionRow)
        .where(QuestionRow.community_id == community, QuestionRow.id.in_(question_ids))
        .values(thread=None)
    )


async def _known(session: AsyncSession, community: str, source_id: int) -> set[str]:
    """Return the asker keys of a document's threads: all that one which joined a question has."""
    prefix = f"post:{source_id}:"
    return set(
        await session.scalars(
            select(AskerRow.key).where(
                AskerRow.community_id == community, AskerRow.key.startswith(prefix, autoescape=True)
            )
        )
    )


async def _waiting(session: AsyncSession, community: str) -> dict[bytes, int]:
    rows = await session.execute(
        select(QuestionRow.digest, QuestionRow.id).where(
            QuestionRow.community_id == community, QuestionRow.status == QuestionStatus.OPEN
        )
    )
    return dict(rows.all())


async def _follow(
    session: AsyncSession,
    community: str,
    source_id: int,
    thread: Thread,
    version: int,
    waiting: Mapping[bytes, int],
) -> None:
    """Give the thread's own open question its new words, unless another open question has them."""
    if digest_of(thread.folded) in waiting:
        return
    await session.execute(
        update(QuestionRow)
        .where(
            QuestionRow.community_id == community,
            QuestionRow.source_id == source_id,
            QuestionRow.thread == thread.key,
            QuestionRow.status == QuestionStatus.OPEN,
        )
        .values(text=thread.text, context=thread.context, digest=digest_of(thread.folded), version=version)
    )


async def _insert(session: AsyncSession, rows: list[dict[str, Any]]) -> Sequence[int]:
    if not rows:
        return []
    statement = insert(QuestionRow).returning(QuestionRow.id, sort_by_parameter_order=True)
    return (await session.scalars(statement, rows)).all()


def _question_columns(
    community: str, source_id: int, thread: Thread, version: int, now: datetime
) -> dict[str, Any]:
    return {
        "community_id": community,
        "text": thread.text,
        "context": thread.context,
        "digest": digest_of(thread.folded),
        "origin": Origin.POST,
        "source": source_to_json(thread.source),
        "source_id": source_id,
        "thread": thread.key,
        "nearest": [],
        "status": QuestionStatus.OPEN,
        "version": version,
        "since": now,
    }


def _asker_columns(
    community: str, source_id: int, thread: Thread, question_id: int, now: datetime
) -> dict[str, Any]:
    # Somebody asked, under the post; nobody here waits for the reply.
    return {
        "community_id": community,
        "question_id": question_id,
        "asker": None,
        "key": _asker_key(source_id, thread),
        "wording": thread.text,
        "counted": True,
        "asked_at": now,
    }


def _asker_key(source_id: int, thread: Thread) -> str:
    return f"post:{source_id}:{digest_of(thread.key).hex()}"
