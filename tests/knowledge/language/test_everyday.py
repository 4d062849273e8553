"""Chat shorthand becomes plain words, and what only looks like it stays."""

from __future__ import annotations

import pytest

from knowledge.language import Glossary, Normaliser, clean
from knowledge.language.everyday import plain_words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("wat r the sx", "what are the symptoms"),
        ("Ppl w/ pain, w/o meds b/c of cost", "people with pain, without medicines because of cost"),
        ("idk, gonna see my doc tmrw", "do not know, going to see my doc tomorrow"),
        ("every 6wks for 2 yrs", "every 6 weeks for 2 years"),
        ("b4 the jab, not vitamin b4", "before the jab, not vitamin b4"),
        ("You've and youve, who'd and y'all", "you have and you have, who would and you all"),
        ("it's been bad, that's it, let's go", "it has been bad, that is it, let us go"),
        ("can't, won't, didnt, shouldve", "cannot, will not, did not, should have"),
        ("how'd it go, he'd had one", "how did it go, he had had one"),
        ("WAT IS IT", "WHAT IS IT"),
        ("whats my acct no. pls", "what is my account number please"),
        ("f/u appt at 10am", "follow-up appointment at 10am"),
    ],
)
def test_shorthand_is_written_out(text: str, plain: str) -> None:
    assert plain_words(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "I asked Wen about it",
        "an IM injection",
        "my mum's friend and both neurologists' letters",
        "and/or, 24/7, 240mg, B12",
        "my id card and its cost",
        "well, were we ill? no, she said",
        "they said no. 5 is out",
    ],
)
def test_what_only_looks_like_shorthand_stays(text: str) -> None:
    assert plain_words(text) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("dose heat cause damage", "does heat cause damage"),
        ("hi, dose it help", "hi, does it help"),
        ("how dose one notice", "how does one notice"),
        ("what dose an EDSS of 3.5 mean", "what does an EDSS of 3.5 mean"),
        ("how many weeks dose the shock last", "how many weeks does the shock last"),
        ("dose reduction to stop side effects", None),
        ("dose of aspirin to help", None),
        ("what dose of vitamin D", None),
        ("which dose do I need", None),
        ("how much dose do I take", None),
        ("a high dose helps", None),
        ("dose 240 mg to start", None),
    ],
)
def test_dose_is_does_only_where_no_dose_can_stand(text: str, plain: str | None) -> None:
    assert plain_words(text) == (plain or text)


def test_a_name_of_the_glossary_wins_over_shorthand(
    normaliser: Normaliser, plain_normaliser: Normaliser
) -> None:
    assert normaliser("I am on Ty").text == "i am on natalizumab"
    assert plain_normaliser("all done ty").text == "all done thanks"


def test_no_contraction_reaches_the_matcher(known_words: list[str]) -> None:
    normaliser = Normaliser(Glossary.empty(), known_words)
    text = "You've, you'd, who'd, they'd, there'd, how'd, y'all, I'm, we're, she'll, isn't, can't, what's, here's"

    assert not [word for word in normaliser(text).words if "'" in word]


def test_writing_out_twice_changes_nothing_more() -> None:
    once = plain_words(clean("Wat's up w/ ur appt, dose it hurt? idk b/c I've 2 wks & it's been 3mths"))

    assert plain_words(once) == once
