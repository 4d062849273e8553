"""A person's own: their questions, what is kept with their id, and its end."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

import discord

from bot.controls import view
from bot.errors import InputRefused
from bot.interactions import change, hold, say, think
from bot.members import judging, reading, waiting
from bot.members.pressing import arguments, chosen, require_asker, require_own
from bot.members.pressing import own as pressed
from bot.render.discord import answers, own

if TYPE_CHECKING:
    from bot.actions import Handler, Press
    from bot.client import Afterword
    from knowledge import Asking


async def questions(bot: Afterword, interaction: discord.Interaction) -> None:
    """Show somebody their questions: those of this server, or in private those of all."""
    await think(interaction)
    community = str(interaction.guild_id) if interaction.guild_id is not None else None
    asker = str(interaction.user.id)
    shown = own.questions_shown(await bot.kb.askers.questions(asker, community), asker)
    await say(interaction, shown.embeds, view(shown.controls))


async def data(bot: Afterword, interaction: discord.Interaction) -> None:
    """Hand somebody what is kept with their id, as a file."""
    await think(interaction)
    held = await bot.kb.askers.data(str(interaction.user.id))
    file = discord.File(io.BytesIO(as_json(held)), "my-data.json")
    await say(interaction, answers.note(own.DATA).embeds, files=[file])


async def forget(press: Press) -> None:
    """Erase somebody's id, or not after all."""
    await hold(press.interaction)
    asker, decision = arguments(press, 2)
    require_asker(press, asker)
    if decision == "yes":
        await press.bot.kb.askers.forget(asker)
        press.bot.homes.forget(press.interaction.user.id)
    shown = answers.note(own.FORGOTTEN if decision == "yes" else own.NOT_FORGOTTEN)
    await change(press.interaction, shown.embeds)


async def read(press: Press) -> None:
    """Show the answer to one of somebody's questions."""
    await think(press.interaction)
    (asker,) = arguments(press, 1)
    community, _, entry_id = chosen(press).partition(":")
    await require_own(press, asker, community)
    await reading.show(press, community, entry_id)


async def withdraw(press: Press) -> None:
    """Ask whether one of somebody's questions is really to be taken back."""
    await hold(press.interaction)
    (asker,) = arguments(press, 1)
    community, _, key = chosen(press).partition(":")
    await require_own(press, asker, community)
    found = [
        each for each in await _questions(press, asker) if (each.community, each.key) == (community, key)
    ]
    if not found:
        raise InputRefused(waiting.SETTLED)
    await judging.show(press, own.really_shown(found[0], asker))


async def withdrawn(press: Press) -> None:
    """Take it back, and show what is left."""
    await hold(press.interaction)
    asked = await pressed(press)
    await waiting.take_back(press, asked)
    await _list(press, asked.asker)


async def keep(press: Press) -> None:
    """Show somebody their questions again."""
    await hold(press.interaction)
    (asker,) = arguments(press, 1)
    require_asker(press, asker)
    await _list(press, asker)


async def _list(press: Press, asker: str) -> None:
    await judging.show(press, own.questions_shown(await _questions(press, asker), asker))


async def _questions(press: Press, asker: str) -> list[Asking]:
    guild_id = press.interaction.guild_id
    return await press.bot.kb.askers.questions(asker, str(guild_id) if guild_id is not None else None)


def as_json(held: Any) -> bytes:  # noqa: ANN401  any value of the knowledge base's
    """Return what is kept as a file that people and programs can read."""
    return json.dumps(held, indent=2, ensure_ascii=False, default=_plain).encode()


def _plain(value: Any) -> Any:  # noqa: ANN401  as above
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


HANDLERS: dict[str, Handler] = {
    "forget": forget,
    "mine-read": read,
    "mine-withdraw": withdraw,
    "mine-withdrawn": withdrawn,
    "mine-keep": keep,
}
