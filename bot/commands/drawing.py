"""Pictures as files: refused before the work where they cannot be written, and never half there."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from bot.errors import InputRefused
from bot.render.words import safe_line

if TYPE_CHECKING:
    from pathlib import Path

    from bot.curve import Curve


def check_picture(path: Path) -> None:
    """Refuse a place where no PNG can be put; a picture that is there already will be replaced.

    Raises:
        InputRefused, OSError: it is not called .png, or its folder is missing or closed to us.
    """
    if path.suffix.lower() != ".png":
        raise InputRefused(
            f"The picture is a PNG; please let its name end in .png, unlike {safe_line(path.name)}."
        )
    trouble = errno.EISDIR if path.is_dir() else _trouble_with(path.parent)
    if trouble:
        raise OSError(trouble, os.strerror(trouble), str(path))


def _trouble_with(folder: Path) -> int:
    if not folder.is_dir():
        return errno.ENOENT
    return 0 if os.access(folder, os.W_OK) else errno.EACCES


def draw_curve(curve: Curve, path: Path) -> None:
    """Draw the curve into a PNG at `path`."""
    from bot.render.curve import picture  # noqa: PLC0415  matplotlib is slow to load

    _replace(path, picture(curve))


def _replace(path: Path, data: bytes) -> None:
    """Write a file beside `path` first, so that what was there stays whole until all of `data` is."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
