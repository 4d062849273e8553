"""One measurement in a process of its own: `python -m benchmarks.job NAME '{"argument": ...}'`.

It writes JSON lines to standard output: {"stage", "done", "total"} on its way, {"result"} at the end.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.bank import Quiz
from benchmarks.sets import sets_from

if TYPE_CHECKING:
    from collections.abc import Callable

_READ: dict[str, Callable[[Any], Any]] = {
    "store": Path,
    "folder": Path,
    "kept": Path,
    "quiz": lambda value: Quiz(*value),
    "sets": sets_from,
}
RIVALS = ("minilm", "rapidfuzz", "tfidf", "bm25")
_ON_ONE_CORE = {"ask", "examine", "judge", *RIVALS}
_EVERY = 0.2  # seconds between two reports of progress, so that telling does not cost what is measured


def main() -> None:
    """Run the job that the command line names."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `bot.__main__` does
    name, given = sys.argv[1], json.loads(sys.argv[2])
    if name in _ON_ONE_CORE and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    arguments = {key: _READ[key](value) if key in _READ else value for key, value in given.items()}
    print(json.dumps({"result": _run(name, arguments)}), flush=True)


def _run(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Import what is measured and nothing else, and measure."""
    if name in RIVALS:
        from benchmarks import contenders  # noqa: PLC0415

        return contenders.measure(name, **arguments, progress=_Teller())
    from benchmarks import afterword, crowd, live, preparing  # noqa: PLC0415

    if name == "start":
        return afterword.start_up(**arguments)
    jobs: dict[str, Callable[..., dict[str, Any]]] = {
        "prepare": preparing.prepare,
        "ask": afterword.time_ask,
        "examine": afterword.time_examine,
        "judge": afterword.judge_files,
        "crowd": crowd.time_crowd,
        "import": afterword.import_page,
        "servers": live.prepare_servers,
        "live": live.time_live,
    }
    return jobs[name](**arguments, progress=_Teller())


class _Teller:
    """Writes progress, not too often."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last > _EVERY:
            self._last = now
            print(json.dumps({"stage": stage, "done": done, "total": total}), flush=True)


if __name__ == "__main__":
    main()
