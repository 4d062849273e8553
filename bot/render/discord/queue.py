"""The author's queue in Discord: a card, a list, the weeks. No asker is ever named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.render import words
from bot.render.discord.colours import Colour
from bot.render.discord.text import FIELD, plain, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge import Nearest, OpenQuestion, Stats

PAGE = 8  # questions of a list's page
PICTURE = "weeks.png"
_NEAREST, _REASONS = (
    3,
    3,
)  # entries that are shown on a card, and what speaks against each, the weightiest first
_WORTH_A_LOOK = 0.05  # confidence below which an entry tells the author nothing
_WORDING = 300  # characters of a wording that is shown whole on a card
_LINE = 150  # characters of a question in a list
QUESTION = 1_800  # characters of a question on a card, escaped
DOT = "\N{BULLET}"


def card(question: OpenQuestion, place: str, note: str = "", *, gone: bool = False) -> discord.Embed:
    """Return one question of the queue with all that an author needs to decide.

    `note` says what just happened, and `gone` that the place where it was asked is no longer there.
    """
    shown = discord.Embed(
        title=f"Question {question.id}" + (f"  \N{MIDDLE DOT}  {place}" if place else ""),
        description="\n".join([*([f"*{plain(note)}*\n"] if note else []), *_head(question, gone=gone)]),
        colour=Colour.QUEUE,
    )
    if others := shown_wordings(question):
        more = len(other_wordings(question)) - len(others)
        lines = [f"{DOT} {plain(each)}" for each in others]
        add_lines(shown, "Also asked as", [*lines, *([f"and {more} more"] if more else [])])
    elif more := len(other_wordings(question)):
        add_lines(shown, "Also asked as", [f"{more} other wordings, too long to show here"])
    if question.nearest:
        near = [_near(each) for each in question.nearest[:_NEAREST] if each.confidence >= _WORTH_A_LOOK]
        add_lines(shown, "Why I did not answer", near or ["Nothing that I know comes near."])
    return shown


def _head(question: OpenQuestion, *, gone: bool) -> Iterable[str]:
    yield f"**{short(plain(question.text), QUESTION)}**"
    yield words.waiting_line(question)
    if question.source is not None:
        yield plain(words.source_line(question.source))
    if question.context:
        yield f"It follows up: {plain(short(question.context, _WORDING))}"
    if gone:
        yield "The place where it was asked is gone."
    if question.claimed_by:
        yield f"Claimed by <@{question.claimed_by}>"


def other_wordings(question: OpenQuestion) -> list[str]:
    """Return the wordings besides the one that was asked first."""
    return [wording for wording in question.wordings if wording != question.text]


def shown_wordings(question: OpenQuestion) -> list[str]:
    """Return those other wordings that a card shows whole: an author who saw the card has read them."""
    found, left = [], FIELD - 20
    for wording in other_wordings(question):
        left -= len(plain(wording)) + 3
        if left < 0 or len(wording) > _WORDING:
            break
        found.append(wording)
    return found


def _near(near: Nearest) -> str:
    why = "; ".join(near.reasons[:_REASONS]) or "not sure enough"
    question = plain(short(near.question, _LINE))
    return f"**Entry {near.entry_id}** {question}\n{near.confidence:.0%}: {plain(short(why, _LINE))}"


def add_lines(embed: discord.Embed, name: str, lines: Sequence[str]) -> None:
    """Add a field of as many whole lines as fit."""
    taken: list[str] = []
    for line in lines:
        if sum(map(len, taken)) + len(taken) + len(line) > FIELD:
            break
        taken.append(line)
    embed.add_field(name=name, value="\n".join(taken) or "…", inline=False)


def nothing_waits() -> discord.Embed:
    """Say that the queue is empty."""
    return discord.Embed(
        title="Nothing is waiting",
        description="Every question that was asked here has an answer.",
        colour=Colour.ANSWER,
    )


def listing(questions: Sequence[OpenQuestion], page: int) -> discord.Embed:
    """Return a page of the queue, counted from 0."""
    if not questions:
        return nothing_waits()
    shown = questions[page * PAGE : (page + 1) * PAGE]
    lines = [
        f"**{each.id}** {plain(short(each.text, _LINE))}\n{words.waiting_line(each)}"
        + (f" \N{MIDDLE DOT} claimed by <@{each.claimed_by}>" if each.claimed_by else "")
        for each in shown
    ]
    embed = discord.Embed(
        title=_counted(len(questions), "question is waiting", "questions are waiting"),
        description="\n\n".join(lines),
        colour=Colour.QUEUE,
    )
    if (last := page_count(len(questions))) > 1:
        embed.set_footer(text=f"Page {page + 1} of {last}, most asked first")
    return embed


def page_count(count: int) -> int:
    """Return how many pages a list of so many questions has; at least one."""
    return max(1, -(-count // PAGE))


def stats_embed(stats: Stats) -> discord.Embed:
    """Return what stands beside the picture of the weeks: what needs a look.

    The picture is no part of it: in an embed it is smaller, and its description is not read out.
    """
    weeks = len(stats.weeks)
    span = "This week" if weeks <= 1 else f"The last {weeks} weeks, until today"
    embed = discord.Embed(title="How the questions fare", description=f"{span}.", colour=Colour.NOTE)
    if stats.due:
        due = _counted(stats.due, "answer is past its review date", "answers are past their review date")
        embed.add_field(name="Due for review", value=f"{due}: see `/queue due`.", inline=False)
    if stats.rejected:
        lines = [
            f"**{each.entry.id}** {plain(short(each.entry.question, _LINE))}: {_times(each.times)}"
            for each in stats.rejected
        ]
        add_lines(embed, "Not the answer they were looking for", lines)
    return embed


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def choosing(title: str, question: str, told: str) -> discord.Embed:
    """Introduce a choice that belongs to a question."""
    shown = f"**{short(plain(question), QUESTION)}**\n{told}"
    return discord.Embed(title=title, description=shown, colour=Colour.SUGGEST)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
