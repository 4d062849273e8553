"""What must hold of a community's terms, and how they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.domain import Term
from knowledge.errors import EmptyText, NameTaken, TooMany
from knowledge.language import ConceptKind
from knowledge.language.terms import meanings, term_key
from knowledge.service.rules import one_line
from knowledge.store import audit, communities, terms
from knowledge.store.audit import Deed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.language import Glossary

NAME_LIMIT = 100  # characters
NAMES_LIMIT = 50
_KEPT_APART = (ConceptKind.DRUG, ConceptKind.DRUG_CLASS, ConceptKind.VACCINE)


def checked_names(name: str, names: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return a term's name and its other names, ready to be kept: once each, on single lines.

    Raises:
        EmptyText, TextTooLong, TooMany: they cannot be kept.
    """
    name = _checked("name", name)
    kept = {term_key(name): name}
    for each in names:
        other = _checked("other name", each)
        kept.setdefault(term_key(other), other)
    _, *others = kept.values()
    if not others:
        raise EmptyText("list of other names")
    if len(others) > NAMES_LIMIT:
        raise TooMany("other names", len(others), NAMES_LIMIT)
    return name, tuple(others)


async def set_term(
    session: AsyncSession,
    community: str,
    name: str,
    names: Sequence[str],
    glossary: Glossary,
    *,
    editor: str,
    now: datetime,
) -> Term:
    """Keep a term with checked names in place of the one that has this name.

    Raises:
        NameTaken: one of its names stands for something else.
    """
    await communities.ensure(session, community, now)
    await communities.bump(session, community)  # before reading: whoever changes terms as well has to wait
    key = term_key(name)
    known = {term_key(each.name): each for each in await terms.listed(session, community)}
    before = known.pop(key, None)
    _refuse_taken((name, *names), list(known.values()), glossary)
    if before is None:
        after, action = await terms.add(session, community, key, name, names), "added"
    else:
        after, action = Term(before.id, name, tuple(names)), "changed"
        await terms.replace(session, community, after)
    deed = Deed(editor, action, "term", after.id, now, before=_shown(before), after=_shown(after))
    await audit.record(session, community, deed)
    return after


async def remove_term(
    session: AsyncSession, community: str, term_id: int, *, editor: str, now: datetime
) -> Term:
    """Delete a term and return what it was.

    Raises:
        NotFound: there is no such term.
    """
    await communities.ensure(session, community, now)
    await communities.bump(session, community)
    term = await terms.get(session, community, term_id)
    await terms.remove(session, community, term_id)
    await audit.record(session, community, Deed(editor, "removed", "term", term_id, now, before=_shown(term)))
    return term


def _checked(field: str, name: str) -> str:
    name = one_line(field, name, NAME_LIMIT)
    if not term_key(name):
        raise EmptyText(field)
    return name


def _refuse_taken(names: Sequence[str], others: Sequence[Term], glossary: Glossary) -> None:
    taken = {term_key(each): term.name for term in others for each in (term.name, *term.names)}
    for name in names:
        if meaning := taken.get(term_key(name)):
            raise NameTaken(name, meaning)
    # One drug must never become another; two other things may well be one to a community.
    known = meanings(glossary, names)
    if any(concept.kind in _KEPT_APART for _, concept in known):
        for name, concept in known[1:]:
            raise NameTaken(name, concept.name)


def _shown(term: Term | None) -> dict[str, Any] | None:
    return {"name": term.name, "names": list(term.names)} if term is not None else None
