"""What a document is once it is read: a post, its thread, and what they yield."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from knowledge.domain import Authorship, DraftText, Source


class Role(StrEnum):
    """Who wrote a comment."""

    AUTHOR = "author"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Citation:
    """A paper that a post cites; `abstract` is the paper's words, not the post author's.

    `authors` are "Surname AB"; `published` is the date as written, `date` the same when it is complete.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    journal: str = ""
    published: str = ""
    date: date | None = None
    volume: str = ""
    pages: str = ""
    doi: str = ""
    abstract: tuple[str, ...] = ()

    @property
    def url(self) -> str | None:
        return f"https://doi.org/{self.doi}" if self.doi else None


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment of a thread.

    A thread is a flat tuple in document order, so that no depth of nesting can exhaust the stack: `parent` is
    the position in it of the comment replied to (None at the top), `depth` counts from 0. `role`,
    `authorship` and `hint` (in words, why the role) are set once the whole thread is known.
    """

    text: str
    parent: int | None = None
    depth: int = 0
    name: str | None = None
    date: date | None = None
    role: Role | None = None
    authorship: Authorship | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A post as read: `paragraphs` are its author's prose, without captions, headings and bare links."""

    title: str
    author: str | None = None
    date: date | None = None
    url: str | None = None
    paragraphs: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    comments: tuple[Comment, ...] = ()

    def replies(self) -> list[list[int]]:
        """Return for every comment the positions of its direct replies, in document order."""
        found: list[list[int]] = [[] for _ in self.comments]
        for position, comment in enumerate(self.comments):
            if comment.parent is not None:
                found[comment.parent].append(position)
        return found


@dataclass(frozen=True, slots=True)
class OpenThread:
    """A member's question that the author has not answered.

    `key` is that of the draft an answer would make; `context` is what the question follows up and what stood
    around it.
    """

    key: str
    text: str
    source: Source
    hint: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Harvest:
    """Everything a document yields; `key` identifies it across imports, `fingerprint` its very bytes."""

    post: Post
    drafts: tuple[DraftText, ...]
    open_questions: tuple[OpenThread, ...]
    fingerprint: str
    key: str
