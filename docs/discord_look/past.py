"""Eight weeks in the life of a community, so that there is something to count."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from discord_look.faq import AUTHOR, FAQ
from knowledge import Origin, Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge import KnowledgeBase

UNKNOWN = (
    "Is MS inherited?",
    "Can I give blood?",
    "Does MS affect my eyesight?",
    "Can I keep driving?",
    "How often do I need an MRI scan?",
    "What is a lumbar puncture like?",
    "Are pins and needles in my feet permanent?",
    "Which shoes are good for foot drop?",
    "Do I have to tell my employer?",
    "Can a cat pass something on to me?",
    "Why does my bladder wake me at night?",
    "Does smoking matter?",
    "Is it safe to breastfeed on interferon?",
    "How do I travel with a wheelchair?",
    "Can stress at work harm me?",
    "Are there support groups for partners?",
)
_WEEKS = (
    (3, 5),
    (3, 7),
    (2, 6),
    (2, 9),
    (2, 11),
    (2, 10),
    (1, 14),
    (1, 9),
)  # unknown questions, and known ones
_HOURS = (
    70,
    46,
    52,
    30,
    41,
    26,
    33,
    18,
    22,
    29,
    15,
    20,
    12,
    17,
)  # until the author answered; the rest still wait


@dataclass
class Clock:
    """What the time is for the knowledge base that writes the past."""

    behind: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        return datetime.now(UTC) - self.behind


async def lived(kb: KnowledgeBase, community: str, clock: Clock) -> None:
    """Let eight weeks pass in which members asked and the author answered."""
    unknown, keys, hours = iter(UNKNOWN), count(), iter(_HOURS)
    clock.behind = timedelta(days=60)
    for text in FAQ:
        await kb.curation.add(community, text, editor="picture")
    for number, (new, known) in enumerate(_WEEKS):
        before = timedelta(days=7 * (len(_WEEKS) - 1 - number))
        clock.behind = before + timedelta(hours=3)
        await _ask_known(kb, community, known, keys)
        for _ in range(new):
            clock.behind = before + timedelta(hours=3)
            await _ask(kb, community, next(unknown), next(keys))
            if (wait := next(hours, None)) is not None:
                clock.behind -= timedelta(hours=min(wait, clock.behind.total_seconds() / 3600))
                await _answer(kb, community)
    clock.behind = timedelta()


async def _ask_known(kb: KnowledgeBase, community: str, times: int, keys: Iterator[int]) -> None:
    entries = await kb.curation.entries(community)
    for number in range(times):
        await _ask(kb, community, entries[number % len(entries)].question, next(keys))


async def _ask(kb: KnowledgeBase, community: str, text: str, key: int) -> None:
    await kb.ask(Question(community, f"member {key % 23}", text, f"past {key}", Origin.DISCORD, waits=False))


async def _answer(kb: KnowledgeBase, community: str) -> None:
    """Let the author answer whatever waits."""
    for waiting in await kb.review.queue(community):
        await kb.review.answer(community, waiting.id, "Please ask your MS team about this.", AUTHOR)
