"""What is left of a pasted message."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language import clean, tokenise


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("**Is** it _safe_?", "Is it safe?"),
        ("~~no~~ ||yes|| `code` and snake_case", "no yes code and snake_case"),
        ("> quoted\n# Title\n## 2nd", "quoted Title 2nd"),
        ("hi <@123456> see <#42> and <:brain:99> or <a:wave:1> :smile:", "hi see and or"),
        ("read https://example.org/a?b=c and www.example.com now", "read and now"),
        ("[the post](https://example.org/x) helps", "the post helps"),
        ("thanks 🙏🏽 ❤️ 👩‍⚕️!", "thanks !"),
        ("\u2018don\u2019t\u2019 \u201cquote\u201d \u2014 dash", "'don't' \"quote\" - dash"),
        ("a\u200bb\u200d\u202ec\u2066\ufeff", "abc"),
        ("tab\tand\r\nline\x00\x07end", "tab and line end"),
        ("\ufb01ne \uff21\uff22\uff23", "fine ABC"),
        ("well :-) ok <3 x :D", "well ok x"),
        ("at 10:30 and 5*3", "at 10:30 and 53"),
        ("", ""),
        ("🙂🙂", ""),
    ],
)
def test_markup_links_emoji_and_invisible_characters_go(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_zalgo_keeps_at_most_two_marks_a_letter() -> None:
    zalgo = "h" + "\u0335\u0321\u0353\u033b\u0489" * 20 + "elp"

    cleaned = clean(zalgo)

    assert sum(unicodedata.category(c).startswith("M") for c in cleaned) <= 2
    assert cleaned.endswith("elp")


def test_letters_of_other_scripts_stay() -> None:
    assert clean("Är Ocrevus säkert? हिन्दी 日本語") == "Är Ocrevus säkert? हिन्दी 日本語"


@given(st.text(max_size=400))
def test_cleaning_never_raises_and_leaves_single_spaces(text: str) -> None:
    cleaned = clean(text)

    assert cleaned == " ".join(cleaned.split())
    assert not any(unicodedata.category(c) in {"Cc", "Cf"} for c in cleaned)


@pytest.mark.parametrize("piece", ["a\u0301", "[x](", "<@", ":a", "*_~|", "http://", "(\n", "- "])
def test_long_texts_are_cleaned_quickly(piece: str) -> None:
    start = time.perf_counter()

    clean(piece * (100_000 // len(piece)))

    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don't stop the patient's 240mg", ["don't", "stop", "the", "patient", "240", "mg"]),
        ("0.5 and 0,5 of 1,000", ["0.5", "and", "0.5", "of", "1000"]),
        ("anti-CD20, B12, 25FW, COVID-19", ["anti", "cd20", "b12", "25fw", "covid", "19"]),
        ("it's what's", ["it's", "what's"]),
        ("", []),
    ],
)
def test_texts_are_cut_into_words_and_numbers(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenise(text)] == words


@given(st.text(max_size=200))
def test_tokens_say_where_they_stand(text: str) -> None:
    assert all(text[token.start : token.end] == token.raw for token in tokenise(text))
