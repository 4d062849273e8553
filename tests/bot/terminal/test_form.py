"""An entry as a text to edit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InputRefused
from bot.terminal.form import ANSWER, from_form, to_form
from knowledge import EntryKind, EntryText, Source, SourceKind

TEXT = EntryText(
    question="How?",
    answer="Like this:\n\n[Question]\n\n  indented\n",
    phrasings=("In what way?", "By what means?"),
    context="Kettles",
    kind=EntryKind.PASSAGE,
    tags=("tea", "scale"),
    source=Source(
        "A title: with colon", "https://example.org/?a=1", "Dr Brew", date(2024, 3, 31), SourceKind.POST
    ),
)


def test_a_form_that_is_saved_unchanged_changes_nothing_but_blank_ends() -> None:
    assert from_form(to_form(TEXT), TEXT).answer == TEXT.answer.strip("\n")
    assert from_form(to_form(TEXT), TEXT).source == TEXT.source


line = st.text(st.characters(exclude_categories=["C", "Zl", "Zp", "Zs"]), min_size=1).filter(
    lambda text: text.strip() and not text.startswith("[") and "," not in text
)


@given(line, st.lists(line, max_size=3), st.lists(line, max_size=4), st.lists(line, max_size=3))
def test_what_is_written_is_what_is_read(
    question: str, phrasings: list[str], body: list[str], tags: list[str]
) -> None:
    text = EntryText(question, "\n\n".join([question, *body]), tuple(phrasings), tags=tuple(tags))
    assert from_form(to_form(text), text) == text


def test_windows_line_ends_are_understood() -> None:
    assert from_form(to_form(TEXT).replace("\n", "\r\n"), TEXT).question == "How?"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[Question]\nHow?", "[Question]\n", "question is empty"),
        (ANSWER, "", "heading [Answer] is gone"),
        ("[Source]", "", "heading [Source] is gone"),
        ("2024-03-31", "31.3.2024", "date should look like"),
        ("author:", "writer:", "should start with"),
    ],
)
def test_a_damaged_form_is_refused_with_the_reason(old: str, new: str, said: str) -> None:
    with pytest.raises(InputRefused, match=said.replace("[", r"\[")):
        from_form(to_form(TEXT).replace(old, new, 1), TEXT)


def test_an_empty_answer_is_refused() -> None:
    above, _, _ = to_form(TEXT).partition(ANSWER)
    with pytest.raises(InputRefused, match="answer is empty"):
        from_form(f"{above}{ANSWER}\n \n", TEXT)
