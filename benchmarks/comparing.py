"""Afterword beside the others: quality and time in one table, and how far its confidence can be believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.judging import (
    calibration_error,
    judged_from,
    quality,
    with_best_threshold,
)
from benchmarks.sections import Section, number
from bot.curve import reliability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.judging import Quality
    from bot.curve import Bin
    from bot.scoring import Judged


SHIPPED, CHOSEN = "Afterword, as shipped", "Afterword, best threshold"
NAMES = {
    "ask": "Afterword, `ask`, all in",
    "examine": CHOSEN,
    "minilm": "MiniLM, brute force",
    "rapidfuzz": "rapidfuzz WRatio",
    "tfidf": "TF-IDF (scikit-learn)",
    "bm25": "bm25s",
}
_QUALITY = ("top-1", "right", "mixed up", "near miss", "no entry", "precision", "AUROC", "cover 95")
_TIMES = ("median ms", "p95 ms", "peak MB")
_READ_SO = (
    "In percent. Of the questions with an entry: top-1 ranked first, right answered rightly at once, mixed "
    "up answered with another entry's answer. Of those without one: near miss and no entry (the others) are "
    "the shares that got an answer, all of them wrong. precision: of the answers, the right ones. Whatever the "
    "threshold: AUROC of right against wrong first candidates (it flatters who ranks few of them right), cover 95 "
    "answered rightly at 95 % precision."
)


def on_fields(found: dict[str, Any]) -> Iterator[Section]:
    """Compare on the verifier's own fields, each held out from its fit."""
    if not found["fields"]:
        return
    rows = tuple(_rows(found["fields"]))
    judged = _judged(found["fields"]["examine"])
    count, outside = len(judged), f"{100 * sum(not one.in_scope for one in judged) / len(judged):.0f} %"
    words = (
        "The contenders: the sentence model that Afterword uses with nothing around it, the best cosine over all "
        "questions and phrasings; rapidfuzz `extractOne`; scikit-learn's TF-IDF over character 3- to 5-grams of "
        "words; bm25s with its own tokeniser.\n\n"
        "The fields of training/, each judged by one of four verifiers, which was fitted on fields of other kinds, "
        "mostly by other hands (numbers that were chosen by looking, such as the shipped thresholds, and the three "
        "that calibrate have seen them all; the memory of these rows is that of the fits). "
        f"{outside} of these questions have no entry, most of them look-alikes made to mislead. Every row but "
        "the shipped one has its best honest threshold: the lowest that keeps 95 % precision on one random half of "
        "the questions decides the other half, and the other way round; no precision means that none kept it.\n\n"
        + _READ_SO
    )
    title = f"Quality and time on {count:,} questions of fields that the verifier had not seen"
    yield Section(title, words, ("", *_QUALITY, *_TIMES), rows)


def on_outside_sets(found: dict[str, Any]) -> Iterator[Section]:
    """Compare on sets that no weight was fitted on."""
    if not found["outside"]:
        yield Section("Quality on outside sets", "Left out: the sets are not beside this checkout.")
        return
    rows = [(_size_of(each), *row) for each in found["outside"].values() for row in _rows(each)]
    words = (
        "Sets that no weight was fitted on; they were looked at while rules and thresholds were chosen, "
        "which flatters Afterword. Best thresholds as above, from the halves of each set. "
        "Those with many questions about few entries are support bots and run without a glossary."
    )
    yield Section(
        "Quality and time on outside sets",
        words,
        ("entries / questions", "", *_QUALITY, *_TIMES),
        tuple(rows),
    )


def on_generated(size: int, measured: dict[str, Any]) -> Section:
    """Compare on a generated bank of `size` entries."""
    ask = measured["ask"]
    all_in = (NAMES["ask"], *("" for _ in _QUALITY), *_times(ask), "1.00")
    rows = _rows(measured, beside=ask["p50_ms"])
    words = (
        f"A generated bank and {ask['questions']} reworded questions, of five three with an entry, one with one "
        "deciding word changed (a near miss), one about nothing in the bank; one core, warm. The first row "
        "keeps a record of each question on disk, the others do not. Its words are those of the verifier's own "
        "fields with half of the content words replaced, and rewording keeps the deciding words, so it favours "
        "shared letters: read the times here and the quality above."
    )
    if ask["resident_mb"] is not None:
        words += f" Resident after the last `ask`: {ask['resident_mb']:.0f} MB."
    columns = ("", *_QUALITY, *_TIMES, "times `ask`")
    return Section(f"One question, {size:,} entries", words, columns, (all_in, *rows))


def believable(found: dict[str, Any]) -> Iterator[Section]:
    """Show the reliability curves."""
    if not found["fields"]:
        return
    curves = {"fields, held out": held_out_bins(found)}
    curves |= {_size_of(each): reliability(_judged(each["examine"])) for each in found["outside"].values()}
    by_low = [{each.low: each for each in bins} for bins in curves.values()]
    rows = [
        (f"{low:.1f}-{low + 0.1:.1f}", *(_right_of(bins.get(low)) for bins in by_low))
        for low in sorted({low for bins in by_low for low in bins})
    ]
    rows.append(
        ("calibration error", *(f"{100 * calibration_error(bins):.1f} %" for bins in curves.values()))
    )
    words = (
        "Of the first candidates with a confidence between two numbers, how many were right, and how many there "
        "were. A confidence of 0.9 should mean nine in ten. The expected calibration error is the mean distance "
        "between the two. The picture shows the fields."
    )
    yield Section(
        "How far a confidence can be believed",
        words,
        ("confidence", *curves),
        tuple(rows),
        picture="pictures/reliability.png",
    )


def _right_of(each: Bin | None) -> str:
    return "-" if each is None else f"{100 * each.right:.0f} % of {each.size}"


def held_out_bins(found: dict[str, Any]) -> list[Bin]:
    """Return the reliability curve over the training fields, each judged by a verifier that had not seen it."""
    return reliability(_judged(found["fields"]["examine"]))


def _rows(measured: dict[str, Any], *, beside: float | None = None) -> Iterator[tuple[str, ...]]:
    """Yield a row for each contender, for Afterword one more with its own decisions; with `beside` (a median in ms)
    the last cell is the median as a multiple of it.
    """
    for name, each in measured.items():
        if "verdicts" not in each:
            continue
        judged = _judged(each)
        times = _times(each) if beside is None else (*_times(each), number(each["p50_ms"] / beside, 2))
        if name == "examine":
            yield (SHIPPED, *_shares(quality(judged)), *times)
        yield (NAMES[name], *_shares(quality(with_best_threshold(judged))), *times)


def _size_of(measured: dict[str, Any]) -> str:
    """Return how a set from outside is called: by its size."""
    return f"{measured['examine']['entries']:,} / {len(measured['examine']['verdicts']):,}"


def _shares(figures: Quality) -> tuple[str, ...]:
    return tuple(number(each) for each in figures)


def _times(each: dict[str, Any]) -> tuple[str, ...]:
    return number(each["p50_ms"]), number(each["p95_ms"]), number(each["peak_mb"], 0)


def _judged(measured: dict[str, Any]) -> list[Judged]:
    return [judged_from(row) for row in measured["verdicts"]]
