"""What tells a question from its look-alike: each test is a pair, the feature it moves and the reason given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from knowledge.matching.alignment import Alignment, Asked, Cosines, Offered, align

if TYPE_CHECKING:
    from knowledge.matching.matcher import Parts

COSINES = Cosines(asked=0.9, said=0.5, surface=0.5, lead=0.2, context=0.9, centre=0.9, ridge=0.1)


class Pair(NamedTuple):
    question: str
    entry: str
    answer: str = ""


def compare(parts: Parts, pair: Pair) -> Alignment:
    question, entry, answer = (parts.reader(parts.normaliser(text)) for text in pair)
    glossary = parts.normaliser.glossary

    def related(one: str, other: str) -> bool:
        return one in glossary.broader(other) or other in glossary.broader(one)

    return align(Asked(question, question), Offered(entry, entry, answer), COSINES, related)


def test_the_same_question_in_other_words_has_nothing_uncovered(parts: Parts) -> None:
    features, reasons = compare(
        parts, Pair("Does exercise help kids?", "Do children benefit from a workout?")
    )
    assert features.uncovered < 0.35
    assert reasons == ()


def test_one_deciding_word_that_the_entry_lacks_is_found_and_named(parts: Parts) -> None:
    features, reasons = compare(
        parts, Pair("Does the vaccine work after chemotherapy?", "Does the vaccine work?", "Yes, it does.")
    )
    assert features.uncovered > 0.6
    assert any("chemotherapy" in reason for reason in reasons)


def test_a_word_that_the_answer_has_is_covered_but_unasked(parts: Parts) -> None:
    pair = Pair("Is magnesium safe?", "Which supplements are safe?", "Magnesium and zinc are safe.")
    features, _ = compare(parts, pair)
    assert features.uncovered < 0.1 < features.unasked


def test_another_drug_is_missing_here_and_extra_there(parts: Parts) -> None:
    features, reasons = compare(parts, Pair("Does Tysabri work in PPMS?", "Does Ocrevus work in PPMS?"))
    assert (features.drug_missing, features.drug_extra) == (0.5, 0.5)
    assert any("natalizumab" in reason for reason in reasons)
    assert any("ocrelizumab" in reason for reason in reasons)


def test_a_brand_is_the_same_drug(parts: Parts) -> None:
    features, _ = compare(parts, Pair("Does Tecfidera work?", "Does dimethyl fumarate work?"))
    assert features.drug_missing == features.drug_extra == features.uncovered == 0


def test_another_condition_is_missing(parts: Parts) -> None:
    features, _ = compare(parts, Pair("Is there a drug for SPMS?", "Is there a drug for PPMS?"))
    assert features.condition_missing == features.condition_extra == 0.5


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("When can I stop the tablets?", "When can I start the tablets?"),
        ("Is it wise before surgery?", "Is it wise after surgery?"),
        ("Does cold make it worse?", "Does heat make it worse?"),
        ("How do I cash out?", "How do I top up?"),
        ("How do I switch roaming off?", "How do I switch on roaming?"),
        (
            "My sugar is low and my pressure normal, is it bad?",
            "My sugar is high and my pressure normal, is it bad?",
        ),
    ],
)
def test_sides_that_exclude_each_other_conflict(parts: Parts, question: str, entry: str) -> None:
    assert compare(parts, Pair(question, entry)).features.contrast > 0


def test_a_population_that_only_the_question_names_is_missing(parts: Parts) -> None:
    features, reasons = compare(parts, Pair("Is it safe for toddlers?", "Is it safe?"))
    assert features.population_missing == 1
    assert "asks about children" in reasons


def test_another_number_is_missing(parts: Parts) -> None:
    features, _ = compare(parts, Pair("Is 240 mg twice a day enough?", "Is 120 mg twice a day enough?"))
    assert features.number_missing == 1


def test_another_dose_is_named_with_the_entry_s(parts: Parts) -> None:
    pair = Pair("Is 240 mg twice a day enough?", "Is 240 mg a day enough?")
    features, reasons = compare(parts, pair)
    assert features.number_missing == 1
    assert "asks about 240 mg twice a day, the entry says 240 mg a day" in reasons


def test_the_same_dose_in_other_words_is_no_other_number(parts: Parts) -> None:
    pair = Pair("Is Tecfidera 240mg twice a day enough?", "Is Tecfidera 480 mg a day enough?")
    features, reasons = compare(parts, pair)
    assert features.number_missing == 0
    assert not any("mg" in reason for reason in reasons)


def test_another_kind_of_question_differs(parts: Parts) -> None:
    features, reasons = compare(parts, Pair("How long does shipping take?", "Why is shipping slow?"))
    assert features.kind_differs == 1
    assert "asks when, the entry says why" in reasons


def test_a_reversed_direction_is_seen(parts: Parts) -> None:
    pair = Pair("Can I switch from Tysabri to Ocrevus?", "Can I switch from Ocrevus to Tysabri?")
    assert compare(parts, pair).features.reversed == 1


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("Can there be symptoms without lesions?", "Can there be lesions without symptoms?"),
        (
            "How long is the gap between Ocrevus and Tysabri?",
            "How long is the gap between Tysabri and Ocrevus?",
        ),
        ("Do headaches cause stress?", "Does stress cause headaches?"),
        ("Does gaining weight raise blood pressure?", "Does blood pressure make you gain weight?"),
    ],
)
def test_two_things_that_changed_places_are_seen(parts: Parts, question: str, entry: str) -> None:
    features, reasons = compare(parts, Pair(question, entry))
    assert features.reversed == 1
    assert "the other way round" in reasons


def test_a_passive_leads_the_same_way(parts: Parts) -> None:
    pair = Pair("Are headaches caused by stress?", "Does stress cause headaches?")
    assert compare(parts, pair).features.reversed == 0


def test_a_difference_between_two_things_has_no_direction(parts: Parts) -> None:
    pair = Pair(
        "What is the difference between ice and snow?", "What is the difference between snow and ice?"
    )
    assert compare(parts, pair).features.reversed == 0


def test_another_drug_is_named_together_with_the_entry_s(parts: Parts) -> None:
    features, reasons = compare(parts, Pair("Does Tysabri work in PPMS?", "Does Ocrevus work in PPMS?"))
    assert features.drug_conflict == 1
    assert "different drug: natalizumab / ocrelizumab" in reasons


def test_a_word_in_the_place_of_another_is_told_from_one_that_was_added(parts: Parts) -> None:
    entry = "Will my child inherit asthma?"
    swapped, _ = compare(parts, Pair("Will my child outgrow asthma?", entry))
    added, _ = compare(parts, Pair("Will my child inherit severe asthma?", entry))
    assert swapped.swapped > 0.3 > added.swapped
    assert added.inserted > 0.3 > added.deleted


def test_another_order_of_the_same_words_is_measured(parts: Parts) -> None:
    one = "Coffee raises blood pressure"
    assert compare(parts, Pair(one, one)).features.reordered == 0
    assert compare(parts, Pair(one, "Blood pressure raises coffee")).features.reordered > 0.4


def test_an_empty_reading_compares_without_complaint(parts: Parts) -> None:
    features, reasons = compare(parts, Pair("", "", ""))
    assert features.uncovered == features.extra == 0
    assert reasons == ()
