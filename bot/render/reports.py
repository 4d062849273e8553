"""What an import did, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.words import quoted

if TYPE_CHECKING:
    from knowledge import ImportReport, TakenBack

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
        before = "was imported before; " if report.comments else "was read: "
        return f"{title} {before}nothing in it is new{f': {kept} unchanged' if kept else ''}."
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


def taken_back_text(done: TakenBack) -> str:
    """Say what became of an import that was taken back."""
    told = ", ".join(
        filter(
            None,
            (
                _counted(done.drafts, "draft is gone", "drafts are gone"),
                _counted(done.entries, "entry is as before", "entries are as before"),
                _counted(
                    done.questions, "question left the author's list", "questions left the author's list"
                ),
            ),
        )
    )
    kept = "What somebody changed since stays. Import the file again to have it all back."
    return f"The import was taken back: {told or 'nothing of it was left untouched'}. {kept}"


def _alike(count: int) -> str:
    """Say that some drafts need a choice, however they were imported."""
    if not count:
        return ""
    one = "1 of the drafts asks" if count == 1 else f"{count:,} of the drafts ask"
    return f" {one} what an entry asks already and says something else; /faq drafts lets you choose."


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}" if count else ""
