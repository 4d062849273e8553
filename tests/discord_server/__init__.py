"""A small, strict Discord for tests: REST, gateway and files on loopback, and people who use it."""

from discord_server.driver.guilds import GuildHandle
from discord_server.driver.people import Person
from discord_server.driver.places import Place
from discord_server.driver.replies import Modal, Reply
from discord_server.driver.server import DiscordServer
from discord_server.model import Message, Role
from discord_server.process import BotProcess, bot_process

__all__ = [
    "BotProcess",
    "DiscordServer",
    "GuildHandle",
    "Message",
    "Modal",
    "Person",
    "Place",
    "Reply",
    "Role",
    "bot_process",
]
