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
    post, tag = await _tagged(bot, interaction)
    if post is None or tag is None or tag in post.applied_tags or len(post.applied_tags) >= _MOST:
        return
    try:
        await post.add_tags(tag)
    except discord.Forbidden:
        await say(interaction, answers.note(_LACKING).embeds)
    except discord.NotFound:
        _log().info("a post was deleted before it could be tagged")


async def mark_unsolved(bot: Afterword, interaction: discord.Interaction) -> None:
    """Take the tag away again."""
    post, tag = await _tagged(bot, interaction)
    if post is None or tag is None or tag not in post.applied_tags:
        return
    try:
        await post.remove_tags(tag)
    except (discord.Forbidden, discord.NotFound):
        _log().info("a post could not be marked as unsolved")


async def _tagged(
    bot: Afterword, interaction: discord.Interaction
) -> tuple[discord.Thread | None, discord.ForumTag | None]:
    """Return the post of a press and its forum's solved tag, None where there is none or it is not the bot's to set."""
    post = interaction.channel
    if not isinstance(post, discord.Thread) or interaction.guild_id is None:
        return None, None
    choices = await bot.choices(interaction.guild_id)
    if post.parent_id not in choices.forum_channels or not isinstance(post.parent, discord.ForumChannel):
        return None, None
    return post, solved_tag(list(post.parent.available_tags))


def _log() -> logging.Logger:
    return logging.getLogger(__name__)
