"""An author answers from a card: writes, looks at it, publishes."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.actions import number
from bot.authors.desk import at_desk, author, card, community, open_question, show, sits
from bot.authors.drafting import Written, written
from bot.authors.forms import answer_form
from bot.authors.offers import next_view, preview_view, twin_view
from bot.authors.seen import carried, mark, seen
from bot.render.discord.drafts import preview_cards
from bot.render.discord.previews import answer_twin
from bot.render.discord.settled import published, used
from knowledge import Done, EmptyText, EntryText, KnowledgeError, SameQuestion, Source, SourceKind

if TYPE_CHECKING:
    import discord

    from bot.actions import Press
    from knowledge import Preview


@at_desk
async def write(press: Press) -> None:
    """Open the form for an answer."""
    await author(press.bot, press.interaction)
    question = await open_question(press, number(press.arguments))
    blank = Written(question.text, "")
    await _open(press, answer_form(question.id, mark(question), blank))


@at_desk
async def edit(press: Press) -> None:
    """Open the form again with what was written."""
    await author(press.bot, press.interaction)
    question = await open_question(press, number(press.arguments))
    words = await Written.read(press.interaction.message)
    await _open(press, answer_form(question.id, carried(press.arguments), words))


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
    await show(press, embeds, preview_view(question.id, carried(press.arguments)), [words.file()])


async def _foreseen(press: Press, text: EntryText) -> Preview | None:
    """Say what would change; None where that cannot be said: the words must be on the preview in any case.

    Raises:
        EmptyText: they are no words.
    """
    try:
        return await press.bot.kb.preview(community(press.interaction), text)
    except EmptyText:
        raise
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
        done = await press.bot.kb.review.answer(
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
        view = twin_view(error.current, question.id, carried(press.arguments))
        await show(press, [answer_twin(error.current, mine)], view, None)
        return
    press.bot.news.soon()
    told = published if done.done is Done.CREATED else used
    await show(press, [told(done.entry, question.to_tell)], next_view())


@at_desk
async def discard(press: Press) -> None:
    """Throw away what was written and show the card again."""
    await sits(press)
    question = await open_question(press, number(press.arguments))
    await show(press, *await card(press.bot, press.interaction, question, "Your answer was discarded."))


async def _open(press: Press, form: discord.ui.Modal) -> None:
    await press.interaction.response.send_modal(form)


HANDLERS = {
    "queue-answer": write,
    "queue-written": look,
    "queue-publish": publish,
    "queue-edit": edit,
    "queue-discard": discard,
}


def _log() -> logging.Logger:
    return logging.getLogger(__name__)
