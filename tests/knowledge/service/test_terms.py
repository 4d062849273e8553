"""A community's own terms: kept, refused, and understood in questions."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from knowledge import (
    Answered,
    EmptyText,
    EntryText,
    KnowledgeBase,
    KnowledgeConfig,
    NameTaken,
    NotFound,
    Question,
    Queued,
    Term,
    TextTooLong,
    TooMany,
    open_knowledge_base,
)
from knowledge.language import Concept, ConceptKind, Glossary
from knowledge.service.curation import Curation
from knowledge.service.importing import Importing
from knowledge.store import audit, communities

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from knowledge.matching.matcher import Parts
    from knowledge.store.database import Database

NOW = datetime(2026, 8, 1, tzinfo=UTC)
DRUGS = Glossary(
    [
        Concept("apricotamab", ConceptKind.DRUG, "apricotamab", ("Aprico",)),
        Concept("plumitinib", ConceptKind.DRUG, "plumitinib", ("Plumera",)),
        Concept("gait", ConceptKind.SYMPTOM, "gait"),
        Concept("balance", ConceptKind.SYMPTOM, "balance"),
    ]
)


@pytest.fixture
def curation(database: Database) -> Curation:
    return Curation(database, lambda: NOW, DRUGS)


async def version(database: Database) -> int:
    async with database.reader() as session:
        return await communities.version(session, "ms")


async def test_a_term_reads_back_and_its_repeats_are_dropped(curation: Curation) -> None:
    term = await curation.set_term("ms", " physio  hub ", ["PH", "ph", "The Hub", "Physio-Hub"], "mo")
    assert term == Term(term.id, "physio hub", ("PH", "The Hub"))
    assert await curation.terms("ms") == [term]
    assert await curation.terms("migraine") == []


async def test_a_term_that_is_set_again_gets_the_new_names_and_keeps_its_number(curation: Curation) -> None:
    first = await curation.set_term("ms", "physio hub", ["PH"], "mo")
    second = await curation.set_term("ms", "Physio Hub", ["the hub"], "mo")
    assert second == Term(first.id, "Physio Hub", ("the hub",))
    assert await curation.terms("ms") == [second]


async def test_a_removed_term_is_gone_and_its_number_is_not_used_again(curation: Curation) -> None:
    term = await curation.set_term("ms", "physio hub", ["PH"], "mo")
    assert await curation.remove_term("ms", term.id, "mo") == term
    assert await curation.terms("ms") == []
    assert (await curation.set_term("ms", "physio hub", ["PH"], "mo")).id > term.id
    for community, term_id in (("ms", term.id), ("migraine", term.id + 1)):
        with pytest.raises(NotFound) as caught:
            await curation.remove_term(community, term_id, "mo")
        assert (caught.value.kind, caught.value.id) == ("term", term_id)


async def test_every_change_is_audited_and_counted(curation: Curation, database: Database) -> None:
    term = await curation.set_term("ms", "physio hub", ["PH"], "mo")
    await curation.set_term("ms", "physio hub", ["the hub"], "ina")
    await curation.remove_term("ms", term.id, "mo")
    assert await version(database) == 3
    async with database.reader() as session:
        deeds = await audit.of(session, "ms", "term", [term.id])
    old, new = {"name": "physio hub", "names": ["PH"]}, {"name": "physio hub", "names": ["the hub"]}
    assert [(deed.actor, deed.action, deed.before, deed.after) for deed in deeds] == [
        ("mo", "added", None, old),
        ("ina", "changed", old, new),
        ("mo", "removed", new, None),
    ]


@pytest.mark.parametrize(
    ("name", "names", "field"),
    [
        ("  ", ["PH"], "name"),
        ("+++", ["PH"], "name"),
        ("physio hub", ["\u200b"], "other name"),
        ("physio hub", [], "list of other names"),
        ("physio hub", ["PHYSIO HUB"], "list of other names"),
    ],
)
async def test_names_without_a_word_are_refused(
    curation: Curation, name: str, names: list[str], field: str
) -> None:
    with pytest.raises(EmptyText) as caught:
        await curation.set_term("ms", name, names, "mo")
    assert caught.value.field == field


async def test_long_names_and_long_lists_are_refused(curation: Curation) -> None:
    await curation.set_term("ms", "y" * 100, [f"name {n}" for n in range(50)], "mo")
    for name, names in (("y" * 101, ["PH"]), ("PH", ["y" * 101])):
        with pytest.raises(TextTooLong) as long:
            await curation.set_term("ms", name, names, "mo")
        assert (long.value.length, long.value.limit) == (101, 100)
    with pytest.raises(TooMany) as many:
        await curation.set_term("ms", "other", [f"word {n}" for n in range(51)], "mo")
    assert (many.value.count, many.value.limit) == (51, 50)


@pytest.mark.parametrize(
    ("name", "names", "taken"),
    [
        ("Phoenix House", ["ph"], "ph"),
        ("Phoenix House", ["Physio-Hub"], "Physio-Hub"),
        ("PH", ["Phoenix House"], "PH"),
    ],
)
async def test_a_name_of_another_term_is_refused_and_nothing_changes(
    curation: Curation, database: Database, name: str, names: list[str], taken: str
) -> None:
    term = await curation.set_term("ms", "physio hub", ["PH"], "mo")
    with pytest.raises(NameTaken) as caught:
        await curation.set_term("ms", name, names, "mo")
    assert (caught.value.name, caught.value.meaning) == (taken, "physio hub")
    assert await curation.terms("ms") == [term]
    assert await version(database) == 1
    await curation.set_term("migraine", name, names, "mo")


async def test_two_drugs_are_never_made_one(curation: Curation) -> None:
    await curation.set_term("ms", "Aprico", ["apricotamab", "the orange one"], "mo")
    for name, names in (("Aprico", ["plumera"]), ("walking", ["gait", "plumera"])):
        with pytest.raises(NameTaken) as caught:
            await curation.set_term("ms", name, names, "mo")
        assert (caught.value.name, caught.value.meaning) == ("plumera", "plumitinib")
    await curation.set_term("ms", "steadiness", ["gait", "balance"], "mo")


async def test_an_export_holds_the_terms(curation: Curation, database: Database) -> None:
    term = await curation.set_term("ms", "physio hub", ["PH"], "mo")
    exported = json.loads(json.dumps(await Importing(database, lambda: NOW).export("ms")))
    assert exported["terms"] == [{"id": term.id, "name": "physio hub", "names": ["PH"]}]


# what questions make of them

COMMUNITY = "guild-1"
BANK = [
    EntryText("What are the opening times of the physio hub?", "Nine to five."),
    EntryText("Where can I park near the hospital?", "Behind it. The car park of PH is full."),
    EntryText("What helps against spasticity at night?", "Stretching, and baclofen at bedtime."),
]
ASKED = "What are the opening times of the PH?"


@pytest.fixture
async def kb(database: Database, database_url: str, parts: Parts) -> AsyncIterator[KnowledgeBase]:
    del database  # whose address is that of a migrated one
    async with await open_knowledge_base(KnowledgeConfig(database_url), parts) as opened:
        await opened.load_bank(COMMUNITY, BANK)
        yield opened


@pytest.fixture
def encoded(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give a list that grows by every text that is encoded."""
    texts: list[str] = []
    encode = parts.encoder.encode

    def note(given: Sequence[str]) -> NDArray[np.float32]:
        texts.extend(given)
        return encode(given)

    monkeypatch.setattr(parts.encoder, "encode", note)
    return texts


