"""`afterword run`: the Discord bot, until it is told to stop."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import sys
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord

from bot.app import knowledge_base
from bot.client import Afterword, point_at
from bot.errors import InputRefused
from bot.traces import DiscreetFormatter

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings import Settings

_STOPPING = 3.5  # seconds for what is in flight when told to stop; it must be gone after five
_BEAT = 5.0  # seconds between signs of health


async def run(settings: Settings) -> int:
    """Join Discord with the token in the settings and stay until SIGTERM or SIGINT."""
    token = settings.discord_token.get_secret_value()
    if not token:
        raise InputRefused(
            "There is no token; set AFTERWORD_DISCORD_TOKEN to the token of your application's bot."
        )
    _log(settings.log_format)
    point_at(settings)
    async with knowledge_base(settings) as kb:
        bot = Afterword(kb, settings)
        beating = asyncio.create_task(_beat(bot, settings.health_file))
        try:
            await _until_told(bot, token)
        finally:
            beating.cancel()
    return 0


async def _until_told(bot: Afterword, token: str) -> None:
    """Run the bot until a signal comes; what is in flight then is given a few seconds."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows has no handlers on its loop
            loop.add_signal_handler(each, told.set)
    running, waiting = asyncio.create_task(_connected(bot, token)), asyncio.create_task(told.wait())
    await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not running.done():
        with suppress(TimeoutError):
            await asyncio.wait_for(bot.finish(), _STOPPING)
        await bot.close()
    await running


async def _connected(bot: Afterword, token: str) -> None:
    try:
        await bot.start(token)
    except discord.LoginFailure as error:
        raise InputRefused(
            "Discord does not accept the token; copy it again from the developer portal (Bot, Reset Token)."
        ) from error
    except discord.PrivilegedIntentsRequired as error:
        raise InputRefused(
            "AFTERWORD_MESSAGE_CONTENT is true, but the Message Content intent is off; switch it on in the"
            " developer portal (Bot, Privileged Gateway Intents)."
        ) from error


async def _beat(bot: Afterword, file: Path | None) -> None:
    """Renew the health file while the bot is connected."""
    while file is not None:
        if bot.is_connected():
            await asyncio.to_thread(file.touch)
        await asyncio.sleep(_BEAT)


class _Lines(DiscreetFormatter):
    """A JSON object a line; of an error its trace, never a token or what somebody asked."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "from": record.name,
            "what": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line)


def _log(form: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    text = DiscreetFormatter("{asctime} {levelname:<8} {name}: {message}", style="{")
    handler.setFormatter(_Lines() if form == "json" else text)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = (
        False  # nobody expects a voice of this bot
    )
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
