"""Moderators' work: entries and their revisions, the community's terms, and its strictness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.domain import Done, EntryStatus, Published
from knowledge.errors import AlreadyDecided, NotFound, StaleRevision
from knowledge.language import Glossary
from knowledge.service.publishing import adds_nothing, publish, twins
from knowledge.service.revising import revise
from knowledge.service.rules import checked
from knowledge.service.strictness import checked_choice, set_strictness
from knowledge.service.terms import checked_names, remove_term, set_term
from knowledge.store import communities, entries, finding, revisions, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

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

    async def add(
        self, community: str, text: EntryText, editor: str, *, beside: int | None = None
    ) -> Published:
        """Publish a new entry; one that says all of it already is left as it is, and returned.

        `beside` is the entry that may ask the same, since the curator wants both.

        Raises:
            SameQuestion: another entry asks the same and says something else; nothing was published.
            EmptyText, TextTooLong: nothing was published.
        """
        text, now = checked(text), self._clock()
        async with self._database.writer() as session:
            await communities.ensure(session, community, now)
            return await publish(
                session, community, text, beside=beside, action="added", editor=editor, now=now
            )

    async def twin(self, community: str, text: EntryText, *, beside: int | None = None) -> Published | None:
        """Return what stands in the way of a new entry: the published one that asks the same in the same words.

        It is CHANGED when it says something else, so that the curator must choose; UNCHANGED when it says all of it
        already; None when nothing stands in the way but `beside`, which the curator has seen.
        """
        async with self._database.reader() as session:
            found = [each for each in await twins(session, community, text.question) if each.id != beside]
        for each in found:
            if adds_nothing(text, each.text):
                return Published(each, Done.UNCHANGED)
        return Published(found[0], Done.CHANGED) if found else None

    async def edit(
        self, community: str, entry_id: int, text: EntryText, *, seen: int, editor: str
    ) -> Published:
        """Give an entry new words, if it still is at revision `seen`; its words then count as reviewed.

        Words that it has already change nothing, whatever its revision.

        Raises:
            StaleRevision: somebody has changed it meanwhile.
            WordingBlocked: it would be asked as a moderator said that it is not.
            EmptyText, TextTooLong, NotFound: nothing was changed.
        """
        text, now = checked(text), self._clock()
        async with self._database.writer() as session:
            entry = await entries.get(session, community, entry_id)
            if entry.text == text:
                return Published(entry, Done.UNCHANGED)
            if entry.revision != seen:
                raise StaleRevision(seen, entry)
            revised = await revise(session, entry, text, action="edited", editor=editor, now=now)
            return Published(revised, Done.CHANGED)

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
            return await finding.search(session, community, text, limit, status)

    async def numbered(
        self, community: str, digits: str, limit: int = 10, status: EntryStatus | None = None
    ) -> list[Entry]:
        """Return entries whose number begins with `digits`, removed ones as well unless a `status` is given."""
        async with self._database.reader() as session:
            return await finding.numbered(session, community, digits, limit, status)

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
