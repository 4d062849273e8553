"""Exports read back, and what only looks like one."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from knowledge.domain import EntryKind, EntryText, Source, SourceKind
from knowledge.errors import DocumentRefused
from knowledge.ingest import read_document

SOURCE = {"title": "", "url": None, "author": "Ada", "date": None, "kind": "review"}
ENTRY: dict[str, Any] = {
    "id": 7, "status": "published", "question": "Why?", "answer": " So.\n\n\u00adAnd so. ", "phrasings": ["What for?"],
    "context": "A post", "kind": "answer", "tags": ["x"], "source": SOURCE,
}  # fmt: skip


def exported(**changed: object) -> bytes:
    entries = [{**ENTRY, **changed}, {**ENTRY, "id": 8, "status": "removed"}]
    return json.dumps(
        {"form": 1, "community": "1", "exported_at": "2026-11-29T10:00", "entries": entries}
    ).encode()


@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_published_entry_comes_back_word_for_word_and_a_removed_one_does_not(*, ascii_only: bool) -> None:
    kept = json.dumps(json.loads(exported()), ensure_ascii=ascii_only)
    harvest = read_document(kept.encode("utf-8-sig"), "faq.json")
    [draft] = harvest.drafts
    source = Source("", author="Ada", kind=SourceKind.REVIEW)
    assert draft.text == EntryText(
        "Why?", " So.\n\n\u00adAnd so. ", ("What for?",), "A post", EntryKind.ANSWER, ("x",), source
    )
    assert (draft.key, harvest.key) == ("entry 7", "export of 1")
    assert harvest.post.title == "the export of 2026-11-29"


@pytest.mark.parametrize(
    "changed",
    [
        {"question": 7},
        {"answer": ""},
        {"kind": "poem"},
        {"phrasings": [None]},
        {"source": "here"},
        {"id": "x"},
    ],
)
def test_an_export_that_was_tampered_with_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(DocumentRefused) as caught:
        read_document(exported(**changed), "faq.json")
    assert caught.value.reason == "no export"


def test_what_no_database_can_hold_is_not_read() -> None:
    [draft] = read_document(exported(question="Wh\0y\ud800?"), "faq.json").drafts
    assert draft.text.question == "Why??"


def test_other_json_is_no_export_and_broken_json_no_json() -> None:
    with pytest.raises(DocumentRefused) as caught:
        read_document(b'{"a": 1}', "data.json")
    assert caught.value.reason == "no export"
    with pytest.raises(DocumentRefused) as caught:
        read_document(b"{broken", "data.json")
    assert caught.value.reason == "no comments"


def test_what_is_compressed_is_read_as_if_it_were_not() -> None:
    plain, packed = exported(), gzip.compress(exported())
    assert read_document(packed, "faq.json.gz") == read_document(plain, "faq.json")


@pytest.mark.parametrize(
    ("packed", "reason"),
    [
        (gzip.compress(exported())[:-20], "binary"),
        (gzip.compress(exported())[:40] + b"\xff" * 40, "binary"),
        (gzip.compress(b""), "empty"),
        (gzip.compress(b" " * 30_000_000), "too large"),
    ],
    ids=["cut off", "damaged", "empty", "a bomb"],
)
def test_a_compressed_file_that_cannot_be_read_is_refused(packed: bytes, reason: str) -> None:
    with pytest.raises(DocumentRefused) as caught:
        read_document(packed, "faq.json.gz")
    assert caught.value.reason == reason
