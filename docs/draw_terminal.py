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
    "why are primary progressive drugs witheld from secondary progressive patients?",
    "1",
    "does alpha lipoic acid do anything for progressive MS?",
]
PAPER, INK = "fafaf7", "2d3038"
NORMAL = "2d3038 b23a48 2e7d50 9c6c14 2c5ca5 80468c 147480 787c84"
BRIGHT = "6e727a c84654 38915f b07c1e 366cbe 9454a0 188694 1e2026"


def theme() -> TerminalTheme:
    """Return the colours: black, red, green, yellow, blue, magenta, cyan, white."""
    paper, ink, *colours = (rgb(each) for each in (PAPER, INK, *NORMAL.split(), *BRIGHT.split()))
    return TerminalTheme(paper, ink, colours[:8], colours[8:])


def rgb(colour: str) -> tuple[int, int, int]:
    """Return the parts of a colour such as "2d3038"."""
    red, green, blue = bytes.fromhex(colour)
    return red, green, blue


def tmux(*words: str) -> str:
    """Run a tmux command on a server of our own."""
    return subprocess.run(
        ["tmux", "-L", "afterword-picture", *words], check=True, capture_output=True, text=True
    ).stdout


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


def without_web_font(svg: str) -> str:
    """Return the picture with a font of the reader's own machine instead of one from the web."""
    start = svg.index("@font-face")
    end = svg.index(".terminal", start)
    return svg[:start].rstrip() + "\n    " + svg[end:].replace("Fira Code", "DejaVu Sans Mono")


def main() -> None:
    """Draw the picture."""
    if shutil.which("tmux") is None:
        raise SystemExit("this needs tmux")
    *lines, status = screen_of(TYPED).rstrip().splitlines()
    lines = ["", *"\n".join(lines).rstrip().splitlines(), "", status]
    console = Console(record=True, width=COLUMNS, file=tempfile.TemporaryFile("w"), force_terminal=True)  # noqa: SIM115
    console.print(Text.from_ansi("\n".join(lines)))
    PICTURE.write_text(
        without_web_font(console.export_svg(title="afterword chat", theme=theme())), encoding="utf-8"
    )
    print(f"{PICTURE}, {len(lines)} lines")


if __name__ == "__main__":
    main()
