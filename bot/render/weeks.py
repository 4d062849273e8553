"""The picture of /queue stats: what was asked, answered at once and left waiting, and the time to answer, by week.

It is made for Discord's dark background and for a phone: large letters, few lines. Colours are those of the embeds,
told apart by brightness as well as by hue.
"""

from __future__ import annotations

from io import BytesIO
from math import ceil
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from matplotlib.ticker import MaxNLocator

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matplotlib.axes import Axes

SIZE, DPI = (8, 8), 150  # inches, and dots in one: 1200 x 1200
GROUND, TILE, INK, QUIET, GRID = "#2b2d31", "#383a40", "#f2f3f5", "#b5bac1", "#404249"
ASKED, AT_ONCE, WAITING, TIME = "#5d6370", "#37c0a0", "#d4a5ea", "#7ea6ff"
LEFT, RIGHT = 0.075, 0.965  # of the width
_DAY = 24  # hours
_SHORT = 48  # hours up to which times are told in hours
_WIDTH = 0.62  # of a bar


class Week(NamedTuple):
    """A week from its first day: questions asked, answered at once, waiting at its end, and the median number of hours
    until the author's answer; None where none was answered.
    """

    start: date
    asked: int
    at_once: int
    waiting: int
    hours: float | None


def picture(weeks: Sequence[Week]) -> bytes:
    """Return the picture as PNG, 1200 x 1200."""
    figure = Figure(figsize=SIZE, dpi=DPI, facecolor=GROUND)
    FigureCanvasAgg(figure)
    figure.text(LEFT, 0.945, f"The last {len(weeks)} weeks", size=23, weight="bold", color=INK)
    _draw_tiles(figure, weeks)
    grid = figure.add_gridspec(
        2, 1, height_ratios=(1.75, 1), hspace=0.52, left=LEFT + 0.025, right=RIGHT, top=0.66, bottom=0.075
    )
    _draw_asked(figure.add_subplot(grid[0]), weeks)
    _draw_times(figure.add_subplot(grid[1]), weeks)
    file = BytesIO()
    figure.savefig(file, format="png", facecolor=GROUND, metadata={"Software": None})
    return file.getvalue()


def alternative(weeks: Sequence[Week]) -> str:
    """Say what the picture shows, for those who cannot see it."""
    return "; ".join(f"{value} {name}" for value, name, _ in _tiles(weeks)) + f", in {len(weeks)} weeks."


def _tiles(weeks: Sequence[Week]) -> list[tuple[str, str, str]]:
    """Return the four numbers that matter: value, name, colour."""
    asked, at_once = sum(week.asked for week in weeks), sum(week.at_once for week in weeks)
    share = f"{at_once / asked:.0%}" if asked else "\N{EN DASH}"
    return [
        (f"{asked:,}", "asked", INK),
        (share, "answered at once", AT_ONCE),
        (f"{weeks[-1].waiting:,}" if weeks else "0", "waiting now", WAITING),
        (_time(_middle(weeks)), "to an answer", TIME),
    ]


def _middle(weeks: Sequence[Week]) -> float | None:
    """Return the median of the weeks' times, None where nothing was answered."""
    known = [week.hours for week in weeks if week.hours is not None]
    return median(known) if known else None


def _time(hours: float | None) -> str:
    """Say a time shortly."""
    if hours is None:
        return "\N{EN DASH}"
    if hours < 1:
        return "< 1 h"
    return f"{hours:.0f} h" if hours < _SHORT else f"{hours / _DAY:.1f} d".replace(".0 ", " ")


def _draw_tiles(figure: Figure, weeks: Sequence[Week]) -> None:
    gap = 0.018
    width = (RIGHT - LEFT - 3 * gap) / 4
    for number, (value, name, colour) in enumerate(_tiles(weeks)):
        left = LEFT + number * (width + gap)
        tile = FancyBboxPatch(
            (left, 0.765), width, 0.135, boxstyle="round,pad=0,rounding_size=0.014",
            facecolor=TILE, edgecolor="none", transform=figure.transFigure,
        )  # fmt: skip
        figure.add_artist(tile)
        middle = left + width / 2
        figure.text(middle, 0.838, value, size=25, weight="bold", color=colour, ha="center", va="center")
        figure.text(middle, 0.791, name, size=12.5, color=QUIET, ha="center", va="center")


def _plain(axes: Axes, title: str) -> None:
    axes.set_facecolor(GROUND)
    axes.set_title(title, loc="left", x=-0.029, size=16, weight="bold", color=INK, pad=13)
    axes.grid(axis="y", color=GRID, linewidth=1)
    axes.set_axisbelow(True)
    axes.tick_params(colors=QUIET, labelsize=13, length=0, pad=7)
    for side in axes.spines.values():
        side.set_visible(False)


def _draw_asked(axes: Axes, weeks: Sequence[Week]) -> None:
    _plain(axes, "Questions by week")
    places = range(len(weeks))
    asked, at_once = [week.asked for week in weeks], [week.at_once for week in weeks]
    axes.bar(places, asked, width=_WIDTH, color=ASKED, label="asked")
    axes.bar(places, at_once, width=_WIDTH, color=AT_ONCE, label="answered at once")
    axes.plot(
        places, [week.waiting for week in weeks], "o-", color=WAITING, linewidth=3, markersize=8,
        markeredgecolor=GROUND, markeredgewidth=2, label="waiting", clip_on=False, zorder=3,
    )  # fmt: skip
    most = max((max(week.asked, week.waiting) for week in weeks), default=0)
    axes.set_ylim(0, max(4, ceil(1.08 * most)))
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    handles, names = axes.get_legend_handles_labels()
    axes.legend(
        [*handles[1:], handles[0]], [*names[1:], names[0]],
        loc="lower right", bbox_to_anchor=(1.01, 0.99), ncols=3, frameon=False, fontsize=12.5, labelcolor=QUIET,
        handlelength=1.3, columnspacing=1.1, handletextpad=0.5, borderaxespad=0.2,
    )  # fmt: skip
    _name_weeks(axes, weeks)


def _draw_times(axes: Axes, weeks: Sequence[Week]) -> None:
    known = [(place, week.hours) for place, week in enumerate(weeks) if week.hours is not None]
    longest = max((hours for _, hours in known), default=0)
    unit, name = (_DAY, "days") if longest >= _SHORT else (1, "hours")
    _plain(axes, f"Time to the author's answer, in {name}" if known else "Time to the author's answer")
    axes.bar([place for place, _ in known], [hours / unit for _, hours in known], width=_WIDTH, color=TIME)
    axes.set_ylim(0, max(1, 1.28 * longest / unit))
    axes.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    for place, hours in known:
        axes.annotate(
            f"{hours / unit:.1f}".removesuffix(".0"), (place, hours / unit), (0, 5),
            textcoords="offset points", ha="center", size=13, color=INK,
        )  # fmt: skip
    if not known:
        axes.text(
            0.5, 0.5, "No question was answered by the author.",
            transform=axes.transAxes, size=14, color=QUIET, ha="center", va="center",
        )  # fmt: skip
        axes.set_yticks([])
    _name_weeks(axes, weeks)


def _name_weeks(axes: Axes, weeks: Sequence[Week]) -> None:
    """Name every other week by its first day, the last one in any case."""
    last = len(weeks) - 1
    step = 1 if last < 5 else 2 if last < 12 else 4  # noqa: PLR2004
    named = [place for place in range(len(weeks)) if (last - place) % step == 0]
    axes.set_xticks(named, [f"{weeks[place].start.day} {weeks[place].start:%b}" for place in named])
    axes.set_xlim(-0.6, max(last, 0) + 0.6)
