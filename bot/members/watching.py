"""Messages that nobody addressed to the bot: posts in forums and talk in channels that a moderator picked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.inbound import is_clear_question, own_words, question_of, words_of
from bot.interactions import explained
from bot.members.asking import answer, asked_of, disclaimer
from bot.members.replying import reply
from bot.render.discord import answers
from bot.render.discord.outcomes import URGENT, signposted_shown
from knowledge import Answered, Decision, EmptyText, Signposted, TextTooLong

if TYPE_CHECKING:
    from bot.client import Afterword
    from bot.members.cooldown import Cooldown


async def overhear(bot: Afterword, message: discord.Message, pause: Cooldown, now: float) -> None:
    """Answer a forum post, or a plain question in a watched channel; of all else nothing is kept or said."""
    try:
        if message.guild is None:
            return
        choices = await bot.choices(message.guild.id)
        post = await _post(message)
        if post is not None and post.parent_id in choices.forum_channels:
            await _answer_post(bot, message, post)
        elif message.channel.id in choices.watched_channels:
            await _answer_talk(bot, message, pause, now)
    except (EmptyText, TextTooLong):
        return
    except Exception as error:  # noqa: BLE001  the error edge: who did not ask is not told, the log is
        explained(error, message.id)


async def _post(message: discord.Message) -> discord.Thread | None:
    """Return the forum post that a message opens; Discord gives both the same id."""
    if message.id != message.channel.id:
        return None
    channel = message.channel
    if isinstance(channel, discord.PartialMessageable) and message.guild is not None:
        fetched = await message.guild.fetch_channel(channel.id)
        return fetched if isinstance(fetched, discord.Thread) else None
    return channel if isinstance(channel, discord.Thread) else None


async def _answer_post(bot: Afterword, message: discord.Message, post: discord.Thread) -> None:
    """Answer a post once; where its words cannot be read, its title, if that alone asks something."""
    assert message.guild is not None  # noqa: S101  posts stand in servers
    if not message.content and not is_clear_question(post.name):
        return
    question = question_of(message, str(message.guild.id), bot.own_id, post.name)
    if (await bot.kb.examine(question.community, question.text)).decision is Decision.IGNORE:
        return
    await reply(bot, message, await answer(bot, question))


async def _answer_talk(bot: Afterword, message: discord.Message, pause: Cooldown, now: float) -> None:
    """Answer if the question is plain and the answer certain; point to help in an emergency, whatever the pause."""
    assert message.guild is not None  # noqa: S101  watched channels are in servers
    community, text = str(message.guild.id), words_of(message.content, bot.own_id)
    examination = await bot.kb.examine(community, text)
    if examination.signpost in URGENT:
        signpost = Signposted(examination.text or "", examination.signpost or "")
        await reply(bot, message, signposted_shown(signpost))
        return
    own, keys = own_words(text), (message.channel.id, message.author.id)
    if message.reference is not None or not is_clear_question(own):
        return
    if own != text:
        examination = await bot.kb.examine(community, own)
    if examination.decision is not Decision.ANSWER or not pause.is_over(now, keys):
        return
    pause.begin(now, keys)  # at once: the next message may be on its way
    question = replace(question_of(message, community, bot.own_id), text=own)
    outcome = await bot.kb.ask(question)
    if isinstance(outcome, Answered):
        own_note = await disclaimer(bot, community)
        await reply(bot, message, answers.answered_shown(outcome, asked_of(question), own_note))
