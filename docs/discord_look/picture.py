"""HTML as a picture, by a headless Chromium, cut to what is drawn."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_STYLE = Path(__file__).with_name("look.css")
_QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=2",
    "--default-background-color=00000000",
]
_TALL = 3000
_PHONE = 480
_COLOURS, _OPAQUE = 256, 255


def browser() -> str:
    """Return the path of a Chromium.

    Raises:
        SystemExit: there is none.
    """
    for name in _NAMES:
        if path := shutil.which(name):
            return path
    raise SystemExit("this needs Chromium; on Debian: apt install chromium")


def page(pieces: list[str], width: int) -> str:
    """Return the pieces as a page of their own."""
    kind = "phone" if width < _PHONE else "desktop"
    style = _STYLE.read_text(encoding="utf-8")
    return (
        f'<!doctype html><meta charset="utf-8"><style>{style}</style>'
        f'<body class="{kind}" style="--width:{width}px"><div class="pane">{"".join(pieces)}</div>'
    )


def draw(chromium: str, html: str, width: int, target: Path) -> None:
    """Write the page as PNG, in twice as many dots as it is wide."""
    with tempfile.TemporaryDirectory() as folder:
        source, shot = Path(folder, "page.html"), Path(folder, "page.png")
        source.write_text(html, encoding="utf-8")
        own = [f"--user-data-dir={folder}/profile", f"--window-size={width},{_TALL}", f"--screenshot={shot}"]
        subprocess.run(
            [chromium, *_QUIET, *own, source.as_uri()], check=True, capture_output=True, timeout=90
        )
        with Image.open(shot) as drawn:
            whole = drawn.getchannel("A").point(lambda alpha: alpha == _OPAQUE)
            cut = drawn.crop(whole.getbbox()).convert("RGB")
        with_fewer_colours(cut).save(target, optimize=True)


def with_fewer_colours(picture: Image.Image) -> Image.Image:
    """Return the picture in its 256 commonest colours: the flat ones stay exactly, only soft edges move a little."""
    dots = np.asarray(picture)
    every, places, counts = np.unique(dots.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    common = every[np.argsort(-counts)[:_COLOURS]]
    apart = every[:, None, :].astype(np.int32) - common.astype(np.int32)
    nearest = (apart**2).sum(axis=2).argmin(axis=1).astype(np.uint8)
    small = Image.fromarray(nearest[places].reshape(dots.shape[:2]), "P")
    small.putpalette(common.tobytes())
    return small
