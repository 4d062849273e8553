"""A server's note stands under every answer that a member sees, whichever way it came; with the shipped bot."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from discord_server import Message, Person

    from tests.bot.discord.conftest import Town

NOTE = "General information, no medical advice."
VITAMIN = "Can I take vitamin D with MS?"
HEAT = "Why do I feel worse in hot weather?"
VAGUE = "is flying allowed"
UNKNOWN = "Which wheelchair fits into a small car boot?"


async def asked(town: Town) -> Message:
    return await (await town.ana.slash("ask", question=VITAMIN)).message()


async def asked_for_everyone_and_read_on_by_another(town: Town) -> Message:
    answer = await (await town.ana.slash("ask", question=HEAT, show="Everyone")).message()
    return await (await town.ben.clicks(answer, "Read on")).message()


async def read_on(town: Town) -> Message:
    answer = await (await town.ana.slash("ask", question=HEAT)).message()
    await town.ana.clicks(answer, "Read on")
    await town.discord.until(lambda: "Page 2 of" in answer.text, "the next page")
    return answer


async def picked(town: Town) -> Message:
    shown = await (await town.ana.slash("ask", question=VAGUE)).message()
    await town.ana.clicks(shown, "Yes, show me")
    await town.discord.until(lambda: "This answers it" in shown.buttons, "the answer")
    return shown


async def taken_back(town: Town) -> Message:
    answer = await asked(town)
    await town.ana.clicks(answer, "Not my question")
    await town.discord.until(lambda: "Back to the answer" in answer.buttons, "the way back")
    await town.ana.clicks(answer, "Back to the answer")
    await town.discord.until(lambda: "This answers it" in answer.buttons, "the answer")
    return answer


async def mentioned(town: Town) -> Message:
    town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
    return await town.general.next_message()


async def written_in_private(town: Town) -> Message:
    await town.ana.dm(VITAMIN)
    return await town.ana.dms.next_message()


async def posted(town: Town) -> Message:
    return await town.ana.posts(town.forum, "Vitamin D?", VITAMIN).next_message()


async def overheard(town: Town) -> Message:
    town.ana.says(town.watched, VITAMIN)
    return await town.watched.next_message()


async def found(town: Town) -> Message:
    said = town.ben.says(town.general, VITAMIN)
    return await (await town.ana.context_menu("Find an answer", said)).message()


async def found_in_a_list(town: Town) -> Message:
    said = town.ben.says(town.general, VAGUE)
    shown = await (await town.ana.context_menu("Find an answer", said)).message()
    return await (await town.ana.selects(shown, ["Can I fly after a relapse?"])).message()


async def told(town: Town, person: Person) -> None:
    person.says(town.general, f"{town.guild.bot.mention} {UNKNOWN}")
    card = await town.general.next_message()
    await person.clicks(card, "Tell me when it is answered")
    await town.discord.until(lambda: "I will tell you" in card.text, "the promise")
    (waiting,) = await town.kb.review.queue(town.community)
    await town.kb.review.answer(town.community, waiting.id, "A folding one.", "Dr Sol")


async def told_in_private(town: Town) -> Message:
    await told(town, town.ana)
    return await town.ana.dms.next_message(timeout=15)


async def told_in_place(town: Town) -> Message:
    town.discord.expect(50007)
    town.ana.closes_dms()
    await told(town, town.ana)
    return await town.general.next_message(timeout=15)


async def looked_up_later(town: Town) -> Message:
    town.discord.expect(50007)
    town.ana.closes_dms()
    card = await (await town.ana.slash("ask", question=UNKNOWN)).message()
    await town.ana.clicks(card, "Tell me when it is answered")
    await town.discord.until(lambda: "I will tell you" in card.text, "the promise")
    (waiting,) = await town.kb.review.queue(town.community)
    await town.kb.review.answer(town.community, waiting.id, "A folding one.", "Dr Sol")
    mine = await (await town.ana.slash("my questions")).message()
    return await (await town.ana.selects(mine, [UNKNOWN])).message()


WAYS = (
    asked,
    asked_for_everyone_and_read_on_by_another,
    read_on,
    picked,
    taken_back,
    mentioned,
    written_in_private,
    posted,
    overheard,
    found,
    found_in_a_list,
    told_in_private,
    told_in_place,
    looked_up_later,
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
async def test_the_note_stands_under_every_answer(
    town_of: Callable[..., object], way: Callable[[Town], Awaitable[Message]]
) -> None:
    async with town_of(message_content=True) as town:  # type: ignore[attr-defined]
        chosen = {
            "watched_channels": [town.watched.id],
            "forum_channels": [town.forum.id],
            "disclaimer": NOTE,
        }
        await town.kb.choices.put(town.community, chosen, "owner")
        async with town.bot():
            answer = await way(town)
            assert len(answer.embeds) == 1
            assert NOTE in answer.embeds[0]["footer"]["text"]
            assert "Reviewed" in answer.embeds[0]["footer"]["text"]
            assert answer.content in ("", town.ana.mention)


@pytest.mark.parametrize("way", [asked, found, found_in_a_list, overheard], ids=lambda way: way.__name__)
async def test_an_answer_past_its_review_date_is_flagged_whichever_way_it_came(
    town_of: Callable[..., object], way: Callable[[Town], Awaitable[Message]]
) -> None:
    async with town_of(message_content=True) as town:  # type: ignore[attr-defined]
        chosen = {"watched_channels": [town.watched.id], "review_after_days": 1, "withhold_overdue": False}
        await town.kb.choices.put(town.community, chosen, "owner")
        ago = (datetime.now(UTC) - timedelta(days=2)).replace(tzinfo=None).isoformat(" ")
        with closing(sqlite3.connect(town.folder / "store.sqlite3")) as store, store:
            store.execute("UPDATE entries SET reviewed_at = ?", (ago,))
        async with town.bot():
            (field,) = (await way(town)).embeds[0]["fields"]
            assert field["name"] == "Past its review date"
