"""What a user would write in an afternoon: a function from a question to the place of its entry, and a score."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any

from benchmarks.judging import verdict
from benchmarks.measuring import summary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from benchmarks.bank import BankEntry
    from benchmarks.sets import FileSet, Generated

    Search = Callable[[str], tuple[int, float]]


def phrasings_of(entries: Sequence[BankEntry]) -> tuple[list[str], list[int]]:
    """Return all questions and phrasings, and for each the place of its entry."""
    pairs = [(text, place) for place, each in enumerate(entries) for text in (each.question, *each.phrasings)]
    return [text for text, _ in pairs], [place for _, place in pairs]


def rapidfuzz(entries: Sequence[BankEntry]) -> Search:
    """Search with rapidfuzz's WRatio; the phrasings are folded once."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415  a process measures the memory of one contender

    texts, owners = phrasings_of(entries)
    folded = [utils.default_process(text) for text in texts]

    def search(question: str) -> tuple[int, float]:
        _, score, place = process.extractOne(utils.default_process(question), folded, scorer=fuzz.WRatio)
        return owners[place], score

    return search


def tfidf(entries: Sequence[BankEntry]) -> Search:
    """Search with scikit-learn's TF-IDF over the 3- to 5-grams of words, by cosine."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]  # noqa: PLC0415

    texts, owners = phrasings_of(entries)
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5))
    matrix = vectorizer.fit_transform(texts)

    def search(question: str) -> tuple[int, float]:
        cosines = (matrix @ vectorizer.transform([question]).T).toarray()
        best = int(cosines.argmax())
        return owners[best], float(cosines[best, 0])

    return search


def bm25(entries: Sequence[BankEntry]) -> Search:
    """Search with bm25s and its own tokeniser."""
    import bm25s  # type: ignore[import-untyped]  # noqa: PLC0415

    texts, owners = phrasings_of(entries)
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(texts, stopwords="en", show_progress=False), show_progress=False)

    def search(question: str) -> tuple[int, float]:
        words = bm25s.tokenize([question], stopwords="en", show_progress=False)
        places, scores = retriever.retrieve(words, k=1, show_progress=False)
        return owners[int(places[0, 0])], float(scores[0, 0])

    return search


def minilm(entries: Sequence[BankEntry], kept: Path) -> Search:
    """Search with the sentence model that Afterword uses, and nothing else: the largest cosine of all.

    `kept` is the file with the vectors of earlier runs.
    """
    from benchmarks.vectors import RememberingEncoder  # noqa: PLC0415
    from knowledge.matching.encoder import MiniLM, model_files  # noqa: PLC0415

    texts, owners = phrasings_of(entries)
    model = MiniLM.load(model_files())
    remembering = RememberingEncoder(model, kept)
    matrix = remembering.encode(texts)
    remembering.close()

    def search(question: str) -> tuple[int, float]:
        cosines = matrix @ model.encode([question])[0]
        best = int(cosines.argmax())
        return owners[best], float(cosines[best])

    return search


def builders(kept: Path) -> dict[str, Callable[[Sequence[BankEntry]], Search]]:
    """Return all contenders by name."""
    return {"minilm": partial(minilm, kept=kept), "rapidfuzz": rapidfuzz, "tfidf": tfidf, "bm25": bm25}


def measure(
    name: str, sets: Sequence[Generated | FileSet], kept: Path, progress: Callable[[str, int, int], None]
) -> dict[str, Any]:
    """Put the questions of each set to a contender built over its entries."""
    times, verdicts = [], []
    for number, described in enumerate(sets, start=1):
        entries, questions, warming = described.load()
        search = builders(kept)[name](entries)
        for question in warming:
            search(question.text)
        for question in questions:
            start = time.perf_counter()
            found = search(question.text)
            times.append(time.perf_counter() - start)
            verdicts.append(verdict(question, *found))
        progress("sets", number, len(sets))
    return summary(times) | {"verdicts": verdicts}
