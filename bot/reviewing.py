"""What the author's cards offer, and what an author has read by them: buttons, selects and forms."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from bot.boards import Field, board, chooser, form
from bot.controls import Style, button, link
from bot.render.discord.queue import other_wordings, page_count, shown_wordings
from bot.render.words import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import discord

    from bot.drafting import Written
    from knowledge import Entry, OpenQuestion

ANSWER_MOST, QUESTION_MOST, REASON_MOST, SEARCH_MOST = 4_000, 1_000, 1_000, 200  # characters
PLACES = 3  # links on a card
_WORDINGS = 100  # more are never on a card


def mark(question: OpenQuestion) -> str:
    """Return a short sign of which wordings a card shows, for `seen` to know them again."""
    shown = shown_wordings(question)
    return f"{len(shown)}-{_sum(shown)}"


def seen(question: OpenQuestion, arguments: Sequence[str], place: int = 1) -> tuple[str, ...]:
    """Return the wordings that were on the card with this mark; only its own where others stand there by now."""
    count, _, total = (arguments[place] if place < len(arguments) else "").partition("-")
    shown = other_wordings(question)[: int(count) if count in map(str, range(_WORDINGS)) else 0]
    return (question.text, *(shown if _sum(shown) == total else ()))


def _sum(wordings: Sequence[str]) -> str:
    joined = "\0".join(wordings).encode(errors="replace")
    return f"{crc32(joined):x}"


def following(
    questions: Sequence[OpenQuestion], member: int, after: int | None = None
) -> OpenQuestion | None:
    """Return the question to show: the first that nobody else works on, if possible another one than `after`."""
    free = [each for each in questions if each.claimed_by in {"", str(member)}] or list(questions)
    others = [each for each in free if each.id != after]
    return next(iter(others or free), None)


def place_of(question: OpenQuestion, questions: Sequence[OpenQuestion]) -> str:
    """Say where in the queue a question stands."""
    ids = [each.id for each in questions]
    return f"{ids.index(question.id) + 1} of {len(ids)}" if question.id in ids else ""


def card_view(question: OpenQuestion, guild: int, member: int) -> discord.ui.View:
    """Return what can be done with a question."""
    key, read = question.id, mark(question)
    mine = question.claimed_by == str(member)
    claim = button("Release", "queue-release", key) if mine else button("Claim", "queue-claim", key)
    return board(
        [
            [
                button("Answer", "queue-answer", key, read, style=Style.success),
                button("Use an existing answer", "queue-use", key, read, style=Style.primary),
                button("Merge", "queue-merge", key),
            ],
            [
                claim,
                button("Later", "queue-later", key),
                button("Dismiss", "queue-dismiss", key, style=Style.danger),
                button("Next", "queue-next", key),
            ],
            links(question.places, guild),
        ]
    )


def links(places: Iterable[str], guild: int) -> list[discord.ui.Item[discord.ui.View]]:
    """Return buttons that lead to where a question was asked, where that is a place others can see."""
    found: list[discord.ui.Item[discord.ui.View]] = []
    for place in dict.fromkeys(reversed(tuple(places))):
        parts = place.split("/")
        if len(parts) == 2 and all(part.isascii() and part.isdecimal() for part in parts):  # noqa: PLR2004
            label = "Where it was asked" if not found else f"Place {len(found) + 1}"
            found.append(link(label, f"https://discord.com/channels/{guild}/{place}"))
    return found[:PLACES]


def next_view() -> discord.ui.View:
    """Return the way on from a card that is dealt with."""
    return board([[button("Next question", "queue-next", 0, style=Style.primary)]])


def preview_view(question_id: int, read: str) -> discord.ui.View:
    """Return what can be done with an answer that is written."""
    return board(
        [
            [
                button("Publish", "queue-publish", question_id, read, style=Style.success),
                button("Edit", "queue-edit", question_id, read),
                button("Discard", "queue-discard", question_id),
            ]
        ]
    )


def twin_view(entry: Entry, question_id: int, read: str) -> discord.ui.View:
    """Return the ways out where an entry asks the same and says something else."""
    return board(
        [
            [
                button(
                    f"Use entry {entry.id}", "queue-take", question_id, read, entry.id, style=Style.primary
                ),
                button("Keep both", "queue-publish", question_id, read, entry.id, style=Style.danger),
                button("Edit", "queue-edit", question_id, read),
            ]
        ]
    )


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


def found_view(entries: Sequence[Entry], question_id: int, read: str) -> discord.ui.View:
    """Return a choice of entries, and the ways back."""
    options = [(str(each.id), safe_line(each.question), f"Entry {each.id}") for each in entries]
    pick = [chooser("Which entry answers it?", options, "queue-pick", question_id, read)] if options else []
    again = button("Search again", "queue-use", question_id, read)
    return board([pick, [again, back(question_id)]])


def confirm_view(entry: Entry, question_id: int, read: str) -> discord.ui.View:
    """Return the last question before an existing answer goes to whoever asked."""
    yes = button("Yes, use it", "queue-take", question_id, read, entry.id, style=Style.success)
    return board([[yes, button("Search again", "queue-use", question_id, read), back(question_id)]])


def merge_view(question: OpenQuestion, others: Sequence[OpenQuestion]) -> discord.ui.View:
    """Return a choice of other open questions, those with the most words in common first."""
    options = [
        (str(each.id), safe_line(each.text), f"Question {each.id}, asked by {each.askers}")
        for each in alike_first(question, others)
    ]
    return board(
        [
            [chooser("Which one is the same question?", options, "queue-into", question.id)],
            [back(question.id)],
        ]
    )


def alike_first(question: OpenQuestion, others: Iterable[OpenQuestion]) -> list[OpenQuestion]:
    """Return questions in the order of how many words they share with one; ties stay as they are."""
    mine = _bag(question)
    return sorted(others, key=lambda each: -len(mine & _bag(each)))


def _bag(question: OpenQuestion) -> set[str]:
    return {word.strip("?!.,").casefold() for wording in question.wordings for word in wording.split()}


def back(question_id: int) -> discord.ui.Item[discord.ui.View]:
    """Return the way back to a question's card."""
    return button("Back", "queue-card", question_id)


def list_view(questions: Sequence[OpenQuestion], shown: Sequence[OpenQuestion], page: int) -> discord.ui.View:
    """Return the way through a list, and from it to a card."""
    options = [(str(each.id), safe_line(each.text), f"Question {each.id}") for each in shown]
    pick = [chooser("Open a question", options, "queue-card", "list")] if options else []
    last = page_count(len(questions)) - 1
    turn = [
        *([button("Previous", "queue-list", page - 1)] if page > 0 else []),
        *([button("Next page", "queue-list", page + 1)] if page < last else []),
    ]
    return board([pick, turn])
