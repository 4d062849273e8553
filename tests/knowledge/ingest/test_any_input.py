"""Whatever comes in: a harvest or a refusal, always the same one, and in time."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.errors import DocumentRefused
from knowledge.ingest import Harvest, Role, read_document

LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "",
            "---",
            "title: A",
            "author: Jane",
            "# A title",
            "## Comments",
            "- Why is that?",
            "  - **Jane** (2024-01-01): Because.",
            "      • Thanks for your reply. Is it so?",
            "About the author",
            "Recent Posts",
            "J Neurol. 2020 Jan 2;3:4. doi: 10.1000/x",
            "A RoeB Doe",
            "> quoted",
            "1. one",
            "I believe that it is. [a](http://b.c)",
        ]
    ),
)
DOCUMENTS = st.builds("\n".join, st.lists(LINES, max_size=30))


def outcome(data: bytes, name: str) -> Harvest | tuple[str, str]:
    try:
        return read_document(data, name)
    except DocumentRefused as refusal:
        return refusal.reason, refusal.detail


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS, st.sampled_from(["a.md", "a.txt"]))
def test_any_text_is_read_or_refused_and_twice_the_same(text: str, name: str) -> None:
    data = text.encode("utf-8", "replace")
    first = outcome(data, name)
    assert first == outcome(data, name)
    if isinstance(first, Harvest):
        keys = [draft.key for draft in first.drafts] + [thread.key for thread in first.open_questions]
        assert len(set(keys)) == len(keys)
        assert all(draft.text.question and draft.text.answer for draft in first.drafts)
        assert all(c.parent is None or c.parent < i for i, c in enumerate(first.post.comments))


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert outcome(data, "a.txt") == outcome(data, "a.txt")


HOSTILE = {
    "one line of ten million letters": "T\n\n- " + "a" * 10_000_000,
    "a million full stops": "T\n\n- " + ". " * 1_000_000,
    "nothing but blank lines": "T" + "\n" * 1_000_000 + "- Why is that?",
    "front matter without an end": "---\n" + "a: b\n" * 200_000 + "- Why is that?",
    "opening brackets": "# T\n\n" + "[" * 50_000 + "\n\n## Comments\n- why " + "[" * 15_000,
    "half links": "# T\n\n" + "[a](b" * 20_000 + "\n\n## Comments\n- why " + "[a](b" * 3_000,
    "thousands of quotation marks": "# T\n\n" + ">" * 50_000 + "\n\n## Comments\n- why",
    "thanks without end": "T\n\n- " + "thank you thanks " * 100_000,
    "references without end": "T\n\n" + "J N. 2020 " * 100_000 + "\n\n- Why is that?",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_dealt_with_in_time(text: str) -> None:
    start = time.perf_counter()
    outcome(text.encode(), "a.md")
    assert time.perf_counter() - start < 15


def test_ten_thousand_comments_are_read_with_progress() -> None:
    lines = [
        f"- Why is treatment {i} not licensed for SPMS?\n  - Trial {i} missed its goal. We now know why.\n"
        for i in range(5_000)
    ]
    told: list[tuple[str, int, int]] = []
    start = time.perf_counter()
    harvest = read_document(
        ("A title\n\n" + "".join(lines)).encode(), "a.txt", progress=lambda *step: told.append(step)
    )
    assert time.perf_counter() - start < 30
    assert len(harvest.post.comments) == 10_000
    assert len(harvest.drafts) == 5_000
    assert {stage for stage, _, _ in told} == {"who wrote what", "questions and answers"}
    assert told[-1][1:] == (10_000, 10_000)
    assert len(told) > 100


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_bullets_two_hundred_deep_take_turns(name: str) -> None:
    lines = ["  " * i + f"- Comment number {i} about the matter.\n" for i in range(200)]
    harvest = read_document(("# A title\n\n## Comments\n\n" + "".join(lines)).encode(), name)
    comments = harvest.post.comments
    assert comments[-1].depth == 199
    assert [comment.role for comment in comments] == [Role.MEMBER, Role.AUTHOR] * 100
