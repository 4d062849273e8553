"""A question that an entry asks already: said where it is all there, chosen where something else is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.merging import joined
from bot.render.cards import difference, entry_panel
from bot.terminal.form import to_form
from knowledge import Done, SameQuestion

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.terminal.session import Session
    from knowledge import Entry, EntryText, Published

_OPTIONS = {"c": "change that entry to yours", "k": "keep both", "d": "discard yours"}


async def published(
    session: Session,
    text: EntryText,
    publish: Callable[[int | None], Awaitable[Published]],
    told: str,
    instead: Callable[[Entry], Awaitable[Published]] | None = None,
) -> Entry | None:
    """Call `publish` with the entry that a new one may stand beside, and say what came of it; None for nothing.

    `told` says that it is published, with {} for its number; `instead` gives an entry these words, where that is more
    than an edit.
    """
    beside: int | None = None
    while True:
        try:
            done = await publish(beside)
        except SameQuestion as error:
            letter = await _chosen(session, error.current, text)
            if letter == "d":
                return None
            if letter == "c":
                change = instead or (lambda entry: _edited(session, entry, text))
                return await _said(session, await change(error.current), told)
            beside = error.current.id
        else:
            return await _said(session, done, told)


async def _said(session: Session, published: Published, told: str) -> Entry:
    entry = published.entry
    match published.done:
        case Done.CREATED:
            await session.published(entry, told.format(entry.id))
        case Done.CHANGED:
            await session.published(entry, f"Entry {entry.id} changed; this is revision {entry.revision}.")
        case Done.UNCHANGED:
            session.say(entry_panel(entry))
            session.say(
                f"This entry is there already, as entry {entry.id}: nothing was published."
                f" /faq edit {entry.id} changes it."
            )
    return entry


async def _chosen(session: Session, current: Entry, text: EntryText) -> str:
    session.say(f"Entry {current.id} asks this already and says something else:", "yellow")
    session.say(difference(to_form(current.text), to_form(text), ("as published", "as you wrote it")))
    return await session.choose(_OPTIONS)


async def _edited(session: Session, current: Entry, text: EntryText) -> Published:
    return await session.kb.curation.edit(
        session.community,
        current.id,
        joined(current.text, text),
        seen=current.revision,
        editor=session.editor,
    )
