"""Numbers of one process: its peak memory, and a summary of its times."""

from __future__ import annotations

import math
import os
import resource
import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def peak_mb() -> float:
    """Return the most memory this process ever had resident, in MB (10^6 bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6  # macOS counts bytes, others KiB


def resident_mb(process: int | str = "self") -> float | None:
    """Return the memory that a process has resident now, in MB (10^6 bytes); None where Linux' /proc is missing."""
    status = Path(f"/proc/{process}/statm")
    return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6 if status.is_file() else None


def cpu_seconds(process: int) -> float | None:
    """Return how long a process has kept processors busy so far; None where Linux' /proc is missing."""
    status = Path(f"/proc/{process}/stat")
    if not status.is_file():
        return None
    user, system = status.read_text().rpartition(")")[2].split()[11:13]  # proc(5): utime, stime
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def summary(times: Sequence[float]) -> dict[str, float]:
    """Return median and 95th percentile in ms of times in seconds, and this process's peak memory."""
    ordered = sorted(times)
    p95 = ordered[math.ceil(0.95 * len(ordered)) - 1]
    return {
        "questions": len(ordered),
        "p50_ms": 1000 * statistics.median(ordered),
        "p95_ms": 1000 * p95,
        "peak_mb": peak_mb(),
    }
