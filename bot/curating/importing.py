"""A document in, drafts out, with signs of progress; and everything of a community as a file."""

from __future__ import annotations

import asyncio
import gzip
import re
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import discord

from bot.actions import number
from bot.controls import Style, button
from bot.curating.desk import Screen, at_press, note, show
from bot.errors import InputRefused, sentence
from bot.render.discord.colours import Colour
from bot.render.discord.text import plain
from bot.render.records import to_json
from bot.render.reports import report_text, stage_line, taken_back_text
from knowledge import DocumentRefused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from datetime import date

    from bot.actions import Handler, Press
    from bot.curating.desk import Curator
    from knowledge import Progress

_LIMIT = 20_000_000  # bytes; a post with 10,000 comments has about 5,000,000
_EXPORTED = "Everything that moderators and authors made here. No member's name is in it."
_NAME = 40  # characters of a server's name in a file's
_BETWEEN = 1.5  # seconds between two signs of progress; Discord takes about one change of a message a second


async def imported(
    who: Curator,
    interaction: discord.Interaction,
    file: discord.Attachment,
    *,
    author: str | None,
    link: str | None,
    publish: bool,
) -> Screen:
    """Import a file that somebody attached, and say what it yielded.

    Raises:
        InputRefused: it is none that can be imported, or Discord does not give it.
    """
    try:
        data = await _content(file)
        async with _progress(interaction) as progress:
            report = await who.kb.imports.import_document(
                who.community,
                data,
                file.filename,
                author=author,
                url=link,
                approve=publish,
                editor=who.editor,
                progress=progress,
            )
            await who.kb.warm(who.community, progress)
    except DocumentRefused as error:  # it names the file, and a name may look like a link
        raise InputRefused(plain(sentence(error))) from None
    drafts = report.drafts_added or report.drafts_updated or report.conflicts
    review = [button("Review the drafts", "faq-draft-next", 0, style=Style.primary)] if drafts else []
    back = (
        [] if report.nothing_new else [button("Take it back", "faq-import-undo", report.source, report.nth)]
    )
    return Screen([note(report_text(report), Colour.ANSWER)], [*review, *back])


def handlers() -> Mapping[str, Handler]:
    """Return what each button does."""
    return {"faq-import-undo": _take_back}


async def _take_back(press: Press) -> None:
    """Take an import back, and say what went."""
    who = await at_press(press)
    source, nth = number(press.arguments), number(press.arguments, 1)
    done = await who.kb.imports.take_back(who.community, source, nth, who.editor)
    await show(press.interaction, Screen([note(taken_back_text(done))]))


async def exported(who: Curator, interaction: discord.Interaction) -> Screen:
    """Return everything that curators and authors made here as a JSON file, compressed where it is large.

    Raises:
        InputRefused: it is larger than Discord lets a bot send here.
    """
    kept, most = await who.kb.imports.export(who.community), interaction.filesize_limit
    data, ending, told = await asyncio.to_thread(_packed, kept, most)
    if len(data) > most:
        raise InputRefused(
            "The export is too large for Discord; whoever runs me can write it to a file with `afterword export`."
        )
    name = export_name(interaction.guild.name if interaction.guild else "", interaction.created_at.date())
    return Screen([note(f"{_EXPORTED}{told}")], file=(f"{name}{ending}", data))


def _packed(kept: Mapping[str, object], most: int) -> tuple[bytes, str, str]:
    """Return an export as JSON, compressed above `most` bytes, with the end of its name and what to say of it."""
    data = to_json(kept, indent=1).encode()
    if len(data) <= most:
        return data, "", ""
    return (
        gzip.compress(data),
        ".gz",
        " It is compressed, since it is large; /faq import reads it as it is, and any tool for .gz files opens it.",
    )


def export_name(server: str, day: date) -> str:
    """Return the name of a server's export: it still says what it is among a year's downloads."""
    named = "-".join(re.findall(r"[a-z0-9]+", server.casefold()))[:_NAME].strip("-")
    return f"{named + '-' if named else ''}faq-{day.isoformat()}.json"


async def _content(file: discord.Attachment) -> bytes:
    if file.size > _LIMIT:
        raise DocumentRefused(file.filename, "too large", f"{file.size:,} bytes")
    try:
        return await file.read()
    except discord.HTTPException:
        raise InputRefused("Discord does not give me that file; please attach it again.") from None


@asynccontextmanager
async def _progress(interaction: discord.Interaction) -> AsyncIterator[Progress]:
    """Give a `Progress` that changes the reply every now and then while the block runs."""
    latest: list[str] = []

    def note_it(stage: str, done: int, total: int) -> None:
        latest[:] = [stage_line(stage, done, total)]

    telling = asyncio.create_task(_tell(interaction, latest))
    try:
        yield note_it
    finally:
        telling.cancel()
        with suppress(asyncio.CancelledError):
            await telling


async def _tell(interaction: discord.Interaction, latest: list[str]) -> None:
    told: list[str] = []
    while True:
        await asyncio.sleep(_BETWEEN)
        if latest != told:
            told = [*latest]
            with suppress(discord.HTTPException):  # the next sign, or the summary, will do
                await interaction.edit_original_response(embeds=[note(line) for line in told])
