"""Draw the README's pictures of Discord from real conversations: `python docs/draw_discord.py` (needs Chromium).

The shipped bot runs as a process of its own against the local Discord of the tests. People ask it things, what it
sends is drawn in Discord's look, and becomes docs/pictures/discord-*.png. `--width 380 --into FOLDER` draws them as on
a phone.
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from discord_look.community import community
from discord_look.picture import browser, draw, page
from discord_look.scenes import SCENES

PICTURES = Path(__file__).parent / "pictures"


async def conversations(wanted: list[str]) -> dict[str, list[str]]:
    """Let all conversations happen, in order, and return the wanted ones as HTML."""
    async with community() as town:
        told = {name: await scene(town) for name, scene in SCENES.items()}
    return {name: told[name] for name in wanted or told}


def main() -> None:
    """Draw the pictures."""
    parser = argparse.ArgumentParser(description="Draw Discord's pictures.")
    parser.add_argument("scenes", nargs="*", metavar="SCENE", help=f"all, unless told: {', '.join(SCENES)}")
    parser.add_argument("--width", type=int, default=640, help="in CSS pixels; a picture has twice as many")
    parser.add_argument("--into", type=Path, default=PICTURES, help="the folder of the pictures")
    given = parser.parse_args()
    if unknown := set(given.scenes) - set(SCENES):
        parser.error(f"there is no scene {', '.join(sorted(unknown))}")
    chromium = browser()
    given.into.mkdir(parents=True, exist_ok=True)
    for name, pieces in asyncio.run(conversations(given.scenes)).items():
        target = given.into / f"discord-{name}.png"
        draw(chromium, page(pieces, given.width), given.width, target)
        print(f"{target}, {target.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
