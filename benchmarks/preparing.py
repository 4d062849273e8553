"""Stores of synthetic communities, with everything encoded; made once and kept."""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from benchmarks.bank import ROOT, Bank, digest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from benchmarks.bank import BankEntry
    from knowledge import EntryText, KnowledgeBase
    from knowledge.matching.matcher import Parts

    Progress = Callable[[str, int, int], None]

COMMUNITY = "bench"


@asynccontextmanager
async def opened(store: Path, parts: Parts | None = None) -> AsyncIterator[KnowledgeBase]:
    """Open a knowledge base on an SQLite file, with default settings."""
    from knowledge.service.base import KnowledgeConfig, open_knowledge_base  # noqa: PLC0415  its time is measured

    async with await open_knowledge_base(KnowledgeConfig(f"sqlite:///{store}"), parts) as kb:
        yield kb


def prepare(folder: Path, size: int, progress: Progress) -> dict[str, Any]:
    """Make the store of a bank, with everything encoded, unless `folder` has it; return its place.

    Its name says what it was made of: the entries, and the code that normalises what is encoded. Whatever the
    service would encode anew, such as vectors of another model, is encoded anew here as well. An interrupted
    preparation goes on where it was.
    """
    entries = Bank().entries(size)
    place = folder / f"{size}-{digest(entries)}-{_language()}"
    store = place / "store.sqlite3"
    cached = store.is_file()
    started = time.perf_counter()
    for old in folder.glob(f"{size}-*"):
        if old != place:
            shutil.rmtree(old)
    place.mkdir(parents=True, exist_ok=True)
    asyncio.run(_fill(place, entries, progress))
    return {
        "store": str(store),
        "cached": cached,
        "seconds": time.perf_counter() - started,
    }


async def _fill(place: Path, entries: Sequence[BankEntry], progress: Progress) -> None:
    from benchmarks.vectors import RememberingEncoder  # noqa: PLC0415  only this process remembers
    from knowledge.matching.encoder import MiniLM, model_files  # noqa: PLC0415
    from knowledge.service.parts import DataFiles, load_parts  # noqa: PLC0415

    model = MiniLM.load(model_files(), threads=os.cpu_count() or 1)
    encoder = RememberingEncoder(model, kept_vectors(place.parent))
    parts = replace(load_parts(DataFiles()), encoder=encoder)
    unfinished, store = place / "unfinished.sqlite3", place / "store.sqlite3"
    if not store.is_file():
        async with opened(unfinished, parts) as kb:
            if not await kb.warm(COMMUNITY, progress):
                await kb.load_bank(COMMUNITY, entry_texts(entries))
                await kb.warm(COMMUNITY, progress)
        unfinished.rename(store)
    async with opened(store, parts) as kb:
        await kb.warm(COMMUNITY, progress)
    encoder.close()


def kept_vectors(folder: Path) -> Path:
    """Return the file that keeps vectors between runs."""
    return folder / "vectors.sqlite3"


def entry_texts(entries: Sequence[BankEntry]) -> list[EntryText]:
    """Return entries for a knowledge base; the tag of each is its place in the bank."""
    from knowledge import EntryKind, EntryText  # noqa: PLC0415

    return [
        EntryText(
            each.question,
            each.answer,
            each.phrasings,
            tags=(str(number),),
            kind=EntryKind.PASSAGE if each.passage else EntryKind.ANSWER,
        )
        for number, each in enumerate(entries)
    ]


def _language() -> str:
    """Return a short name for the code and data that normalise what is encoded."""
    paths = sorted((ROOT / "knowledge/language").glob("*.*"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:12]
