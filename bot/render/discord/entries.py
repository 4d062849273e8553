"""Entries as moderators see them: whole, in lists, through time, and how a question would be matched."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

import discord

from bot.render import words
from bot.render.discord.answers import PAGE
from bot.render.discord.colours import Colour
from bot.render.discord.text import CHOICE, FIELD, TITLE, pages, plain, short
from knowledge import Decision, EntryStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge import Candidate, Entry, EntryText, Examination, Revision

ROWS = 12  # entries of a list on a page
_ROW = 160  # characters of a question in a list
_LONG, _BRIEF = 900, 450  # characters of what stands beside the answer
_CANDIDATES = 5
_WORTH_A_LOOK = 0.05  # confidence below which an entry tells a moderator nothing, unless it is blocked
_LOWEST = f"Every entry is less than {_WORTH_A_LOOK:.0%} sure."
_SENTENCE_END = re.compile(r"(?<=[.!?…]) +|\n")


def answer_pages(text: EntryText) -> list[str]:
    """Return an answer as Discord shows it word for word, in pages that end with a sentence."""
    return pages(plain(text.answer), PAGE)


def turned(embed: discord.Embed, shown: Sequence[str], page: int) -> discord.Embed:
    """Return an embed of an answer at another of its pages."""
    other = embed.copy()
    other.description = answer_page(shown, page)
    return other


def answer_page(shown: Sequence[str], page: int) -> str:
    """Return one page of an answer; where there is more, it says so."""
    place = min(max(page, 0), len(shown) - 1)
    return shown[place] + (f"\n\n*Page {place + 1} of {len(shown)}*" if len(shown) > 1 else "")


def entry_embed(entry: Entry, page: int = 0) -> discord.Embed:
    """Return a page of an entry with everything that belongs to it."""
    shown = answer_pages(entry.text)
    removed = entry.status is EntryStatus.REMOVED
    embed = discord.Embed(
        title=_title(entry.question),
        description=answer_page(shown, page),
        colour=Colour.CARE if removed else Colour.NOTE,
    )
    state = ", removed: members do not see it" if removed else ""
    embed.set_author(name=f"Entry {entry.id}, revision {entry.revision}{state}")
    if entry.text.phrasings:
        embed.add_field(name="Also asked as", value=listed(entry.text.phrasings, _LONG), inline=False)
    if entry.text.context:
        embed.add_field(name="Context", value=_cut(plain(entry.text.context), _BRIEF), inline=False)
    embed.add_field(name="Source", value=_source(entry), inline=False)
    if entry.text.tags:
        embed.add_field(name="Tags", value=_cut(plain(", ".join(entry.text.tags)), _BRIEF), inline=False)
    embed.set_footer(text=f"Last reviewed {words.day(entry.reviewed_at)}")
    return embed


def entries_embed(title: str, entries: Sequence[Entry], page: int = 0) -> discord.Embed:
    """Return a page of entries, one a line."""
    title = _title(title)
    if not entries:
        return discord.Embed(title=title, description="There are no entries.", colour=Colour.NOTE)
    count = list_pages(entries)
    place = min(max(page, 0), count - 1)
    rows = [_row(entry) for entry in entries[place * ROWS : (place + 1) * ROWS]]
    embed = discord.Embed(title=title, description="\n".join(rows), colour=Colour.NOTE)
    said = "1 entry" if len(entries) == 1 else f"{len(entries):,} entries"
    embed.set_footer(text=said if count == 1 else f"{said}, page {place + 1} of {count}")
    return embed


def list_pages(entries: Sequence[Entry]) -> int:
    """Return how many pages a list of entries has."""
    return max(1, -(-len(entries) // ROWS))


def history_embed(revisions: Sequence[Revision], number: int = 0) -> discord.Embed:
    """Return one revision: who did what, when, and what differs from the one before. 0 stands for the latest."""
    at = next((place for place, each in enumerate(revisions) if each.number == number), len(revisions) - 1)
    revision, before = revisions[at], revisions[at - 1] if at else None
    embed = discord.Embed(title=_title(revision.text.question), colour=Colour.NOTE)
    embed.set_author(name=f"Entry {revision.entry_id}, revision {revision.number} of {revisions[-1].number}")
    when = f"{words.day(revision.at)}, {revision.at:%H:%M} UTC"
    done = f"**{words.safe_line(revision.action).capitalize()}** by {editor_name(revision.editor)} on {when}"
    changes = difference(sections(before.text), sections(revision.text)) if before else ""
    embed.description = f"{done}\n\n{changes}" if changes else done
    return embed


def examination_embed(text: str, examination: Examination) -> discord.Embed:
    """Return what the bot would do with a question, and why; nothing of it is recorded."""
    embed = discord.Embed(title=_verdict(examination), colour=Colour.SUGGEST)
    lines = [f"Asked: {_cut(plain(words.safe_line(text)), _LONG)}"]
    if words.safe_line(examination.focus) != words.safe_line(text):
        lines.append(f"Understood as: {_cut(plain(words.safe_line(examination.focus)), _BRIEF)}")
    if examination.language:
        lines.append(f"It is in {plain(examination.language.name)}, so it was not compared with anything.")
    if examination.text:
        lines.append(f">>> {_cut(plain(examination.text), _LONG)}")
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


def _worth_a_look(candidate: Candidate) -> bool:
    return candidate.confidence >= _WORTH_A_LOOK or candidate.at_most is Decision.QUEUE


def sections(text: EntryText) -> dict[str, str]:
    """Return everything that a person can change of an entry, by what it is called."""
    source = text.source
    written = source.date.isoformat() if source.date else ""
    return {
        "Question": text.question,
        "Also asked as": "\n".join(text.phrasings),
        "Answer": text.answer,
        "Context": text.context,
        "Source": "\n".join(filter(None, (source.title, source.url, source.author, written))),
        "Tags": ", ".join(text.tags),
    }


def difference(before: Mapping[str, str], after: Mapping[str, str], limit: int = 3_500) -> str:
    """Return what differs as Discord colours it, a block for each part: "-" is what was, "+" what is; "" for nothing.

    What does not fit is counted, so that nobody takes a part of the differences for all.
    """
    shown, left = "", 0
    for name, old in before.items():
        lines = _changed(old, after[name])
        room = limit - len(shown) - len(f"**{name}**\n```diff\n\n```\n")
        kept = _fitting(lines, room)
        left += len(lines) - len(kept)
        if kept:
            shown += f"**{name}**\n```diff\n{chr(10).join(kept)}\n```\n"
    return f"{shown}{left:,} more changed lines do not fit here." if left else shown


def entry_choice(entry: Entry) -> str:
    """Return an entry as autocomplete offers it."""
    removed = "(removed) " if entry.status is EntryStatus.REMOVED else ""
    return short(f"{entry.id}. {removed}{words.safe_line(entry.question)}", CHOICE)


def editor_name(editor: str) -> str:
    """Return an editor as Discord names them, without calling them; others are named as they are recorded."""
    return f"<@{editor}>" if editor.isascii() and editor.isdecimal() else plain(words.safe_line(editor))


def listed(lines: Sequence[str], limit: int = FIELD) -> str:
    """Return lines one below the other; those that do not fit are counted."""
    shown: list[str] = []
    room = limit - len("and 9,999 more")
    for line in lines:
        escaped = plain(words.safe_line(line))
        if room - len(escaped) - 1 < 0:
            return "\n".join([*shown, f"and {len(lines) - len(shown):,} more"])
        shown.append(escaped)
        room -= len(escaped) + 1
    return "\n".join(shown)


def _changed(old: str, new: str) -> list[str]:
    """Return the sentences that differ between two texts, with nothing in them that would end the block."""
    lines = difflib.unified_diff(_sentences(old), _sentences(new), lineterm="", n=0)
    kept = [line for line in list(lines)[2:] if not line.startswith("@@")]
    return [line.replace("`", "`\N{ZERO WIDTH SPACE}") for line in kept]


def _sentences(text: str) -> list[str]:
    return _SENTENCE_END.split(words.safe(text))


def _fitting(lines: Sequence[str], room: int) -> list[str]:
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return kept


def _row(entry: Entry) -> str:
    removed = "*(removed)* " if entry.status is EntryStatus.REMOVED else ""
    return f"**{entry.id}**  {removed}{plain(short(words.safe_line(entry.question), _ROW))}"


def _source(entry: Entry) -> str:
    address = words.source_address(entry.source)
    told = plain(words.source_line(entry.source))
    return f"{_cut(told, _BRIEF)}\n{_cut(plain(address), _BRIEF)}" if address else _cut(told, _BRIEF)


def _title(question: str) -> str:
    return _cut(plain(words.safe_line(question)), TITLE)


def _cut(text: str, limit: int = FIELD) -> str:
    return text if len(text) <= limit else short(text, limit)


def _candidate(candidate: Candidate) -> str:
    entry = candidate.entry
    return _cut(f"{entry.id}. {plain(words.safe_line(entry.question))}", _ROW + 40)


def _against(candidate: Candidate) -> str:
    """Say how sure it is that a candidate answers, and what speaks against it, small below it."""
    against = "; ".join(candidate.reasons)
    if candidate.at_most is Decision.QUEUE:
        return f"**Never**\n-# {_cut(plain(against or 'A moderator blocked it for this question.'), _BRIEF)}"
    told = f"Against it: {_cut(plain(against), _BRIEF)}" if against else "Nothing speaks against it."
    return f"**{candidate.confidence:.0%} sure**\n-# {told}"