async def test_a_question_in_the_communitys_own_terms_finds_its_entry(kb: KnowledgeBase) -> None:
    before = await kb.ask(Question(COMMUNITY, "ann", ASKED, "1"))
    assert not isinstance(before, Answered)
    term = await kb.curation.set_term(COMMUNITY, "physio hub", ["PH"], "mod")
    outcome = await kb.ask(Question(COMMUNITY, "ann", ASKED, "2"))
    assert isinstance(outcome, Answered)
    assert (outcome.confidence, outcome.entry.question) == (1.0, BANK[0].question)
    await kb.curation.remove_term(COMMUNITY, term.id, "mod")
    assert not isinstance(await kb.ask(Question(COMMUNITY, "ann", ASKED, "3")), Answered)


async def test_other_words_with_a_term_are_matched_too(kb: KnowledgeBase) -> None:
    text = "when does PH open?"
    before = await kb.examine(COMMUNITY, text)
    await kb.curation.set_term(COMMUNITY, "physio hub", ["PH"], "mod")
    after = await kb.examine(COMMUNITY, text)
    assert after.ranked[0].entry.question == BANK[0].question
    assert after.confidence > before.confidence


async def test_terms_are_the_communitys_own(kb: KnowledgeBase) -> None:
    await kb.load_bank("guild-2", BANK)
    await kb.curation.set_term(COMMUNITY, "physio hub", ["PH"], "mod")
    assert not isinstance(await kb.ask(Question("guild-2", "ann", ASKED, "1")), Answered)


