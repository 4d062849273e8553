"""What publishing an entry would change, in words for curators."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from bot.render import words
from bot.render.panels import QUIET, framed
from knowledge import Decision, Effect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType
    from rich.panel import Panel

    from knowledge import Change, Clash, Closing, Entry, Neighbour, Preview, Reply

_MOST = 5  # lines of a section
_LONGEST = 85  # characters of a wording
_FITS = 85  # characters of a wording and the remark beside it


class Tone(StrEnum):
    """How a section is meant."""

    WORRY = "yellow"
    GOOD = "green"
    PLAIN = "cyan"


@dataclass(frozen=True, slots=True)
class Section:
    """One thing that would happen: a title, a few lines, each with a quiet remark."""

    title: str
    tone: Tone
    lines: tuple[tuple[str, str], ...] = ()


def preview_panel(preview: Preview) -> Panel:
    """Return what would change, what is worrying first."""
    shown: list[RenderableType] = []
    for section in sections(preview):
        shown += [Text(section.title, f"bold {section.tone.value}"), _listed(section.lines), Text()]
    shown.append(Text(compared_line(preview), QUIET))
    style = Tone.WORRY if preview.worrying else Tone.GOOD
    return framed(*shown, title="If you publish this", style=style.value)


def _listed(lines: Iterable[tuple[str, str]]) -> Table:
    listed = Table.grid(padding=(0, 1))
    for line, remark in lines:
        gap = "  " if len(line) + len(remark) < _FITS else "\n"
        listed.add_row("  \N{MIDDLE DOT}", Text.assemble(line, (f"{gap}{remark}" if remark else "", QUIET)))
    return listed


def sections(preview: Preview) -> list[Section]:
    """Return what would change as sections, what is worrying first; empty when nothing would."""
    return [section for section in _every(preview) if section.lines]


def compared_line(preview: Preview) -> str:
    """Say how many questions the preview rests on."""
    if not preview.compared:
        return "Members have not asked anything of late, so there were no questions to try it on."
    asked = _counted(preview.compared, "question that members asked was", "questions that members asked were")
    rest = "Everything else stays as it is." if sections(preview) else "Nothing changes for any of them."
    return f"{asked} tried. {rest}"


def _every(preview: Preview) -> Iterator[Section]:
    yield _section(
        Tone.WORRY,
        "It has a wording that another entry has too, so neither would be sure of it:",
        [_clash(each) for each in preview.clashes],
    )
    yield _section(
        Tone.WORRY,
        "This seems to be answered already:",
        [_duplicate(each, preview.entry) for each in preview.duplicates],
    )
    for effect, tone, one, many in _EFFECTS:
        changes = preview.having(effect)
        yield _section(
            tone, f"{_counted(len(changes), one, many)}:", [_change(each, preview.entry) for each in changes]
        )
    yield _section(
        Tone.GOOD,
        f"{_counted(len(preview.answers), 'open question', 'open questions')} would be answered:",
        [_closing(each) for each in preview.answers],
    )
    yield _section(
        Tone.PLAIN,
        f"{_counted(len(preview.nears), 'open question comes', 'open questions come')} near,"
        " but would not be answered:",
        [_closing(each) for each in preview.nears],
    )
    yield _section(
        Tone.PLAIN,
        "Near to it, and told apart:",
        [_neighbour(each) for each in preview.confusable],
    )


_EFFECTS = (
    (Effect.LOST, Tone.WORRY, "question would lose its answer", "questions would lose their answers"),
    (Effect.MOVED, Tone.WORRY, "question would get another answer", "questions would get another answer"),
    (Effect.GAINED, Tone.GOOD, "question would be answered at once", "questions would be answered at once"),
    (
        Effect.SUGGESTED,
        Tone.PLAIN,
        "question would get other suggestions, or none",
        "questions would get other suggestions, or none",
    ),
)


def _section(tone: Tone, title: str, lines: Sequence[tuple[str, str]]) -> Section:
    shown = list(lines[:_MOST])
    if len(lines) > _MOST:
        shown.append((f"and {len(lines) - _MOST:,} more", ""))
    return Section(title, tone, tuple(shown))


def _change(change: Change, entry: Entry) -> tuple[str, str]:
    times = f"asked {change.times:,} times; " if change.times > 1 else ""
    before, after = _got(change.before, entry), _got(change.after, entry)
    return _quoted(change.wording), f"{times}today {before}, then {after}"


def _got(reply: Reply, entry: Entry) -> str:
    match reply.decision:
        case Decision.ANSWER:
            return _names(reply.entries, entry)
        case Decision.SUGGEST:
            return f"{words.quoted('did you mean')} {_names(reply.entries, entry)}"
        case Decision.QUEUE:
            return "the author's list"
    return "no answer"


def _names(entries: Iterable[Entry], this: Entry) -> str:
    return " or ".join("this one" if entry.id == this.id else f"entry {entry.id}" for entry in entries)


def _closing(closing: Closing) -> tuple[str, str]:
    return _quoted(closing.question.text), words.waiting_line(closing.question)


def _clash(clash: Clash) -> tuple[str, str]:
    return _quoted(clash.wording), f"entry {clash.entry.id}: {_short(clash.entry.question)}"


def _duplicate(neighbour: Neighbour, entry: Entry) -> tuple[str, str]:
    by = "" if neighbour.wording == entry.question else f", by {_quoted(neighbour.wording)}"
    return _named(neighbour.entry), f"{neighbour.confidence:.0%} the same{by}"


def _neighbour(neighbour: Neighbour) -> tuple[str, str]:
    against = words.safe_line("; ".join(neighbour.reasons[:3]))
    return _named(neighbour.entry), against or "hardly anything tells them apart"


def _named(entry: Entry) -> str:
    return f"{entry.id}  {_short(entry.question)}"


def _quoted(text: str) -> str:
    return words.quoted(_short(text))


def _short(text: str) -> str:
    line = words.safe_line(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 2].rstrip()} …"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
