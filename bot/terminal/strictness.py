"""What a moderator does about how sure the bot must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import InputRefused
from bot.render.strictness import strictness_table, thresholds_line, typed
from bot.render.words import safe_line
from knowledge import Strictness

if TYPE_CHECKING:
    from bot.terminal.session import Session
    from knowledge import Chosen

_HOW = (
    "To choose: /strictness cautious, or another of these words, or a number, as in /strictness 0.95;"
    " /strictness default does as the whole installation does."
)


async def strictness(session: Session, argument: str) -> None:
    """Do what stands behind /strictness."""
    if not argument:
        await _show(session)
        return
    choice = parsed(argument)
    before = await session.kb.curation.set_strictness(session.community, choice, session.editor)
    holds = thresholds_line(session.kb.policy.under(choice))
    if before == choice:
        session.say(f"The strictness is already {holds}.")
        return
    session.say(f"From the next question on, the strictness is {holds}.", "green")
    session.say(f"To go back: /strictness {typed(before)}")


async def _show(session: Session) -> None:
    chosen = await session.kb.curation.strictness(session.community)
    whose = "as for the whole installation" if chosen is None else "chosen for this community"
    session.say(f"Strictness: {thresholds_line(session.kb.policy.under(chosen))}, {whose}.", "bold")
    session.say(strictness_table(session.kb.policy, chosen))
    session.say(_HOW)


def parsed(argument: str) -> Chosen:
    """Read a choice: one of the words, "default", or a confidence, as 0.95 or 95 %.

    Raises:
        InputRefused: it is none of them.
    """
    word = argument.strip().lower()
    if word == "default":
        return None
    if word in set(Strictness):
        return Strictness(word)
    try:
        return float(word.removesuffix("%")) / (100 if word.endswith("%") else 1)
    except ValueError:
        known = ", ".join(Strictness)
        raise InputRefused(
            f"There is no strictness {safe_line(argument)[:40]}; please type one of {known}, or a number such as 0.95."
        ) from None
