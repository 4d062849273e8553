"""What a moderator does about the community's own terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import InputRefused
from bot.render.cards import terms_table
from bot.render.words import quoted, safe_line
from bot.terminal.moderator import number_in

if TYPE_CHECKING:
    from bot.terminal.session import Session
    from knowledge import Term

_USAGE = "Please type /terms, or: /terms add physio hub = PH, or: /terms remove 3."


async def terms(session: Session, argument: str) -> None:
    """Do what stands behind /terms."""
    verb, _, rest = argument.strip().partition(" ")
    match verb.lower():
        case "" | "list":
            session.say(terms_table(await session.kb.curation.terms(session.community)))
        case "add":
            await _add(session, rest)
        case "remove":
            await _remove(session, rest)
        case _:
            raise InputRefused(_USAGE)


async def _add(session: Session, line: str) -> None:
    name, equals, others = line.partition("=")
    if not equals:
        raise InputRefused(_USAGE)
    names = [each for each in others.split(",") if each.strip()]
    term = await session.kb.curation.set_term(session.community, name, names, session.editor)
    session.say(f"Term {term.id}: {_shown(term)} now mean the same.", "green")


async def _remove(session: Session, argument: str) -> None:
    wanted = number_in(argument, "term, as in: /terms remove 3 (/terms has them)")
    known = {term.id: term for term in await session.kb.curation.terms(session.community)}
    if wanted in known:
        session.say(f"Term {wanted}: {_shown(known[wanted])} mean the same.")
        if not await session.confirm("Forget this?"):
            return
    term = await session.kb.curation.remove_term(session.community, wanted, session.editor)
    again = safe_line(f"/terms add {term.name} = {', '.join(term.names)}")
    session.say(f"Term {term.id} is forgotten. To have it back: {again}", "green")


def _shown(term: Term) -> str:
    return f"{quoted(term.name)} and {', '.join(map(quoted, term.names))}"
