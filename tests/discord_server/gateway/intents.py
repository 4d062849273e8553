"""Which events a session asked for, and what it may read of a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from discord_server.model import Json

GUILDS = 1 << 0
MEMBERS = 1 << 1
PRESENCES = 1 << 8
GUILD_MESSAGES = 1 << 9
GUILD_REACTIONS = 1 << 10
DIRECT_MESSAGES = 1 << 12
DIRECT_REACTIONS = 1 << 13
MESSAGE_CONTENT = 1 << 15

_ALWAYS = frozenset({"READY", "RESUMED", "INTERACTION_CREATE", "GUILD_MEMBERS_CHUNK"})
_HIDDEN: Json = {"content": "", "embeds": [], "components": [], "attachments": []}


def intent_of(event: str, *, in_guild: bool) -> int:
    """Return the intent that an event needs, or 0 where it needs none."""
    if event in _ALWAYS:
        return 0
    if event.startswith("MESSAGE_REACTION"):
        return GUILD_REACTIONS if in_guild else DIRECT_REACTIONS
    if event.startswith("MESSAGE"):
        return GUILD_MESSAGES if in_guild else DIRECT_MESSAGES
    if event.startswith("GUILD_MEMBER"):
        return MEMBERS
    return GUILDS


def readable(data: Any, intents: int, bot_id: int) -> Any:
    """Return a message without what the session may not read; DMs, mentions and own messages stay whole."""
    if intents & MESSAGE_CONTENT or "guild_id" not in data or "author" not in data:
        return data
    own = data["author"]["id"] == str(bot_id)
    mentioned = any(user["id"] == str(bot_id) for user in data["mentions"])
    hidden = data if own or mentioned else {**data, **_HIDDEN}
    referenced = data.get("referenced_message")
    if referenced:
        hidden = {**hidden, "referenced_message": readable({"guild_id": "", **referenced}, intents, bot_id)}
    return hidden
