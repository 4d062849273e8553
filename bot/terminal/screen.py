"""Consoles and progress bars."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import TaskID

    from knowledge import Progress

MAX_WIDTH = 100  # longer lines tire the eye
_STAGES = {
    "questions and answers": "Reading the post",
    "storing": "Keeping what it says",
    "encoding": "Learning the answers",
    "asking": "Asking",
    "comparing": "Trying it on what members asked",
}


class QuietConsole(Console):
    """A console that lets a closed pipe reach the command's own error edge."""

    def on_broken_pipe(self) -> None:
        """Pass the error on, instead of leaving with status 1 as rich does."""
        raise  # noqa: PLE0704 - rich calls this while it handles a BrokenPipeError


def seen() -> bool:
    """Say whether standard output is a terminal; a closed stream (None) is not."""
    return sys.stdout is not None and sys.stdout.isatty()


def at_terminal() -> bool:
    """Say whether a person can be asked something."""
    return seen() and sys.stdin is not None and sys.stdin.isatty()


def screen() -> Console:
    """Return a console for what a command has to say."""
    console = QuietConsole(highlight=False, markup=False, emoji=False)
    if console.width > MAX_WIDTH and console.is_terminal:
        console.width = MAX_WIDTH
    return console


@contextmanager
def progress_bars() -> Iterator[Progress | None]:
    """Give a `Progress` that draws bars on standard error, or None where nobody is looking."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(_STAGES.get(stage, stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield report
