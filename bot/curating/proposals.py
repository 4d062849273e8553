"""Review what members said of answers: wordings to take up, answers to block."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.actions import number
from bot.controls import Style, button
from bot.curating.desk import Screen, at_press, note, show
from bot.render.discord.colours import Colour
from bot.render.discord.previews import guard_embed
from bot.render.discord.reviews import proposal_embed
from knowledge import Block, NotFound, ProposalKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.actions import Handler, Press
    from bot.controls import Control
    from bot.curating.desk import Curator
    from knowledge import Preview, Proposal


def handlers() -> Mapping[str, Handler]:
    """Return what each button does."""
    return {
        "faq-said-next": _next,
        "faq-said-accept": _accept,
        "faq-said-accept-anyway": _accept_anyway,
        "faq-said-decline": _decline,
        "faq-said-reconsider": _reconsider,
    }


async def proposals_screen(
    who: Curator, place: int = 0, told: str = "", undo: Control | None = None
) -> Screen:
    """Return the proposal at a place of the list, with what was just done above it."""
    waiting = await who.kb.learning.proposals(who.community)
    above = [note(told, Colour.ANSWER)] if told else []
    extra = [undo] if undo else []
    if not waiting:
        return Screen([*above, note("Nothing that members said is waiting for review.")], extra)
    at = place if place < len(waiting) else 0
    proposal = waiting[at]
    controls: list[Control] = [
        button(_accepting(proposal), "faq-said-accept", proposal.id, at, style=Style.success),
        button(_declining(proposal), "faq-said-decline", proposal.id, at),
    ]
    if len(waiting) > 1:
        controls.append(button("Skip for now", "faq-said-next", (at + 1) % len(waiting)))
    card = proposal_embed(proposal, f"{at + 1} of {len(waiting)}")
    return Screen([*above, card], [*controls, *extra])


def _accepting(proposal: Proposal) -> str:
    return "Block this answer" if proposal.kind is ProposalKind.BLOCK else "Add this wording"


def _declining(proposal: Proposal) -> str:
    return "Keep answering it" if proposal.kind is ProposalKind.BLOCK else "Do not add it"


async def _next(press: Press) -> None:
    who = await at_press(press)
    await show(press.interaction, await proposals_screen(who, number(press.arguments)))


async def _accept(press: Press) -> None:
    """Accept a proposal; where a new wording is worrying, show why and ask."""
    who, place = await at_press(press), number(press.arguments, 1)
    proposal = await _waiting(who, number(press.arguments))
    preview = await _foreseen(who, proposal)
    if preview is None or not preview.worrying:
        await _take(press, who, proposal.id, place)
        return
    controls = [
        button("Add it all the same", "faq-said-accept-anyway", proposal.id, place, style=Style.danger),
        button(_declining(proposal), "faq-said-decline", proposal.id, place),
        button("Back", "faq-said-next", place),
    ]
    embeds = [proposal_embed(proposal, "please look again"), guard_embed(preview, "If you add this wording")]
    await show(press.interaction, Screen(embeds, controls))


async def _accept_anyway(press: Press) -> None:
    await _take(press, await at_press(press), number(press.arguments), number(press.arguments, 1))


async def _take(press: Press, who: Curator, proposal_id: int, place: int) -> None:
    accepted = await who.kb.learning.accept(who.community, proposal_id, who.editor)
    if isinstance(accepted, Block):
        told = f"Entry {accepted.entry.id} will not answer this again, however it is put."
        undo = button("Lift that block", "faq-block-lift", accepted.id)
    else:
        told = f"It is now a wording of entry {accepted.id}."
        undo = button("Undo that", "faq-undo", accepted.id, accepted.revision)
    await show(press.interaction, await proposals_screen(who, place, told, undo))


async def _decline(press: Press) -> None:
    who = await at_press(press)
    proposal_id, place = number(press.arguments), number(press.arguments, 1)
    await who.kb.learning.decline(who.community, proposal_id, who.editor)
    undo = button("Take that back", "faq-said-reconsider", proposal_id)
    await show(press.interaction, await proposals_screen(who, place, "Nothing was changed.", undo))


async def _reconsider(press: Press) -> None:
    """Let a proposal that was turned down wait again, and show it."""
    who, proposal_id = await at_press(press), number(press.arguments)
    await who.kb.learning.reconsider(who.community, proposal_id, who.editor)
    waiting = [proposal.id for proposal in await who.kb.learning.proposals(who.community)]
    place = waiting.index(proposal_id) if proposal_id in waiting else 0
    await show(press.interaction, await proposals_screen(who, place, "It waits again."))


async def _foreseen(who: Curator, proposal: Proposal) -> Preview | None:
    """Return what a new wording would change; None for a block, which changes one answer alone."""
    if proposal.kind is ProposalKind.BLOCK:
        return None
    text = proposal.entry.text
    wider = replace(text, phrasings=(*text.phrasings, proposal.wording))
    return await who.kb.preview(who.community, wider, proposal.entry.id)


async def _waiting(who: Curator, proposal_id: int) -> Proposal:
    for proposal in await who.kb.learning.proposals(who.community):
        if proposal.id == proposal_id:
            return proposal
    raise NotFound("proposal", proposal_id)
