"""An author goes through the answers that are due for review and says which are still right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions import number
from bot.authors.desk import author, community, show, sits
from bot.boards import board
from bot.controls import Style, button
from bot.interactions import say, think
from bot.render.discord import due as render
from knowledge import StaleRevision

if TYPE_CHECKING:
    import discord

    from bot.actions import Press
    from bot.client import Afterword
    from knowledge import Entry


async def next_due(
    bot: Afterword, interaction: discord.Interaction, after: int | None = None, note: str = ""
) -> tuple[list[discord.Embed], discord.ui.View]:
    """Return the answer that comes `after` that entry in the list of those due, the first where there is none."""
    entries = await bot.kb.review.due(community(interaction))
    ids = [each.id for each in entries]
    place = (ids.index(after) + 1) % len(ids) if after in ids else 0
    if not entries:
        return [render.nothing_due(note)], board([])
    shown = render.due_card(entries[place], f"{place + 1} of {len(entries)}", note)
    return shown, due_view(entries[place], alone=len(entries) == 1)


def due_view(entry: Entry, *, alone: bool) -> discord.ui.View:
    """Return what can be said of an answer that is due."""
    right = button("Still right", "due-right", entry.id, entry.revision, style=Style.success)
    return board([[right, *([] if alone else [button("Next", "due-next", entry.id)])]])


async def begin(press: Press) -> None:
    """Open the list from a message that others see too, such as the digest."""
    await think(press.interaction)
    await author(press.bot, press.interaction)
    await say(press.interaction, *await next_due(press.bot, press.interaction))


async def following(press: Press) -> None:
    """Show the next answer."""
    await sits(press)
    await show(press, *await next_due(press.bot, press.interaction, number(press.arguments)))


async def right(press: Press) -> None:
    """Note that the answer is still right, as it stood on the card."""
    member = await sits(press)
    here, entry_id = community(press.interaction), number(press.arguments)
    ids = [each.id for each in await press.bot.kb.review.due(here)]
    before = ids[ids.index(entry_id) - 1] if entry_id in ids[1:] else None
    note = f"Entry {entry_id} counts as reviewed today."
    try:
        await press.bot.kb.review.confirm(
            here, entry_id, member.display_name, seen=number(press.arguments, 1)
        )
    except StaleRevision:
        note = f"Entry {entry_id} was changed or reviewed meanwhile; nothing was noted."
    await show(press, *await next_due(press.bot, press.interaction, before, note))


HANDLERS = {"due-open": begin, "due-next": following, "due-right": right}
