"""Between a form and publishing: what is discarded, what two people wrote, and what a moderator gets wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.bot.discord.test_faq import FORM
from tests.bot.discord.test_importing import thread

if TYPE_CHECKING:
    from discord_server import Message, Person

    from tests.bot.discord.conftest import Town

TEA = {"question": "Is tea good?", "answer": "It is."}


async def previewed(mo: Person, **fields: str) -> Message:
    """Write a new answer and return what comes of it."""
    form = await (await mo.slash("faq add")).modal()
    return await (await mo.submits(form, fields)).message()


async def test_a_new_answer_that_was_discarded_is_brought_back_even_after_a_restart(
    town: Town, mo: Person
) -> None:
    async with town.bot():
        shown = await previewed(mo, **FORM)
        await mo.clicks(shown, "Discard")
        await town.discord.until(lambda: "Nothing was published" in shown.text, "the end")
        assert "Your words stay in the file above" in shown.text
        assert shown.buttons == ["Bring it back"]
    async with town.bot():
        await mo.clicks(shown, "Bring it back")
        await town.discord.until(lambda: "Publish" in shown.buttons, "the preview")
        assert (await (await mo.clicks(shown, "Edit")).modal()).values == FORM
        await mo.clicks(shown, "Publish")
        await town.discord.until(lambda: "Published as entry 5" in shown.text, "the entry")


async def test_what_cannot_be_published_yet_can_be_brought_back_too(town: Town, mo: Person) -> None:
    async with town.bot():
        shown = await previewed(mo, **{**FORM, "answer": " \n "})
        assert "The answer is empty" in shown.text
        await mo.clicks(shown, "Discard")
        await town.discord.until(lambda: "Bring it back" in shown.buttons, "the end")
        await mo.clicks(shown, "Bring it back")
        await town.discord.until(lambda: "The answer is empty" in shown.text, "the refusal again")


async def test_a_draft_that_is_discarded_waits_as_it_was(town: Town, mo: Person) -> None:
    await town.kb.imports.import_document(town.community, thread(1), "summer.md", editor="seed")
    before = await town.kb.imports.drafts(town.community)
    async with town.bot():
        card = await (await mo.slash("faq drafts")).message()
        form = await (await mo.clicks(card, "Edit")).modal()
        await mo.submits(form, answer="It may be.")
        await town.discord.until(lambda: "Nothing is published yet" in card.text, "the preview")
        await mo.clicks(card, "Discard")
        await town.discord.until(lambda: "still waiting, as it was" in card.text, "the end")
        assert card.buttons == ["Bring it back", "Next draft"]
        assert await town.kb.imports.drafts(town.community) == before


async def test_keeping_theirs_changes_nothing_and_mine_is_compared_again_when_it_comes_back(
    town: Town, mo: Person
) -> None:
    async with town.bot():
        form = await (await mo.slash("faq edit", entry="1")).modal()
        shown = await (await mo.submits(form, answer="Mine.")).message()
        entry = await town.kb.curation.get(town.community, 1)
        theirs = replace(entry.text, answer="Theirs.")
        await town.kb.curation.edit(town.community, 1, theirs, seen=1, editor="other")
        await mo.clicks(shown, "Publish")
        await town.discord.until(lambda: "Keep theirs" in shown.buttons, "the difference")
        await mo.clicks(shown, "Keep theirs")
        await town.discord.until(lambda: "Entry 1 stays as it is." in shown.text, "theirs")
        assert (await town.kb.curation.get(town.community, 1)).text == theirs
        await mo.clicks(shown, "Bring it back")
        await town.discord.until(lambda: "Nothing is published yet" in shown.text, "the preview")
        await mo.clicks(shown, "Publish")
        await town.discord.until(lambda: "-Theirs.\n+Mine." in shown.text, "the difference again")
        assert (await town.kb.curation.get(town.community, 1)).text == theirs


async def test_an_edit_that_changes_nothing_says_so_and_offers_no_undo(town: Town, mo: Person) -> None:
    before = await town.kb.curation.get(town.community, 1)
    async with town.bot():
        form = await (await mo.slash("faq edit", entry="1")).modal()
        shown = await (await mo.submits(form)).message()
        await mo.clicks(shown, "Publish")
        await town.discord.until(lambda: "Nothing differs, so entry 1 stays" in shown.text, "the end")
        assert shown.buttons == []
        assert await town.kb.curation.get(town.community, 1) == before


async def test_who_edits_what_is_removed_meanwhile_is_told(town: Town, mo: Person) -> None:
    async with town.bot():
        form = await (await mo.slash("faq edit", entry="1")).modal()
        shown = await (await mo.submits(form, answer="Mine.")).message()
        await town.kb.curation.remove(town.community, 1, "other")
        await mo.clicks(shown, "Publish")
        await town.discord.until(lambda: "Keep theirs" in shown.buttons, "the difference")
        assert "It was removed, so members do not see it until somebody restores it." in shown.text


async def test_markup_and_mentions_are_shown_as_written_and_call_nobody(town: Town, mo: Person) -> None:
    answer = (
        f"# Tea\n**is** @everyone <@{town.ben.id}> \N{TEACUP WITHOUT HANDLE} (https://example.org/tea_(hot))"
    )
    async with town.bot():
        shown = await previewed(mo, **{**TEA, "answer": answer})
        link = "\\(https://example.org/tea_(hot))"
        assert "\\# Tea\n\\*\\*is\\*\\* @\N{ZERO WIDTH SPACE}everyone" in shown.text
        assert f"\N{TEACUP WITHOUT HANDLE} {link}" in shown.text
        await mo.clicks(shown, "Publish")
        await town.discord.until(lambda: "Published as entry 5" in shown.text, "the entry")
        assert (await town.kb.curation.get(town.community, 5)).answer == answer
        public = await (await town.ana.slash("ask", question=TEA["question"], show="Everyone")).message()
        assert f"\N{TEACUP WITHOUT HANDLE} {link}" in public.text
        assert town.discord.pings == []


async def test_the_longest_that_a_form_takes_is_previewed_and_published_whole(town: Town, mo: Person) -> None:
    fields = {
        "question": ("Is tea good? " * 77)[:1_000],
        "phrasings": "\n".join(f"Is tea number {n} good for nerves?" for n in range(110))[:4_000],
        "answer": ("*Tea* is good. " * 267)[:4_000],
        "source": f"{'S' * 500}\nhttps://example.org/{'x' * 300}\nby {'D' * 100}",
        "tags": ", ".join(f"tag{n}" for n in range(60))[:500],
    }
    async with town.bot():
        shown = await previewed(mo, **fields)
        assert shown.buttons == ["Publish", "Edit", "Discard", "Page 2 of 3", "Source: example.org"]
        await mo.clicks(shown, "Page 2 of 3")
        await town.discord.until(lambda: "Page 3 of 3" in shown.buttons, "the second page")
        assert shown.text.startswith("Nothing is published yet")
        await mo.clicks(shown, "Publish")
        await town.discord.until(lambda: "Published as entry 5" in shown.text, "the entry")
        assert (await town.kb.curation.get(town.community, 5)).answer == fields["answer"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("ask Dr Sol", "in “ask Dr Sol”"),
        ("www.example.org/tea", "see the link · Reviewed"),
        ("https://example.org/tea", "see the link · Reviewed"),
        ("Tea, see https://example.org/tea", "Please give the link of the source a line of its own."),
        ("Tea\nDr Sol", "I do not know what “Dr Sol” is"),
        ("Tea\n31/3/2024", "a date looks like 2024-03-31"),
        ("Tea\n31 March 2024\nBy Dr Sol", "Dr Sol, in “Tea”, 31 March 2024"),
        ("", "the source was not noted"),
    ],
)
async def test_a_source_that_is_not_quite_one_is_understood_or_asked_about(
    town: Town, mo: Person, source: str, said: str
) -> None:
    async with town.bot():
        shown = await previewed(mo, **TEA, source=source)
        assert said in shown.text
        assert ("Source: " in "".join(shown.buttons)) == ("see the link" in said)
