"""What else an author does with a question: claims it, puts it off, dismisses it, merges it; and takes that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions import number
from bot.authors.desk import at_desk, author, card, community, next_card, open_question, show, sits
from bot.authors.forms import dismiss_form
from bot.authors.offers import merge_view, merging_view, next_view, undo_view
from bot.render.discord import settled as render
from bot.render.discord.queue import choosing
from knowledge import AlreadyDecided, QuestionStatus

if TYPE_CHECKING:
    from bot.actions import Press


@at_desk
async def claim(press: Press) -> None:
    """Note that this author means to answer the question."""
    member = await sits(press)
    here, who = community(press.interaction), str(member.id)
    question = await press.bot.kb.review.claim(here, number(press.arguments), who)
    note = "Yours for a week: others see that you are at it."
    if question.claimed_by != who:
        note = "Somebody else has claimed it; you can answer it all the same."
    await show(press, *await card(press.bot, press.interaction, question, note))


@at_desk
async def release(press: Press) -> None:
    """Take a claim back, one's own."""
    member = await sits(press)
    question = await open_question(press, number(press.arguments))
    note = "It is not yours to release."
    if question.claimed_by in {"", str(member.id)}:
        question = await press.bot.kb.review.release(question.community, question.id, str(member.id))
        note = "Released."
    await show(press, *await card(press.bot, press.interaction, question, note))


@at_desk
async def later(press: Press) -> None:
    """Put the question at the end of the queue and show the next."""
    member = await sits(press)
    question_id = number(press.arguments)
    await press.bot.kb.review.later(community(press.interaction), question_id, member.display_name)
    note = f"Question {question_id} was put at the end of the list."
    await show(press, *await next_card(press.bot, press.interaction, question_id, note))


@at_desk
async def dismiss(press: Press) -> None:
    """Ask why the question gets no answer."""
    await author(press.bot, press.interaction)
    question = await open_question(press, number(press.arguments))
    await press.interaction.response.send_modal(dismiss_form(question.id))


@at_desk
async def closed(press: Press) -> None:
    """Close the question with the reason that was given."""
    member = await sits(press)
    question = await open_question(press, number(press.arguments))
    reason = press.fields.get("reason", "")
    await press.bot.kb.review.dismiss(community(press.interaction), question.id, reason, member.display_name)
    await show(press, [render.dismissed(question, reason)], undo_view("queue-undo", question.id))


async def undo(press: Press) -> None:
    """Take back that a question was dismissed, as long as nobody was told."""
    member = await sits(press)
    question_id = number(press.arguments)
    try:
        question = await press.bot.kb.review.reopen(
            community(press.interaction), question_id, member.display_name
        )
    except AlreadyDecided as error:
        await show(press, [render.not_reopened(error)], next_view())
        return
    note = "It is open again, and nobody was told."
    if question.id != question_id:
        note = f"It was asked again meanwhile, so it is now part of question {question.id}. Nobody was told."
    await show(press, *await card(press.bot, press.interaction, question, note))


@at_desk
async def merge(press: Press) -> None:
    """Offer the other open questions."""
    await sits(press)
    question = await open_question(press, number(press.arguments))
    every = await press.bot.kb.review.queue(community(press.interaction))
    others = [each for each in every if each.id != question.id]
    if not others:
        note = "There is no other open question to merge it with."
        await show(press, *await card(press.bot, press.interaction, question, note))
        return
    told = "Pick the one that asks the same; you will see both first."
    head = choosing("The same as which question?", question.text, told)
    await show(press, [head], merge_view(question, others))


@at_desk
async def into(press: Press) -> None:
    """Show both questions, for the author to be sure."""
    await sits(press)
    question = await open_question(press, number(press.arguments))
    other = await open_question(press, number(press.values))
    await show(press, [render.merging(question, other)], merging_view(question.id, other.id))


@at_desk
async def merged(press: Press) -> None:
    """Merge the question into the one that was picked."""
    member = await sits(press)
    question = await open_question(press, number(press.arguments))
    whole = await press.bot.kb.review.merge(
        question.community, question.id, number(press.arguments, 1), member.display_name
    )
    await show(press, [render.merged(question, whole)], undo_view("queue-part", question.id))


async def part(press: Press) -> None:
    """Take back that a question was merged, as long as the other is open."""
    member = await sits(press)
    question_id = number(press.arguments)
    here = community(press.interaction)
    try:
        question = await press.bot.kb.review.part(here, question_id, member.display_name)
    except AlreadyDecided as error:
        now = await press.bot.kb.review.get(here, question_id)
        if now.status is QuestionStatus.OPEN:
            await show(press, *await card(press.bot, press.interaction, now, "It is a question of its own."))
            return
        await show(press, [render.not_parted(error)], next_view())
        return
    note = "It is a question of its own again, with all who asked it."
    if question.id != question_id:
        note = f"It was asked again meanwhile, so it is now part of question {question.id}."
    await show(press, *await card(press.bot, press.interaction, question, note))


HANDLERS = {
    "queue-claim": claim,
    "queue-release": release,
    "queue-later": later,
    "queue-dismiss": dismiss,
    "queue-closed": closed,
    "queue-undo": undo,
    "queue-merge": merge,
    "queue-into": into,
    "queue-merged": merged,
    "queue-part": part,
}
