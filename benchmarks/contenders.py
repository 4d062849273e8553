"""What a user would write in an afternoon: a function from a question to the place of its entry."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from benchmarks.bank import Bank
from benchmarks.measuring import summary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.bank import BankEntry, Quiz

    Search = Callable[[str], int]


def phrasings_of(entries: Sequence[BankEntry]) -> tuple[list[str], list[int]]:
    """Return all questions and phrasings, and for each the place of its entry."""
    pairs = [(text, place) for place, each in enumerate(entries) for text in (each.question, *each.phrasings)]
    return [text for text, _ in pairs], [place for _, place in pairs]


def rapidfuzz(entries: Sequence[BankEntry]) -> Search:
    """Search with rapidfuzz's WRatio; the phrasings are folded once."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415  a process measures the memory of one contender

    texts, owners = phrasings_of(entries)
    folded = [utils.default_process(text) for text in texts]

    def search(question: str) -> int:
        found = process.extractOne(utils.default_process(question), folded, scorer=fuzz.WRatio)
        return owners[found[2]]

    return search


def tfidf(entries: Sequence[BankEntry]) -> Search:
    """Search with scikit-learn's TF-IDF over the 3- to 5-grams of words, by cosine."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]  # noqa: PLC0415

    texts, owners = phrasings_of(entries)
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5))
    matrix = vectorizer.fit_transform(texts)

    def search(question: str) -> int:
        cosines = (matrix @ vectorizer.transform([question]).T).toarray()
        return owners[int(cosines.argmax())]

    return search


def bm25(entries: Sequence[BankEntry]) -> Search:
    """Search with bm25s and its own tokeniser."""
    import bm25s  # type: ignore[import-untyped]  # noqa: PLC0415

    texts, owners = phrasings_of(entries)
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(texts, stopwords="en", show_progress=False), show_progress=False)

    def search(question: str) -> int:
        words = bm25s.tokenize([question], stopwords="en", show_progress=False)
        places, _ = retriever.retrieve(words, k=1, show_progress=False)
        return owners[int(places[0, 0])]

    return search


CONTENDERS: dict[str, tuple[str, Callable[[Sequence[BankEntry]], Search]]] = {
    "rapidfuzz": ("rapidfuzz extractOne, WRatio", rapidfuzz),
    "tfidf": ("scikit-learn TF-IDF, char_wb 3-5", tfidf),
    "bm25": ("bm25s", bm25),
}


def measure(name: str, size: int, quiz: Quiz, progress: Callable[[str, int, int], None]) -> dict[str, Any]:
    """Build one contender over the bank and time it on the questions."""
    bank = Bank()
    search = CONTENDERS[name][1](bank.entries(size))
    questions = bank.questions(quiz)
    for question in bank.warming(quiz):
        search(question.text)
    times, hits = [], []
    for number, question in enumerate(questions, start=1):
        start = time.perf_counter()
        found = search(question.text)
        times.append(time.perf_counter() - start)
        if question.gold is not None:
            hits.append(found == question.gold)
        progress("asking", number, quiz.asked)
    return summary(times) | {"top1": sum(hits) / len(hits)}
