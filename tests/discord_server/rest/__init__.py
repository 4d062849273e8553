"""The REST side of the local Discord: importing it makes every route known."""

from discord_server.rest import (
    applications,
    callbacks,
    channels,
    guilds,
    messages,
    reactions,
    threads,
    webhooks,
)

__all__ = [
    "applications",
    "callbacks",
    "channels",
    "guilds",
    "messages",
    "reactions",
    "threads",
    "webhooks",
]
