from __future__ import annotations

from datetime import date

import pytest

from knowledge.ingest.thread import byline, parse_thread


def shape(text: str) -> list[tuple[str, int | None, int]]:
    return [(c.text, c.parent, c.depth) for c in parse_thread(text.split("\n"))]


def test_a_bullet_replies_to_the_nearest_one_further_left() -> None:
    assert shape("• a\n    • b\n  • c\n      • d\n• e") == [
        ("a", None, 0),
        ("b", 0, 1),
        ("c", 0, 1),
        ("d", 2, 2),
        ("e", None, 0),
    ]


def test_a_typed_list_in_a_thread_of_drawn_bullets_belongs_to_its_comment() -> None:
    assert shape("• a:\n  - one\n  - two\n  • b") == [("a:\n- one\n- two", None, 0), ("b", 0, 1)]


def test_a_tab_or_a_hard_space_indents_like_a_space() -> None:
    assert shape("- a\n\t- b\n\u00a0\u00a0- c") == [("a", None, 0), ("b", 0, 1), ("c", 0, 1)]


def test_two_hundred_levels_keep_their_depth() -> None:
    comments = parse_thread("  " * i + f"- level {i}" for i in range(200))
    assert [comment.depth for comment in comments] == list(range(200))
    assert comments[-1].parent == 198


def test_an_emptied_comment_stays_only_to_hold_its_replies() -> None:
    assert shape("- \n  - reply\n- \n- last") == [("", None, 0), ("reply", 0, 1), ("last", None, 0)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("**Jo B.** (2024-03-05): Why?", ("Jo B.", date(2024, 3, 5), "Why?")),
        ("**Jo** (2024-03-05 10:30) Why?", ("Jo", date(2024, 3, 5), "Why?")),
        ("**Jo**: Why?", ("Jo", None, "Why?")),
        ("**Jo:** Why?", ("Jo", None, "Why?")),
        ("**Jo** (2024-13-45): Why?", ("Jo", None, "Why?")),
        ("Jo (2024-03-05): Why?", ("Jo", date(2024, 3, 5), "Why?")),
        ("Jo says:", ("Jo", None, "")),
        ("My nurse says: take it with food", (None, None, "My nurse says: take it with food")),
        ("My view: it is wrong", (None, None, "My view: it is wrong")),
    ],
)
def test_a_byline_is_told_from_words(line: str, expected: tuple[str | None, date | None, str]) -> None:
    assert tuple(byline(line)) == expected
