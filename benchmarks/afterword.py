"""Afterword itself, measured: each function runs in a process of its own and returns what JSON can hold."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import time
from contextlib import asynccontextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from benchmarks.bank import ROOT, Bank, digest
from benchmarks.measuring import peak_mb, summary
from benchmarks.page import markdown_page, plain_page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from benchmarks.bank import BankEntry, BankQuestion, Quiz
    from knowledge import Examination, KnowledgeBase, Outcome

    Progress = Callable[[str, int, int], None]

COMMUNITY = "bench"


@asynccontextmanager
async def opened(store: Path) -> AsyncIterator[KnowledgeBase]:
    """Open a knowledge base on an SQLite file, with default settings."""
    from knowledge.service.base import KnowledgeConfig, open_knowledge_base  # noqa: PLC0415  its time is measured

    async with await open_knowledge_base(KnowledgeConfig(f"sqlite:///{store}")) as kb:
        yield kb


def prepare(folder: Path, size: int, progress: Progress) -> dict[str, Any]:
    """Make the store of a bank, with everything encoded, unless `folder` has it; return its place.

    Its name says what it was made of: the entries, and the code that normalises what is encoded. Whatever the
    service would encode anew, such as vectors of another model, is encoded anew here as well.
    """
    entries = Bank().entries(size)
    place = folder / f"{size}-{digest(entries)}-{_language()}"
    store = place / "store.sqlite3"
    cached = store.is_file()
    started = time.perf_counter()
    if not cached:
        for old in folder.glob(f"{size}-*"):
            shutil.rmtree(old)
        place.mkdir(parents=True)
    asyncio.run(_fill(place, entries, progress))
    return {
        "store": str(store),
        "cached": cached,
        "seconds": time.perf_counter() - started,
    }


async def _fill(place: Path, entries: list[BankEntry], progress: Progress) -> None:
    from knowledge import EntryText  # noqa: PLC0415

    texts = [
        EntryText(each.question, each.answer, each.phrasings, tags=(str(number),))
        for number, each in enumerate(entries)
    ]
    unfinished, store = place / "unfinished.sqlite3", place / "store.sqlite3"
    if not store.is_file():
        async with opened(unfinished) as kb:
            await kb.load_bank(COMMUNITY, texts)
            await kb.warm(COMMUNITY, progress)
        unfinished.rename(store)
    async with opened(store) as kb:
        await kb.warm(COMMUNITY, progress)


def _language() -> str:
    """Return a short name for the code and data that normalise what is encoded."""
    paths = sorted((ROOT / "knowledge/language").glob("*.*"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:12]


def time_ask(store: Path, quiz: Quiz, progress: Progress) -> dict[str, Any]:
    """Time `ask`: everything, the record in the database included."""
    from knowledge import Answered, Question, Suggested  # noqa: PLC0415

    outcomes: list[Outcome] = []

    async def ask(kb: KnowledgeBase, number: int, question: BankQuestion) -> None:
        outcomes.append(
            await kb.ask(Question(COMMUNITY, f"member {number % 50}", question.text, f"event {number}"))
        )

    measured = asyncio.run(_timed(store, quiz, ask, progress))
    known = answered = helped = misled = 0
    for question, outcome in zip(Bank().questions(quiz), outcomes[quiz.warming :], strict=True):
        known += question.gold is not None
        match outcome:
            case Answered(entry=entry):
                answered += _place(entry.text.tags) == question.gold
                misled += _place(entry.text.tags) != question.gold
            case Suggested(suggestions=shown):
                helped += question.gold in [_place(entry.text.tags) for entry in shown]
    return measured | {"known": known, "answered": answered, "suggested": helped, "misled": misled}


def time_examine(store: Path, quiz: Quiz, progress: Progress) -> dict[str, Any]:
    """Time `examine`: the same without a record."""
    examined: list[Examination] = []

    async def examine(kb: KnowledgeBase, _number: int, question: BankQuestion) -> None:
        examined.append(await kb.examine(COMMUNITY, question.text))

    measured = asyncio.run(_timed(store, quiz, examine, progress))
    questions = Bank().questions(quiz)
    hits = [
        bool(found.ranked) and _place(found.ranked[0].entry.text.tags) == question.gold
        for question, found in zip(questions, examined[quiz.warming :], strict=True)
        if question.gold is not None
    ]
    return measured | {"top1": sum(hits) / len(hits)}


def _place(tags: tuple[str, ...]) -> int:
    """Return the place in the bank that an entry was tagged with."""
    return int(tags[0])


async def _timed(store: Path, quiz: Quiz, each: Any, progress: Progress) -> dict[str, Any]:  # noqa: ANN401  a coroutine function
    bank = Bank()
    times = []
    async with opened(store) as kb:
        await kb.warm(COMMUNITY)
        for number, question in enumerate([*bank.warming(quiz), *bank.questions(quiz)]):
            start = time.perf_counter()
            await each(kb, number, question)
            times.append(time.perf_counter() - start)
            progress("asking", number + 1, quiz.asked + quiz.warming)
    return summary(times[quiz.warming :])


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
