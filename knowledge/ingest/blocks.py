"""Lines to paragraphs, and what a paragraph is: prose, a bare link, or furniture of the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.ingest.sentences import fold, split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]'\u2019\u201d]")

_LIST_ITEM = re.compile(r"(?:[-*+\u2013•◦▪●‣]|\(?\d{1,3}[.)])\s+\S")
_ENDS_SENTENCE = re.compile(
    r"[.!?…][\"'\u2019\u201d)\]]*(?:\s*[\U0001F300-\U0001FAFF\u2639-\u2764\ufe0f]+)?$"
)
_CAPTION = re.compile(
    r"(?:fig(?:ure)?\b\.?|image|photo(?:graph)?|picture|credit|source|caption)\b", re.IGNORECASE
)
_FIGURE = re.compile(r"(?:fig(?:ure)?\.?|image|photo|picture)\s*\d+\s*[.:|]", re.IGNORECASE)
_POINTS_AWAY = re.compile(
    r"\b(?:follow this link|click (?:here|on)|(?:read|find out|learn) more|link(?: is)? (?:here|below)"
    r"|see (?:here|below)|full (?:text|paper|article)|available (?:here|at))\b|\blinks?:",
    re.IGNORECASE,
)
_SHORT = 30  # words: prose without a full stop is longer than any heading or caption


def paragraphs(lines: Iterable[str]) -> list[str]:
    """Return the blocks between blank lines, unwrapped; items of a list keep their own lines."""
    blocks: list[list[list[str]]] = [[]]  # a block's own lines, each from the pieces that were wrapped
    for line in lines:
        text = fold(line)
        if not text:
            blocks.append([])
        elif blocks[-1] and not _LIST_ITEM.match(text):
            blocks[-1][-1].append(text)
        else:
            blocks[-1].append([text])
    return ["\n".join(" ".join(pieces) for pieces in block) for block in blocks if block]


def with_lists(blocks: Iterable[str]) -> list[str]:
    """Join a list to the paragraph that announces it with a colon."""
    joined: list[str] = []
    for block in blocks:
        if joined and _LIST_ITEM.match(block) and (joined[-1].endswith(":") or _LIST_ITEM.match(joined[-1])):
            joined[-1] += f"\n{block}"
        else:
            joined.append(block)
    return joined


def addresses(blocks: Iterable[str]) -> tuple[str, ...]:
    """Return the web addresses in the blocks, each once."""
    return tuple(dict.fromkeys(address for block in blocks for address in ADDRESS.findall(block)))


def is_prose(block: str) -> bool:
    """Tell running text from headings, captions and paragraphs that only point to a link."""
    last = block.rsplit("\n", 1)[-1]
    if _is_pointer(block):
        return False
    if _FIGURE.match(block) or (_CAPTION.match(block) and len(split_sentences(block)) == 1):
        return False
    return bool(_ENDS_SENTENCE.search(last) or _LIST_ITEM.match(last)) or len(block.split()) >= _SHORT


def prose(blocks: Sequence[str]) -> tuple[str, ...]:
    """Return those of the blocks that are running text."""
    return tuple(block for block in with_lists(blocks) if is_prose(block))


def _is_pointer(block: str) -> bool:
    rest, links = ADDRESS.subn("", block)
    if not rest.strip(" .:()"):
        return True
    one_sentence = len(split_sentences(rest)) == 1
    return one_sentence and bool(_POINTS_AWAY.search(rest)) and (links > 0 or len(rest.split()) < _SHORT)
