"""What a "did you mean" is worth at which bar: `python -m training.suggesting`, about ten minutes.

Each question of the fields in this folder is decided with the shipped verifier under several bars: how likely an entry
must be, and how much it must have the question's subject. The report says how many of the questions with an entry are
helped, answered rightly or with that entry among the suggestions, and how many of those without one are asked back:
chatter, near misses, and other questions. The verifier was fitted on these fields, which flatters the chance.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import TYPE_CHECKING

from knowledge.domain import Candidate, Decision, Entry, EntryStatus
from knowledge.language.focus import find_focus
from knowledge.matching.decision import decide
from knowledge.policy import Policy
from knowledge.service.considering import at_most
from knowledge.service.parts import DataFiles, load_parts
from training.data import HERE, WITH_GLOSSARY, bank_of, community, entry_text, fields, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.matching.matcher import Parts
    from training.data import Row

CHANCES = (0.25, 0.15, 0.1, 0.06, 0.03)
KINDS = ("helped", "chatter", "near miss", "other")
SUBJECTS = (-1.0, 0.35, 0.45, 0.55)
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def ranked(field: str, parts: Parts) -> Iterator[tuple[Row, list[Candidate], int | None]]:
    """Yield the questions of a field with their candidates, and the number of the entry that is right."""
    bank = bank_of(field)
    numbers = {row["id"]: number for number, row in enumerate(bank)}
    entries = [
        Entry(number, field, entry_text(row), EntryStatus.PUBLISHED, 1, _NOW, _NOW, _NOW)
        for number, row in enumerate(bank)
    ]
    matcher = community(bank, parts)
    for query in read(HERE / f"{field}-queries.jsonl"):
        matches = matcher.match(matcher.read(find_focus(query["text"])))
        found = [
            Candidate(entries[each.owner], each.score, each.confidence, each.reasons, at_most(each))
            for each in matches
        ]
        yield query, found, numbers.get(query["gold"])


def kind_of(query: Row) -> str:
    """Return what a question without an entry is."""
    kind: str = query["kind"]
    return "chatter" if kind == "off_topic" else "near miss" if kind.startswith("near_miss") else "other"


def shares(
    found: Sequence[tuple[Row, list[Candidate], int | None]], chance: float, subject: float
) -> dict[str, float]:
    """Return how many of a hundred were helped, and asked back by kind, under a bar."""
    policy = replace(Policy(), suggest_at=chance, related_at=subject)
    asked, came = Counter[str](), Counter[str]()
    for query, candidates, right in found:
        decision, suggestions = decide(candidates, policy)
        if right is None:
            kind, so = kind_of(query), decision is Decision.SUGGEST
        else:
            shown = candidates[:1] if decision is Decision.ANSWER else suggestions
            kind, so = "helped", right in {each.entry.id for each in shown}
        asked[kind] += 1
        came[kind] += so
    return {kind: 100 * came[kind] / asked[kind] for kind in KINDS}


def main() -> None:
    """Decide all questions under each bar and print what came of it."""
    with_glossary, without = load_parts(DataFiles()), load_parts(DataFiles(glossary="none"))
    found = [
        each
        for field in fields()
        for each in ranked(field, with_glossary if field in WITH_GLOSSARY else without)
    ]
    print(f"{'chance':>7s} {'subject':>8s}" + "".join(f"{kind:>11s}" for kind in KINDS))
    for chance, subject in product(CHANCES, SUBJECTS):
        of_kind = shares(found, chance, subject)
        print(f"{chance:7.2f} {subject:8.2f}" + "".join(f"{of_kind[kind]:11.1f}" for kind in KINDS))


if __name__ == "__main__":
    main()
