"""Several moderators at one entry: each sees what the others did, and chooses; whatever was done can be taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from knowledge import EntryStatus
from tests.bot.discord.test_importing import thread

if TYPE_CHECKING:
    from discord_server import Message, Person

    from tests.bot.discord.conftest import Town


@pytest.fixture
def people(town: Town) -> list[Person]:
    """Give three moderators."""
    helpers = town.guild.role("Helpers", "manage_guild", "manage_messages")
    return [town.guild.member(name, roles=[helpers]) for name in ("Mo", "Liz", "Kim")]


async def edited(who: Person, **fields: str) -> Message:
    """Change entry 1 in the form and return the preview."""
    form = await (await who.slash("faq edit", entry="1")).modal()
    return await (await who.submits(form, fields)).message()


async def test_the_third_editor_sees_what_the_other_two_did_even_after_a_restart(
    town: Town, people: list[Person]
) -> None:
    mo, liz, kim = people
    async with town.bot():
        mine = await edited(kim, answer="Mine.")
        first = await edited(mo, answer="First.")
        await mo.clicks(first, "Publish")
        await town.discord.until(lambda: "this is revision 2" in first.text, "the first")
        second = await edited(liz, tags="sun")
        await liz.clicks(second, "Publish")
        await town.discord.until(lambda: "this is revision 3" in second.text, "the second")
    async with town.bot():
        await kim.clicks(mine, "Publish")
        await town.discord.until(lambda: "Somebody changed entry 1" in mine.text, "the difference")
        assert f"Edited by <@{mo.id}> at" in mine.text
        assert f"Edited by <@{liz.id}> at" in mine.text
        assert "-First.\n+Mine." in mine.text
        assert "What they changed" in mine.text
        assert mine.buttons == ["Take mine", "Keep theirs", "Edit again"]
    async with town.bot():
        await kim.clicks(mine, "Take mine")
        await town.discord.until(lambda: "this is revision 4" in mine.text, "mine")
        assert (await town.kb.curation.get(town.community, 1)).answer == "Mine."


async def test_changes_of_different_parts_are_both_kept(town: Town, people: list[Person]) -> None:
    mo, liz, _ = people
    before = await town.kb.curation.get(town.community, 1)
    async with town.bot():
        mine, theirs = (
            await edited(mo, answer="Mine."),
            await edited(liz, tags="sun", phrasings="Sun or pills?"),
        )
        await liz.clicks(theirs, "Publish")
        await town.discord.until(lambda: "this is revision 2" in theirs.text, "theirs")
        await mo.clicks(mine, "Publish")
        await town.discord.until(lambda: "Somebody changed entry 1" in mine.text, "the difference")
        assert "both changes can be kept" in mine.text
        assert mine.buttons == ["Keep both changes", "Take mine", "Keep theirs", "Edit again"]
    async with town.bot():
        await mo.clicks(mine, "Keep both changes")
        await town.discord.until(lambda: "This is what members will read" in mine.text, "the preview")
        assert "Sun or pills?" in mine.text
        await mo.clicks(mine, "Publish")
        await town.discord.until(lambda: "this is revision 3" in mine.text, "both")
        kept = replace(before.text, answer="Mine.", tags=("sun",), phrasings=("Sun or pills?",))
        assert (await town.kb.curation.get(town.community, 1)).text == kept


async def test_taking_mine_of_a_removed_entry_says_that_members_do_not_see_it(
    town: Town, people: list[Person]
) -> None:
    mo, *_ = people
    async with town.bot():
        mine = await edited(mo, answer="Mine.")
        await town.kb.curation.remove(town.community, 1, "other")
        await mo.clicks(mine, "Publish")
        await town.discord.until(lambda: "Take mine" in mine.buttons, "the difference")
        assert "Removed by other at" in mine.text
        await mo.clicks(mine, "Take mine")
        await town.discord.until(lambda: "this is revision 3" in mine.text, "the entry")
        assert "It is removed, so members do not see it until somebody restores it." in mine.text
        assert mine.buttons == ["Undo", "Restore"]
        await mo.clicks(mine, "Restore")
        await town.discord.until(lambda: "Entry 1 is back" in mine.text, "the entry again")
        assert (await town.kb.curation.get(town.community, 1)).answer == "Mine."


async def test_an_undo_is_taken_back_and_older_words_come_back_after_a_look(
    town: Town, people: list[Person]
) -> None:
    mo, *_ = people
    before = await town.kb.curation.get(town.community, 1)
    async with town.bot():
        shown = await edited(mo, answer="New.")
        await mo.clicks(shown, "Publish")
        await town.discord.until(lambda: "this is revision 2" in shown.text, "the entry")
        await mo.clicks(shown, "Undo")
        await town.discord.until(lambda: "was taken back" in shown.text, "the undoing")
        await mo.clicks(shown, "Bring it back")
        await town.discord.until(lambda: "This is what members will read" in shown.text, "the preview")
        await mo.clicks(shown, "Publish")
        await town.discord.until(lambda: "this is revision 4" in shown.text, "the entry again")
        assert (await town.kb.curation.get(town.community, 1)).answer == "New."
        history = await (await mo.slash("faq history", entry="1")).message()
        assert history.buttons == ["Older"]
        await mo.clicks(history, "Older")
        await town.discord.until(lambda: "revision 3 of 4" in history.text, "the older revision")
        await mo.clicks(history, "Bring these words back")
        await town.discord.until(lambda: "This is what members will read" in history.text, "the preview")
        await mo.clicks(history, "Publish")
        await town.discord.until(lambda: "this is revision 5" in history.text, "the old words")
        assert (await town.kb.curation.get(town.community, 1)).text == before.text
        none = await (await mo.forges(custom_id="aw:faq-revert:1:77", message=history)).followup()
        assert none.text == "Entry 1 has no revision 77; see /faq history."


@pytest.mark.parametrize("publish", [False, True])
async def test_an_import_is_taken_back_as_one(town: Town, people: list[Person], *, publish: bool) -> None:
    mo, *_ = people
    async with town.bot():
        told = await (await mo.slash("faq import", file=("summer.md", thread(3)), publish=publish)).message(
            30
        )
        await town.discord.until(lambda: "Take it back" in told.buttons, "the summary", 30)
    async with town.bot():
        await mo.clicks(told, "Take it back")
        await town.discord.until(lambda: "The import was taken back" in told.text, "the undoing")
        assert ("3 entries are as before" if publish else "3 drafts are gone") in told.text
        assert len(await town.kb.curation.entries(town.community)) == 4
        assert await town.kb.imports.drafts(town.community) == []
        again = await (await mo.slash("faq import", file=("summer.md", thread(3)))).message(30)
        await town.discord.until(lambda: "3 drafts to review" in again.text, "the second summary", 30)


async def test_a_change_that_was_turned_down_can_be_taken_back(town: Town, people: list[Person]) -> None:
    mo, *_ = people
    await town.kb.imports.import_document(town.community, thread(1), "summer.md", approve=True, editor="seed")
    entry = await town.kb.curation.get(town.community, 5)
    mine = replace(entry.text, answer="Mine.")
    await town.kb.curation.edit(town.community, 5, mine, seen=1, editor="seed")
    changed = thread(1).replace(b"no lasting harm", b"hardly any harm")
    await town.kb.imports.import_document(town.community, changed, "summer.md", editor="seed")
    async with town.bot():
        card = await (await mo.slash("faq drafts")).message()
        assert "Entry 5 was edited" in card.text
        form = await (await mo.clicks(card, "Reject")).modal()
        await mo.submits(form, reason="")
        await town.discord.until(lambda: "is turned down" in card.text, "the refusal")
        await mo.clicks(card, "Take that back")
        await town.discord.until(lambda: "waits again" in card.text, "the draft")
        assert "Entry 5 was edited" in card.text
        assert (await town.kb.curation.get(town.community, 5)).text == mine
        assert (await town.kb.curation.get(town.community, 5)).status is EntryStatus.PUBLISHED


async def test_the_preview_shows_all_that_belongs_to_an_entry_and_all_that_it_would_change(
    town: Town, people: list[Person]
) -> None:
    mo, *_ = people
    async with town.bot():
        await (await town.ana.slash("ask", question="Which wheelchair fits into a small car boot?")).message()
        await (await town.ana.slash("ask", question="Is vitamin D good for MS?")).message()
        form = await (await mo.slash("faq add")).modal()
        fields = {
            "question": "What size of wheelchair fits into a small car?",
            "phrasings": "Which wheelchair fits into a small car boot?\nis vitamin d good for MS\n\n"
            "Which wheelchair fits into a small car boot?",
            "answer": "Measure the boot first.",
            "tags": "#aids, car,,  Car , small  cars",
        }
        added = await (await mo.submits(form, fields)).message()
        shown = "Also asked as\nWhich wheelchair fits into a small car boot?\nis vitamin d good for MS\nTags"
        assert shown in added.text
        assert "1 open question would be answered" in added.text
        assert "It has a wording that another entry has too" in added.text
        assert "1 question would lose its answer" in added.text
        assert "today entry 1, then" in added.text
        form = await (await mo.slash("faq edit", entry="3")).modal()
        phrasing = "Which wheelchair fits into a small car boot?"
        changed = await (await mo.submits(form, phrasings=f"{phrasing}\nIs vitamin D good for MS?")).message()
        assert f"Also asked as\n{phrasing}\nIs vitamin D good for MS?" in changed.text
        assert "1 open question would be answered" in changed.text
        assert "It has a wording that another entry has too" in changed.text
        assert "1 question would lose its answer" in changed.text
        form = await (await mo.slash("faq edit", entry="4")).modal()
        near = await (await mo.submits(form, phrasings="How do you treat an MS relapse?")).message()
        assert "How do you treat an MS relapse?" in near.text
        assert "3  How is an MS relapse treated?" in near.text
