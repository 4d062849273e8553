"""Outcomes as plain text, for pipes and for people who want no frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render import words
from knowledge import Answered, Ignored, Queued, Signposted, Suggested

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge import Draft, OpenQuestion, Outcome


def outcome_text(outcome: Outcome) -> str:
    """Return `outcome` as plain text without a line feed at its end."""
    match outcome:
        case Answered():
            return answered_text(outcome)
        case Suggested():
            return _suggested_text(outcome)
        case Queued():
            return "\n".join(words.queued_lines(outcome))
        case Signposted():
            return words.safe(outcome.text)
        case Ignored():
            return words.FRIENDLY


def answered_text(answered: Answered) -> str:
    """Return the matched question, the answer verbatim, and where it stands."""
    entry = answered.entry
    address = words.source_address(entry.source)
    return "\n".join(
        [
            f"{words.heading(entry)}:",
            words.safe_line(entry.question),
            "",
            words.safe(entry.answer),
            "",
            f"Source: {words.source_line(entry.source)}",
            *([address] if address else []),
            words.sureness(answered.confidence),
            words.reviewed_line(answered),
        ]
    )


def _suggested_text(suggested: Suggested) -> str:
    return "\n".join(
        [
            words.suggestion_intro(suggested),
            *(f"  {i}. {words.safe_line(e.question)}" for i, e in enumerate(suggested.suggestions, start=1)),
            "Ask it in one of these wordings to see its answer.",
        ]
    )


def queue_text(questions: Sequence[OpenQuestion]) -> str:
    """Return the author's queue, a paragraph each, most asked first."""
    if not questions:
        return "No questions are waiting."
    return "\n\n".join(
        f"{question.id}. {words.safe_line(question.text)}\n   {words.waiting_line(question)}"
        for question in questions
    )


def drafts_text(drafts: Sequence[Draft]) -> str:
    """Return the drafts that wait for a curator, a paragraph each."""
    return "\n\n".join(draft_text(draft) for draft in drafts) if drafts else "No drafts are waiting."


def draft_text(draft: Draft) -> str:
    """Return one draft with the authorship hint in sight."""
    text = draft.content.text
    return "\n".join(
        [
            f"Draft {draft.id}: {words.safe_line(text.question)}",
            words.safe(text.answer),
            f"   Authorship {draft.content.authorship}: {words.safe_line(draft.content.hint)}",
            *(["   A curator has changed this entry since it was imported."] if draft.conflict else []),
        ]
    )
