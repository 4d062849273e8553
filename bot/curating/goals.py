"""What a form and its preview are for, as their custom_ids carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.actions import number
from bot.curating.drafted import pending
from bot.curating.modal import entry_modal
from bot.merging import joined
from knowledge import EntryText

if TYPE_CHECKING:
    from collections.abc import Mapping

    import discord

    from bot.actions import Press
    from bot.curating.desk import Curator

WRITTEN = "faq-written"
NEW = EntryText(question="", answer="")
FIELDS = 4  # arguments that a goal takes in a custom_id


class Goal(NamedTuple):
    """What a form is for: a new entry (all 0), an entry as it was at revision `seen`, or a draft of an import.

    With both an entry and a draft, the draft is to change that entry. `beside` is the entry that asks the same, and
    that a new one may stand beside since the curator has seen it.
    """

    entry_id: int = 0
    seen: int = 0
    draft_id: int = 0
    beside: int = 0

    @property
    def adds(self) -> bool:
        """Whether publishing makes a new entry, unless a draft is bound to one."""
        return not self.entry_id


def goal_of(press: Press) -> Goal:
    """Read the goal in a custom_id.

    Raises:
        InputRefused: there is none.
    """
    beside = number(press.arguments, 3) if len(press.arguments) >= FIELDS else 0
    return Goal(number(press.arguments), number(press.arguments, 1), number(press.arguments, 2), beside)


def form_for(goal: Goal, fields: Mapping[str, str]) -> discord.ui.Modal:
    """Return the form for a goal, prefilled."""
    title = "New answer"
    if goal.entry_id:
        title = f"Entry {goal.entry_id}"
    elif goal.draft_id:
        title = f"Draft {goal.draft_id}"
    return entry_modal(title, fields, WRITTEN, *goal)


async def before(who: Curator, goal: Goal) -> tuple[EntryText, int | None]:
    """Return the words that a form started from, and the entry that they will change.

    Raises:
        NotFound, AlreadyDecided: there is no such entry here, or the draft does not wait any more.
    """
    draft = await pending(who, goal.draft_id) if goal.draft_id else None
    if goal.entry_id:
        there = (await who.kb.curation.get(who.community, goal.entry_id)).text
        return joined(there, draft.content.text) if draft else there, goal.entry_id
    return (draft.content.text, draft.entry_id) if draft else (NEW, None)


def unchanged(goal: Goal) -> str:
    """Say that nothing was done about a goal."""
    if goal.draft_id:
        return "The draft is still waiting, as it was."
    return f"Entry {goal.entry_id} stays as it is." if goal.entry_id else "Nothing was published."
