"""A process that is killed in the middle of writing loses nothing it has acknowledged."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select, text

from knowledge.store.database import Database
from knowledge.store.tables import AskerRow, DraftRow, EntryRow, OutcomeRow, QuestionRow, SourceRow

ROUNDS = 50
EVERY = 10  # rounds, of which one may finish an import before it is killed
SCRIPT = Path(__file__).with_name("killed_writer.py")
THREADS = 30


def acknowledged(url: str) -> list[str]:
    """Return what the processes of all rounds said before they were killed."""
    dice = random.Random(11)  # noqa: S311  # any moment will do
    said = []
    with subprocess.Popen(
        [sys.executable, str(SCRIPT), url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        for number in range(ROUNDS):
            server.stdin.write(f"{number}\n")
            server.stdin.flush()
            process = int(server.stdout.readline().removeprefix("started "))
            said.append(server.stdout.readline().strip())  # it is writing by now
            # On a busy machine no import ends in the time below.
            while number % EVERY == 0 and not said[-1].startswith("imported "):
                said.append(server.stdout.readline().strip())
            time.sleep(dice.uniform(0, 0.12))
            os.kill(process, signal.SIGKILL)
            while (line := server.stdout.readline().strip()) != "ended":
                said.append(line)
        server.stdin.close()
    return said


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers are forked")
async def test_fifty_kills_lose_no_acknowledged_question_and_leave_no_half_import(database_url: str) -> None:
    await (await Database.open(database_url)).dispose()
    said = await asyncio.to_thread(acknowledged, database_url)
    asked = {line.removeprefix("asked ") for line in said if line.startswith("asked ")}
    imported = {line.removeprefix("imported ") for line in said if line.startswith("imported ")}
    assert len(asked) >= ROUNDS
    assert imported
    database = await Database.open(database_url)
    async with database.reader() as session:
        outcomes = set(await session.scalars(select(OutcomeRow.key)))
        askers = set(await session.scalars(select(AskerRow.key)))
        titles = dict((await session.execute(select(SourceRow.id, SourceRow.title))).all())
        drafts = Counter(await session.scalars(select(DraftRow.source_id)))
        queued = Counter(await session.scalars(select(QuestionRow.source_id)))
        entries = list(await session.scalars(select(EntryRow.id)))
        if database.sqlite:
            assert await session.scalar(text("PRAGMA integrity_check")) == "ok"
    await database.dispose()
    assert asked <= outcomes
    assert outcomes <= askers
    assert imported <= set(titles.values())
    assert set(titles) == set(drafts)
    assert {drafts[source] for source in titles} == {THREADS // 2}
    assert {queued[source] for source in titles} == {THREADS // 2}
    assert len(entries) == len(titles) * THREADS // 2
