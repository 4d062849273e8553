"""Writing an entry: in the person's editor where they have one, by prompts otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import InputRefused
from bot.render import words
from bot.terminal.editor import edit_text, editor_command
from bot.terminal.form import from_form, read_date, split_tags, to_form
from bot.terminal.session import END

if TYPE_CHECKING:
    from bot.terminal.session import Session
    from knowledge import EntryText, Source


async def write_entry(session: Session, before: EntryText) -> EntryText | None:
    """Let the person write an entry, starting from `before`; None when they changed nothing."""
    after = await (_in_editor(session, before) if editor_command() else _by_prompts(session, before))
    return None if after in (None, before) else after


async def _in_editor(session: Session, before: EntryText) -> EntryText | None:
    form = to_form(before)
    while (edited := await edit_text(form)) is not None:
        try:
            return from_form(edited, before)
        except InputRefused as error:
            session.complain(error)
            if not await session.confirm("Go on editing?"):
                break
            form = edited
    return None


async def _by_prompts(session: Session, before: EntryText) -> EntryText:
    question = (await session.lines.reply("Question: ", before.question)).strip()
    phrasings = await _lines_or(session, "Other ways to ask it, one a line.", "\n".join(before.phrasings))
    answer = await _lines_or(session, "The answer, word for word.", before.answer)
    source = await _source(session, before.source)
    tags = split_tags(await session.lines.reply("Tags, with commas: ", ", ".join(before.tags)))
    asked = tuple(line.strip() for line in phrasings.splitlines() if line.strip())
    if not question or not answer.strip():
        raise InputRefused("An entry needs a question and an answer, so nothing was changed.")
    return replace(before, question=question, phrasings=asked, answer=answer, source=source, tags=tags)


async def _lines_or(session: Session, prompt: str, present: str) -> str:
    if present:
        session.say(words.safe(present), "dim")
        prompt += f" Just a {END} keeps what is there."
    return await session.long_text(prompt) or present


async def _source(session: Session, before: Source) -> Source:
    title = await session.lines.reply("Source, title: ", before.title)
    url = await session.lines.reply("Source, address: ", before.url or "")
    author = await session.lines.reply("Author of the answer: ", before.author or "")
    while True:
        written = before.date.isoformat() if before.date else ""
        try:
            when = read_date(await session.lines.reply("Date of the words (2024-03-31): ", written))
        except InputRefused as error:
            session.complain(error)
        else:
            break
    return replace(
        before, title=title.strip(), url=url.strip() or None, author=author.strip() or None, date=when
    )
