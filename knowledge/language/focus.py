"""The question inside a chatty message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.language.chatter import is_chatter
from knowledge.language.cues import Ask, ask_of, asking_phrase, starts_asking
from knowledge.language.sentences import plain, split_sentences

__all__ = ["Focus", "find_focus", "is_chatter"]

_KEYWORDS = 8  # a message of so few words with no verb of its own is a search query
_LONG_SENTENCE = 14  # words; a longer one may carry its story in front of the question
_MOST_CLAUSES = 400

_BOUNDARY = re.compile(r"(?:[,;:(]|\s-|\.\.+)\s+|\s(?=(?:and|but|so|or|because)\s)|\s(?=(?:does|do|can|should|could|would|will|is|are|has|have|did)\s)", re.IGNORECASE)
_CONTENT = re.compile(r"[a-z0-9]{2,}")
_EMPTY = frozenset(
    """am is are was were be been being do does did doing have has had having can could will would should shall may might must to of in on at by for with from
    about as into than then that this these those it its he him his she her they them their we us our you your yours me my mine an the and or but if so not no yes
    what when where which who whom whose why how whats hows there here any some one ones anyone anybody someone else all more most much many very really just also too
    only even still now again please thanks thank hi hello hey know think wonder wondering advice thoughts thought idea ideas help right correct true sense ok okay
    normal good bad experience experiences tell explain ask asking question questions sure mean means say said get got im ive id dont doesnt cant isnt
    wont didnt views view opinion tips suggestions suggestion comments comment like anything something everyone prof professor dr""".split()
)
_ANAPHORA = re.compile(r"\b(?:it|its|this|that|these|those|they|them|he|she|him|her|his|one|ones|such|same|other|either|both|neither|there)\b")
_LINK = re.compile(r"(?:and|or|if so|if not|if yes|but|then|also|in that case|ie|eg|or is|or does)\b")
_GREETING = re.compile(
    r"^(?:(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day)|morning|evening)\b(?: (?:all|everyone|everybody|there|guys|folks|team|both|prof(?:essor)?(?: \w+)?|dr\.?(?: \w+)?|doc(?:tor)?|again))*[\s,.!:;-]+"
    r"|(?:thanks|thank you|many thanks)(?: (?:so much|very much|all|everyone|again|you|for (?:this|that|the \w+(?: \w+)?|your \w+(?: \w+)?|sharing|posting)))*\s*[,.!;:-]+\s*)+",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(r"[\s,.;!-]+(?:(?:many )?thanks?(?: you)?(?: so much| very much| in advance| again| all| everyone| guys)*|thx|ta|cheers|x+|tia)[\s.!x]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Focus:
    """What a message asks.

    `question` is the asking part in the member's own words, `context` the other sentences. `asks` is False when
    nothing is asked; `question` is then the whole message. `leans` says that the question points at something which
    only its context can name ("is that one any good for her?").
    """

    question: str
    context: str
    asks: bool
    leans: bool = False


def find_focus(text: str) -> Focus:
    """Find the question in a message; nothing in it raises, and `question` is never longer than the text."""
    sentences = split_sentences(text)
    if not sentences:
        return Focus("", "", asks=False)
    asks = [ask_of(sentence) for sentence in sentences]
    chosen = _choose(sentences, asks)
    if not chosen:
        whole = " ".join(sentences)
        return Focus(whole, "", asks=_is_keywords(sentences) and not is_chatter(whole), leans=False)
    question, left_over = _asking_part(" ".join(sentences[i] for i in chosen))
    others = [left_over if i == chosen[0] else sentence for i, sentence in enumerate(sentences) if i == chosen[0] or i not in chosen]
    context = " ".join(other for other in others if other)
    return Focus(question, context, asks=True, leans=bool(context) and _leans(question))


def _choose(sentences: list[str], asks: list[Ask]) -> list[int]:
    """Return the indices of the sentences that ask, in order."""
    for level in (Ask.QUESTION, Ask.REQUEST, Ask.PROBLEM):
        asking = [i for i, ask in enumerate(asks) if ask is level]
        if not asking or (level is not Ask.QUESTION and is_chatter(" ".join(sentences))):
            continue
        full = [i for i in asking if len(_content(sentences[i])) >= 2] or [i for i in asking if _content(sentences[i])]
        if full:
            return _with_antecedent(sentences, asks, full[-1])
        return _with_statement(sentences, asking[-1])
    return []


def _with_antecedent(sentences: list[str], asks: list[Ask], at: int) -> list[int]:
    """Take the question before along when this one goes on from it: "Does it help? And if so, when?"."""
    chosen = [at]
    while chosen[0] and asks[chosen[0] - 1] is Ask.QUESTION and _LINK.match(plain(sentences[chosen[0]][:40])) and len(_content(sentences[chosen[0]])) <= 4:
        chosen.insert(0, chosen[0] - 1)
    return chosen


def _with_statement(sentences: list[str], at: int) -> list[int]:
    """A question without any content of its own ("Any ideas?") asks about the statement before it."""
    before = [i for i in range(at) if len(_content(sentences[i])) >= 2]
    return [before[-1], at] if before else [at]


def _content(sentence: str) -> list[str]:
    return [word for word in _CONTENT.findall(plain(sentence[:2000])) if word not in _EMPTY]


def _leans(question: str) -> bool:
    return _ANAPHORA.search(plain(question)) is not None and len(_content(question)) <= 5


def _is_keywords(sentences: list[str]) -> bool:
    return len(sentences) == 1 and len(sentences[0].split()) <= _KEYWORDS


def _asking_part(sentence: str) -> tuple[str, str]:
    """Split a long sentence into its question and the story in front of it; drop greeting and sign-off."""
    sentence = _SIGN_OFF.sub("", _GREETING.sub("", sentence)) or sentence
    if len(sentence.split()) <= _LONG_SENTENCE or starts_asking(sentence):
        return sentence, ""
    cut = _last_clause(sentence)
    return (sentence[cut:], sentence[:cut].rstrip(" ,;:-(")) if cut else (sentence, "")


def _last_clause(sentence: str) -> int:
    """Return where the last clause begins that asks and has content, 0 when it is the whole sentence."""
    starts = [match.end() for match in _BOUNDARY.finditer(sentence)][-_MOST_CLAUSES:]
    for start in reversed(starts):
        clause = sentence[start:]
        if len(_content(clause)) >= 2 and (starts_asking(clause) or asking_phrase(clause[:60]) == 0):
            return start
    return 0
