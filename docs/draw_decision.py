"""Draw the README's picture of a decision from a real run: `python docs/draw_decision.py`.

The bundled sample is imported into a throw-away store, the questions below are asked, and where each of them lands is
drawn to docs/pictures/decision.png with what the verifier says against it.
"""

from __future__ import annotations

import asyncio
import tempfile
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from knowledge import KnowledgeConfig, Policy, open_knowledge_base, sample_documents

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from knowledge import Examination, KnowledgeBase

PICTURE = Path(__file__).parent / "pictures" / "decision.png"
COMMUNITY = "picture"
ENTRY = "Why are the drugs for PPMS not given to people with SPMS?"
ASKED = [
    "How come people with SPMS don't get the PPMS drugs?",
    "why arent ppms meds given for spms",
    "my dad has spms, why wont they give him the ppms drug??",
    "Why are drugs licensed for primary progressive MS withheld from secondary progressive patients?",
    "Why aren't SPMS drugs given for PPMS?",
    "When will PPMS drugs be given for SPMS?",
    "Why aren't PPMS drugs given to children?",
    "Do PPMS drugs make the hair fall out?",
]
INK, QUIET = "#1f2933", "#5f6b76"
ANSWER, SUGGEST, QUEUE = (
    "#009E73",
    "#E69F00",
    "#0072B2",
)  # Okabe and Ito: colour-blind people can tell them apart
_NARROW = 20  # percent of the width that the name of a band takes
COLOURS = {"answer": ANSWER, "suggest": SUGGEST, "queue": QUEUE}


class Row(NamedTuple):
    """A question, its confidence in percent, what became of it, and what speaks against the entry."""

    text: str
    confidence: float
    decision: str
    against: str


async def rows() -> list[Row]:
    """Ask all questions of the sample; nothing is recorded."""
    with tempfile.TemporaryDirectory() as folder:
        async with await open_knowledge_base(KnowledgeConfig(f"sqlite:///{folder}/a.sqlite3")) as kb:
            for name, content in sample_documents():
                await kb.imports.import_document(COMMUNITY, content, name, approve=True, editor="sample")
            return [await row(kb, text) for text in ASKED]


async def row(kb: KnowledgeBase, text: str) -> Row:
    """Examine one question."""
    found: Examination = await kb.examine(COMMUNITY, text)
    about = next(each for each in found.ranked if each.entry.question == ENTRY)
    return Row(text, 100 * about.confidence, found.decision.value, next(iter(about.reasons), ""))


def draw(found: list[Row], policy: Policy) -> None:
    """Draw the rows, surest first."""
    figure = Figure(figsize=(13.2, 6.6), dpi=150, facecolor="white")
    FigureCanvasAgg(figure)
    figure.text(0.03, 0.935, "One answer, eight questions", size=20, weight="bold", color=INK)
    figure.text(0.03, 0.885, f"The author answered: {ENTRY}", size=12.5, color=QUIET)
    axes = figure.add_axes((0.36, 0.1, 0.34, 0.7))
    bands(axes, policy)
    for place, each in enumerate(sorted(found, key=lambda row: -row.confidence)):
        colour = COLOURS[each.decision]
        axes.plot([0, each.confidence], [place, place], color=colour, linewidth=1.2, alpha=0.5)
        axes.plot(each.confidence, place, "o", color=colour, markersize=11)
        axes.text(-4, place, textwrap.fill(each.text, 50), ha="right", va="center", size=11, color=INK)
        against = textwrap.fill(each.against, 48) or "nothing speaks against it"
        axes.text(104, place, against, ha="left", va="center", size=10.5, color=QUIET)
    axes.set_xlim(0, 100)
    axes.set_ylim(len(found) - 0.5, -0.5)
    axes.set_yticks([])
    axes.set_xticks([0, 25, 50, 75, 100], [f"{each} %" for each in (0, 25, 50, 75, 100)], color=QUIET)
    axes.set_xlabel("confidence that this is the question", color=QUIET, size=11)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0)
    figure.savefig(PICTURE)


def bands(axes: Axes, policy: Policy) -> None:
    """Draw what becomes of a question by its confidence."""
    edges = [
        (0, 100 * policy.suggest_at, QUEUE, "to the author"),
        (100 * policy.suggest_at, 100 * policy.answer_at, SUGGEST, "did you mean ...?"),
        (100 * policy.answer_at, 100, ANSWER, "answered"),
    ]
    for start, end, colour, name in edges:
        axes.axvspan(start, end, color=colour, alpha=0.09, linewidth=0)
        narrow = end - start < _NARROW
        axes.text(
            end - 1 if narrow else (start + end) / 2,
            -0.72,
            name,
            ha="right" if narrow else "center",
            va="bottom",
            size=11.5,
            weight="bold",
            color=colour,
        )


if __name__ == "__main__":
    draw(asyncio.run(rows()), Policy())
    print(PICTURE)
