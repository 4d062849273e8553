from __future__ import annotations

from datetime import date

import pytest

from knowledge.ingest.citations import author_names, take_citations

PLACE = "Lancet Neurol. 2019 Feb;18(2):e1-e9. doi: 10.1000/abc.1"
TITLE = "A trial of a drug in a disease"
AUTHORS = "A RoeB C Doe"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("J RoeH van der BergK Smith-Lee", ("Roe J", "van der Berg H", "Smith-Lee K")),
        ("J McRoeP O'Doe", ("McRoe J", "O'Doe P")),
        ("Roe J1, Doe AB2,3 and Poe C*", ("Roe J", "Doe AB", "Poe C")),
        ("A. B. Roe, C. Doe", ("Roe AB", "Doe C")),
        ("Roe J, Doe A, et al", ("Roe J", "Doe A")),
        ("We looked at fifty people for a year.", ()),
    ],
)
def test_authors_are_parted(line: str, names: tuple[str, ...]) -> None:
    assert author_names(line) == names


def test_a_reference_takes_its_title_authors_and_abstract_along() -> None:
    body, (paper,) = take_citations(["My words.", PLACE, TITLE, AUTHORS, "The abstract.", "Results: more."])
    assert body == ["My words."]
    assert (paper.title, paper.authors, paper.journal) == (TITLE, ("Roe A", "Doe BC"), "Lancet Neurol")
    assert (paper.published, paper.date, paper.pages) == ("2019 Feb", None, "e1-e9")
    assert paper.url == "https://doi.org/10.1000/abc.1"
    assert paper.abstract == ("The abstract.", "Results: more.")


def test_behind_an_opening_reference_the_post_begins_after_the_labelled_abstract() -> None:
    blocks = [PLACE, TITLE, AUTHORS, "Background: a.", "Methods: b.", "I think that it is so."]
    body, (paper,) = take_citations(blocks)
    assert paper.abstract == ("Background: a.", "Methods: b.")
    assert body == ["I think that it is so."]


def test_a_reference_on_one_line_is_read_whole() -> None:
    line = f"Roe J, Doe K. {TITLE}. J Neurol. 2020 Jan 2;3(4):5-9. doi: 10.1000/x."
    _, (paper,) = take_citations([line])
    assert (paper.title, paper.authors, paper.date) == (TITLE, ("Roe J", "Doe K"), date(2020, 1, 2))


def test_a_sentence_with_a_year_is_no_reference() -> None:
    blocks = [
        "I wrote this in London. 2021 was a bad year for trials.",
        "It closed in June. 2020 came and went.",
    ]
    assert take_citations(blocks) == (blocks, ())
