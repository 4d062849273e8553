"""One name a thing, spelt right, fast, and never another drug."""

from __future__ import annotations

import string
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from knowledge.language import ConceptKind, Normaliser, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.language import Glossary


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Does Tecfidera (DMF) work?", "does dimethyl fumarate work?"),
        ("is tecfidra any good", "is dimethyl fumarate any good"),
        ("Ocrelizimab vs Kesmpta", "ocrelizumab vs ofatumumab"),
        ("recieve my **pregnent**", "receive my pregnant"),
        ("waht is the diffrence", "what is the difference"),
        ("soooo tired", "so tired"),
        ("ocrevus's dose", "ocrelizumab dose"),
        ("240mg twice a day", "240mg twice a day"),
        ("", ""),
    ],
)
def test_names_and_spelling_are_made_one(normaliser: Normaliser, text: str, normal: str) -> None:
    assert normaliser(text).text == normal


SLIPS = """
stoped:stopped smokeing:smoking triger:trigger secondry:secondary startin:starting
neded:needed scaned:scanned montly:monthly clinicaly:clinically stabel:stable oldr:older durring:during wors:worse
hert:hurt meen:mean insted:instead ther:there wich:which wen:when cladribin:cladribine relaps:relapse
"""


@pytest.mark.parametrize("pair", SLIPS.split())
def test_a_likely_slip_is_repaired_even_in_what_looks_like_a_derived_word(
    normaliser: Normaliser, pair: str
) -> None:
    slip, word = pair.split(":")

    assert normaliser(f"about {slip}").text == f"about {word}"


@pytest.mark.parametrize(
    "word", ["retested", "unboxing", "heaters", "glycemic", "oftentimes", "vegan", "rummy"]
)
def test_words_formed_from_known_ones_are_not_taken_for_slips(normaliser: Normaliser, word: str) -> None:
    assert normaliser(f"about {word}").text == f"about {word}"


@pytest.mark.parametrize(
    ("slip", "drug"),
    [
        ("clabridine", "cladribine"),
        ("terflunomide", "teriflunomide"),
        ("fingolamod", "fingolimod"),
        ("tysabry", "natalizumab"),
        ("okrevus", "ocrelizumab"),
        ("okrevis", "ocrelizumab"),
        ("copaxine", "glatiramer"),
        ("kesimta", "ofatumumab"),
        ("mavencald", "cladribine"),
    ],
)
def test_a_drug_with_two_slips_is_the_only_one_near(normaliser: Normaliser, slip: str, drug: str) -> None:
    assert [mention.concept.id for mention in normaliser(f"is {slip} safe").concepts] == [drug]


def test_concepts_point_into_the_words(normaliser: Normaliser) -> None:
    normalised = normaliser("Is Ocrevus given in PPMS?")

    named = {m.concept.id: normalised.words[m.start : m.end] for m in normalised.concepts}

    assert named == {
        "ocrelizumab": ("ocrelizumab",),
        "ppms": ("primary", "progressive", "multiple", "sclerosis"),
    }


def test_the_wording_stays_where_only_the_topic_matters(normaliser: Normaliser) -> None:
    normalised = normaliser("is it safe when pregnant")

    assert normalised.text == "is it safe when pregnant"
    assert [m.concept.id for m in normalised.concepts] == ["pregnancy"]


@pytest.mark.parametrize(
    "text",
    [
        "login",
        "refund my rummy wallet",
        "vegan protein carbs",
        "bloating and heartburn",
        "ask Compston or Giovannoni",
    ],
)
def test_words_that_are_right_or_names_are_not_touched(normaliser: Normaliser, text: str) -> None:
    assert normaliser(f"I {text}").text == f"i {text}".casefold()


def test_the_communitys_own_words_are_known_and_are_what_typos_become(normaliser: Normaliser) -> None:
    own = normaliser.with_vocabulary({"aadhaarly", "zorblax"})

    assert own("my zorblax").text == "my zorblax"
    assert own("my zorblx").text == "my zorblax"
    assert "zorblax" not in normaliser("my zorblx").text


def test_an_empty_glossary_names_nothing(plain_normaliser: Normaliser) -> None:
    normalised = plain_normaliser("Is MS or the EXPAND trial your problem? I recieved nothing")

    assert normalised.text == "is ms or the expand trial your problem? i received nothing"
    assert normalised.concepts == ()


