"""What the bot says of itself."""

from __future__ import annotations

import discord

from bot.render.discord.colours import Colour
from bot.render.words import NOT_WATCHED

CALLED = (
    "Ask me a question in one sentence, and I will show you what the author has answered. /help tells more."
)
NOT_READ = "I can read words, but no pictures or files."

_ASKING = (
    "**/ask** a question: only you see the answer, unless you choose otherwise.\n"
    "**Mention me**, reply to me, or write me a direct message.\n"
    "**Apps menu** on a message (press and hold, or right-click): *Find an answer*, *Send to the author's queue*."
)
_YOURS = (
    "**/my questions**: what you asked, and what became of it.\n"
    "**/my data**: everything that I keep with your id.\n"
    "**/forget me**: I erase it."
)
_ANSWERS = (
    "I show the author's own words, whole, and say where they stand. I write no answers myself. What nobody has"
    " answered goes on the author's list, without your name."
)
_LISTENING = "In some channels and forums I also answer plain questions without being called."


def called(*, files: bool) -> str:
    """Answer a message that calls the bot and says nothing that it could read; `files` where some came with it."""
    return f"{NOT_READ} {CALLED}" if files else CALLED


def help_embed(*, listening: bool) -> discord.Embed:
    """Return what members can do; `listening` where the bot reads messages that are not addressed to it."""
    embed = discord.Embed(title="How to ask me", description=_ANSWERS, colour=Colour.NOTE)
    asking = f"{_ASKING}\n{_LISTENING}" if listening else _ASKING
    embed.add_field(name="Asking", value=asking, inline=False)
    embed.add_field(name="Your own", value=_YOURS, inline=False)
    embed.set_footer(text=NOT_WATCHED)
    return embed
