"""Going through the drafts of imported documents, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.cards import draft_panel
from bot.terminal.guarded import endorsed, guarded
from bot.terminal.writing import write_entry
from knowledge import KnowledgeError

if TYPE_CHECKING:
    from bot.terminal.session import Session
    from knowledge import Draft

OPTIONS = {"a": "approve", "e": "edit", "r": "reject", "s": "skip", "q": "quit"}


async def review_drafts(session: Session) -> None:
    """Show each pending draft and do what the curator decides."""
    drafts = await session.kb.imports.drafts(session.community)
    if not drafts:
        session.say("No drafts are waiting.")
    for place, draft in enumerate(drafts, start=1):
        session.say(draft_panel(draft, f"{place} of {len(drafts)}"))
        letter = await session.choose(OPTIONS)
        if letter == "q":
            break
        try:
            await _decide(session, draft, letter)
        except KnowledgeError as error:
            session.complain(error)


async def _decide(session: Session, draft: Draft, letter: str) -> None:
    match letter:
        case "a":
            await _approve(session, draft)
        case "e":
            await _edit(session, draft)
        case "r":
            reason = (await session.lines.reply("Why? (may stay empty) ")).strip()
            await session.kb.imports.reject(session.community, draft.id, session.editor, reason)
            session.say("Turned down.")


async def _approve(session: Session, draft: Draft) -> None:
    if not await endorsed(session, draft.content.text, draft.entry_id):
        session.say("The draft is still waiting.")
        return
    entry = await session.kb.imports.approve(session.community, draft.id, session.editor)
    await session.published(entry, f"Published as entry {entry.id}.")


async def _edit(session: Session, draft: Draft) -> None:
    text = await write_entry(session, draft.content.text)
    preview = await guarded(session, text, draft.entry_id) if text is not None else None
    if preview is None:
        session.say("Nothing was changed; the draft is still waiting.")
        return
    text = preview.entry.text
    entry = await session.kb.imports.approve(session.community, draft.id, session.editor, text)
    await session.published(entry, f"Published with your changes as entry {entry.id}.")
