"""Sets of questions with the right entry known, and vectors that are kept between runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.bank import BankEntry, Quiz
from benchmarks.sets import FileSet, Generated, fields, outside_sets, sets_from
from benchmarks.vectors import RememberingEncoder
from knowledge.matching.encoder import DIMENSION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray


def test_a_set_is_read_from_files_with_the_place_of_each_right_entry(tmp_path: Path) -> None:
    bank = [
        {"id": "x", "question": "Who?", "variants": [], "answer": "Me.", "tags": ["passage"]},
        {"id": "y", "question": "Why?", "variants": ["How come?"], "answer": ""},
    ]
    asked = [
        {"text": "Why so?", "gold": "y", "kind": "lay"},
        {"text": "When?", "gold": None, "kind": "near_miss"},
    ]
    for name, rows in (("bank", bank), ("queries", asked)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    entries, questions, warming = outside_sets(tmp_path.parent)[0].load()
    assert entries == [BankEntry("Who?", (), "Me.", passage=True), BankEntry("Why?", ("How come?",), "")]
    assert [question.gold for question in questions] == [1, None]
    assert warming == questions


def test_where_no_outside_set_is_there_is_none(tmp_path: Path) -> None:
    assert outside_sets(tmp_path / "nowhere") == []


def test_sets_survive_json(tmp_path: Path) -> None:
    sets: list[Generated | FileSet] = [Generated(30, Quiz(5, 1, 30)), *fields()]
    assert sets_from(json.loads(json.dumps(sets, default=str))) == sets


def test_only_new_texts_are_encoded(tmp_path: Path) -> None:
    counting = Counting()
    encoder = RememberingEncoder(counting, tmp_path / "vectors")
    first = encoder.encode(["a", "bb", "a"])
    encoder.close()
    again = RememberingEncoder(counting, tmp_path / "vectors")
    both = again.encode(["ccc", "bb"])
    assert counting.asked == ["a", "bb", "ccc"]
    assert first[:, 0].tolist() == [1, 2, 1]
    assert both[:, 0].tolist() == [3, 2]
    assert again.encode([]).shape == (0, DIMENSION)
    again.close()


class Counting:
    """An encoder that says how long a text is, and remembers what it was asked."""

    model_id = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(
        self,
        texts: Sequence[str],
        progress: Callable[[int], None] | None = None,  # noqa: ARG002  nobody watches
    ) -> NDArray[np.float32]:
        self.asked += texts
        return np.array([np.full(DIMENSION, len(text)) for text in texts], dtype=np.float32)
