"""What a member says of an answer: that it is the right one, or one to another question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.panels import others_panel
from bot.terminal.session import ASKER

if TYPE_CHECKING:
    from bot.terminal.session import Session
    from knowledge import Answered

HINT = "Type /yes if this answers it, /no if it is not what you asked."
_NOTHING_SHOWN = (
    "/yes and /no are about the answer that was just shown, and there is none. Ask me a question."
)
_A_LIST_SHOWN = "Please pick one from the list by its number, or type 0 if your question is none of these."


def shown(session: Session, answered: Answered) -> None:
    """Remember the answer on the screen; the first time, say how it can be judged."""
    session.answered = answered.key
    if not session.hinted:
        session.say(HINT, "dim")
        session.hinted = True


async def yes(session: Session, _: str = "") -> None:
    """Note that the answer on the screen is the right one."""
    if session.answered is None:
        _explain(session)
        return
    await session.kb.feedback.confirm(session.community, session.answered)
    session.say("Thank you, that helps. A moderator may take up your wording.", "green")


async def no(session: Session, _: str = "") -> None:
    """Note that the answer on the screen is to another question, and offer what else there is, or the author."""
    key = session.answered
    if key is None:
        _explain(session)
        return
    others = await session.kb.feedback.reject(session.community, key)
    session.answered = None
    session.offered = (await session.kb.feedback.asked(session.community, key, ASKER), others.suggestions)
    session.say(others_panel(others))


def _explain(session: Session) -> None:
    session.say(_NOTHING_SHOWN if session.offered is None else _A_LIST_SHOWN)
