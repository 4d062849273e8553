"""Lines and their vectors: from the database where they are there, else from the model and into the database."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from knowledge.errors import StoreError
from knowledge.service.encoded import Encoded, digests, encode_lines
from knowledge.store import communities, vectors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from knowledge.domain import Progress, Term
    from knowledge.matching.matcher import Matcher, Parts
    from knowledge.service.thread import MatchingThread
    from knowledge.store.database import Database

_FORM = 3  # of an encoded line; raise it when the way in which lines are normalised or kept changes
_CHUNK = 128  # lines encoded in one go, so that a question need not wait for a whole import
_FEW = 8  # lines that are saved behind a question's back
_SAVED_AT_ONCE = 2048  # lines kept in one transaction: an interrupted start loses no more than these


class Encoding:
    """Encodes a line once, for as long as the model and what it is normalised with stay the same."""

    def __init__(
        self, database: Database, parts: Parts, clock: Callable[[], datetime], thread: MatchingThread
    ) -> None:
        self._database = database
        self._parts = parts
        self._clock = clock
        self._thread = thread
        words = parts.verifier.attention.words_id if parts.verifier.attention else "none"
        self._model = f"{parts.encoder.model_id}:{words}:{parts.glossary_id}:{_FORM}"
        self._saving: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        """Finish what is being saved."""
        await asyncio.gather(*self._saving)

    async def encoded(  # each is a fact of its own
        self,
        community: str,
        lines: Sequence[str],
        matcher: Matcher,
        own: Sequence[Term],
        progress: Progress | None = None,
        *,
        keep: bool = True,
    ) -> dict[str, Encoded]:
        """Return the encoded lines by their text, as `matcher` normalises them with the community's `own` terms.

        What is new is kept in the database if `keep`.
        """
        if not lines:
            return {}
        wanted = await self._thread.run(digests, lines, own)
        async with self._database.reader() as session:
            stored = await vectors.load(session, community, self._model, list(wanted.values()))
        missing = [line for line in wanted.items() if line[1] not in stored]
        for start in range(0, len(missing), _SAVED_AT_ONCE):
            part = missing[start : start + _SAVED_AT_ONCE]
            told = _shifted(progress, start, len(missing))
            fresh = await self._encode(matcher, part, told)
            if keep and len(missing) > _FEW:
                await self._save(community, fresh)
            elif keep:
                self._save_soon(community, fresh)
            stored.update(fresh)
        return {text: Encoded.parse(stored[digest]) for text, digest in wanted.items()}

    async def passing(self, lines: Sequence[str], matcher: Matcher) -> dict[str, Encoded]:
        """Return the encoded lines by their text, and keep nothing: members' words stay where they can be erased."""
        found: dict[str, Encoded] = {}
        for start in range(0, len(lines), _CHUNK):
            chunk = lines[start : start + _CHUNK]
            found |= await self._thread.run(encode_lines, self._parts, matcher, chunk)
        return found

    async def _save(self, community: str, fresh: Mapping[bytes, bytes]) -> None:
        async with self._database.writer() as session:
            await communities.ensure(session, community, self._clock())
            await vectors.save(session, community, self._model, fresh)

    def _save_soon(self, community: str, fresh: Mapping[bytes, bytes]) -> None:
        """Save a few vectors while the question that met them goes on; a failure costs one encoding at a start."""

        async def save() -> None:
            with suppress(StoreError):
                await self._save(community, fresh)

        task = asyncio.create_task(save())
        self._saving.add(task)
        task.add_done_callback(self._saving.discard)

    async def _encode(
        self, matcher: Matcher, lines: Sequence[tuple[str, bytes]], told: Callable[[int], None]
    ) -> dict[bytes, bytes]:
        done: dict[bytes, bytes] = {}
        for start in range(0, len(lines), _CHUNK):
            chunk = dict(lines[start : start + _CHUNK])
            found = await self._thread.run(encode_lines, self._parts, matcher, list(chunk))
            done.update((chunk[line], encoded.dump()) for line, encoded in found.items())
            told(start + len(chunk))
        return done


def _shifted(progress: Progress | None, start: int, total: int) -> Callable[[int], None]:
    return lambda done: progress("encoding", start + done, total) if progress is not None else None
