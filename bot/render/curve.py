"""The picture of `afterword eval --curve`: precision against coverage, and how far a confidence can be believed.

Only this module knows matplotlib, and it is imported when a picture is wanted. Colours are Okabe and Ito's, which
colour-blind people can tell apart (Color Universal Design, 2008).
"""

from __future__ import annotations

from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import PercentFormatter

from bot.curve import likely
from knowledge import Strictness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from bot.curve import Bin, Curve, Point

SIZE, DPI = (12.8, 7.2), 150  # inches, and dots in one: 1920 x 1080
INK, QUIET, GRID, LINE, BAND = "#1f2933", "#5f6b76", "#e4e7eb", "#3e4c59", "#e6edf3"
HALO = [withStroke(linewidth=3, foreground="white")]
MUCH = 50  # percent of the questions
LATE = 0.7  # of the way to the right
NEAR = 4  # percentage points; two names would stand in each other's way
FEW = 10  # answers; a precision of fewer says nothing, and must not stretch the scale


class _Mark(NamedTuple):
    colour: str
    shape: str


MARKS = {
    Strictness.CAUTIOUS: _Mark("#0072B2", "s"),
    Strictness.BALANCED: _Mark("#009E73", "o"),
    Strictness.EAGER: _Mark("#D55E00", "D"),
}


