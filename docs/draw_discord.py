"""Draw the README's pictures of Discord from real conversations: `python docs/draw_discord.py` (needs Chromium).

The shipped bot runs as a process of its own against the local Discord of the tests. People ask it things, what it
sends is drawn in Discord's look, and becomes docs/pictures/discord-*.png. `--width 380 --into FOLDER` draws them as on
a phone. Discord's own pages, on the way to a bot, are no conversations: they are sketched.
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from discord_look.community import community
from discord_look.picture import browser, draw, page
from discord_look.portal import DRAWINGS
from discord_look.scenes import SCENES

PICTURES = Path(__file__).parent / "pictures"


async def conversations() -> dict[str, list[str]]:
    """Let all conversations happen, in order, and return them as HTML."""
    async with community() as town:
        return {name: await scene(town) for name, scene in SCENES.items()}


def drawn(wanted: set[str]) -> dict[str, list[str]]:
    """Return the wanted pictures as HTML."""
    sketched = {name: [sketch()] for name, sketch in DRAWINGS.items()}
    told = asyncio.run(conversations()) if wanted - set(sketched) else {}
    return {name: pieces for name, pieces in (sketched | told).items() if name in wanted}


def main() -> None:
    """Draw the pictures."""
    names = [*DRAWINGS, *SCENES]
    parser = argparse.ArgumentParser(description="Draw Discord's pictures.")
    parser.add_argument("scenes", nargs="*", metavar="SCENE", help=f"all, unless told: {', '.join(names)}")
    parser.add_argument("--width", type=int, default=640, help="in CSS pixels; a picture has twice as many")
    parser.add_argument("--into", type=Path, default=PICTURES, help="the folder of the pictures")
    given = parser.parse_args()
    if unknown := set(given.scenes) - set(names):
        parser.error(f"there is no scene {', '.join(sorted(unknown))}")
    chromium = browser()
    given.into.mkdir(parents=True, exist_ok=True)
    for name, pieces in drawn(set(given.scenes or names)).items():
        target = given.into / f"discord-{name}.png"
        draw(chromium, page(pieces, given.width), given.width, target)
        print(f"{target}, {target.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
