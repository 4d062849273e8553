"""What a moderator does with what members said of answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import sentence
from bot.render.cards import proposal_panel
from bot.terminal.guarded import endorsed
from knowledge import Block, KnowledgeError, ProposalKind

if TYPE_CHECKING:
    from bot.terminal.session import Session
    from knowledge import Proposal

OPTIONS = {"a": "accept", "d": "decline", "s": "skip", "q": "quit"}


async def proposals(session: Session, _: str = "") -> None:
    """Review wordings that may become phrasings, and answers that may be blocked."""
    waiting = await session.kb.learning.proposals(session.community)
    if not waiting:
        session.say("Nothing that members said is waiting for review.")
    for proposal in waiting:
        if proposal not in await session.kb.learning.proposals(session.community):
            continue  # what was just accepted has settled it
        session.say(proposal_panel(proposal))
        letter = await session.choose(OPTIONS)
        if letter == "q":
            return
        try:
            await _deal(session, proposal, letter)
        except KnowledgeError as error:
            session.say(sentence(error), "red")


async def _sensible(session: Session, proposal: Proposal) -> bool:
    """Say whether to accept; what a new wording would change is shown where it is worrying."""
    if proposal.kind is ProposalKind.BLOCK:
        return True
    text = proposal.entry.text
    return await endorsed(
        session, replace(text, phrasings=(*text.phrasings, proposal.wording)), proposal.entry.id
    )


async def _deal(session: Session, proposal: Proposal, letter: str) -> None:
    if letter == "d":
        await session.kb.learning.decline(session.community, proposal.id, session.editor)
        session.say("Declined.")
    if letter != "a" or not await _sensible(session, proposal):
        return
    accepted = await session.kb.learning.accept(session.community, proposal.id, session.editor)
    if isinstance(accepted, Block):
        session.say(
            f"Entry {accepted.entry.id} will not answer this again, however it is put."
            f" /blocks lift {accepted.id} takes that back.",
            "green",
        )
    else:
        await session.published(accepted, "It is now a wording of that entry. /undo takes that back.")
