from __future__ import annotations

from datetime import date

import pytest

from knowledge.ingest.markdown import is_markdown, parse_markdown, plain_text

FRONT = """---
title: 'A title: with a colon'
author: Jane Roe
date: 2025-05-12
url: https://example.org/a
other: x
---
"""


def test_front_matter_gives_the_facts() -> None:
    post = parse_markdown(f"{FRONT}\nText.\n\n## Comments\n\n- Why?\n")
    assert (post.title, post.author) == ("A title: with a colon", "Jane Roe")
    assert (post.date, post.url) == (date(2025, 5, 12), "https://example.org/a")


def test_what_is_wrong_in_front_matter_is_left_out() -> None:
    post = parse_markdown("---\ntitle: T\ndate: soon\nurl: javascript:alert(1)\n---\n## Comments\n- Why?")
    assert (post.date, post.url) == (None, None)


def test_a_heading_gives_the_title_where_front_matter_does_not() -> None:
    post = parse_markdown(
        "# The *real* title\n\nIt is so, as the trial says.\n\n## Part\n\n### 3 Comments\n\n- Why?\n"
    )
    assert post.title == "The real title"
    assert post.paragraphs == ("It is so, as the trial says.",)


def test_quotations_code_and_headings_are_not_the_authors_prose() -> None:
    post = parse_markdown(
        f"{FRONT}\nHers is it.\n\n> Others say that.\n\n```\ncode.\n```\n\n- a point.\n\n## Comments\n- Why?"
    )
    assert post.paragraphs == ("Hers is it.", "- a point.")


def test_a_list_belongs_to_the_paragraph_that_announces_it() -> None:
    post = parse_markdown(f"{FRONT}\nTwo things:\n\n1. one\n2. two\n   - half\n\n## Comments\n- Why?")
    assert post.paragraphs == ("Two things:\n1. one\n2. two\n- half",)


def test_the_thread_ends_at_a_heading_or_a_rule() -> None:
    ruled = parse_markdown(f"{FRONT}## Comments\n- Why?\n  - So.\n\n---\n\n- no comment\n")
    headed = parse_markdown(f"{FRONT}## Comments\n- Why?\n  - So.\n\n## Notes\n\nThis stands in the body.\n")
    assert len(ruled.comments) == len(headed.comments) == 2
    assert headed.paragraphs == ("This stands in the body.",)


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("It *is* **so**, `n` = 3", "It is so, n = 3"),
        ("see [the paper](https://example.org/p)", "see the paper (https://example.org/p)"),
        ("see <https://example.org/p>", "see https://example.org/p"),
        ("a <b and c> d &lt; 5", "a <b and c> d < 5"),
        ("EDSS < 3 and 2 * 3 * 4", "EDSS < 3 and 2 * 3 * 4"),
        ("1. *one*\n2. two", "1. one\n2. two"),
        ("![a chart](c.png)after", "after"),
    ],
)
def test_marks_go_and_words_stay(marked: str, plain: str) -> None:
    assert plain_text(marked) == plain


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("post.md", "# A\n\ntext", True),
        ("post.MARKDOWN", "# A", True),
        ("post.txt", "---\ntitle: A\n---\n", True),
        ("post.txt", "A\n\n## Comments\n- b", True),
        ("post.md", "A page saved under the wrong name\n\n• Why?", False),
        ("post.txt", "A\n\nComments\n- b", False),
    ],
)
def test_the_form_is_recognised(name: str, text: str, *, expected: bool) -> None:
    assert is_markdown(name, text) is expected
