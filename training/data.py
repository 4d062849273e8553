"""The training pairs: each question of a field with the candidates that the real matcher brings up."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from knowledge.domain import EntryKind, EntryText
from knowledge.language.focus import find_focus
from knowledge.matching.alignment import bounded_lead
from knowledge.matching.lines import encoded_lines, words_of
from knowledge.matching.matcher import Matcher, Parts
from knowledge.matching.verifier import Verifier
from knowledge.service.parts import DataFiles, load_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from knowledge.matching.matcher import Match, Query

    Array = NDArray[np.float64]
    Pieces = NDArray[np.float16]

Row = dict[str, Any]
HERE = Path(__file__).parent
CANDIDATES = 3
LOOKED_AT = 10  # candidates, of which those of another bank are left out
HELD_BACK = 3  # each so manieth phrasing of an entry is asked instead
REPEATED = 3  # each so manieth entry is asked in its own words
WRITTEN_TO_TRIP = 0.5  # weight of a question that looks like an entry on purpose: members ask fewer of them
BEHIND = 0.3  # weight of a candidate behind the first: it teaches, but the first is what members see
DIGITS = 4  # of a feature; what a processor makes of the rest must not show
KINDS = {
    "a community's own": ("ms", "msdrugs", "msliving", "software", "garden", "health"),
    "illnesses": ("clinic", "patients", "diabetes", "epilepsy", "rheuma"),
    "patients to doctors": ("heart", "women", "medicines", "infection", "nerves", "gut"),
    "support desks": ("shop", "bank", "telecom", "furniture", "travel", "game", "learning", "insurance"),
}
"""Fields whose questions came about in one way, often by one hand."""
ONE_COMMUNITY = KINDS["patients to doctors"]  # their banks are read as one, of a thousand entries
WITH_GLOSSARY = {
    "ms",
    "msdrugs",
    "msliving",
}  # the other fields are read as a community without a glossary reads


class Pair(NamedTuple):
    """Features of a question with a candidate, whether it is the right one, its weight, whether a verifier is judged by
    it, and the word pieces of both texts.
    """

    features: Array
    right: bool
    weight: float
    judged: bool
    asked: Pieces
    offered: Pieces


class _Case(NamedTuple):
    """A question that was asked, what the bank offers it, best first, the number of the entry that is right if there is
    one, how much it counts, and whether a verifier is judged by it.
    """

    asked: Query
    found: Sequence[Match]
    right: int | None
    weight: float
    judged: bool


class Pairs(NamedTuple):
    """Features (n, len(NAMES)), labels, weights, the field of each pair, whether a verifier is judged by it (it ranked
    first, and was not too easy), and of both its texts the word pieces, each (pieces, PIECE).
    """

    x: Array
    y: Array
    weight: Array
    field: NDArray[np.str_]
    judged: NDArray[np.bool_]
    asked: NDArray[np.object_]
    offered: NDArray[np.object_]

    def where(self, chosen: NDArray[np.bool_]) -> Pairs:
        """Return some of the pairs."""
        return Pairs(*(column[chosen] for column in self))


def fields() -> list[str]:
    """Return the names of the fields in this folder."""
    return sorted(path.name.removesuffix("-queries.jsonl") for path in HERE.glob("*-queries.jsonl"))


def read(path: Path) -> list[Row]:
    """Read a file of one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def community(bank: list[Row], parts: Parts) -> Matcher:
    """Load a bank into a matcher; an entry's number is its place in the bank."""
    matcher = Matcher(parts)
    texts = {number: entry_text(row) for number, row in enumerate(bank)}
    matcher.meet(set().union(*map(words_of, texts.values())))
    lines = {number: encoded_lines(text, matcher.normalise) for number, text in texts.items()}
    vectors = parts.encoder.encode([line.text for each in lines.values() for line in each])
    matcher.put(texts, lines, vectors)
    return matcher


def entry_text(row: Row) -> EntryText:
    """Turn a line of a bank into an entry's text."""
    kind = EntryKind.PASSAGE if "passage" in row["tags"] else EntryKind.ANSWER
    return EntryText(row["question"], row["answer"], tuple(row["variants"]), kind=kind)


def all_pairs() -> Pairs:
    """Return the pairs of all fields; five minutes of work."""
    blank = Verifier.blank()
    with_glossary, without = load_parts(DataFiles(), blank), load_parts(DataFiles(glossary="none"), blank)
    return joined(pairs_of(field, with_glossary if field in WITH_GLOSSARY else without) for field in fields())


