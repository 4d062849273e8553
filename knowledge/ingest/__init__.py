"""Documents in, drafts out: bytes of a post with its thread become drafts for a curator. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.errors import DocumentRefused
from knowledge.ingest.authorship import with_roles
from knowledge.ingest.document import Citation, Comment, Harvest, OpenThread, Post, Role
from knowledge.ingest.drafts import thread_drafts
from knowledge.ingest.exported import parse_export, read_export
from knowledge.ingest.formats import parse
from knowledge.ingest.keys import document_key
from knowledge.ingest.passages import passage_drafts
from knowledge.ingest.reading import MAX_BYTES, PACKED, read_text, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.domain import Progress

__all__ = ["MAX_BYTES", "Citation", "Comment", "Harvest", "OpenThread", "Post", "Role", "read_document"]

_TOLD_EVERY = 100  # comments


def read_document(
    data: bytes,
    name: str,
    *,
    author: str | None = None,
    url: str | None = None,
    progress: Progress | None = None,
) -> Harvest:
    """Read a post with its thread and return everything it yields; `author` and `url` override what it says.

    An export of a community is read back as well: its published entries. Each may be compressed with gzip.

    Raises:
        DocumentRefused: it is empty, too large, binary, wrongly encoded, has no title or no comments, or is no export.
    """
    data = unpacked(data, name)
    name = name.removesuffix(PACKED)
    text = read_text(data, name)
    kept = parse_export(name, data)  # not from the text: nothing in it is taken away
    if kept is not None:
        return read_export(name, kept, data)
    post = parse(name, text)
    if not post.title:
        raise DocumentRefused(name, "no title")
    if not any(comment.text for comment in post.comments):
        raise DocumentRefused(name, "no comments")
    total = len(post.comments)
    post = replace(post, author=author or post.author, url=url or post.url)
    post = with_roles(post, _step(progress, "who wrote what", total))
    drafts, open_questions = thread_drafts(post, _step(progress, "questions and answers", total))
    return Harvest(
        post=post,
        drafts=drafts + passage_drafts(post),
        open_questions=open_questions,
        fingerprint=hashlib.sha256(data).hexdigest(),
        key=document_key(post),
    )


def _step(progress: Progress | None, stage: str, total: int) -> Callable[[int], None]:
    """Return what is called with each comment's position and reports now and then, and at the end."""

    def step(position: int) -> None:
        if progress is not None and ((position + 1) % _TOLD_EVERY == 0 or position + 1 == total):
            progress(stage, position + 1, total)

    return step
