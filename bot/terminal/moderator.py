"""What a moderator does: keep the entries."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.errors import InputRefused
from bot.render.cards import difference, entries_table, entry_panel, examination_panel, history_table
from bot.terminal.form import to_form
from bot.terminal.guarded import guarded, offer_closing
from bot.terminal.session import LONGEST_NUMBER
from bot.terminal.twins import published
from bot.terminal.writing import write_entry
from knowledge import Done, EntryText, StaleRevision

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.terminal.session import Session
    from knowledge import Entry, Published


async def faq(session: Session, argument: str) -> None:
    """Do what stands behind /faq."""
    verb, _, rest = argument.strip().partition(" ")
    if verb not in VERBS:
        raise InputRefused(f"After /faq comes one of: {', '.join(VERBS)}.")
    await VERBS[verb](session, rest.strip())


async def _list(session: Session, _: str) -> None:
    session.say(entries_table(await session.kb.curation.entries(session.community)))


async def _add(session: Session, question: str) -> None:
    text = await write_entry(session, EntryText(question=question, answer=""))
    preview = await guarded(session, text) if text is not None else None
    if preview is None:
        session.say("Nothing was added.")
        return
    text = preview.entry.text

    async def add(beside: int | None) -> Published:
        return await session.kb.curation.add(session.community, text, session.editor, beside=beside)

    entry = await published(session, text, add, "Published as entry {}.")
    if entry is None:
        session.say("Nothing was added.")
        return
    await offer_closing(session, entry, preview.answers)


async def _edit(session: Session, argument: str) -> None:
    before = await _entry(session, argument)
    text = await write_entry(session, before.text)
    preview = await guarded(session, text, before.id) if text is not None else None
    if preview is None:
        session.say("Nothing was changed.")
        return
    entry = await _save(session, before, preview.entry.text)
    if entry is not None:
        await offer_closing(session, entry, preview.answers)


async def _save(session: Session, before: Entry, text: EntryText) -> Entry | None:
    try:
        done = await session.kb.curation.edit(
            session.community, before.id, text, seen=before.revision, editor=session.editor
        )
    except StaleRevision as error:
        session.complain(error)
        names = ("as it is now", "as you wrote it")
        session.say(difference(to_form(error.current.text), to_form(text), names))
        if await session.confirm("Put yours in its place all the same?"):
            return await _save(session, error.current, text)
        return None
    entry = done.entry
    if done.done is Done.UNCHANGED:
        session.say(f"Nothing differs, so entry {entry.id} stays as it is.")
    else:
        await session.published(entry, f"Entry {entry.id} changed; this is revision {entry.revision}.")
    return entry


async def _show(session: Session, argument: str) -> None:
    session.say(entry_panel(await _entry(session, argument)))


async def _remove(session: Session, argument: str) -> None:
    entry = await _entry(session, argument)
    session.say(entry_panel(entry))
    if await session.confirm("Take this answer away? Members will no longer see it."):
        await session.kb.curation.remove(session.community, entry.id, session.editor)
        await session.published(
            entry, f"Entry {entry.id} removed. /undo or /faq restore {entry.id} brings it back."
        )


async def _restore(session: Session, argument: str) -> None:
    entry = await session.kb.curation.restore(session.community, number_in(argument), session.editor)
    await session.published(entry, f"Entry {entry.id} is back.")


async def _history(session: Session, argument: str) -> None:
    entry = await _entry(session, argument)
    revisions = await session.kb.curation.history(session.community, entry.id)
    session.say(history_table(revisions))
    for older, newer in pairwise(revisions):
        changes = difference(
            to_form(older.text), to_form(newer.text), (f"revision {older.number}", f"revision {newer.number}")
        )
        session.say(changes)


async def _search(session: Session, text: str) -> None:
    session.say(entries_table(await session.kb.curation.search(session.community, text)))


async def _test(session: Session, text: str) -> None:
    session.say(examination_panel(await session.kb.examine(session.community, text)))


VERBS: dict[str, Callable[[Session, str], Awaitable[None]]] = {
    "list": _list,
    "add": _add,
    "edit": _edit,
    "show": _show,
    "remove": _remove,
    "restore": _restore,
    "history": _history,
    "search": _search,
    "test": _test,
}


async def undo(session: Session, argument: str) -> None:
    """Take back the last change of an entry: the one named, or the last one changed in this chat."""
    if not argument.strip() and not session.changed:
        session.say("Nothing was changed in this chat. /undo 12 takes back the last change of entry 12.")
        return
    entry_id = number_in(argument) if argument.strip() else session.changed[-1]
    entry = await session.kb.curation.undo(session.community, entry_id, session.editor)
    if entry_id in session.changed:
        session.changed.remove(entry_id)
    await session.refresh()
    session.say(f"The last change of entry {entry.id} was taken back.", "green")


async def _entry(session: Session, argument: str) -> Entry:
    return await session.kb.curation.get(session.community, number_in(argument))


def number_in(argument: str, usage: str = "entry, as in: /faq show 12 (/faq list has them)") -> int:
    """Read the number of an entry, or of what `usage` names.

    Raises:
        InputRefused: this is no number.
    """
    digits = argument.strip().lstrip("#")
    if not digits.isdecimal() or len(digits) > LONGEST_NUMBER:
        raise InputRefused(f"Please give the number of the {usage}.")
    return int(digits)
