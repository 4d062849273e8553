"""Moderators' work: entries and their revisions, the community's terms, and its strictness."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.domain import EntryStatus
from knowledge.errors import AlreadyDecided, NotFound, StaleRevision, WordingBlocked
from knowledge.language import Glossary
from knowledge.service.rules import checked
from knowledge.service.strictness import checked_choice, set_strictness
from knowledge.service.terms import checked_names, remove_term, set_term
from knowledge.store import audit, blocks, communities, entries, revisions, terms
from knowledge.store.audit import Deed
from knowledge.store.codec import text_to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.domain import Entry, EntryText, Revision, Term
    from knowledge.policy import Chosen
    from knowledge.store.database import Database


class Curation:
    """Adds, edits, removes and restores entries; everything is kept and can be undone.

    `glossary` is what the community's terms are added to.
    """

    def __init__(
        self, database: Database, clock: Callable[[], datetime], glossary: Glossary | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._glossary = glossary or Glossary.empty()

    async def add(self, community: str, text: EntryText, editor: str) -> Entry:
        """Publish a new entry.

        Raises:
            EmptyText, TextTooLong: nothing was published.
        """
        text, now = checked(text), self._clock()
        async with self._database.writer() as session:
            await communities.ensure(session, community, now)
            entry = await entries.add(session, community, text, editor=editor, now=now)
            await audit.record(session, community, deed_on(None, entry, "added", editor, now))
        return entry

    async def edit(self, community: str, entry_id: int, text: EntryText, *, seen: int, editor: str) -> Entry:
        """Give an entry new words, if it still is at revision `seen`; its words then count as reviewed.

        Raises:
            StaleRevision: somebody has changed it meanwhile.
            WordingBlocked: it would be asked as a moderator said that it is not.
            EmptyText, TextTooLong, NotFound: nothing was changed.
        """
        text, now = checked(text), self._clock()
        async with self._database.writer() as session:
            entry = await entries.get(session, community, entry_id)
            if entry.revision != seen:
                raise StaleRevision(seen, entry)
            return await revise(session, entry, text, action="edited", editor=editor, now=now)

    async def remove(self, community: str, entry_id: int, editor: str) -> Entry:
        """Withdraw an entry: no member sees it any more.

        Raises:
            AlreadyDecided: it is removed already.
            NotFound: there is no such entry.
        """
        return await self._change_status(community, entry_id, EntryStatus.REMOVED, editor, "removed")

    async def restore(self, community: str, entry_id: int, editor: str) -> Entry:
        """Publish a removed entry again, as it was.

        Raises:
            AlreadyDecided: it is published.
            NotFound: there is no such entry.
        """
        return await self._change_status(community, entry_id, EntryStatus.PUBLISHED, editor, "restored")

    async def undo(self, community: str, entry_id: int, editor: str) -> Entry:
        """Take back an entry's last change that was not taken back yet, as a new revision.

        Undoing what published the entry removes it.

        Raises:
            AlreadyDecided: everything was taken back already.
            WordingBlocked: a wording that comes back is blocked by now.
            NotFound: there is no such entry.
        """
        now = self._clock()
        async with self._database.writer() as session:
            entry = await entries.get(session, community, entry_id)
            target = await revisions.undo_target(session, entry)
            if target is None:
                raise AlreadyDecided("entry", entry_id, entry.status.value)
            return await revise(
                session,
                entry,
                target.text if target.text != entry.text else None,
                status=target.status,
                state=target.number,
                action="undone",
                editor=editor,
                now=now,
            )

    async def get(self, community: str, entry_id: int) -> Entry:
        """Return an entry, removed or not.

        Raises:
            NotFound: there is no such entry.
        """
        async with self._database.reader() as session:
            return await entries.get(session, community, entry_id)

    async def entries(self, community: str, *, removed: bool = False) -> list[Entry]:
        """Return the published entries in the order of their ids, with the removed ones when `removed`."""
        async with self._database.reader() as session:
            return await entries.listed(session, community, removed=removed)

    async def search(
        self, community: str, text: str, limit: int = 10, status: EntryStatus | None = None
    ) -> list[Entry]:
        """Return entries that hold every word of `text`, removed ones as well unless a `status` is given."""
        async with self._database.reader() as session:
            return await entries.search(session, community, text, limit, status)

    async def numbered(
        self, community: str, digits: str, limit: int = 10, status: EntryStatus | None = None
    ) -> list[Entry]:
        """Return entries whose number begins with `digits`, removed ones as well unless a `status` is given."""
        async with self._database.reader() as session:
            return await entries.numbered(session, community, digits, limit, status)

    async def history(self, community: str, entry_id: int) -> list[Revision]:
        """Return an entry's revisions, oldest first.

        Raises:
            NotFound: there is no such entry.
        """
        async with self._database.reader() as session:
            found = await revisions.history(session, community, entry_id)
        if not found:
            raise NotFound("entry", entry_id)
        return found

    async def terms(self, community: str) -> list[Term]:
        """Return what the community calls things, oldest first."""
        async with self._database.reader() as session:
            return await terms.listed(session, community)

    async def set_term(self, community: str, name: str, names: Sequence[str], editor: str) -> Term:
        """Let `names` mean the same as `name`, instead of the other names that it had.

        Raises:
            EmptyText, TextTooLong, TooMany: a name or their list cannot be kept.
            NameTaken: a name stands for another term, or the names for more than one drug.
        """
        name, names = checked_names(name, names)
        async with self._database.writer() as session:
            return await set_term(
                session, community, name, names, self._glossary, editor=editor, now=self._clock()
            )

    async def remove_term(self, community: str, term_id: int, editor: str) -> Term:
        """Forget a term, and return what it was.

        Raises:
            NotFound: there is no such term.
        """
        async with self._database.writer() as session:
            return await remove_term(session, community, term_id, editor=editor, now=self._clock())

    async def strictness(self, community: str) -> Chosen:
        """Return what the community chose: a strictness, its own confidence to answer at once, or nothing."""
        async with self._database.reader() as session:
            return await communities.chosen(session, community)

    async def set_strictness(self, community: str, choice: Chosen, editor: str) -> Chosen:
        """Let the next question be decided by `choice`, and return the one before it.

        Raises:
            BadConfidence: a number that makes no sense; nothing was changed.
        """
        choice = checked_choice(choice)
        async with self._database.writer() as session:
            return await set_strictness(session, community, choice, editor=editor, now=self._clock())

    async def _change_status(
        self, community: str, entry_id: int, status: EntryStatus, editor: str, action: str
    ) -> Entry:
        now = self._clock()
        async with self._database.writer() as session:
            entry = await entries.get(session, community, entry_id)
            if entry.status is status:
                raise AlreadyDecided("entry", entry_id, status.value)
            return await revise(session, entry, status=status, action=action, editor=editor, now=now)


def deed_on(before: Entry | None, after: Entry, action: str, editor: str, now: datetime) -> Deed:
    """Return the audit's record of a change of an entry; `before` is None for a new one."""
    shown = _state(before) if before is not None else None
    return Deed(editor, action, "entry", after.id, now, before=shown, after=_state(after))


