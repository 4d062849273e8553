"""Whether a pressed button or select may count: it stands on the message, and the person is the one who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.asked import Asked
from bot.errors import InputRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.actions import Press
    from bot.controls import Control

NOT_YOURS = "Only the person who asked can use these buttons. Ask me yourself with /ask."
_NOT_THERE = "That button does not belong to this message, so I did nothing."


async def own(press: Press) -> Asked:
    """Return the question that a press is about.

    Raises:
        InputRefused: somebody else asked it, in another server, or the button does not stand there.
    """
    asked = Asked.of(press.arguments)
    if asked is None:
        raise InputRefused(_NOT_THERE)
    await require_own(press, asked.asker, asked.community)
    return asked


def arguments(press: Press, count: int) -> tuple[str, ...]:
    """Return what a button's custom_id carries.

    Raises:
        InputRefused: it is not as many things, so nothing of ours made it.
    """
    if len(press.arguments) != count:
        raise InputRefused(_NOT_THERE)
    return press.arguments


def chosen(press: Press) -> str:
    """Return what was chosen from a select.

    Raises:
        InputRefused: nothing was.
    """
    if not press.values:
        raise InputRefused(_NOT_THERE)
    return press.values[0]


async def require_own(press: Press, asker: str, community: str) -> None:
    """Hold a press against the person and the server that its button names.

    Raises:
        InputRefused: as for `own`.
    """
    require_asker(press, asker)
    await require_here(press, community)


def require_asker(press: Press, asker: str) -> None:
    """Refuse a press of somebody else than the person its button names, or of a button that does not stand there."""
    if not stands_there(press.interaction):
        raise InputRefused(_NOT_THERE)
    if asker != str(press.interaction.user.id):
        raise InputRefused(NOT_YOURS)


async def require_here(press: Press, community: str) -> None:
    """Refuse what belongs to another server than the one of the press; in a DM, than those the person is in."""
    interaction = press.interaction
    if interaction.guild_id is not None:
        here = community == str(interaction.guild_id)
    else:
        here = any(str(each.id) == community for each in await press.bot.homes.of(interaction.user.id))
    if not here:
        raise InputRefused("That belongs to a server that you and I are not in together.")


def stands_there(interaction: discord.Interaction) -> bool:
    """Tell whether the message really has the component; a custom_id is easily made up."""
    data: Mapping[str, Any] = interaction.data or {}
    if interaction.message is None:
        return False
    rows = (getattr(row, "children", ()) for row in interaction.message.components)
    return any(getattr(part, "custom_id", None) == data.get("custom_id") for row in rows for part in row)


def place_of(interaction: discord.Interaction) -> str:
    """Return where a press happened as the knowledge base keeps it, "" for where only one person can see it."""
    message = interaction.message
    if interaction.guild_id is None or message is None or message.flags.ephemeral:
        return ""
    return f"{interaction.channel_id}/{message.id}"


def kept(message: discord.Message, *names: str) -> list[Control]:
    """Return the components of a message but for those that do one of these."""
    gone = tuple(f"aw:{name}:" for name in names)
    found: list[Control] = []
    for item in discord.ui.View.from_message(message).children:
        if isinstance(item, discord.ui.Button | discord.ui.Select):
            item.row = None
            if not (item.custom_id or "").startswith(gone):
                found.append(item)
    return found
