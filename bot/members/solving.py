"""The solved tag of a forum post, set when its asker says that the answer is the right one."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord

from bot.interactions import say
from bot.render.discord import answers

if TYPE_CHECKING:
    from bot.client import Afterword


_NAMES = ("solved", "answered", "resolved", "done")
_MOST = 5  # tags on a post
_LACKING = (
    "I could not mark this post as solved: I need the permission Manage Posts (Manage Threads) in this forum."
)


def solved_tag(tags: list[discord.ForumTag]) -> discord.ForumTag | None:
    """Return the tag that means solved, by its name."""
    named = {tag.name.casefold().strip(): tag for tag in tags}
    return next((named[name] for name in _NAMES if name in named), None)


async def mark_solved(bot: Afterword, interaction: discord.Interaction) -> None:
    """Tag the forum post in which a press happened, where its forum is one of those that the bot answers in."""
    thread = interaction.channel
    if not isinstance(thread, discord.Thread) or interaction.guild_id is None:
        return
    choices = await bot.choices(interaction.guild_id)
    if thread.parent_id not in choices.forum_channels or not isinstance(thread.parent, discord.ForumChannel):
        return
    tag = solved_tag(list(thread.parent.available_tags))
    if tag is None or tag in thread.applied_tags or len(thread.applied_tags) >= _MOST:
        return
    try:
        await thread.add_tags(tag)
    except discord.Forbidden:
        await say(interaction, answers.note(_LACKING).embeds)
    except discord.NotFound:
        logging.getLogger(__name__).info("a post was deleted before it could be tagged")
