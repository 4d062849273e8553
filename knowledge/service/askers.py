"""What askers may do with their questions and with what is kept of them."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from knowledge.domain import QuestionStatus
from knowledge.errors import Forgotten
from knowledge.store import askers, audit, notices, outcomes, questions
from knowledge.store.columns import as_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.domain import Asking
    from knowledge.store.askers import Held, Share
    from knowledge.store.audit import Deed
    from knowledge.store.database import Database
    from knowledge.store.outcomes import Recorded


class Askers:
    """Lets askers wait, take back what they asked, see what is held on them, and be forgotten.

    That it is the asker who wants it is for the face to see to; it is refused where another id is kept.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def wait(self, community: str, key: str, asker: str, place: str = "") -> bool:
        """Note that the asker of event `key` wants to be told, in `place` if given; False when it was closed already.

        Raises:
            Forgotten: the event left nothing in the queue, or the asker's id is not kept with it any more.
        """
        async with self._database.writer() as session:
            share = await _open_share(session, community, key, asker, self._clock())
            if share is not None:
                await askers.let_wait(session, share, place)
        return share is not None

    async def withdraw(self, community: str, key: str, asker: str) -> bool:
        """Take back what the asker asked by event `key`, however often they did; False when it was closed already.

        Their words and their id go, and the question with them unless somebody else asked it. Nobody is told.

        Raises:
            Forgotten: the event left nothing in the queue, or the asker's id is not kept with it any more.
        """
        async with self._database.writer() as session:
            share = await _open_share(session, community, key, asker, self._clock())
            if share is None:
                return False
            await askers.take_back(session, community, share, now=self._clock())
        await self._database.scrub()
        return True

    async def reconsider(self, community: str, key: str, asker: str) -> bool:
        """Take back that the asker turned down all suggestions by event `key`; False when it was closed already.

        The question leaves the queue as it does by `withdraw`, but its words stay with what was first asked, to be
        asked again.

        Raises:
            Forgotten: as for `withdraw`.
        """
        async with self._database.writer() as session:
            now = self._clock()
            share = await _open_share(session, community, key, asker, now)
            if share is not None:
                await askers.undo_declined(session, community, share, outcomes.asked_by(key), now=now)
        await self._database.scrub()
        return share is not None

    async def questions(self, asker: str, community: str | None = None) -> list[Asking]:
        """Return the questions with which an asker's id is kept, each once, oldest first."""
        async with self._database.reader() as session:
            found = await askers.held(session, asker, community, now=self._clock())
        once: dict[int, Asking] = {}
        for asking, _, _ in found:
            first = once.setdefault(asking.question_id, asking)
            once[asking.question_id] = replace(first, waits=first.waits or asking.waits)
        return list(once.values())

    async def data(self, asker: str) -> dict[str, Any]:
        """Return all that is kept together with a person's id, in all communities, ready for JSON."""
        async with self._database.reader() as session:
            found = await askers.held(session, asker)
            recorded = await outcomes.of_events(
                session, [(each.asking.community, each.asking.key) for each in found]
            )
            deeds = await audit.by(session, asker)
            claims = await questions.claimed_by(session, asker)
        return {
            "asker": asker,
            "questions": [_asked(each) for each in found],
            "outcomes": [_outcome(*each) for each in recorded],
            "deeds": [_deed(*each) for each in deeds],
            "claims": [{"community": community, "question": number} for community, number in claims],
        }

    async def forget(self, asker: str) -> int:
        """Erase an asker's id in all communities and return from how many questions; they are not told any more."""
        async with self._database.writer() as session:
            forgotten = await notices.forget(session, asker)
        await self._database.scrub()
        return forgotten


async def _open_share(
    session: AsyncSession, community: str, key: str, asker: str, now: datetime
) -> Share | None:
    """Return the asker's share of the open question that came of an event, None when it is closed.

    One that was dismissed just now is open to them: they have not been told, and it may be taken back.

    Raises:
        Forgotten: nothing came of the event, or their id is not kept with it.
    """
    share = await askers.of_event(session, community, key, now)
    if share is None:
        raise Forgotten(key)
    if share.status is not QuestionStatus.OPEN:
        return None
    if share.asker != as_key(asker):
        raise Forgotten(key)
    return share


def _asked(held: Held) -> dict[str, Any]:
    asking = held.asking
    return {
        "community": asking.community,
        "question": asking.question_id,
        "event": asking.key,
        "wording": asking.wording,
        "place": held.place,
        "asked_at": asking.at.isoformat(),
        "waits": asking.waits,
        "status": asking.status.value,
        "entry": asking.entry_id,
        "reason": held.reason,
    }


def _outcome(community: str, outcome: Recorded) -> dict[str, Any]:
    return {
        "community": community,
        **asdict(outcome),
        "decision": outcome.decision.value,
        "at": outcome.at.isoformat(),
        "suggestions": list(outcome.suggestions),
        "judged": outcome.judged.value if outcome.judged else None,
    }


def _deed(community: str, deed: Deed) -> dict[str, Any]:
    return {
        "community": community,
        "at": deed.at.isoformat(),
        "action": deed.action,
        "kind": deed.kind,
        "id": deed.target_id,
    }
