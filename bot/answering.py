"""An author answers from a card: writes, looks at it, publishes; or lets an existing answer do."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot import reviewing
from bot.actions import number
from bot.desk import at_desk, author, card, community, open_question, show, sits
from bot.drafting import Written, written
from bot.errors import InputRefused
from bot.render.discord import queue as render
from bot.render.discord.drafts import preview_cards
from bot.render.discord.previews import answer_twin
from bot.reviewing import seen
from knowledge import Done, EntryStatus, EntryText, KnowledgeError, NotFound, SameQuestion, Source, SourceKind

if TYPE_CHECKING:
    import discord

    from bot.actions import Press
    from knowledge import Entry, OpenQuestion, Preview

_FOUND = 25  # entries to pick from


@at_desk
async def write(press: Press) -> None:
    """Open the form for an answer."""
    await author(press.bot, press.interaction)
    question = await open_question(press, number(press.arguments))
    blank = Written(question.text, "")
    await _open(press, reviewing.answer_form(question.id, reviewing.mark(question), blank))


@at_desk
async def edit(press: Press) -> None:
    """Open the form again with what was written."""
    await author(press.bot, press.interaction)
    question = await open_question(press, number(press.arguments))
    words = await Written.read(press.interaction.message)
    await _open(press, reviewing.answer_form(question.id, _read(press), words))


@at_desk
async def look(press: Press) -> None:
    """Show what was written as it will stand there, and what publishing it would change."""
    member = await sits(press)
    question = await open_question(press, number(press.arguments))
    words = written(press.fields.get("question", ""), press.fields.get("answer", ""), question)
    text = EntryText(
        question=words.question,
        answer=words.answer,
        phrasings=tuple(each for each in seen(question, press.arguments) if each != words.question),
        context=question.context,
        source=Source(title="", author=member.display_name, kind=SourceKind.REVIEW),
    )
    foreseen = await _foreseen(press, text)
    embeds = preview_cards(text, member.display_name, foreseen, question.id)
    await show(press, embeds, reviewing.preview_view(question.id, _read(press)), [words.file()])


async def _foreseen(press: Press, text: EntryText) -> Preview | None:
    """Say what would change; None where that cannot be said: the words must be on the preview in any case."""
    try:
        return await press.bot.kb.preview(community(press.interaction), text)
    except KnowledgeError as error:
        _log().warning("no preview: %s", type(error).__name__)
        return None


@at_desk
async def publish(press: Press) -> None:
    """Publish what stands on the preview."""
    member = await sits(press)
    question = await open_question(press, number(press.arguments))
    words = await Written.read(press.interaction.message)
    try:
        published = await press.bot.kb.review.answer(
            community(press.interaction),
            question.id,
            words.answer,
            member.display_name,
            question=words.question,
            seen=seen(question, press.arguments),
            beside=number(press.arguments, 2) if len(press.arguments) > 2 else None,  # noqa: PLR2004
        )
    except SameQuestion as error:
        mine = EntryText(words.question, words.answer)
        view = reviewing.twin_view(error.current, question.id, _read(press))
        await show(press, [answer_twin(error.current, mine)], view, None)
        return
    told = render.published if published.done is Done.CREATED else render.used
    await show(press, [told(published.entry, question.askers)], reviewing.next_view())


@at_desk
async def discard(press: Press) -> None:
    """Throw away what was written and show the card again."""
    await sits(press)
    question = await open_question(press, number(press.arguments))
    await show(press, *await card(press.bot, press.interaction, question, "Your answer was discarded."))


@at_desk
async def search(press: Press) -> None:
    """Ask for words of the answer that exists."""
    await author(press.bot, press.interaction)
    question = await open_question(press, number(press.arguments))
    await _open(press, reviewing.search_form(question.id, _read(press)))


@at_desk
async def found(press: Press) -> None:
    """Offer the entries that were found."""
    await sits(press)
    question = await open_question(press, number(press.arguments))
    words = press.fields.get("words", "").strip()
    entries = await _entries(press, question, words)
    told = "Pick the one that answers it; you will see it first."
    if not entries:
        told = "No answer has these words; try fewer of them." if words else "There are no answers here yet."
    head = render.choosing(f"An answer for question {question.id}", told)
    await show(press, [head], reviewing.found_view(entries, question.id, _read(press)))


async def _entries(press: Press, question: OpenQuestion, words: str) -> list[Entry]:
    """Return published entries that hold the words, then those that come near to them, or to the question."""
    kb, here = press.bot.kb, community(press.interaction)
    held = await kb.curation.search(here, words, _FOUND) if words else []
    near = [each.entry for each in (await kb.examine(here, words or question.text)).nearest]
    listed = {each.id: each for each in (*held, *near) if each.status is EntryStatus.PUBLISHED}
    return list(listed.values())[:_FOUND]


@at_desk
async def pick(press: Press) -> None:
    """Show the entry that was picked, for the author to be sure."""
    await sits(press)
    question = await open_question(press, number(press.arguments))
    entry = await press.bot.kb.curation.get(community(press.interaction), number(press.values))
    if entry.status is not EntryStatus.PUBLISHED:
        raise NotFound("entry", entry.id)
    view = reviewing.confirm_view(entry, question.id, _read(press))
    await show(press, render.entry_card(entry), view)


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
    await show(press, [render.used(entry, question.askers)], reviewing.next_view())


async def _open(press: Press, form: discord.ui.Modal) -> None:
    await press.interaction.response.send_modal(form)


def _read(press: Press) -> str:
    """Return the mark of what the author has read, as the custom_id carries it.

    Raises:
        InputRefused: it carries none; it was not made by this bot.
    """
    if len(press.arguments) < 2 or len(press.arguments[1]) > 20:  # noqa: PLR2004
        raise InputRefused("That button does not say what it belongs to; please open the queue again.")
    return press.arguments[1]


HANDLERS = {
    "queue-answer": write,
    "queue-written": look,
    "queue-publish": publish,
    "queue-edit": edit,
    "queue-discard": discard,
    "queue-use": search,
    "queue-found": found,
    "queue-pick": pick,
    "queue-take": take,
}


def _log() -> logging.Logger:
    return logging.getLogger(__name__)
