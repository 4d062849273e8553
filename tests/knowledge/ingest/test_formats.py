from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.ingest import formats
from knowledge.ingest.document import Comment, Post
from knowledge.ingest.formats import Format, parse

if TYPE_CHECKING:
    import pytest


def test_a_document_is_read_in_the_format_that_it_has() -> None:
    assert parse("a.txt", "---\ntitle: T\n---\n## Comments\n- Why?").title == "T"
    assert parse("a.txt", "T\n\n- Why?").title == "T"


def test_a_new_format_is_a_line_in_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    post = Post("Read otherwise", comments=(Comment("Why?"),))
    other = Format("other", lambda name, _: name.endswith(".other"), lambda _: post)
    monkeypatch.setattr(formats, "FORMATS", (other, *formats.FORMATS))
    assert parse("a.other", "T\n\n- Why?") is post
    assert parse("a.txt", "T\n\n- Why?").title == "T"
