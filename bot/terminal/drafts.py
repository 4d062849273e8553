"""Going through the drafts of imported documents, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.merging import joined
from bot.render.cards import draft_panel
from bot.terminal.guarded import endorsed, guarded
from bot.terminal.twins import published
from bot.terminal.writing import write_entry
from knowledge import KnowledgeError

if TYPE_CHECKING:
    from bot.terminal.session import Session
    from knowledge import Draft, Entry, EntryText, Published

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
    await _publish(session, draft, draft.content.text, "Published as entry {}.")


async def _edit(session: Session, draft: Draft) -> None:
    text = await write_entry(session, draft.content.text)
    preview = await guarded(session, text, draft.entry_id) if text is not None else None
    if preview is None:
        session.say("Nothing was changed; the draft is still waiting.")
        return
    text = preview.entry.text
    await _publish(session, draft, text, "Published with your changes as entry {}.")


async def _publish(session: Session, draft: Draft, text: EntryText, told: str) -> None:
    edited = text if text != draft.content.text else None

    async def approve(beside: int | None) -> Published:
        return await session.kb.imports.approve(
            session.community, draft.id, session.editor, edited, beside=beside
        )

    async def instead(entry: Entry) -> Published:
        words = joined(entry.text, text)
        return await session.kb.imports.approve(
            session.community, draft.id, session.editor, words, instead=entry.id, seen=entry.revision
        )

    if await published(session, text, approve, told, instead) is None:
        session.say("The draft is still waiting.")
