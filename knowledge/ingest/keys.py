"""Names for places in a document that stay the same when the document changes elsewhere."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING

from knowledge.ingest.document import Post, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOT_WORD = re.compile(r"[\W_]+")
_OPENING = 8  # words of a paragraph that name it


def document_key(post: Post) -> str:
    """Return the post's identity: its address, else its title and author."""
    if post.url:
        return post.url.split("#", 1)[0].rstrip("/")
    return f"{_plain(post.title)} | {_plain(post.author or '')}"


def comment_keys(post: Post) -> list[str]:
    """Return a key for every comment, from the words of the members' comments on the way to it.

    An author's words are left out, so a corrected answer keeps its place; position counts only among twins.
    """
    keys: list[str] = []
    twins: Counter[str] = Counter()
    for comment in post.comments:
        above = "" if comment.parent is None else keys[comment.parent]
        if comment.role is Role.AUTHOR:
            keys.append(above)
            continue
        digest = _digest(above, comment.text)
        twins[digest] += 1
        keys.append(_numbered(f"comment-{digest}", twins[digest]))
    return keys


def paragraph_keys(paragraphs: Sequence[str], place: str) -> list[str]:
    """Return a key for every paragraph, from its opening words."""
    keys = []
    twins: Counter[str] = Counter()
    for paragraph in paragraphs:
        digest = _digest(place, " ".join(paragraph.split()[:_OPENING]))
        twins[digest] += 1
        keys.append(_numbered(f"{place}-{digest}", twins[digest]))
    return keys


def _numbered(key: str, ordinal: int) -> str:
    return key if ordinal == 1 else f"{key}-{ordinal}"


def _digest(above: str, text: str) -> str:
    return hashlib.sha256(f"{above}\n{_plain(text)}".encode()).hexdigest()[:20]


def _plain(text: str) -> str:
    return _NOT_WORD.sub(" ", text.casefold()).strip()
