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
_ENCODING = ("matching/encoder.py", "matching/graph.py", "service/encoded.py", "service/encoding.py")


@asynccontextmanager
async def opened(store: Path, parts: Parts | None = None) -> AsyncIterator[KnowledgeBase]:
    """Open a knowledge base on an SQLite file, with default settings."""
    from knowledge.service.base import KnowledgeConfig, open_knowledge_base  # noqa: PLC0415  its time is measured

    async with await open_knowledge_base(KnowledgeConfig(f"sqlite:///{store}"), parts) as kb:
        yield kb


def prepare(
    folder: Path, size: int, progress: Progress, communities: Sequence[str] = (COMMUNITY,)
) -> dict[str, Any]:
    """Make the store of a bank, with everything encoded, unless `folder` has it; return its place.

    Its name says what it was made of: the entries, and the code that normalises and encodes them. An interrupted
    preparation goes on where it was. Each of the communities has all entries.
    """
    entries = Bank().entries(size)
    many = f"{size}x{len(communities)}" if len(communities) > 1 else f"{size}"
    place = folder / f"{many}-{digest(entries)}-{_code()}"
    store = place / "store.sqlite3"
    cached = store.is_file()
    started = time.perf_counter()
    for old in folder.glob(f"{many}-*"):
        if old != place:
            shutil.rmtree(old)
    place.mkdir(parents=True, exist_ok=True)
    if not cached:
        asyncio.run(_fill(place, entries, communities, progress))
    return {
        "store": str(store),
        "cached": cached,
        "seconds": time.perf_counter() - started,
    }


async def _fill(
    place: Path, entries: Sequence[BankEntry], communities: Sequence[str], progress: Progress
) -> None:
    from benchmarks.vectors import RememberingEncoder  # noqa: PLC0415  only this process remembers
    from knowledge.matching.encoder import MiniLM, model_files  # noqa: PLC0415
    from knowledge.service.parts import DataFiles, load_parts  # noqa: PLC0415

    model = MiniLM.load(model_files(), threads=os.cpu_count() or 1)
    encoder = RememberingEncoder(model, kept_vectors(place.parent))
    parts = replace(load_parts(DataFiles()), encoder=encoder)
    unfinished, store = place / "unfinished.sqlite3", place / "store.sqlite3"
    async with opened(unfinished, parts) as kb:
        for number, community in enumerate(communities, start=1):
            if not await kb.warm(community, progress):
                await kb.load_bank(community, entry_texts(entries))
                await kb.warm(community, progress)
            progress("communities", number, len(communities))
    unfinished.rename(store)
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


def _code() -> str:
    """Return a short name for the code and data that normalise and encode."""
    knowledge = ROOT / "knowledge"
    paths = [*sorted((knowledge / "language").glob("*.*")), *(knowledge / name for name in _ENCODING)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:12]
