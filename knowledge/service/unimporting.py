"""Taking an import back: what it added goes, what it changed is as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from knowledge.domain import DraftStatus
from knowledge.errors import AlreadyDecided, NotFound
from knowledge.service.revising import revise
from knowledge.store import audit, drafts, entries, revisions, settling, threads
from knowledge.store.audit import Deed

if TYPE_CHECKING:
    from datetime import datetime

    from knowledge.domain import Entry
    from knowledge.service.keeping import Act


class TakenBack(NamedTuple):
    """What taking an import back did, by count: drafts that went, entries removed or as before, questions closed."""

    drafts: int
    entries: int
    questions: int


_REASON = "The import of its post was taken back."


async def take_back(act: Act, source_id: int, nth: int) -> TakenBack:
    """Take back the `nth` import of a document, if it is the last, but for what somebody has touched since.

    Importing the document again brings everything back.

    Raises:
        NotFound: there was no such import.
        AlreadyDecided: it was taken back already, or followed by another.
    """
    at = await _imported_at(act, source_id, nth)
    stored = (await drafts.of_source(act.session, act.community, source_id)).values()
    of_entries = {draft.entry_id for draft in stored if draft.entry_id is not None}
    known = await entries.get_many(act.session, act.community, of_entries)
    changed = [entry for entry in known.values() if entry.updated_at == at and await _untouched(act, entry)]
    for entry in changed:
        await _undo(act, entry)
    new = {entry.id for entry in changed if entry.revision == 1}
    waiting = [each.id for each in stored if each.status is DraftStatus.PENDING and each.entry_id is None]
    gone = await drafts.touched_at(act.session, act.community, waiting, at)
    published = [each.id for each in stored if each.entry_id in new]
    await drafts.delete_many(act.session, act.community, [*gone, *published])
    asked = await threads.opened_at(act.session, act.community, source_id, at)
    for question_id in asked:
        await settling.dismiss(act.session, act.community, question_id, _REASON, now=act.now)
    await threads.forget(act.session, act.community, source_id, asked)
    done = TakenBack(len(gone), len(changed), len(asked))
    deed = Deed(act.editor, "taken back", "source", source_id, act.now, after=done._asdict())
    await audit.record(act.session, act.community, deed)
    return done


async def _imported_at(act: Act, source_id: int, nth: int) -> datetime:
    deeds = await audit.of(act.session, act.community, "source", [source_id])
    count = sum(deed.action == "imported" for deed in deeds)
    if not 1 <= nth <= count:
        raise NotFound("import", source_id)
    if nth < count:
        raise AlreadyDecided("import", source_id, "imported again")
    if deeds[-1].action != "imported":
        raise AlreadyDecided("import", source_id, "taken back")
    return deeds[-1].at


async def _untouched(act: Act, entry: Entry) -> bool:
    """Tell whether an import was the last to change an entry."""
    history = await revisions.history(act.session, act.community, entry.id)
    return history[-1].action in {"imported", "imported again"}


async def _undo(act: Act, entry: Entry) -> None:
    target = await revisions.undo_target(act.session, entry)
    if target is not None:
        await revise(
            act.session,
            entry,
            target.text if target.text != entry.text else None,
            status=target.status,
            state=target.number,
            action="import taken back",
            editor=act.editor,
            now=act.now,
        )
