"""Sets of entries and questions with the right entry known: generated, or read from files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.bank import ROOT, Bank, BankEntry, BankQuestion, Quiz

if TYPE_CHECKING:
    from collections.abc import Sequence

WITH_GLOSSARY = frozenset({"ms", "msdrugs", "msliving"})  # as training.data has it, which is large to import
TRAINING = ROOT / "training"
OUTSIDE = ROOT.parent / "shared" / "eval"  # sets that no weight was fitted on; they may be absent


class LabelledSet(NamedTuple):
    """Entries, the questions that count, and others to warm up with."""

    entries: list[BankEntry]
    questions: list[BankQuestion]
    warming: list[BankQuestion]


class Generated(NamedTuple):
    """A bank of `size` synthetic entries and the questions about it."""

    size: int
    quiz: Quiz

    def load(self) -> LabelledSet:
        """Make the entries and questions."""
        bank = Bank()
        return LabelledSet(bank.entries(self.size), bank.questions(self.quiz), bank.warming(self.quiz))


class FileSet(NamedTuple):
    """A bank and its questions in files of one JSON object a line; `glossary` tells whether the shipped one is used."""

    name: str
    bank: Path
    queries: Path
    glossary: bool

    def load(self) -> LabelledSet:
        """Read the files; the first questions warm up as well."""
        bank = _read(self.bank)
        place = {row["id"]: number for number, row in enumerate(bank)}
        entries = [
            BankEntry(
                row["question"],
                tuple(row["variants"]),
                row["answer"],
                passage="passage" in row.get("tags", ()),
            )
            for row in bank
        ]
        questions = [
            BankQuestion(row["text"], None if row["gold"] is None else place[row["gold"]], row["kind"])
            for row in _read(self.queries)
        ]
        return LabelledSet(entries, questions, questions[:3])


def fields() -> list[FileSet]:
    """Return the sets that the verifier is fitted on."""
    paths = sorted(TRAINING.glob("*-queries.jsonl"))
    names = [path.name.removesuffix("-queries.jsonl") for path in paths]
    return [
        FileSet(name, TRAINING / f"{name}-bank.jsonl", path, glossary=name in WITH_GLOSSARY)
        for name, path in zip(names, paths, strict=True)
    ]


def outside_sets(folder: Path = OUTSIDE) -> list[FileSet]:
    """Return the sets beside this checkout, none where there are none; support bots are read without a glossary."""
    return [
        FileSet(
            path.parent.name, path, path.parent / "queries.jsonl", not path.parent.name.startswith("hint3")
        )
        for path in sorted(folder.glob("*/bank.jsonl"))
    ]


def sets_from(described: Sequence[Sequence[Any]]) -> list[Generated | FileSet]:
    """Return sets as they came out of JSON."""
    return [
        Generated(each[0], Quiz(*each[1]))
        if isinstance(each[0], int)
        else FileSet(each[0], Path(each[1]), Path(each[2]), each[3])
        for each in described
    ]


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