async def test_a_nickname_of_a_drug_in_the_glossary_means_that_drug(kb: KnowledgeBase) -> None:
    await kb.curation.add(COMMUNITY, EntryText("Can I travel while on Ocrevus?", "Yes."), "mod")
    await kb.curation.set_term(COMMUNITY, "ocrelizumab", ["the blue bag"], "mod")
    outcome = await kb.ask(Question(COMMUNITY, "ann", "Can I travel while on the blue bag?", "1"))
    assert isinstance(outcome, Answered)
    with pytest.raises(NameTaken):
        await kb.curation.set_term(COMMUNITY, "Ocrevus", ["Tysabri"], "mod")


async def test_a_term_that_another_process_added_is_understood(
    kb: KnowledgeBase, database_url: str, parts: Parts
) -> None:
    await kb.warm(COMMUNITY)
    async with await open_knowledge_base(KnowledgeConfig(database_url), parts) as other:
        await other.curation.set_term(COMMUNITY, "physio hub", ["PH"], "mod")
    assert isinstance(await kb.ask(Question(COMMUNITY, "ann", ASKED, "1")), Answered)


async def test_a_changed_term_encodes_only_the_lines_that_have_it(
    kb: KnowledgeBase, encoded: list[str]
) -> None:
    await kb.warm(COMMUNITY)
    assert len(encoded) == 2 * len(BANK)
    encoded.clear()
    with_hub = "what are the opening times of the physio hub?"
    with_ph = "behind it. the car park of physio hub is full."
    await kb.curation.set_term(COMMUNITY, "physio hub", ["PH"], "mod")
    await kb.warm(COMMUNITY)
    assert sorted(encoded) == [with_ph, with_hub]
    encoded.clear()
    await kb.curation.set_term(COMMUNITY, "physio hub", ["PH", "physiotherapy centre"], "mod")
    await kb.curation.set_term(COMMUNITY, "spasms", ["jumpy legs"], "mod")
    await kb.warm(COMMUNITY)
    assert encoded == [], "neither a new name that stands nowhere nor another term changes these lines"
    await kb.curation.remove_term(COMMUNITY, 1, "mod")
    await kb.warm(COMMUNITY)
    assert encoded == [], "the lines without the term are still known"


async def test_an_open_question_is_joined_in_the_communitys_own_terms(kb: KnowledgeBase) -> None:
    first = await kb.none_of_these(
        Question(COMMUNITY, "ann", "Is there a heated pool at the physio hub?", "1")
    )
    await kb.curation.set_term(COMMUNITY, "physio hub", ["PH"], "mod")
    again = await kb.none_of_these(Question(COMMUNITY, "bob", "Is there a heated pool at the PH?", "2"))
    assert isinstance(first, Queued)
    assert isinstance(again, Queued)
    assert (again.question_id, again.askers) == (first.question_id, 2)


async def test_terms_that_change_while_questions_are_asked_disturb_none(kb: KnowledgeBase) -> None:
    async def change(number: int) -> None:
        await kb.curation.set_term(COMMUNITY, "physio hub", [f"PH{number}"], "mod")

    changing = asyncio.gather(*(change(number) for number in range(12)))
    found = await asyncio.gather(*(kb.examine(COMMUNITY, f"{ASKED} {number}?") for number in range(12)))
    await changing
    assert {each.ranked[0].entry.question for each in found} == {BANK[0].question}
