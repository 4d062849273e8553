"""What the tests of the authors' side share: questions as values, and a server with an author and the shipped bot."""

from __future__ import annotations

import sqlite3
import sys
import warnings
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from discord_server import DiscordServer, bot_process

from knowledge import (
    EntryText,
    KnowledgeBase,
    KnowledgeConfig,
    OpenQuestion,
    Origin,
    Question,
    Queued,
    Source,
    SourceKind,
)

with warnings.catch_warnings():
    warnings.simplefilter(
        "ignore"
    )  # it imports audioop, which Python 3.13 will not have; nothing here uses it
    import discord  # noqa: F401

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from discord_server import BotProcess, GuildHandle, Person, Place, Role

    from knowledge.matching.matcher import Parts

SOURCE = Source("Sport", "https://example.org/sport", "Dr Sol", date(2025, 3, 31), SourceKind.POST)
THEN = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def question() -> Callable[..., OpenQuestion]:
    """Give a function that makes an open question."""

    def make(question_id: int = 7, text: str = "May I ski?", **more: object) -> OpenQuestion:
        given = {"wordings": (text,), "askers": 1, "since": THEN, "origin": Origin.DISCORD, **more}
        return OpenQuestion(id=question_id, community="1", text=text, **given)  # type: ignore[arg-type]

    return make


@dataclass
class Office:
    """A server with an author, a moderator, a member, whoever manages it, and the knowledge base of the bot there."""

    discord: DiscordServer
    guild: GuildHandle
    general: Place
    desk: Place
    forum: Place
    sol: Person
    mo: Person
    ana: Person
    boss: Person
    authors: Role
    kb: KnowledgeBase
    environment: dict[str, str]
    folder: Path

    @property
    def community(self) -> str:
        return str(self.guild.id)

    async def asked(self, text: str, asker: str = "1", place: str = "", *, waits: bool = False) -> int:
        """Let somebody ask what nobody has answered, and return the question's number."""
        key = f"m:{asker}:{text}"
        outcome = await self.kb.ask(
            Question(self.community, asker, text, key, Origin.DISCORD, place, waits=waits)
        )
        assert isinstance(outcome, Queued), outcome
        return outcome.question_id

    def years_pass(self) -> None:
        """Let all answers be reviewed years ago."""
        self._in_database("UPDATE entries SET reviewed_at = '2020-01-02 00:00:00.000000'")

    def minutes_pass(self, minutes: int) -> None:
        """Let everything that was closed have been closed so many minutes earlier."""
        self._in_database("UPDATE questions SET closed_at = datetime(closed_at, ?)", f"-{minutes} minutes")

    def _in_database(self, statement: str, *values: str) -> None:
        with sqlite3.connect(self.folder / "store.sqlite3") as database:
            database.execute(statement, values)
        database.close()

    async def chooses(self, **choices: object) -> None:
        await self.kb.choices.put(self.community, choices, "test")

    @asynccontextmanager
    async def bot(self, **more: str) -> AsyncIterator[BotProcess]:
        """Run the shipped bot until the end of the block."""
        environment = {**self.discord.environment, **self.environment, **more}
        async with bot_process([sys.executable, "-m", "bot", "run"], environment, self.folder) as bot:
            await self.discord.ready(timeout=30)
            await self.discord.registered("queue", timeout=30)
            yield bot


@pytest.fixture
async def office(tmp_path: Path, parts: Parts) -> AsyncIterator[Office]:
    """Give the office, with one answer about swimming."""
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    environment = {"AFTERWORD_DATABASE_URL": url, "XDG_DATA_HOME": str(tmp_path)}
    opened = await KnowledgeBase.open(KnowledgeConfig(url), parts)
    async with opened as kb, DiscordServer() as discord:
        guild = discord.guild("Sclerosis Chat")
        authors, moderators = guild.role("Authors"), guild.role("Moderators")
        managers = guild.role("Managers", "manage_guild")
        built = Office(
            discord,
            guild,
            guild.text_channel("general"),
            guild.text_channel("desk"),
            guild.forum("help", tags=["solved"]),
            guild.member("Dr Sol", roles=[authors]),
            guild.member("Mo", roles=[moderators]),
            guild.member("Ana"),
            guild.member("Boss", roles=[managers]),
            authors,
            kb,
            environment,
            tmp_path,
        )
        await built.chooses(author_roles=[authors.id], moderator_roles=[moderators.id])
        await kb.curation.add(
            str(guild.id), EntryText("May I swim with MS?", "Yes, in cool water.", source=SOURCE), "seed"
        )
        yield built
