"""What became of a question, on the card on which the author settled it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.errors import sentence
from bot.render import words
from bot.render.discord.colours import Colour
from bot.render.discord.queue import QUESTION
from bot.render.discord.text import DESCRIPTION, pages, plain, short
from knowledge import UNDO_FOR

if TYPE_CHECKING:
    from knowledge import AlreadyDecided, Entry, OpenQuestion

_HALF = 1_200  # characters of a question where two of them are shown
_MINUTES = int(UNDO_FOR.total_seconds()) // 60


def settled(title: str, told: str, *, well: bool = True) -> discord.Embed:
    """Say on the card what became of its question."""
    return discord.Embed(title=title, description=told, colour=Colour.ANSWER if well else Colour.NOTE)


def published(entry: Entry, to_tell: int) -> discord.Embed:
    """Say that an answer is there and how many will hear of it."""
    return settled(f"Published as entry {entry.id}", f"{_bold(entry.question)}\n{_told(to_tell)}")


def used(entry: Entry, to_tell: int) -> discord.Embed:
    """Say that an existing entry now answers the question, and how many will hear of it."""
    return settled(f"Entry {entry.id} now answers it", f"{_bold(entry.question)}\n{_told(to_tell)}")


def _told(to_tell: int) -> str:
    match to_tell:
        case 0:
            return "Nobody is waiting to be told."
        case 1:
            return "One person asked to be told, and will be told once."
    return f"{to_tell:,} people asked to be told; each will be told once."


def entry_card(entry: Entry, question: OpenQuestion) -> list[discord.Embed]:
    """Return an existing entry for the author to say whether it answers the question."""
    asked = f"Asked: {short(plain(question.text), _HALF // 2)}"
    embed = discord.Embed(
        title=f"Does entry {entry.id} answer it?",
        description=f"{asked}\n\n{_bold(entry.question, _HALF // 2)}",
        colour=Colour.SUGGEST,
    )
    answer = pages(plain(entry.answer), DESCRIPTION - 200)
    page = discord.Embed(description=answer[0], colour=Colour.ANSWER)
    more = "" if len(answer) == 1 else f"Page 1 of {len(answer)}. "
    page.set_footer(text=more + short(words.source_line(entry.source), 300))
    return [embed, page]


def dismissed(question: OpenQuestion, reason: str) -> discord.Embed:
    """Say that a question was closed without an answer, and what its askers will read, and when."""
    told = f"{_bold(question.text)}\n"
    if question.to_tell:
        told += f"Nobody is told for {_MINUTES} minutes: until then you can undo it. Then whoever waits will read:"
    else:
        told += f"Nobody is waiting to be told. You can undo it for {_MINUTES} minutes. The reason:"
    return settled(f"Question {question.id} is closed", f"{told}\n>>> {plain(reason)}", well=False)


def not_reopened(error: AlreadyDecided) -> discord.Embed:
    """Say why it cannot be taken back that a question was dismissed."""
    if error.status != "dismissed":
        return settled("Nothing to undo", plain(sentence(error)), well=False)
    told = (
        f"It was closed more than {_MINUTES} minutes ago, so whoever waited has been told. To answer it all the same,"
        " a moderator can add it with `/faq add`."
    )
    return settled("Too late to undo", told, well=False)


def merging(question: OpenQuestion, into: OpenQuestion) -> discord.Embed:
    """Show two questions and ask whether they are one."""
    shown = discord.Embed(title="Are these the same question?", colour=Colour.SUGGEST)
    shown.description = (
        f"**Question {question.id}**\n{short(plain(question.text), _HALF)}\n-# {words.waiting_line(question)}\n\n"
        f"**Question {into.id}, which stays**\n{short(plain(into.text), _HALF)}\n-# {words.waiting_line(into)}\n\n"
        "One answer will then go to all who asked. You can undo it while the question is open."
    )
    return shown


def merged(question: OpenQuestion, into: OpenQuestion) -> discord.Embed:
    """Say into which question another one went."""
    told = f"{_bold(into.text)}\n{words.waiting_line(into)}"
    return settled(f"Question {question.id} is now part of question {into.id}", told)


def not_parted(error: AlreadyDecided) -> discord.Embed:
    """Say why it cannot be taken back that a question was merged."""
    told = f"Question {error.id} is settled by now, or its words are no longer kept; nothing was changed."
    return settled("Too late to undo", told, well=False)


def _bold(text: str, limit: int = QUESTION) -> str:
    return f"**{short(plain(text), limit)}**"
