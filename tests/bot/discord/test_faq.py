"""/faq: what a moderator sees and can press, with the shipped bot on the other side."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge import EntryStatus, EntryText

if TYPE_CHECKING:
    from discord_server import Person

    from tests.bot.discord.conftest import Town

VITAMIN = "Can I take vitamin D with MS?"
FORM = {
    "question": "Does an infection set off a relapse?",
    "phrasings": "Can a cold cause a relapse?\n\nDoes a fever harm nerves?",
    "answer": "It can.\n\nSee your MS team:\n  - when a fever lasts,\n  - when *new* symptoms come.",
    "source": "Winter with MS\nhttps://example.org/winter\nby Dr Sol\n2025-12-01",
    "tags": "infection, winter",
}


async def test_an_entry_is_shown_with_all_that_belongs_to_it(town: Town, mo: Person) -> None:
    async with town.bot():
        assert await mo.autocomplete("faq show", "entry", "vitam") == [f"1. {VITAMIN}"]
        assert len(await mo.autocomplete("faq show", "entry", "")) == 4
        assert await mo.autocomplete("faq show", "entry", "3") == ["3. How is an MS relapse treated?"]
        shown = await (await mo.slash("faq show", entry="1")).message()
        assert shown.ephemeral
        assert shown.embeds[0]["title"] == VITAMIN
        assert "Is vitamin D good for MS?" in shown.text
        assert "Entry 1, revision 1" in shown.text
        assert shown.buttons == ["Edit", "Remove", "History"]


async def test_what_was_just_published_or_removed_is_offered_at_once(town: Town, mo: Person) -> None:
    async with town.bot():
        assert await mo.autocomplete("faq show", "entry", "tattoo") == []
        await town.kb.curation.add(town.community, EntryText("Is a tattoo safe?", "Ask first."), "other")
        assert await mo.autocomplete("faq show", "entry", "tattoo") == ["5. Is a tattoo safe?"]
        await town.kb.curation.remove(town.community, 5, "other")
        assert await mo.autocomplete("faq remove", "entry", "tattoo") == []
        assert await mo.autocomplete("faq restore", "entry", "5") == ["5. (removed) Is a tattoo safe?"]
        assert await mo.autocomplete("faq show", "entry", "tatt") == ["5. (removed) Is a tattoo safe?"]
        assert await town.ana.autocomplete("faq show", "entry", "tatt", hidden=True) == []


async def test_what_is_typed_instead_of_picked_must_be_clear(town: Town, mo: Person) -> None:
    async with town.bot():
        assert VITAMIN in (await (await mo.slash("faq show", entry="vitamin blood")).message()).text
        assert (
            "pick an entry from the list" in (await (await mo.slash("faq show", entry="MS")).message()).text
        )
        assert (
            "no entry with the number 99" in (await (await mo.slash("faq show", entry="99")).message()).text
        )


async def test_a_question_is_tried_and_nothing_is_recorded(town: Town, mo: Person) -> None:
    async with town.bot():
        shown = await (await mo.slash("faq test", question="Is vitamin D good for MS?")).message()
        assert "I would answer with entry 1" in shown.text
        assert "1. Can I take vitamin D with MS?\n**100% sure**\n-# Nothing speaks against it." in shown.text
        assert await town.kb.review.queue(town.community) == []


async def test_a_new_answer_is_previewed_then_published_letter_for_letter(town: Town, mo: Person) -> None:
    async with town.bot():
        waiting = await (await town.ana.slash("ask", question="Does a fever harm nerves?")).message()
        assert "Waiting for the author" in waiting.text
        form = await (await mo.slash("faq add")).modal()
        assert set(form.values.values()) == {""}
        preview = await (await mo.submits(form, FORM)).message()
        assert preview.ephemeral
        assert preview.text.startswith("Nothing is published yet\nThis is what members will read:")
        assert preview.embeds[1]["title"] == FORM["question"]
        assert preview.buttons == ["Publish", "Edit", "Discard", "Source: example.org"]
        assert "1 open question would be answered" in preview.text
        assert await town.kb.curation.search(town.community, "infection") == []
        await mo.clicks(preview, "Publish")
        await town.discord.until(lambda: "Published as entry 5" in preview.text, "the entry")
        entry = await town.kb.curation.get(town.community, 5)
        assert entry.answer == FORM["answer"]
        assert entry.text.phrasings == ("Can a cold cause a relapse?", "Does a fever harm nerves?")
        assert entry.text.tags == ("infection", "winter")
        assert (entry.source.title, entry.source.url) == ("Winter with MS", "https://example.org/winter")
        assert not preview.attachments
        assert preview.buttons == ["Close the open question", "Undo"]
        await mo.clicks(preview, "Close the open question")
        await town.discord.until(lambda: "1 open question is closed" in preview.text, "the closing")
        assert await town.kb.review.queue(town.community) == []


async def test_a_draft_survives_a_restart_between_preview_and_publish(town: Town, mo: Person) -> None:
    async with town.bot():
        form = await (await mo.slash("faq add")).modal()
        preview = await (await mo.submits(form, FORM)).message()
    async with town.bot():
        kept = json.loads(preview.attachments[0].content)["fields"]
        assert kept == FORM
        again = await (await mo.clicks(preview, "Edit")).modal()
        assert again.values == FORM
        await mo.submits(again, answer="Another answer.")
        await town.discord.until(lambda: "Another answer." in preview.text, "the second preview")
    async with town.bot():
        await mo.clicks(preview, "Publish")
        await town.discord.until(lambda: "Published" in preview.text, "the entry")
        assert (await town.kb.curation.get(town.community, 5)).answer == "Another answer."


async def test_publish_pressed_twice_publishes_once(town: Town, mo: Person) -> None:
    async with town.bot():
        form = await (await mo.slash("faq add")).modal()
        preview = await (await mo.submits(form, FORM)).message()
        presses = [await mo.clicks(preview, "Publish") for _ in range(3)]
        for press in presses:
            await press.acknowledged()
        await town.discord.quiet()
        assert len(await town.kb.curation.entries(town.community)) == 5


async def test_what_cannot_be_published_is_said_and_nothing_written_is_lost(town: Town, mo: Person) -> None:
    async with town.bot():
        form = await (await mo.slash("faq add")).modal()
        broken = {**FORM, "source": "Winter with MS\njavascript:alert(1)"}
        shown = await (await mo.submits(form, broken)).message()
        assert "I do not know what “javascript:alert" in shown.text
        assert shown.buttons == ["Edit", "Discard"]
        again = await (await mo.clicks(shown, "Edit")).modal()
        assert again.values == broken
        await mo.submits(again, source="link: javascript:alert(1)")
        await town.discord.until(lambda: "should start with https" in shown.text, "the refusal of the link")
        again = await (await mo.clicks(shown, "Edit")).modal()
        await mo.submits(again, source="", question="\N{ZERO WIDTH SPACE}")
        await town.discord.until(lambda: "question is empty" in shown.text, "the refusal of the question")
        await mo.clicks(shown, "Discard")
        await town.discord.until(lambda: "Nothing was published" in shown.text, "the end")
        assert shown.buttons == ["Bring it back"]
        assert len(await town.kb.curation.entries(town.community)) == 4


async def test_the_second_of_two_editors_sees_the_difference_and_chooses(town: Town, mo: Person) -> None:
    async with town.bot():
        mine = await (await mo.slash("faq edit", entry="1")).modal()
        assert mine.title == "Entry 1"
        assert mine.values["phrasings"] == "Is vitamin D good for MS?"
        assert (
            mine.values["source"]
            == "Living with MS in summer\nhttps://example.org/summer\nby Dr Sol\n2025-03-31"
        )
        preview = await (await mo.submits(mine, answer="Mine.")).message()
        entry = await town.kb.curation.get(town.community, 1)
        theirs = replace(entry.text, answer="Theirs.")
        await town.kb.curation.edit(town.community, 1, theirs, seen=1, editor="other")
        await mo.clicks(preview, "Publish")
        await town.discord.until(lambda: "Somebody changed entry 1" in preview.text, "the difference")
        assert "-Theirs.\n+Mine." in preview.text
        assert preview.buttons == ["Take mine", "Keep theirs", "Edit again"]
        assert preview.attachments
        assert (await (await mo.clicks(preview, "Edit again")).modal()).values["answer"] == "Mine."
        third = replace(entry.text, answer="Third.")
        await town.kb.curation.edit(town.community, 1, third, seen=2, editor="other")
        await mo.clicks(preview, "Take mine")
        await town.discord.until(lambda: "-Third.\n+Mine." in preview.text, "the newer difference")
        await mo.clicks(preview, "Take mine")
        await town.discord.until(lambda: "this is revision 4" in preview.text, "the entry")
        changed = await town.kb.curation.get(town.community, 1)
        assert changed.text == replace(entry.text, answer="Mine.")
        assert changed.source.kind is entry.source.kind
        history = await (await mo.slash("faq history", entry="1")).message()
        assert f"**Edited** by <@{mo.id}>" in history.text
        assert "-Third.\n+Mine." in history.text
        await mo.clicks(history, "Older")
        await town.discord.until(lambda: "**Edited** by other" in history.text, "the older revision")
        await mo.clicks(preview, "Undo")
        await town.discord.until(lambda: "was taken back" in preview.text, "the undoing")
        assert (await town.kb.curation.get(town.community, 1)).answer == "Third."


async def test_an_entry_is_removed_after_a_question_and_brought_back(town: Town, mo: Person) -> None:
    async with town.bot():
        asked = await (await mo.slash("faq remove", entry="1")).message()
        assert "Members will no longer see it" in asked.text
        assert (await town.kb.curation.get(town.community, 1)).status is EntryStatus.PUBLISHED
        await mo.clicks(asked, "Remove")
        await town.discord.until(lambda: "Entry 1 is removed" in asked.text, "the removal")
        assert await mo.autocomplete("faq restore", "entry", "") == [f"1. (removed) {VITAMIN}"]
        back = await (await mo.slash("faq restore", entry="1")).message()
        assert "Entry 1 is back" in back.text
        twice = await (await mo.slash("faq restore", entry="1")).message()
        assert "already published" in twice.text
        undone = await (await mo.slash("faq undo", entry="1")).message()
        assert "was taken back" in undone.text
        assert (await town.kb.curation.get(town.community, 1)).status is EntryStatus.REMOVED


async def test_an_answer_too_long_for_a_form_stays_as_it_is(town: Town, mo: Person) -> None:
    text = replace((await town.kb.curation.get(town.community, 2)).text, answer="A sentence of heat. " * 300)
    await town.kb.curation.edit(town.community, 2, text, seen=1, editor="seed")
    async with town.bot():
        shown = await (await mo.slash("faq show", entry="2")).message()
        assert shown.buttons == ["Edit", "Remove", "History", "Page 2 of 4"]
        form = await (await mo.clicks(shown, "Edit")).modal()
        assert set(form.values) == {"question", "phrasings", "source", "tags"}
        preview = await (await mo.submits(form, tags="heat")).message()
        await town.discord.until(lambda: "If you publish this" in preview.text, "the preview")
        await mo.clicks(preview, "Page 2 of 4")
        await town.discord.until(lambda: "Page 2 of 4*" in preview.text, "the second page")
        assert "If you publish this" in preview.text
        again = await (await mo.clicks(preview, "Edit")).modal()
        assert "answer" not in again.values
        await mo.clicks(preview, "Publish")
        await town.discord.until(lambda: "this is revision 3" in preview.text, "the entry")
        entry = await town.kb.curation.get(town.community, 2)
        assert entry.text == replace(text, tags=("heat",))


async def test_what_is_answered_already_is_published_only_all_the_same(town: Town, mo: Person) -> None:
    async with town.bot():
        form = await (await mo.slash("faq add")).modal()
        fields = {"question": "Should I take vitamins?", "phrasings": VITAMIN, "answer": "Perhaps."}
        preview = await (await mo.submits(form, fields)).message()
        assert "a wording that another entry has too" in preview.text
        assert preview.buttons == ["Publish all the same", "Edit", "Discard"]
        await mo.clicks(preview, "Publish all the same")
        await town.discord.until(lambda: "Published as entry 5" in preview.text, "the entry")
        await mo.clicks(preview, "Undo")
        await town.discord.until(lambda: "was taken back" in preview.text, "the undoing")
        assert (await town.kb.curation.get(town.community, 5)).status is EntryStatus.REMOVED


async def test_all_entries_are_read_page_by_page_and_found_by_their_words(town: Town, mo: Person) -> None:
    for number in range(30):
        text = EntryText(f"What is term number {number}?", f"It means {number}.")
        await town.kb.curation.add(town.community, text, "seed")
    async with town.bot():
        shown = await (await mo.slash("faq list")).message()
        assert "34 entries, page 1 of 3" in shown.text
        assert shown.buttons == ["Next"]
        await mo.clicks(shown, "Next")
        await town.discord.until(lambda: "page 2 of 3" in shown.text, "the second page")
        await mo.clicks(shown, "Next")
        await town.discord.until(lambda: "page 3 of 3" in shown.text, "the third page")
        assert "What is term number 29?" in shown.text
        assert shown.buttons == ["Back"]
        found = await (await mo.slash("faq search", words="term 29")).message()
        assert found.text.startswith("Entries with “term 29”\n**34**")
        many = await (await mo.slash("faq search", words="term")).message()
        assert "There are more" in many.text
        assert len(await mo.autocomplete("faq show", "entry", "term")) == 25
