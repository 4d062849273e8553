"""Change, remove, restore and undo an entry."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.actions import number
from bot.controls import Style, button
from bot.curating.closing import close
from bot.curating.desk import Screen, at_press, curator, note, show
from bot.curating.form import to_fields
from bot.curating.goals import Goal, form_for
from bot.curating.looking import entry_screen
from bot.errors import InputRefused
from bot.render.discord.colours import Colour
from bot.render.discord.entries import entry_embed
from bot.render.discord.previews import done_embeds
from knowledge import AlreadyDecided, EntryStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import discord

    from bot.actions import Handler, Press
    from bot.controls import Control
    from bot.curating.desk import Curator
    from knowledge import Entry


class Changing:
    """What the buttons under an entry do. Undoing is done one by one, so a button pressed twice undoes once."""

    def __init__(self) -> None:
        self._one_by_one = asyncio.Lock()

    def handlers(self) -> Mapping[str, Handler]:
        """Return what each button does."""
        return {
            "faq-edit": _edit,
            "faq-remove-ask": _ask_removal,
            "faq-remove": _remove,
            "faq-restore": _restore,
            "faq-undo": self._undo,
            "faq-close": close,
        }

    async def _undo(self, press: Press) -> None:
        """Undo the change that the button stands under, unless the entry was changed since."""
        who, entry_id, revision = await at_press(press), number(press.arguments), number(press.arguments, 1)
        async with self._one_by_one:
            entry = await who.kb.curation.get(who.community, entry_id)
            if entry.revision != revision:
                raise InputRefused(
                    f"Entry {entry_id} was changed since, so nothing was undone; see /faq history."
                )
            screen = await undone(who, entry_id)
        await show(press.interaction, screen)


def edit_form(entry: Entry) -> discord.ui.Modal:
    """Return the form to change an entry."""
    return form_for(Goal(entry.id, entry.revision), to_fields(entry.text))


def removal_screen(entry: Entry) -> Screen:
    """Ask whether to take an entry away.

    Raises:
        AlreadyDecided: it is removed already.
    """
    if entry.status is EntryStatus.REMOVED:
        raise AlreadyDecided("entry", entry.id, entry.status.value)
    asked = note("Take this answer away? Members will no longer see it. It can be brought back.")
    controls = [
        button("Remove", "faq-remove", entry.id, style=Style.danger),
        button("Keep", "faq-show", entry.id, 0),
    ]
    return Screen([entry_embed(entry), asked], controls)


async def restored(who: Curator, entry_id: int) -> Screen:
    """Publish a removed entry again."""
    entry = await who.kb.curation.restore(who.community, entry_id, who.editor)
    return await _back(who, entry, f"Entry {entry.id} is back.")


async def _back(who: Curator, entry: Entry, told: str, first: Sequence[Control] = ()) -> Screen:
    """Say what became of an entry, and whether another one asks the same by now."""
    shown, more = [*done_embeds(told, entry)], [*first, *entry_screen(entry).controls]
    published = entry.status is EntryStatus.PUBLISHED
    twin = await who.kb.curation.twin(who.community, entry.text, beside=entry.id) if published else None
    if twin is not None:
        other = twin.entry.id
        shown.append(
            note(f"Entry {other} asks this too, so I am sure of neither; please keep one.", Colour.CARE)
        )
        more.append(button(f"Show entry {other}", "faq-show", other, 0))
    return Screen(shown, more)


async def undone(who: Curator, entry_id: int) -> Screen:
    """Take back the last change of an entry."""
    entry = await who.kb.curation.undo(who.community, entry_id, who.editor)
    told = f"The last change of entry {entry.id} was taken back."
    *_, before, _ = await who.kb.curation.history(who.community, entry_id)
    back: list[Control] = []
    if before.text != entry.text:
        back = [button("Bring it back", "faq-revert", entry.id, before.number)]
    return await _back(who, entry, told, back)


async def _edit(press: Press) -> None:
    who = await curator(press.bot, press.interaction)
    entry = await who.kb.curation.get(who.community, number(press.arguments))
    await press.interaction.response.send_modal(edit_form(entry))


async def _ask_removal(press: Press) -> None:
    who = await at_press(press)
    entry = await who.kb.curation.get(who.community, number(press.arguments))
    await show(press.interaction, removal_screen(entry))


async def _remove(press: Press) -> None:
    who = await at_press(press)
    entry = await who.kb.curation.remove(who.community, number(press.arguments), who.editor)
    await show(
        press.interaction,
        Screen(
            done_embeds(f"Entry {entry.id} is removed.", entry), [button("Restore", "faq-restore", entry.id)]
        ),
    )


async def _restore(press: Press) -> None:
    who = await at_press(press)
    await show(press.interaction, await restored(who, number(press.arguments)))
