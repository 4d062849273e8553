"""Values of the house to JSON and back, for columns that hold them whole."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from knowledge.domain import EntryKind, EntryText, Nearest, Source, SourceKind


def source_to_json(source: Source) -> dict[str, Any]:
    return {
        "title": source.title,
        "url": source.url,
        "author": source.author,
        "date": source.date.isoformat() if source.date else None,
        "kind": source.kind.value,
    }


def source_from_json(data: dict[str, Any]) -> Source:
    return Source(
        title=data["title"],
        url=data["url"],
        author=data["author"],
        date=date.fromisoformat(data["date"]) if data["date"] else None,
        kind=SourceKind(data["kind"]),
    )


def text_to_json(text: EntryText) -> dict[str, Any]:
    return {
        "question": text.question,
        "answer": text.answer,
        "phrasings": list(text.phrasings),
        "context": text.context,
        "kind": text.kind.value,
        "tags": list(text.tags),
        "source": source_to_json(text.source),
    }


def text_from_json(data: dict[str, Any]) -> EntryText:
    return EntryText(
        question=data["question"],
        answer=data["answer"],
        phrasings=tuple(data["phrasings"]),
        context=data["context"],
        kind=EntryKind(data["kind"]),
        tags=tuple(data["tags"]),
        source=source_from_json(data["source"]),
    )


def nearest_to_json(nearest: Nearest) -> dict[str, Any]:
    return asdict(nearest)


def nearest_from_json(data: dict[str, Any]) -> Nearest:
    return Nearest(
        entry_id=data["entry_id"],
        question=data["question"],
        confidence=data["confidence"],
        reasons=tuple(data["reasons"]),
    )
