"""A community's choices, entries, terms, blocks, drafts and open questions as JSON; no member's id or key is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.store import (
    blocks,
    choices,
    communities,
    drafts,
    entries,
    questions,
    revisions,
    sources,
    terms,
)
from knowledge.store.codec import source_to_json, text_to_json

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.domain import Draft, Entry, OpenQuestion, Revision
    from knowledge.store.sources import Document

_FORM = 1  # of the exported object; raise it when a reader of the old one would go wrong


async def export_community(session: AsyncSession, community: str, now: datetime) -> dict[str, Any]:
    """Return documents, entries with all revisions, terms, blocks, drafts and open questions, ready for JSON."""
    histories = await revisions.histories(session, community)
    return {
        "form": _FORM,
        "community": community,
        "exported_at": now.isoformat(),
        "strictness": await communities.chosen(session, community),
        "choices": await choices.kept(session, community),
        "documents": [_document(each) for each in await sources.listed(session, community)],
        "entries": [
            _entry(entry, histories.get(entry.id, []))
            for entry in await entries.listed(session, community, removed=True)
        ],
        "terms": [
            {"id": each.id, "name": each.name, "names": list(each.names)}
            for each in await terms.listed(session, community)
        ],
        "blocks": [
            {"entry": each.entry.id, "wording": each.wording, "by": each.editor, "at": each.at.isoformat()}
            for each in await blocks.listed(session, community)
        ],
        "drafts": [_draft(each) for each in await drafts.listed(session, community, None)],
        "open_questions": [_question(each) for each in await questions.queue(session, community)],
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "key": document.key,
        "fingerprint": document.fingerprint,
        "title": document.title,
        "url": document.url,
        "author": document.author,
        "date": document.date.isoformat() if document.date else None,
    }


def _entry(entry: Entry, history: list[Revision]) -> dict[str, Any]:
    return {
        "id": entry.id,
        **text_to_json(entry.text),
        "status": entry.status.value,
        "revision": entry.revision,
        "created_at": entry.created_at.isoformat(),
        "updated_at": entry.updated_at.isoformat(),
        "reviewed_at": entry.reviewed_at.isoformat(),
        "revisions": [_revision(each) for each in history],
    }


def _revision(revision: Revision) -> dict[str, Any]:
    return {
        "number": revision.number,
        "action": revision.action,
        "editor": revision.editor,
        "at": revision.at.isoformat(),
        "status": revision.status.value,
        "text": text_to_json(revision.text),
    }


def _draft(draft: Draft) -> dict[str, Any]:
    return {
        "id": draft.id,
        "key": draft.content.key,
        **text_to_json(draft.content.text),
        "authorship": draft.content.authorship.value,
        "hint": draft.content.hint,
        "status": draft.status.value,
        "entry": draft.entry_id,
        "conflict": draft.conflict,
    }


def _question(question: OpenQuestion) -> dict[str, Any]:
    return {
        "id": question.id,
        "question": question.text,
        "context": question.context,
        "wordings": list(question.wordings),
        "askers": question.askers,
        "since": question.since.isoformat(),
        "origin": question.origin.value,
        "source": source_to_json(question.source) if question.source else None,
    }
