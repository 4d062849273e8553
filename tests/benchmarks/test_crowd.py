"""The watch over the event loop."""

from __future__ import annotations

import asyncio
import time

from benchmarks.crowd import watched


async def test_a_blocked_event_loop_is_noticed() -> None:
    async with watched() as stall:
        time.sleep(0.08)  # noqa: ASYNC251  the fault that is watched for
    assert stall.longest >= 0.07


async def test_a_loop_that_waits_is_not_blocked() -> None:
    async with watched() as stall:
        await asyncio.sleep(0.5)
    assert stall.longest < 0.4
