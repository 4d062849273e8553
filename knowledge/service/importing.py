"""Documents in, drafts out, and the way of drafts to entries."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from knowledge.domain import Done, DraftStatus, EntryStatus, Published
from knowledge.errors import AlreadyDecided, StaleRevision
from knowledge.ingest import read_document
from knowledge.service.export import export_community
from knowledge.service.keeping import Act, keep, revise_from
from knowledge.service.plan import is_untouched, with_phrasings
from knowledge.service.publishing import publish
from knowledge.service.revising import refuse_blocked
from knowledge.service.rules import checked
from knowledge.service.unimporting import TakenBack, take_back
from knowledge.store import audit, communities, drafts, entries, threads
from knowledge.store.audit import Deed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.domain import Draft, EntryText, ImportReport, Progress
    from knowledge.store.database import Database


class Importing:
    """Imports documents and takes curators through the drafts they yield."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def import_document(
        self,
        community: str,
        data: bytes,
        name: str,
        *,
        author: str | None = None,
        url: str | None = None,
        approve: bool = False,
        editor: str,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Read a document and keep what it yields, all or nothing; `approve` publishes its pending drafts.

        A document that was imported before changes only what changed in it: drafts, and entries that no
        curator has touched. What one has touched waits as a draft marked `conflict`, which `approve` skips.
        Questions that nobody answered under the post go to the author's queue.

        Raises:
            DocumentRefused: it cannot be read, or it is no post with a thread.
        """
        told = _from_thread(progress) if progress else None
        harvest = await asyncio.to_thread(read_document, data, name, author=author, url=url, progress=told)
        if progress:
            progress("storing", 0, len(harvest.drafts))
        async with self._database.writer() as session:
            await communities.ensure(session, community, self._clock())
            act = Act(session, community, editor, self._clock())
            report = await keep(act, harvest, approve=approve)
        if progress:
            progress("storing", len(harvest.drafts), len(harvest.drafts))
        return report

    async def take_back(self, community: str, source_id: int, nth: int, editor: str) -> TakenBack:
        """Take back the last import of a document, as its report names it, but for what was touched since.

        Raises:
            NotFound, AlreadyDecided: there was no such import, or it was taken back or followed by another already.
        """
        async with self._database.writer() as session:
            return await take_back(Act(session, community, editor, self._clock()), source_id, nth)

    async def drafts(self, community: str) -> list[Draft]:
        """Return the drafts that wait for a curator, first imported first."""
        async with self._database.reader() as session:
            return await drafts.listed(session, community)

    async def approve(
        self,
        community: str,
        draft_id: int,
        editor: str,
        text: EntryText | None = None,
        *,
        instead: int | None = None,
        seen: int = 0,
        beside: int | None = None,
    ) -> Published:
        """Publish a draft, with the words `text` where the curator changed them.

        The draft of an entry that exists gives it these words as a new revision, and so does one that is to stand
        `instead` of an entry's words, if that still is at revision `seen`. One whose words an entry has already
        becomes that entry. `beside` is the entry that may ask the same, since the curator wants both.

        Raises:
            SameQuestion: another entry asks the same and says something else; nothing was published.
            StaleRevision: somebody has changed the entry that it was to replace.
            WordingBlocked: that entry would be asked as a moderator said that it is not.
            EmptyText, TextTooLong: nothing was published.
            AlreadyDecided, NotFound: it does not wait any more, or there is no such draft.
        """
        edited = checked(text) if text is not None else None
        async with self._database.writer() as session:
            act = Act(session, community, editor, self._clock())
            draft = await _pending(act, draft_id)
            done = await _publish(act, draft, edited, instead, seen, beside)
            settled = replace(draft, status=DraftStatus.APPROVED, entry_id=done.entry.id, conflict=False)
            await drafts.save_many(session, [settled], now=act.now)
            source_id = await drafts.source_of(session, community, draft_id)
            answers = {draft.content.key: done.entry.id}
            await threads.close_answered(session, community, source_id, answers, now=act.now)
        return done

    async def reject(self, community: str, draft_id: int, editor: str, reason: str = "") -> None:
        """Turn a draft down; it waits again when its words in the document change.

        Raises:
            AlreadyDecided, NotFound: it does not wait any more, or there is no such draft.
        """
        async with self._database.writer() as session:
            act = Act(session, community, editor, self._clock())
            draft = await _pending(act, draft_id)
            # The entry that a conflicting draft would have changed stays as the curator made it.
            status = DraftStatus.REJECTED if draft.entry_id is None else DraftStatus.APPROVED
            await drafts.save_many(session, [replace(draft, status=status, conflict=False)], now=act.now)
            deed = Deed(editor, "rejected", "draft", draft_id, act.now, after={"reason": reason.strip()})
            await audit.record(session, community, deed)

    async def reopen(self, community: str, draft_id: int, editor: str) -> Draft:
        """Let a draft that was turned down wait again.

        Raises:
            AlreadyDecided, NotFound: it is not turned down, or there is no such draft.
        """
        async with self._database.writer() as session:
            now = self._clock()
            draft = await drafts.get(session, community, draft_id)
            conflict = draft.entry_id is not None
            if not await _turned_down(session, draft):
                raise AlreadyDecided("draft", draft_id, draft.status.value)
            draft = replace(draft, status=DraftStatus.PENDING, conflict=conflict)
            await drafts.save_many(session, [draft], now=now)
            await audit.record(session, community, Deed(editor, "reopened", "draft", draft_id, now))
        return draft

    async def export(self, community: str) -> dict[str, Any]:
        """Return everything of the community that curators and authors made, ready for JSON."""
        async with self._database.reader() as session:
            return await export_community(session, community, self._clock())


def _from_thread(progress: Progress) -> Progress:
    """Return a progress function for another thread, which calls `progress` on this event loop."""
    loop = asyncio.get_running_loop()

    def tell(stage: str, done: int, total: int) -> None:
        loop.call_soon_threadsafe(progress, stage, done, total)

    return tell


async def _publish(
    act: Act, draft: Draft, edited: EntryText | None, instead: int | None, seen: int, beside: int | None
) -> Published:
    text = edited or draft.content.text
    if draft.entry_id is None and instead is None:
        return await publish(
            act.session,
            act.community,
            text,
            beside=beside,
            action="approved",
            editor=act.editor,
            now=act.now,
        )
    entry = await entries.get(act.session, act.community, instead or draft.entry_id or 0)
    if instead is not None and entry.revision != seen:
        raise StaleRevision(seen, entry)
    text = edited or with_phrasings(text, entry.text.phrasings)
    if text == entry.text and entry.status is EntryStatus.PUBLISHED:
        return Published(entry, Done.UNCHANGED)
    await refuse_blocked(act.session, entry, text)
    return Published(await revise_from(act, entry, text, "approved"), Done.CHANGED)


async def _turned_down(session: AsyncSession, draft: Draft) -> bool:
    """Tell whether a draft was turned down; one of an entry counts as approved then, since that stays as it was."""
    if draft.entry_id is None or draft.status is not DraftStatus.APPROVED:
        return draft.status is DraftStatus.REJECTED
    entry = await entries.get(session, draft.community, draft.entry_id)
    deeds = await audit.of(session, draft.community, "draft", [draft.id])
    last = deeds[-1].action if deeds else ""
    return last == "rejected" and not is_untouched(entry, draft.content.text)


async def _pending(act: Act, draft_id: int) -> Draft:
    draft = await drafts.get(act.session, act.community, draft_id)
    if draft.status is not DraftStatus.PENDING:
        raise AlreadyDecided("draft", draft_id, draft.status.value)
    return draft
