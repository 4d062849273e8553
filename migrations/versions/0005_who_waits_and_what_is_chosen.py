"""Where a question was asked and who waits for its answer; claims; what a community chooses; that it was left."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_IS_HELD = sa.text("asker IS NOT NULL")


def upgrade() -> None:
    op.add_column("communities", sa.Column("left_at", _MOMENT, nullable=True))
    op.add_column("questions", sa.Column("claimed_by", sa.Text(), server_default="", nullable=False))
    op.add_column("questions", sa.Column("claimed_at", _MOMENT, nullable=True))
    op.add_column("askers", sa.Column("place", sa.Text(), server_default="", nullable=False))
    op.add_column("askers", sa.Column("waits", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.create_index("ix_askers_held", "askers", ["asker"], sqlite_where=_IS_HELD, postgresql_where=_IS_HELD)
    op.create_table(
        "choices",
        sa.Column("community_id", sa.String(200), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["communities.id"], name="fk_choices_community_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("community_id", "name", name="pk_choices"),
    )


def downgrade() -> None:
    op.drop_table("choices")
    op.drop_index("ix_askers_held", "askers")
    op.drop_column("askers", "waits")
    op.drop_column("askers", "place")
    op.drop_column("questions", "claimed_at")
    op.drop_column("questions", "claimed_by")
    op.drop_column("communities", "left_at")
