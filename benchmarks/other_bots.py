"""What a user would run instead, as processes of their own: `python -m benchmarks.other_bots NAME [FAQ.json]`.

`echo` answers at once and thereby shows what the set-up itself allows; `rapidfuzz` looks up the nearest question in a
file of questions and answers by server, as one would write it in an afternoon.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import discord
from yarl import URL

if TYPE_CHECKING:
    from collections.abc import Callable

    Answer = Callable[[discord.Message], str]

READY = "ready in"
_NEAR = 85  # of 100: a nearest question that is less like what was asked is no answer
_UNKNOWN = "I do not know that yet."


class OtherBot(discord.Client):
    """A bot that answers whoever mentions it."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=float(os.environ["AFTERWORD_DISCORD_READY_TIMEOUT"]),
        )
        self._answer = answer

    async def on_ready(self) -> None:
        """Say so on standard output."""
        print(READY, len(self.guilds), "servers", flush=True)

    async def on_message(self, message: discord.Message) -> None:
        """Answer a mention."""
        if not message.author.bot and self.user in message.mentions:
            await message.reply(self._answer(message))


def echo(message: discord.Message) -> str:
    """Give back what was said."""
    return message.content


def nearest(file: Path) -> Answer:
    """Answer from a file: a list of [question or phrasing, answer] for each server by its id."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415  echo's memory is measured without it

    banks = {int(server): pairs for server, pairs in json.loads(file.read_text(encoding="utf-8")).items()}
    asked = {server: [utils.default_process(each) for each, _ in pairs] for server, pairs in banks.items()}

    def answer(message: discord.Message) -> str:
        assert message.guild is not None  # noqa: S101  it takes no private messages
        text = utils.default_process(message.content.partition(">")[2])
        known = asked[message.guild.id]
        found = process.extractOne(text, known, scorer=fuzz.WRatio, score_cutoff=_NEAR)
        said: str = banks[message.guild.id][found[2]][1] if found else _UNKNOWN
        return said

    return answer


def main() -> None:
    """Run the bot that the command line names."""
    name, *files = sys.argv[1:]
    discord.http.Route.BASE = os.environ["AFTERWORD_DISCORD_API_URL"]
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = URL(os.environ["AFTERWORD_DISCORD_GATEWAY_URL"])
    bot = OtherBot(echo if name == "echo" else nearest(Path(files[0])))
    bot.run(os.environ["AFTERWORD_DISCORD_TOKEN"], log_handler=None)


if __name__ == "__main__":
    main()
