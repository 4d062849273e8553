"""Every rule's own examples, the fixed texts, and the format."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import knowledge.language
from knowledge.errors import BadData
from knowledge.language import SafetyKind, SafetyRules, parse_safety
from knowledge.language.safety import pieces_of

TOML = (Path(knowledge.language.__file__).parent / "safety.toml").read_text(encoding="utf-8")
RULES = parse_safety(TOML).rules
WORDLESS = SafetyRules(RULES, dict.fromkeys(SafetyKind, ""))
MUST = [(rule.name, text) for rule in RULES for text in rule.must_match]
MUST_NOT = [(rule.name, text) for rule in RULES for text in rule.must_not_match]


@pytest.mark.parametrize(("name", "text"), MUST)
def test_each_rule_fires_on_its_examples(safety: SafetyRules, name: str, text: str) -> None:
    rule = next(rule for rule in safety.rules if rule.name == name)
    signpost = safety.check(text)

    assert rule.fires_on(pieces_of(text))
    assert signpost is not None
    assert list(SafetyKind).index(signpost.kind) <= list(SafetyKind).index(rule.kind)


@pytest.mark.parametrize(("name", "text"), MUST_NOT)
def test_no_rule_fires_on_the_counterexamples(safety: SafetyRules, name: str, text: str) -> None:
    assert safety.check(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Hi all. I started Ocrevus today and my throat is swelling up. Should I stop my infusion?",
            "emergency",
        ),
        ("**I can\u2019t breathe**", "emergency"),
        ("I CANT BREATHE", "emergency"),
        ("my dad is having a stroke i think, his face is drooping", "emergency"),
        ("honestly i just want to die, nothing works. can I switch from Rebif?", "crisis"),
        ("My lymphocytes are at 0.4.\nAm I safe to take my next dose?", "personal"),
        ("My ALT was 150 last week. What should I do?", "personal"),
    ],
)
def test_the_most_urgent_rule_speaks(safety: SafetyRules, text: str, kind: str) -> None:
    signpost = safety.check(text)

    assert signpost is not None
    assert signpost.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "thanks, great post",
        "why aren't PPMS drugs given for SPMS?",
        "what are the first symptoms of PML?",
        "does depression in MS respond to CBT?",
        "can women breastfeed on interferons?",
        "I don't understand why DMF was dropped",
        "how do neurologists decide to switch people from Tysabri?",
        "where is my parcel",
        "can I change my order",
        "is fatigue worse before a relapse?",
        "how much alcohol can I drink on DMF?",
        "what vaccines can I have on Kesimpta?",
        "does baclofen help with spasms at night?",
        "how long does an infusion take?",
    ],
)
def test_ordinary_questions_pass(safety: SafetyRules, text: str) -> None:
    assert safety.check(text) is None


def test_every_text_says_that_nobody_watches_and_has_no_placeholder_left(safety: SafetyRules) -> None:
    texts = {kind: safety.text(kind) for kind in SafetyKind}

    assert all("nobody watches" in text.casefold() for text in texts.values())
    assert not any("{" in text for text in texts.values())
    assert all(number in texts[SafetyKind.EMERGENCY] for number in ("999", "112", "911"))


@pytest.mark.parametrize(
    ("kind", "number"),
    [(SafetyKind.EMERGENCY, "999"), (SafetyKind.CRISIS, "116 123"), (SafetyKind.PERSONAL, "MS team")],
)
def test_whom_to_call_comes_first_and_the_rest_in_short_lines(
    safety: SafetyRules, kind: SafetyKind, number: str
) -> None:
    first, *rest = [line for line in safety.text(kind).splitlines() if line]

    assert number in first
    assert len(first) <= 256, "it fits into a title"
    assert kind is SafetyKind.PERSONAL or max(map(len, rest)) < 120


def test_a_community_sets_its_own_numbers() -> None:
    signpost = parse_safety(TOML, numbers={"emergency": "000", "crisis": "Lifeline on 13 11 14"}).check(
        "I want to end it all"
    )

    assert signpost is not None
    assert "000" in signpost.text
    assert "13 11 14" in signpost.text
    assert "116 123" not in signpost.text


RULE = """
[text]
personal = "ask"
[[rule]]
name = "r"
kind = "personal"
must_match = ["x"]
must_not_match = ["y"]
"""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[[rule", "toml"),
        (RULE + "patterns = ['(']", "rule r"),
        (RULE + "patterns = ['<nobody> x']", "rule r"),
        (RULE + "patterns = []", "rule r"),
        (RULE + "patterns = ['x']\ncolour = 1", "rule r"),
        (RULE.replace("personal", "gossip") + "patterns = ['x']", "rule r"),
        (RULE.replace("[text]", "[other]") + "patterns = ['x']", "text"),
        ('[text]\npersonal = "call {moon}"', "text.personal"),
        ("[define]\na = '<b>'\nb = '<a>'\n" + RULE + "patterns = ['<a>']", "rule r"),
        ("rule = 3", "rule"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(BadData) as caught:
        parse_safety(text, "own.toml")

    assert (caught.value.name, caught.value.place) == ("own.toml", place)


@given(st.text(max_size=300))
def test_no_text_makes_it_raise(text: str) -> None:
    parse_safety(TOML[:0]).check(text)
    WORDLESS.check(text)


@pytest.mark.parametrize(
    "piece",
    [
        "i have my ",
        "suddenly i cant ",
        "should i stop my the ",
        "my chest is ",
        "i have a fever ",
        "my stiff neck and a fever ",
        ". ",
        "a",
        "i want to ",
        "my lymphocytes ",
        "9",
        "9.",
        "3 mg ",
        "my age is 9 ",
    ],
)
def test_long_texts_are_checked_quickly(safety: SafetyRules, piece: str) -> None:
    start = time.perf_counter()

    safety.check(piece * (100_000 // len(piece)))

    assert time.perf_counter() - start < 2


def test_an_emergency_at_the_end_of_a_very_long_text_is_seen(safety: SafetyRules) -> None:
    signpost = safety.check("we talked about this and that " * 2000 + "and now i cant breathe")

    assert signpost is not None
    assert signpost.kind is SafetyKind.EMERGENCY
