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
        kept = _counted(report.unchanged, "answer is", "answers are")
        return f"{title} was imported before; nothing in it is new{f': {kept} unchanged' if kept else ''}."
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
        (report.unchanged, "answer unchanged", "answers unchanged"),
    )
    told = ", ".join(filter(None, (_counted(*each) for each in counted)))
    return f"{title}: {told}.{_alike(report.alike)}"


def _alike(count: int) -> str:
    """Say that some drafts need a choice, however they were imported."""
    if not count:
        return ""
    one = "1 of the drafts asks" if count == 1 else f"{count:,} of the drafts ask"
    return f" {one} what an entry asks already and says something else; /faq drafts lets you choose."


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}" if count else ""
