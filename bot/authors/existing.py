"""An author lets an answer that exists do for a question: picks it, looks at it, uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions import number
from bot.authors.desk import at_desk, author, community, open_question, show, sits
from bot.authors.forms import search_form
from bot.authors.offers import confirm_view, found_view, next_view
from bot.authors.seen import carried, seen
from bot.render.discord.queue import choosing
from bot.render.discord.settled import entry_card, used
from knowledge import EntryStatus, NotFound

if TYPE_CHECKING:
    from bot.actions import Press
    from knowledge import Entry, OpenQuestion

_FOUND = 25  # entries to pick from: a select holds no more


@at_desk
async def nearest(press: Press) -> None:
    """Offer the entries that come nearest."""
    await sits(press)
    question = await open_question(press, number(press.arguments))
    await _offer(press, question, "")


@at_desk
async def search(press: Press) -> None:
    """Ask for words of the answer that exists."""
    await author(press.bot, press.interaction)
    question = await open_question(press, number(press.arguments))
    await press.interaction.response.send_modal(search_form(question.id, carried(press.arguments)))


@at_desk
async def found(press: Press) -> None:
    """Offer the entries that were found."""
    await sits(press)
    question = await open_question(press, number(press.arguments))
    await _offer(press, question, press.fields.get("words", "").strip())


async def _offer(press: Press, question: OpenQuestion, words: str) -> None:
    entries = await _entries(press, question, words)
    told = "Pick the one that answers it; you will see it first."
    if not entries:
        told = "No answer has these words; try fewer of them." if words else "There are no answers here yet."
    head = choosing(f"An answer for question {question.id}", question.text, told)
    await show(press, [head], found_view(entries, question.id, carried(press.arguments)))


async def _entries(press: Press, question: OpenQuestion, words: str) -> list[Entry]:
    """Return published entries that hold the words, then those that come near to them, or to the question."""
    kb, here = press.bot.kb, community(press.interaction)
    published = EntryStatus.PUBLISHED
    held = await kb.curation.search(here, words, _FOUND, published) if words else []
    near = [each.entry for each in (await kb.examine(here, words or question.text)).nearest]
    listed = {each.id: each for each in (*held, *near) if each.status is published}
    return list(listed.values())[:_FOUND]


@at_desk
async def pick(press: Press) -> None:
    """Show the entry that was picked, for the author to be sure."""
    await sits(press)
    question = await open_question(press, number(press.arguments))
    entry = await press.bot.kb.curation.get(community(press.interaction), number(press.values))
    if entry.status is not EntryStatus.PUBLISHED:
        raise NotFound("entry", entry.id)
    view = confirm_view(entry, question.id, carried(press.arguments))
    await show(press, entry_card(entry, question), view)


@at_desk
async def take(press: Press) -> None:
    """Let an existing entry answer the question."""
    member = await sits(press)
    question = await open_question(press, number(press.arguments))
    entry = await press.bot.kb.review.use_entry(
        community(press.interaction),
        question.id,
        number(press.arguments, 2),
        member.display_name,
        seen=seen(question, press.arguments),
    )
    press.bot.news.soon()
    await show(press, [used(entry, question.to_tell)], next_view())


HANDLERS = {
    "queue-use": nearest,
    "queue-search": search,
    "queue-found": found,
    "queue-pick": pick,
    "queue-take": take,
}
