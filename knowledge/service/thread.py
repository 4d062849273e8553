"""The one thread in which matching runs, never the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class MatchingThread:
    """Does CPU work piece by piece, in the order in which it was asked for."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="matching")

    async def run(self, work: Callable[..., T], *args: object) -> T:
        """Do a piece of work and return its result."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(work, *args))

    def close(self) -> None:
        """End the thread; work that has not begun is dropped."""
        self._thread.shutdown(cancel_futures=True)
