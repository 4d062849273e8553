"""Everyday shorthand, contractions and misspelt small words back to plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.language.shorthand import CONTRACTIONS, SHORTHAND
from knowledge.language.tokens import word_set

if TYPE_CHECKING:
    from collections.abc import Container


def _table(text: str) -> dict[str, str]:
    rows = (line.partition(":") for line in text.splitlines() if line)
    return {each: right.strip() for right, _, written in rows for each in written.split()}


MISSPELT = _table(SHORTHAND)
_PLAIN = MISSPELT | _table(CONTRACTIONS)
_NAMES = frozenset({"wen", "wat", "tho"})  # of people, where a capital stands inside a sentence
_INTRAMUSCULAR = "IM"
_WORD = re.compile(
    r"(?<![^\W_])(?<!/)(?:[^\W\d_][^\W_]*(?:'[^\W\d_]+)*|2(?:day|moro|morrow|nite|night))(?![^\W_]|/\w)"
)
_RUN = re.compile(r"[^\W_]+")  # every match of _WORD without an apostrophe is one of these

_WHOLE = {
    "can't": "cannot",
    "won't": "will not",
    "shan't": "shall not",
    "ain't": "is not",
    "let's": "let us",
    "y'all": "you all",
    "c'mon": "come on",
    "d'you": "do you",
}
_CLITIC = re.compile(r"(.+?)(n't|'(?:ve|re|ll|m|d|s))(?:'ve)?")
_CLITICS = {"n't": "not", "'ve": "have", "'re": "are", "'ll": "will", "'m": "am", "'d": "would", "'s": "is"}
# Behind other words 's is a possessive, which the tokeniser cuts off.
_MAY_BE = word_set("it he she that what who where how when why there here this everything something")
_ASKING = word_set("how why where what when")

_NOUN = r"of|for|reduc|adjust|escal|size|sched|timing|interval|delay|limit|range|respon|depend|is\b|are\b|was\b|were\b"
_DETERMINER = r"(?:it|this|that|these|those|he|she|they|one|an?|the|my|your|his|her|our|their|any\w*|some\w+)"
_VERB = (
    r"(?:make|cause|help|work|affect|hurt|stop|have|mean|get|need|ris|rais|cost|interact|cross|come|go|last|take|change"
    r"|slow|protect|prevent|differ|reduc|improve|lower|trigger|show|matter|run|lead|damage|harm|feel|look|happen|count"
    r"|know|increase|decrease|do|interfere|pass|spread|end|start|begin|use|include|contain)(?:e|s|es|ed|d)?"
)
_OPENING = r"(?:^|[.?!:,;] |\b(?:and|but|so|or|also|hi|hello|hey|please) )"
_NUMBERED = (
    r"account|phone|mobile|order|ref|reference|card|customer|model|serial|tracking|contact|registered|helpline"
    r"|invoice|policy|case"
)
# What stands first is in every text that the pattern matches: looking for it is much cheaper, and most have none.
_PHRASES = tuple(
    (tuple(hints.split("|")), re.compile(pattern, re.IGNORECASE), plain)
    for hints, pattern, plain in (
        ("is ", r"\bis (?=(?:been|got|had|become)\b)", "has "),
        ("would ", r"\bwould (?=(?:been|had|better)\b)", "had "),
        ("f/u", r"\bf/u\b", "follow-up"),
        ("w/o", r"\bw/o\b", "without"),
        ("w/", r"(?<![^\s(])w/\s?(?=\w)", "with "),
        ("b/c", r"\bb/c\b", "because"),
        ("b4", r"(?<!vitamin )(?<!vit )\bb4\b", "before"),
        ("wk", r"(?<=\d)[ -]?wks?\b", " weeks"),
        ("mth|mnth|mo", r"(?<=\d)[ -]?m(?:n?th|o)s?\b", " months"),
        ("yr", r"(?<=\d)[ -]?yrs?\b", " years"),
        ("hr", r"(?<=\d)[ -]?hrs?\b", " hours"),
        ("min", r"(?<=\d)[ -]?mins?\b", " minutes"),
        ("id ", r"\bid (?=(?:like|love|rather|prefer|be|appreciate|want|say)\b)", "i would "),
        ("diff ", r"\bdiff (?=between\b|in\b|from\b)", "difference "),
        (
            "acc |ac |a/c ",
            r"\b(?:acc|a/?c) (?=(?:no|num|number|balance|statement|holder|details|opening|type)\b)",
            "account ",
        ),
        (" ac| a/c", r"\b(bank|savings|current|salary|open|close) (?:acc|a/?c)\b", r"\1 account"),
        (" no| num", rf"\b({_NUMBERED}) (?:no|num)\b\.?", r"\1 number"),
        # "dose" for "does", where no dose can stand: "how dose it work", "dose heat cause damage"
        ("dose ", rf"\b(how|why|when|where|who) dose (?!{_NOUN})", r"\1 does "),
        (
            "what dose ",
            rf"\bwhat dose (?={_DETERMINER}\b|(?:\w+ ){{1,3}}(?:mean|do|look|feel|cause|show)\b)",
            "what does ",
        ),
        (" dose ", rf"(\b(?:how|what|which)(?: \w+){{1,2}} )dose (?={_DETERMINER}\b)", r"\1does "),
        ("dose ", rf"({_OPENING})dose (?!{_NOUN}|\d)(?={_DETERMINER} |(?:\w+ ){{1,5}}{_VERB}\b)", r"\1does "),
    )
)


def plain_words(text: str, names: Container[str] = ()) -> str:
    """Return a cleaned text with shorthand, contractions and misspelt small words written out, but for `names`."""

    def plain(match: re.Match[str]) -> str:
        raw = match[0]
        word = raw.casefold()
        right = _written_out(word) if "'" in word else None if word in names else _PLAIN.get(word)
        if right is None or _is_a_name(match):
            return raw
        return right.upper() if raw.isupper() and len(raw) > 1 else right

    lowered = text.casefold()
    if "'" in text or not _PLAIN.keys().isdisjoint(_RUN.findall(lowered)):
        text = _WORD.sub(plain, text)
        lowered = text.casefold()
    for hints, pattern, words in _PHRASES:
        if any(map(lowered.__contains__, hints)):
            text = pattern.sub(words, text)
            lowered = text.casefold()
    return text


def _is_a_name(match: re.Match[str]) -> bool:
    raw = match[0]
    inside = match.start() > 0 and raw[0].isupper() and not raw.isupper()
    return raw == _INTRAMUSCULAR or (inside and raw.casefold() in _NAMES)


def _written_out(word: str) -> str | None:
    if whole := _WHOLE.get(word):
        return whole
    clitic = _CLITIC.fullmatch(word)
    if clitic is None or (clitic[2] == "'s" and clitic[1] not in _MAY_BE):
        return None
    if clitic[2] == "'d" and clitic[1] in _ASKING:
        return f"{clitic[1]} did"
    return f"{clitic[1]} {_CLITICS[clitic[2]]}"
