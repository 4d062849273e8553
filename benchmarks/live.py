"""A bot as a program: a process of its own in many servers of the local Discord of tests/discord_server.

What is timed begins when a member's message is there and ends when the reply to it is, both by Discord's clock.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.bank import ROOT, Bank, Quiz
from benchmarks.measuring import cpu_seconds, resident_mb, summary
from benchmarks.preparing import prepare

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from discord_server import BotProcess, DiscordServer, Message, Person, Place

    from benchmarks.preparing import Progress

TESTS = ROOT / "tests"
AFTERWORD, RAPIDFUZZ, ECHO = "afterword", "rapidfuzz", "echo"
LOADED = {
    AFTERWORD: "loaded what"
}  # what a bot writes when it is ready to answer; the others say when they are ready
_READY = "ready in"
_SEATS = 500  # channels, so many that nobody has to write more often than Discord lets a bot reply in one
_PATIENCE = 120.0  # seconds for a start, or for the replies to a crowd


class Load(NamedTuple):
    """How much is there and asked: servers, entries in each, questions one after the other, questions of a crowd, and
    how many of these wait for their replies at any time.
    """

    servers: int = 100
    entries: int = 500
    alone: int = 150
    crowd: int = 500
    at_once: int = 50


class Seat(NamedTuple):
    """A channel, and the one member who asks there."""

    place: Place
    member: Person


class Asked(NamedTuple):
    """A member's message and the reply to it."""

    said: Message
    reply: Message

    @property
    def seconds(self) -> float:
        """How long the member waited."""
        return (self.reply.created - self.said.created).total_seconds()


def lacking() -> str:
    """Say what is missing for this measurement, nothing where all is there."""
    if not (TESTS / "discord_server").is_dir():
        return "tests/discord_server, the local Discord, is not here"
    absent = [name for name in ("jsonschema_rs", "rapidfuzz", "zstandard") if find_spec(name) is None]
    return f"not installed: {', '.join(absent)}" if absent else ""


def prepare_servers(folder: Path, load: Sequence[int], progress: Progress) -> dict[str, Any]:
    """Make the store of all servers, and the same as a file for others, unless `folder` has them."""
    load = Load(*load)
    ids = _ids(load.servers)
    made = prepare(folder, load.entries, progress, ids)
    file = Path(made["store"]).with_name("faq.json")
    entries = Bank().entries(load.entries)
    pairs = [(text, each.answer) for each in entries for text in (each.question, *each.phrasings)]
    file.write_text(json.dumps(dict.fromkeys(ids, pairs)), encoding="utf-8")
    return {**made, "file": str(file)}


def _ids(servers: int) -> list[str]:
    """Return the ids that the local Discord gives to so many servers."""
    discord = _local_discord()
    return [str(discord.guild(f"Server {number}").id) for number in range(servers)]


def _local_discord() -> DiscordServer:
    if str(TESTS) not in sys.path:
        sys.path.insert(0, str(TESTS))
    from discord_server import DiscordServer  # noqa: PLC0415  it is no part of this package

    return DiscordServer()


def time_live(bot: str, store: Path, file: str, load: Sequence[int], progress: Progress) -> dict[str, Any]:
    """Start a bot, ask one question after the other, then many at once."""
    return asyncio.run(_time_live(bot, store, file, Load(*load), progress))


async def _time_live(bot: str, store: Path, file: str, load: Load, progress: Progress) -> dict[str, Any]:
    quiz = Quiz(load.alone + load.crowd, load.at_once, load.entries)
    bank = Bank()
    warming = [each.text for each in bank.warming(quiz)]
    texts = [each.text for each in bank.questions(quiz)]
    async with _local_discord() as discord:
        seats = _seats(discord, load.servers)
        started = time.perf_counter()
        async with _running(bot, store, file, discord) as process:
            await process.writes(_READY, _PATIENCE)
            ready = time.perf_counter() - started
            await process.writes(LOADED.get(bot, _READY), _PATIENCE)
            loaded = time.perf_counter() - started
            at_start = resident_mb(process.process.pid)
            await _ask(discord, seats, warming, 1)
            progress("questions", len(warming), quiz.warming + quiz.asked)
            alone = await _ask(discord, seats, texts[: load.alone], 1)
            progress("questions", len(warming) + load.alone, quiz.warming + quiz.asked)
            return {
                "ready_s": ready,
                "loaded_s": loaded,
                "start_mb": at_start,
                "alone": summary([each.seconds for each in alone]),
                "crowd": await _time_crowd(discord, seats, texts[load.alone :], load.at_once, process),
                "resident_mb": resident_mb(process.process.pid),
            }


def _seats(discord: DiscordServer, servers: int) -> list[Seat]:
    """Build the servers and spread the channels over them; the servers come in turn."""
    guilds = [discord.guild(f"Server {number}") for number in range(servers)]
    return [
        Seat(guild.text_channel(f"channel-{number}"), guild.member(f"Member {number}"))
        for number in range(_SEATS // servers)
        for guild in guilds
    ]


@asynccontextmanager
async def _running(bot: str, store: Path, file: str, discord: DiscordServer) -> AsyncIterator[BotProcess]:
    from discord_server import bot_process  # noqa: PLC0415  it is no part of this package

    with tempfile.TemporaryDirectory(prefix="afterword-bench-") as folder:
        command = [sys.executable, "-m", "benchmarks.other_bots", bot, file]
        environment = dict(discord.environment)
        if bot == AFTERWORD:
            command = [sys.executable, "-m", "bot", "run"]
            environment["AFTERWORD_DATABASE_URL"] = f"sqlite:///{shutil.copy(store, folder)}"
        async with bot_process(command, environment, Path(folder)) as process:
            yield process


async def _time_crowd(
    discord: DiscordServer, seats: Sequence[Seat], texts: Sequence[str], at_once: int, process: BotProcess
) -> dict[str, Any]:
    """Ask many at once; the work of both processes is counted, for the local Discord may be what is slow."""
    busy, own, start = cpu_seconds(process.process.pid), time.process_time(), time.perf_counter()
    asked = await _ask(discord, seats, texts, at_once)
    seconds, own = time.perf_counter() - start, time.process_time() - own
    after = cpu_seconds(process.process.pid)
    return summary([each.seconds for each in asked]) | {
        "per_second": len(asked) / seconds,
        "cpu_ms": None if busy is None or after is None else 1000 * (after - busy) / len(asked),
        "discord_cpu_ms": 1000 * own / len(asked),
    }


async def _ask(
    discord: DiscordServer, seats: Sequence[Seat], texts: Sequence[str], at_once: int
) -> list[Asked]:
    """Put each text to the bot, the next seat the next one, while fewer than `at_once` wait; return all replies."""
    waiting: list[Message] = []
    done: list[Asked] = []

    def fewer_than(most: int) -> bool:
        found = [(said, _reply_to(said)) for said in waiting]
        done.extend(Asked(said, reply) for said, reply in found if reply is not None)
        waiting[:] = [said for said, reply in found if reply is None]
        return len(waiting) < most

    for number, text in enumerate(texts):
        place, member = seats[number % len(seats)]
        waiting.append(member.says(place, f"<@{discord.bot.id}> {text}"))
        await discord.until(lambda: fewer_than(at_once), "a reply", _PATIENCE)
    await discord.until(lambda: fewer_than(1), "the last replies", _PATIENCE)
    return done


def _reply_to(said: Message) -> Message | None:
    """Return the bot's reply to a message; it is among the last ones in its channel."""
    later = reversed(said.channel.messages.values())
    return next((each for each in later if each.reply_to == said.id), None)
