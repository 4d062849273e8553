"""Bots as programs, in two small servers: that it runs and what it prints, never how fast."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress

from benchmarks import live
from benchmarks.live import Load
from benchmarks.report import live as section_of
from benchmarks.running import Plan, run_live
from benchmarks.sections import on_terminal

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TINY = Load(servers=2, entries=5, alone=3, crowd=8, at_once=4)


def test_every_bot_replies_to_every_question(tmp_path: Path) -> None:
    found = run_live(Plan(tmp_path, live=TINY), Progress(disable=True))
    assert set(found["bots"]) == {"afterword 2", "afterword 1", "rapidfuzz 2", "echo 2"}
    for bot in found["bots"].values():
        assert (bot["alone"]["questions"], bot["crowd"]["questions"]) == (3, 8)
        assert bot["loaded_s"] >= bot["ready_s"] > 0
        assert bot["crowd"]["per_second"] > 0
    output = io.StringIO()
    Console(file=output, width=200).print(on_terminal([section_of(found)]))
    for words in ("Afterword in 2 servers", "rapidfuzz over a JSON file", "Each further server takes"):
        assert words in " ".join(output.getvalue().split())


def test_without_the_local_discord_the_section_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "TESTS", tmp_path)
    found = run_live(Plan(tmp_path, live=TINY), Progress(disable=True))
    assert section_of(found).words == "Not measured: tests/discord_server, the local Discord, is not here."
