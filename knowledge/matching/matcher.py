"""One community's matcher: entries in, a question in, verified candidates out. CPU work only; one thread owns it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from knowledge.domain import EntryKind, EntryText
from knowledge.matching.alignment import Asked, Cosines, Features, Offered, align
from knowledge.matching.common import commonness, is_outgrown
from knowledge.matching.hearing import hear, whole
from knowledge.matching.index import Hit, Index
from knowledge.matching.lines import Line, Role, lines_of
from knowledge.matching.packed import Packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from knowledge.language.focus import Focus
    from knowledge.language.normalise import Normalised, Normaliser
    from knowledge.matching.encoder import Encoder
    from knowledge.matching.reading import Reader
    from knowledge.matching.verifier import Verifier
    from knowledge.matching.words import WordVectors

CANDIDATES = 5
_REMEMBERED = 400  # readings of entries; each takes 20 kB, and the garbage collector looks at them all
_FEW_ENTRIES = 25  # among fewer, the best leads for want of others: less than the verifier has seen
_GUESS = 0.49  # the confidence of a guess, at most: whatever the strictness, it is no answer
_RIVAL = 0.35  # the score that a second candidate seldom stays below where there are more


@dataclass(frozen=True, slots=True)
class Parts:
    """What a matcher is made of; all of it is shared between communities. `glossary_id` names the glossary's words:
    lines encoded with another one are not the same lines.
    """

    encoder: Encoder
    normaliser: Normaliser
    reader: Reader
    verifier: Verifier
    words: WordVectors
    glossary_id: str


class Match(NamedTuple):
    """An entry with its confidence and what speaks against it; `nearest` is the one of its questions that was compared,
    normalised.
    """

    owner: int
    score: float
    confidence: float
    reasons: tuple[str, ...]
    features: Features
    nearest: str


class _Known(NamedTuple):
    """What was read of an entry lately, and the words of its nearest question as the verifier sees them."""

    offered: Offered
    words: NDArray[np.int8] | None


class Query(NamedTuple):
    """A question, read and encoded: `text` is the normalised asking sentence, `vectors` has a row for it and, where
    there is more, one for the whole message; `words` are those of the sentence as the verifier sees them.
    """

    text: str
    asked: Asked
    vectors: NDArray[np.float32]
    words: NDArray[np.int8] | None


class Matcher:
    """Find and verify the entries that may answer a question."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._normaliser = parts.normaliser
        self._reader = parts.reader
        self._index = Index()
        self._texts: Packed[EntryText] = Packed()
        self._words_of: dict[int, tuple[bytes, ...]] = {}
        self._vocabulary: set[str] = set()
        self._readings: OrderedDict[tuple[int, int], _Known] = OrderedDict()
        self._common_of = 0

    def __len__(self) -> int:
        return len(self._texts)

    def copy(self) -> Matcher:
        """Return a matcher of its own with the same entries, to try a change on; what is large is shared."""
        other = Matcher(self._parts)
        other._normaliser, other._reader = self._normaliser, self._reader
        other._index = self._index.copy()
        other._texts, other._words_of = self._texts.copy(), dict(self._words_of)
        other._vocabulary = set(self._vocabulary)
        other._readings, other._common_of = self._readings.copy(), self._common_of
        return other

    def text(self, owner: int) -> EntryText:
        """Return the text of an entry; KeyError where there is none of that number."""
        return self._texts[owner]

    def vectors_of(self, owner: int) -> dict[str, NDArray[np.float32]]:
        """Return the texts of an entry as they were written, each with its unit vector; none of an unknown entry."""
        if owner not in self._texts:
            return {}
        lines = lines_of(self._texts[owner])
        return dict(zip((line.text for line in lines), self._index.vectors_of(owner), strict=True))

    def normalise(self, text: str) -> Normalised:
        """Normalise with the spelling of this community's entries."""
        return self._normaliser(text)

    def meet(self, words: Iterable[str]) -> None:
        """Take words of entries (`lines.words_of`) for spelt right; do this before normalising their lines."""
        before = len(self._vocabulary)
        self._vocabulary.update(words)
        if len(self._vocabulary) != before:
            self._normaliser = self._parts.normaliser.with_vocabulary(frozenset(self._vocabulary))

    def spell_like(self, other: Matcher) -> None:
        """Spell as another matcher does, so that both read a question the same way."""
        self._normaliser = other._normaliser

    def put(
        self,
        texts: Mapping[int, EntryText],
        lines: Mapping[int, Sequence[Line]],
        vectors: NDArray[np.float32],
    ) -> None:
        """Store or replace entries; `lines` are their normalised lines, `vectors` one row each, in order."""
        self._index.put(lines, vectors)
        for owner, text in texts.items():
            self._texts[owner] = text
            self._words_of[owner] = tuple(line.words for line in lines[owner] if line.role is Role.ASKED)
            for key in [key for key in self._readings if key[0] == owner]:
                del self._readings[key]

    def drop(self, owner: int) -> None:
        """Forget an entry; unknown ones are fine."""
        self._index.drop(owner)
        self._texts.pop(owner, None)
        self._words_of.pop(owner, None)

    def settle(self) -> None:
        """Do now what the next question would wait for."""
        self._learn_what_is_common()
        self._index.settle()

    def relax(self) -> None:
        """Forget what was read of entries lately, and the like: it takes room, and can be made again."""
        self._readings.clear()
        self._index.relax()

    def read(self, focus: Focus) -> Query:
        """Normalise and encode a question; about one encoding of CPU work."""
        return self.read_all([focus])[0]

    def read_all(self, focuses: Sequence[Focus]) -> list[Query]:
        """Normalise and encode questions, all in one go: that takes less time than one after the other."""
        self._learn_what_is_common()
        self._learn_words([self._normaliser(whole(focus)) for focus in focuses])
        heard = [hear(focus, self._normaliser, self._reader) for focus in focuses]
        vectors = self._parts.encoder.encode([text for each in heard for text in each.texts])
        queries, start = [], 0
        for texts, asked in heard:
            rows = vectors[start : start + len(texts)]
            queries.append(Query(texts[0], asked, rows, self._words(asked.focus.text)))
            start += len(texts)
        return queries

    def match(self, query: Query, limit: int = CANDIDATES) -> list[Match]:
        """Return verified candidates, most confident first."""
        hits = self._index.candidates(query.vectors, query.text, limit + 1)
        if not hits:
            return []
        self._learn_what_is_common()
        best, second = hits[0].score, hits[1].score if len(hits) > 1 else 0.0
        if len(self) < _FEW_ENTRIES:
            second = max(second, _RIVAL)
        known = self._known(hits[:limit])
        aligned = [
            align(query.asked, offered, _cosines(hit, second if hit is hits[0] else best), self._related)
            for hit, (offered, _) in zip(hits[:limit], known, strict=True)
        ]
        confidences = self._parts.verifier.confidences(
            [features for features, _ in aligned],
            query.words,
            [words for _, words in known if words is not None],
        )
        matches = [
            Match(
                hit.owner,
                hit.score,
                min(confidence, _GUESS) if features.is_a_guess else confidence,
                reasons,
                features,
                offered.nearest.text.text,
            )
            for hit, confidence, (offered, _), (features, reasons) in zip(
                hits, confidences, known, aligned, strict=False
            )
        ]
        return sorted(matches, key=lambda match: (-match.confidence, -match.score))

    def _related(self, one: str, other: str) -> bool:
        glossary = self._normaliser.glossary
        return one in glossary.broader(other) or other in glossary.broader(one)

    def _words(self, text: Normalised, stored: bytes = b"") -> NDArray[np.int8] | None:
        """Return the words of a text as the verifier sees them, if it looks at words: stored, or as it reads."""
        attention = self._parts.verifier.attention
        if attention is None:
            return None
        if stored:
            return attention.stored(stored)
        return attention.words(self._parts.encoder.words([text.text])[0])

    def _stored(self, hit: Hit) -> bytes:
        words = self._words_of[hit.owner]
        return words[hit.line] if hit.line < len(words) else b""

    def _known(self, hits: Sequence[Hit]) -> list[_Known]:
        """Return what the entries of the hits offer; the unread ones are read together."""
        unread = {hit: self._texts[hit.owner] for hit in hits if (hit.owner, hit.line) not in self._readings}
        texts = {hit: self._normalised(text, hit.line) for hit, text in unread.items()}
        self._learn_words([text for three in texts.values() for text in three[:2]])
        found = []
        for hit in hits:
            key = (hit.owner, hit.line)
            if hit in unread:
                nearest, questions, answer = texts[hit]
                reading = self._reader(nearest)
                everything = reading if questions is nearest else self._reader(questions)
                passage = unread[hit].kind is EntryKind.PASSAGE
                offered = Offered(reading, everything, self._reader(answer, learnt=False), passage)
                self._readings[key] = _Known(offered, self._words(nearest, self._stored(hit)))
            found.append(self._readings[key])
        while len(self._readings) > _REMEMBERED:
            self._readings.popitem(last=False)
        return found

    def _normalised(self, text: EntryText, line: int) -> tuple[Normalised, Normalised, Normalised]:
        """Return an entry's question at `line`, all its questions with their context, and its answer."""
        lines = [each.text for each in lines_of(text) if each.role is Role.ASKED]
        nearest = self._normaliser(lines[min(line, len(lines) - 1)] if lines else "")
        alone = len(lines) == 1 and not text.context
        everything = nearest if alone else self._normaliser(" . ".join([*lines, text.context]))
        return nearest, everything, self._normaliser(text.answer)

    def _learn_words(self, texts: Sequence[Normalised]) -> None:
        words = [word for text in texts for word in self._reader.content_words(text)]
        self._parts.words.learn(words, self._parts.encoder.encode)

    def _learn_what_is_common(self) -> None:
        """Count what many entries talk about, before a question is read and not in between: nobody needs it there."""
        if is_outgrown(self._common_of, len(self._texts)):
            common = commonness(self._texts, self._parts.reader, self._normaliser)
            self._reader = self._parts.reader.with_common(common)
            self._readings.clear()
            self._common_of = len(self._texts)


def _cosines(hit: Hit, rival: float) -> Cosines:
    ridge = hit.ridge - hit.own / 2
    return Cosines(hit.asked, hit.said, hit.surface, hit.score - rival, hit.context, hit.centre, ridge)
