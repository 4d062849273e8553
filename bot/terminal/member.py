"""What a member does: ask, pick from a did-you-mean list, judge an answer, hear what became of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from bot.render.panels import notice_panel, outcome_panel
from bot.terminal import feedback
from bot.terminal.session import ASKER
from knowledge import Answered, Question, Suggested

if TYPE_CHECKING:
    from bot.terminal.session import Session
    from knowledge import Outcome

_PICK_DIGITS = 3  # a longer number is no pick
_NONE = {"0", "none", "none of these", "no"}
_YES = {"yes", "y"}


def new_question(community: str, text: str) -> Question:
    """Return a question of the person at this terminal, with a key of its own."""
    return Question(community=community, asker=ASKER, text=text, key=f"terminal:{uuid4()}")


async def show_notices(session: Session) -> None:
    """Tell what became of the questions that were waiting."""
    notices = await session.kb.review.notices(session.community, ASKER)
    for notice in notices:
        session.say(notice_panel(notice))
    if notices:
        await session.kb.review.told(session.community, [notice.id for notice in notices])


async def hear(session: Session, text: str) -> None:
    """Take a line that is no command: a pick from the list that was just shown, or a question."""
    reply = text.lower()
    picks = reply in _NONE or (text.isdecimal() and len(text) <= _PICK_DIGITS)
    if picks and session.offered is not None:
        await _pick(session, reply)
    elif reply == "no" and session.answered is not None:
        await feedback.no(session)
    elif reply in _YES and session.answered is not None:
        await feedback.yes(session)
    elif picks:
        session.say("There is no list to pick from just now. Ask me a question in your own words.")
    else:
        await _ask(session, new_question(session.community, text))


async def _ask(session: Session, question: Question) -> None:
    with session.console.status("Looking ..."):
        outcome = await session.kb.ask(question)
    session.offered = (question, outcome.suggestions) if isinstance(outcome, Suggested) else None
    _show(session, outcome)


def _show(session: Session, outcome: Outcome) -> None:
    session.answered = None
    session.say(outcome_panel(outcome))
    if isinstance(outcome, Answered):
        feedback.shown(session, outcome)


async def _pick(session: Session, reply: str) -> None:
    if session.offered is None:
        return
    question, entries = session.offered
    if reply in _NONE or int(reply) == 0:
        session.offered = None
        _show(session, await session.kb.none_of_these(question))
    elif int(reply) <= len(entries):
        session.offered = None
        _show(session, await session.kb.pick(question, entries[int(reply) - 1].id))
    elif entries:
        session.say(f"Please type a number from 1 to {len(entries)}, or 0 if your question is none of these.")
    else:
        session.say("Please type 0 to put your question to the author, or ask me in other words.")
