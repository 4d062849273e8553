"""Texts of questions, found in the same words whatever their punctuation."""

from __future__ import annotations

from knowledge.service.wordings import Wordings


def test_a_text_is_found_whatever_its_punctuation() -> None:
    wordings = Wordings()
    wordings.add(1, ["is it safe?", "how safe is it"])
    wordings.add(2, ["is it safe"])
    assert wordings.owners("is it safe!") == {1, 2}
    assert wordings.owners("how safe is it?") == {1}
    assert wordings.owners("is it") == set()


def test_a_dropped_entry_leaves_the_others_their_words() -> None:
    wordings = Wordings()
    wordings.add(1, ["is it safe?"])
    wordings.add(2, ["is it safe", "why"])
    copied = wordings.copy()
    wordings.drop(2)
    wordings.drop(99)
    assert wordings.owners("is it safe") == {1}
    assert wordings.owners("why") == set()
    assert copied.owners("why") == {2}
