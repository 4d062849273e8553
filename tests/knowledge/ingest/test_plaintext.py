from __future__ import annotations

from knowledge.ingest.plaintext import parse_page

HEAD = "A title\n\nThis paragraph says that the trial was small.\n\n"


def test_a_heading_ends_the_body_and_a_sidebar_is_left_out() -> None:
    post = parse_page(
        f"{HEAD}Related posts\n • Another post\n\n12 Comments\n\n • Why was it small?\n\n"
        "Recent Posts\n • A third post\n"
    )
    assert [comment.text for comment in post.comments] == ["Why was it small?"]
    assert post.paragraphs == ("This paragraph says that the trial was small.",)


def test_without_any_heading_the_bullets_at_the_end_are_the_thread() -> None:
    post = parse_page(
        f"{HEAD}The reasons are:\n\n- money\n- time\n\nThat is all there is.\n\n- Why is that?\n  - It is.\n"
    )
    assert [comment.text for comment in post.comments] == ["Why is that?", "It is."]
    assert post.paragraphs[1] == "The reasons are:\n- money\n- time"


def test_captions_headings_and_pointers_are_not_prose() -> None:
    post = parse_page(
        f"{HEAD}Figure 2. What it shows.\n\nWhere next\n\nRead more here: https://example.org/a\n\n"
        "https://example.org/b.\n\nPhotograph: somebody\n\n • Why?\n"
    )
    assert post.paragraphs == ("This paragraph says that the trial was small.",)
    assert post.links == ("https://example.org/a", "https://example.org/b")


def test_wrapped_lines_are_joined_and_numbered_items_keep_their_lines() -> None:
    post = parse_page(
        f"{HEAD}•  One line\n   and the next:\n   1. first\n   2. second\n\n   New paragraph.\n"
    )
    assert post.comments[0].text == "One line and the next:\n1. first\n2. second\n\nNew paragraph."


def test_the_author_is_read_from_a_byline_or_the_box_about_them() -> None:
    assert parse_page("A title\n\nBy Jane Roe\n\nText.\n\n- Why?").author == "Jane Roe"
    assert (
        parse_page("A title\n\nText.\n\nAbout the author\n\nDr Jane Roe\n\nShe writes.\n\n- Why?").author
        == "Dr Jane Roe"
    )
    assert parse_page("A title\n\nText.\n\n- Why?").author is None