def picture(curve: Curve) -> bytes:
    """Return the picture as PNG, 1920 x 1080."""
    figure = Figure(figsize=SIZE, dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    grid = figure.add_gridspec(
        2, 2, width_ratios=(1.9, 1), height_ratios=(3, 1), wspace=0.2, hspace=0.12,
        left=0.065, right=0.975, top=0.79, bottom=0.1,
    )  # fmt: skip
    figure.text(0.065, 0.925, "How strict should it be?", size=20, weight="bold", color=INK)
    figure.text(0.065, 0.88, _asked(curve), size=12, color=QUIET)
    _draw_line(figure.add_subplot(grid[:, 0]), curve)
    above = figure.add_subplot(grid[0, 1])
    _draw_reliability(above, curve.bins)
    _draw_sizes(figure.add_subplot(grid[1, 1], sharex=above), curve.bins)
    return _png(figure)


def reliability_picture(bins: Sequence[Bin]) -> bytes:
    """Return how far a confidence can be believed, alone, as PNG, 900 x 900."""
    figure = Figure(figsize=(6, 6), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    grid = figure.add_gridspec(
        2, 1, height_ratios=(3, 1), hspace=0.12, left=0.14, right=0.96, top=0.91, bottom=0.1
    )
    above = figure.add_subplot(grid[0])
    _draw_reliability(above, bins)
    _draw_sizes(figure.add_subplot(grid[1], sharex=above), bins)
    return _png(figure)


def _png(figure: Figure) -> bytes:
    file = BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()


def _asked(curve: Curve) -> str:
    asked = curve.in_scope + curve.outside
    return (
        f"{asked:,} {'question' if asked == 1 else 'questions'}: {curve.in_scope:,} with an entry in the bank,"
        f" {curve.outside:,} without"
    )


def _plain(axes: Axes, title: str, x: str, y: str) -> None:
    """Give axes their names, and take away what is not needed."""
    axes.set_title(title, loc="left", size=13, weight="bold", color=INK, pad=10)
    axes.set_xlabel(x, size=11, color=QUIET, labelpad=6)
    axes.set_ylabel(y, size=11, color=QUIET, labelpad=6)
    axes.grid(color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(colors=QUIET, labelsize=10.5, length=0, pad=6)
    for side in axes.spines.values():
        side.set_visible(False)


# ── precision against coverage ───────────────────────────────────────────────────────────────────────────────


def _draw_line(axes: Axes, curve: Curve) -> None:
    _plain(
        axes,
        "Answering more, or being right more often",
        "Coverage: questions with an entry here that are answered directly and rightly",
        "Precision: direct answers that are right",
    )
    axes.xaxis.set_major_formatter(PercentFormatter(decimals=0))
    axes.yaxis.set_major_formatter(PercentFormatter(decimals=0))
    covered = [100 * at.right / curve.in_scope for at in curve.line]
    precise = [100 * at.right / at.answers for at in curve.line]
    sure = [likely(at.right, at.answers) for at in curve.line]
    low, high = [100 * least for least, _ in sure], [100 * most for _, most in sure]
    axes.fill_between(covered, low, high, color=BAND, linewidth=0)
    axes.plot(covered, precise, color=LINE, linewidth=1.8, solid_joinstyle="round")
    floor = _floor(curve)
    axes.set_ylim(floor, 100 + 0.05 * (100 - floor))
    axes.set_xlim(0, _reach(max(covered, default=0)))
    _draw_numbers(axes, curve)
    _draw_words(axes, _drawn(curve.words))
    shade = "The true precision lies in the shade, 19 times in 20." if curve.line else "Nothing was answered."
    axes.text(
        0.988, 0.015, shade,
        transform=axes.transAxes, size=9.5, color=QUIET, ha="right", path_effects=HALO,
    )  # fmt: skip


def _floor(curve: Curve) -> float:
    """Return where the scale of precisions begins: at a full ten, with room for the words' names."""
    seen = [100 * at.right / at.answers for at in curve.line if at.answers >= FEW]
    seen += [_place(point)[1] for point in _drawn(curve.words)]
    return max(0, 10 * int(min(seen, default=100) / 10) - 10)


def _reach(covered: float) -> float:
    """Return where the scale of coverages ends: at all questions, unless that left most of it empty."""
    return 100 if covered > MUCH else 10 * ceil(covered / 5 + 0.1)


def _draw_numbers(axes: Axes, curve: Curve) -> None:
    """Mark confidences along the line, as far as there is room to name them."""
    named = _drawn(curve.words)
    for point in _drawn(curve.ladder):
        if any(_near(point, other) for other in named):
            continue
        named.append(point)
        axes.plot(*_place(point), "o", color=LINE, markersize=4.5)
        axes.annotate(
            f"{point.threshold:g}", _place(point), (0, 6), textcoords="offset points",
            ha="center", size=9.5, color=QUIET, path_effects=HALO,
        )  # fmt: skip


def _near(one: Point, other: Point) -> bool:
    return all(abs(mine - its) < NEAR for mine, its in zip(_place(one), _place(other), strict=True))


def _drawn(points: Sequence[Point]) -> list[Point]:
    """Return the points that have a place, from left to right."""
    return sorted((point for point in points if point.precision is not None), key=_place)


def _place(point: Point) -> tuple[float, float]:
    return point.coverage or 0.0, point.precision or 0.0


def _draw_words(axes: Axes, points: Sequence[Point]) -> None:
    """Mark the strictnesses, least coverage first; from each a line falls to its name, below the names that follow."""
    floor, top = axes.get_ylim()
    for number, point in enumerate(points):
        assert point.strictness is not None  # noqa: S101  these are the words' points
        mark, (x, y) = MARKS[point.strictness], _place(point)
        name_at = floor + (0.07 + 0.115 * number) * (top - floor)
        axes.plot([x, x], [name_at, y], color=mark.colour, linewidth=1, clip_on=False)
        axes.plot(
            x, y, mark.shape, color=mark.colour, markersize=11,
            markeredgecolor="white", markeredgewidth=1.5, clip_on=False, zorder=3,
        )  # fmt: skip
        _write(axes, f"{point.strictness}, from {point.threshold:g}", x, name_at, 13, mark.colour, bold=True)
        _write(axes, f"{y:g}% right, {x:g}% answered", x, name_at, -1, INK)


def _write(
    axes: Axes, text: str, x: float, y: float, above: float, colour: str, *, bold: bool = False
) -> None:
    """Write beside a place, `above` it by so many points; at the left of it where the right is too narrow."""
    late = x > LATE * axes.get_xlim()[1]
    axes.annotate(
        text, (x, y), (-7 if late else 7, above), textcoords="offset points", ha="right" if late else "left",
        size=12.5 if bold else 10.5, weight="bold" if bold else "normal", color=colour, path_effects=HALO,
    )  # fmt: skip


# ── reliability ──────────────────────────────────────────────────────────────────────────────────────────────


def _draw_reliability(axes: Axes, bins: Sequence[Bin]) -> None:
    _plain(axes, "Can its confidence be believed?", "", "First candidates that are right")
    axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    axes.plot([0, 1], [0, 1], color=QUIET, linewidth=1, linestyle=(0, (4, 3)))
    axes.text(0.04, 0.9, "more often right\nthan it says", size=9.5, color=QUIET, va="center")
    axes.text(0.96, 0.1, "less often right\nthan it says", size=9.5, color=QUIET, va="center", ha="right")
    colour = MARKS[Strictness.CAUTIOUS].colour
    for each in bins:
        low, high = likely(round(each.right * each.size), each.size)
        axes.plot([each.confidence, each.confidence], [low, high], color=colour, linewidth=1.3, alpha=0.45)
    axes.plot(
        [each.confidence for each in bins], [each.right for each in bins], "o",
        color=colour, markersize=7, markeredgecolor="white", markeredgewidth=1,
    )  # fmt: skip
    axes.set_xlim(0, 1)
    axes.set_ylim(-0.02, 1.02)
    axes.tick_params(labelbottom=False)


def _draw_sizes(axes: Axes, bins: Sequence[Bin]) -> None:
    _plain(axes, "", "Confidence", "Questions")
    axes.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    most = max((each.size for each in bins), default=1)
    for each in bins:
        middle = (each.low + each.high) / 2
        axes.bar(middle, each.size, width=0.085, color="#9fb3c8")
        axes.text(middle, each.size + 0.04 * most, f"{each.size:,}", ha="center", size=9, color=QUIET)
    axes.set_ylim(0, 1.25 * most)
    axes.grid(visible=False)
    axes.set_yticks([])
