"""Many at once: how long a crowd waits, how long the event loop stands still, how soon a new entry answers."""

from __future__ import annotations

import asyncio
import statistics
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from benchmarks.bank import NEVER, Bank, Quiz
from benchmarks.page import markdown_page
from benchmarks.preparing import COMMUNITY, opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from benchmarks.bank import BankEntry
    from benchmarks.preparing import Progress
    from knowledge import KnowledgeBase
    from knowledge.matching.encoder import Encoder

CROWD = 100  # questions at once
ROUNDS = 3
ADDED = 10
_NEW = 2 * NEVER  # the first entry that is added; none of them is about an emergency, which nobody answers
_TICK = 0.001  # seconds
_REST = 1.0  # seconds that the loop is watched while nothing happens: what the machine itself does to it


class Stall:
    """How long the event loop was kept from a task that wanted to run, at most; in seconds."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def watch(self) -> None:
        """Tick until cancelled."""
        before = time.perf_counter()
        while True:
            await asyncio.sleep(_TICK)
            now = time.perf_counter()
            self.longest = max(self.longest, now - before - _TICK)
            before = now


@asynccontextmanager
async def watched() -> AsyncIterator[Stall]:
    """Watch the event loop while the block runs."""
    stall = Stall()
    ticking = asyncio.create_task(stall.watch())
    await asyncio.sleep(2 * _TICK)
    try:
        yield stall
        await asyncio.sleep(2 * _TICK)
    finally:
        ticking.cancel()
        with suppress(asyncio.CancelledError):
            await ticking


def time_crowd(store: Path, quiz: Quiz, comments: int, progress: Progress) -> dict[str, Any]:
    """Ask many questions at once, add entries and import a page, with an eye on the event loop."""
    return asyncio.run(_time_crowd(store, quiz, comments, progress))


async def _time_crowd(store: Path, quiz: Quiz, comments: int, progress: Progress) -> dict[str, Any]:
    from knowledge.matching.encoder import MiniLM, model_files  # noqa: PLC0415

    encoder = MiniLM.load(model_files())  # one of its own: what it remembers must not help the bot
    page = markdown_page(comments)
    asked = min(CROWD, quiz.asked)
    bank = Bank()
    texts = [each.text for each in bank.warming(Quiz(0, ROUNDS * asked, quiz.about))]
    async with opened(store) as kb:
        await kb.warm(COMMUNITY)
        await _ask_all(kb, [each.text for each in bank.questions(Quiz(10, 0, quiz.about))], "warming")
        async with watched() as rest:
            await asyncio.sleep(_REST)
        rounds = []
        for number in range(ROUNDS):
            rounds.append(
                await _one_round(kb, encoder, texts[number * asked : (number + 1) * asked], str(number))
            )
            progress("rounds", number + 1, ROUNDS)
        added = await _add_entries(kb, [bank.entry(_NEW + number) for number in range(ADDED)])
        async with watched() as importing:
            await kb.imports.import_document(COMMUNITY, page, "page.md", approve=True, editor="bench")
            await kb.warm(COMMUNITY)
    ratios = [each["asking_s"] / each["encoding_s"] for each in rounds]
    return {
        "asked": asked,
        "encoding_s": statistics.median(each["encoding_s"] for each in rounds),
        "asking_s": statistics.median(each["asking_s"] for each in rounds),
        "ratio": statistics.median(ratios),
        "ratios": ratios,
        "comments": comments,
        "stalls_ms": {
            "nothing": 1000 * rest.longest,
            "asking": 1000 * max(each["stall_s"] for each in rounds),
            "adding": added.pop("stall_ms"),
            "importing": 1000 * importing.longest,
        },
        **added,
    }


async def _one_round(
    kb: KnowledgeBase, encoder: Encoder, texts: Sequence[str], name: str
) -> dict[str, float]:
    start = time.perf_counter()
    await asyncio.to_thread(encoder.encode, texts)
    encoded = time.perf_counter() - start
    async with watched() as stall:
        start = time.perf_counter()
        await _ask_all(kb, texts, name)
        asked = time.perf_counter() - start
    return {"encoding_s": encoded, "asking_s": asked, "stall_s": stall.longest}


async def _ask_all(kb: KnowledgeBase, texts: Sequence[str], name: str) -> None:
    from knowledge import Question  # noqa: PLC0415

    await asyncio.gather(
        *(
            kb.ask(Question(COMMUNITY, f"member {number}", text, f"event {name} {number}"))
            for number, text in enumerate(texts)
        )
    )


async def _add_entries(kb: KnowledgeBase, entries: Sequence[BankEntry]) -> dict[str, float]:
    """Add entries one by one and ask at once for each; report ms until it is answered or suggested."""
    from knowledge import Answered, EntryText, Question, Suggested  # noqa: PLC0415

    adding, answering, shown = [], [], 0
    async with watched() as stall:
        for number, each in enumerate(entries):
            start = time.perf_counter()
            entry = (
                await kb.curation.add(
                    COMMUNITY, EntryText(each.question, each.answer, each.phrasings), "bench"
                )
            ).entry
            added = time.perf_counter()
            outcome = await kb.ask(Question(COMMUNITY, "member", each.question, f"event added {number}"))
            answering.append(time.perf_counter() - added)
            adding.append(added - start)
            match outcome:
                case Answered(entry=found):
                    shown += found.id == entry.id
                case Suggested(suggestions=found):
                    shown += entry.id in [one.id for one in found]
    return {
        "add_ms": 1000 * statistics.median(adding),
        "visible_ms": 1000 * statistics.median(answering),
        "visible_max_ms": 1000 * max(answering),
        "visible": shown,
        "added": len(entries),
        "stall_ms": 1000 * stall.longest,
    }
