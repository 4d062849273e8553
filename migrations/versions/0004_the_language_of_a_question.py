"""The language in which a question was asked, where that is not English."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("questions", sa.Column("language", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("questions", "language")
