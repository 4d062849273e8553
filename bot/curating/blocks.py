"""What an entry must not answer: see it, add to it, lift it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions import number
from bot.controls import button, select
from bot.curating.desk import Screen, at_press, note, show
from bot.errors import InputRefused
from bot.render.discord.colours import Colour
from bot.render.discord.reviews import BLOCKS, blocks_embed
from bot.render.words import quoted, safe_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.actions import Handler, Press
    from bot.controls import Control
    from bot.curating.desk import Curator
    from knowledge import Block, Entry


_ENDS = " ?!."  # which people leave away


def handlers() -> Mapping[str, Handler]:
    """Return what each button and select does."""
    return {"faq-blocks": _turn, "faq-block-lift": _lift, "faq-block-again": _again}


async def blocks_screen(who: Curator, page: int = 0) -> Screen:
    """Return a page of the blocks, with a select to lift one."""
    blocks = await who.kb.learning.blocks(who.community)
    count = max(1, -(-len(blocks) // BLOCKS))
    at = min(page, count - 1)
    controls: list[Control] = []
    if shown := blocks[at * BLOCKS : (at + 1) * BLOCKS]:
        options = [(str(each.id), f"{each.id}. {safe_line(each.wording)}") for each in shown]
        controls.append(select("Lift a block ...", options, "faq-block-lift"))
    if count > 1:
        controls.append(button("More", "faq-blocks", (at + 1) % count))
    return Screen([blocks_embed(blocks, at)], controls)


async def blocked(who: Curator, entry: Entry, wording: str) -> Screen:
    """Keep an entry from ever answering a wording again.

    Raises:
        InputRefused: the entry is asked in this very wording.
    """
    if any(_same(wording, each) for each in (entry.question, *entry.text.phrasings)):
        raise InputRefused(
            f"{quoted(wording)} is a wording of entry {entry.id} itself; take it out with /faq edit first."
        )
    block = await who.kb.learning.block(who.community, entry.id, wording, who.editor)
    return _blocked(block)


def _same(one: str, other: str) -> bool:
    return one.casefold().strip(_ENDS) == other.casefold().strip(_ENDS)


def _blocked(block: Block) -> Screen:
    told = f"Block {block.id}: entry {block.entry.id} will not answer {quoted(block.wording)}, however it is put."
    return Screen([note(told, Colour.ANSWER)], [button("Lift it again", "faq-block-lift", block.id)])


async def _turn(press: Press) -> None:
    who = await at_press(press)
    await show(press.interaction, await blocks_screen(who, number(press.arguments)))


async def _lift(press: Press) -> None:
    """Lift the block that a button names or that was chosen."""
    who = await at_press(press)
    chosen = number(press.values or press.arguments)
    block = await who.kb.learning.lift(who.community, chosen, who.editor)
    told = f"Block {block.id} is lifted: entry {block.entry.id} may answer {quoted(block.wording)} again."
    screen = await blocks_screen(who)
    again = button("Block it again", "faq-block-again", block.id)
    await show(
        press.interaction, Screen([note(told, Colour.ANSWER), *screen.embeds], [*screen.controls, again])
    )


async def _again(press: Press) -> None:
    """Take back that a block was lifted."""
    who = await at_press(press)
    block = await who.kb.learning.block_again(who.community, number(press.arguments), who.editor)
    await show(press.interaction, _blocked(block))
