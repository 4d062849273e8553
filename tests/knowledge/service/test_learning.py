"""What members said becomes something only by a moderator's act, and every act can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from knowledge.domain import Block, Entry, EntryText, ProposalKind
from knowledge.errors import AlreadyDecided, EmptyText, NotFound, WordingBlocked
from knowledge.service.curation import Curation
from knowledge.service.export import export_community
from knowledge.service.learning import Learning
from knowledge.store import audit, communities, proposals

if TYPE_CHECKING:
    from knowledge.store.audit import Deed
    from knowledge.store.database import Database

NOW = datetime(2026, 8, 1, tzinfo=UTC)
TEXT = EntryText("How long does a cold last?", "Seven days.", ("When will my cold end?",))
PHRASING, BLOCK = ProposalKind.PHRASING, ProposalKind.BLOCK


@pytest.fixture
def curation(database: Database) -> Curation:
    return Curation(database, lambda: NOW)


@pytest.fixture
def learning(database: Database) -> Learning:
    return Learning(database, lambda: NOW)


@pytest.fixture
async def entry(curation: Curation) -> Entry:
    return (await curation.add("ms", TEXT, "mo")).entry


async def say(database: Database, entry_id: int, wording: str, kind: ProposalKind = PHRASING) -> None:
    async with database.writer() as session:
        await proposals.propose(session, "ms", entry_id, wording, kind, now=NOW)


async def deeds(database: Database, kind: str, target: int) -> list[Deed]:
    async with database.reader() as session:
        return await audit.of(session, "ms", kind, [target])


async def version(database: Database) -> int:
    async with database.reader() as session:
        return await communities.version(session, "ms")


# phrasings


async def test_an_accepted_wording_becomes_a_phrasing(
    learning: Learning, curation: Curation, database: Database, entry: Entry
) -> None:
    await say(database, entry.id, "Will this cold end?")
    [proposal] = await learning.proposals("ms")
    assert (proposal.entry, proposal.wording, proposal.kind) == (entry, "Will this cold end?", PHRASING)
    accepted = await learning.accept("ms", proposal.id, "mo")
    assert isinstance(accepted, Entry)
    assert accepted.text.phrasings == ("When will my cold end?", "Will this cold end?")
    assert await curation.get("ms", entry.id) == accepted
    assert await learning.proposals("ms") == []
    with pytest.raises(AlreadyDecided):
        await learning.decline("ms", proposal.id, "mo")
    with pytest.raises(NotFound):
        await learning.accept("ms", proposal.id + 1, "mo")
    assert (await curation.undo("ms", entry.id, "mo")).text == TEXT


async def test_a_wording_is_proposed_once_even_when_declined(
    learning: Learning, curation: Curation, database: Database, entry: Entry
) -> None:
    for wording in ("Will it end?", "will  it END", "WHEN will my cold end?", TEXT.question):
        await say(database, entry.id, wording)
    [proposal] = await learning.proposals("ms")
    assert (proposal.wording, proposal.times) == ("Will it end?", 2)
    await learning.decline("ms", proposal.id, "mo")
    await say(database, entry.id, "Will it end?")
    assert await learning.proposals("ms") == []
    assert await curation.get("ms", entry.id) == entry


async def test_what_was_said_of_a_removed_entry_waits_until_it_is_back(
    learning: Learning, curation: Curation, database: Database, entry: Entry
) -> None:
    await say(database, entry.id, "Will it end?")
    await curation.remove("ms", entry.id, "mo")
    assert await learning.proposals("ms") == []
    await curation.restore("ms", entry.id, "mo")
    assert len(await learning.proposals("ms")) == 1


async def test_wrong_answers_are_reviewed_first_then_what_was_said_most(
    learning: Learning, database: Database, entry: Entry
) -> None:
    await say(database, entry.id, "Will it end?")
    for _ in range(3):
        await say(database, entry.id, "Is it long?")
    await say(database, entry.id, "How long does a cold sore last?", BLOCK)
    found = [(each.kind, each.wording, each.times) for each in await learning.proposals("ms")]
    assert found == [
        (BLOCK, "How long does a cold sore last?", 1),
        (PHRASING, "Is it long?", 3),
        (PHRASING, "Will it end?", 1),
    ]


# blocks


async def test_an_accepted_block_is_listed_and_noted_until_it_is_lifted(
    learning: Learning, database: Database, entry: Entry
) -> None:
    await say(database, entry.id, "How long is a cold war?", BLOCK)
    [proposal] = await learning.proposals("ms")
    before = await version(database)
    block = await learning.accept("ms", proposal.id, "mo")
    assert block == Block(block.id, entry, "How long is a cold war?", "mo", NOW)
    assert await learning.blocks("ms") == [block]
    assert await learning.blocks("migraine") == []
    blocked_at = await version(database)
    assert before < blocked_at
    with pytest.raises(NotFound):
        await learning.lift("migraine", block.id, "ina")
    assert await learning.lift("ms", block.id, "ina") == block
    assert await learning.blocks("ms") == []
    assert await version(database) > blocked_at
    with pytest.raises(NotFound):
        await learning.lift("ms", block.id, "ina")
    made, lifted = await deeds(database, "block", block.id)
    pair = {"entry_id": entry.id, "wording": "How long is a cold war?"}
    assert (made.actor, made.action, made.before, made.after) == ("mo", "blocked", None, pair)
    assert (lifted.actor, lifted.action, lifted.before, lifted.after) == ("ina", "lifted", pair, None)


async def test_a_declined_block_blocks_nothing_and_is_not_proposed_again(
    learning: Learning, database: Database, entry: Entry
) -> None:
    await say(database, entry.id, "Cold war?", BLOCK)
    [proposal] = await learning.proposals("ms")
    await learning.decline("ms", proposal.id, "mo")
    await say(database, entry.id, "cold war", BLOCK)
    assert await learning.proposals("ms") == await learning.blocks("ms") == []
    [deed] = await deeds(database, "proposal", proposal.id)
    assert (deed.actor, deed.action, deed.after) == ("mo", "declined", None)


async def test_what_members_said_to_the_contrary_is_settled_as_well(
    learning: Learning, database: Database, entry: Entry
) -> None:
    for wording, accepted in (("Is it long?", PHRASING), ("Is it cold?", BLOCK)):
        await say(database, entry.id, wording, PHRASING)
        await say(database, entry.id, wording, BLOCK)
        block, phrasing = await learning.proposals("ms")
        chosen, other = (phrasing, block) if accepted is PHRASING else (block, phrasing)
        await learning.accept("ms", chosen.id, "mo")
        assert await learning.proposals("ms") == []
        with pytest.raises(AlreadyDecided):
            await learning.accept("ms", other.id, "mo")


async def test_nothing_more_is_proposed_about_what_is_blocked(
    learning: Learning, database: Database, entry: Entry
) -> None:
    block = await learning.block("ms", entry.id, "  Is it\tcold? ", "mo")
    assert block.wording == "Is it cold?"
    for kind in ProposalKind:
        await say(database, entry.id, "is it cold", kind)
    assert await learning.proposals("ms") == []


async def test_blocking_twice_makes_one_block(learning: Learning, database: Database, entry: Entry) -> None:
    first = await learning.block("ms", entry.id, "Is it cold?", "mo")
    assert await learning.block("ms", entry.id, "is it COLD", "ina") == first
    assert await learning.blocks("ms") == [first]
    assert len(await deeds(database, "block", first.id)) == 1


async def test_what_cannot_be_meant_is_not_blocked(learning: Learning, entry: Entry) -> None:
    with pytest.raises(EmptyText):
        await learning.block("ms", entry.id, " \t", "mo")
    with pytest.raises(NotFound):
        await learning.block("migraine", entry.id, "Is it cold?", "mo")
    assert await learning.blocks("ms") == []


async def test_a_blocked_wording_becomes_a_phrasing_only_once_the_block_is_lifted(
    learning: Learning, curation: Curation, entry: Entry
) -> None:
    block = await learning.block("ms", entry.id, "Is it cold?", "mo")
    text = replace(TEXT, phrasings=("When will my cold end?", "is it cold"))
    with pytest.raises(WordingBlocked) as caught:
        await curation.edit("ms", entry.id, text, seen=1, editor="ina")
    assert (caught.value.wording, caught.value.block_id) == ("Is it cold?", block.id)
    assert await curation.get("ms", entry.id) == entry
    await learning.lift("ms", block.id, "ina")
    assert (await curation.edit("ms", entry.id, text, seen=1, editor="ina")).entry.text == text


async def test_an_entry_with_a_blocked_phrasing_can_still_be_edited_otherwise(
    learning: Learning, curation: Curation, entry: Entry
) -> None:
    await learning.block("ms", entry.id, "When will my cold end?", "mo")
    edited = (
        await curation.edit("ms", entry.id, replace(TEXT, answer="A week."), seen=1, editor="ina")
    ).entry
    assert edited.answer == "A week."


async def test_blocks_of_a_removed_entry_wait_for_its_return(
    learning: Learning, curation: Curation, entry: Entry
) -> None:
    block = await learning.block("ms", entry.id, "Is it cold?", "mo")
    removed = await curation.remove("ms", entry.id, "mo")
    assert await learning.blocks("ms") == [replace(block, entry=removed)]
    restored = await curation.restore("ms", entry.id, "mo")
    assert await learning.blocks("ms") == [replace(block, entry=restored)]


async def test_after_a_block_was_lifted_members_do_not_propose_it_for_a_while(
    learning: Learning, database: Database, entry: Entry
) -> None:
    await say(database, entry.id, "Is it cold?", BLOCK)
    [proposal] = await learning.proposals("ms")
    block = await learning.accept("ms", proposal.id, "mo")
    await learning.lift("ms", block.id, "mo")
    await say(database, entry.id, "Is it cold?", BLOCK)
    assert await learning.proposals("ms") == []


async def test_blocks_are_exported_by_entry_and_wording(
    learning: Learning, database: Database, entry: Entry
) -> None:
    await learning.block("ms", entry.id, "Is it cold?", "mo")
    async with database.reader() as session:
        exported = await export_community(session, "ms", NOW)
    pair = {"entry": entry.id, "wording": "Is it cold?", "by": "mo", "at": NOW.isoformat()}
    assert exported["blocks"] == [pair]


@pytest.mark.parametrize("kind", [PHRASING, BLOCK])
async def test_a_declined_proposal_waits_again_when_that_is_taken_back(
    learning: Learning, database: Database, entry: Entry, kind: ProposalKind
) -> None:
    await say(database, entry.id, "Will this cold end?", kind)
    before = await learning.proposals("ms")
    with pytest.raises(AlreadyDecided):
        await learning.reconsider("ms", before[0].id, "mo")
    await learning.decline("ms", before[0].id, "mo")
    await learning.reconsider("ms", before[0].id, "ina")
    assert await learning.proposals("ms") == before
    declined, back = await deeds(database, "proposal", before[0].id)
    assert (declined.action, back.action, back.actor) == ("declined", "reconsidered", "ina")


async def test_a_lifted_block_is_put_back_for_its_entry_alone(
    learning: Learning, curation: Curation, entry: Entry
) -> None:
    block = await learning.block("ms", entry.id, "Is it a cold?", "mo")
    with pytest.raises(NotFound):
        await learning.block_again("ms", block.id, "mo")
    await learning.lift("ms", block.id, "mo")
    again = await learning.block_again("ms", block.id, "ina")
    assert (again.entry, again.wording, again.editor) == (entry, "Is it a cold?", "ina")
    assert await learning.blocks("ms") == [again]
    with pytest.raises(NotFound):
        await learning.block_again("elsewhere", block.id, "ina")
