"""The faults that a test can order, of REST and of the gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord_server.faults import Fault

if TYPE_CHECKING:
    from discord_server.gateway.sessions import Sessions
    from discord_server.service import Service


class Trouble:
    """Trouble for the next requests whose `METHOD /template` fits a pattern such as `POST /channels/*`."""

    def __init__(self, service: Service) -> None:
        self._service = service

    @property
    def gateway(self) -> Sessions:
        """The faults of the gateway: drop, hold, release, duplicate_next, refuse_resume and others."""
        return self._service.sessions

    def limit(
        self, pattern: str, times: int = 1, *, retry_after: float = 0.2, globally: bool = False
    ) -> Fault:
        """Answer 429."""
        fault = Fault(pattern, times, status=429, retry_after=retry_after, globally=globally)
        return self._service.faults.add(fault)

    def fail(self, pattern: str, status: int = 502, times: int = 1, *, after_work: bool = False) -> Fault:
        """Answer 5xx, either before anything was done or after it was."""
        return self._service.faults.add(Fault(pattern, times, status=status, after_work=after_work))

    def drop(self, pattern: str, times: int = 1, *, after_work: bool = False) -> Fault:
        """Cut the connection instead of an answer, either before anything was done or after it was."""
        return self._service.faults.add(Fault(pattern, times, drop=True, after_work=after_work))

    def slow(self, pattern: str, seconds: float, times: int = 1) -> Fault:
        """Let the request wait before it is looked at."""
        return self._service.faults.add(Fault(pattern, times, delay=seconds))
