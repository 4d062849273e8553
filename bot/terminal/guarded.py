"""Looking before publishing: what an entry would change, shown to whoever is about to publish it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import InputRefused
from bot.render.panels import answered_panel
from bot.render.preview import preview_panel
from bot.terminal.screen import progress_bars
from bot.terminal.writing import write_entry
from knowledge import Answered, EmptyText, KnowledgeError, TextTooLong, WordingBlocked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.terminal.session import Session
    from knowledge import Closing, Entry, EntryText, Preview

_OPTIONS = {"p": "publish", "e": "edit", "d": "discard"}
_ALL_THE_SAME = "Publish it all the same?"


async def guarded(session: Session, text: EntryText, entry_id: int | None = None) -> Preview | None:
    """Show what publishing `text` would change until the person publishes (what the preview has) or discards it."""
    while True:
        preview = await _shown(session, text, entry_id)
        letter = await session.choose(
            _OPTIONS if preview else {key: _OPTIONS[key] for key in "ed"},
            default="p" if preview and not preview.worrying else "",
        )
        if letter == "d":
            return None
        if letter == "e":
            text = await _edited(session, text)
        elif preview and (not preview.worrying or await session.confirm(_ALL_THE_SAME)):
            return preview


async def endorsed(session: Session, text: EntryText, entry_id: int | None = None) -> bool:
    """Say whether to publish a text as it is; the person is shown and asked only what is worrying."""
    preview = await _foreseen(session, text, entry_id)
    if not preview.worrying:
        return True
    session.say(preview_panel(preview))
    return await session.confirm(_ALL_THE_SAME)


async def offer_closing(session: Session, entry: Entry, answers: Sequence[Closing]) -> None:
    """Offer to close the open questions that `entry`, now published, answers."""
    if not answers:
        return
    these = "that open question" if len(answers) == 1 else f"those {len(answers)} open questions"
    if not await session.confirm(f"Close {these} with this answer, and tell whoever asked?"):
        return
    for closing in answers:
        try:
            used = await session.kb.review.use_entry(
                session.community, closing.question.id, entry.id, session.editor
            )
        except KnowledgeError as error:
            session.complain(error)
        else:
            await session.published(used, f"Question {closing.question.id} is closed.", before=entry)
            entry = used


async def _shown(session: Session, text: EntryText, entry_id: int | None) -> Preview | None:
    """Show the entry as members will see it and what it would change; None where it cannot be published."""
    try:
        preview = await _foreseen(session, text, entry_id)
    except (EmptyText, TextTooLong, WordingBlocked) as error:
        session.complain(error)
        return None
    session.say(answered_panel(Answered(preview.entry, 1.0)))
    session.say(preview_panel(preview))
    return preview


async def _foreseen(session: Session, text: EntryText, entry_id: int | None) -> Preview:
    with progress_bars() as progress:
        return await session.kb.preview(session.community, text, entry_id, progress)


async def _edited(session: Session, text: EntryText) -> EntryText:
    try:
        return await write_entry(session, text) or text
    except InputRefused as error:
        session.complain(error)
        return text
