"""The composition root: settings in, a knowledge base out."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from knowledge import DataFiles, KnowledgeConfig, open_knowledge_base

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.settings import Settings
    from knowledge import KnowledgeBase


def configuration(settings: Settings) -> KnowledgeConfig:
    """Return what the knowledge base needs to know of the settings."""
    return KnowledgeConfig(
        database_url=settings.database_url,
        data=data_files(settings),
        policy=settings.policy(),
        numbers=settings.numbers(),
    )


def data_files(settings: Settings) -> DataFiles:
    """Return which model, glossary and safety patterns to use; None stands for the built-in ones."""
    return DataFiles(
        model_dir=settings.model_dir,
        model_sha256=settings.model_sha256 or None,
        glossary=settings.glossary or None,
        safety=settings.safety,
    )


@asynccontextmanager
async def knowledge_base(settings: Settings) -> AsyncIterator[KnowledgeBase]:
    """Open the knowledge base, and close it at the end.

    Raises:
        StoreError, ModelError, BadData: the database, the model or a data file is unusable.
    """
    async with await open_knowledge_base(configuration(settings)) as kb:
        yield kb
