"""The chat at a real keyboard and screen: a pseudo-terminal, the shipped command, its own process."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.bot.conftest import Command

UNKNOWN = "What is the capital of Mongolia?"
ENTER, CTRL_C, CTRL_D = "\r", "\x03", "\x04"
_CODES = re.compile(r"\x1b(\[[0-9;?]*[a-zA-Z]|[=>]|\][^\x07]*\x07)")


class Terminal:
    """A process at a terminal of 100 columns."""

    def __init__(self, arguments: list[str], folder: Path, environment: dict[str, str]) -> None:
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execve(sys.executable, [sys.executable, "-m", "bot", *arguments], environment)  # noqa: S606
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        self.shown = ""

    def until(self, words: str, seconds: float = 60) -> str:
        """Wait until `words` appear and return what was shown since the last wait, up to them."""
        end = time.monotonic() + seconds
        while words not in self._plain():
            assert time.monotonic() < end, f"{words!r} never appeared in:\n{self._plain()[-3000:]}"
            if select.select([self.descriptor], [], [], 0.2)[0]:
                self._read()
        before, found, self.shown = self._plain().partition(words)
        return before + found

    def type(self, text: str, end: str = ENTER) -> None:
        os.write(self.descriptor, (text + end).encode())

    def status(self) -> int:
        while True:
            try:
                self._read()
            except OSError:
                break
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self) -> None:
        data = os.read(self.descriptor, 65_536)
        if not data:
            raise OSError
        if b"\x1b[6n" in data:  # where is the cursor?
            os.write(self.descriptor, b"\x1b[1;1R")
        self.shown += data.decode("utf-8", "replace")

    def _plain(self) -> str:
        return _CODES.sub("", self.shown)


@pytest.fixture
def start(afterword: Command) -> Iterator[Terminal]:
    """Give a chat on the sample, at its first prompt."""
    environment = {**afterword.environment(), "TERM": "xterm", "EDITOR": "", "VISUAL": ""}
    terminal = Terminal(["chat", "--sample"], afterword.folder, environment)
    terminal.until("member >")
    yield terminal
    os.close(terminal.descriptor)


def test_the_three_roles_at_a_keyboard(start: Terminal, tmp_path: Path) -> None:
    start.type(UNKNOWN)
    start.until("for emergencies")
    start.type("/as author Dr Brew")
    start.until("author >")
    start.type("/queue")
    while UNKNOWN not in start.until("q  quit"):
        start.until(">")
        start.type("l")
    start.until(">")
    start.type("answer")
    start.until("full stop")
    start.type("Ulaanbaatar.")
    start.until("|")
    start.type(".")
    start.until("under this question")
    start.type("")
    start.until("Publish these words?")
    start.type("yes")
    start.until("whoever asked will be told")
    if "q  quit" in start.until(">"):
        start.type("q")
        start.until("author >")
    start.type("/as member")
    assert "Ulaanbaatar." in start.until("Last reviewed")
    start.until("member >")
    start.type(UNKNOWN)
    assert "Dr Brew" in start.until("Last reviewed")
    start.type("/quit")
    start.until("Goodbye.")
    assert start.status() == 0
    history = tmp_path / "data" / "afterword" / "history"
    assert UNKNOWN in history.read_text(encoding="utf-8")
    assert history.stat().st_mode & 0o077 == 0, "what members ask is nobody else's business"


def test_the_tab_key_completes_a_known_question_and_ctrl_c_leaves(start: Terminal) -> None:
    start.type("why are the drugs", end="")
    start.until("not given to people")  # in the menu
    start.type("", end="\t")
    start.type("")
    start.until("Sure: this is the question you asked")
    start.until(">")
    start.type("", end=CTRL_C)
    assert start.status() == 130


def test_ctrl_d_leaves_with_a_goodbye(start: Terminal) -> None:
    start.type("", end=CTRL_D)
    start.until("Goodbye.")
    assert start.status() == 0
