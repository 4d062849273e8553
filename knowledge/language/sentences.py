"""Sentences of a chat message, and the plain form in which cues are looked for."""

from __future__ import annotations

import re

from knowledge.language.clean import clean_lines
from knowledge.language.tokens import word_set

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
    sentences: list[str] = []
    for paragraph in _paragraphs(clean_lines(text)):
        sentences += _split_line(paragraph)
    return sentences


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
_MISSPELT = {
    wrong: right
    for right, wrongs in {
        "what": "waht hwat wat wot whta whay",
        "why": "wy whyy yh whi",
        "how": "hwo hoow howw",
        "when": "wehn whne wen",
        "where": "wher were'd wheres'",
        "which": "wich whcih whihc witch whitch",
        "whether": "wether wheter wheather whehter",
        "who": "hwo'",
        "does": "deos doess doe dos",
        "should": "shoud shuold shold shoudl sould shuld shld",
        "would": "woud wuold woudl wold wud",
        "could": "coud cuold coudl culd cud",
        "can": "cna acn",
        "anyone": "anyon anyoen anyne any1 anyonr anybdy",
        "anybody": "anybdy anybodi",
        "know": "knwo konw kno knw",
        "wondering": "wonderin wodnering wondring wonering wandering",
        "wonder": "woner wondr wodner",
        "understand": "undrstand understnad understad undestand",
        "please": "pls plz plse pleas pleaes plesae",
        "thanks": "thx thnx tnx thks thankx thanx tanks thnaks tnks ta cheers",
        "explain": "explian expalin explan",
        "because": "becuase coz cos cuz bc becos",
        "is": "si",
        "are": "aer",
        "have": "ahve hav haev",
        "has": "ahs",
        "help": "hlep hepl",
        "advice": "advise'",
        "question": "quesiton queston qustion q",
        "you": "u yu yuo",
        "your": "ur yr",
        "someone": "some1 somone smoeone",
        "difference": "diffrence differance",
        "happens": "hapens happnes",
        "tell": "tel",
        "dont": "dnt donot",
        "cannot": "canot",
        "i": "ive'",
        "did": "ddi",
    }.items()
    for wrong in wrongs.split()
    if "'" not in wrong
}


def plain(sentence: str) -> str:
    """Return a sentence as cues are written: casefolded, no apostrophes, small words spelt right."""
    text = _APOSTROPHE.sub("", sentence.casefold())
    return _WORD.sub(lambda match: _MISSPELT.get(match[0], match[0]), text)
