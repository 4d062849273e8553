"""The pairs that a fit learns from are what the real matcher would have brought up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from knowledge.language.focus import find_focus
from knowledge.matching.alignment import NAMES
from training import data
from training.data import community, pairs_of

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.matching.matcher import Parts

BANK = [
    ("a", "How do I clean a cast-iron pan?"),
    ("b", "Can I put a wooden spoon in the dishwasher?"),
    ("c", "How do I sharpen a kitchen knife?"),
    ("d", "How long does fresh pasta keep?"),
]
OTHERS = [("x", "When do I prune an apple tree?"), ("y", "Why do my tomato leaves curl?")]


def written(
    folder: Path, field: str, bank: list[tuple[str, str]], asked: list[dict[str, str | None]]
) -> None:
    rows = [
        {"id": each, "question": text, "variants": [], "answer": "So.", "tags": []} for each, text in bank
    ]
    for name, lines in (("bank", rows), ("queries", asked)):
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"{field}-{name}.jsonl").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of two small fields that are one community."""
    asked = {"text": "what is the way to wash a cast iron pan", "gold": "a", "kind": "paraphrase"}
    written(tmp_path, "kitchen", BANK, [asked])
    written(tmp_path, "orchard", OTHERS, [])
    monkeypatch.setattr(data, "HERE", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_question_is_asked_once_more_where_its_entry_was_never_written(parts: Parts) -> None:
    """In every way, that is: what an entry that is not there says of the others must not help either."""
    pairs = pairs_of("kitchen", parts)
    question = pairs.judged
    assert pairs.y[question].tolist() == [1.0, 0.0]
    rest = community([row for row in data.bank_of("kitchen") if row["id"] != "a"], parts)
    asked = rest.read(find_focus("what is the way to wash a cast iron pan"))
    best = max(rest.match(asked, data.CANDIDATES + 2), key=lambda match: match.score)
    found = pairs.x[question][1]
    for name in ("asked", "ridge", "uncovered"):
        assert found[NAMES.index(name)] == pytest.approx(getattr(best.features, name), abs=1e-3), name


@pytest.mark.usefixtures("folder")
def test_entries_beside_a_bank_are_there_but_offer_nothing(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = pairs_of("kitchen", parts)
    monkeypatch.setattr(data, "ONE_COMMUNITY", ("kitchen", "orchard"))
    together = pairs_of("kitchen", parts)
    assert together.y.tolist() == alone.y.tolist()
    ridge, asked = (NAMES.index(name) for name in ("ridge", "asked"))
    assert together.x[:, asked] == pytest.approx(alone.x[:, asked], abs=1e-3)
    assert (together.x[:, ridge] != alone.x[:, ridge]).any()


def test_entries_that_are_read_as_one_community_have_names_of_their_own() -> None:
    names = [row["id"] for field in data.ONE_COMMUNITY for row in data.bank_of(field)]
    assert len(names) == len(set(names)) > 1000
