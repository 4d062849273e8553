"""The person's own text editor ($VISUAL or $EDITOR)."""

from __future__ import annotations

import asyncio
import os
import shlex
import tempfile
from pathlib import Path

from bot.errors import InputRefused


def editor_command() -> list[str]:
    """Return the command of the editor that the person has chosen; empty when there is none."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        return shlex.split(chosen)
    except ValueError:
        return []


async def edit_text(text: str) -> str | None:
    """Let the person edit `text` in their editor; None when they saved no change.

    Raises:
        InputRefused: the editor cannot be started, failed, or left something that is no text.
    """
    with tempfile.TemporaryDirectory(prefix="afterword-") as folder:  # readable by this person only
        path = Path(folder) / "entry.txt"
        await asyncio.to_thread(path.write_text, text, encoding="utf-8")
        await _run(editor_command(), path)
        try:
            edited = await asyncio.to_thread(path.read_text, encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise InputRefused("What the editor saved cannot be read, so nothing was changed.") from None
    return None if edited == text else edited


async def _run(command: list[str], path: Path) -> None:
    try:
        process = await asyncio.create_subprocess_exec(*command, str(path))
    except OSError:
        raise InputRefused(f"Your editor ({command[0]}) cannot be started; please check $EDITOR.") from None
    if await process.wait() != 0:
        raise InputRefused("Your editor ended with an error, so nothing was changed.")
