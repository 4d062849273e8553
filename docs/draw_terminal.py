"""Draw the README's picture of a terminal session from a real run: `python docs/draw_terminal.py` (needs tmux).

The chat runs in a real terminal on the bundled sample, the lines below are typed into it, and what stands on the
screen at the end becomes docs/pictures/chat.svg.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

COLUMNS, ROWS = 96, 76
PICTURE = Path(__file__).parent / "pictures" / "chat.svg"
TYPED = [
    "why aren't PPMS drugs given for SPMS?",
    "is mavenclad being tryed for primary progressive?",
    "1",
    "does alpha lipoic acid do anything for progressive MS?",
]
THEME = TerminalTheme(
    (250, 250, 247),
    (45, 48, 56),
    [
        (45, 48, 56),
        (178, 58, 72),
        (46, 125, 80),
        (156, 108, 20),
        (44, 92, 165),
        (128, 70, 140),
        (20, 116, 128),
        (120, 124, 132),
    ],
    [
        (110, 114, 122),
        (200, 70, 84),
        (56, 145, 95),
        (176, 124, 30),
        (54, 108, 190),
        (148, 84, 160),
        (24, 134, 148),
        (30, 32, 38),
    ],
)


def tmux(*words: str) -> str:
    """Run a tmux command on a server of our own."""
    return subprocess.run(
        ["tmux", "-L", "afterword-picture", *words], check=True, capture_output=True, text=True
    ).stdout  # noqa: S607


def screen_of(typed: list[str]) -> str:
    """Return the screen, colours included, after the lines were typed into a fresh chat."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"AFTERWORD_DATABASE_URL=sqlite:///{folder}/store.sqlite3"
        chat = f"cd {folder} && HOME={folder} {database} {sys.executable} -m bot chat --sample"
        tmux(
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            str(COLUMNS),
            "-y",
            str(ROWS),
            "bash",
            "--norc",
            "-c",
            chat,
        )
        try:
            wait_for("member >")
            tmux("clear-history")
            for line in typed:
                tmux("send-keys", "-l", line)
                time.sleep(0.4)
                tmux("send-keys", "Enter")
                time.sleep(3)
            return tmux("capture-pane", "-e", "-p")
        finally:
            tmux("kill-server")


def wait_for(sign: str) -> None:
    """Wait until the prompt is there: the first start encodes the sample."""
    for _ in range(300):
        if sign in tmux("capture-pane", "-p"):
            return
        time.sleep(0.2)
    raise SystemExit(f"no prompt {sign!r}; the screen says:\n{tmux('capture-pane', '-p')}")


def main() -> None:
    """Draw the picture."""
    if shutil.which("tmux") is None:
        raise SystemExit("this needs tmux")
    *lines, status = screen_of(TYPED).rstrip().splitlines()
    lines = ["", *"\n".join(lines).rstrip().splitlines(), "", status]
    console = Console(record=True, width=COLUMNS, file=tempfile.TemporaryFile("w"), force_terminal=True)  # noqa: SIM115
    console.print(Text.from_ansi("\n".join(lines)))
    svg = console.export_svg(title="afterword chat", theme=THEME)
    start, end = svg.index("@font-face"), svg.index(".terminal", svg.index("@font-face"))
    PICTURE.write_text(
        svg[:start].rstrip() + "\n    " + svg[end:].replace("Fira Code", "DejaVu Sans Mono"), encoding="utf-8"
    )
    print(f"{PICTURE}, {len(lines)} lines")


if __name__ == "__main__":
    main()
