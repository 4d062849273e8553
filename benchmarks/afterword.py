"""Afterword itself, measured: each function runs in a process of its own and returns what JSON can hold."""

from __future__ import annotations

import asyncio
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from benchmarks.judging import verdict
from benchmarks.measuring import peak_mb, resident_mb, summary
from benchmarks.page import markdown_page, plain_page
from benchmarks.preparing import COMMUNITY, entry_texts, opened

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from benchmarks.bank import BankQuestion
    from benchmarks.preparing import Progress
    from benchmarks.sets import FileSet, Generated, LabelledSet
    from knowledge import Examination, KnowledgeBase, Outcome
    from knowledge.matching.matcher import Parts

T = TypeVar("T")


def time_ask(store: Path, sets: Sequence[Generated], progress: Progress) -> dict[str, Any]:
    """Time `ask`: everything, the record in the database included."""
    return asyncio.run(_time_ask(store, sets[0], progress))


async def _time_ask(store: Path, described: Generated, progress: Progress) -> dict[str, Any]:
    from knowledge import Question  # noqa: PLC0415

    async def ask(kb: KnowledgeBase, number: int, text: str) -> Outcome:
        return await kb.ask(Question(COMMUNITY, f"member {number % 50}", text, f"event {number}"))

    _, questions, warming = described.load()
    async with opened(store) as kb:
        await kb.warm(COMMUNITY)
        times, _ = await _timed(kb, [*warming, *questions], ask, progress)
        return summary(times[len(warming) :]) | {"resident_mb": resident_mb()}


def time_examine(store: Path, sets: Sequence[Generated], progress: Progress) -> dict[str, Any]:
    """Time `examine`, the same without a record, and return what it decided."""
    return asyncio.run(_time_examine(store, sets[0], progress))


async def _time_examine(store: Path, described: Generated, progress: Progress) -> dict[str, Any]:
    _, questions, warming = described.load()
    async with opened(store) as kb:
        await kb.warm(COMMUNITY)
        times, examined = await _timed(kb, [*warming, *questions], _examine, progress)
    verdicts = _verdicts(questions, examined[len(warming) :])
    return summary(times[len(warming) :]) | {"verdicts": verdicts}


def judge_files(sets: Sequence[FileSet], progress: Progress, *, held_out: bool) -> dict[str, Any]:
    """Time `examine` on sets from files and return what it decided.

    With `held_out` each set is one of the verifier's fields and meets a verifier that was fitted on the others.
    """
    from benchmarks.crossfit import parts_for  # noqa: PLC0415

    times, verdicts, entries = [], [], 0
    for described, parts in parts_for(sets, progress, held_out=held_out):
        labelled = described.load()
        entries += len(labelled.entries)
        took, found = asyncio.run(_judge(labelled, parts, progress))
        times += took
        verdicts += found
    return summary(times) | {"verdicts": verdicts, "entries": entries}


async def _judge(
    labelled: LabelledSet, parts: Parts, progress: Progress
) -> tuple[list[float], list[dict[str, Any]]]:
    entries, questions, warming = labelled
    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        async with opened(Path(folder) / "store.sqlite3", parts) as kb:
            await kb.load_bank(COMMUNITY, entry_texts(entries))
            await kb.warm(COMMUNITY)
            times, examined = await _timed(kb, [*warming, *questions], _examine, progress)
    return times[len(warming) :], _verdicts(questions, examined[len(warming) :])


async def _examine(kb: KnowledgeBase, _number: int, text: str) -> Examination:
    from knowledge import Decision, Examination, KnowledgeError  # noqa: PLC0415

    try:
        return await kb.examine(COMMUNITY, text)
    except KnowledgeError:  # nothing readable, or too long: nobody is answered
        return Examination(Decision.IGNORE, text)


async def _timed(
    kb: KnowledgeBase,
    questions: Sequence[BankQuestion],
    each: Callable[[KnowledgeBase, int, str], Awaitable[T]],
    progress: Progress,
) -> tuple[list[float], list[T]]:
    times, found = [], []
    for number, question in enumerate(questions):
        start = time.perf_counter()
        found.append(await each(kb, number, question.text))
        times.append(time.perf_counter() - start)
        progress("asking", number + 1, len(questions))
    return times, found


def _verdicts(questions: Sequence[BankQuestion], examined: Sequence[Examination]) -> list[dict[str, Any]]:
    return [
        verdict(
            question,
            _place(found.ranked[0].entry.text.tags) if found.ranked else None,
            found.confidence,
            found.decision.value,
            [_place(each.entry.text.tags) for each in found.suggestions],
        )
        for question, found in zip(questions, examined, strict=True)
    ]


def _place(tags: tuple[str, ...]) -> int:
    """Return the place in the bank that an entry was tagged with."""
    return int(tags[0])


def start_up(store: Path, question: str, spawned: float) -> dict[str, Any]:
    """Open a store and answer one question; `spawned` is when this process was started, by time.time()."""
    times = [spawned, time.time(), *asyncio.run(_first_answer(store, question))]
    names = ("interpreter", "imports", "open", "warm", "first ask")
    parts = {name: end - start for name, (start, end) in zip(names, pairwise(times), strict=True)}
    return parts | {"total": times[-1] - spawned, "peak_mb": peak_mb()}


async def _first_answer(store: Path, question: str) -> list[float]:
    times = []
    from knowledge import Question  # noqa: PLC0415
    from knowledge.service import base  # noqa: F401, PLC0415  what `opened` needs

    times.append(time.time())
    async with opened(store) as kb:
        times.append(time.time())
        await kb.warm(COMMUNITY)
        times.append(time.time())
        await kb.ask(Question(COMMUNITY, "member", question, "event"))
        times.append(time.time())
    return times


def import_page(store: Path, form: str, comments: int, progress: Progress) -> dict[str, Any]:
    """Import a page with a long thread, publish what it yields and encode it."""
    page, name = (markdown_page, "page.md") if form == "Markdown" else (plain_page, "page.txt")
    return asyncio.run(_import(store, page(comments), name, progress))


async def _import(store: Path, page: bytes, name: str, progress: Progress) -> dict[str, Any]:
    parsed = 0.0

    def step(stage: str, done: int, total: int) -> None:
        nonlocal parsed
        if stage == "storing" and done == 0:  # the document is read, the transaction begins
            parsed = time.perf_counter()
        progress(stage, done, total)

    async with opened(store) as kb:
        start = time.perf_counter()
        report = await kb.imports.import_document(
            COMMUNITY, page, name, approve=True, editor="bench", progress=step
        )
        stored = time.perf_counter()
        await kb.warm(COMMUNITY, progress)
        encoded = time.perf_counter()
    return {
        "comments": report.comments,
        "published": report.published,
        "queued": report.questions_queued,
        "parse": parsed - start,
        "transaction": stored - parsed,
        "encode": encoded - stored,
        "peak_mb": peak_mb(),
    }
