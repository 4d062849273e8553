"""A chat whose lines are written beforehand, on a real knowledge base in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from bot.terminal.chat import run_chat
from bot.terminal.lines import Cancelled
from bot.terminal.session import Session
from knowledge import EntryText, KnowledgeBase, KnowledgeConfig, Source, SourceKind

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from knowledge.matching.matcher import Parts

COMMUNITY = "kitchen"
LEAVE = None
"""In a script: the person presses Ctrl-C inside a dialogue."""


@dataclass
class Script:
    """Lines that are typed one after the other; a function among them runs and types what it returns."""

    typed: list[str | Callable[[], object] | None]
    prompts: list[str] = field(default_factory=list)

    async def command(self, prompt: str) -> str:
        if not self.typed:
            raise EOFError
        return await self._next(prompt)

    async def reply(self, prompt: str, default: str = "") -> str:
        """Give the next line; a full stop after nothing at all keeps the default, as Enter would."""
        if not self.typed:
            raise AssertionError(f"nobody expected to be asked: {prompt}")
        line = await self._next(prompt)
        return default if line == KEEP else line

    async def _next(self, prompt: str) -> str:
        self.prompts.append(prompt)
        line = self.typed.pop(0)
        while callable(line):
            await line()  # type: ignore[misc]  # the tests' own coroutine functions
            line = self.typed.pop(0)
        if line is LEAVE:
            raise Cancelled
        assert isinstance(line, str)
        return line


KEEP = "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}"
"""In a script: the person presses Enter on what stands there already."""


@dataclass
class Chat:
    """A chat on `kb`; `say` types lines and returns what appears on the screen."""

    kb: KnowledgeBase
    session: Session
    later: list[timedelta]

    def time_passes(self, **much: float) -> None:
        self.later[0] += timedelta(**much)

    async def say(self, *lines: str | Callable[[], object] | None) -> str:
        screen = StringIO()
        self.session.console = Console(
            file=screen, width=100, highlight=False, markup=False, emoji=False, color_system=None
        )
        self.session.lines = script = Script(list(lines))
        await run_chat(self.session)
        assert not script.typed, f"left over: {script.typed}"
        return screen.getvalue()


@pytest.fixture
def later() -> list[timedelta]:
    """Give how much later it is than it is, in a list so that a test can change it."""
    return [timedelta()]


@pytest.fixture
async def kb(sqlite_url: str, parts: Parts, later: list[timedelta]) -> AsyncIterator[KnowledgeBase]:
    """Give a knowledge base with two entries about kettles."""
    config = KnowledgeConfig(database_url=sqlite_url, clock=lambda: datetime.now(UTC) + later[0])
    async with await KnowledgeBase.open(config, parts) as opened:
        for question, answer in (
            ("How do I descale a kettle?", "With vinegar, and then rinse it twice."),
            ("Why does my kettle whistle?", "Steam is forced through a small hole."),
        ):
            source = Source(title="Kettles", author="Dr Brew", kind=SourceKind.POST)
            await opened.curation.add(COMMUNITY, EntryText(question, answer, source=source), "test")
        yield opened


@pytest.fixture
def chat(kb: KnowledgeBase, later: list[timedelta], monkeypatch: pytest.MonkeyPatch) -> Chat:
    """Give a chat of somebody without an editor."""
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    return Chat(kb, Session(kb, COMMUNITY, "Dr Brew", Console(), Script([])), later)
