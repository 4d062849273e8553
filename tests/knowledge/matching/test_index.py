"""Candidates: each part of an entry has its say, and a change is seen by the next question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.matching.encoder import DIMENSION
from knowledge.matching.index import ROUGH_POOL, Index
from knowledge.matching.lines import Line, Role
from knowledge.matching.vectors import unit

if TYPE_CHECKING:
    from numpy.typing import NDArray


def vector(**parts: float) -> NDArray[np.float32]:
    """Return a unit vector with the given shares along the first axes a, b, c."""
    raw = np.zeros(DIMENSION, dtype=np.float32)
    for name, share in parts.items():
        raw["abc".index(name)] = share
    return raw / np.linalg.norm(raw)


def asked(text: str) -> Line:
    return Line(text, Role.ASKED)


def test_the_nearest_phrasing_makes_an_entry_a_candidate() -> None:
    index = Index()
    index.put(
        {1: [asked("xx"), asked("yy")], 2: [asked("zz")]}, np.stack([vector(a=1), vector(b=1), vector(c=1)])
    )
    best, second = index.candidates(vector(b=1, c=0.2)[None], "qq", 5)
    assert (best.owner, best.line) == (1, 1)
    assert best.asked > 0.9 > second.asked


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("spread", [0.25, 0.5, 1.0])
def test_an_entry_with_many_phrasings_does_not_win_by_their_number(spread: float, seed: int) -> None:
    """Fifty ways of asking about a topic, and one question on it that is a tenth nearer."""
    draw = np.random.default_rng(seed)
    topic, own = unit(draw.standard_normal((2, DIMENSION)).astype(np.float32))
    ways = unit(topic + spread * unit(draw.standard_normal((50, DIMENSION)).astype(np.float32)))
    one, question = unit(np.stack([topic + own, topic + 0.6 * own]))
    index = Index()
    index.put({1: [asked(f"m{n}") for n in range(50)], 2: [asked("one")]}, np.stack([*ways, one]))
    assert question @ one > (ways @ question).max() + 0.1
    assert index.candidates(question[None], "qq", 5)[0].owner == 2


def test_an_answer_alone_can_bring_its_entry_up_but_ranks_below_a_question() -> None:
    index = Index()
    lines = {1: [asked("xx"), Line("said", Role.SAID)], 2: [asked("yy")]}
    index.put(lines, np.stack([vector(c=1), vector(a=1), vector(a=1)]))
    best, second = index.candidates(vector(a=1)[None], "qq", 5)
    assert (best.owner, second.owner) == (2, 1)
    assert second.said > 0.99


def test_a_replaced_entry_is_found_by_its_new_words_only() -> None:
    index = Index()
    index.put({1: [asked("old")]}, vector(a=1)[None])
    index.put({1: [asked("new")]}, vector(b=1)[None])
    assert len(index) == 1
    assert index.candidates(vector(a=1)[None], "old", 5)[0].asked < 0.1
    assert index.candidates(vector(b=1)[None], "new", 5)[0].asked > 0.9


def test_a_dropped_entry_is_no_candidate() -> None:
    index = Index()
    index.put({1: [asked("xx")], 2: [asked("yy")]}, np.stack([vector(a=1), vector(b=1)]))
    index.drop(1)
    index.drop(99)
    assert [hit.owner for hit in index.candidates(vector(a=1)[None], "xx", 5)] == [2]


def test_the_whole_message_counts_beside_the_asking_sentence() -> None:
    index = Index()
    index.put({1: [asked("xx")], 2: [asked("yy")]}, np.stack([vector(a=1), vector(b=1)]))
    best = index.candidates(np.stack([vector(c=1), vector(b=1)]), "qq", 5)[0]
    assert (best.owner, round(best.context, 2)) == (2, 1.0)


def test_an_empty_index_has_no_candidates() -> None:
    assert Index().candidates(vector(a=1)[None], "anything", 5) == []


def test_a_copy_can_be_changed_without_its_original() -> None:
    index = Index()
    index.put({1: [asked("old")]}, vector(a=1)[None])
    copied = index.copy()
    copied.put({2: [asked("new")]}, vector(b=1)[None])
    index.drop(1)
    index.put({3: [asked("other")]}, vector(c=1)[None])
    assert [hit.owner for hit in index.candidates(vector(a=1)[None], "old", 5)] == [3]
    assert {hit.owner: hit.surface > 0.99 for hit in copied.candidates(vector(a=1)[None], "old", 5)} == {
        1: True,
        2: False,
    }


def test_the_vectors_of_an_entry_are_those_of_its_lines() -> None:
    index = Index()
    index.put(
        {1: [asked("xx"), asked("yy")], 2: [asked("zz")]}, np.stack([vector(a=1), vector(b=1), vector(c=1)])
    )
    np.testing.assert_allclose(index.vectors_of(1), np.stack([vector(a=1), vector(b=1)]), atol=1e-6)
    assert index.vectors_of(3).shape == (0, DIMENSION)


def test_a_large_index_is_looked_through_roughly_and_finds_the_same() -> None:
    rng = np.random.default_rng(0)
    topics = rng.normal(size=(300, DIMENSION))
    raw = (topics[np.arange(6000) % 300] + rng.normal(size=(6000, DIMENSION))).astype(np.float32)
    vectors = raw / np.linalg.norm(raw, axis=1, keepdims=True)
    index = Index()
    index.put({owner: [asked(f"text {owner}")] for owner in range(6000)}, vectors)
    assert len(index) > ROUGH_POOL
    for owner in range(0, 6000, 500):
        near = vectors[owner] + 0.03 * rng.normal(size=DIMENSION).astype(np.float32)
        hits = index.candidates((near / np.linalg.norm(near))[None], f"text {owner}", 7)
        nearest = np.argsort(-(vectors @ near))[:3]
        assert hits[0].owner == owner == nearest[0]
        assert {*nearest.tolist()} <= {hit.owner for hit in hits}
