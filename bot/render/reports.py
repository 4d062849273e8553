"""What an import did, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.words import quoted

if TYPE_CHECKING:
    from knowledge import ImportReport

_STAGES = {
    "questions and answers": "Reading the post",
    "storing": "Keeping what it says",
    "encoding": "Learning the answers",
}


def stage_line(stage: str, done: int, total: int) -> str:
    """Say how far an import is."""
    return f"{_STAGES.get(stage, stage.capitalize())}: {done:,} of {total:,}"


def report_text(report: ImportReport) -> str:
    """Say what an import did."""
    title = quoted(report.title)
    if report.nothing_new:
        return f"{title} was imported before; nothing in it is new."
    counted = (
        (report.comments, "comment read", "comments read"),
        (report.published, "entry published", "entries published"),
        (report.drafts_added, "draft to review", "drafts to review"),
        (report.drafts_updated, "draft updated", "drafts updated"),
        (report.entries_updated, "entry updated", "entries updated"),
        (
            report.conflicts,
            "entry changed by a curator and left alone",
            "entries changed by curators and left alone",
        ),
        (report.questions_queued, "question put to the author", "questions put to the author"),
    )
    told = [f"{count} {one if count == 1 else many}" for count, one, many in counted if count]
    return f"{title}: {', '.join(told)}."
