"""What members say of answers, and what a moderator then says must not be answered."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only in a column declared INTEGER.
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    # Written out, because SQLite takes a check only together with its column, and a copy of the table would number
    # its rows anew. What was proposed before was picked once.
    op.execute(
        "ALTER TABLE proposals ADD COLUMN kind VARCHAR(16) DEFAULT 'phrasing' NOT NULL"
        " CONSTRAINT ck_proposals_kind CHECK (kind IN ('phrasing', 'block'))"
    )
    op.execute("ALTER TABLE proposals ADD COLUMN times INTEGER DEFAULT 1 NOT NULL")
    op.execute(
        "ALTER TABLE outcomes ADD COLUMN judged VARCHAR(16)"
        " CONSTRAINT ck_outcomes_judged CHECK (judged IN ('confirmed', 'rejected'))"
    )
    op.create_table(
        "blocks",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("community_id", sa.String(200), nullable=False),
        sa.Column("entry_id", _ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("editor", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id", "entry_id"],
            ["entries.community_id", "entries.id"],
            name="fk_blocks_community_id_entry_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community_id"], ["communities.id"], name="fk_blocks_community_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_blocks"),
        sa.UniqueConstraint(
            "community_id", "entry_id", "digest", name="uq_blocks_community_id_entry_id_digest"
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("blocks")
    op.drop_column("outcomes", "judged")
    # What was proposed to be blocked would read as a phrasing without its kind.
    op.execute("DELETE FROM proposals WHERE kind = 'block'")
    op.drop_column("proposals", "times")
    op.drop_column("proposals", "kind")
