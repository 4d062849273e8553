"""The results as sections of a report: what was aimed at, the comparison, and what only Afterword does."""

from __future__ import annotations

from typing import Any

from benchmarks.comparing import believable, on_fields, on_generated, on_outside_sets
from benchmarks.sections import Section, number

_LIVE = "The bot as a program"
_OF_BOT = (
    "",
    "alone: median ms",
    "p95 ms",
    "crowd: a second",
    "median ms",
    "p95 ms",
    "times echo",
    "CPU ms",
    "Discord's",
    "ready s",
    "loaded s",
    "MB then",
    "MB after",
)
_STEPS = ("interpreter", "imports", "open", "warm", "first ask", "total")


def report(found: dict[str, Any]) -> list[Section]:
    """Return all sections."""
    return [
        _aims(found),
        *on_fields(found),
        *on_outside_sets(found),
        *believable(found),
        *(on_generated(int(size), each) for size, each in found["asking"].items()),
        _crowd(found["crowd"]),
        live(found.get("live", {"skipped": "this run is older than the measurement"})),
        _starts(found),
        _imports(found),
    ]


def _aims(found: dict[str, Any]) -> Section:
    """Compare with what was aimed at; what was not measured in this run is left open."""
    asking, crowd = found["asking"], found["crowd"]
    stalls = crowd["stalls_ms"]
    medium, large = (asking.get(size, {}).get("ask", {}) for size in ("10000", "100000"))
    start = found["starts"].get("10000", {})
    aims: list[tuple[str, float | None, float]] = [
        ("`ask` at 10,000 entries, one core: median ms", medium.get("p50_ms"), 12),
        ("the same: p95 ms", medium.get("p95_ms"), 25),
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


def _crowd(crowd: dict[str, Any]) -> Section:
    stalls, ratios = crowd["stalls_ms"], crowd["ratios"]
    spread = f"{min(ratios):.1f} to {max(ratios):.1f}"
    rows = (
        (
            f"the sentence model alone, {crowd['asked']} questions in one call, s",
            number(crowd["encoding_s"], 2),
        ),
        (f"`ask` of {crowd['asked']} questions at once, s", number(crowd["asking_s"], 2)),
        (f"ratio of the two, median of rounds from {spread}", number(crowd["ratio"], 2)),
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
    return Section(f"Many at once, {crowd['entries']:,} entries", words, ("", "measured"), rows)


def live(found: dict[str, Any], about: str = "") -> Section:
    """Show bots as programs; `about` is to be known of this run alone."""
    if "skipped" in found:
        return Section(_LIVE, f"Not measured: {found['skipped']}.")
    bots, servers = found["bots"], found["servers"]
    many, one = (bots[f"afterword {number}"] for number in (servers, 1))
    echo = bots[f"echo {servers}"]
    names = {
        f"afterword {servers}": f"Afterword in {servers} servers",
        "afterword 1": "Afterword in one of them",
        f"rapidfuzz {servers}": "rapidfuzz over a JSON file",
        f"echo {servers}": "echo: discord.py alone",
    }
    rows = tuple((name, *_of_bot(bots[key], echo)) for key, name in names.items())
    more = "" if servers == 1 else _each_more(many, one, servers)
    words = (
        f"Each bot is a process of its own, connected to the local Discord of `tests/discord_server`, which checks"
        f" every request. {servers} servers with the same {found['entries']:,} entries each; {found['alone']}"
        f" questions one after the other, then {found['crowd']} of which {found['at_once']} wait at any time, by"
        f" mention, in so many channels that Discord's limit of five messages in five seconds a channel would not be"
        f" met. Discord lets a bot send 50 requests a second in all, whatever it could do. A question is timed from"
        f" its message to the reply to it; CPU is what it costs the bot and, in the next column, the local Discord"
        f" itself. *echo* answers at once and shows what the set-up allows; *rapidfuzz* is a discord.py bot that gives"
        f" the answer of the nearest question by WRatio, right or wrong. {more}{about}"
    )
    return Section(_LIVE, words.strip(), _OF_BOT, rows)


def _of_bot(bot: dict[str, Any], echo: dict[str, Any]) -> tuple[str, ...]:
    alone, crowd = bot["alone"], bot["crowd"]
    return (
        number(alone["p50_ms"]),
        number(alone["p95_ms"]),
        number(crowd["per_second"]),
        number(crowd["p50_ms"], 0),
        number(crowd["p95_ms"], 0),
        number(crowd["per_second"] / echo["crowd"]["per_second"], 2),
        number(crowd["cpu_ms"]),
        number(crowd["discord_cpu_ms"]),
        number(bot["ready_s"]),
        number(bot["loaded_s"]),
        number(bot["start_mb"], 0),
        number(bot["resident_mb"], 0),
    )


def _each_more(many: dict[str, Any], one: dict[str, Any], servers: int) -> str:
    if many["start_mb"] is None or one["start_mb"] is None:
        return ""
    return f"Each further server takes {(many['start_mb'] - one['start_mb']) / (servers - 1):.1f} MB. "


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
