"""A message of Discord as a question: what of it is asked, and under which key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge import Origin, Question

if TYPE_CHECKING:
    import discord

_SOMEBODY = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&\d+>")
_CHANNEL = re.compile(r"<#\d+>")
_EMOJI = re.compile(r"<a?:(\w+):\d+>")
_ASKING = re.compile(
    r"(who|what|when|where|why|which|how|can|could|do|does|did|is|are|am|should|will|would|has|have|any(one|body))\b",
    re.IGNORECASE,
)
_CITED = re.compile(r"```.*?(?:```|\Z)|^>>> .*\Z|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_MARKS = re.compile(r"\?(?=[\s?!)\]\"'*_]|$)[?!]*")  # one in an address asks nothing
_CLEAR = 500  # characters; who writes more in a channel tells a story


def message_key(message_id: int) -> str:
    """Return the key under which a message is asked once."""
    return f"m:{message_id}"


def interaction_key(interaction_id: int) -> str:
    """Return the key under which a command is asked once."""
    return f"i:{interaction_id}"


def words_of(content: str, bot_id: int) -> str:
    """Return what a message says, without the call for the bot and without anybody's name."""
    called = _SOMEBODY.sub(lambda found: "" if found[1] == str(bot_id) else "somebody", content)
    return _EMOJI.sub(r"\1", _CHANNEL.sub("a channel", _ROLE.sub("some people", called))).strip()


def own_words(text: str) -> str:
    """Return a text without what it quotes or shows as code: those are not its writer's words."""
    return "\n".join(line for line in _CITED.sub("", text).splitlines() if not line.startswith("> ")).strip()


def is_addressed(message: discord.Message, bot_id: int) -> bool:
    """Tell whether a message in a server calls the bot by name or replies to it."""
    if any(user.id == bot_id for user in message.mentions):
        return True
    replied = message.reference.resolved if message.reference else None
    return getattr(getattr(replied, "author", None), "id", None) == bot_id


def is_clear_question(text: str) -> bool:
    """Tell whether a text that nobody addressed to the bot is plainly one question: short, and asking one thing."""
    asked = len(_MARKS.findall(text))
    return len(text) <= _CLEAR and asked <= 1 and (asked == 1 or _ASKING.match(text) is not None)


def question_of(message: discord.Message, community: str, bot_id: int, title: str = "") -> Question:
    """Return what a message asks; `title` is that of its forum post. Private messages have no place."""
    text = words_of(message.content, bot_id)
    place = f"{message.channel.id}/{message.id}" if message.guild is not None else ""
    return Question(
        community=community,
        asker=str(message.author.id),
        text=f"{title}\n{text}" if title else text,
        key=message_key(message.id),
        origin=Origin.DISCORD,
        place=place,
        waits=False,
    )
