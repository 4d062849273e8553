"""Sentences of a chat message, and the plain form in which cues are looked for."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.language.clean import clean_lines
from knowledge.language.everyday import MISSPELT
from knowledge.language.tokens import word_set

_REMEMBERED = (
    256  # texts: a message and its sentences are asked about a dozen times before the next one comes
)
_WRAPPED = 50  # characters of a line that an editor may have broken
_ABBREVIATIONS = word_set(
    """
    prof dr mr mrs ms st vs e.g i.e eg ie etc approx no fig inc ltd jan feb mar apr jun jul aug sept oct
    nov dec
    """
)
_END = re.compile(r"[.?!]+[\"')\]]*(?=\s|$)|\.{2,}|[?!]+(?=\w)")
_READABLE = re.compile(r"[^\W_]")
_BULLET = re.compile(r"^(?:[-*+•]|\(?\d{1,2}[.)]|\(?[a-h]\))\s+")


def split_sentences(text: str) -> list[str]:
    """Cut a message into cleaned sentences; a line end is a sentence end where the next line starts anew."""
    return list(_sentences(text))


@lru_cache(_REMEMBERED)
def _sentences(text: str) -> tuple[str, ...]:
    paragraphs = _paragraphs(clean_lines(text))
    return tuple(sentence for paragraph in paragraphs for sentence in _split_line(paragraph))


def _paragraphs(lines: list[str]) -> list[str]:
    """Join lines that a narrow editor wrapped: no full stop, and the next goes on in lower case."""
    joined: list[list[str]] = []
    for line in lines:
        bare = _BULLET.sub("", line)
        wrapped = (
            joined
            and bare == line
            and line[:1].islower()
            and len(joined[-1][-1]) > _WRAPPED
            and joined[-1][-1][-1] not in ".?!:"
        )
        if wrapped:
            joined[-1].append(line)
        elif bare:
            joined.append([bare])
    return [" ".join(parts) for parts in joined]


def _split_line(line: str) -> list[str]:
    sentences, start = [], 0
    for match in _END.finditer(line):
        if match[0] == "." and _is_abbreviation(line, match.start()):
            continue
        piece = line[start : match.end()].strip()
        start = match.end()
        if _READABLE.search(piece):
            sentences.append(piece)
        elif sentences and "?" in piece and not sentences[-1].endswith("?"):
            sentences[-1] += "?"  # a lone question mark belongs to what it follows
    rest = line[start:].strip()
    if _READABLE.search(rest):
        sentences.append(rest)
    return sentences


def _is_abbreviation(line: str, dot: int) -> bool:
    word = line[max(0, dot - 12) : dot].rsplit(" ", 1)[-1].strip("(\"'").casefold()
    if word in _ABBREVIATIONS:
        return True
    # An initial ("Prof. G. said") has a lower-case letter after it; "vitamin D." ends a sentence.
    return len(word) == 1 and word.isalpha() and word != "i" and line[dot + 1 : dot + 3].strip()[:1].islower()


_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_WORD = re.compile(r"[a-z]+")
# Cues are written without apostrophes, and what is a word of its own elsewhere is a slip where a question begins.
_MISSPELT = {word: right for word, right in MISSPELT.items() if " " not in right} | {
    wrong: right
    for right, wrongs in {
        "does": "doe dos",
        "is": "si",
        "please": "pleas",
        "thanks": "thanx thanks tanks ta cheers",
        "wondering": "wandering",
        "question": "q",
        "your": "yr",
        "tell": "tel",
        "dont": "dnt donot",
        "cannot": "canot",
    }.items()
    for wrong in wrongs.split()
}


@lru_cache(_REMEMBERED)
def plain(sentence: str) -> str:
    """Return a sentence as cues are written: casefolded, no apostrophes, small words spelt right."""
    text = _APOSTROPHE.sub("", sentence.casefold())
    if _MISSPELT.keys().isdisjoint(_WORD.findall(text)):
        return text
    return _WORD.sub(lambda match: _MISSPELT.get(match[0], match[0]), text)
