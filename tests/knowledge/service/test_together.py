"""Rounds: what comes alone is done at once, what comes in a crowd together, and a failure stays with whose it is."""

from __future__ import annotations

import asyncio

import pytest

from knowledge.service.together import Together


class Doubling:
    """Doubles numbers, and keeps the rounds in which it was asked to."""

    def __init__(self) -> None:
        self.rounds: list[list[int]] = []

    async def __call__(self, numbers: list[int]) -> list[int | Exception]:
        self.rounds.append(numbers)
        await asyncio.sleep(0.01)
        if 13 in numbers:
            raise ValueError("nobody gets anything")
        return [ZeroDivisionError("odd one") if number == 0 else 2 * number for number in numbers]


async def test_what_comes_during_a_round_is_done_together_in_the_next() -> None:
    doubling = Doubling()
    together = Together(doubling, 3)
    first = asyncio.create_task(together(1))
    await asyncio.sleep(0.001)
    assert await asyncio.gather(*(together(number) for number in (2, 3, 4, 5))) == [4, 6, 8, 10]
    assert await first == 2
    assert doubling.rounds == [[1], [2, 3, 4], [5]]
    assert await together(6) == 12


async def test_an_exception_in_the_place_of_a_result_concerns_one() -> None:
    together = Together(Doubling(), 10)
    found = await asyncio.gather(*(together(number) for number in (1, 0, 2)), return_exceptions=True)
    assert [found[0], found[2]] == [2, 4]
    assert isinstance(found[1], ZeroDivisionError)


async def test_an_exception_of_the_work_concerns_its_round_and_no_other() -> None:
    together = Together(Doubling(), 2)
    found = await asyncio.gather(*(together(number) for number in (13, 1, 2)), return_exceptions=True)
    assert [type(each) for each in found] == [ValueError, ValueError, int]


async def test_who_goes_away_takes_nobody_along() -> None:
    doubling = Doubling()
    together = Together(doubling, 10)
    tasks = [asyncio.create_task(together(number)) for number in (1, 2, 3)]
    await asyncio.sleep(0.001)
    tasks[0].cancel()
    assert await asyncio.gather(*tasks[1:]) == [4, 6]
    with pytest.raises(asyncio.CancelledError):
        await tasks[0]


async def test_work_that_is_called_off_leaves_nobody_waiting() -> None:
    async def never(_numbers: list[int]) -> list[int | Exception]:
        raise asyncio.CancelledError

    together = Together(never, 1)
    found = await asyncio.gather(together(1), together(2), return_exceptions=True)
    assert [type(each) for each in found] == [asyncio.CancelledError] * 2
