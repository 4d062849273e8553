"""What every match of a pattern has in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from knowledge.language.literals import literals_of

if TYPE_CHECKING:
    from knowledge.language import SafetyRules


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\bturning blue\b", {"turning blue"}),
        (r"\b(?:i|we) stop(?:ped)? breathing", {" breathing"}),
        (r"coughing|throwing up", {"coughing", "throwing up"}),
        (r"(?:very )*bad", {"bad"}),
        (r"(?:very )+bad", {"very "}),
        (r"(?<!not )dead(?! tired)", {"dead"}),
        (r"(?i:help)", set()),
        (r"help|\d+", set()),
        (r".*", set()),
    ],
)
def test_a_pattern_needs_its_most_telling_part(pattern: str, needed: set[str]) -> None:
    assert literals_of(re.compile(pattern)) == needed


def test_a_pattern_that_ignores_case_needs_nothing_that_is_known() -> None:
    assert not literals_of(re.compile("help", re.IGNORECASE))


def test_what_a_safety_pattern_matches_has_what_it_needs(safety: SafetyRules) -> None:
    texts = [text.casefold() for rule in safety.rules for text in (*rule.must_match, *rule.must_not_match)]
    for pattern in (pattern for rule in safety.rules for pattern in rule.patterns):
        needed = literals_of(pattern)
        for match in filter(None, map(pattern.search, texts)):
            assert not needed or any(each in match[0] for each in needed)
