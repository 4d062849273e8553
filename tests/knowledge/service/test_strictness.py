"""How strict a community wants the bot to be: chosen, kept on the record, and obeyed by the next question."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from math import nan
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DBAPIError

from knowledge import (
    HARD_TEST,
    THRESHOLDS,
    BadConfidence,
    Decision,
    EntryText,
    KnowledgeBase,
    KnowledgeConfig,
    Policy,
    Strictness,
)
from knowledge.service.curation import Curation
from knowledge.store import audit, communities

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from knowledge import Chosen
    from knowledge.matching.matcher import Parts
    from knowledge.store.database import Database

NOW = datetime(2026, 8, 1, tzinfo=UTC)


@pytest.fixture
def curation(database: Database) -> Curation:
    return Curation(database, lambda: NOW)


@pytest.mark.parametrize("choice", [*Strictness, 0.5, 0.97, 1.0])
async def test_a_choice_reads_back_and_is_the_communitys_own(curation: Curation, choice: Chosen) -> None:
    assert await curation.set_strictness("ms", choice, "mo") is None
    assert await curation.strictness("ms") == choice
    assert await curation.strictness("migraine") is None


async def test_a_new_choice_takes_the_place_of_the_one_before_and_returns_it(curation: Curation) -> None:
    choices: list[Chosen] = [None, Strictness.CAUTIOUS, 0.8, Strictness.EAGER, None]
    for before, after in pairwise(choices):
        assert await curation.set_strictness("ms", after, "mo") == before
        assert await curation.strictness("ms") == after


@pytest.mark.parametrize("number", [0.0, 0.49, 1.01, -1.0, nan])
async def test_a_confidence_that_makes_no_sense_is_refused(curation: Curation, number: float) -> None:
    await curation.set_strictness("ms", Strictness.EAGER, "mo")
    with pytest.raises(BadConfidence):
        await curation.set_strictness("ms", number, "mo")
    assert await curation.strictness("ms") is Strictness.EAGER


async def test_who_chose_what_is_on_record_once(database: Database, curation: Curation) -> None:
    for choice in (Strictness.CAUTIOUS, Strictness.CAUTIOUS, 0.8, None):
        await curation.set_strictness("ms", choice, "mo")
    async with database.reader() as session:
        deeds = await audit.of(session, "ms", "strictness", [0])
    assert {(deed.actor, deed.action, deed.at) for deed in deeds} == {("mo", "chosen", NOW)}
    assert [(deed.before, deed.after) for deed in deeds] == [
        (None, {"strictness": "cautious"}),
        ({"strictness": "cautious"}, {"strictness": 0.8}),
        ({"strictness": 0.8}, None),
    ]


async def test_the_database_refuses_a_word_that_is_none(database: Database, curation: Curation) -> None:
    await curation.set_strictness("ms", Strictness.EAGER, "mo")
    async with database.writer() as session:
        connection = await session.connection()
        with pytest.raises(DBAPIError, match="ck_communities_strictness"):
            await connection.exec_driver_sql("UPDATE communities SET strictness = 'lax'")
        await session.rollback()
    async with database.reader() as session:
        assert await communities.chosen(session, "ms") is Strictness.EAGER


@pytest.fixture
async def kb(database_url: str, parts: Parts) -> AsyncIterator[KnowledgeBase]:
    async with await KnowledgeBase.open(KnowledgeConfig(database_url), parts) as opened:
        for question in ("How do I descale a kettle?", "How steep should a ladder stand?"):
            await opened.curation.add("ms", EntryText(question, "Like so."), "mo")
        yield opened


PARAPHRASE = "how can I descale my old kettle"


async def test_the_next_question_is_decided_by_the_choice(kb: KnowledgeBase) -> None:
    sure = (await kb.examine("ms", PARAPHRASE)).confidence
    assert 0.5 < sure < 0.999, "the choice below must make a difference"
    await kb.curation.set_strictness("ms", 0.5, "mo")
    assert (await kb.examine("ms", PARAPHRASE)).decision is Decision.ANSWER
    await kb.curation.set_strictness("ms", 1.0, "mo")
    assert (await kb.examine("ms", PARAPHRASE)).decision is Decision.SUGGEST


async def test_the_choice_of_another_process_is_obeyed_too(
    kb: KnowledgeBase, database_url: str, parts: Parts
) -> None:
    await kb.warm("ms")
    async with await KnowledgeBase.open(KnowledgeConfig(database_url), parts) as other:
        await other.curation.set_strictness("ms", 1.0, "mo")
    assert (await kb.examine("ms", PARAPHRASE)).decision is Decision.SUGGEST


async def test_what_was_asked_verbatim_is_answered_however_strict(kb: KnowledgeBase) -> None:
    await kb.curation.set_strictness("ms", 1.0, "mo")
    assert (await kb.examine("ms", "How do I descale a kettle?")).decision is Decision.ANSWER


async def test_the_choice_is_exported(kb: KnowledgeBase) -> None:
    assert (await kb.imports.export("ms"))["strictness"] is None
    await kb.curation.set_strictness("ms", Strictness.CAUTIOUS, "mo")
    assert (await kb.imports.export("ms"))["strictness"] == "cautious"


def test_each_word_is_less_strict_than_the_one_before() -> None:
    assert [HARD_TEST[word] for word in Strictness] == sorted(HARD_TEST.values(), reverse=True)
    for strict, lenient in pairwise(THRESHOLDS[each] for each in Strictness):
        assert strict.answer_at > lenient.answer_at
        assert strict.suggest_at >= lenient.suggest_at
        assert strict.margin >= lenient.margin
    assert all(each.suggest_at < each.answer_at for each in THRESHOLDS.values())


def test_the_default_policy_is_the_balanced_one() -> None:
    assert Policy().under(Strictness.BALANCED) == Policy() == Policy().under(None)


def test_a_choice_leaves_alone_what_is_none_of_its_business() -> None:
    base = Policy(join_at=0.7, review_after_days=10, withhold_overdue=True, focus_limit=200)
    cautious = base.under(Strictness.CAUTIOUS)
    assert cautious.answer_at == THRESHOLDS[Strictness.CAUTIOUS].answer_at
    assert cautious.under(Strictness.BALANCED) == base


def test_a_number_never_falls_below_where_suggestions_begin() -> None:
    policy = Policy(answer_at=0.9, suggest_at=0.6).under(0.5)
    assert (policy.answer_at, policy.suggest_at) == (0.5, 0.5)
