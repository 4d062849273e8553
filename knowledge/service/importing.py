"""Documents in, drafts out, and the way of drafts to entries."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge.domain import DraftStatus, EntryStatus, ImportReport
from knowledge.errors import AlreadyDecided
from knowledge.ingest import read_document
from knowledge.language.tokens import fold
from knowledge.service.curation import deed_on
from knowledge.service.export import export_community
from knowledge.service.plan import Plan, plan_import, with_phrasings
from knowledge.service.rules import checked
from knowledge.store import audit, communities, drafts, entries, sources, threads
from knowledge.store.audit import Deed
from knowledge.store.sources import Document
from knowledge.store.threads import Thread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.domain import Draft, Entry, EntryText, Progress
    from knowledge.ingest import Harvest
    from knowledge.store.database import Database


class _Act(NamedTuple):
    """Who does something in which community, and when."""

    session: AsyncSession
    community: str
    editor: str
    now: datetime


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
            act = _Act(session, community, editor, self._clock())
            report = await _keep(act, harvest, approve=approve)
        if progress:
            progress("storing", len(harvest.drafts), len(harvest.drafts))
        return report

    async def drafts(self, community: str) -> list[Draft]:
        """Return the drafts that wait for a curator, first imported first."""
        async with self._database.reader() as session:
            return await drafts.listed(session, community)

    async def approve(
        self, community: str, draft_id: int, editor: str, text: EntryText | None = None
    ) -> Entry:
        """Publish a draft, with the words `text` where the curator changed them.

        The draft of an entry that exists gives it these words as a new revision.

        Raises:
            EmptyText, TextTooLong: nothing was published.
            AlreadyDecided, NotFound: it does not wait any more, or there is no such draft.
        """
        edited = checked(text) if text is not None else None
        async with self._database.writer() as session:
            act = _Act(session, community, editor, self._clock())
            draft = await _pending(act, draft_id)
            entry = await _publish(act, draft, edited)
            done = replace(draft, status=DraftStatus.APPROVED, entry_id=entry.id, conflict=False)
            await drafts.save_many(session, [done], now=act.now)
            source_id = await drafts.source_of(session, community, draft_id)
            answers = {draft.content.key: entry.id}
            await threads.close_answered(session, community, source_id, answers, now=act.now)
        return entry

    async def reject(self, community: str, draft_id: int, editor: str, reason: str = "") -> None:
        """Turn a draft down; it waits again when its words in the document change.

        Raises:
            AlreadyDecided, NotFound: it does not wait any more, or there is no such draft.
        """
        async with self._database.writer() as session:
            act = _Act(session, community, editor, self._clock())
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
            if draft.status is not DraftStatus.REJECTED:
                raise AlreadyDecided("draft", draft_id, draft.status.value)
            draft = replace(draft, status=DraftStatus.PENDING)
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


async def _keep(act: _Act, harvest: Harvest, *, approve: bool) -> ImportReport:
    source_id = await sources.keep(act.session, act.community, _document(harvest), now=act.now)
    stored = await drafts.of_source(act.session, act.community, source_id)
    published = {draft.entry_id for draft in stored.values() if draft.entry_id is not None}
    known = await entries.get_many(act.session, act.community, published)
    plan = plan_import(stored, known, harvest.drafts)
    added = await _apply(act, source_id, plan)
    queued = await _queue_open(act, source_id, harvest, stored.values())
    fresh = await _publish_pending(act, source_id) if approve else []
    counts = {
        "drafts_added": len({draft.id for draft in added} - {draft.id for draft in fresh}),
        "drafts_updated": len({draft.id for draft in plan.updated} - {draft.id for draft in fresh}),
        "entries_updated": len(plan.follow),
        "conflicts": len(plan.conflicts),
        "questions_queued": queued,
        "published": len(fresh),
    }
    report = ImportReport(title=harvest.post.title, comments=len(harvest.post.comments), **counts)
    if not report.nothing_new:
        deed = Deed(act.editor, "imported", "source", source_id, act.now, after=counts)
        await audit.record(act.session, act.community, deed)
    return report


async def _apply(act: _Act, source_id: int, plan: Plan) -> list[Draft]:
    """Store what the plan says and return the drafts that are new."""
    changed = [*plan.updated, *plan.silent, *plan.conflicts]
    await drafts.save_many(act.session, changed, now=act.now)
    await drafts.delete_many(act.session, act.community, [draft.id for draft in plan.gone])
    for entry, text in plan.follow:
        await _revise(act, entry, text, "imported again")
    return await drafts.add_many(act.session, act.community, source_id, plan.new, now=act.now)


async def _queue_open(act: _Act, source_id: int, harvest: Harvest, stored: Iterable[Draft]) -> int:
    # The reply may have vanished from the document; the entry it became still answers.
    answered = {draft.content.key for draft in stored if draft.entry_id is not None}
    asked = [
        Thread(thread.key, thread.text, fold(thread.text), thread.source, thread.context)
        for thread in harvest.open_questions
        if thread.key not in answered
    ]
    return await threads.open_threads(act.session, act.community, source_id, asked, now=act.now)


async def _publish_pending(act: _Act, source_id: int) -> list[Draft]:
    """Publish the document's pending drafts but for conflicts, in a few statements however many there are."""
    stored = await drafts.of_source(act.session, act.community, source_id)
    waiting = [
        draft for draft in stored.values() if draft.status is DraftStatus.PENDING and draft.entry_id is None
    ]
    texts = [draft.content.text for draft in waiting]
    made = await entries.add_many(
        act.session, act.community, texts, editor=act.editor, now=act.now, action="imported"
    )
    done = [
        replace(draft, status=DraftStatus.APPROVED, entry_id=entry.id)
        for draft, entry in zip(waiting, made, strict=True)
    ]
    await drafts.save_many(act.session, done, now=act.now)
    deeds = [deed_on(None, entry, "imported", act.editor, act.now) for entry in made]
    await audit.record(act.session, act.community, *deeds)
    answers = {draft.content.key: draft.entry_id for draft in done if draft.entry_id is not None}
    await threads.close_answered(act.session, act.community, source_id, answers, now=act.now)
    return done


async def _publish(act: _Act, draft: Draft, edited: EntryText | None) -> Entry:
    text = edited or draft.content.text
    if draft.entry_id is None:
        entry = await entries.add(
            act.session, act.community, text, editor=act.editor, now=act.now, action="approved"
        )
        await audit.record(act.session, act.community, deed_on(None, entry, "approved", act.editor, act.now))
        return entry
    entry = await entries.get(act.session, act.community, draft.entry_id)
    return await _revise(act, entry, edited or with_phrasings(text, entry.text.phrasings), "approved")


async def _revise(act: _Act, entry: Entry, text: EntryText, action: str) -> Entry:
    revised = await entries.revise(
        act.session,
        entry,
        text,
        status=EntryStatus.PUBLISHED,
        editor=act.editor,
        now=act.now,
        action=action,
    )
    deed = deed_on(entry, revised, action, act.editor, act.now)
    await audit.record(act.session, act.community, deed)
    return revised


async def _pending(act: _Act, draft_id: int) -> Draft:
    draft = await drafts.get(act.session, act.community, draft_id)
    if draft.status is not DraftStatus.PENDING:
        raise AlreadyDecided("draft", draft_id, draft.status.value)
    return draft


def _document(harvest: Harvest) -> Document:
    post = harvest.post
    return Document(harvest.key, harvest.fingerprint, post.title, post.url, post.author, post.date)
