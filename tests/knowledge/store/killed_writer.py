"""Run by `test_kill.py`: for each line on standard input, start a process that writes until it is killed.

A line is a round's number. The process says its id, and then each key it has asked and each document it has
imported, once that is committed. It is forked from this one, which has loaded everything but opened nothing.
"""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import UTC, datetime
from itertools import count

from knowledge.domain import Decision, Origin
from knowledge.service.importing import Importing
from knowledge.store import communities, outcomes, questions
from knowledge.store.database import Database
from knowledge.store.outcomes import Recorded

NOW = datetime(2026, 8, 1, tzinfo=UTC)
COMMUNITY = "ms"
THREADS = 30  # in each document: half of them answered


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def document(title: str) -> bytes:
    lines = ["---", "author: Ada", "---", f"# {title}", "", "## Comments", ""]
    for number in range(THREADS):
        lines.append(f"- **Member** How long does cold number {number} of {title} last?")
        if number % 2:
            lines.append("  - **Ada** It lasts for seven days, and with treatment a week.")
    return "\n".join(lines).encode()


async def ask(database: Database, key: str) -> None:
    async with database.writer() as session:
        await communities.ensure(session, COMMUNITY, NOW)
        opened = await questions.open_or_join(
            session, COMMUNITY, key, folded=key, asker="me", key=key, origin=Origin.TERMINAL, now=NOW
        )
        outcome = Recorded(key, key, Decision.QUEUE, 0.0, NOW, question_id=opened.question_id)
        await outcomes.record(session, COMMUNITY, outcome)
    say(f"asked {key}")


async def write(url: str, number: str) -> None:
    database = await Database.open(url)
    imports = Importing(database, lambda: NOW)
    for step in count():
        await ask(database, f"{number}-{step}")
        title = f"Title {number} {step}"
        await imports.import_document(COMMUNITY, document(title), "post.md", approve=True, editor="ada")
        say(f"imported {title}")


def main(url: str) -> None:
    for line in sys.stdin:
        child = os.fork()
        if not child:
            say(f"started {os.getpid()}")
            asyncio.run(write(url, line.strip()))
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main(sys.argv[1])
