"""What happened: every request of the bot, every refusal, every ping; and how a test waits for more."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from discord_server.model import Message


@dataclass(eq=False)
class Request:
    """One request of the bot, with its raw body, its uploaded files and what it was answered."""

    method: str
    template: str
    path: str
    body: Any
    files: dict[str, bytes]
    at: float
    status: int = 0
    answer: Any = None


@dataclass(frozen=True)
class Problem:
    """Something that the test must have expected: a refusal (with Discord's code) or a broken rule (code 0)."""

    code: int
    detail: str


@dataclass(frozen=True, eq=False)
class Ping:
    """A message made somebody's phone ring: a user's or role's name, or @everyone."""

    who: str
    message: Message


@dataclass
class Journal:
    """The record of one test."""

    requests: list[Request] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    pings: list[Ping] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)
    last_activity: float = 0.0
    _waiting: list[asyncio.Future[None]] = field(default_factory=list)

    def problem(self, code: int, detail: str) -> None:
        self.problems.append(Problem(code, detail))

    def unexpected(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.code not in self.expected]

    def stir(self) -> None:
        """Tell whoever waits that something happened."""
        self.last_activity = time.monotonic()
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, condition: Callable[[], Any], what: str, timeout: float = 5.0) -> Any:
        """Wait until the condition gives something true, and return that."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while not (found := condition()):
            future = loop.create_future()
            self._waiting.append(future)
            done, _ = await asyncio.wait([future], timeout=deadline - loop.time())
            if not done and not condition():
                raise AssertionError(self._story(f"waited {timeout:g} s in vain for {what}"))
        return found

    def _story(self, what: str) -> str:
        recent = [f"{each.method} {each.path} -> {each.status}" for each in self.requests[-8:]]
        problems = [problem.detail for problem in self.unexpected()]
        return "\n".join([what, "the last requests of the bot:", *recent, "problems:", *problems])
