"""What the author does: go through the open questions, most asked first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.text import Text

from bot.errors import InputRefused
from bot.render.cards import entry_panel, question_panel
from bot.render.plain import queue_text
from bot.render.words import safe, safe_line
from bot.terminal.editor import edit_text, editor_command
from bot.terminal.twins import published
from knowledge import EntryText, KnowledgeError, Published, QuestionStatus

if TYPE_CHECKING:
    from bot.terminal.session import Session
    from knowledge import Entry, OpenQuestion

OPTIONS = {
    "a": "answer",
    "u": "use an existing answer",
    "m": "merge with another question",
    "d": "dismiss",
    "l": "later",
    "q": "quit",
}
_ANSWER = "[Your answer, word for word]"
_FORM = "[Question]\n{question}\n\n" + _ANSWER + "\n"


async def queue(session: Session, argument: str = "") -> None:
    """Walk the open questions, or only list them."""
    questions = await session.kb.review.queue(session.community)
    if argument.strip() == "list" or not questions:
        session.say(queue_text(questions))
        return
    for place, listed in enumerate(questions, start=1):
        question = await session.kb.review.get(session.community, listed.id)
        if question.status is not QuestionStatus.OPEN:
            continue  # it was merged a moment ago
        if not await _one(session, question, f"{place} of {len(questions)}"):
            return
    session.say("That was the last one. Thank you.", "green")


async def _one(session: Session, question: OpenQuestion, place: str) -> bool:
    """Show a question until it is dealt with; False when the author wants to stop."""
    session.say(question_panel(question, place))
    while True:
        letter = await session.choose(OPTIONS)
        if letter == "q":
            return False
        try:
            if await _deal(session, question, letter):
                return True
        except (KnowledgeError, InputRefused) as error:
            session.complain(error)


async def _deal(session: Session, question: OpenQuestion, letter: str) -> bool:
    """Do what the author chose; False when it came to nothing and the choice is offered again."""
    match letter:
        case "a":
            return await _answer(session, question)
        case "u":
            return await _use(session, question)
        case "m":
            return await _merge(session, question)
        case "d":
            return await _dismiss(session, question)
    await session.kb.review.later(session.community, question.id, session.author_name)
    session.say("Put at the end of the list.")
    return True


async def _answer(session: Session, question: OpenQuestion) -> bool:
    asked, answer = await (_in_editor(question) if editor_command() else _by_prompts(session, question))
    if not answer.strip():
        session.say("Nothing was written, so the question is still waiting.")
        return False
    session.say(Text.assemble("\n", (safe_line(asked), "bold"), "\n\n", safe(answer), "\n"))
    if not await session.confirm("Publish these words?"):
        return False

    async def publish(beside: int | None) -> Published:
        return await session.kb.review.answer(
            session.community,
            question.id,
            answer,
            session.author_name,
            question=asked,
            seen=question.wordings,
            beside=beside,
        )

    async def instead(entry: Entry) -> Published:
        return await _changed_for(session, question, entry, answer)

    told = "Published as entry {}; whoever asked will be told."
    return await published(session, EntryText(asked, answer), publish, told, instead) is not None


async def _changed_for(session: Session, question: OpenQuestion, entry: Entry, answer: str) -> Published:
    """Give an entry the author's words, then let it answer the question."""
    text = replace(entry.text, answer=answer)
    changed = await session.kb.curation.edit(
        session.community, entry.id, text, seen=entry.revision, editor=session.author_name
    )
    used = await session.kb.review.use_entry(
        session.community, question.id, entry.id, session.author_name, seen=question.wordings
    )
    return Published(used, changed.done)


async def _in_editor(question: OpenQuestion) -> tuple[str, str]:
    edited = await edit_text(_FORM.format(question=safe_line(question.text)))
    if edited is None:
        return question.text, ""
    above, heading, answer = edited.replace("\r\n", "\n").partition(_ANSWER)
    if not heading:
        raise InputRefused(f"The heading {_ANSWER} is gone from the text, so it cannot be read.")
    asked = " ".join(above.replace("[Question]", "", 1).split())
    return asked or question.text, answer.strip("\n")


async def _by_prompts(session: Session, question: OpenQuestion) -> tuple[str, str]:
    answer = await session.long_text("Your answer, word for word.")
    if not answer.strip():
        return question.text, ""
    asked = await session.lines.reply("Publish it under this question: ", safe_line(question.text))
    return asked.strip() or question.text, answer


async def _use(session: Session, question: OpenQuestion) -> bool:
    entry_id = await session.number("Which entry answers it? Its number:")
    before = await session.kb.curation.get(session.community, entry_id)
    session.say(entry_panel(before))
    if not await session.confirm("Does this answer the question?"):
        return False
    entry = await session.kb.review.use_entry(
        session.community, question.id, entry_id, session.author_name, seen=question.wordings
    )
    told = f"Entry {entry.id} now answers it; whoever asked will be told."
    await session.published(entry, told, before=before)
    return True


async def _merge(session: Session, question: OpenQuestion) -> bool:
    others = [o for o in await session.kb.review.queue(session.community) if o.id != question.id]
    if not others:
        session.say("There is no other open question to merge it with.")
        return False
    session.say(queue_text(others))
    into = await session.number("Which of these is the same question? Its number:")
    merged = await session.kb.review.merge(session.community, question.id, into, session.author_name)
    session.say(f"Merged into question {merged.id}.", "green")
    return True


async def _dismiss(session: Session, question: OpenQuestion) -> bool:
    reason = (await session.lines.reply("Why? Whoever asked will read this: ")).strip()
    if not reason:
        session.say("Please give a reason, however short; the question is still waiting.")
        return False
    await session.kb.review.dismiss(session.community, question.id, reason, session.author_name)
    session.say("Closed; whoever asked and waits is told why in five minutes.")
    return True
