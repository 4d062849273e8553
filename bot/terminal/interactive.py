"""A session at a real terminal: keyboard, screen, history file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.settings import data_folder
from bot.terminal.chat import typeable
from bot.terminal.completion import ChatCompleter
from bot.terminal.lines import TypedLines
from bot.terminal.screen import screen
from bot.terminal.session import Role, Session

if TYPE_CHECKING:
    from pathlib import Path

    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output
    from rich.console import Console

    from bot.settings import Settings
    from knowledge import KnowledgeBase


def open_session(
    kb: KnowledgeBase,
    settings: Settings,
    *,
    console: Console | None = None,
    history: Path | None = None,
    terminal: tuple[Input, Output] | None = None,
) -> Session:
    """Return a session whose completion and toolbar follow what happens in it."""
    completer = ChatCompleter(lambda: typeable(session.role), lambda: _offered(session))
    lines = TypedLines(completer, lambda: _toolbar(session), history, terminal)
    session = Session(kb, settings.community, settings.author_name, console or screen(), lines)
    return session


def _offered(session: Session) -> list[str]:
    return session.known if session.role is Role.MEMBER else []


def _toolbar(session: Session) -> str:
    judging = "/yes this answers it   /no not my question   " if session.answered else ""
    return f" {session.role} in {session.community}   {judging}/help   /quit "


def history_file() -> Path | None:
    """Return the file for what was typed, readable by this person only; None where it cannot be kept."""
    file = data_folder() / "history"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600, exist_ok=True)
        file.chmod(0o600)
    except OSError:
        return None
    return file
