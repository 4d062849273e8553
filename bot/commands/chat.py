"""`afterword chat`: the terminal as a face, or a filter when standard input is no terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.app import knowledge_base
from bot.terminal.chat import run_chat
from bot.terminal.interactive import history_file, open_session
from bot.terminal.piped import answer_lines
from bot.terminal.screen import at_terminal, progress_bars
from bot.terminal.session import Role
from knowledge import sample_documents

if TYPE_CHECKING:
    from bot.settings import Settings
    from knowledge import KnowledgeBase


async def chat(settings: Settings, *, sample: bool) -> int:
    """Talk with the person at the terminal, or answer the lines of standard input."""
    async with knowledge_base(settings) as kb:
        await _prepare(kb, settings.community, sample=sample)
        if not at_terminal():
            return await answer_lines(kb, settings.community) if sys.stdin is not None else 0
        await run_chat(open_session(kb, settings, history=history_file()))
    return 0


async def _prepare(kb: KnowledgeBase, community: str, *, sample: bool) -> None:
    """Import the sample into an empty community where that is wanted, and encode what is not encoded yet."""
    with progress_bars() as progress:
        if sample and await _is_empty(kb, community):
            for name, data in sample_documents():
                await kb.imports.import_document(
                    community, data, name, approve=True, editor=Role.MODERATOR.value, progress=progress
                )
        await kb.warm(community, progress)


async def _is_empty(kb: KnowledgeBase, community: str) -> bool:
    """Say whether nothing was ever kept here; removed entries and waiting drafts count as something."""
    return not (
        await kb.curation.entries(community, removed=True)
        or await kb.imports.drafts(community)
        or await kb.review.queue(community)
    )