def _slips(word: str) -> Iterator[str]:
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        if at + 1 < len(word):
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for letter in string.ascii_lowercase:
            yield word[:at] + letter + word[at + 1 :]
            yield word[:at] + letter + word[at:]
    yield from (word + letter for letter in string.ascii_lowercase)


def _family(glossary: Glossary, concept: str) -> frozenset[str]:
    return glossary.broader(concept) | {concept}


def _drug_words(glossary: Glossary, normaliser: Normaliser) -> dict[str, str]:
    """Each drug name of one word with its concept; slang that needs a context is no name by itself."""
    names = ((key, concept) for key, concept in glossary.names() if concept.kind is ConceptKind.DRUG)
    words = {key[0]: concept.id for key, concept in names if len(key) == 1 and key[0].isalpha()}
    return {word: drug for word, drug in words.items() if normaliser(word).concepts}


def _same_drug(glossary: Glossary, one: str, other: str) -> bool:
    return one in _family(glossary, other) or other in _family(glossary, one)


def _with_a_neighbour(glossary: Glossary, words: dict[str, str]) -> list[str]:
    """Names so near another drug's that a typo (one slip) and a repair (two at most) could bridge it."""
    return [
        word
        for word, drug in words.items()
        if any(
            OSA.distance(word, other) <= (3 if len(word) >= 7 else 2)
            and not _same_drug(glossary, drug, other_drug)
            for other, other_drug in words.items()
        )
    ]


def test_no_typo_turns_one_drug_into_another(glossary: Glossary) -> None:
    normaliser = Normaliser(glossary, ())  # English could only take a slip away from the drugs
    words = _drug_words(glossary, normaliser)
    literal = {word for key, _ in glossary.names() for word in (key[0], key[0] + "s")}
    mistaken = [
        f"{word} -> {slip} -> {mention.concept.id}"
        for word in _with_a_neighbour(glossary, words)
        for slip in set(_slips(word)) - literal
        for mention in normaliser(slip).concepts
        if mention.concept.kind is ConceptKind.DRUG
        and not _same_drug(glossary, words[word], mention.concept.id)
    ]

    assert len(words) > 300
    assert mistaken == []


def test_most_typos_of_long_drug_names_are_repaired(normaliser: Normaliser, glossary: Glossary) -> None:
    right = total = 0
    for concept in glossary.concepts.values():
        if concept.kind is ConceptKind.DRUG and concept.name.isalpha() and len(concept.name) > 7:
            for slip in list(_slips(concept.name))[::29]:
                if slip != concept.name:
                    total += 1
                    right += concept.name in normaliser(slip).text

    assert right > 0.97 * total > 500


def test_a_name_as_near_to_two_drugs_is_left_alone(normaliser: Normaliser) -> None:
    assert normaliser("prednisoone").text == "prednisoone"


def test_a_question_takes_less_than_a_millisecond(normaliser: Normaliser) -> None:
    fresh = normaliser.with_vocabulary(())
    questions = [
        f"my mum has PPMS and took ocrevis for {n} months, does it realy help the fatige?" for n in range(300)
    ]
    fresh(questions[0])

    start = time.process_time()
    for question in questions:
        fresh(question)

    assert (time.process_time() - start) / len(questions) < 0.001


def test_a_vocabulary_of_thirty_thousand_phrasings_is_cheap(
    normaliser: Normaliser, known_words: list[str]
) -> None:
    words = known_words[:15_000] + [f"{a}{b}x" for a in known_words[:100] for b in known_words[:100]]

    start = time.process_time()
    normaliser.with_vocabulary(words)

    assert time.process_time() - start < 0.3


@settings(max_examples=200)
@given(text=st.text(max_size=300))
def test_nothing_raises_and_mentions_stay_inside(normaliser: Normaliser, text: str) -> None:
    normalised = normaliser(text)

    assert all(0 <= m.start < m.end <= len(normalised.words) for m in normalised.concepts)


@pytest.mark.parametrize("piece", ["ocrevis ", "zqxj" * 9 + " ", "a.", "ms ", "(DMF) ", "on o "])
def test_long_texts_are_normalised_quickly(normaliser: Normaliser, piece: str) -> None:
    start = time.process_time()

    normaliser(piece * (100_000 // len(piece)))

    assert time.process_time() - start < 2


def test_normalising_twice_changes_nothing_more(normaliser: Normaliser) -> None:
    once = normaliser("Does Tec help SPMS or PPMS, and is the flu jab ok?").text

    assert normaliser(once).text == once
    assert clean(once) == once
