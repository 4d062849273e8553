"""Every error has its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import knowledge
from bot.errors import _DOCUMENT, _MODEL, _STORE, InputRefused, sentence
from bot.interactions import said_here
from knowledge import (
    AlreadyDecided,
    BadChoice,
    BadConfidence,
    BadData,
    DocumentRefused,
    EmptyText,
    Forgotten,
    KnowledgeError,
    ModelError,
    NameTaken,
    NotFound,
    SameQuestion,
    StaleRevision,
    StoreError,
    TextTooLong,
    TooMany,
    WordingBlocked,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge import Entry

EXAMPLES = [
    EmptyText("question"),
    TextTooLong("question", 100_000, 1000),
    TooMany("other names", 51, 50),
    NameTaken("PH", "physio hub"),
    BadConfidence(0.3, 0.5),
    BadChoice("words_kept_days", 3, "number", 7, 90),
    BadChoice("withhold_overdue", "yes", "switch"),
    BadChoice("crisis_numbers", "1" * 201, "text", 1, 200),
    BadChoice("channels", float("nan"), "json", 1, 20_000),
    BadChoice("", None, "name", 1, 100),
    BadChoice("x\n" * 100, None, "name", 1, 100),
    NotFound("entry", 3),
    WordingBlocked("Why?", 3, 1),
    Forgotten("message 1"),
    AlreadyDecided("draft", 3, "approved"),
    BadData("glossary.toml", "line 3", "no name"),
    *(DocumentRefused("a.txt", reason) for reason in [*_DOCUMENT, "something else"]),
    *(StoreError("x.sqlite3", reason) for reason in [*_STORE, "something else"]),
    *(ModelError("/models", reason) for reason in [*_MODEL, "something else"]),
    InputRefused("Please type a number."),
    FileNotFoundError(2, "No such file or directory", "a.txt"),
    OSError(28, "No space left on device"),
    KeyError("x"),
]


@pytest.mark.parametrize("error", EXAMPLES, ids=repr)
def test_an_error_becomes_one_sentence(error: Exception) -> None:
    said = sentence(error)
    assert said[-1] in ".?"
    assert "\n" not in said
    assert "{" not in said
    assert said[0].isupper() or said.startswith(("a.txt", "glossary.toml"))


def test_no_error_of_the_knowledge_base_was_forgotten(make_entry: Callable[..., Entry]) -> None:
    made = [StaleRevision(1, make_entry()), SameQuestion(make_entry())]
    covered = {type(error) for error in [*EXAMPLES, *made]} | {KnowledgeError}
    errors = {
        value
        for value in vars(knowledge).values()
        if isinstance(value, type) and issubclass(value, KnowledgeError)
    }
    assert errors == covered & errors


def test_a_limit_is_named_with_the_length() -> None:
    assert "100,000 characters, and the limit is 1,000" in sentence(TextTooLong("question", 100_000, 1000))


def test_what_may_be_chosen_is_named_with_its_bounds() -> None:
    said = sentence(BadChoice("words_kept_days", 3, "number", 7, 90))
    assert said == "The choice “words kept days” must be a whole number from 7 to 90."


def test_a_block_is_lifted_with_the_command_of_the_place() -> None:
    blocked = WordingBlocked("Why?", 3, 1)
    assert sentence(blocked).endswith("first lift block 1 with /blocks lift 1.")
    assert said_here(blocked).endswith("first lift block 1 with /faq blocks.")


def test_a_fault_of_ours_points_to_debug() -> None:
    assert "--debug" in sentence(KeyError("x"))
