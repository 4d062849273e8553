from __future__ import annotations

import pytest

from knowledge.errors import DocumentRefused
from knowledge.ingest import MAX_BYTES, read_document
from knowledge.ingest.reading import read_text

PAGE = """A post

The post says that something is so, and why it is so.

  • Why is it so?

    • Because the trial showed that it is.
"""


@pytest.mark.parametrize(
    ("data", "reason", "detail"),
    [
        (b"", "empty", ""),
        (b" \n\t \r\n", "empty", ""),
        (b"\xef\xbb\xbf", "empty", ""),
        ("\u200b\u202e\n".encode(), "empty", ""),
        (b"A" * (MAX_BYTES + 1), "too large", "20,000,001 bytes, the limit is 20,000,000"),
        (b"%PDF-1.7 and so on", "binary", "a PDF file"),
        (b"PK\x03\x04rest", "binary", "a ZIP or Office file"),
        (b"title\n\0\0", "binary", "a NUL byte at offset 6"),
        (b"caf\xe9 au lait", "encoding", "not UTF-8 at byte 3"),
        (b"\xef\xbb\xbfcaf\xe9", "encoding", "not UTF-8 at byte 6"),
        (b"\xff\xfea\0b", "encoding", "not UTF-16 at byte 4"),
        (b"<!DOCTYPE html><p>Hi", "unknown format", "HTML"),
        (b"\n  \xe2\x80\xa2 Why does it start with a bullet?", "no title", ""),
        (b"A" * 400 + b"\n\n - Why?", "no title", ""),
        (b"---\nauthor: A\n---\nText.\n\n## Comments\n- Why is that?", "no title", ""),
        (b"A title\n\nA paragraph and nothing else.", "no comments", ""),
        (b"A title\n\nAbout the author\n\nJane Roe\n\nRecent Comments\n  - one", "no comments", ""),
        (b"# A title\n\n## Comments\n", "no comments", ""),
        (b"# A title\n\n## Comments\n\n- \n  - \n", "no comments", ""),
    ],
)
def test_a_bad_document_is_refused_with_its_reason(data: bytes, reason: str, detail: str) -> None:
    with pytest.raises(DocumentRefused) as refusal:
        read_document(data, "post.txt")
    assert (refusal.value.name, refusal.value.reason, refusal.value.detail) == ("post.txt", reason, detail)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_encodings_and_line_ends_make_no_difference(encoding: str, line_end: str) -> None:
    harvest = read_document(PAGE.replace("\n", line_end).encode(encoding), "post.txt")
    assert harvest.drafts == read_document(PAGE.encode(), "post.txt").drafts
    assert harvest.post.title == "A post"


def test_invisible_characters_are_taken_out_and_joiners_stay() -> None:
    text = read_text("a\u202eb\u200bc\x07d 👩\u200d⚕️".encode(), "post.txt")
    assert text == "abcd 👩\u200d⚕️"


def test_the_fingerprint_is_that_of_the_bytes_and_the_key_that_of_the_document() -> None:
    one, two = (read_document(data, "post.txt") for data in (PAGE.encode(), PAGE.encode() + b"\n"))
    assert one.fingerprint != two.fingerprint
    assert one.key == two.key
    assert read_document(PAGE.encode(), "a", url="https://example.org/a/#c").key == "https://example.org/a"
