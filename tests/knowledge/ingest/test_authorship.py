from __future__ import annotations

import pytest

from knowledge.domain import Authorship
from knowledge.ingest.authorship import with_roles
from knowledge.ingest.document import Comment, Post, Role
from knowledge.ingest.evidence import author_address, weigh


def roles(*comments: tuple[str, int | None], author: str | None = "Dr Jane Roe") -> str:
    """Give a letter for each comment, A for the author's and m for a member's."""
    post = with_roles(Post("T", author, comments=tuple(Comment(text, parent) for text, parent in comments)))
    return "".join("A" if comment.role is Role.AUTHOR else "m" for comment in post.comments)


def test_turns_alternate_where_words_give_nothing_away() -> None:
    assert roles(("One thing.", None), ("Another.", 0), ("A third.", 1), ("A fourth.", 2)) == "mAmA"


def test_two_replies_to_one_comment_can_both_be_the_authors() -> None:
    assert (
        roles(("Why?", None), ("In short, the trial data were poor.", 0), ("We now know more.", 0)) == "mAA"
    )


def test_a_member_who_answers_a_member_is_not_taken_for_the_author() -> None:
    assert roles(("Does it help?", None), ("I have had MS for years and my neurologist said no.", 0)) == "mm"


def test_the_author_may_open_a_branch_when_the_words_are_plain() -> None:
    opening = (
        "Thank you for your comments. We published the trial data, and in our clinic I would recommend it."
    )
    assert roles((opening, None)) == "A"


def test_thanks_for_a_reply_make_what_they_answer_the_authors() -> None:
    unclear = "Same here, and the data say so."
    assert roles(("Why?", None), (unclear, 0), ("Me too.", 1)) == "mmm"
    assert roles(("Why?", None), (unclear, 0), ("Thanks for your reply.", 1)) == "mAm"


def test_a_member_who_chats_with_a_member_is_not_taken_for_the_author() -> None:
    assert roles(("Does anybody here swim?", None), ("I do, twice a week.", 0)) == "mm"


def test_a_thread_where_the_author_is_silent_has_no_author() -> None:
    assert (
        roles(("Does it help?", None), ("Same here, my nurse does not know.", 0), ("Any news?", None))
        == "mmm"
    )


@pytest.mark.parametrize(
    "text", ["JR - a fine post", "Hi Dr Roe, is it so", "Thank you Jane", "Roe, please help"]
)
def test_the_author_is_not_who_addresses_the_author(text: str) -> None:
    address = author_address("Jane Roe")
    assert any("addresses" in reason for reason in weigh(text, address).reasons)


@pytest.mark.parametrize("author", [None, "", "Dr", "Prof X"])
def test_an_author_without_a_name_is_not_addressed(author: str | None) -> None:
    assert author_address(author) is None


def test_curly_apostrophes_count_like_straight_ones() -> None:
    straight, curly = (weigh(f"I{mark}m on Tysabri", None) for mark in ("'", "\u2019"))
    assert straight.weight == curly.weight < 0


def test_signed_comments_are_judged_by_name_alone() -> None:
    comments = (
        Comment("We now know from our trial data.", name="Sam"),
        Comment("Thanks for your reply, is it?", 0, name="dr. jane  roe"),
        Comment("In our clinic we see that.", 1),
    )
    post = with_roles(Post("T", "Dr Jane Roe", comments=comments))
    assert [comment.role for comment in post.comments] == [Role.MEMBER, Role.AUTHOR, Role.MEMBER]
    assert [comment.authorship for comment in post.comments][:2] == [Authorship.STATED] * 2


def test_a_hint_names_the_turn_and_the_words() -> None:
    comments = (Comment("Why?"), Comment("We now know why.", 0))
    hint = with_roles(Post("T", comments=comments)).comments[1].hint
    assert hint == "unsigned, a reply to a member; speaks for the field (“We now know”)"
