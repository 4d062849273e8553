"""What can go wrong inside the knowledge base. Errors carry data; `bot.errors` turns them into sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from knowledge.domain import Entry


class KnowledgeError(Exception):
    """A rule was broken or a part is unusable."""


# ── what a person gave us ────────────────────────────────────────────────────────────────────────────────────


@dataclass(eq=False)
class EmptyText(KnowledgeError):
    """`field` ("question", "answer", ...) has nothing readable in it."""

    field: str


@dataclass(eq=False)
class TextTooLong(KnowledgeError):
    """`field` has `length` characters where `limit` are allowed."""

    field: str
    length: int
    limit: int


@dataclass(eq=False)
class TooMany(KnowledgeError):
    """There are `count` of `things` ("other names") where `limit` are allowed."""

    things: str
    count: int
    limit: int


@dataclass(eq=False)
class NameTaken(KnowledgeError):
    """`name` already stands for `meaning`: another of the community's terms, or a drug of the glossary."""

    name: str
    meaning: str


@dataclass(eq=False)
class BadConfidence(KnowledgeError):
    """A confidence of `value` was asked for where one from `least` to 1 makes sense."""

    value: float
    least: float


@dataclass(eq=False)
class BadChoice(KnowledgeError):
    """The choice `name` cannot be `value`. `wanted` says what it is instead: a whole "number" from `least` to `most`, a
    "switch" (true or false), "text" or "json" of so many characters; or the "name" is none, for it has not so many.
    """

    name: str
    value: Any
    wanted: str
    least: int = 0
    most: int = 0


@dataclass(eq=False)
class NotFound(KnowledgeError):
    """There is no such `kind` ("entry", "draft", "question", "term", "block") in this community."""

    kind: str
    id: int


@dataclass(eq=False)
class StaleRevision(KnowledgeError):
    """The edit was made on revision `seen`, but the entry is at `current.revision` by now."""

    seen: int
    current: Entry


@dataclass(eq=False)
class SameQuestion(KnowledgeError):
    """The published entry `current` asks the same question in the same words, and says something else."""

    current: Entry


@dataclass(eq=False)
class AlreadyDecided(KnowledgeError):
    """The `kind` ("draft", "question", "entry") was settled before: `status` says how."""

    kind: str
    id: int
    status: str


@dataclass(eq=False)
class WordingBlocked(KnowledgeError):
    """`wording` cannot become one of the entry's: block `block_id` says that it is not the entry's question."""

    wording: str
    entry_id: int
    block_id: int


@dataclass(eq=False)
class Forgotten(KnowledgeError):
    """Of the event `key` nothing is kept that could be gone on with: it is too long ago, or it never was."""

    key: str


@dataclass(eq=False)
class DocumentRefused(KnowledgeError):
    """A document cannot be imported. `reason` is one of "empty", "directory", "missing", "unreadable", "too large",
    "binary", "encoding", "no title", "no comments", "no export", "unknown format"; `detail` has the figure or place
    that shows it.
    """

    name: str
    reason: str
    detail: str = ""


@dataclass(eq=False)
class BadData(KnowledgeError):
    """A data file (glossary, safety patterns, a bank of questions) breaks its own format at `place`."""

    name: str
    place: str
    detail: str


# ── what the machine gave us ─────────────────────────────────────────────────────────────────────────────────


@dataclass(eq=False)
class StoreError(KnowledgeError):
    """The database cannot do its work. `reason` is one of "unreachable", "locked", "corrupt", "read-only",
    "full", "too new", "not migrated", "bad url"; `database` is its address without a password.
    """

    database: str
    reason: str
    detail: str = ""


@dataclass(eq=False)
class ModelError(KnowledgeError):
    """The sentence model is unusable. `reason` is "missing", "wrong checksum" or "broken"."""

    path: str
    reason: str
    detail: str = ""
