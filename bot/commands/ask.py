"""`afterword ask`: one question, one outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app import knowledge_base
from bot.render.panels import outcome_panel
from bot.render.plain import outcome_text
from bot.render.records import outcome_record, to_json
from bot.render.words import readable
from bot.terminal.member import new_question
from bot.terminal.screen import screen, seen

if TYPE_CHECKING:
    from bot.settings import Settings


async def ask(settings: Settings, text: str, *, as_json: bool) -> None:
    """Ask `text` and print what became of it."""
    async with knowledge_base(settings) as kb:
        outcome = await kb.ask(new_question(settings.community, readable(text)))
    if as_json:
        print(to_json(outcome_record(outcome)))
    elif seen():
        screen().print(outcome_panel(outcome))
    else:
        print(outcome_text(outcome))
