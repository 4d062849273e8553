"""The ORM classes: what the database holds, on SQLite and PostgreSQL alike.

Every row belongs to one community. A row that hangs on another (a phrasing on its entry) names it together with the
community, so that no row can point into another community.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from knowledge.domain import Authorship, Decision, DraftStatus, EntryKind, EntryStatus, Origin, QuestionStatus
from knowledge.store.columns import UTC, Key, Words


class ProposalStatus(StrEnum):
    """Where a proposed phrasing is on its way."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Base(DeclarativeBase):
    """Names every constraint, so that migrations can change it on both backends."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


# SQLite numbers rows by itself only in a column declared INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")
Json = JSON(none_as_null=True)


def _choice(values: type[StrEnum], name: str) -> Enum:
    return Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=16,
        values_callable=lambda enum: [member.value for member in enum],
    )


def _id() -> Mapped[int]:
    return mapped_column(Id, primary_key=True, autoincrement=True)


def _community() -> Mapped[str]:
    return mapped_column(ForeignKey("communities.id", ondelete="CASCADE"))


def _belongs(column: str, table: str) -> ForeignKeyConstraint:
    """Tie `column` to a row of `table` in the same community."""
    return ForeignKeyConstraint(
        ["community_id", column], [f"{table}.community_id", f"{table}.id"], ondelete="CASCADE"
    )


# Ids are never used twice: a button or a note may still name a row that is gone.
_NEVER_REUSED = {"sqlite_autoincrement": True}
_IS_OPEN = text("status = 'open'")


class CommunityRow(Base):
    """A community; `version` counts every change of an entry or an open question."""

    __tablename__ = "communities"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(UTC)


class SourceRow(Base):
    """An imported document; `key` stays the same when it changes, `fingerprint` does not."""

    __tablename__ = "sources"
    __table_args__ = (
        UniqueConstraint("community_id", "key"),
        UniqueConstraint("community_id", "id"),
        _NEVER_REUSED,
    )

    id: Mapped[int] = _id()
    community_id: Mapped[str] = _community()
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

    id: Mapped[int] = _id()
    community_id: Mapped[str] = _community()
    question: Mapped[str] = mapped_column(Words)
    answer: Mapped[str] = mapped_column(Words)
    context: Mapped[str] = mapped_column(Words)
    kind: Mapped[EntryKind] = mapped_column(_choice(EntryKind, "kind"))
    tags: Mapped[list[str]] = mapped_column(Json)
    source: Mapped[dict[str, Any]] = mapped_column(Json)
    folded: Mapped[str] = mapped_column(Words)
    status: Mapped[EntryStatus] = mapped_column(_choice(EntryStatus, "status"))
    revision: Mapped[int]
    version: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(UTC)
    updated_at: Mapped[datetime] = mapped_column(UTC)
    reviewed_at: Mapped[datetime] = mapped_column(UTC)


class PhrasingRow(Base):
    """Another way in which people ask an entry's question."""

    __tablename__ = "phrasings"
    __table_args__ = (
        _belongs("entry_id", "entries"),
        UniqueConstraint("community_id", "entry_id", "position"),
    )

    id: Mapped[int] = _id()
    community_id: Mapped[str] = _community()
    entry_id: Mapped[int] = mapped_column(Id)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Words)


class ProposalRow(Base):
    """A member's wording that may become a phrasing; kept once declined, so that it is not proposed again."""

    __tablename__ = "proposals"
    __table_args__ = (
        _belongs("entry_id", "entries"),
        UniqueConstraint("community_id", "entry_id", "digest"),
        _NEVER_REUSED,
    )

    id: Mapped[int] = _id()
    community_id: Mapped[str] = _community()
    entry_id: Mapped[int] = mapped_column(Id)
    text: Mapped[str] = mapped_column(Words)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[ProposalStatus] = mapped_column(_choice(ProposalStatus, "status"))
    proposed_at: Mapped[datetime] = mapped_column(UTC)


class RevisionRow(Base):
    """One state of an entry, whole. `state` is the revision whose words it shows: its own, or the one undone to."""

    __tablename__ = "revisions"
    __table_args__ = (
        _belongs("entry_id", "entries"),
        UniqueConstraint("community_id", "entry_id", "number"),
    )

    id: Mapped[int] = _id()
    community_id: Mapped[str] = _community()
    entry_id: Mapped[int] = mapped_column(Id)
    number: Mapped[int]
    state: Mapped[int]
    text: Mapped[dict[str, Any]] = mapped_column(Json)
    status: Mapped[EntryStatus] = mapped_column(_choice(EntryStatus, "status"))
    action: Mapped[str] = mapped_column(String(40))
    editor: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(UTC)


