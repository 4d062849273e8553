"""Numbers compare as what they mean, whatever their units and wording."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.language.quantities import conflicting, find_quantities, missing


def shown(text: str) -> list[str]:
    return [each.shown for each in find_quantities(text)]


def dimension(text: str) -> str:
    (only,) = find_quantities(text)
    return only.senses[0].dimension


def lacking(question: str, *offered: str) -> list[str]:
    found = missing(find_quantities(question), *(find_quantities(text) for text in offered))
    return [each.shown for each in found]


def apart(question: str, nearest: str, *offered: str) -> list[tuple[str, str]]:
    others = (find_quantities(text) for text in offered)
    pairs = conflicting(find_quantities(question), find_quantities(nearest), *others)
    return [(one.shown, other.shown) for one, other in pairs]


SAME = [
    ("240 mg twice a day", "480 mg a day"),
    ("240mg bd", "480 mg daily"),
    ("two 120 mg capsules twice a day", "480 mg/day"),
    ("2 x 120 mg", "240 mg"),
    ("240 mg of dimethyl fumarate twice daily", "240 mg, twice a day"),
    ("twice a day 240 mg", "240 mg every 12 hours"),
    ("480 mg a day", "480 mg"),
    ("240 mg", "240 mg twice a day"),
    ("1000 iu", "1,000 iu"),
    ("20,000 units", "20000 iu"),
    ("vitamin d 5000", "5,000 iu of vitamin d"),
    ("0.5 g", "500 mg"),
    ("40 mcg", "0.04 mg"),
    ("2,5 mg", "2.5 mg"),
    ("5 mg/kg", "5 mg per kg"),
    ("10 stone", "64 kg"),
    ("6 weeks", "42 days"),
    ("six months", "26 weeks"),
    ("a couple of weeks", "14 days"),
    ("18 months", "one and a half years"),
    ("every 6 weeks", "6-weekly"),
    ("q6w", "every six weeks"),
    ("every 4 weeks", "monthly"),
    ("at intervals of 6 weeks", "every 6 weeks"),
    ("once every 24 weeks", "every 6 months"),
    ("three times a week", "3x a week"),
    ("every other day", "every 2 days"),
    ("50 %", "50 percent"),
    ("1 in 10", "10%"),
    ("one in ten", "10 percent"),
    ("38.5c", "38.5 °c"),
    ("101.3 fahrenheit", "38.5 celsius"),
    ("20-30 mg", "25 mg"),
    ("20 to 30 mg", "between 20 and 30 mg"),
    ("over 65", "70 years old"),
    ("under 18", "a 12-year-old"),
    ("65+", "aged 65 or over"),
    ("i'm 45", "45yo"),
    ("in 2021", "may 2021"),
    ("3/4/2021", "4 march 2021"),
    ("3/4/2021", "april 3rd, 2021"),
    ("2021-04-03", "3.4.2021"),
    ("14 june", "june 14th"),
    ("5pm", "17:00"),
    ("half a tablet", "1/2 tablet"),
    ("rs 500", "500 rupees"),
    ("£20", "20 pounds"),
    ("10k steps", "10,000 steps"),
    ("type 2 diabetes", "diabetes, type 2"),
    ("phase 2b trial", "a phase 2b study"),
    ("5'10", "178 cm"),
    ("120/80", "120 over 80"),
    ("edss of 6", "edss 6.0"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_amount_in_other_words_is_neither_missing_nor_in_conflict(one: str, other: str) -> None:
    assert find_quantities(one)
    assert lacking(one, other) == lacking(other, one) == []
    assert apart(one, other) == apart(other, one) == []


DIFFERENT = [
    ("240 mg twice a day", "240 mg a day"),
    ("480 mg a day", "240 mg a day"),
    ("240 mg", "120 mg"),
    ("1000 iu", "10,000 iu"),
    ("5 mg/kg", "10 mg/kg"),
    ("6 weeks", "7 weeks"),
    ("11 months", "12 months"),
    ("six months", "six weeks"),
    ("every 6 weeks", "every 4 weeks"),
    ("daily", "weekly"),
    ("twice a week", "three times a week"),
    ("50 %", "15 %"),
    ("1 in 10", "1 in 100"),
    ("38 celsius", "40 celsius"),
    ("over 65", "over 50"),
    ("under 18", "a 45-year-old"),
    ("may 2021", "may 2022"),
    ("3/4/2021", "5/4/2021"),
    ("5pm", "9 am"),
    ("type 1 diabetes", "type 2 diabetes"),
    ("phase 2", "phase 3"),
    ("first dose", "second dose"),
    ("2 relapses", "3 relapses"),
    ("edss 6", "edss 4"),
    ("psa is 5", "psa of 4"),
    ("$20", "10 dollars"),
    ("120/80", "150 over 95"),
    ("5 litre", "3 l"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_amount_of_the_same_thing_is_in_conflict(one: str, other: str) -> None:
    assert apart(one, other)
    assert apart(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2 years", "2 mg"),
        ("year 2", "2 years"),
        ("5 mg", "5 %"),
        ("il-2", "2 mg"),
        ("day 15", "15 days"),
        ("240 mg", "is it safe?"),
    ],
)
def test_a_number_of_something_else_is_missing_and_in_no_conflict(one: str, other: str) -> None:
    assert lacking(one, other)
    assert apart(one, other) == []


def test_a_quantity_that_any_of_the_texts_has_is_not_missing() -> None:
    assert lacking("is 240 mg safe?", "which dose?", "take 120 mg, later 240 mg") == []
    assert apart("is 240 mg safe?", "is 120 mg safe?", "is 240 mg safe in winter?") == []


def test_what_stands_on_both_sides_is_in_no_conflict() -> None:
    question = "every 8 weeks instead of every 4 weeks"
    assert apart(question, "every 6 weeks instead of every 4 weeks") == [("every 8 weeks", "every 6 weeks")]


def test_a_bare_number_counts_for_the_same_number_with_a_unit() -> None:
    assert lacking("is 5000 too much?", "take 5,000 iu") == []
    assert lacking("is 4000 too much?", "take 5,000 iu") == ["4000"]


@pytest.mark.parametrize(
    "text",
    [
        "b12",
        "anti-cd20",
        "cyp2c9",
        "t2 lesions",
        "h1n1",
        "s1p",
        "no one knows",
        "that one",
        "one of them",
        "",
    ],
)
def test_numbers_in_names_and_pronouns_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    "text", ["take it daily", "once a day", "my second dose", "two people", "one day i hope", "the 1st"]
)
def test_what_is_said_by_the_way_is_not_missed(text: str) -> None:
    assert find_quantities(text)
    assert lacking(text, "nothing") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("240 mg twice a day", "mass a day"),
        ("5 mg/kg/day", "mass per kg a day"),
        ("30 minutes", "time"),
        ("every 6 weeks", "interval"),
        ("a 6 month old baby", "age"),
        ("minus 5 °c", "temperature"),
        ("3 tesla", "field"),
        ("il-2", "il"),
        ("12 august", "day of the year"),
    ],
)
def test_a_quantity_knows_what_it_measures(text: str, expected: str) -> None:
    assert dimension(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is 240 mg of it twice a day enough?", ["240 mg twice a day"]),
        ("people over 65 on 4000iu", ["over 65", "4000iu"]),
        ("i had 3 relapses in 2 years", ["3 relapses", "2 years"]),
        ("my psa is 5, type 2 since may 2021", ["psa is 5", "type 2", "may 2021"]),
        ("-5c or £20", ["-5c", "£20"]),
    ],
)
def test_a_quantity_is_shown_as_it_was_written(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


_PIECES = st.sampled_from(
    [
        "1",
        "2.5",
        "1,000",
        "240 mg",
        "twice a day",
        "every",
        "/",
        "-",
        "over",
        "type",
        "half a",
        "may",
        "2021",
        "two",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=40).map(" ".join)))
@settings(max_examples=150, deadline=None)
def test_any_text_compares_with_itself(text: str) -> None:
    found = find_quantities(text.casefold())
    assert missing(found, found) == ()
    assert conflicting(found, found) == ()


@pytest.mark.parametrize(
    "piece", ["1 ", "1-", "1/", "9", "twenty ", "every 2 ", "5 mg . daily ", "is of at ", "a couple of "]
)
def test_a_very_long_text_takes_no_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    begun = time.process_time()
    find_quantities(text)
    assert time.process_time() - begun < 1
