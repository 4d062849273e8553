"""Work of one kind that comes in crowds: what arrives while some of it is under way is done together after that."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

T = TypeVar("T")
R = TypeVar("R")


class _Turn(NamedTuple, Generic[T, R]):
    item: T
    done: asyncio.Future[R]


class Together(Generic[T, R]):
    """Does items in rounds, in the order in which they come; one that comes alone is done at once.

    `work` returns a result for each item of a round, at most `most`. An exception in the place of a result is raised
    to the one who asked for it; one that `work` raises concerns them all.
    """

    def __init__(self, work: Callable[[list[T]], Awaitable[Sequence[R | Exception]]], most: int) -> None:
        self._work = work
        self._most = most
        self._waiting: deque[_Turn[T, R]] = deque()
        self._rounds: asyncio.Task[None] | None = None

    async def __call__(self, item: T) -> R:
        """Do one item, together with others that wait."""
        turn: _Turn[T, R] = _Turn(item, asyncio.get_running_loop().create_future())
        self._waiting.append(turn)
        if self._rounds is None:
            self._rounds = asyncio.create_task(self._run())
        return await turn.done

    async def _run(self) -> None:
        try:
            while self._waiting:
                some = [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]
                await self._round([turn for turn in some if not turn.done.cancelled()])
        finally:
            self._rounds = None
            while self._waiting:
                self._waiting.popleft().done.cancel()

    async def _round(self, turns: list[_Turn[T, R]]) -> None:
        results: Sequence[R | Exception]
        try:
            results = await self._work([turn.item for turn in turns]) if turns else []
        except Exception as error:  # noqa: BLE001  it is raised again to those who wait
            results = [error] * len(turns)
        except BaseException:
            for turn in turns:
                turn.done.cancel()
            raise
        for turn, result in zip(turns, results, strict=True):
            if turn.done.cancelled():
                continue
            if isinstance(result, Exception):
                turn.done.set_exception(result)
            else:
                turn.done.set_result(result)