async def revise(
    session: AsyncSession,
    entry: Entry,
    text: EntryText | None = None,
    *,
    status: EntryStatus | None = None,
    state: int | None = None,
    action: str,
    editor: str,
    now: datetime,
) -> Entry:
    """Give `entry`, as just read in this transaction, a new revision, and note who did it.

    Raises:
        WordingBlocked: it would newly be asked as a moderator said that it is not.
    """
    if text is not None:
        await refuse_blocked(session, entry, text)
    revised = await entries.revise(
        session, entry, text, status=status, state=state, action=action, editor=editor, now=now
    )
    await audit.record(session, entry.community, deed_on(entry, revised, action, editor, now))
    return revised


async def refuse_blocked(session: AsyncSession, entry: Entry, text: EntryText) -> None:
    """Refuse new words of `entry` with a wording that it had not and must not answer.

    Raises:
        WordingBlocked: a moderator said that this is not its question.
    """
    before = {entry.question, *entry.text.phrasings}
    new = [wording for wording in (text.question, *text.phrasings) if wording not in before]
    found = await blocks.find(session, entry.community, entry.id, new)
    if found:
        raise WordingBlocked(found[0].wording, entry.id, found[0].id)


def _state(entry: Entry) -> dict[str, Any]:
    return {"revision": entry.revision, "status": entry.status.value, "text": text_to_json(entry.text)}
