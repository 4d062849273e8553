from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from knowledge.domain import Decision, EntryText, Origin, ProposalKind, QuestionStatus
from knowledge.service.learning import Learning
from knowledge.service.review import Review
from knowledge.store import communities, entries, outcomes, proposals, questions
from knowledge.store.outcomes import Recorded
from knowledge.store.tables import AskerRow, BlockRow, ProposalRow

if TYPE_CHECKING:
    from knowledge.store.database import Database

ASKED = datetime(2026, 1, 1, tzinfo=UTC)


async def ask(database: Database, text: str, key: str, at: datetime, join: int | None = None) -> int:
    async with database.writer() as session:
        await communities.ensure(session, "ms", at)
        opened = await questions.open_or_join(
            session,
            "ms",
            text,
            folded=text,
            asker="ann",
            key=key,
            origin=Origin.DISCORD,
            now=at,
            join=join,
        )
        outcome = Recorded(key, text, Decision.QUEUE, 0.0, at, question_id=opened.question_id)
        await outcomes.record(session, "ms", outcome)
        return opened.question_id


async def expire(database: Database, days: int) -> None:
    await Review(database, lambda: ASKED + timedelta(days=days)).expire("ms")


async def kept(database: Database) -> list[tuple[str | None, str]]:
    async with database.reader() as session:
        rows = await session.execute(select(AskerRow.asker, AskerRow.wording).order_by(AskerRow.id))
        return [(asker, wording) for asker, wording in rows]


@pytest.mark.parametrize(("days", "asker"), [(30, "ann"), (31, None)])
async def test_an_askers_id_is_kept_for_thirty_days(database: Database, days: int, asker: str | None) -> None:
    question_id = await ask(database, "Why?", "1", ASKED)
    await expire(database, days)
    assert await kept(database) == [(asker, "Why?")]
    assert (await Review(database, lambda: ASKED).get("ms", question_id)).askers == 1


async def test_unanswered_words_are_kept_for_ninety_days_after_they_were_last_asked(
    database: Database,
) -> None:
    review = Review(database, lambda: ASKED)
    old = await ask(database, "Old?", "1", ASKED)
    again = await ask(database, "Again?", "2", ASKED)
    await ask(database, "Again!", "3", ASKED + timedelta(days=20), join=again)
    await expire(database, 90)
    assert [question.id for question in await review.queue("ms")] == [old, again]
    async with database.reader() as session:
        version = await communities.version(session, "ms")
    await expire(database, 91)
    assert [question.id for question in await review.queue("ms")] == [again]
    assert await kept(database) == [(None, ""), (None, "Again?"), (None, "Again!")]
    async with database.reader() as session:
        [gone] = await questions.changed_since(session, "ms", version)
        first, second, third = [await outcomes.find(session, "ms", key) for key in "123"]
    assert (gone.id, gone.text, gone.status, gone.askers) == (old, "", QuestionStatus.DISMISSED, 1)
    assert [outcome.text for outcome in (first, second, third) if outcome] == ["", "", "Again!"]
    assert await ask(database, "Old?", "4", ASKED + timedelta(days=92)) != old


async def test_what_was_answered_keeps_its_words(database: Database) -> None:
    review = Review(database, lambda: ASKED)
    question_id = await ask(database, "Why?", "1", ASKED)
    await review.answer("ms", question_id, "So.", "Ada")
    await expire(database, 1000)
    assert (await review.get("ms", question_id)).text == "Why?"
    async with database.reader() as session:
        assert len(await entries.listed(session, "ms")) == 1


@pytest.mark.parametrize("kind", ProposalKind)
async def test_wordings_that_nobody_reviewed_go_too(database: Database, kind: ProposalKind) -> None:
    async with database.writer() as session:
        await communities.ensure(session, "ms", ASKED)
        entry = await entries.add(session, "ms", EntryText("Why?", "So."), editor="mo", now=ASKED)
        await proposals.propose(session, "ms", entry.id, "What for?", kind, now=ASKED)
    await expire(database, 90)
    async with database.reader() as session:
        assert len((await session.scalars(select(ProposalRow.id))).all()) == 1
    await expire(database, 91)
    async with database.reader() as session:
        assert (await session.scalars(select(ProposalRow.id))).all() == []


async def test_what_a_moderator_blocked_stays_until_it_is_lifted(database: Database) -> None:
    learning = Learning(database, lambda: ASKED)
    async with database.writer() as session:
        await communities.ensure(session, "ms", ASKED)
        entry = await entries.add(session, "ms", EntryText("Why?", "So."), editor="mo", now=ASKED)
        await proposals.propose(session, "ms", entry.id, "What for?", ProposalKind.BLOCK, now=ASKED)
    [proposal] = await learning.proposals("ms")
    block = await learning.accept("ms", proposal.id, "mo")
    await expire(database, 1000)
    assert await learning.blocks("ms") == [block]
    await learning.lift("ms", block.id, "mo")
    await expire(database, 1000)
    async with database.reader() as session:
        assert (await session.scalars(select(ProposalRow.id))).all() == []
        assert (await session.scalars(select(BlockRow.id))).all() == []


async def test_other_communities_are_left_alone(database: Database) -> None:
    await ask(database, "Why?", "1", ASKED)
    await Review(database, lambda: ASKED + timedelta(days=1000)).expire("migraine")
    assert await kept(database) == [("ann", "Why?")]
