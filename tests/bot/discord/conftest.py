"""What the tests of the bot on Discord share: a community with an FAQ, and the shipped bot as a process."""

from __future__ import annotations

import sys
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest
from discord_server import BotProcess, DiscordServer, GuildHandle, Person, Place, bot_process

from knowledge import EntryText, KnowledgeBase, KnowledgeConfig, Source, SourceKind

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from knowledge.matching.matcher import Parts

LONG = " ".join(f"Sentence number {n} says what to do about heat, calmly and in full." for n in range(1, 61))
SOURCE = Source(
    "Living with MS in summer", "https://example.org/summer", "Dr Sol", date(2025, 3, 31), SourceKind.POST
)
FAQ = (
    EntryText(
        question="Can I take vitamin D with MS?",
        answer="Yes, most people with MS can.\n\nAsk for a blood test first; see https://example.org/vitamin_d_levels.",
        phrasings=("Is vitamin D good for MS?",),
        source=SOURCE,
    ),
    EntryText(question="Why do I feel worse in hot weather?", answer=LONG, source=SOURCE),
    EntryText(
        question="How is an MS relapse treated?",
        answer="Usually with steroids, for a few days.",
        source=SOURCE,
    ),
    EntryText(
        question="Can I fly after a relapse?",
        answer="Yes, once you feel well enough to travel.",
        source=SOURCE,
    ),
)


@dataclass
class Town:
    """A server with an FAQ, two channels and a forum, two members, a moderator, and the bot's knowledge base."""

    discord: DiscordServer
    guild: GuildHandle
    general: Place
    watched: Place
    forum: Place
    ana: Person
    ben: Person
    kb: KnowledgeBase
    environment: dict[str, str]
    folder: Path

    @property
    def community(self) -> str:
        return str(self.guild.id)

    @asynccontextmanager
    async def bot(self, **more: str) -> AsyncIterator[BotProcess]:
        """Start the shipped bot and wait until it is ready."""
        command = [sys.executable, "-m", "bot", "run"]
        environment = {**self.discord.environment, **self.environment, **more}
        async with bot_process(command, environment, self.folder) as bot:
            await bot.writes("ready in", timeout=30)
            yield bot


@pytest.fixture
def town_of(tmp_path: Path, parts: Parts) -> Callable[..., AbstractAsyncContextManager[Town]]:
    """Give a function that builds the town, with or without the message content intent."""

    @asynccontextmanager
    async def build(*, message_content: bool = False) -> AsyncIterator[Town]:
        url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
        environment = {"AFTERWORD_DATABASE_URL": url, "XDG_DATA_HOME": str(tmp_path)}
        if message_content:
            environment["AFTERWORD_MESSAGE_CONTENT"] = "true"
        opened = await KnowledgeBase.open(KnowledgeConfig(url), parts)
        async with opened as kb, DiscordServer(message_content=message_content) as discord:
            guild = discord.guild("Sclerosis Chat")
            general, watched = guild.text_channel("general"), guild.text_channel("questions")
            forum = guild.forum("help", tags=["open", "Solved"])
            ana, ben = guild.member("Ana"), guild.member("Ben")
            for text in FAQ:
                await kb.curation.add(str(guild.id), text, editor="seed")
            yield Town(discord, guild, general, watched, forum, ana, ben, kb, environment, tmp_path)

    return build


@pytest.fixture
async def town(town_of: Callable[..., AbstractAsyncContextManager[Town]]) -> AsyncIterator[Town]:
    """Give the town without the message content intent."""
    async with town_of() as built:
        yield built


@pytest.fixture
def mo(town: Town) -> Person:
    """Give a moderator: where nobody chose roles, someone who may manage the server."""
    return town.guild.member("Mo", roles=[town.guild.role("Helpers", "manage_guild", "manage_messages")])
