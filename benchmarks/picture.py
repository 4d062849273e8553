"""The reliability curve as a picture (SVG), drawn from the bins alone. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.judging import Bin

_SIDE = 360  # of the square that is drawn in
_LEFT, _TOP = 64, 24
_WIDTH, _HEIGHT = _SIDE + _LEFT + 24, _SIDE + _TOP + 60
_PAPER, _INK, _FAINT, _LINE = "#fafaf7", "#2d3038", "#c9cbd0", "#2c5ca5"
_TEXT = f'font-family="sans-serif" font-size="13" fill="{_INK}"'
_LARGEST_DOT, _SMALLEST_DOT = 11.0, 3.0


def reliability_svg(bins: Sequence[Bin]) -> str:
    """Draw the share of right first candidates over their confidence; a dot's area tells how many there were."""
    points = " ".join(f"{_x(each.confidence):.1f},{_y(each.right):.1f}" for each in bins)
    size = f'width="{_WIDTH}" height="{_HEIGHT}"'
    turned = f"rotate(-90 18 {_y(0.5)})"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" {size} {_TEXT}>',
        "<title>Confidence and the share of right first candidates</title>",
        f'<rect {size} fill="{_PAPER}"/>',
        *_scale(),
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="{_INK}" stroke-dasharray="5 5"/>',
        f'<polyline points="{points}" fill="none" stroke="{_LINE}" stroke-width="2"/>',
        *_dots(bins),
        f'<text x="{_x(0.5)}" y="{_HEIGHT - 14}" text-anchor="middle">confidence</text>',
        f'<text x="18" y="{_y(0.5)}" text-anchor="middle" transform="{turned}">share that was right</text>',
        f'<text x="{_x(0.03)}" y="{_y(0.94)}">dashed: as it should be; larger dots: more questions</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _scale() -> Iterator[str]:
    for step in range(6):
        at = step / 5
        yield f'<line x1="{_x(0)}" y1="{_y(at)}" x2="{_x(1)}" y2="{_y(at)}" stroke="{_FAINT}"/>'
        yield f'<line x1="{_x(at)}" y1="{_y(0)}" x2="{_x(at)}" y2="{_y(1)}" stroke="{_FAINT}"/>'
        yield f'<text x="{_x(0) - 8}" y="{_y(at) + 4:.1f}" text-anchor="end">{at:.1f}</text>'
        yield f'<text x="{_x(at)}" y="{_y(0) + 20}" text-anchor="middle">{at:.1f}</text>'


def _dots(bins: Sequence[Bin]) -> Iterator[str]:
    most = max((each.size for each in bins), default=1)
    for each in bins:
        radius = max(_SMALLEST_DOT, _LARGEST_DOT * (each.size / most) ** 0.5)
        x, y = _x(each.confidence), _y(each.right)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{_LINE}"/>'


def _x(share: float) -> float:
    return _LEFT + _SIDE * share


def _y(share: float) -> float:
    return _TOP + _SIDE * (1 - share)
