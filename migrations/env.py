"""Run by Alembic: migrate the connection that the caller hands over, inside the caller's transaction."""

from alembic import context

from knowledge.store.tables import CommunityRow

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=CommunityRow.metadata,
    # SQLite cannot alter a constraint in place: Alembic then copies the table.
    render_as_batch=True,
)
context.run_migrations()
