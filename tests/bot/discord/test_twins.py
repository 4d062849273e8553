"""A question that has its answer already: it is there, or the moderator chooses; nothing old is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge import EntryStatus
from tests.bot.discord.test_faq import FORM
from tests.bot.discord.test_importing import thread

if TYPE_CHECKING:
    from discord_server import Message, Person

    from tests.bot.discord.conftest import Town

TREATED = "How is an MS relapse treated?"
STEROIDS = "Usually with steroids, for a few days."


async def written(mo: Person, **fields: str) -> Message:
    """Write a new answer and return what comes of it."""
    form = await (await mo.slash("faq add")).modal()
    return await (await mo.submits(form, fields)).message()


async def published(town: Town) -> list[int]:
    return [entry.id for entry in await town.kb.curation.entries(town.community)]


async def test_the_same_answer_written_twice_is_there_already_and_nothing_can_be_undone(
    town: Town, mo: Person
) -> None:
    async with town.bot():
        first = await written(mo, **FORM)
        await mo.clicks(first, "Publish")
        await town.discord.until(lambda: "Published as entry 5" in first.text, "the entry")
        again = await written(mo, **FORM)
        assert again.text.startswith("This entry is there already\nEntry 5 says all of this")
        assert FORM["answer"].splitlines()[0] in again.text
        assert again.buttons == ["Edit entry 5", "Edit", "Discard"]
        assert (await (await mo.clicks(again, "Edit entry 5")).modal()).title == "Entry 5"
        assert (await (await mo.clicks(again, "Edit")).modal()).values == FORM
        await mo.clicks(again, "Discard")
        await town.discord.until(lambda: "Nothing was published" in again.text, "the end")
        assert await published(town) == [1, 2, 3, 4, 5]


async def test_of_two_who_publish_the_same_the_second_cannot_undo_the_first(town: Town, mo: Person) -> None:
    async with town.bot():
        mine, theirs = await written(mo, **FORM), await written(mo, **FORM)
        assert "Publish" in mine.buttons
        assert "Publish" in theirs.buttons
        await mo.clicks(theirs, "Publish")
        await town.discord.until(lambda: "Published as entry 5" in theirs.text, "the entry")
        await mo.clicks(mine, "Publish")
        await town.discord.until(lambda: "This entry is there already" in mine.text, "the refusal")
        assert "Undo" not in mine.buttons
        assert await published(town) == [1, 2, 3, 4, 5]
        await mo.clicks(theirs, "Undo")
        await town.discord.until(lambda: "was taken back" in theirs.text, "the undoing")
        assert (await town.kb.curation.get(town.community, 5)).status is EntryStatus.REMOVED


async def test_another_answer_to_a_question_changes_the_entry_if_that_is_chosen(
    town: Town, mo: Person
) -> None:
    before = await town.kb.curation.get(town.community, 1)
    async with town.bot():
        shown = await written(mo, question="can i take vitamin d with ms", answer="Perhaps.", tags="vitamins")
        assert shown.text.startswith("Entry 1 asks this already")
        assert "+Perhaps." in shown.text
        assert shown.buttons == ["Change entry 1", "Keep both", "Edit", "Discard"]
        await mo.clicks(shown, "Change entry 1")
        await town.discord.until(lambda: "This is what members will read" in shown.text, "the preview")
        assert "Is vitamin D good for MS?" in shown.text
        assert await town.kb.curation.get(town.community, 1) == before
        await mo.clicks(shown, "Publish")
        await town.discord.until(lambda: "Entry 1 changed; this is revision 2" in shown.text, "the entry")
        changed = await town.kb.curation.get(town.community, 1)
        assert (changed.answer, changed.text.tags) == ("Perhaps.", ("vitamins",))
        assert changed.text.phrasings == before.text.phrasings
        assert changed.source == before.source
        assert await published(town) == [1, 2, 3, 4]
        await mo.clicks(shown, "Undo")
        await town.discord.until(lambda: "was taken back" in shown.text, "the undoing")
        assert (await town.kb.curation.get(town.community, 1)).text == before.text


async def test_both_answers_are_kept_only_after_another_look_even_across_a_restart(
    town: Town, mo: Person
) -> None:
    async with town.bot():
        shown = await written(mo, question=TREATED, answer="With rest.")
        await mo.clicks(shown, "Keep both")
        await town.discord.until(lambda: "Publish all the same" in shown.buttons, "the preview")
        assert "a wording that another entry has too" in shown.text
    async with town.bot():
        again = await (await mo.clicks(shown, "Edit")).modal()
        await mo.submits(again, answer="With rest and water.")
        await town.discord.until(lambda: "rest and water" in shown.text, "the second preview")
        await mo.clicks(shown, "Publish all the same")
        await town.discord.until(lambda: "Published as entry 5" in shown.text, "the entry")
        assert await published(town) == [1, 2, 3, 4, 5]
        third = await written(mo, question=TREATED, answer=STEROIDS)
        assert "This entry is there already\nEntry 3 says all of this" in third.text


async def test_an_author_message_saved_twice_is_there_already(town: Town, mo: Person) -> None:
    said = mo.says(town.general, "Yes, but sip it slowly.")
    async with town.bot():
        for told in ("Published as entry 5", "This entry is there already"):
            form = await (await mo.context_menu("Save as answer", said)).modal()
            shown = await (await mo.submits(form, question="May I drink iced tea?")).message()
            if "Publish" in shown.buttons:
                await mo.clicks(shown, "Publish")
            await town.discord.until(lambda: told in shown.text, told)  # noqa: B023  at once
        assert await published(town) == [1, 2, 3, 4, 5]


async def test_a_draft_that_asks_what_an_entry_asks_waits_for_a_choice(town: Town, mo: Person) -> None:
    await town.kb.imports.import_document(town.community, thread(2), "summer.md", editor="seed")
    same, other = [draft.content.text for draft in await town.kb.imports.drafts(town.community)]
    await town.kb.curation.add(town.community, same, "seed")
    await town.kb.curation.add(town.community, replace(other, answer="It may."), "seed")
    async with town.bot():
        card = await (await mo.slash("faq drafts")).message()
        await mo.clicks(card, "Approve")
        await town.discord.until(lambda: "Entry 5 says all of this already" in card.text, "the first")
        assert not [label for label in card.buttons if "Undo" in label]
        await mo.clicks(card, "Approve")
        await town.discord.until(lambda: "Entry 6 asks this already" in card.text, "the choice")
        assert card.buttons == ["Change entry 6", "Keep both", "Edit", "Discard"]
        await mo.clicks(card, "Change entry 6")
        await town.discord.until(lambda: "This is what members will read" in card.text, "the preview")
        await mo.clicks(card, "Publish")
        await town.discord.until(lambda: "Entry 6 changed; this is revision 2" in card.text, "the entry")
        assert await town.kb.imports.drafts(town.community) == []
        assert (await town.kb.curation.get(town.community, 6)).answer == other.answer
        assert await published(town) == [1, 2, 3, 4, 5, 6]


async def test_an_import_publishes_nothing_twice_and_leaves_other_answers_to_a_moderator(
    town: Town, mo: Person
) -> None:
    await town.kb.imports.import_document(town.community, thread(2), "summer.md", editor="seed")
    same, other = await town.kb.imports.drafts(town.community)
    await town.kb.curation.add(town.community, same.content.text, "seed")
    await town.kb.curation.add(town.community, replace(other.content.text, answer="It may."), "seed")
    async with town.bot():
        command = await mo.slash("faq import", file=("summer.md", thread(3)), publish=True)
        told = await command.message(30)
        await town.discord.until(lambda: "published" in told.text, "the summary", 30)
        assert "1 entry published" in told.text
        assert "1 of the drafts asks what an entry asks already" in told.text
        assert await published(town) == [1, 2, 3, 4, 5, 6, 7]
        assert [draft.id for draft in await town.kb.imports.drafts(town.community)] == [other.id]


async def test_an_entry_that_comes_back_beside_another_with_its_question_says_so(
    town: Town, mo: Person
) -> None:
    await town.kb.curation.remove(town.community, 3, "seed")
    text = (await town.kb.curation.get(town.community, 3)).text
    await town.kb.curation.add(town.community, replace(text, answer="With rest."), "seed")
    async with town.bot():
        for command, told in (("restore", "Entry 3 is back."), ("undo", "was taken back")):
            shown = await (await mo.slash(f"faq {command}", entry="3")).message()
            assert told in shown.text
            both = command == "restore"
            assert ("Entry 5 asks this too, so I am sure of neither; please keep one." in shown.text) is both
            assert ("Show entry 5" in shown.buttons) is both
