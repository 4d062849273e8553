"""What the author's cards offer: buttons and selects, at most three buttons in a row, for phones are narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.authors.order import alike_first
from bot.authors.seen import mark
from bot.boards import board, chooser
from bot.controls import Style, button, link
from bot.render.discord.queue import page_count
from bot.render.words import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord

    from bot.boards import Item
    from knowledge import Entry, OpenQuestion


def card_view(question: OpenQuestion, addresses: Sequence[str], member: int) -> discord.ui.View:
    """Return what can be done with a question, and links to where it was asked."""
    key, read = question.id, mark(question)
    mine = question.claimed_by == str(member)
    claim = button("Release", "queue-release", key) if mine else button("Claim", "queue-claim", key)
    return board(
        [
            [
                button("Answer", "queue-answer", key, read, style=Style.success),
                button("Use existing", "queue-use", key, read, style=Style.primary),
                button("Later", "queue-later", key),
            ],
            [
                button("Merge", "queue-merge", key),
                claim,
                button("Dismiss", "queue-dismiss", key, style=Style.danger),
            ],
            [button("Next", "queue-next", key), *links(addresses)],
        ]
    )


def links(addresses: Sequence[str]) -> list[Item]:
    """Return a button for each of the places where a question was asked."""
    return [
        link("Where it was asked" if number == 1 else f"Place {number}", address)
        for number, address in enumerate(addresses, 1)
    ]


def next_view() -> discord.ui.View:
    """Return the way on from a card that is dealt with."""
    return board([[_next()]])


def undo_view(name: str, question_id: int) -> discord.ui.View:
    """Return the way back from what was just done by the action `name`, and the way on."""
    return board([[button("Undo", name, question_id), _next()]])


def _next() -> Item:
    return button("Next question", "queue-next", 0, style=Style.primary)


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


def found_view(entries: Sequence[Entry], question_id: int, read: str) -> discord.ui.View:
    """Return a choice of entries, and the ways on and back."""
    options = [(str(each.id), safe_line(each.question), f"Entry {each.id}") for each in entries]
    pick = [chooser("Which entry answers it?", options, "queue-pick", question_id, read)] if options else []
    return board([pick, [_search(question_id, read), back(question_id)]])


def confirm_view(entry: Entry, question_id: int, read: str) -> discord.ui.View:
    """Return the last question before an existing answer goes to whoever asked."""
    yes = button("Yes, use it", "queue-take", question_id, read, entry.id, style=Style.success)
    return board([[yes, button("Others", "queue-use", question_id, read), back(question_id)]])


def _search(question_id: int, read: str) -> Item:
    return button("Search", "queue-search", question_id, read)


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


def merging_view(question_id: int, into: int) -> discord.ui.View:
    """Return the last question before two become one."""
    yes = button("Yes, merge", "queue-merged", question_id, into, style=Style.success)
    return board([[yes, button("Others", "queue-merge", question_id), back(question_id)]])


def back(question_id: int) -> Item:
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
