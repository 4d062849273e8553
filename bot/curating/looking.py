"""Screens that only show: an entry, lists, an entry's history, and how a question would be matched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.actions import is_number, number
from bot.controls import Style, button
from bot.curating.desk import Screen, at_press, note, show
from bot.errors import InputRefused
from bot.render.discord.entries import answer_pages, entry_choice, entry_embed
from bot.render.discord.examination import examination_embed
from bot.render.discord.history import history_embed
from bot.render.discord.lists import ROWS, entries_embed, list_pages
from bot.render.words import quoted
from knowledge import EntryStatus, NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.actions import Handler, Press
    from bot.controls import Control
    from bot.curating.desk import Curator
    from knowledge import Entry, KnowledgeBase

_OFFERED = 25  # choices that autocomplete shows
_NUMBER = re.compile(r"\s*#?(\d+)\s*(?:\.(?:\s.*)?)?$", re.DOTALL)  # alone, or before the words of a choice
_PICK = "Please pick an entry from the list that appears while you type, or give its number."


def handlers() -> Mapping[str, Handler]:
    """Return what each button does."""
    return {"faq-show": _turn_entry, "faq-list": _turn_list, "faq-history": _turn_history}


def entry_screen(entry: Entry, page: int = 0) -> Screen:
    """Return an entry with what can be done to it."""
    count = len(answer_pages(entry.text))
    removed = entry.status is EntryStatus.REMOVED
    controls: list[Control] = [
        button("Edit", "faq-edit", entry.id, style=Style.primary),
        button("Restore", "faq-restore", entry.id)
        if removed
        else button("Remove", "faq-remove-ask", entry.id),
        button("History", "faq-history", entry.id, 0),
    ]
    if count > 1:
        following = (page + 1) % count
        controls.append(button(f"Page {following + 1} of {count}", "faq-show", entry.id, following))
    return Screen([entry_embed(entry, page)], controls)


async def list_screen(who: Curator, page: int = 0) -> Screen:
    """Return a page of the published entries."""
    entries = await who.kb.curation.entries(who.community)
    count = list_pages(entries)
    place = min(page, count - 1)
    controls = []
    if place > 0:
        controls.append(button("Back", "faq-list", place - 1))
    if place + 1 < count:
        controls.append(button("Next", "faq-list", place + 1))
    return Screen([entries_embed("All entries", entries, place)], controls)


async def search_screen(who: Curator, text: str) -> Screen:
    """Return the entries that hold every word of a text."""
    found = await who.kb.curation.search(who.community, text, limit=ROWS + 1)
    more = [note("There are more; another word would narrow it down.")] if len(found) > ROWS else []
    if not found:
        return Screen(
            [note(f"No entry has all of the words {quoted(text)}; try fewer of them, or /faq list.")]
        )
    return Screen([entries_embed(f"Entries with {quoted(text)}", found[:ROWS]), *more])


async def history_screen(who: Curator, entry_id: int, revision: int = 0) -> Screen:
    """Return one revision of an entry; 0 stands for the latest."""
    revisions = await who.kb.curation.history(who.community, entry_id)
    numbers = [each.number for each in revisions]
    at = numbers.index(revision) if revision in numbers else len(numbers) - 1
    controls = []
    if at > 0:
        controls.append(button("Older", "faq-history", entry_id, numbers[at - 1]))
    if revisions[at].text != revisions[-1].text:
        controls.append(button("Bring these words back", "faq-revert", entry_id, numbers[at]))
    if at + 1 < len(numbers):
        controls.append(button("Newer", "faq-history", entry_id, numbers[at + 1]))
    return Screen([history_embed(revisions, numbers[at])], controls)


async def test_screen(who: Curator, text: str) -> Screen:
    """Return what the bot would do with a question, and why."""
    policy = who.kb.policy.under(await who.kb.curation.strictness(who.community))
    return Screen([examination_embed(text, await who.kb.examine(who.community, text), policy)])


async def named(who: Curator, given: str) -> Entry:
    """Return the entry that a command names: by its number, as autocomplete puts it, or by words only it has.

    Raises:
        InputRefused: it is not clear which entry is meant, or there is none here.
    """
    numbered = _NUMBER.match(given)
    if numbered and is_number(numbered[1]):
        return await _with_number(who, int(numbered[1]))
    found = await who.kb.curation.search(who.community, given, limit=2)
    if len(found) != 1:
        why = "More than one entry has these words." if found else "No entry has all of these words."
        raise InputRefused(f"{why} {_PICK}")
    return found[0]


async def _with_number(who: Curator, entry_id: int) -> Entry:
    try:
        return await who.kb.curation.get(who.community, entry_id)
    except NotFound:
        raise InputRefused(
            f"There is no entry with the number {entry_id} here; /faq list shows them all."
        ) from None


async def offered(
    kb: KnowledgeBase, community: str, typed: str, status: EntryStatus | None = None
) -> list[tuple[str, str]]:
    """Return the entries that autocomplete offers, as (what is shown, what is sent)."""
    words = typed.strip().removeprefix("#")
    found: list[Entry] = []
    if not words or words.isdecimal():
        found = await kb.curation.numbered(community, words, _OFFERED, status)
    if words and not found:
        found = await kb.curation.search(community, words, _OFFERED, status)
    return [(entry_choice(entry), str(entry.id)) for entry in found]


async def _turn_entry(press: Press) -> None:
    who = await at_press(press)
    entry = await who.kb.curation.get(who.community, number(press.arguments))
    await show(press.interaction, entry_screen(entry, number(press.arguments, 1)))


async def _turn_list(press: Press) -> None:
    who = await at_press(press)
    await show(press.interaction, await list_screen(who, number(press.arguments)))


async def _turn_history(press: Press) -> None:
    who = await at_press(press)
    await show(
        press.interaction, await history_screen(who, number(press.arguments), number(press.arguments, 1))
    )
