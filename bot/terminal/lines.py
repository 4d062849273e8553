"""Reading what a person types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, InMemoryHistory

from bot.render.words import readable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from prompt_toolkit.completion import Completer
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output


class Cancelled(Exception):
    """The person left a dialogue half-way."""


class Lines(Protocol):
    """Where a chat's lines come from."""

    async def command(self, prompt: str) -> str:
        """Return the next question or command; raises EOFError or KeyboardInterrupt on leaving."""

    async def reply(self, prompt: str, default: str = "") -> str:
        """Return the reply to a prompt inside a dialogue; raises Cancelled."""


class TypedLines:
    """Lines typed at a terminal, with history and completion."""

    def __init__(
        self,
        completer: Completer,
        toolbar: Callable[[], str],
        history: Path | None = None,
        terminal: tuple[Input, Output] | None = None,
    ) -> None:
        typed, shown = terminal or (None, None)
        self._commands: PromptSession[str] = PromptSession(
            completer=completer,
            complete_while_typing=True,
            bottom_toolbar=toolbar,
            history=FileHistory(str(history)) if history else InMemoryHistory(),
            input=typed,
            output=shown,
        )
        self._replies: PromptSession[str] = PromptSession(input=typed, output=shown)

    async def command(self, prompt: str) -> str:
        """Return the next question or command."""
        return readable(await self._commands.prompt_async(prompt)).strip()

    async def reply(self, prompt: str, default: str = "") -> str:
        """Return the reply to a prompt inside a dialogue."""
        try:
            return readable(await self._replies.prompt_async(prompt, default=default))
        except (EOFError, KeyboardInterrupt):
            raise Cancelled from None
