"""`afterword drafts`, `queue` and `export`: what waits for people, and everything as JSON."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.app import knowledge_base
from bot.render.plain import drafts_text, queue_text
from bot.render.records import question_record, to_json
from bot.terminal.drafts import review_drafts
from bot.terminal.interactive import open_session
from bot.terminal.lines import Cancelled
from bot.terminal.screen import at_terminal
from bot.terminal.session import Role

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings import Settings


async def drafts(settings: Settings, *, only_list: bool) -> None:
    """Go through the drafts at a terminal, or list them."""
    async with knowledge_base(settings) as kb:
        if only_list or not at_terminal():
            print(drafts_text(await kb.imports.drafts(settings.community)))
            return
        session = open_session(kb, settings)
        session.role = Role.MODERATOR
        try:
            await review_drafts(session)
        except Cancelled:
            session.say("Stopped; what you decided so far is kept.")


async def queue(settings: Settings, *, as_json: bool) -> None:
    """Print the open questions, most asked first."""
    async with knowledge_base(settings) as kb:
        questions = await kb.review.queue(settings.community)
    records = [question_record(question) for question in questions]
    print(to_json(records, indent=2) if as_json else queue_text(questions))


async def export(settings: Settings, out: Path | None) -> None:
    """Write everything the community holds as JSON, to `out` or standard output."""
    async with knowledge_base(settings) as kb:
        everything = to_json(await kb.imports.export(settings.community), indent=2)
    if out is None:
        print(everything)
    else:
        await asyncio.to_thread(out.write_text, everything + "\n", encoding="utf-8")
