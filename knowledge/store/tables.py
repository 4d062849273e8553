"""The ORM classes: what the database holds, on SQLite and PostgreSQL alike.

Every row belongs to one community. A row that hangs on another (a phrasing on its entry) names it together
with the community, so that no row can point into another community.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from knowledge.domain import (
    Authorship,
    Decision,
    DraftStatus,
    EntryKind,
    EntryStatus,
    Origin,
    ProposalKind,
    QuestionStatus,
)
from knowledge.policy import Strictness
from knowledge.store.base import Base, Id, Json, belongs, choice, community_column, id_column
from knowledge.store.columns import UTC, Key, Words


class ProposalStatus(StrEnum):
    """Where a proposal is on its way."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Judgement(StrEnum):
    """What an asker said of an answer: this answers it, or this was not my question."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"


# Ids are never used twice: a button or a note may still name a row that is gone.
_NEVER_REUSED = {"sqlite_autoincrement": True}
_IS_OPEN = text("status = 'open'")
_IS_HELD = text("asker IS NOT NULL")


class CommunityRow(Base):
    """A community; `version` counts every change of an entry, an open question, a term or what it chooses.

    It chooses a `strictness` or a confidence of its own, `answer_at`; None where the installation's holds. `left_at` is
    when the bot was sent away from it.
    """

    __tablename__ = "communities"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(UTC)
    strictness: Mapped[Strictness | None] = mapped_column(choice(Strictness, "strictness"))
    answer_at: Mapped[float | None]
    left_at: Mapped[datetime | None] = mapped_column(UTC)


class ChoiceRow(Base):
    """What a community chose under a name, besides its strictness."""

    __tablename__ = "choices"

    community_id: Mapped[str] = mapped_column(
        ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(Key, primary_key=True)
    value: Mapped[Any] = mapped_column(Json, nullable=False)


class SourceRow(Base):
    """An imported document; `key` stays the same when it changes, `fingerprint` does not."""

    __tablename__ = "sources"
    __table_args__ = (
        UniqueConstraint("community_id", "key"),
        UniqueConstraint("community_id", "id"),
        _NEVER_REUSED,
    )

    id: Mapped[int] = id_column()
    community_id: Mapped[str] = community_column()
    key: Mapped[str] = mapped_column(Key)
    fingerprint: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(Words)
    url: Mapped[str | None] = mapped_column(Words)
    author: Mapped[str | None] = mapped_column(Words)
    date: Mapped[date | None]
    imported_at: Mapped[datetime] = mapped_column(UTC)


class EntryRow(Base):
    """A curated answer in its current revision; `folded` is what a curator's search looks in."""

    __tablename__ = "entries"
    __table_args__ = (
        UniqueConstraint("community_id", "id"),
        Index(None, "community_id", "version"),
        _NEVER_REUSED,
    )

    id: Mapped[int] = id_column()
    community_id: Mapped[str] = community_column()
    question: Mapped[str] = mapped_column(Words)
    answer: Mapped[str] = mapped_column(Words)
    context: Mapped[str] = mapped_column(Words)
    kind: Mapped[EntryKind] = mapped_column(choice(EntryKind, "kind"))
    tags: Mapped[list[str]] = mapped_column(Json)
    source: Mapped[dict[str, Any]] = mapped_column(Json)
    folded: Mapped[str] = mapped_column(Words)
    status: Mapped[EntryStatus] = mapped_column(choice(EntryStatus, "status"))
    revision: Mapped[int]
    version: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(UTC)
    updated_at: Mapped[datetime] = mapped_column(UTC)
    reviewed_at: Mapped[datetime] = mapped_column(UTC)


class PhrasingRow(Base):
    """Another way in which people ask an entry's question."""

    __tablename__ = "phrasings"
    __table_args__ = (
        belongs("entry_id", "entries"),
        UniqueConstraint("community_id", "entry_id", "position"),
    )

    id: Mapped[int] = id_column()
    community_id: Mapped[str] = community_column()
    entry_id: Mapped[int] = mapped_column(Id)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Words)


