"""What a member's comment asks: its asking sentence as it stands, its rewordings, and the rest as context."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from knowledge.ingest.sentences import fold, shorten, split_sentences
from knowledge.language.asking import Ask, ask_of
from knowledge.language.focus import is_chatter

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

QUESTION_LIMIT = 1000  # characters
CONTEXT_LIMIT = 1000
_READ = 20_000  # characters of a comment that are searched for questions
_CONTENT_WORDS = 2  # a question with fewer is asked about the sentence before it
_IDLE_WORDS = 12  # in a sentence that opens with thanks
_SHARED = 0.5  # of the shorter question's content words

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_APOSTROPHE = str.maketrans("\u2019", "'")
_BEFORE_MARK = re.compile(r"\s+(?=[.?!,;:](?:\s|$))")
_SAME_AGAIN = re.compile(r"(?:or|i\.?e\.?|in other words|that is|put differently|i mean)\b", re.IGNORECASE)
_THANKS = re.compile(r"(?:many )?(?:thanks|thank you)\b", re.IGNORECASE)
_CLAIM = re.compile(
    r"\b(?:(?:seems?|sounds?|looks?|appears?|feels?) (?:to me|like|as (?:if|though)|that)"
    r"|i(?:'d| would| had| have)? (?:have )?(?:think|thought|guess|assumed?|suppose|suspect|believe|imagine)"
    r"|i(?: had)? (?:presume|expect|bet|understood|reckon|gather)|surely|presumably|apparently"
    r"|as far as i (?:know|understand)|in my (?:view|opinion))\b",
    re.IGNORECASE,
)
_EMPTY = frozenset(
    word
    for words in (
        "a about again all also am an and any anyone are as ask at be because been being but by can could",
        "did do does doesn't don't either else even ever for from get had has have having he her here",
        "hers him his how i i'm idea ideas if in into is isn't it it's its just know like may me might",
        "more most much must my no not of off on one only or other our out please question questions",
        "quick really same see she should since so some something such sure thank thanks that the their",
        "them then there these they thing things think this those thoughts though to too topic understand",
        "up us very was we well were what when where whether which while who why will with wonder would",
        "yes you your",
    )
    for word in words.split()
)


class Asked(NamedTuple):
    """A question verbatim but for white space, other wordings of the same, and the rest as context."""

    question: str
    phrasings: tuple[str, ...]
    context: str


def find_question(text: str) -> Asked | None:
    """Return what a comment asks, or None when it asks nothing."""
    sentences = split_sentences(text[:_READ])
    asking = [i for i, sentence in enumerate(sentences) if ask_of(sentence) is Ask.QUESTION]
    if not asking or is_chatter(text[:_READ]):
        return None
    full = [i for i in asking if len(content(sentences[i])) >= _CONTENT_WORDS]
    if full:
        first = full[0]
        same = [i for i in full[1:] if _same(sentences[first], sentences[i])]
        return _asked(sentences, [first], same)
    if asking[0] and len(content(sentences[asking[0] - 1])) >= _CONTENT_WORDS:
        return _asked(sentences, [asking[0] - 1, asking[0]], [])
    return _asked(sentences, asking[:1], []) if content(sentences[asking[0]]) else None


def find_claim(text: str) -> Asked | None:
    """Return the opinion that a comment puts up for an answer, with its neighbours as context, or None."""
    sentences = split_sentences(text[:_READ])
    found = [
        i
        for i, s in enumerate(sentences)
        if _CLAIM.search(s.translate(_APOSTROPHE)) and len(content(s)) > _CONTENT_WORDS
    ]
    if not found:
        return None
    claim = found[-1]
    near = sentences[max(0, claim - 1) : claim + 2]
    return _asked(near, [near.index(sentences[claim])], [])


def content(text: str) -> set[str]:
    """Return the words of a text that carry its matter, casefolded."""
    return set(_WORD.findall(text.translate(_APOSTROPHE).casefold())) - _EMPTY


def shared(words: Collection[str], others: Collection[str]) -> int:
    """Count the words that stand in both."""
    return len(set(words) & set(others))


def tidy(sentence: str) -> str:
    """Return a sentence with its white space in order."""
    return shorten(_BEFORE_MARK.sub("", fold(sentence)), QUESTION_LIMIT)


def _same(first: str, other: str) -> bool:
    """Tell whether two questions of one comment ask the same: one on something else is no phrasing."""
    a, b = content(first), content(other)
    least = 1 if _SAME_AGAIN.match(other) else max(_CONTENT_WORDS, _SHARED * min(len(a), len(b)))
    return shared(a, b) >= least


def _idle(sentence: str) -> bool:
    thanks = _THANKS.match(sentence) is not None and len(sentence.split()) <= _IDLE_WORDS
    return thanks or is_chatter(sentence)


def _asked(sentences: Sequence[str], chosen: Sequence[int], same: Sequence[int]) -> Asked:
    used = {*chosen, *same}
    rest = (s for i, s in enumerate(sentences) if i not in used and content(s) and not _idle(s))
    return Asked(
        tidy(" ".join(sentences[i] for i in chosen)),
        tuple(dict.fromkeys(tidy(sentences[i]) for i in same)),
        shorten(" ".join(rest), CONTEXT_LIMIT),
    )