def joined(parts: Iterable[Pairs]) -> Pairs:
    """Return the pairs of several fields as one."""
    return Pairs(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def pairs_of(field: str, parts: Parts) -> Pairs:
    """Return the pairs of one field: of its questions, of phrasings that are held back and asked, and of
    entries asked in their own words.
    """
    bank, queries = bank_of(field), read(HERE / f"{field}-queries.jsonl")
    others = set(ONE_COMMUNITY) - {field} if field in ONE_COMMUNITY else set()
    beside = [row for other in sorted(others) for row in bank_of(other)]
    pieces = cache(lambda text: parts.encoder.words([text])[0])
    kept, held_back = _held_back(bank)
    cases = chain(
        _cases(bank, beside, [*queries, *_repeated(bank)], parts), _cases(kept, beside, held_back, parts)
    )
    pairs = [pair for case in cases for pair in _pairs(pieces, case)]
    return Pairs(
        np.array([pair.features for pair in pairs]),
        np.array([float(pair.right) for pair in pairs]),
        np.array([pair.weight for pair in pairs]),
        np.full(len(pairs), field),
        np.array([pair.judged for pair in pairs]),
        np.fromiter((pair.asked for pair in pairs), np.object_, len(pairs)),
        np.fromiter((pair.offered for pair in pairs), np.object_, len(pairs)),
    )


def bank_of(field: str) -> list[Row]:
    """Return the entries of a field; their numbers are its own."""
    return read(HERE / f"{field}-bank.jsonl")


def _held_back(bank: list[Row]) -> tuple[list[Row], list[Row]]:
    """Take each third phrasing out of a bank, to be asked: that is how a member words what others have asked."""
    kept, asked = [], []
    for row in bank:
        taken = row["variants"][HELD_BACK - 1 :: HELD_BACK]
        kept.append(row | {"variants": [each for each in row["variants"] if each not in taken]})
        asked += [{"text": each, "gold": row["id"]} for each in taken]
    return kept, asked


def _repeated(bank: list[Row]) -> list[Row]:
    """Ask each third entry in its own words: nothing else teaches that the same words ask the same.

    It is too easy to judge a verifier by.
    """
    return [{"text": row["question"], "gold": row["id"], "too_easy": True} for row in bank[::REPEATED]]


def _cases(bank: list[Row], beside: list[Row], queries: list[Row], parts: Parts) -> Iterator[_Case]:
    """Yield questions with what a bank offers them in a community that has other entries `beside` it; what these offer
    is left out, for nobody said whether it is right.

    A question that the bank answers is taken a second time in a community where its entry was never written: that is
    how most questions are that nobody has answered yet.
    """
    if not queries:
        return
    matcher = community([*bank, *beside], parts)
    numbers = {row["id"]: number for number, row in enumerate(bank)}

    def offered(matcher: Matcher, asked: Query) -> list[Match]:
        matches = matcher.match(asked, LOOKED_AT if beside else CANDIDATES + 2)
        return sorted((each for each in matches if each.owner < len(bank)), key=lambda match: -match.score)

    for query in queries:
        asked = matcher.read(find_focus(query["text"]))
        found, right = offered(matcher, asked), numbers.get(query["gold"])
        judged = "too_easy" not in query
        yield _Case(asked, found, right, WRITTEN_TO_TRIP if "looks_like" in query else 1.0, judged)
        if right in {match.owner for match in found}:
            unwritten = matcher.copy()
            unwritten.drop(right)
            yield _Case(asked, offered(unwritten, asked), None, 1.0, judged)


def _pairs(pieces: Callable[[str], Pieces], case: _Case) -> Iterator[Pair]:
    """Yield the pairs of a question with its candidates."""
    for place, match in enumerate(case.found[:CANDIDATES]):
        rival = case.found[0] if place else case.found[1] if len(case.found) > 1 else None
        lead = bounded_lead(match.score - (rival.score if rival else 0.0))
        features = replace(match.features, lead=lead).vector().round(DIGITS)
        weight = case.weight * (BEHIND if place else 1.0)
        texts = pieces(case.asked.text), pieces(match.nearest)
        yield Pair(features, match.owner == case.right, weight, case.judged and place == 0, *texts)
