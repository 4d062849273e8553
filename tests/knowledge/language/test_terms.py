from __future__ import annotations

import pytest

from knowledge.domain import Term
from knowledge.language import Concept, ConceptKind, Glossary, Normaliser, Slang
from knowledge.language.terms import TermFinder, meanings, term_key, with_terms

GLOSSARY = Glossary(
    [
        Concept("apricotamab", ConceptKind.DRUG, "apricotamab", ("Aprico",), slang=(Slang("ap"),)),
        Concept("plumitinib", ConceptKind.DRUG, "plumitinib", ("Plumera",), broader=("fruit",)),
        Concept("nice", ConceptKind.OTHER, "the institute", cased=(Slang("NICE"),)),
        Concept("fruit", ConceptKind.DRUG_CLASS, "fruit drug"),
    ]
)
ENGLISH = ("the", "hub", "opens", "when", "does", "open", "nice", "weather", "of")
HUB = Term(1, "physio hub", ("PH", "the hub"))


def normaliser(*terms: Term) -> Normaliser:
    return Normaliser(GLOSSARY, ENGLISH).extended(with_terms(GLOSSARY, terms))


def test_every_name_of_a_term_becomes_the_one_that_stands_for_all() -> None:
    normalise = normaliser(HUB)
    found = {normalise(f"When does {name} open?").text for name in ("PH", "ph", "the hub", "Physio Hub")}
    assert found == {"when does physio hub open?"}


def test_the_glossary_itself_stays_as_it_was() -> None:
    base = Normaliser(GLOSSARY, ENGLISH)
    base.extended(with_terms(GLOSSARY, [HUB]))
    assert base("When does PH open?").text == "when does ph open?"


def test_a_term_may_give_names_to_a_concept_that_the_glossary_has() -> None:
    for term in (Term(1, "Plumera", ("the purple one",)), Term(1, "purple one", ("plumera",))):
        (mention,) = normaliser(term)("the purple one").concepts
        assert mention.concept.id == "plumitinib"
        assert mention.concept.name == "plumitinib"
        assert mention.concept.kind is ConceptKind.DRUG
        assert with_terms(GLOSSARY, [term]).broader("plumitinib") == {"fruit"}


def test_a_name_counts_for_a_concept_only_as_it_is_written_there() -> None:
    assert [concept.id for _, concept in meanings(GLOSSARY, ["NICE"])] == ["nice"]
    assert meanings(GLOSSARY, ["nice", "nice weather", "institute", "Aprico hub"]) == []


def test_the_names_of_two_drugs_are_two_meanings() -> None:
    found = meanings(GLOSSARY, ["aprico", "apricotamab", "Plumera"])
    assert [(name, concept.id) for name, concept in found] == [
        ("aprico", "apricotamab"),
        ("Plumera", "plumitinib"),
    ]


def test_the_later_concept_keeps_a_name_even_if_it_was_there_before() -> None:
    extended = GLOSSARY.extended([Concept("apricotamab", ConceptKind.DRUG, "apricotamab", ("fruit drug",))])
    ((_, concept),) = meanings(extended, ["fruit drug"])
    assert concept.id == "apricotamab"


def test_the_words_of_a_term_count_as_spelt_right_and_typos_go_to_them() -> None:
    normalise = normaliser(Term(1, "zebrafinch room", ("ZR",)))
    assert normalise("zebrafinhc room").text == "zebrafinch room"
    assert Normaliser(GLOSSARY, ENGLISH)("zebrafinhc room").text == "zebrafinhc room"


def test_a_nickname_of_a_drug_is_kept_apart_from_other_drugs() -> None:
    # "plumero" is one letter from the nickname of one drug and one from the name of another.
    assert normaliser()("plumero").text == "plumitinib"
    assert normaliser(Term(1, "apricotamab", ("plumeri",)))("plumero").text == "plumero"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("When does the physio **hub** open?", ("physio hub=physio hub",)),
        ("PH's doors, PHs", ("ph=physio hub",)),
        ("THE HUBS of physio", ("the hub=physio hub",)),
        ("the physio hub", ("physio hub=physio hub",)),
        ("a phd, hub", ()),
    ],
)
def test_the_names_in_a_line_are_found(line: str, found: tuple[str, ...]) -> None:
    assert TermFinder([HUB])(line) == found


def test_overlapping_names_are_all_found() -> None:
    finder = TermFinder([Term(1, "b c", ("x",)), Term(2, "c d", ("y",))])
    assert finder("a b c d") == ("b c=b c", "c d=c d")


def test_spellings_of_one_name_have_one_key() -> None:
    assert term_key("Physio-Hub") == term_key(" *physio* hub ") == "physio hub"
    assert term_key("+++") == ""
