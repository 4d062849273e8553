"""What a moderator in a hurry sends: each time they are told what to do, and nothing is lost or done by halves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from discord_server import Person

    from tests.bot.discord.conftest import Town

VITAMIN = "Can I take vitamin D with MS?"
PICK = "Please pick an entry from the list that appears while you type, or give its number."


async def test_what_is_no_entry_is_said_with_the_way_to_one(town: Town, mo: Person) -> None:
    await town.kb.curation.remove(town.community, 2, "seed")
    async with town.bot():
        for typed, told in (
            ("zzzz", f"No entry has all of these words. {PICK}"),
            ("relapse", f"More than one entry has these words. {PICK}"),
            ("   ", f"No entry has all of these words. {PICK}"),
            ("99", "There is no entry with the number 99 here; /faq list shows them all."),
            ("9" * 30, f"No entry has all of these words. {PICK}"),
        ):
            for command in ("show", "edit", "remove", "restore", "history", "undo"):
                shown = await (await mo.slash(f"faq {command}", entry=typed)).message()
                assert shown.text == told, (command, typed)
        for typed in ("1", " #1 ", "1.", f"1. {VITAMIN}", "1. Can I take"):
            assert VITAMIN in (await (await mo.slash("faq show", entry=typed)).message()).text, typed
        gone = await (await mo.slash("faq remove", entry="2")).message()
        assert gone.text == "The entry with the number 2 was already removed; /faq restore brings it back."


async def test_a_removed_entry_is_edited_with_a_word_that_nobody_sees_it(town: Town, mo: Person) -> None:
    await town.kb.curation.remove(town.community, 1, "seed")
    async with town.bot():
        form = await (await mo.slash("faq edit", entry="1")).modal()
        shown = await (await mo.submits(form, answer="Later.")).message()
        assert "The entry is removed: members will read this once somebody restores it." in shown.text
        await mo.clicks(shown, "Publish")
        await town.discord.until(lambda: "Restore" in shown.buttons, "the entry")
        assert "It is removed, so members do not see it" in shown.text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"question": "?!"}, "The question is empty; please write it in words."),
        ({"phrasings": "Tea?\n???"}, "The phrasing is empty; please write it in words."),
        ({"phrasings": "tea " * 300}, "the limit is 1,000; please shorten it."),
        ({"source": "[Nice](https://evil.example)"}, "Please give the link of the source a line of its own."),
        ({"source": "Tea\n2024-13-45"}, "should look like 2024-03-31"),
    ],
)
async def test_a_field_that_cannot_be_kept_is_named_and_the_form_comes_back(
    town: Town, mo: Person, fields: dict[str, str], told: str
) -> None:
    async with town.bot():
        form = await (await mo.slash("faq add")).modal()
        sent = {
            "question": "Is tea good?",
            "phrasings": "",
            "answer": "It is.",
            "source": "",
            "tags": "",
            **fields,
        }
        shown = await (await mo.submits(form, sent)).message()
        assert told in shown.text
        again = await (await mo.clicks(shown, "Edit")).modal()
        assert again.values == sent


async def test_what_is_looked_for_in_vain_is_said_with_what_to_do(town: Town, mo: Person) -> None:
    async with town.bot():
        none = await (await mo.slash("faq search", words="vitamin teapot")).message()
        assert none.text == "No entry has all of the words “vitamin teapot”; try fewer of them, or /faq list."
        own = await (
            await mo.slash("faq block", entry="1", question="can i take vitamin D with MS")
        ).message()
        assert "is a wording of entry 1 itself; take it out with /faq edit first." in own.text
        dot = await (await mo.slash("faq block", entry="1", question=" . ")).message()
        assert dot.text == "The wording is empty; please write it in words."
        assert await town.kb.learning.blocks(town.community) == []


async def test_a_test_says_the_verdict_why_and_what_came_near(town: Town, mo: Person) -> None:
    async with town.bot():
        both = await (await mo.slash("faq test", question="can my dog take vitamin d")).message()
        lines = both.text.splitlines()
        assert lines[0] == "I would ask: did you mean entry 1?"
        assert lines[1].endswith("I answer from 75% and ask back from 10%.")
        assert "-# Against it: asks about animals" in both.text
        exact = await (await mo.slash("faq test", question=VITAMIN)).message()
        assert exact.text.startswith("I would answer with entry 1\nThese are the very words of that entry.")
