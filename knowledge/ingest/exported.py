"""An export of a community read back: its published entries, word for word, as drafts. Pure."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from knowledge.domain import Authorship, DraftText, EntryKind, EntryText, Source, SourceKind
from knowledge.errors import DocumentRefused
from knowledge.ingest.document import Harvest, Post

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAY = 10  # characters of a date at the beginning of a time
_BEFORE = b"\xef\xbb\xbf \t\r\n"  # what may stand before JSON: the mark of UTF-8, and white space
_HINT = "from an export, where it was published"


def parse_export(name: str, data: bytes) -> Mapping[str, Any] | None:
    """Return what a JSON document holds; None where it is none.

    Raises:
        DocumentRefused: it is JSON, and no export.
    """
    try:
        kept = json.loads(data) if data.lstrip(_BEFORE).startswith(b"{") else None
    except (ValueError, RecursionError):
        return None
    if kept is not None and not isinstance(kept.get("entries"), list):
        raise DocumentRefused(name, "no export")
    return kept


def read_export(name: str, kept: Mapping[str, Any], data: bytes) -> Harvest:
    """Return the published entries of an export as drafts; what was removed, blocked or asked is not read.

    Raises:
        DocumentRefused: it is broken.
    """
    try:
        drafts = tuple(_draft(entry) for entry in kept["entries"] if entry["status"] == "published")
        community, day = _line(kept["community"]), _line(kept["exported_at"])[:_DAY]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise DocumentRefused(name, "no export") from None
    return Harvest(
        post=Post(title=f"the export of {day}"),
        drafts=drafts,
        open_questions=(),
        fingerprint=hashlib.sha256(data).hexdigest(),
        key=f"export of {community}",
    )


def _draft(entry: Mapping[str, Any]) -> DraftText:
    source = entry["source"]
    text = EntryText(
        question=_line(entry["question"]),
        answer=_line(entry["answer"]),
        phrasings=tuple(map(_line, entry["phrasings"])),
        context=_line(entry["context"]),
        kind=EntryKind(entry["kind"]),
        tags=tuple(map(_line, entry["tags"])),
        source=Source(
            title=_line(source["title"]),
            url=_line(source["url"]) if source["url"] else None,
            author=_line(source["author"]) if source["author"] else None,
            date=date.fromisoformat(source["date"]) if source["date"] else None,
            kind=SourceKind(source["kind"]),
        ),
    )
    if not text.question.strip() or not text.answer.strip():
        raise ValueError(entry["id"])
    return DraftText(f"entry {int(entry['id'])}", text, Authorship.STATED, _HINT)


def _line(value: object) -> str:
    """Return a string as every database can hold it; JSON can spell what no text has.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(value, str):
        raise TypeError(value)
    return value.replace("\0", "").encode("utf-8", "replace").decode()
