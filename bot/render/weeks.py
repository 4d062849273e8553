"""The picture of /queue stats: what was asked, answered at once and waiting, and the time to an answer, by week.

It is made for Discord's dark background and for a phone: large letters, few lines. Colours are those of the embeds,
told apart by brightness as well as by hue, and by form: bars for what was asked, a line for what waits.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from matplotlib.ticker import FuncFormatter, MaxNLocator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from knowledge import Stats, Week

SIZE, DPI = (8.25, 5.25), 160  # inches, and dots in one: 1320 x 840
GROUND, TILE, INK, QUIET, GRID = "#2b2d31", "#383a40", "#f2f3f5", "#b5bac1", "#404249"
ASKED, AT_ONCE, WAITING, TIME = "#5d6370", "#37c0a0", "#d4a5ea", "#7ea6ff"
LEFT, RIGHT = 0.03, 0.97  # of the width
_TEXT, _SMALL = 13.5, 12.5  # points: on a phone of 380 pixels, eight to nine of them high
_BOTTOM, _TOP = 0.105, 0.555  # of the height, where the charts stand
_DAY = 24  # hours
_SHORT = 48  # hours up to which times are told in hours
_WIDTH = 0.62  # of a bar
_TOLD = 8  # weeks in words: Discord reads out 1,024 characters
_NONE = "\N{EN DASH}"


def picture(stats: Stats) -> bytes:
    """Return the picture as PNG, 1320 x 840."""
    figure = Figure(figsize=SIZE, dpi=DPI, facecolor=GROUND)
    FigureCanvasAgg(figure)
    _draw_tiles(figure, stats)
    height = _TOP - _BOTTOM
    _draw_questions(figure.add_axes((LEFT + 0.05, _BOTTOM, 0.525, height)), stats.weeks)
    _draw_times(figure.add_axes((0.7, _BOTTOM, RIGHT - 0.7, height)), stats.weeks)
    file = BytesIO()
    figure.savefig(file, format="png", facecolor=GROUND, metadata={"Software": None})
    return file.getvalue()


def alternative(stats: Stats) -> str:
    """Say what the picture shows, for those who cannot see it."""
    told = "; ".join(f"{value} {name}" for value, name, _ in _tiles(stats))
    weeks = stats.weeks[-_TOLD:]
    by_week = "; ".join(
        f"from {_day(week)}: {week.asked:,} asked, {week.answered:,} answered at once, {week.waiting:,} waiting at its"
        f" end, {_time(week.median_hours)} to an answer"
        for week in weeks
    )
    return f"{told}. By week, {by_week}." if weeks else f"{told}."


def _tiles(stats: Stats) -> list[tuple[str, str, str]]:
    """Return the four numbers that matter: value, name, colour."""
    asked, answered = (
        sum(week.asked for week in stats.weeks),
        sum(week.answered for week in stats.weeks),
    )
    return [
        (f"{asked:,}", "asked", INK),
        (f"{answered / asked:.0%}" if asked else _NONE, "answered at once", AT_ONCE),
        (f"{stats.waiting:,}", "waiting now", WAITING),
        (_time(stats.median_hours), "to an answer", TIME),
    ]


def _time(hours: float | None) -> str:
    """Say a time shortly."""
    if hours is None:
        return _NONE
    if hours < 1:
        return "< 1 h"
    return f"{hours:.0f} h" if hours < _SHORT else f"{hours / _DAY:.1f} d".replace(".0 ", " ")


def _draw_tiles(figure: Figure, stats: Stats) -> None:
    gap = 0.016
    width = (RIGHT - LEFT - 3 * gap) / 4
    for number, (value, name, colour) in enumerate(_tiles(stats)):
        left = LEFT + number * (width + gap)
        tile = FancyBboxPatch(
            (left, 0.755), width, 0.2, boxstyle="round,pad=0,rounding_size=0.016",
            facecolor=TILE, edgecolor="none", transform=figure.transFigure,
        )  # fmt: skip
        figure.add_artist(tile)
        middle = left + width / 2
        figure.text(middle, 0.872, value, size=27, weight="bold", color=colour, ha="center", va="center")
        figure.text(middle, 0.797, name, size=_TEXT, color=QUIET, ha="center", va="center")


def _draw_questions(axes: Axes, weeks: Sequence[Week]) -> None:
    """Draw what was asked, how much of it was answered at once, and what waited at the end of each week."""
    _plain(axes, "Questions by week", -0.095)
    places = range(len(weeks))
    asked = axes.bar(places, [week.asked for week in weeks], width=_WIDTH, color=ASKED, label="asked")
    at_once = axes.bar(
        places, [week.answered for week in weeks], width=_WIDTH, color=AT_ONCE, label="at once"
    )
    waiting = axes.plot(
        places, [week.waiting for week in weeks], color=WAITING, linewidth=2.6, marker="o", markersize=6,
        label="waiting", clip_on=False, markeredgecolor=GROUND, markeredgewidth=1.2,
    )  # fmt: skip
    _scale(axes, max((max(week.asked, week.waiting) for week in weeks), default=0), 4)
    axes.legend(
        handles=[asked, at_once, *waiting], loc="lower left", bbox_to_anchor=(-0.115, 1.005), ncols=3, frameon=False,
        fontsize=_SMALL, labelcolor=QUIET, handlelength=1.1, columnspacing=1.1, handletextpad=0.45, borderaxespad=0.2,
    )  # fmt: skip
    _name_weeks(axes, weeks, 4)


def _draw_times(axes: Axes, weeks: Sequence[Week]) -> None:
    """Draw how long the questions had waited that the author answered in each week."""
    most = max((week.median_hours or 0 for week in weeks), default=0)
    unit, letter = (1, "hours") if most <= _SHORT else (_DAY, "days")
    _plain(axes, "Time to an answer", -0.15)
    axes.text(
        -0.15, 1.065, f"median, in {letter}", transform=axes.transAxes, size=_SMALL, color=QUIET, va="bottom"
    )
    heights = [(week.median_hours or 0) / unit for week in weeks]
    axes.bar(range(len(weeks)), heights, width=_WIDTH, color=TIME)
    _scale(axes, most / unit, 3)
    _name_weeks(axes, weeks, 2)


def _plain(axes: Axes, title: str, left: float) -> None:
    axes.set_facecolor(GROUND)
    axes.text(left, 1.19, title, transform=axes.transAxes, size=15.5, weight="bold", color=INK, va="bottom")
    axes.grid(axis="y", color=GRID, linewidth=1)
    axes.set_axisbelow(True)
    axes.tick_params(colors=QUIET, labelsize=_SMALL, length=0, pad=6)
    for side in axes.spines.values():
        side.set_visible(False)


def _scale(axes: Axes, most: float, steps: int) -> None:
    axes.set_ylim(0, max(steps, 1.12 * most))
    axes.yaxis.set_major_locator(MaxNLocator(steps, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _brief(value)))


def _brief(count: float) -> str:
    """Return a number in few letters: 1,500 is 1.5k."""
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if count >= size:
            return f"{count / size:.3g}{letter}"
    return f"{count:.0f}"


def _name_weeks(axes: Axes, weeks: Sequence[Week], most: int) -> None:
    """Name at most so many weeks by their first day, the last one in any case."""
    last = len(weeks) - 1
    step = max(1, -(-len(weeks) // most))
    named = [place for place in range(len(weeks)) if (last - place) % step == 0]
    axes.set_xticks(named, [_day(weeks[place]) for place in named])
    axes.set_xlim(-0.6, max(last, 0) + 0.6)


def _day(week: Week) -> str:
    return f"{week.start.day} {week.start:%b}"
