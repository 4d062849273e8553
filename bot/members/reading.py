"""Answers that are read: their pages, and those that were chosen from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions import number
from bot.controls import rows, view
from bot.interactions import change, hold, say, think
from bot.members import asking
from bot.members.asking import disclaimer
from bot.members.pressing import arguments, chosen, kept, require_here, require_own, stands_there
from bot.render.discord import answers
from knowledge import EntryStatus, NotFound

if TYPE_CHECKING:
    import discord

    from bot.actions import Handler, Press
    from bot.controls import Control
    from knowledge import Entry

_JUDGING = ("aw:yes:", "aw:no:", "aw:undo:")


async def turn(press: Press) -> None:
    """Show another page: in place for the asker, privately for anybody else who reads along."""
    asker, community, entry_id, page = arguments(press, 4)
    if not stands_there(press.interaction) or asker != str(press.interaction.user.id):
        await think(press.interaction)
        await require_here(press, community)
        await show(press, community, entry_id, number([page]))
        return
    await hold(press.interaction)
    await require_own(press, asker, community)
    entry = await published(press, community, entry_id)
    message = press.interaction.message
    if message is None or not message.embeds:
        return
    embed = message.embeds[-1].copy()
    embed.description = answers.answer_page(entry, number([page]))
    beside = answers.page_controls(entry, asker, community, number([page]))
    await change(press.interaction, [*message.embeds[:-1], embed], view(_arranged(message, beside)))


def _arranged(message: discord.Message, beside: tuple[Control, ...]) -> tuple[Control, ...]:
    """Return a message's components with other ways to the pages, below those that judge the answer."""
    others = kept(message, "page")
    judging = [each for each in others if (each.custom_id or "").startswith(_JUDGING)]
    return rows(judging, [*beside, *(each for each in others if each not in judging)])


async def read(press: Press) -> None:
    """Show an answer that was chosen from a list, only to be read."""
    await think(press.interaction)
    asker, community = arguments(press, 2)
    await require_own(press, asker, community)
    await show(press, community, chosen(press))


async def show(press: Press, community: str, entry_id: str, page: int = 0) -> None:
    """Show an answer to whoever pressed, in private.

    Raises:
        NotFound, InputRefused: there is none with that number that members can be shown.
    """
    entry = await published(press, community, entry_id)
    answered, own_note = await asking.read(press.bot, entry), await disclaimer(press.bot, community)
    shown = answers.read_shown(answered, str(press.interaction.user.id), own_note, page)
    await say(press.interaction, shown.embeds, view(shown.controls))


async def published(press: Press, community: str, entry_id: str) -> Entry:
    """Return an entry that members can be shown.

    Raises:
        NotFound, InputRefused: there is none with that number.
    """
    entry = await press.bot.kb.curation.get(community, number([entry_id]))
    if entry.status is not EntryStatus.PUBLISHED:
        raise NotFound("entry", entry.id)
    return entry


HANDLERS: dict[str, Handler] = {"page": turn, "read": read}
