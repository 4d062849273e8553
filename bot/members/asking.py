"""A slash command's or menu's question, from the first acknowledgement to what is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.asked import Asked
from bot.controls import view
from bot.inbound import interaction_key, message_key, words_of
from bot.interactions import say, think
from bot.render.discord import answers, choosing
from bot.render.discord.outcomes import URGENT, outcome_shown, signposted_shown
from bot.render.discord.waiting import queued_shown
from knowledge import Answered, Decision, EmptyText, Origin, Question, Signposted, Suggested

if TYPE_CHECKING:
    from bot.client import Afterword
    from bot.render.discord.answers import Shown
    from knowledge import Entry, Examination, Outcome

NO_WORDS = "I find no words in that message, and I can read nothing else."
NO_QUESTION = "I find no question in that message, so I have sent nothing. /ask takes one in your own words."
NOTHING_FOUND = (
    "I know of no answer to that message. With Send to the author's queue you can put it to the author."
)


async def ask(bot: Afterword, interaction: discord.Interaction, text: str, *, private: bool) -> None:
    """Answer `/ask`, for the asker's eyes or for everyone's."""
    await think(interaction, private=private)
    community = str(interaction.guild_id)
    question = Question(
        community=community,
        asker=str(interaction.user.id),
        text=await bot.offers.whole(community, text),
        key=interaction_key(interaction.id),
        origin=Origin.DISCORD,
        place="" if private else f"{interaction.channel_id}/{await _reply_id(interaction)}",
        waits=False,
    )
    shown = await answer(bot, question)
    await say(interaction, shown.embeds, view(shown.controls), private=private)


async def answer(bot: Afterword, question: Question) -> Shown:
    """Ask the knowledge base and return what its asker is to see."""
    return await shown_of(bot, await bot.kb.ask(question), question)


async def shown_of(bot: Afterword, outcome: Outcome, question: Question) -> Shown:
    """Return what the asker of a question is to see of its outcome."""
    own_note = await disclaimer(bot, question.community)
    return outcome_shown(outcome, asked_of(question), own_note, here=bool(question.place))


async def disclaimer(bot: Afterword, community: str) -> str:
    """Return what a server wants to stand under every answer."""
    return (await bot.choices(int(community))).disclaimer


async def read(bot: Afterword, entry: Entry, confidence: float = 1.0) -> Answered:
    """Return an entry as an answer that is only read; whether it is past its review date is as the server chose."""
    days, policy = (await bot.choices(int(entry.community))).review_after_days, bot.kb.policy
    own = policy if days is None else replace(policy, review_after_days=days)
    overdue = entry.reviewed_at < own.due_before(discord.utils.utcnow())
    return Answered(entry, confidence, overdue=overdue)


async def find(bot: Afterword, interaction: discord.Interaction, message: discord.Message) -> None:
    """Show in private what is known about somebody's message; nothing of it is kept."""
    await think(interaction)
    community = str(interaction.guild_id)
    try:
        examination = await bot.kb.examine(community, words_of(message.content, bot.own_id))
        shown = await _found(bot, examination, str(interaction.user.id), community)
    except EmptyText:
        shown = answers.note(NO_WORDS)
    await say(interaction, shown.embeds, view(shown.controls))


async def send_to_author(bot: Afterword, interaction: discord.Interaction, message: discord.Message) -> None:
    """Put somebody's message on the author's list, once however many people send it."""
    await think(interaction)
    shown = await _sent(bot, interaction, message)
    await say(interaction, shown.embeds, view(shown.controls))


async def _sent(bot: Afterword, interaction: discord.Interaction, message: discord.Message) -> Shown:
    question = Question(
        community=str(interaction.guild_id),
        asker=str(interaction.user.id),
        text=words_of(message.content, bot.own_id),
        key=f"{message_key(message.id)}-{interaction.user.id}",
        origin=Origin.DISCORD,
        place=f"{message.channel.id}/{message.id}",
        waits=False,
    )
    try:
        examination = await bot.kb.examine(question.community, question.text)
    except EmptyText:
        return answers.note(NO_WORDS)
    if examination.signpost in URGENT:  # nobody watches the author's list
        return _signposted(examination)
    if examination.decision is Decision.IGNORE:
        return answers.note(NO_QUESTION)
    queued = await bot.kb.none_of_these(question)
    asked = Asked(question.community, question.asker, f"{question.key}#none")
    return queued_shown(queued, asked, here=message.author.id == interaction.user.id)


def asked_of(question: Question) -> Asked:
    """Return what the buttons under a question's answer carry."""
    return Asked(question.community, question.asker, question.key)


async def _found(bot: Afterword, examination: Examination, asker: str, community: str) -> Shown:
    ranked = examination.ranked
    match examination.decision:
        case Decision.ANSWER if ranked:
            answered = await read(bot, ranked[0].entry, examination.confidence)
            return answers.read_shown(answered, asker, await disclaimer(bot, community))
        case Decision.SUGGEST:
            entries = tuple(each.entry for each in examination.suggestions)
            suggested = Suggested(entries, examination.confidence, examination.text)
            return choosing.list_shown(suggested, asker, community)
        case Decision.SIGNPOST:
            return _signposted(examination)
    return answers.note(NOTHING_FOUND)


def _signposted(examination: Examination) -> Shown:
    return signposted_shown(Signposted(examination.text or "", examination.signpost or ""))


async def _reply_id(interaction: discord.Interaction) -> int:
    return (await interaction.original_response()).id
