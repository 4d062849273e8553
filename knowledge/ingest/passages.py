"""What the post itself says: its paragraphs as drafts, and the abstracts it cites as the papers' words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.domain import Authorship, DraftText, EntryKind, EntryText, Source, SourceKind
from knowledge.ingest.keys import paragraph_keys
from knowledge.ingest.sentences import shorten, split_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.ingest.document import Citation, Post

OPENING_LIMIT = 120  # characters of a passage that stand for its question
_LEAST_WORDS = 8
_LEAST_STATED = 0.5  # of a passage's characters: below, it mostly asks, as an introduction does


def passage_drafts(post: Post) -> tuple[DraftText, ...]:
    """Return a draft for every paragraph of the post that states something, then those of cited abstracts."""
    source = Source(post.title, post.url, post.author, post.date, SourceKind.POST)
    hint = "from the post itself" if post.author else "from the post itself, which does not name its author"
    authorship = Authorship.STATED if post.author else Authorship.INFERRED
    drafts = _drafts(post.paragraphs, "passage", source, authorship, hint)
    for citation in post.citations:
        drafts += _abstract_drafts(post, citation)
    return tuple(drafts)


def states_something(paragraph: str) -> bool:
    """Tell a paragraph that can answer a question from one that raises it."""
    sentences = split_sentences(paragraph)
    stated = " ".join(sentence for sentence in sentences if not sentence.rstrip("\"”')").endswith("?"))
    return len(stated.split()) >= _LEAST_WORDS and len(stated) >= _LEAST_STATED * len(" ".join(sentences))


def _abstract_drafts(post: Post, citation: Citation) -> list[DraftText]:
    if not (citation.title and citation.authors):
        return []  # words whose authors are not known are nobody's to quote
    source = Source(
        citation.title, citation.url, ", ".join(citation.authors), citation.date, SourceKind.PAPER
    )
    hint = f"from the abstract of a paper that the post “{post.title}” cites: not the post author's words"
    return _drafts(citation.abstract, "abstract", source, Authorship.STATED, hint)


def _drafts(
    paragraphs: Sequence[str], place: str, source: Source, authorship: Authorship, hint: str
) -> list[DraftText]:
    return [
        DraftText(
            key,
            EntryText(
                question=shorten(paragraph, OPENING_LIMIT),
                answer=paragraph,
                context=source.title,
                kind=EntryKind.PASSAGE,
                source=source,
            ),
            authorship,
            hint,
        )
        for key, paragraph in zip(paragraph_keys(paragraphs, place), paragraphs, strict=True)
        if states_something(paragraph)
    ]
