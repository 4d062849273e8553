"""From a form to a published entry: the private preview, Publish, Edit, Discard, and two people at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from bot.actions import number
from bot.controls import Style, button
from bot.curating.closing import closing_button
from bot.curating.desk import Screen, at_press, curator, note, show
from bot.curating.drafted import pending
from bot.curating.form import from_fields
from bot.curating.modal import entry_modal
from bot.curating.written import Written, to_file, written_on
from bot.errors import InputRefused
from bot.interactions import said_here
from bot.render.discord.answers import source_link
from bot.render.discord.entries import answer_pages, turned
from bot.render.discord.previews import ANSWER_AT, done_embeds, preview_embeds, stale_embed, unreadable_embed
from knowledge import EmptyText, EntryText, StaleRevision, TextTooLong, WordingBlocked

if TYPE_CHECKING:
    from collections.abc import Mapping

    import discord

    from bot.actions import Handler, Press
    from bot.controls import Control
    from bot.curating.desk import Curator
    from knowledge import Entry

WRITTEN = "faq-written"
_KEPT = "Your words stay in the file above until you close this message."
NEW = EntryText(question="", answer="")
_REFUSALS = (EmptyText, TextTooLong, WordingBlocked, InputRefused)


class Goal(NamedTuple):
    """What a form is for: a new entry (all 0), an entry as it was at a revision, or a draft of an import."""

    entry_id: int = 0
    seen: int = 0
    draft_id: int = 0


class Publishing:
    """What a form and its preview's buttons do. One publishes at a time: a button pressed twice does it once."""

    def __init__(self) -> None:
        self._one_by_one = asyncio.Lock()

    def handlers(self) -> Mapping[str, Handler]:
        """Return what each button and form does."""
        return {
            WRITTEN: written,
            "faq-publish": self.publish,
            "faq-edit-again": edit_again,
            "faq-discard": discard,
            "faq-bring-back": bring_back,
            "faq-preview-page": turn,
        }

    async def publish(self, press: Press) -> None:
        """Publish what the preview shows, unless somebody else changed the entry meanwhile."""
        who, goal = await at_press(press), _goal(press)
        draft = await written_on(press.interaction.message)
        async with self._one_by_one:
            screen = await _outcome(who, goal, draft)
        await show(press.interaction, screen)


async def written(press: Press) -> None:
    """Preview what was written into a form."""
    who = await at_press(press)
    await show(press.interaction, await previewed(who, _goal(press), press.fields))


async def edit_again(press: Press) -> None:
    """Open the form with the words of the preview."""
    await curator(press.bot, press.interaction)
    goal, draft = _goal(press), await written_on(press.interaction.message)
    await press.interaction.response.send_modal(form_for(goal, draft.fields))


async def discard(press: Press) -> None:
    """Put away what was written. It stays on the message until somebody closes that, so it can be brought back."""
    await at_press(press)
    goal = _goal(press)
    back = button("Bring it back", "faq-bring-back", *goal)
    screen = Screen([note(f"{_unchanged(goal)} {_KEPT}")], [back, *_onward(goal)], keeps_file=True)
    await show(press.interaction, screen)


async def bring_back(press: Press) -> None:
    """Preview again what was put away."""
    who, goal = await at_press(press), _goal(press)
    draft = await written_on(press.interaction.message)
    await show(press.interaction, await previewed(who, goal, draft.fields))


async def turn(press: Press) -> None:
    """Turn to another page of the answer; what publishing would change stays below it."""
    who, goal = await at_press(press), _goal(press)
    page, worrying = number(press.arguments, 3), number(press.arguments, 4)
    message, draft = press.interaction.message, await written_on(press.interaction.message)
    text = from_fields(draft.fields, (await _before(who, goal))[0])
    shown = list(message.embeds) if message else []
    if len(shown) <= ANSWER_AT:
        raise InputRefused("There is no preview on this message.")
    shown[ANSWER_AT] = turned(shown[ANSWER_AT], answer_pages(text), page)
    controls = _choices(goal, text, worrying=bool(worrying), page=page)
    await show(press.interaction, Screen(shown, controls, keeps_file=True))


def form_for(goal: Goal, fields: Mapping[str, str]) -> discord.ui.Modal:
    """Return the form for a goal, prefilled."""
    title = "New answer"
    if goal.draft_id:
        title = f"Draft {goal.draft_id}"
    elif goal.entry_id:
        title = f"Entry {goal.entry_id}"
    return entry_modal(title, fields, WRITTEN, *goal)


