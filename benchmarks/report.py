"""The results as sections of a report."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from benchmarks.judging import (
    calibration_error,
    judged_from,
    quality,
    reliability,
    threshold,
    with_best_threshold,
    with_threshold,
)
from benchmarks.sections import Section, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.judging import Bin, Quality
    from bot.scoring import Judged

    Decide = Callable[[str, Sequence[Judged]], list[Judged]]

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
    "threshold: AUROC of right against wrong first candidates, cover 95 answered rightly at 95 % precision."
)
_STEPS = ("interpreter", "imports", "open", "warm", "first ask", "total")


def report(found: dict[str, Any]) -> list[Section]:
    """Return all sections."""
    return [
        _aims(found),
        *_fields(found),
        *_outside(found),
        *_reliability(found),
        *(_asking(int(size), each) for size, each in found["asking"].items()),
        _crowd(found["crowd"], max(map(int, found["asking"]))),
        _starts(found),
        _imports(found),
    ]


def held_out_bins(found: dict[str, Any]) -> list[Bin]:
    """Return the reliability curve over the training fields, each judged by a verifier that had not seen it."""
    return reliability(_judged(found["fields"]["examine"]))


def _judged(measured: dict[str, Any]) -> list[Judged]:
    return [judged_from(row) for row in measured["verdicts"]]


def _aims(found: dict[str, Any]) -> Section:
    """Compare with what was aimed at; what was not measured in this run is left open."""
    asking, crowd = found["asking"], found["crowd"]
    stalls = crowd["stalls_ms"]
    medium, large = (asking.get(size, {}).get("ask", {}) for size in ("10000", "100000"))
    start = found["starts"].get("10000", {})
    aims: list[tuple[str, float | None, float]] = [
        ("`ask` at 10,000 entries, one core: median ms", medium.get("p50_ms"), 12),
        ("p95 ms", medium.get("p95_ms"), 25),
        ("first answer of a fresh process at 10,000 entries, s", start.get("total"), 2),
        ("peak memory at 10,000 entries, MB", medium.get("peak_mb"), 500),
        ("`ask` at 100,000 entries, one core: p95 ms", large.get("p95_ms"), 40),
        ("resident memory at 100,000 entries, MB", large.get("resident_mb"), 600),
        ("100 questions at once, as a multiple of the time for their encoding alone", crowd["ratio"], 2),
        ("longest stall of the event loop meanwhile, ms", stalls["asking"], 20),
        ("while entries are added, ms", stalls["adding"], 20),
        ("while a page is imported, ms", stalls["importing"], 20),
    ]
    rows = tuple((name, number(got), f"{aim:g}", _met(got, aim)) for name, got, aim in aims)
    words = "What is left open was not measured in this run: `make bench SCALE=100000` adds 100,000 entries."
    return Section("Aims", words, ("", "measured", "aim, at most", ""), rows)


def _met(got: float | None, aim: float) -> str:
    if got is None:
        return "open"
    return "met" if got <= aim else "MISSED"


def _fields(found: dict[str, Any]) -> Iterator[Section]:
    if not found["fields"]:
        return
    rows = tuple(_rows(found["fields"], lambda _name, judged: with_best_threshold(judged)))
    judged = _judged(found["fields"]["examine"])
    count, outside = len(judged), f"{100 * sum(not one.in_scope for one in judged) / len(judged):.0f} %"
    words = (
        "The contenders: the sentence model that Afterword uses with nothing around it, the best cosine over all "
        "questions and phrasings; rapidfuzz `extractOne`; scikit-learn's TF-IDF over character 3- to 5-grams of "
        "words; bm25s with its own tokeniser.\n\n"
        "The fields of training/, each judged by a verifier that was fitted on the other fields (other numbers that "
        "were chosen by looking, such as the shipped thresholds, have seen them all). "
        f"{outside} of these questions have no entry, most of them look-alikes made to mislead. Every row but "
        "the shipped one has its best honest threshold: the lowest that keeps 95 % precision on one random half of "
        "the questions decides the other half, and the other way round; no precision means that none kept it.\n\n"
        + _READ_SO
    )
    title = f"Quality and time on {count:,} questions of fields that the verifier had not seen"
    yield Section(title, words, ("", *_QUALITY, *_TIMES), rows)


def _outside(found: dict[str, Any]) -> Iterator[Section]:
    if not found["outside"]:
        yield Section("Quality on outside sets", "Left out: the sets are not beside this checkout.")
        return
    least = {name: threshold(_judged(each)) for name, each in found["fields"].items()}
    rows = [
        (f"{set_name}: {row[0]}", *row[1:])
        for set_name, each in found["outside"].items()
        for row in _rows(each, lambda name, judged: with_threshold(judged, least.get(name, inf)))
    ]
    words = (
        "Sets that nothing was fitted or chosen on, measured only: every threshold here is the one that keeps "
        "95 % precision on all questions of the table above. The support bots (hint3) run without a glossary."
    )
    yield Section(
        "Quality and time on outside sets", words, ("set, contender", *_QUALITY, *_TIMES), tuple(rows)
    )


def _rows(
    measured: dict[str, Any], decide: Decide, *, beside: float | None = None
) -> Iterator[tuple[str, ...]]:
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
        yield (NAMES[name], *_shares(quality(decide(name, judged))), *times)


def _shares(figures: Quality) -> tuple[str, ...]:
    return tuple(number(each) for each in figures)


def _times(each: dict[str, Any]) -> tuple[str, ...]:
    return number(each["p50_ms"]), number(each["p95_ms"]), number(each["peak_mb"], 0)


def _asking(size: int, measured: dict[str, Any]) -> Section:
    ask = measured["ask"]
    all_in = (NAMES["ask"], *("" for _ in _QUALITY), *_times(ask), "1.00")
    rows = _rows(measured, lambda _name, judged: with_best_threshold(judged), beside=ask["p50_ms"])
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


def _reliability(found: dict[str, Any]) -> Iterator[Section]:
    if not found["fields"]:
        return
    curves = {"fields, held out": held_out_bins(found)}
    curves |= {name: reliability(_judged(each["examine"])) for name, each in found["outside"].items()}
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
        picture="pictures/reliability.svg",
    )


def _right_of(each: Bin | None) -> str:
    return "-" if each is None else f"{100 * each.right:.0f} % of {each.size}"


def _crowd(crowd: dict[str, Any], size: int) -> Section:
    stalls = crowd["stalls_ms"]
    rows = (
        (
            f"the sentence model alone, {crowd['asked']} questions in one call, s",
            number(crowd["encoding_s"], 2),
        ),
        (f"`ask` of {crowd['asked']} questions at once, s", number(crowd["asking_s"], 2)),
        ("ratio of the two, median of the rounds", number(crowd["ratio"], 2)),
        ("longest stall of the event loop while nothing happens, ms", number(stalls["nothing"])),
        ("while all these questions are asked, ms", number(stalls["asking"])),
        (f"while {crowd['added']} entries are added and asked for, ms", number(stalls["adding"])),
        (f"while a page of {crowd['comments']:,} comments is imported, ms", number(stalls["importing"])),
        ("to add an entry, median ms", number(crowd["add_ms"])),
        ("from then until the next question got it, median ms", number(crowd["visible_ms"])),
        ("at most, ms", number(crowd["visible_max_ms"])),
        ("added entries that the very next question got", f"{crowd['visible']} of {crowd['added']}"),
    )
    words = "All processors may be used here. A task that wakes every millisecond measures the stalls."
    return Section(f"Many at once, {size:,} entries", words, ("", "measured"), rows)


def _starts(found: dict[str, Any]) -> Section:
    rows = [
        (f"{int(size):,} entries", *(number(each[step], 2) for step in _STEPS), number(each["peak_mb"], 0))
        for size, each in found["starts"].items()
    ]
    words = "A fresh process, a store that is encoded, one question; seconds."
    return Section("Start-up", words, ("", *_STEPS, "peak MB"), tuple(rows))


def _imports(found: dict[str, Any]) -> Section:
    columns = ("form", "comments", "published", "queued", "parse s", "transaction s", "encode s", "peak MB")
    rows = [
        (
            form,
            *(number(each[key], 0) for key in ("comments", "published", "queued")),
            *(number(each[key], 2) for key in ("parse", "transaction", "encode")),
            number(each["peak_mb"], 0),
        )
        for form, each in found["imports"].items()
    ]
    return Section("Import of a long thread", "All its drafts published at once.", columns, tuple(rows))