class DraftRow(Base):
    """An entry that a document yielded; `key` names its place in the document."""

    __tablename__ = "drafts"
    __table_args__ = (
        _belongs("source_id", "sources"),
        _belongs("entry_id", "entries"),
        UniqueConstraint("community_id", "source_id", "key"),
        Index(None, "community_id", "status"),
        _NEVER_REUSED,
    )

    id: Mapped[int] = _id()
    community_id: Mapped[str] = _community()
    source_id: Mapped[int] = mapped_column(Id)
    key: Mapped[str] = mapped_column(Key)
    text: Mapped[dict[str, Any]] = mapped_column(Json)
    authorship: Mapped[Authorship] = mapped_column(_choice(Authorship, "authorship"))
    hint: Mapped[str] = mapped_column(Words)
    status: Mapped[DraftStatus] = mapped_column(_choice(DraftStatus, "status"))
    entry_id: Mapped[int | None] = mapped_column(Id)
    conflict: Mapped[bool]
    updated_at: Mapped[datetime] = mapped_column(UTC)


class QuestionRow(Base):
    """A question for the author. `digest` is that of its folded text; `thread` names its place in an imported post."""

    __tablename__ = "questions"
    __table_args__ = (
        _belongs("source_id", "sources"),
        _belongs("entry_id", "entries"),
        _belongs("merged_into", "questions"),
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

    id: Mapped[int] = _id()
    community_id: Mapped[str] = _community()
    text: Mapped[str] = mapped_column(Words)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    origin: Mapped[Origin] = mapped_column(_choice(Origin, "origin"))
    source: Mapped[dict[str, Any] | None] = mapped_column(Json)
    source_id: Mapped[int | None] = mapped_column(Id)
    thread: Mapped[str | None] = mapped_column(Key)
    nearest: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    status: Mapped[QuestionStatus] = mapped_column(_choice(QuestionStatus, "status"))
    entry_id: Mapped[int | None] = mapped_column(Id)
    merged_into: Mapped[int | None] = mapped_column(Id)
    reason: Mapped[str | None] = mapped_column(Words)
    version: Mapped[int] = mapped_column(BigInteger)
    since: Mapped[datetime] = mapped_column(UTC)
    put_off_at: Mapped[datetime | None] = mapped_column(UTC)
    closed_at: Mapped[datetime | None] = mapped_column(UTC)


class AskerRow(Base):
    """One time a question was asked. `counted` on an asker's first time only; `asker` is erased once told."""

    __tablename__ = "askers"
    __table_args__ = (
        _belongs("question_id", "questions"),
        UniqueConstraint("community_id", "key"),
        Index(None, "community_id", "asker"),
        Index(None, "community_id", "question_id"),
        _NEVER_REUSED,
    )

    id: Mapped[int] = _id()
    community_id: Mapped[str] = _community()
    question_id: Mapped[int] = mapped_column(Id)
    asker: Mapped[str | None] = mapped_column(Key)
    key: Mapped[str] = mapped_column(Key)
    wording: Mapped[str] = mapped_column(Words)
    counted: Mapped[bool]
    asked_at: Mapped[datetime] = mapped_column(UTC)
    told_at: Mapped[datetime | None] = mapped_column(UTC)


class OutcomeRow(Base):
    """What became of one ask, once for each event `key`; `text` is empty where it must not be kept."""

    __tablename__ = "outcomes"
    __table_args__ = (
        _belongs("entry_id", "entries"),
        _belongs("question_id", "questions"),
        UniqueConstraint("community_id", "key"),
        Index(None, "community_id", "entry_id"),
        Index(None, "community_id", "at"),
    )

    id: Mapped[int] = _id()
    community_id: Mapped[str] = _community()
    key: Mapped[str] = mapped_column(Key)
    text: Mapped[str] = mapped_column(Words)
    decision: Mapped[Decision] = mapped_column(_choice(Decision, "decision"))
    confidence: Mapped[float]
    entry_id: Mapped[int | None] = mapped_column(Id)
    entry_revision: Mapped[int | None]
    question_id: Mapped[int | None] = mapped_column(Id)
    joined: Mapped[bool]
    suggestions: Mapped[list[int]] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(UTC)


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

    id: Mapped[int] = _id()
    community_id: Mapped[str] = _community()
    at: Mapped[datetime] = mapped_column(UTC)
    actor: Mapped[str] = mapped_column(Words)
    action: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(16))
    target_id: Mapped[int] = mapped_column(Id)
    before: Mapped[dict[str, Any] | None] = mapped_column(Json)
    after: Mapped[dict[str, Any] | None] = mapped_column(Json)