class ProposalRow(Base):
    """A member's wording that may become a phrasing of an entry, or be blocked for it; `digest` is that of both.

    It is kept once declined, so that it is not proposed again. `times` counts how often members said so.
    """

    __tablename__ = "proposals"
    __table_args__ = (
        belongs("entry_id", "entries"),
        UniqueConstraint("community_id", "entry_id", "digest"),
        _NEVER_REUSED,
    )

    id: Mapped[int] = id_column()
    community_id: Mapped[str] = community_column()
    entry_id: Mapped[int] = mapped_column(Id)
    text: Mapped[str] = mapped_column(Words)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[ProposalStatus] = mapped_column(choice(ProposalStatus, "status"))
    proposed_at: Mapped[datetime] = mapped_column(UTC)
    kind: Mapped[ProposalKind] = mapped_column(choice(ProposalKind, "kind"))
    times: Mapped[int]


class BlockRow(Base):
    """A wording that an entry must not answer; `digest` is that of its folded text. Rows come and go, unchanged."""

    __tablename__ = "blocks"
    __table_args__ = (
        belongs("entry_id", "entries"),
        UniqueConstraint("community_id", "entry_id", "digest"),
        _NEVER_REUSED,
    )

    id: Mapped[int] = id_column()
    community_id: Mapped[str] = community_column()
    entry_id: Mapped[int] = mapped_column(Id)
    text: Mapped[str] = mapped_column(Words)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    editor: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(UTC)


class RevisionRow(Base):
    """One state of an entry, whole. `state` is its own number, or that of the one an undo went back to."""

    __tablename__ = "revisions"
    __table_args__ = (
        belongs("entry_id", "entries"),
        UniqueConstraint("community_id", "entry_id", "number"),
    )

    id: Mapped[int] = id_column()
    community_id: Mapped[str] = community_column()
    entry_id: Mapped[int] = mapped_column(Id)
    number: Mapped[int]
    state: Mapped[int]
    text: Mapped[dict[str, Any]] = mapped_column(Json)
    status: Mapped[EntryStatus] = mapped_column(choice(EntryStatus, "status"))
    action: Mapped[str] = mapped_column(String(40))
    editor: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(UTC)


class TermRow(Base):
    """What a community calls a thing; `key` is the name as it is compared."""

    __tablename__ = "terms"
    __table_args__ = (UniqueConstraint("community_id", "key"), _NEVER_REUSED)

    id: Mapped[int] = id_column()
    community_id: Mapped[str] = community_column()
    key: Mapped[str] = mapped_column(Key)
    name: Mapped[str] = mapped_column(Words)
    names: Mapped[list[str]] = mapped_column(Json)


class DraftRow(Base):
    """An entry that a document yielded; `key` names its place in the document."""

    __tablename__ = "drafts"
    __table_args__ = (
        belongs("source_id", "sources"),
        belongs("entry_id", "entries"),
        UniqueConstraint("community_id", "source_id", "key"),
        Index(None, "community_id", "status"),
        _NEVER_REUSED,
    )

    id: Mapped[int] = id_column()
    community_id: Mapped[str] = community_column()
    source_id: Mapped[int] = mapped_column(Id)
    key: Mapped[str] = mapped_column(Key)
    text: Mapped[dict[str, Any]] = mapped_column(Json)
    authorship: Mapped[Authorship] = mapped_column(choice(Authorship, "authorship"))
    hint: Mapped[str] = mapped_column(Words)
    status: Mapped[DraftStatus] = mapped_column(choice(DraftStatus, "status"))
    entry_id: Mapped[int | None] = mapped_column(Id)
    conflict: Mapped[bool]
    updated_at: Mapped[datetime] = mapped_column(UTC)


