"""Go through the drafts of imported documents, a card at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions import number
from bot.controls import Style, button
from bot.curating.contested import choosing
from bot.curating.desk import Screen, at_press, curator, note, show
from bot.curating.drafted import pending
from bot.curating.form import to_fields
from bot.curating.goals import Goal, form_for
from bot.curating.modal import REASON, reason_modal
from bot.curating.written import Written
from bot.render.discord.colours import Colour
from bot.render.discord.entries import answer_pages
from bot.render.discord.previews import guard_embed
from bot.render.discord.reviews import draft_embed
from knowledge import Done

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.actions import Handler, Press
    from bot.controls import Control
    from bot.curating.desk import Curator
    from knowledge import Draft


def handlers() -> Mapping[str, Handler]:
    """Return what each button and form does."""
    return {
        "faq-draft": _turn,
        "faq-draft-next": _next,
        "faq-draft-approve": _approve,
        "faq-draft-approve-anyway": _approve_anyway,
        "faq-draft-edit": _edit,
        "faq-draft-reject": _ask_reason,
        "faq-draft-rejected": _reject,
        "faq-draft-reopen": _reopen,
    }


async def drafts_screen(who: Curator, after: int = 0, told: str = "", undo: Control | None = None) -> Screen:
    """Return the first draft behind `after`, with what was just done above it and a button that takes it back."""
    waiting = await who.kb.imports.drafts(who.community)
    above = [note(told, Colour.ANSWER)] if told else []
    extra = [undo] if undo else []
    if not waiting:
        return Screen([*above, note("No drafts are waiting.")], extra)
    following = [draft for draft in waiting if draft.id > after]
    if not following:
        again = button("From the first", "faq-draft-next", 0)
        left = "1 draft is" if len(waiting) == 1 else f"{len(waiting)} drafts are"
        return Screen([*above, note(f"That was the last one; {left} still waiting.")], [again, *extra])
    card = draft_screen(waiting, following[0])
    return Screen([*above, *card.embeds], [*card.controls, *extra])


def draft_screen(waiting: list[Draft], draft: Draft, page: int = 0) -> Screen:
    """Return a draft with what can be done to it."""
    place = f"{[each.id for each in waiting].index(draft.id) + 1} of {len(waiting)}"
    controls: list[Control] = [
        button("Approve", "faq-draft-approve", draft.id, style=Style.success),
        button("Edit", "faq-draft-edit", draft.id),
        button("Reject", "faq-draft-reject", draft.id, style=Style.danger),
        button("Next", "faq-draft-next", draft.id),
    ]
    count = len(answer_pages(draft.content.text))
    if count > 1:
        following = (page + 1) % count
        controls.append(button(f"Page {following + 1} of {count}", "faq-draft", draft.id, following))
    return Screen([draft_embed(draft, place, page)], controls)


async def _turn(press: Press) -> None:
    who, draft_id, page = await at_press(press), number(press.arguments), number(press.arguments, 1)
    draft = await pending(who, draft_id)
    waiting = await who.kb.imports.drafts(who.community)
    await show(press.interaction, draft_screen(waiting, draft, page))


async def _next(press: Press) -> None:
    who = await at_press(press)
    await show(press.interaction, await drafts_screen(who, number(press.arguments)))


async def _approve(press: Press) -> None:
    """Publish a draft as it is; where that is worrying, show why and ask."""
    who = await at_press(press)
    draft = await pending(who, number(press.arguments))
    goal, fields = Goal(draft_id=draft.id), to_fields(draft.content.text)
    twin = await who.kb.curation.twin(who.community, draft.content.text)
    if twin is not None and draft.entry_id is None:
        if twin.done is Done.UNCHANGED:
            await _publish(press, who, draft.id)
        else:
            screen = choosing(goal, Written(fields), twin.entry, draft.content.text)
            await show(press.interaction, screen)
        return
    preview = await who.kb.preview(who.community, draft.content.text, draft.entry_id)
    if not preview.worrying:
        await _publish(press, who, draft.id)
        return
    controls = [
        button("Publish all the same", "faq-draft-approve-anyway", draft.id, style=Style.danger),
        button("Edit", "faq-draft-edit", draft.id),
        button("Back", "faq-draft", draft.id, 0),
    ]
    await show(
        press.interaction, Screen([draft_embed(draft, "please look again"), guard_embed(preview)], controls)
    )


async def _approve_anyway(press: Press) -> None:
    await _publish(press, await at_press(press), number(press.arguments))


async def _publish(press: Press, who: Curator, draft_id: int) -> None:
    published = await who.kb.imports.approve(who.community, draft_id, who.editor)
    entry = published.entry
    undo: Control | None = button(f"Undo entry {entry.id}", "faq-undo", entry.id, entry.revision)
    told = f"Published as entry {entry.id}."
    if published.done is Done.CHANGED:
        told = f"Entry {entry.id} has these words now."
    elif published.done is Done.UNCHANGED:
        told, undo = f"Entry {entry.id} says all of this already, so the draft is done.", None
    await show(press.interaction, await drafts_screen(who, draft_id, told, undo))


async def _edit(press: Press) -> None:
    who = await curator(press.bot, press.interaction)
    draft = await pending(who, number(press.arguments))
    form = form_for(Goal(draft_id=draft.id), to_fields(draft.content.text))
    await press.interaction.response.send_modal(form)


async def _ask_reason(press: Press) -> None:
    who = await curator(press.bot, press.interaction)
    draft = await pending(who, number(press.arguments))
    hint = "For the record; it may stay empty"
    form = reason_modal(f"Turn down draft {draft.id}", hint, "faq-draft-rejected", draft.id)
    await press.interaction.response.send_modal(form)


async def _reject(press: Press) -> None:
    who = await at_press(press)
    draft = await pending(who, number(press.arguments))
    await who.kb.imports.reject(who.community, draft.id, who.editor, press.fields.get(REASON, "")[:500])
    told = f"Draft {draft.id} is turned down."
    undo = button("Take that back", "faq-draft-reopen", draft.id)
    await show(press.interaction, await drafts_screen(who, draft.id, told, undo))


async def _reopen(press: Press) -> None:
    """Let a draft that was turned down wait again, and show it."""
    who, draft_id = await at_press(press), number(press.arguments)
    await who.kb.imports.reopen(who.community, draft_id, who.editor)
    await show(press.interaction, await drafts_screen(who, draft_id - 1, f"Draft {draft_id} waits again."))
