"""What a moderator or the author does about wordings that an entry must not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import InputRefused
from bot.render.cards import blocks_table
from bot.render.words import quoted, safe_line
from bot.terminal.moderator import number_in

if TYPE_CHECKING:
    from bot.terminal.session import Session

_USAGE = "Please type /blocks, or: /blocks add 12 and a question that entry 12 does not answer, or: /blocks lift 3."


async def blocks(session: Session, argument: str) -> None:
    """Do what stands behind /blocks."""
    verb, _, rest = argument.strip().partition(" ")
    match verb.lower():
        case "" | "list":
            session.say(blocks_table(await session.kb.learning.blocks(session.community)))
        case "add":
            await _add(session, rest)
        case "lift":
            await _lift(session, rest)
        case _:
            raise InputRefused(_USAGE)


async def _add(session: Session, argument: str) -> None:
    number, _, wording = argument.strip().partition(" ")
    if not wording.strip():
        raise InputRefused(_USAGE)
    entry_id = number_in(number)
    block = await session.kb.learning.block(session.community, entry_id, wording, session.editor)
    session.say(
        f"Block {block.id}: entry {entry_id} will not answer {quoted(block.wording)}, however it is put."
        f" /blocks lift {block.id} takes that back.",
        "green",
    )


async def _lift(session: Session, argument: str) -> None:
    wanted = number_in(argument, "block, as in: /blocks lift 3 (/blocks has them)")
    block = await session.kb.learning.lift(session.community, wanted, session.editor)
    again = safe_line(f"/blocks add {block.entry.id} {block.wording}")
    session.say(f"Block {block.id} is lifted. To have it back: {again}", "green")
