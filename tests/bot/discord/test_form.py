"""An entry as a Discord form, and back."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curating.form import ROOM, from_fields, overlong, read_source, source_lines, to_fields
from bot.curating.modal import entry_modal
from bot.curating.written import Written, read_written, to_file
from bot.errors import InputRefused
from knowledge import EntryText, Source, SourceKind

LINE = st.text(min_size=1, max_size=60).map(lambda text: " ".join(text.split())).filter(bool)
LINES = LINE.filter(lambda line: len(line.splitlines()) == 1)
LINKS = st.sampled_from([None, "https://example.org/a_b?c=(d)", "http://example.org"])
TITLES = LINES | st.sampled_from(
    [
        "by the sea",
        "By the sea",
        "2024-03-31",
        "31 March 2024",
        "https://example.org",
        "www.example.org",
        "On https://example.org and more",
        "Title: a book",
        "by Dr Sol",
    ]
)
SOURCES = st.builds(Source, TITLES, LINKS, st.none() | LINES, st.none() | st.dates())


@given(SOURCES)
def test_a_source_is_read_back_as_it_was_whatever_it_looks_like(source: Source) -> None:
    assert read_source(source_lines(source), source) == source


@given(SOURCES, LINES, st.text(), st.lists(LINES, unique_by=str.casefold, max_size=4))
def test_an_entry_is_read_back_letter_for_letter(
    source: Source, question: str, answer: str, phrasings: list[str]
) -> None:
    others = tuple(each for each in phrasings if each.casefold() != question.casefold())
    text = EntryText(question, answer, others, context="A post.", tags=("a", "b c"), source=source)
    assert from_fields(to_fields(text), text) == text


def test_a_source_may_be_written_in_any_order() -> None:
    written = "2024-03-31\nby Dr Brew\nhttps://example.org/kettles\n\n  Kettles and scale "
    before = Source("Old", kind=SourceKind.COMMENT)
    assert read_source(written, before) == Source(
        "Kettles and scale", "https://example.org/kettles", "Dr Brew", date(2024, 3, 31), SourceKind.COMMENT
    )
    assert read_source("", before) == Source("", kind=SourceKind.COMMENT)


@pytest.mark.parametrize("day", ["2024-03-31", "31 March 2024", "31.3.2024", "date: 2024-03-31"])
def test_a_source_may_be_written_as_people_write(day: str) -> None:
    assert read_source(f"Tea\nwww.example.org/tea\nBy Dr Sol\n{day}", Source("")) == Source(
        "Tea", "https://www.example.org/tea", "Dr Sol", date(2024, 3, 31)
    )


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("One\nDr Sol", "write “by Dr Sol”"),
        ("title: One\ntitle: Two", "two lines for its title"),
        ("https://a.org\nwww.b.org", "two lines for its link"),
        ("Tea, https://example.org/tea, Dr Sol", "the link of the source a line of its own"),
        ("link: javascript:alert(1)", "should start with https://"),
        ("link: https://a b", "should start with https://"),
        ("2024-02-31", "should look like 2024-03-31"),
        ("date: yesterday", "should look like 2024-03-31"),
    ],
)
def test_a_source_that_cannot_be_read_is_refused_with_the_reason(written: str, why: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_source(written, Source(""))
    assert why in refused.value.sentence


def test_what_the_form_does_not_show_stays() -> None:
    before = EntryText("Q?", "A.", ("P?",), "Context.", tags=("t",), source=Source("S", kind=SourceKind.POST))
    assert from_fields({}, before) == before
    assert from_fields({"phrasings": " P2? \n\nq?\nP2?\np2?"}, before).phrasings == ("P2?",)
    assert from_fields({"tags": "x, y,\n ,x"}, before).tags == ("x", "y")
    tags = "#aids, car,,  Car , small  cars;#sun #heat\nc# "
    assert from_fields({"tags": tags}, before).tags == ("aids", "car", "small cars", "sun", "heat", "c#")


def test_what_is_too_long_for_a_form_is_left_out_and_said() -> None:
    fields = to_fields(EntryText("Q?", "A" * (ROOM["answer"] + 1)))
    assert overlong(fields) == ["answer"]
    shown = entry_modal("New answer", fields, "x").to_dict()
    kinds = [part["type"] for part in shown["components"]]
    assert kinds == [18, 18, 10, 18, 18]
    assert "**Answer** stays as it is" in json.dumps(shown)
    assert "AAAA" not in json.dumps(shown)


async def test_a_form_keeps_to_discords_lengths_and_is_not_kept_in_memory() -> None:
    modal = entry_modal("New answer", to_fields(EntryText("", "")), "x")
    assert modal.is_finished()
    for part in modal.to_dict()["components"]:
        assert len(part["label"]) <= 45
        assert len(part["description"]) <= 100
        assert part["component"]["max_length"] <= 4_000


def test_a_draft_is_read_back_from_its_file() -> None:
    written = Written({**to_fields(EntryText("Ä?", "“A”\r\n\tB")), "source": ""}, (5, 9))
    assert read_written(to_file(written)[1]) == written


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff",
        b"{}",
        b'{"fields": {"answer": 1}, "closes": []}',
        b'{"fields": {}, "closes": ["x"]}',
        b'{"fields": [], "closes": 1}',
    ],
)
def test_a_file_that_is_no_draft_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused):
        read_written(data)
