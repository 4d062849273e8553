"""Outcomes as rich renderables. Text from outside is always `Text`, never markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.console import Group
from rich.panel import Panel
from rich.text import Text

from bot.render import words
from knowledge import Answered, Ignored, Queued, Signposted, Suggested

if TYPE_CHECKING:
    from rich.console import RenderableType

    from knowledge import Notice, Outcome

QUIET = "dim"


def framed(*lines: RenderableType, title: str, style: str) -> Panel:
    """Return `lines` in a frame with a coloured title."""
    return Panel(
        Group(*lines),
        title=Text(title, style=f"bold {style}"),
        title_align="left",
        border_style=style,
        box=box.ROUNDED,
        padding=(1, 2),
    )


def outcome_panel(outcome: Outcome) -> RenderableType:
    """Return `outcome` as a panel for a terminal."""
    match outcome:
        case Answered():
            return answered_panel(outcome)
        case Suggested():
            return suggested_panel(outcome)
        case Queued():
            news, asking, caution = words.queued_lines(outcome)
            return framed(
                Text(news),
                Text(asking),
                Text(),
                Text(caution, QUIET),
                title="Waiting for the author",
                style="yellow",
            )
        case Signposted():
            return framed(Text(words.safe(outcome.text), "bold"), title="Please read this first", style="red")
        case Ignored():
            return Text(words.FRIENDLY, "green")


def answered_panel(answered: Answered) -> Panel:
    """Return the matched question, the answer verbatim, and where it stands."""
    entry = answered.entry
    lines: list[RenderableType] = [
        Text(words.safe_line(entry.question), "bold"),
        Text(),
        Text(words.safe(entry.answer)),
        Text(),
        Text(words.source_line(entry.source), "italic"),
    ]
    if address := words.source_address(entry.source):
        lines.append(Text(address, "underline", overflow="fold"))
    lines += [
        Text(words.sureness(answered.confidence), QUIET),
        Text(words.reviewed_line(answered), "yellow" if answered.overdue else QUIET),
    ]
    return framed(*lines, title=words.heading(entry), style="green")


def suggested_panel(suggested: Suggested) -> Panel:
    """Return the did-you-mean list with numbers to pick from."""
    return _choice(suggested, words.suggestion_intro(suggested), words.meant(suggested))


def others_panel(others: Suggested) -> Panel:
    """Return what else a question may be whose answer was the wrong one, with numbers to pick from."""
    return _choice(others, words.others_intro(others), "Not your question")


def _choice(suggested: Suggested, intro: str, title: str) -> Panel:
    lines = [Text(intro), Text()]
    for number, entry in enumerate(suggested.suggestions, start=1):
        lines.append(Text.assemble((f"  {number}  ", "bold cyan"), words.safe_line(entry.question)))
    none = "None of these: put my question to the author" if suggested.suggestions else "Ask the author"
    lines.append(Text.assemble(("  0  ", "bold cyan"), none))
    return framed(*lines, title=title, style="cyan")


def notice_panel(notice: Notice) -> RenderableType:
    """Return the news about a question that was waiting, with its answer."""
    news = Text(words.notice_line(notice), "bold green" if notice.entry else "yellow")
    return Group(news, answered_panel(Answered(notice.entry, 1.0))) if notice.entry else news
