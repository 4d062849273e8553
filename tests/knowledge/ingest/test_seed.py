"""The real page that Afterword was written for; it is not part of the repository."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from knowledge.domain import Authorship, DraftText, EntryKind, SourceKind
from knowledge.ingest import Harvest, Role, read_document

SEED = Path(__file__).parents[4] / "shared" / "seed" / "post.txt"

pytestmark = pytest.mark.skipif(
    not SEED.exists(), reason="the seed page stands beside the repository, not in it"
)


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.fixture(scope="module")
def page() -> str:
    return SEED.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def harvest() -> Harvest:
    return read_document(SEED.read_bytes(), SEED.name)


def the_draft(harvest: Harvest, fragment: str) -> DraftText:
    (found,) = [draft for draft in harvest.drafts if fragment in draft.text.question]
    return found


def test_title_and_author_are_those_of_the_page(harvest: Harvest, page: str) -> None:
    assert harvest.post.title == page.split("\n", maxsplit=1)[0].strip()
    assert harvest.post.author == page.partition("About the author")[2].strip().partition("\n")[0]


def test_body_is_five_paragraphs_without_caption_link_and_sidebar(harvest: Harvest) -> None:
    assert [paragraph.split()[0] for paragraph in harvest.post.paragraphs] == [
        "A",
        "There",
        "With",
        "The",
        "So",
    ]
    everything = " ".join((*harvest.post.paragraphs, *(comment.text for comment in harvest.post.comments)))
    for furniture in ("Figure of", "Frontiers |", "follow this link", "Recent", "J Neuroimmunol"):
        assert furniture not in everything


def test_the_one_link_is_kept_as_a_link(harvest: Harvest) -> None:
    assert [link.rsplit("/", 2)[-2] for link in harvest.post.links] == ["PMC4916520"]


def test_the_paper_is_cited_with_its_authors_apart(harvest: Harvest) -> None:
    (paper,) = harvest.post.citations
    assert paper.authors == (
        "Talbot J",
        "Højsgaard Chow H",
        "Holm Hansen R",
        "Rode von Essen M",
        "Sellebjerg F",
    )
    assert (paper.journal, paper.date) == ("J Neuroimmunol", date(2021, 10, 22))
    assert (paper.volume, paper.pages, paper.doi) == ("361", "577756", "10.1016/j.jneuroim.2021.577756")
    assert paper.title.startswith("Immunological effects")
    assert len(paper.abstract) == 1


def test_the_abstract_is_never_the_post_authors(harvest: Harvest) -> None:
    (paper,) = harvest.post.citations
    from_abstract = [draft for draft in harvest.drafts if draft.text.answer in paper.abstract]
    assert len(from_abstract) == 1
    source = from_abstract[0].text.source
    assert (source.title, source.kind) == (paper.title, SourceKind.PAPER)
    assert source.author == ", ".join(paper.authors)
    assert paper.abstract[0] not in harvest.post.paragraphs


def test_the_thread_is_a_tree_with_inferred_roles(harvest: Harvest) -> None:
    comments = harvest.post.comments
    assert [comment.parent for comment in comments] == [None, None, 1, None, 3, 3, 5, 6, 7]
    authors = [i for i, comment in enumerate(comments) if comment.role is Role.AUTHOR]
    assert authors == [2, 4, 5, 7]
    assert {comment.authorship for comment in comments} == {Authorship.INFERRED}


def test_it_yields_three_answers_four_passages_and_one_abstract(harvest: Harvest) -> None:
    kinds = [(draft.text.kind, draft.text.source.kind) for draft in harvest.drafts]
    assert kinds == [
        *[(EntryKind.ANSWER, SourceKind.COMMENT)] * 3,
        *[(EntryKind.PASSAGE, SourceKind.POST)] * 4,
        (EntryKind.PASSAGE, SourceKind.PAPER),
    ]


def test_a_claim_taken_up_by_the_author_becomes_a_question_with_its_neighbour(harvest: Harvest) -> None:
    draft = the_draft(harvest, "CLAD would be")
    assert draft.text.question.startswith("Seems to me")
    assert "Prof. K" in draft.text.context
    assert draft.text.answer == harvest.post.comments[2].text
    assert "\n\nDefinitely" in draft.text.answer
    assert draft.authorship is Authorship.INFERRED


def test_a_question_without_a_question_mark_gets_both_replies(harvest: Harvest) -> None:
    draft = the_draft(harvest, "not available for those")
    assert draft.text.question.startswith("I do not understand why")
    assert draft.text.question.endswith("relapses.")
    assert draft.text.phrasings == ()
    assert "1965" in draft.text.context
    assert draft.text.answer == f"{harvest.post.comments[4].text}\n\n{harvest.post.comments[5].text}"


def test_a_follow_up_stands_alone_with_the_question_above(harvest: Harvest) -> None:
    draft = the_draft(harvest, "looked at again")
    assert the_draft(harvest, "not available for those").text.question in draft.text.context
    assert harvest.post.title in draft.text.context
    assert draft.text.answer == harvest.post.comments[7].text
    (phrasing,) = draft.text.phrasings
    assert "qualify" in phrasing


def test_what_nobody_answered_is_open(harvest: Harvest) -> None:
    (thread,) = harvest.open_questions
    assert "professor gavins project" in thread.text
    assert thread.source.author is None


def test_every_answer_is_on_the_page_word_for_word(harvest: Harvest, page: str) -> None:
    text = folded(page)
    for draft in harvest.drafts:
        for paragraph in draft.text.answer.split("\n\n"):
            assert folded(paragraph) in text


def test_every_inferred_draft_says_why(harvest: Harvest) -> None:
    inferred = [draft for draft in harvest.drafts if draft.authorship is Authorship.INFERRED]
    assert len(inferred) == 3
    assert all("a reply to a member" in draft.hint for draft in inferred)
