"""What a community chooses for itself: how sure the bot must be to answer it directly."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Written out, because SQLite takes a check only together with its column, and copying the table instead
    # would drop the old one and with it, by cascade, everything that belongs to a community.
    op.execute(
        "ALTER TABLE communities ADD COLUMN strictness VARCHAR(16) CONSTRAINT ck_communities_strictness"
        " CHECK (strictness IN ('cautious', 'balanced', 'eager'))"
    )
    op.add_column("communities", sa.Column("answer_at", sa.Double(), nullable=True))


def downgrade() -> None:
    op.drop_column("communities", "answer_at")
    op.drop_column("communities", "strictness")
