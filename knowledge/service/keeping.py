"""What an import stores of a document: drafts, entries that follow it, and questions for the author."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from knowledge.domain import DraftStatus, EntryStatus, ImportReport
from knowledge.language.tokens import fold
from knowledge.service.plan import Plan, plan_import
from knowledge.service.publishing import Twins, adds_nothing
from knowledge.service.revising import deed_on
from knowledge.store import audit, drafts, entries, sources, threads
from knowledge.store.audit import Deed
from knowledge.store.sources import Document
from knowledge.store.threads import Thread

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.domain import Draft, Entry, EntryText
    from knowledge.ingest import Harvest


class Act(NamedTuple):
    """Who does something in which community, and when."""

    session: AsyncSession
    community: str
    editor: str
    now: datetime


async def keep(act: Act, harvest: Harvest, *, approve: bool) -> ImportReport:
    """Keep what a document yields; `approve` publishes what waits of it, but for what a curator must choose."""
    source_id = await sources.keep(act.session, act.community, _document(harvest), now=act.now)
    stored = await drafts.of_source(act.session, act.community, source_id)
    published = {draft.entry_id for draft in stored.values() if draft.entry_id is not None}
    known = await entries.get_many(act.session, act.community, published)
    plan = plan_import(stored, known, harvest.drafts)
    added = await _apply(act, source_id, plan)
    queued = await _queue_open(act, source_id, harvest, stored.values())
    there, alike = await _settle_known(act, source_id)
    fresh = await _publish_pending(act, source_id, besides=alike) if approve else []
    settled = {draft.id for draft in (*there, *fresh)}
    waited = settled - {draft.id for draft in (*added, *plan.updated)}
    counts = {
        "drafts_added": len({draft.id for draft in added} - settled),
        "drafts_updated": len({draft.id for draft in plan.updated} - settled),
        "entries_updated": len(plan.follow),
        "conflicts": len(plan.conflicts),
        "questions_queued": queued,
        "published": len(fresh),
        "unchanged": plan.same - len(waited) + len(there),
        "alike": len(alike),
    }
    report = ImportReport(
        title=harvest.post.title, comments=len(harvest.post.comments), source=source_id, **counts
    )
    if not report.nothing_new:
        deed = Deed(act.editor, "imported", "source", source_id, act.now, after=counts)
        await audit.record(act.session, act.community, deed)
    deeds = await audit.of(act.session, act.community, "source", [source_id])
    return replace(report, nth=sum(deed.action == "imported" for deed in deeds))


async def revise_from(act: Act, entry: Entry, text: EntryText, action: str) -> Entry:
    """Give an entry the words of a document, and publish it where it was removed."""
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


async def _apply(act: Act, source_id: int, plan: Plan) -> list[Draft]:
    """Store what the plan says and return the drafts that are new."""
    changed = [*plan.updated, *plan.silent, *plan.conflicts]
    await drafts.save_many(act.session, changed, now=act.now)
    await drafts.delete_many(act.session, act.community, [draft.id for draft in plan.gone])
    for entry, text in plan.follow:
        await revise_from(act, entry, text, "imported again")
    return await drafts.add_many(act.session, act.community, source_id, plan.new, now=act.now)


async def _queue_open(act: Act, source_id: int, harvest: Harvest, stored: Iterable[Draft]) -> int:
    # The reply may have vanished from the document; the entry it became still answers.
    answered = {draft.content.key for draft in stored if draft.entry_id is not None}
    asked = [
        Thread(thread.key, thread.text, fold(thread.text), thread.source, thread.context)
        for thread in harvest.open_questions
        if thread.key not in answered
    ]
    return await threads.open_threads(act.session, act.community, source_id, asked, now=act.now)


async def _settle_known(act: Act, source_id: int) -> tuple[list[Draft], list[Draft]]:
    """Approve the waiting drafts that are an entry already; return them, and those that only ask what one asks."""
    waiting, twins = await _waiting(act, source_id), await Twins.read(act.session, act.community)
    there: list[tuple[Draft, Entry]] = []
    alike: list[Draft] = []
    for draft in waiting:
        text = draft.content.text
        found = await twins.of(text.question)
        same = next((entry for entry in found if adds_nothing(text, entry.text)), None)
        if same is not None:
            there.append((draft, same))
        elif found:
            alike.append(draft)
    return await _approve(act, source_id, there), alike


async def _publish_pending(act: Act, source_id: int, besides: Iterable[Draft]) -> list[Draft]:
    """Publish the document's pending drafts in a few statements however many there are, without those `besides`.

    Two that say the same become one entry.
    """
    left = {draft.id for draft in besides}
    waiting = [draft for draft in await _waiting(act, source_id) if draft.id not in left]
    texts = list(dict.fromkeys(_bare(draft) for draft in waiting))
    first = {_bare(draft): draft.content.text for draft in reversed(waiting)}
    made = await entries.add_many(
        act.session,
        act.community,
        [first[text] for text in texts],
        editor=act.editor,
        now=act.now,
        action="imported",
    )
    deeds = [deed_on(None, entry, "imported", act.editor, act.now) for entry in made]
    await audit.record(act.session, act.community, *deeds)
    entry_of = dict(zip(texts, made, strict=True))
    return await _approve(act, source_id, [(draft, entry_of[_bare(draft)]) for draft in waiting])


async def _waiting(act: Act, source_id: int) -> list[Draft]:
    stored = await drafts.of_source(act.session, act.community, source_id)
    return [
        draft for draft in stored.values() if draft.status is DraftStatus.PENDING and draft.entry_id is None
    ]


async def _approve(act: Act, source_id: int, pairs: Sequence[tuple[Draft, Entry]]) -> list[Draft]:
    """Note which entries drafts have become, and close the questions of their threads."""
    done = [replace(draft, status=DraftStatus.APPROVED, entry_id=entry.id) for draft, entry in pairs]
    await drafts.save_many(act.session, done, now=act.now)
    answers = {draft.content.key: entry.id for draft, entry in pairs}
    await threads.close_answered(act.session, act.community, source_id, answers, now=act.now)
    return done


def _bare(draft: Draft) -> EntryText:
    """Return the words of a draft without what they lean on, which tells no member two entries apart."""
    return replace(draft.content.text, context="")


def _document(harvest: Harvest) -> Document:
    post = harvest.post
    return Document(harvest.key, harvest.fingerprint, post.title, post.url, post.author, post.date)
