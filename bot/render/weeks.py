"""The picture of /queue stats: what was asked and answered at once, and what the author was given and did, by week.

It is made for Discord's dark background and for a phone: large letters, few lines. Colours are those of the embeds,
told apart by brightness as well as by hue.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from matplotlib.ticker import MaxNLocator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from knowledge import Stats, Week

SIZE, DPI = (8, 8), 150  # inches, and dots in one: 1200 x 1200
GROUND, TILE, INK, QUIET, GRID = "#2b2d31", "#383a40", "#f2f3f5", "#b5bac1", "#404249"
ASKED, AT_ONCE, WAITING, TIME = "#5d6370", "#37c0a0", "#d4a5ea", "#7ea6ff"
LEFT, RIGHT = 0.075, 0.965  # of the width
_DAY = 24  # hours
_SHORT = 48  # hours up to which times are told in hours
_WIDTH = 0.62  # of a bar
_NONE = "\N{EN DASH}"


def picture(stats: Stats) -> bytes:
    """Return the picture as PNG, 1200 x 1200."""
    figure = Figure(figsize=SIZE, dpi=DPI, facecolor=GROUND)
    FigureCanvasAgg(figure)
    figure.text(LEFT, 0.945, _span(stats), size=23, weight="bold", color=INK)
    _draw_tiles(figure, stats)
    grid = figure.add_gridspec(
        2, 1, height_ratios=(1.75, 1), hspace=0.52, left=LEFT + 0.025, right=RIGHT, top=0.66, bottom=0.075
    )
    _draw_asked(figure.add_subplot(grid[0]), stats.weeks)
    _draw_author(figure.add_subplot(grid[1]), stats.weeks)
    file = BytesIO()
    figure.savefig(file, format="png", facecolor=GROUND, metadata={"Software": None})
    return file.getvalue()


def alternative(stats: Stats) -> str:
    """Say what the picture shows, for those who cannot see it."""
    return "; ".join(f"{value} {name}" for value, name, _ in _tiles(stats)) + "."


def _span(stats: Stats) -> str:
    return "This week" if len(stats.weeks) == 1 else f"The last {len(stats.weeks)} weeks"


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
    gap = 0.018
    width = (RIGHT - LEFT - 3 * gap) / 4
    for number, (value, name, colour) in enumerate(_tiles(stats)):
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
    axes.bar(places, [week.asked for week in weeks], width=_WIDTH, color=ASKED, label="asked")
    axes.bar(places, [week.answered for week in weeks], width=_WIDTH, color=AT_ONCE, label="answered at once")
    _scale(axes, max((week.asked for week in weeks), default=0), 4)
    _legend(axes)
    _name_weeks(axes, weeks)


def _draw_author(axes: Axes, weeks: Sequence[Week]) -> None:
    """Draw in pairs how often something was put to the author, and how many questions were closed."""
    _plain(axes, "The author's list")
    half = _WIDTH / 2
    left, right = (
        [place - half / 2 for place in range(len(weeks))],
        [place + half / 2 for place in range(len(weeks))],
    )
    axes.bar(
        left, [week.queued for week in weeks], width=0.92 * half, color=WAITING, label="put to the author"
    )
    axes.bar(
        right, [week.closed for week in weeks], width=0.92 * half, color=TIME, label="answered or closed"
    )
    _scale(axes, max((max(week.queued, week.closed) for week in weeks), default=0), 3)
    _legend(axes)
    _name_weeks(axes, weeks)


def _scale(axes: Axes, most: int, steps: int) -> None:
    axes.set_ylim(0, max(steps, 1.08 * most))
    axes.yaxis.set_major_locator(MaxNLocator(steps, integer=True))


def _legend(axes: Axes) -> None:
    axes.legend(
        loc="lower right", bbox_to_anchor=(1.01, 0.99), ncols=2, frameon=False, fontsize=12.5, labelcolor=QUIET,
        handlelength=1.2, columnspacing=1.2, handletextpad=0.5, borderaxespad=0.2,
    )  # fmt: skip


def _name_weeks(axes: Axes, weeks: Sequence[Week]) -> None:
    """Name every other week by its first day, the last one in any case."""
    last = len(weeks) - 1
    step = 1 if last < 5 else 2 if last < 12 else 4  # noqa: PLR2004
    named = [place for place in range(len(weeks)) if (last - place) % step == 0]
    axes.set_xticks(named, [f"{weeks[place].start.day} {weeks[place].start:%b}" for place in named])
    axes.set_xlim(-0.6, max(last, 0) + 0.6)
