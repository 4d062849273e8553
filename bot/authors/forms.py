"""What an author writes: an answer, words to look for, a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.boards import Field, form

if TYPE_CHECKING:
    import discord

    from bot.authors.drafting import Written

ANSWER_MOST, QUESTION_MOST, REASON_MOST, SEARCH_MOST = 4_000, 1_000, 1_000, 200  # characters


def answer_form(question_id: int, read: str, words: Written) -> discord.ui.Modal:
    """Return the form for an answer, with what is written so far."""
    fields = (
        Field("question", "The question, as it will stand there", words.question, QUESTION_MOST),
        Field(
            "answer",
            "Your answer, word for word",
            words.answer,
            ANSWER_MOST,
            "Members read exactly what you write here.",
            lines=True,
        ),
    )
    return form("Answer", fields, "queue-written", question_id, read)


def search_form(question_id: int, read: str) -> discord.ui.Modal:
    """Return the form that looks for an existing answer."""
    hint = "Leave it empty to see the nearest answers."
    return form(
        "Use an existing answer",
        [Field("words", "Words of the question or the answer", "", SEARCH_MOST, hint, needed=False)],
        "queue-found",
        question_id,
        read,
    )


def dismiss_form(question_id: int) -> discord.ui.Modal:
    """Return the form that closes a question without an answer."""
    hint = "Whoever asked will read this."
    fields = [Field("reason", "Why it gets no answer", "", REASON_MOST, hint, lines=True)]
    return form("Dismiss", fields, "queue-closed", question_id)
