"""Journal references among the paragraphs of a post, with the abstract that follows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from knowledge.ingest.document import Citation
from knowledge.ingest.sentences import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PLACE = (
    r"(?P<journal>[A-Z][^.\n;:]{2,80})\.\s*(?P<published>(?:19|20)\d\d(?:\s+[A-Z][a-z]{2,8}(?:\s+\d{1,2})?)?)\s*"
    r"(?:;\s*(?P<volume>\w{1,8})?(?:\([^)\n]{1,20}\))?(?::\s*(?P<pages>[\w.\u2013-]{1,30}?))?)?(?:\.(?=\s|$)|\s|$)"
)
_REFERENCE = re.compile(rf"\s*{_PLACE}")
_VANCOUVER = re.compile(rf"\s*(?P<authors>[^.\n]{{3,600}})\.\s+(?P<title>[^\n]{{10,400}}?)[.?!]\s+{_PLACE}")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]*[^\s\"<>.,;)\]]")
_INITIALS = re.compile(r"[A-Z]\.?(?:-?[A-Z]\.?){0,2}")
_GLUED = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z]\.?(?:-?[A-Z]\.?){0,2}\s+[^\W\d_])")
_SPACED = re.compile(r"(?<=\b[A-Z]\.)\s+(?=[A-Z]\.)")
_SEPARATOR = re.compile(r"[,;&]|\band\b")
_FOOTNOTE = re.compile(r"[\d*†‡§]+")
_LABEL = re.compile(
    r"(?:background|introduction|objectives?|aims?|purpose|methods?|design|setting|participants|results?|findings"
    r"|conclusions?|interpretation|discussion|funding|significance|trial registration|keywords?)\s*[:.—-]",
    re.IGNORECASE,
)
_LONG_TITLE = 60  # words
_LONG_AUTHORS = 400  # words


@dataclass
class _Reader:
    """Goes through the blocks; between a reference and the end of its abstract, `citation` is set."""

    body: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    citation: Citation | None = None

    def read(self, block: str) -> None:
        if found := _reference(block):
            self.close()
            self.citation = found
        elif self.citation is None or not self._take(self.citation, block):
            self.close()
            self.body.append(block)

    def close(self) -> None:
        if self.citation is not None:
            self.citations.append(self.citation)
            self.citation = None

    def _take(self, citation: Citation, block: str) -> bool:
        """Add the block to the open citation unless it is the post's own again."""
        words = len(block.split())
        if not citation.abstract and not citation.title and words <= _LONG_TITLE:
            self.citation = replace(citation, title=fold(block).rstrip("."))
        elif not citation.abstract and not citation.authors and (authors := author_names(block)):
            self.citation = replace(citation, authors=authors)
        elif not citation.abstract or _LABEL.match(block) or self.body:
            # Behind the author's own words everything up to the end of the section is taken for the paper's:
            # to leave out words of the author is the smaller error.
            self.citation = replace(citation, abstract=(*citation.abstract, block))
        else:
            return False
        return True


def take_citations(blocks: Sequence[str]) -> tuple[list[str], tuple[Citation, ...]]:
    """Part a post's own paragraphs from the papers it cites with their abstracts."""
    reader = _Reader()
    for block in blocks:
        reader.read(block)
    reader.close()
    return reader.body, tuple(reader.citations)


def author_names(line: str) -> tuple[str, ...]:
    """Return "Surname AB" for each author named in a line, or nothing when it does not name authors.

    Pages glue names to the initials that follow: a small letter before capital initials parts two names.
    """
    words = _FOOTNOTE.sub(" ", _GLUED.sub(" , ", _SPACED.sub("", fold(line))))
    if len(words.split()) > _LONG_AUTHORS:
        return ()
    names: list[str] = []
    for part in _SEPARATOR.split(words):
        names.extend(_surnames_first(part.split()))
    names = [name for name in names if name != "et al"]
    return tuple(names) if any(_INITIALS.fullmatch(name.split()[-1]) for name in names) else ()


def _surnames_first(words: Sequence[str]) -> list[str]:
    """Turn ["H", "Højsgaard", "Chow", "R", "Holm"] into "Højsgaard Chow H", "Holm R"; other names stay."""
    if not words or not _INITIALS.fullmatch(words[0]):
        name = " ".join(words).rstrip(".")
        return [name] if name else []
    people: list[tuple[list[str], list[str]]] = []  # initials and surname of each
    for word in words:
        initials = _INITIALS.fullmatch(word)
        if initials and (not people or people[-1][1]):
            people.append(([word], []))
        else:
            people[-1][0 if initials else 1].append(word)
    return [" ".join((*surname, "".join(initials).replace(".", ""))) for initials, surname in people]


def _reference(block: str) -> Citation | None:
    flat = fold(block)
    place = _REFERENCE.match(flat) or _VANCOUVER.match(flat)
    if place is None:
        return None
    facts = place.groupdict()
    doi = _DOI.search(flat)
    if not (doi or facts["volume"]):
        return None
    return Citation(
        title=facts.get("title") or "",
        authors=author_names(facts.get("authors") or ""),
        journal=fold(facts["journal"]),
        published=facts["published"],
        date=_day(facts["published"]),
        volume=facts["volume"] or "",
        pages=facts["pages"] or "",
        doi=doi.group() if doi else "",
    )


def _day(written: str) -> date | None:
    parts = written.lower().split()
    try:
        return date(int(parts[0]), _MONTHS.index(parts[1][:3]) + 1, int(parts[2]))
    except (IndexError, ValueError):
        return None
