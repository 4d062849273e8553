"""Trouble that a test prepares for the next requests of a route."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from fnmatch import fnmatch


@dataclass(eq=False)
class Fault:
    """What happens to the next `times` requests whose `METHOD /template` fits the pattern."""

    pattern: str
    times: int
    status: int = 0
    retry_after: float = 0.0
    globally: bool = False
    delay: float = 0.0
    drop: bool = False
    after_work: bool = False

    async def begun(self) -> None:
        """Wait until the last of these requests has come."""
        while self.times:  # noqa: ASYNC110  nothing sets an event where a number falls
            await asyncio.sleep(0.01)


@dataclass
class Faults:
    """The prepared trouble, oldest first."""

    waiting: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> Fault:
        self.waiting.append(fault)
        return fault

    def take(self, method: str, template: str) -> Fault | None:
        """Return the trouble that is due for this request, once less."""
        for fault in self.waiting:
            if fault.times > 0 and fnmatch(f"{method} {template}", fault.pattern):
                fault.times -= 1
                return fault
        return None
