"""`afterword migrate`: bring the database up to this version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.words import safe_line
from knowledge import inspect, migrate

if TYPE_CHECKING:
    from bot.settings import Settings


async def migrate_database(settings: Settings) -> None:
    """Migrate the database and say where it stands."""
    await migrate(settings.database_url)
    facts = await inspect(settings.database_url)
    print(f"The database {safe_line(facts.database)} is up to date (revision {facts.revision}).")
