"""Readable text out of what people paste into a chat."""

from __future__ import annotations

import re
import unicodedata

_MAX_MARKS = 2  # a letter of a real language carries at most two combining marks after NFKC

_URL = re.compile(r"<?\b(?:https?://|www\.)[^\s<>]+>?", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\s]{0,2000}\)")
_DISCORD = re.compile(
    r"<(?:@[!&]?\d{1,24}|#\d{1,24}|a?:\w{1,40}:\d{1,24}|t:-?\d{1,16}(?::\w)?|/[\w ]{1,60}:\d{1,24})>"
)
_SHORTCODE = re.compile(r"(?<![\w:]):[a-z][a-z_+-]{1,30}\d{0,2}:(?!\w)")
_EMOTICON = re.compile(r"(?<!\S)(?:[:;=8xX][-'o^]?[)(\]\[DPpOo3*/\\|]+|<3+|\^_+\^|-_+-|[xX]{2,})(?!\S)")
_LINE_START = re.compile(r"^[ \t]*(?:>+|#{1,6}(?=[ \t]))[ \t]*", re.MULTILINE)
_MARKUP = re.compile(r"\*+|~~+|\|\|+|`+|(?<!\w)_+|_+(?!\w)|\\(?=[*_~|`>#])")
# Every match of the patterns above has one of these in it, and most messages have none.
_UNUSUAL = re.compile(r"[<>\[:;=*~|`_\\#\n]|(?<!\S)[8xX]|www\.", re.IGNORECASE)
_QUOTES = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc\uff07", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u2500-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\U000e0000-\U000e007f\ue000-\uf8ff\ufe00-\ufe0f\u20e3\u00a9\u00ae\u2122\ufffd]+"
)


def clean(text: str) -> str:
    """Return readable text on one line, its case kept: no markup, links, emoji or invisible characters."""
    return " ".join(_without_markup(text).split())


def clean_lines(text: str) -> list[str]:
    """Return the cleaned lines of a text that have anything in them."""
    lines = (" ".join(line.split()) for line in _without_markup(text).splitlines())
    return [line for line in lines if line]


def _without_markup(text: str) -> str:
    text = _plain_characters(text)
    if not _UNUSUAL.search(text):
        return text
    text = _DISCORD.sub(" ", text)
    text = _LINK.sub(r"\1", text)
    text = _URL.sub(" ", text)
    text = _SHORTCODE.sub(" ", text)
    text = _EMOTICON.sub(" ", text)
    text = _LINE_START.sub("", text)
    return _MARKUP.sub("", text)


def _plain_characters(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    # Emoji go before NFKC, which would turn ™ into letters.
    text = unicodedata.normalize("NFKC", _EMOJI.sub(" ", text)).translate(_QUOTES)
    if text.isascii() and "\x00" not in text:
        return "".join(c if c in "\n\t" or c.isprintable() else _blank(c) for c in text)
    out: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if category in {"Mn", "Me"}:
            marks += 1
            if marks <= _MAX_MARKS:
                out.append(character)
            continue
        marks = 0
        if category in {"Cf", "Cs", "Co", "Cn"}:
            continue
        out.append(character if category[0] not in "CZ" or character in " \n" else _blank(character))
    return "".join(out)


def _blank(character: str) -> str:
    return "\n" if character in "\r\n\x0b\x0c\u2028\u2029\x85" else " "
