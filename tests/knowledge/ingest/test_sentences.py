from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.ingest.sentences import fold, shorten, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It helps in MS. It may not in PPMS.", ["It helps in MS.", "It may not in PPMS."]),
        (
            "Prof. K and Dr. Roe gave 0.5 mg, i.e. Half of it.",
            ["Prof. K and Dr. Roe gave 0.5 mg, i.e. Half of it."],
        ),
        ("Well… perhaps. Or not?! Yes", ["Well… perhaps.", "Or not?!", "Yes"]),
        ("It is the same …I doubt it .", ["It is the same …", "I doubt it ."]),
        ('"Is it?" she asked. It is.', ['"Is it?" she asked.', "It is."]),
        ("One line\nand another", ["One line", "and another"]),
        ("!!! ... 🙂", []),
    ],
)
def test_sentences_are_cut_where_they_end(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@given(st.text(max_size=300))
def test_no_word_is_lost_or_changed(text: str) -> None:
    words = "".join(c for sentence in split_sentences(text) for c in sentence if c.isalnum())
    assert words == "".join(c for c in text if c.isalnum())


@given(st.text(max_size=300), st.integers(min_value=2, max_value=200))
def test_shortened_text_opens_the_text_within_the_limit(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert fold(text).startswith(short.removesuffix("…"))


def test_text_is_cut_between_words() -> None:
    assert shorten("one two, three", 9) == "one two…"
    assert shorten("one two", 9) == "one two"
