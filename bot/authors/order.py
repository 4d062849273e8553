"""In which order questions come to an author: the next card, its place in the queue, those that look alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge import OpenQuestion


def following(
    questions: Sequence[OpenQuestion], member: int, after: int | None = None
) -> OpenQuestion | None:
    """Return the question to show: the first that nobody else works on behind `after`, else the first of all."""
    free = [each for each in questions if each.claimed_by in {"", str(member)}] or list(questions)
    ids = [each.id for each in questions]
    behind = set(ids[ids.index(after) + 1 :]) if after in ids else set(ids)
    others = [each for each in free if each.id in behind] or [each for each in free if each.id != after]
    return next(iter(others or free), None)


def place_of(question: OpenQuestion, questions: Sequence[OpenQuestion]) -> str:
    """Say where in the queue a question stands."""
    ids = [each.id for each in questions]
    return f"{ids.index(question.id) + 1} of {len(ids)}" if question.id in ids else ""


def alike_first(question: OpenQuestion, others: Iterable[OpenQuestion]) -> list[OpenQuestion]:
    """Return questions in the order of how many words they share with one; ties stay as they are."""
    mine = _bag(question)
    return sorted(others, key=lambda each: -len(mine & _bag(each)))


def _bag(question: OpenQuestion) -> set[str]:
    return {word.strip("?!.,").casefold() for wording in question.wordings for word in wording.split()}