async def previewed(who: Curator, goal: Goal, fields: Mapping[str, str]) -> Screen:
    """Return what members would see of the words in a form and what publishing them would change."""
    before, entry_id = await _before(who, goal)
    try:
        text = from_fields(fields, before)
        preview = await who.kb.preview(who.community, text, entry_id)
    except _REFUSALS as error:
        return _unready(goal, Written(fields), error)
    draft = Written(fields, tuple(closing.question.id for closing in preview.answers))
    controls = _choices(goal, preview.entry.text, worrying=preview.worrying)
    return Screen(preview_embeds(preview), controls, to_file(draft))


async def _outcome(who: Curator, goal: Goal, draft: Written) -> Screen:
    """Publish a draft and return what came of it."""
    try:
        text = from_fields(draft.fields, (await _before(who, goal))[0])
        entry = await _published(who, goal, text)
    except StaleRevision as error:
        return _stale(goal, draft, error.current, text)
    except _REFUSALS as error:
        return _unready(goal, draft, error)
    if entry.revision == goal.seen:
        return Screen(done_embeds(f"Nothing differs, so entry {entry.id} stays as it is.", entry))
    told = f"Entry {entry.id} changed; this is revision {entry.revision}."
    if entry.revision == 1:
        told = f"Published as entry {entry.id}."
    undo = button("Undo", "faq-undo", entry.id, entry.revision)
    return Screen(done_embeds(told, entry), [*closing_button(entry, draft.closes), undo, *_onward(goal)])


async def _published(who: Curator, goal: Goal, text: EntryText) -> Entry:
    """Publish new words; an entry that has these very words already is not published, or changed, again."""
    if goal.draft_id:
        return await who.kb.imports.approve(who.community, goal.draft_id, who.editor, text)
    if goal.entry_id:
        entry = await who.kb.curation.get(who.community, goal.entry_id)
        if entry.text == text:
            return entry
        return await who.kb.curation.edit(who.community, entry.id, text, seen=goal.seen, editor=who.editor)
    there = [entry for entry in await who.kb.curation.entries(who.community) if entry.text == text]
    return there[0] if there else await who.kb.curation.add(who.community, text, who.editor)


async def _before(who: Curator, goal: Goal) -> tuple[EntryText, int | None]:
    """Return the words that a form started from, and the entry that they will change.

    Raises:
        NotFound, AlreadyDecided: there is no such entry here, or the draft does not wait any more.
    """
    if goal.draft_id:
        draft = await pending(who, goal.draft_id)
        return draft.content.text, draft.entry_id
    if goal.entry_id:
        return (await who.kb.curation.get(who.community, goal.entry_id)).text, goal.entry_id
    return NEW, None


def _goal(press: Press) -> Goal:
    return Goal(number(press.arguments), number(press.arguments, 1), number(press.arguments, 2))


def _choices(goal: Goal, text: EntryText, *, worrying: bool, page: int = 0) -> list[Control]:
    publish = button(
        "Publish all the same" if worrying else "Publish",
        "faq-publish",
        *goal,
        style=Style.danger if worrying else Style.success,
    )
    shown = [publish, *_edit_or_not(goal)]
    count = len(answer_pages(text))
    if count > 1:
        following = (page + 1) % count
        label = f"Page {following + 1} of {count}"
        shown.append(button(label, "faq-preview-page", *goal, following, int(worrying)))
    return [*shown, *source_link(text.source)]


def _edit_or_not(goal: Goal) -> list[Control]:
    return [button("Edit", "faq-edit-again", *goal), button("Discard", "faq-discard", *goal)]


def _unchanged(goal: Goal) -> str:
    if goal.draft_id:
        return "The draft is still waiting, as it was."
    return f"Entry {goal.entry_id} stays as it is." if goal.entry_id else "Nothing was published."


def _onward(goal: Goal) -> list[Control]:
    return [button("Next draft", "faq-draft-next", goal.draft_id)] if goal.draft_id else []


def _unready(goal: Goal, draft: Written, error: Exception) -> Screen:
    return Screen([unreadable_embed(said_here(error))], _edit_or_not(goal), to_file(draft))


def _stale(goal: Goal, draft: Written, current: Entry, mine: EntryText) -> Screen:
    newer = goal._replace(seen=current.revision)
    controls = [
        button("Take mine", "faq-publish", *newer, style=Style.danger),
        button("Keep theirs", "faq-discard", *goal),  # brought back, it is compared with theirs again
        button("Edit again", "faq-edit-again", *newer),
    ]
    return Screen([stale_embed(current, mine)], controls, to_file(draft))
