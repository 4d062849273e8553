"""A page with a long comment thread, in the two forms that an import reads."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.bank import SEED, Bank

if TYPE_CHECKING:
    from collections.abc import Iterator

AUTHOR = "Dr Ann Other"
_TITLE = "A long thread about many things"
_NAMES = ("Robin", "Sam", "Kim", "Alex", "Jo", "Charlie", "Toni", "Max")
_BODY = (
    "This page was written by a machine for measuring. Its paragraphs are short and nobody needs them.",
    "What matters is below: members ask, the author answers some of them, and others say thank you.",
)
_THANKS = ("Thank you, that helps a lot.", "Great post, thanks!", "Thanks doctor, very kind.")


class _Said(NamedTuple):
    depth: int
    name: str
    text: str


def markdown_page(comments: int) -> bytes:
    """Return a page of the documented Markdown form with so many comments, each signed."""
    lines = ["---", f"title: {_TITLE}", f"author: {AUTHOR}", "date: 2026-01-02", "---", ""]
    for paragraph in _BODY:
        lines += [paragraph, ""]
    lines += ["## Comments", ""]
    for said in _thread(comments):
        lines += [f"{'  ' * said.depth}- **{said.name}** (2026-01-03): {said.text}", ""]
    return "\n".join(lines).encode()


def plain_page(comments: int) -> bytes:
    """Return the same page as copied from a screen: nested bullets, nobody's name."""
    lines = [_TITLE, ""]
    for paragraph in _BODY:
        lines += [paragraph, ""]
    lines += ["About the author", "", AUTHOR, "", ""]
    for said in _thread(comments):
        lines += [f"{'  ' * (2 * said.depth + 1)}• {said.text}", ""]
    return "\n".join(lines).encode()


def _thread(comments: int) -> Iterator[_Said]:
    """Yield questions; two in three have a reply, and some of these thanks or another question below."""
    rng = Random(f"{SEED} thread")  # noqa: S311  repeatable, not secret
    bank, number, written = Bank(), 0, 0
    while written < comments:
        entry, name = bank.entry(number), rng.choice(_NAMES)
        number += 1
        exchange = [_Said(0, name, entry.question)]
        if rng.random() < 0.67:
            exchange.append(_Said(1, AUTHOR, entry.answer))
            if rng.random() < 0.3:
                exchange.append(_Said(2, name, rng.choice((*_THANKS, entry.phrasings[0]))))
        yield from exchange[: comments - written]
        written += len(exchange)
