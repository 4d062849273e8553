"""How a question would be matched, and why; nothing of it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.render import words
from bot.render.discord.colours import Colour
from bot.render.discord.text import cut, plain
from knowledge import Decision

if TYPE_CHECKING:
    from knowledge import Candidate, Examination, Policy

_LONG, _BRIEF = 900, 450  # characters of what was asked, and of what is said of it
_TITLE = 200  # characters of a candidate's question
_CANDIDATES = 5
_WORTH_A_LOOK = 0.05  # confidence below which an entry tells a moderator nothing, unless it is blocked
_LOWEST = f"Every entry is less than {_WORTH_A_LOOK:.0%} sure."


def examination_embed(text: str, examination: Examination, policy: Policy) -> discord.Embed:
    """Return what the bot would do with a question, and why; nothing of it is recorded."""
    embed = discord.Embed(title=_verdict(examination), colour=Colour.SUGGEST)
    lines = [*_why(examination, policy), f"Asked: {cut(plain(words.safe_line(text)), _LONG)}"]
    if words.safe_line(examination.focus) != words.safe_line(text):
        lines.append(f"Understood as: {cut(plain(words.safe_line(examination.focus)), _BRIEF)}")
    if examination.language:
        lines.append(f"It is in {plain(examination.language.name)}, so it was not compared with anything.")
    if examination.text:
        lines.append(f">>> {cut(plain(examination.text), _LONG)}")
    embed.description = "\n".join(lines)
    near = [each for each in examination.nearest if _worth_a_look(each)]
    for candidate in near[:_CANDIDATES]:
        embed.add_field(name=_candidate(candidate), value=_against(candidate), inline=False)
    if examination.ranked and not near:
        embed.add_field(name="Nothing that I know comes near.", value=_LOWEST, inline=False)
    embed.set_footer(text="Only a test: nothing was recorded.")
    return embed


def _verdict(examination: Examination) -> str:
    """Say what the bot would do, and with which entries."""
    match examination.decision:
        case Decision.ANSWER:
            return f"I would answer with entry {examination.ranked[0].entry.id}"
        case Decision.SUGGEST:
            offered = " or ".join(str(each.entry.id) for each in examination.suggestions)
            return f"I would ask: did you mean entry {offered}?"
        case Decision.QUEUE:
            return "I would not answer, and put it on the author's list"
        case Decision.SIGNPOST:
            return "I would show where to get help, and answer nothing"
        case Decision.IGNORE:
            return "I would take it for chatter, and keep nothing of it"


def _why(examination: Examination, policy: Policy) -> list[str]:
    """Say in a line why it would do that, in the figures that decide; nothing where the verdict says it all."""
    left = [each for each in examination.ranked if each.at_most is not Decision.QUEUE]
    if not left or examination.decision in {Decision.SIGNPOST, Decision.IGNORE}:
        return []
    best, second = left[0].confidence, left[1].confidence if len(left) > 1 else 0.0
    needed = f"I answer from {policy.answer_at:.0%} and ask back from {policy.suggest_at:.0%}."
    if best >= 1 and examination.decision is Decision.ANSWER:
        return ["These are the very words of that entry."]
    if best >= policy.answer_at and examination.decision is not Decision.ANSWER:
        close = best - second < policy.margin
        why = (
            f"the next is {second:.0%} sure, so it may be either"
            if close
            else "what is said below holds it back"
        )
        return [f"The nearest is {best:.0%} sure, which would do, but {why}."]
    if best >= policy.suggest_at and examination.decision is Decision.QUEUE:
        return [f"The nearest is {best:.0%} sure, but seems to be about something else. {needed}"]
    return [f"The nearest is {best:.0%} sure. {needed}"]


def _worth_a_look(candidate: Candidate) -> bool:
    return candidate.confidence >= _WORTH_A_LOOK or candidate.at_most is Decision.QUEUE


def _candidate(candidate: Candidate) -> str:
    entry = candidate.entry
    return cut(f"{entry.id}. {plain(words.safe_line(entry.question))}", _TITLE)


def _against(candidate: Candidate) -> str:
    """Say how sure it is that a candidate answers, and what speaks against it, small below it."""
    against = "; ".join(candidate.reasons)
    if candidate.at_most is Decision.QUEUE:
        return f"**Never**\n-# {cut(plain(against or 'A moderator blocked it for this question.'), _BRIEF)}"
    told = f"Against it: {cut(plain(against), _BRIEF)}" if against else "Nothing speaks against it."
    return f"**{candidate.confidence:.0%} sure**\n-# {told}"
