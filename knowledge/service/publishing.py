"""Publishing new words: a question that has its answer already is not answered twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from knowledge.domain import Done, Published
from knowledge.errors import SameQuestion
from knowledge.language.tokens import fold
from knowledge.service.revising import deed_on
from knowledge.store import audit, entries, finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from knowledge.domain import Entry, EntryText


_AT_ONCE = 500  # questions compared in one go: more of them would hold up the event loop
_TELLING = 3  # words, the longest ones, by which a question is sought


async def publish(
    session: AsyncSession,
    community: str,
    text: EntryText,
    *,
    beside: int | None = None,
    action: str,
    editor: str,
    now: datetime,
) -> Published:
    """Publish a new entry, unless a published one says all of it already; the community must exist.

    `beside` is the entry that may ask the same, since the curator has seen it and wants both.

    Raises:
        SameQuestion: another entry asks the same and says something else; nothing was published.
    """
    for twin in await twins(session, community, text.question):
        if adds_nothing(text, twin.text):
            return Published(twin, Done.UNCHANGED)
        if twin.id != beside:
            raise SameQuestion(twin)
    entry = await entries.add(session, community, text, editor=editor, now=now, action=action)
    await audit.record(session, community, deed_on(None, entry, action, editor, now))
    return Published(entry, Done.CREATED)


class Twins:
    """The published entries of a community by their question, whatever its case and punctuation."""

    def __init__(self, session: AsyncSession, community: str, ids: Mapping[str, Sequence[int]]) -> None:
        self._session = session
        self._community = community
        self._ids = ids

    @classmethod
    async def read(cls, session: AsyncSession, community: str, holding: Sequence[str] = ()) -> Self:
        """Read the questions, as they are now; of those entries alone in which these words stand, in small letters."""
        ids: dict[str, list[int]] = {}
        last = -1
        while page := await finding.questions(session, community, last, _AT_ONCE, holding):
            for entry_id, question in page:
                ids.setdefault(_key(question), []).append(entry_id)
            last = entry_id
        return cls(session, community, ids)

    async def of(self, question: str) -> list[Entry]:
        """Return the entries that ask this, the oldest first."""
        found = self._ids.get(_key(question), ())
        return list((await entries.get_many(self._session, self._community, found)).values())


async def twins(session: AsyncSession, community: str, question: str) -> list[Entry]:
    """Return the published entries with this question, the oldest first."""
    rarest = sorted(set(fold(question).split()), key=len)[-_TELLING:]
    return await (await Twins.read(session, community, rarest)).of(question)


def adds_nothing(text: EntryText, there: EntryText) -> bool:
    """Tell whether an entry says already, word for word, everything that somebody wrote; what it leans on aside."""
    known = {_key(each) for each in (there.question, *there.phrasings)}
    return (
        {_key(each) for each in (text.question, *text.phrasings)} <= known
        and _key(text.question) == _key(there.question)
        and text.answer.strip() == there.answer.strip()
        and {tag.casefold() for tag in text.tags} <= {tag.casefold() for tag in there.tags}
        and _where(text) in {_NOWHERE, _where(there)}
    )


_NOWHERE = ("", None, None, None)


def _where(text: EntryText) -> tuple[object, ...]:
    source = text.source
    return source.title, source.url, source.author, source.date


def _key(wording: str) -> str:
    """Return what two wordings share when they are the same but for case and punctuation."""
    return fold(wording) or wording
