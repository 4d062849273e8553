"""Standard input that is no terminal: each line is a question, each outcome is printed plainly."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from typing import TYPE_CHECKING

from bot.errors import sentence
from bot.render.plain import outcome_text
from bot.render.words import safe_line
from bot.terminal.member import new_question
from knowledge import KnowledgeError, StoreError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from knowledge import KnowledgeBase

NO_COMMANDS = "Commands work when you type them in a terminal. From a pipe or a file each line is a question."
_CHUNK = 65_536  # bytes
_LONGEST = 1_000_000  # bytes of a line
_AHEAD = 4  # chunks read before they are wanted
_SHOWN = 200  # characters of a question that are repeated above its outcome


async def answer_lines(kb: KnowledgeBase, community: str, stdin: int = 0) -> int:
    """Ask every line of the file descriptor `stdin`; return the exit status (1 when a line was refused)."""
    status = 0
    first = True
    async for line in _lines(stdin):
        if not (text := line.strip()):
            continue
        print(f"{'' if first else chr(10)}> {safe_line(text)[:_SHOWN]}")  # noqa: T201
        first = False
        if text.startswith("/"):
            status = 1
            print(NO_COMMANDS, file=sys.stderr, flush=True)  # noqa: T201
            continue
        try:
            outcome = await kb.ask(new_question(community, text))
        except StoreError:
            raise
        except KnowledgeError as error:
            status = 1
            print(sentence(error), file=sys.stderr)  # noqa: T201
        else:
            print(outcome_text(outcome))  # noqa: T201
        sys.stdout.flush()
    return status


async def _lines(descriptor: int) -> AsyncIterator[str]:
    """Yield lines without ever blocking the event loop, so that Ctrl-C works while nothing arrives."""
    pending, overlong = b"", False
    async for chunk in _chunks(descriptor):
        *whole, pending = (pending + chunk).split(b"\n")
        for line in whole:
            if not overlong:
                yield line.decode("utf-8", "replace")
            overlong = False
        if len(pending) > _LONGEST:  # far too long for a question: one refusal, and the rest of it is skipped
            if not overlong:
                yield pending.decode("utf-8", "replace")
            pending, overlong = b"", True
    if pending and not overlong:
        yield pending.decode("utf-8", "replace")


async def _chunks(descriptor: int) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    chunks: asyncio.Queue[bytes] = asyncio.Queue()
    room = threading.Semaphore(_AHEAD)

    def read() -> None:
        # os.read and not sys.stdin: a daemon thread inside a buffered stream crashes the interpreter's exit.
        chunk = b"first"
        while chunk:
            room.acquire()
            try:
                chunk = os.read(descriptor, _CHUNK)
            except OSError:  # standard input is closed
                chunk = b""
            loop.call_soon_threadsafe(chunks.put_nowait, chunk)

    threading.Thread(target=read, daemon=True).start()
    while chunk := await chunks.get():
        room.release()
        yield chunk