class QuestionRow(Base):
    """A question for the author. `digest` is that of its folded text; `thread` its place in a post.

    `claimed_by` is who wants to answer it, "" where nobody does.
    """

    __tablename__ = "questions"
    __table_args__ = (
        belongs("source_id", "sources"),
        belongs("entry_id", "entries"),
        belongs("merged_into", "questions"),
        UniqueConstraint("community_id", "id"),
        UniqueConstraint("community_id", "source_id", "thread"),
        Index(None, "community_id", "version"),
        Index(
            "uq_questions_open_digest",
            "community_id",
            "digest",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        CheckConstraint("status <> 'answered' OR entry_id IS NOT NULL", name="answered_by_entry"),
        _NEVER_REUSED,
    )

    id: Mapped[int] = id_column()
    community_id: Mapped[str] = community_column()
    text: Mapped[str] = mapped_column(Words)
    context: Mapped[str] = mapped_column(Words)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    origin: Mapped[Origin] = mapped_column(choice(Origin, "origin"))
    source: Mapped[dict[str, Any] | None] = mapped_column(Json)
    source_id: Mapped[int | None] = mapped_column(Id)
    thread: Mapped[str | None] = mapped_column(Key)
    nearest: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    status: Mapped[QuestionStatus] = mapped_column(choice(QuestionStatus, "status"))
    entry_id: Mapped[int | None] = mapped_column(Id)
    merged_into: Mapped[int | None] = mapped_column(Id)
    reason: Mapped[str | None] = mapped_column(Words)
    language: Mapped[str] = mapped_column(Words, server_default="")
    version: Mapped[int] = mapped_column(BigInteger)
    since: Mapped[datetime] = mapped_column(UTC)
    put_off_at: Mapped[datetime | None] = mapped_column(UTC)
    closed_at: Mapped[datetime | None] = mapped_column(UTC)
    claimed_by: Mapped[str] = mapped_column(Words, server_default="")
    claimed_at: Mapped[datetime | None] = mapped_column(UTC)


class AskerRow(Base):
    """One time a question was asked. `counted` on an asker's first time only; `asker` is erased once told, and with it
    the `place` where they asked. `waits` says that they want to be told.
    """

    __tablename__ = "askers"
    __table_args__ = (
        belongs("question_id", "questions"),
        UniqueConstraint("community_id", "key"),
        Index(None, "community_id", "asker"),
        Index(None, "community_id", "question_id"),
        # Few rows have an asker still: whom to tell, and what is held on somebody, is looked up over all communities.
        Index("ix_askers_held", "asker", sqlite_where=_IS_HELD, postgresql_where=_IS_HELD),
        _NEVER_REUSED,
    )

    id: Mapped[int] = id_column()
    community_id: Mapped[str] = community_column()
    question_id: Mapped[int] = mapped_column(Id)
    asker: Mapped[str | None] = mapped_column(Key)
    key: Mapped[str] = mapped_column(Key)
    wording: Mapped[str] = mapped_column(Words)
    counted: Mapped[bool]
    asked_at: Mapped[datetime] = mapped_column(UTC)
    told_at: Mapped[datetime | None] = mapped_column(UTC)
    place: Mapped[str] = mapped_column(Words, server_default="")
    waits: Mapped[bool] = mapped_column(server_default=true())


ERASED: dict[str, Any] = {"asker": None, "place": ""}
"""What becomes of an asker's row when it must not say any more who asked."""


class OutcomeRow(Base):
    """What became of one ask, once for each event `key`; `text` is empty where it must not be kept.

    `judged` is what the asker said of the answer.
    """

    __tablename__ = "outcomes"
    __table_args__ = (
        belongs("entry_id", "entries"),
        belongs("question_id", "questions"),
        UniqueConstraint("community_id", "key"),
        Index(None, "community_id", "entry_id"),
        Index(None, "community_id", "at"),
    )

    id: Mapped[int] = id_column()
    community_id: Mapped[str] = community_column()
    key: Mapped[str] = mapped_column(Key)
    text: Mapped[str] = mapped_column(Words)
    decision: Mapped[Decision] = mapped_column(choice(Decision, "decision"))
    confidence: Mapped[float]
    entry_id: Mapped[int | None] = mapped_column(Id)
    entry_revision: Mapped[int | None]
    question_id: Mapped[int | None] = mapped_column(Id)
    joined: Mapped[bool]
    suggestions: Mapped[list[int]] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(UTC)
    judged: Mapped[Judgement | None] = mapped_column(choice(Judgement, "judged"))


class VectorRow(Base):
    """The encoded form of a text under a model; `digest` is that of the text."""

    __tablename__ = "vectors"

    community_id: Mapped[str] = mapped_column(
        ForeignKey("communities.id", ondelete="CASCADE"), primary_key=True
    )
    model: Mapped[str] = mapped_column(Key, primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class AuditRow(Base):
    """What a moderator or the author did: who, when, before and after."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "community_id", "kind", "target_id"),)

    id: Mapped[int] = id_column()
    community_id: Mapped[str] = community_column()
    at: Mapped[datetime] = mapped_column(UTC)
    actor: Mapped[str] = mapped_column(Words)
    action: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(16))
    target_id: Mapped[int] = mapped_column(Id)
    before: Mapped[dict[str, Any] | None] = mapped_column(Json)
    after: Mapped[dict[str, Any] | None] = mapped_column(Json)
