"""Does a sentence ask, and from where on?"""

from __future__ import annotations

import re
from enum import IntEnum

from knowledge.language.cues import asking_phrase, is_pleasantry, is_problem, is_request, starts_asking
from knowledge.language.sentences import plain
from knowledge.language.tokens import word_set

FULL = 2  # content words that a question needs to stand alone
_MOST_CLAUSES = 200
_PHRASE = 80
_NEAR = 6
_REACH = 40  # characters before an auxiliary where its question word may stand, or behind it its subject

# Where a new clause may begin: after a comma or dash, at a conjunction, or at a bare auxiliary ("... ten
# years does it help"), which then needs an inversion and no subject of its own before it.
_BOUNDARY = re.compile(
    r"(?:[,;:(]|\s-|\.\.+)\s+|\s(?=(?:and|but|so|or)\s)|\s(?P<aux>)(?=(?:does|do|can|should|could"
    r"|would|will|is|are|has|have|did|what|why|how)\s)",
    re.IGNORECASE,
)
_INVERSION = re.compile(
    r"(?:does|do|can|should|could|would|will|is|are|has|have|did) (?:i|you|he|she|it|we|they|there"
    r"|this|that|these|anyone|anybody|someone|the|my|any|people)\b"
    r"|(?:what|why|how) (?:is|are|does|do|did|can|could|should|would|will|long|much|many|often|has|have)\b"
)
_NOT_BEFORE = re.compile(
    r"\b(?:i|you|he|she|it|we|they|what|why|how|who|which|when|where|that|this|to|not|know|see"
    r"|understand|about|of|sure|idea|if|whether|tell|me|explain|and|but|so|or)$"
)
# "... at what point do we go": the question begins before its auxiliary.
_ASKED_BY = re.compile(
    r"(?:\b(?:on|at|by|in|for|with|to|from|after|until|up ?to|since) )?\b(?:how|what|which|whose) \w+(?: \w+)?$",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"[a-z0-9]{2,}")
_EMPTY = word_set(
    """
    am is are was were be been being do does did doing have has had having can could will would should
    shall may might must to of in on at by for with from about as into than then that this these those
    it its he him his she her they them their we us our you your yours me my mine an the and or but if
    whos whys wheres whens so not no yes what when where which who whom whose why how whats hows there here
    any some one ones anyone anybody someone else all more most much many very really just also too only even still now
    again please thanks thank hi hello hey know think wonder wondering advice thoughts thought idea
    ideas help right correct true sense ok okay normal good bad experience experiences tell explain ask
    asking question questions sure mean means say said get got im ive id dont doesnt cant isnt wont
    didnt views view opinion tips suggestions suggestion comments comment like anything something
    everyone prof professor dr
    """
)


class Ask(IntEnum):
    """How clearly a sentence asks."""

    NOTHING = 0
    PROBLEM = 1  # states something that a support desk would act on
    REQUEST = 2  # wants something done or found
    QUESTION = 3


def ask_of(sentence: str) -> Ask:
    """Judge how clearly a sentence asks."""
    if is_pleasantry(sentence):
        return Ask.NOTHING
    if (
        sentence.rstrip("\"')!. ").endswith("?")
        or starts_asking(sentence)
        or asking_phrase(sentence) is not None
        or last_clause(sentence)
    ):
        return Ask.QUESTION
    if is_request(sentence):
        return Ask.REQUEST
    return Ask.PROBLEM if is_problem(sentence) else Ask.NOTHING


def content(sentence: str) -> list[str]:
    """Return the words of a sentence that carry its topic."""
    return [word for word in _CONTENT.findall(plain(sentence[:2000])) if word not in _EMPTY]


def opens_with_phrase(clause: str) -> bool:
    """Tell whether a phrase like "I wonder whether" opens the clause, give or take an "and I"."""
    at = asking_phrase(clause[:_PHRASE])
    return at is not None and at <= _NEAR


def last_clause(sentence: str) -> int:
    """Return where the last clause begins that asks and has content, 0 when it is the whole sentence."""
    for match in reversed([*_BOUNDARY.finditer(sentence)][-_MOST_CLAUSES:]):
        clause = sentence[match.end() :]
        if match["aux"] is None:
            opens = starts_asking(clause) or opens_with_phrase(clause)
        else:
            opens = _INVERSION.match(plain(clause[:_REACH])) is not None
        if not opens or not content(clause):
            continue
        if match["aux"] is None:
            return match.end()
        before = sentence[max(0, match.start() - _REACH) : match.start()]
        if asked_by := _ASKED_BY.search(before):
            return match.start() - len(before) + asked_by.start()
        if not _NOT_BEFORE.search(plain(before)):
            return match.end()
    return 0
