"""The bot as a program that somebody keeps running: stopping it, its log, its sign of health."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from typing import TYPE_CHECKING

from knowledge import EntryText

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.discord.conftest import Town

VITAMIN = "Can I take vitamin D with MS?"
UNKNOWN = "Which wheelchair fits into a small car boot?"
REPLY = "POST /channels/{channel_id}/messages"


def changed(file: Path) -> float:
    """Return when a file was last changed, 0 where there is none."""
    return file.stat().st_mtime if file.exists() else 0.0


async def renewed(file: Path, after: float, seconds: float) -> bool:
    """Tell whether a file is renewed within so many seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if changed(file) > after:
            return True
        await asyncio.sleep(0.1)
    return False


async def test_it_leaves_in_time_though_discord_does_not_answer(town: Town) -> None:
    async with town.bot() as bot:
        slow = town.discord.trouble.slow(REPLY, 30.0)
        town.ana.says(town.general, f"{town.guild.bot.mention} {VITAMIN}")
        await slow.begun()
        assert await bot.stop(timeout=5.0) == 0
        assert "Traceback" not in bot.log


async def test_it_leaves_in_time_while_it_loads_what_its_servers_have(town: Town) -> None:
    texts = [EntryText(f"What is thing number {number} for?", "For that.") for number in range(2_000)]
    await town.kb.load_bank(town.community, texts)
    async with town.bot() as bot:
        assert "loaded what" not in bot.log
        assert await bot.stop(timeout=5.0) == 0
        assert "Traceback" not in bot.log


async def test_it_leaves_in_time_while_a_crowd_asks_and_answers_who_was_served(town: Town) -> None:
    async with town.bot() as bot:
        for number in range(12):
            town.ana.says(town.general, f"{town.guild.bot.mention} is vitamin d good for ms? {number}")
        await town.general.next_message()
        assert await bot.stop(timeout=5.0) == 0
        replied = [answer.reply_to for answer in town.general.from_bot]
        assert len(replied) == len(set(replied)) == 12


async def test_the_sign_of_health_is_renewed_while_the_bot_is_connected_and_not_while_it_is_not(
    town: Town,
) -> None:
    file = town.folder / "healthy"
    async with town.bot(AFTERWORD_HEALTH_FILE=str(file)) as bot:
        assert await renewed(file, 0, 7)
        assert await renewed(file, changed(file), 7)
        town.discord.trouble.gateway.go_offline()
        await asyncio.sleep(0.5)
        assert not await renewed(file, time.time(), 7)
        town.discord.trouble.gateway.go_online()
        assert await renewed(file, time.time(), 30)
        assert await bot.stop() == 0


async def test_each_line_of_a_structured_log_is_an_object_that_says_when_where_and_what(town: Town) -> None:
    async with town.bot(AFTERWORD_LOG_FORMAT="json") as bot:
        await bot.writes("loaded what")
        assert await bot.stop() == 0
        lines = [json.loads(line) for line in bot.lines]
    assert all({"at", "level", "from", "what"} <= set(line) for line in lines)
    assert {line["level"] for line in lines} == {"info"}  # nothing to worry about in an ordinary start
    assert any(line["from"] == "bot.client" and "ready in 1 servers" in line["what"] for line in lines)


async def test_a_fault_in_a_structured_log_has_its_trace_and_not_what_was_asked(town: Town) -> None:
    async with town.bot(AFTERWORD_LOG_FORMAT="json") as bot:
        await bot.writes("loaded what")
        broken = sqlite3.connect(town.folder / "store.sqlite3")
        broken.execute("ALTER TABLE outcomes RENAME TO elsewhere")
        broken.commit()
        broken.close()
        told = await (await town.ana.slash("ask", question=UNKNOWN)).message()
        reference = told.text.rpartition("reference ")[2].rstrip(".")
        await bot.writes(f"fault {reference}")
        (fault,) = [line for line in map(json.loads, bot.lines) if line["level"] == "error"]
        assert fault["what"] == f"fault {reference}"
        assert "OperationalError" in fault["trace"]
        assert "asking.py" in fault["trace"]
        assert "wheelchair" not in bot.log
        assert town.discord.environment["AFTERWORD_DISCORD_TOKEN"] not in bot.log
