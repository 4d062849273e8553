"""The question inside a chatty message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.language.asking import FULL, Ask, ask_of, content, last_clause, opens_with_phrase
from knowledge.language.chatter import is_chatter
from knowledge.language.clean import clean
from knowledge.language.cues import asking_phrase, starts_asking
from knowledge.language.sentences import plain, split_sentences

__all__ = ["Focus", "find_focus", "is_chatter"]

_KEYWORDS = 8  # a message of so few words with no verb of its own is a search query
_LONG_SENTENCE = 14  # words; a longer one may carry its story in front of the question
_LEANING = 5  # content words of a question that may lean on its context
_SHORT = 4  # content words of a question that may go on from the one before

_ANAPHORA = re.compile(
    r"\b(?:it|its|this|that|these|those|they|them|he|she|him|her|his|one|ones|such|other|either|both"
    r"|neither)\b"
)
_LINK = re.compile(r"(?:and|or|if so|if not|if yes|but|then|in that case|ie|eg|or is|or does)\b")
_STATEMENT = re.compile(r"\b(?:i|im|ive|we|mine|my|was|were|had|he|she|they)\b")
_GREETING = re.compile(
    r"^(?:(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day)|morning|evening)\b(?: "
    r"(?:all|everyone|everybody|there|guys|folks|team|both|prof(?:essor)?(?: \w+)?|dr\.?(?: \w+)?"
    r"|doc(?:tor)?|again))*[\s,.!:;-]+"
    r"|(?:thanks|thank you|many thanks)(?: (?:so much|very much|all|everyone|again|you|for (?:this"
    r"|that|the \w+(?: \w+)?|your \w+(?: \w+)?|sharing|posting)))*\s*[,.!;:-]+\s*)+",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"[\s,.;!-]+(?:(?:many )?thanks?(?: you)?(?: so much| very much| in advance| again| all| everyone"
    r"| guys)*|thx|ta|cheers|x+|tia)[\s.!x]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Focus:
    """What a message asks.

    `question` is the asking part in the member's own words, `context` the other sentences. `asks` is False
    when nothing is asked; `question` is then the whole message. `leans` says that the question points at
    something which only its context can name ("is that one any good for her?").
    """

    question: str
    context: str
    asks: bool
    leans: bool = False


def find_focus(text: str) -> Focus:
    """Find the question in a message; nothing in it raises, and `question` is never longer than the text.

    Of several questions the last one with content counts, for a message leads up to what it wants; the questions that
    it goes on from, or that go on from it, come along. A sentence with a question mark goes before one without.
    """
    sentences = split_sentences(text)
    if not sentences:
        return Focus("", "", asks=False)
    chosen = _choose(sentences, [ask_of(sentence) for sentence in sentences])
    if not chosen:
        return Focus(clean(text), "", asks=_is_keywords(sentences) and not is_chatter(text))
    if len(chosen) == 1:
        question, story = _asking_part(sentences[chosen[0]])
    else:
        question, story = _span(clean(text), [sentences[i] for i in chosen]), ""
    before, after = sentences[: chosen[0]], sentences[chosen[0] + 1 :]
    rest = [sentence for i, sentence in enumerate(after, chosen[0] + 1) if i not in chosen]
    context = " ".join(part for part in (*before, story, *rest) if part)
    return Focus(question, context, asks=True, leans=bool(context) and _leans(question))


def _span(whole: str, sentences: list[str]) -> str:
    """Return the sentences as they stand in the cleaned text, where they stand together."""
    start = whole.find(sentences[0])
    end = whole.find(sentences[-1], start) + len(sentences[-1])
    together = whole[max(start, 0) : end]
    apart = " ".join(sentences)
    return together if start >= 0 and len(together) <= len(apart) + len(sentences) else apart


def _choose(sentences: list[str], asks: list[Ask]) -> list[int]:
    """Return the indices of the sentences that ask, in order."""
    for level in (Ask.QUESTION, Ask.REQUEST, Ask.PROBLEM):
        asking = [i for i, ask in enumerate(asks) if ask is level]
        if not asking or (level is not Ask.QUESTION and is_chatter(" ".join(sentences))):
            continue
        asking = _plainly(sentences, asking)
        full = [i for i in asking if len(content(sentences[i])) >= FULL] or [
            i for i in asking if content(sentences[i])
        ]
        if full:
            return _with_companions(sentences, asks, full[-1])
        return _with_statement(sentences, asking[-1])
    return []


def _plainly(sentences: list[str], asking: list[int]) -> list[int]:
    """Return the sentences that ask beyond doubt, if any do: with a question mark, or else with "I wonder whether"."""
    marked = [i for i in asking if sentences[i].rstrip("\"')!. ").endswith("?")]
    return marked or [i for i in asking if asking_phrase(sentences[i]) is not None] or asking


def _with_companions(sentences: list[str], asks: list[Ask], at: int) -> list[int]:
    """Take along the questions that this one goes on from, or that go on from it: "Safe? And for kids?"."""
    first = last = at
    while first and asks[first - 1] is Ask.QUESTION and _goes_on(sentences[first]):
        first -= 1
    while last + 1 < len(sentences) and asks[last + 1] is Ask.QUESTION and _goes_on(sentences[last + 1]):
        last += 1
    return list(range(first, last + 1))


def _goes_on(sentence: str) -> bool:
    link = _LINK.match(plain(sentence[:40]))
    return link is not None and (link[0].startswith("or") or len(content(sentence)) <= _SHORT)


def _with_statement(sentences: list[str], at: int) -> list[int]:
    """A question without any content of its own ("Any ideas?") asks about the statement before it."""
    before = [i for i in range(at) if len(content(sentences[i])) >= FULL]
    return [before[-1], at] if before and not _ANAPHORA.search(plain(sentences[at])) else [at]


def _leans(question: str) -> bool:
    return _ANAPHORA.search(plain(question)) is not None and len(content(question)) <= _LEANING


def _is_keywords(sentences: list[str]) -> bool:
    """Tell a search query, "vitamin D dosage", from a short statement, "mine was the same"."""
    only = sentences[0]
    return (
        len(sentences) == 1
        and len(only.split()) <= _KEYWORDS
        and only[-1] != "!"
        and not _STATEMENT.search(plain(only))
    )


def _asking_part(sentence: str) -> tuple[str, str]:
    """Split a long sentence into its question and the story in front of it; drop greeting and sign-off."""
    sentence = _SIGN_OFF.sub("", _GREETING.sub("", sentence)) or sentence
    if len(sentence.split()) <= _LONG_SENTENCE or starts_asking(sentence) or opens_with_phrase(sentence):
        return sentence, ""
    cut = last_clause(sentence)
    return (sentence[cut:], sentence[:cut].rstrip(" ,;:-(")) if cut else (sentence, "")
