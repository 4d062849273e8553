"""The first tables: communities and everything that belongs to one."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column declared INTEGER.
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KEY = sa.String(200)
_WORDS = sa.Text()
_UTC = sa.DateTime(timezone=True)
_JSON = sa.JSON()


def _col(name: str, kind: Any) -> sa.Column[Any]:  # noqa: ANN401  # any column type
    return sa.Column(name, kind, nullable=False)


def _id() -> sa.Column[Any]:
    return sa.Column("id", _ID, autoincrement=True, nullable=False)


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=16)


def upgrade() -> None:
    op.create_table(
        "communities",
        _col("id", _KEY),
        _col("version", sa.BigInteger()),
        _col("created_at", _UTC),
        sa.PrimaryKeyConstraint("id", name="pk_communities"),
    )
    op.create_table(
        "audit",
        _id(),
        _col("community_id", _KEY),
        _col("at", _UTC),
        _col("actor", _WORDS),
        _col("action", sa.String(length=40)),
        _col("kind", sa.String(length=16)),
        _col("target_id", _ID),
        sa.Column("before", _JSON, nullable=True),
        sa.Column("after", _JSON, nullable=True),
        sa.ForeignKeyConstraint(
            ["community_id"], ["communities.id"], name="fk_audit_community_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_community_id_kind_target_id", "audit", ["community_id", "kind", "target_id"])

    op.create_table(
        "entries",
        _id(),
        _col("community_id", _KEY),
        _col("question", _WORDS),
        _col("answer", _WORDS),
        _col("context", _WORDS),
        _col("kind", _choice("kind", "answer", "passage")),
        _col("tags", _JSON),
        _col("source", _JSON),
        _col("folded", _WORDS),
        _col("status", _choice("status", "published", "removed")),
        _col("revision", sa.Integer()),
        _col("version", sa.BigInteger()),
        _col("created_at", _UTC),
        _col("updated_at", _UTC),
        _col("reviewed_at", _UTC),
        sa.ForeignKeyConstraint(
            ["community_id"], ["communities.id"], name="fk_entries_community_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
        sa.UniqueConstraint("community_id", "id", name="uq_entries_community_id_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entries_community_id_version", "entries", ["community_id", "version"])

    op.create_table(
        "sources",
        _id(),
        _col("community_id", _KEY),
        _col("key", _KEY),
        _col("fingerprint", sa.String(length=64)),
        _col("title", _WORDS),
        sa.Column("url", _WORDS, nullable=True),
        sa.Column("author", _WORDS, nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        _col("imported_at", _UTC),
        sa.ForeignKeyConstraint(
            ["community_id"], ["communities.id"], name="fk_sources_community_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
        sa.UniqueConstraint("community_id", "id", name="uq_sources_community_id_id"),
        sa.UniqueConstraint("community_id", "key", name="uq_sources_community_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "terms",
        _id(),
        _col("community_id", _KEY),
        _col("key", _KEY),
        _col("name", _WORDS),
        _col("names", _JSON),
        sa.ForeignKeyConstraint(
            ["community_id"], ["communities.id"], name="fk_terms_community_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_terms"),
        sa.UniqueConstraint("community_id", "key", name="uq_terms_community_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "vectors",
        _col("community_id", _KEY),
        _col("model", _KEY),
        _col("digest", sa.LargeBinary()),
        _col("vector", sa.LargeBinary()),
        sa.ForeignKeyConstraint(
            ["community_id"], ["communities.id"], name="fk_vectors_community_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("community_id", "model", "digest", name="pk_vectors"),
    )
    op.create_table(
        "drafts",
        _id(),
        _col("community_id", _KEY),
        _col("source_id", _ID),
        _col("key", _KEY),
        _col("text", _JSON),
        _col("authorship", _choice("authorship", "stated", "inferred")),
        _col("hint", _WORDS),
        _col("status", _choice("status", "pending", "approved", "rejected")),
        sa.Column("entry_id", _ID, nullable=True),
        _col("conflict", sa.Boolean()),
        _col("updated_at", _UTC),
        sa.ForeignKeyConstraint(
            ["community_id", "entry_id"],
            ["entries.community_id", "entries.id"],
            name="fk_drafts_community_id_entry_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community_id", "source_id"],
            ["sources.community_id", "sources.id"],
            name="fk_drafts_community_id_source_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["communities.id"], name="fk_drafts_community_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sa.UniqueConstraint("community_id", "source_id", "key", name="uq_drafts_community_id_source_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_drafts_community_id_status", "drafts", ["community_id", "status"])

    op.create_table(
        "phrasings",
        _id(),
        _col("community_id", _KEY),
        _col("entry_id", _ID),
        _col("position", sa.Integer()),
        _col("text", _WORDS),
        sa.ForeignKeyConstraint(
            ["community_id", "entry_id"],
            ["entries.community_id", "entries.id"],
            name="fk_phrasings_community_id_entry_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["communities.id"], name="fk_phrasings_community_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_phrasings"),
        sa.UniqueConstraint(
            "community_id", "entry_id", "position", name="uq_phrasings_community_id_entry_id_position"
        ),
    )
    op.create_table(
        "proposals",
        _id(),
        _col("community_id", _KEY),
        _col("entry_id", _ID),
        _col("text", _WORDS),
        _col("digest", sa.LargeBinary()),
        _col("status", _choice("status", "pending", "accepted", "declined")),
        _col("proposed_at", _UTC),
        sa.ForeignKeyConstraint(
            ["community_id", "entry_id"],
            ["entries.community_id", "entries.id"],
            name="fk_proposals_community_id_entry_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["communities.id"], name="fk_proposals_community_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
        sa.UniqueConstraint(
            "community_id", "entry_id", "digest", name="uq_proposals_community_id_entry_id_digest"
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "questions",
        _id(),
        _col("community_id", _KEY),
        _col("text", _WORDS),
        _col("context", _WORDS),
        _col("digest", sa.LargeBinary()),
        _col("origin", _choice("origin", "terminal", "discord", "post")),
        sa.Column("source", _JSON, nullable=True),
        sa.Column("source_id", _ID, nullable=True),
        sa.Column("thread", _KEY, nullable=True),
        _col("nearest", _JSON),
        _col("status", _choice("status", "open", "answered", "dismissed", "merged")),
        sa.Column("entry_id", _ID, nullable=True),
        sa.Column("merged_into", _ID, nullable=True),
        sa.Column("reason", _WORDS, nullable=True),
        _col("version", sa.BigInteger()),
        _col("since", _UTC),
        sa.Column("put_off_at", _UTC, nullable=True),
        sa.Column("closed_at", _UTC, nullable=True),
        sa.CheckConstraint(
            "status <> 'answered' OR entry_id IS NOT NULL", name="ck_questions_answered_by_entry"
        ),
        sa.ForeignKeyConstraint(
            ["community_id", "entry_id"],
            ["entries.community_id", "entries.id"],
            name="fk_questions_community_id_entry_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community_id", "merged_into"],
            ["questions.community_id", "questions.id"],
            name="fk_questions_community_id_merged_into",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community_id", "source_id"],
            ["sources.community_id", "sources.id"],
            name="fk_questions_community_id_source_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["communities.id"], name="fk_questions_community_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.UniqueConstraint("community_id", "id", name="uq_questions_community_id_id"),
        sa.UniqueConstraint(
            "community_id", "source_id", "thread", name="uq_questions_community_id_source_id_thread"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_questions_community_id_version", "questions", ["community_id", "version"])
    op.create_index(
        "uq_questions_open_digest",
        "questions",
        ["community_id", "digest"],
        unique=True,
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    )

    op.create_table(
        "revisions",
        _id(),
        _col("community_id", _KEY),
        _col("entry_id", _ID),
        _col("number", sa.Integer()),
        _col("state", sa.Integer()),
        _col("text", _JSON),
        _col("status", _choice("status", "published", "removed")),
        _col("action", sa.String(length=40)),
        _col("editor", _WORDS),
        _col("at", _UTC),
        sa.ForeignKeyConstraint(
            ["community_id", "entry_id"],
            ["entries.community_id", "entries.id"],
            name="fk_revisions_community_id_entry_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["communities.id"], name="fk_revisions_community_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sa.UniqueConstraint(
            "community_id", "entry_id", "number", name="uq_revisions_community_id_entry_id_number"
        ),
    )
    op.create_table(
        "askers",
        _id(),
        _col("community_id", _KEY),
        _col("question_id", _ID),
        sa.Column("asker", _KEY, nullable=True),
        _col("key", _KEY),
        _col("wording", _WORDS),
        _col("counted", sa.Boolean()),
        _col("asked_at", _UTC),
        sa.Column("told_at", _UTC, nullable=True),
        sa.ForeignKeyConstraint(
            ["community_id", "question_id"],
            ["questions.community_id", "questions.id"],
            name="fk_askers_community_id_question_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["communities.id"], name="fk_askers_community_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_askers"),
        sa.UniqueConstraint("community_id", "key", name="uq_askers_community_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_askers_community_id_asker", "askers", ["community_id", "asker"])
    op.create_index("ix_askers_community_id_question_id", "askers", ["community_id", "question_id"])

    op.create_table(
        "outcomes",
        _id(),
        _col("community_id", _KEY),
        _col("key", _KEY),
        _col("text", _WORDS),
        _col("decision", _choice("decision", "answer", "suggest", "queue", "signpost", "ignore")),
        _col("confidence", sa.Double()),
        sa.Column("entry_id", _ID, nullable=True),
        sa.Column("entry_revision", sa.Integer(), nullable=True),
        sa.Column("question_id", _ID, nullable=True),
        _col("joined", sa.Boolean()),
        _col("suggestions", _JSON),
        _col("at", _UTC),
        sa.ForeignKeyConstraint(
            ["community_id", "entry_id"],
            ["entries.community_id", "entries.id"],
            name="fk_outcomes_community_id_entry_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community_id", "question_id"],
            ["questions.community_id", "questions.id"],
            name="fk_outcomes_community_id_question_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["communities.id"], name="fk_outcomes_community_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outcomes"),
        sa.UniqueConstraint("community_id", "key", name="uq_outcomes_community_id_key"),
    )
    op.create_index("ix_outcomes_community_id_at", "outcomes", ["community_id", "at"])
    op.create_index("ix_outcomes_community_id_entry_id", "outcomes", ["community_id", "entry_id"])


def downgrade() -> None:
    op.drop_table("outcomes")
    op.drop_table("askers")
    op.drop_table("revisions")
    op.drop_table("questions")
    op.drop_table("proposals")
    op.drop_table("phrasings")
    op.drop_table("drafts")
    op.drop_table("vectors")
    op.drop_table("terms")
    op.drop_table("sources")
    op.drop_table("entries")
    op.drop_table("audit")
    op.drop_table("communities")
