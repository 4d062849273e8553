"""From a form to a private preview: Edit, Discard, Bring it back, and the pages of a long answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions import number
from bot.controls import Style, button
from bot.curating.contested import contested, edit_or_not
from bot.curating.desk import Screen, at_press, curator, note, show
from bot.curating.form import from_fields, to_fields
from bot.curating.goals import FIELDS, WRITTEN, Goal, before, form_for, goal_of, unchanged
from bot.curating.written import Written, to_file, written_on
from bot.errors import InputRefused
from bot.interactions import said_here
from bot.merging import joined
from bot.render.discord.answers import source_link
from bot.render.discord.entries import answer_pages, turned
from bot.render.discord.previews import ANSWER_AT, preview_embeds, unreadable_embed
from knowledge import EmptyText, TextTooLong, WordingBlocked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.actions import Handler, Press
    from bot.controls import Control
    from bot.curating.desk import Curator
    from knowledge import EntryText

_KEPT = "Your words stay in the file above until you close this message."
REFUSALS = (EmptyText, TextTooLong, WordingBlocked, InputRefused)
"""What keeps words from being published until they are changed."""


def handlers() -> Mapping[str, Handler]:
    """Return what each button and form does."""
    return {
        WRITTEN: written,
        "faq-edit-again": edit_again,
        "faq-discard": discard,
        "faq-bring-back": bring_back,
        "faq-instead": instead,
        "faq-preview-page": turn,
    }


async def written(press: Press) -> None:
    """Preview what was written into a form."""
    who = await at_press(press)
    await show(press.interaction, await previewed(who, goal_of(press), press.fields))


async def edit_again(press: Press) -> None:
    """Open the form with the words of the preview."""
    await curator(press.bot, press.interaction)
    goal, draft = goal_of(press), await written_on(press.interaction.message)
    await press.interaction.response.send_modal(form_for(goal, draft.fields))


async def discard(press: Press) -> None:
    """Put away what was written. It stays on the message until somebody closes that, so it can be brought back."""
    await at_press(press)
    goal = goal_of(press)
    back = button("Bring it back", "faq-bring-back", *goal)
    screen = Screen([note(f"{unchanged(goal)} {_KEPT}")], [back, *onward(goal)], keeps_file=True)
    await show(press.interaction, screen)


async def bring_back(press: Press) -> None:
    """Preview again what was put away."""
    who, goal = await at_press(press), goal_of(press)
    draft = await written_on(press.interaction.message)
    await show(press.interaction, await previewed(who, goal, draft.fields))


async def instead(press: Press) -> None:
    """Preview my words as the new words of the entry that asks the same, which keeps its wordings and tags."""
    who, goal = await at_press(press), goal_of(press)
    draft = await written_on(press.interaction.message)
    start, _ = await before(who, Goal(draft_id=goal.draft_id))
    there = (await who.kb.curation.get(who.community, goal.entry_id)).text
    fields = to_fields(joined(there, from_fields(draft.fields, start)))
    await show(press.interaction, await previewed(who, goal, fields))


async def turn(press: Press) -> None:
    """Turn to another page of the answer; what publishing would change stays below it."""
    who, goal = await at_press(press), goal_of(press)
    page, worrying = number(press.arguments, FIELDS), number(press.arguments, FIELDS + 1)
    message, draft = press.interaction.message, await written_on(press.interaction.message)
    text = from_fields(draft.fields, (await before(who, goal))[0])
    shown = list(message.embeds) if message else []
    if len(shown) <= ANSWER_AT:
        raise InputRefused("There is no preview on this message.")
    shown[ANSWER_AT] = turned(shown[ANSWER_AT], answer_pages(text), page)
    controls = _choices(goal, text, worrying=bool(worrying), page=page)
    await show(press.interaction, Screen(shown, controls, keeps_file=True))


async def previewed(who: Curator, goal: Goal, fields: Mapping[str, str]) -> Screen:
    """Return what members would see of the words in a form and what publishing them would change.

    Where an entry asks the same already, return that instead.
    """
    start, entry_id = await before(who, goal)
    try:
        text = from_fields(fields, start)
        in_the_way = await contested(who, goal, fields)
        if in_the_way is not None:
            return in_the_way
        preview = await who.kb.preview(who.community, text, entry_id)
    except REFUSALS as error:
        return unready(goal, Written(fields), error)
    draft = Written(fields, tuple(closing.question.id for closing in preview.answers))
    controls = _choices(goal, preview.entry.text, worrying=preview.worrying)
    return Screen(preview_embeds(preview), controls, to_file(draft))


def unready(goal: Goal, draft: Written, error: Exception) -> Screen:
    """Say why words cannot be published as they are."""
    return Screen([unreadable_embed(said_here(error))], edit_or_not(goal), to_file(draft))


def onward(goal: Goal) -> list[Control]:
    """Return the way on from a draft."""
    return [button("Next draft", "faq-draft-next", goal.draft_id)] if goal.draft_id else []


def _choices(goal: Goal, text: EntryText, *, worrying: bool, page: int = 0) -> list[Control]:
    publish = button(
        "Publish all the same" if worrying else "Publish",
        "faq-publish",
        *goal,
        style=Style.danger if worrying else Style.success,
    )
    shown = [publish, *edit_or_not(goal)]
    count = len(answer_pages(text))
    if count > 1:
        following = (page + 1) % count
        label = f"Page {following + 1} of {count}"
        shown.append(button(label, "faq-preview-page", *goal, following, int(worrying)))
    return [*shown, *source_link(text.source)]
