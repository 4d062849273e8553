"""A question that an entry asks already: it is there with all that was written, or the moderator chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.controls import Style, button
from bot.curating.desk import Screen
from bot.curating.form import from_fields
from bot.curating.goals import Goal, before
from bot.curating.written import Written, to_file
from bot.merging import joined
from bot.render.discord.previews import there_embeds, twin_embed
from knowledge import Done

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.controls import Control
    from bot.curating.desk import Curator
    from knowledge import Entry, EntryText


async def contested(who: Curator, goal: Goal, fields: Mapping[str, str]) -> Screen | None:
    """Return what stands in the way of a new entry and what can be done about it; None where nothing does.

    Raises:
        InputRefused: the source cannot be read.
    """
    if not goal.adds:
        return None
    start, entry_id = await before(who, goal)
    if entry_id is not None:
        return None
    text = from_fields(fields, start)
    twin = await who.kb.curation.twin(who.community, text, beside=goal.beside or None)
    if twin is None:
        return None
    if twin.done is Done.UNCHANGED:
        return there(goal, Written(fields), twin.entry)
    return choosing(goal, Written(fields), twin.entry, text)


def there(goal: Goal, draft: Written, entry: Entry) -> Screen:
    """Say that an entry has all of this already. It stays as it is, and so do the words that were written."""
    controls: list[Control] = [button(f"Edit entry {entry.id}", "faq-edit", entry.id, style=Style.primary)]
    if goal.draft_id:
        controls.append(button("The draft is done", "faq-draft-approve", goal.draft_id))
    return Screen(there_embeds(entry), [*controls, *edit_or_not(goal)], to_file(draft))


def choosing(goal: Goal, draft: Written, entry: Entry, text: EntryText) -> Screen:
    """Show how an entry with the same question differs; each way leads to a preview, and publishes nothing yet."""
    instead = Goal(entry.id, entry.revision, goal.draft_id)
    controls = [
        button(f"Change entry {entry.id}", "faq-instead", *instead, style=Style.primary),
        button("Keep both", "faq-bring-back", *goal._replace(beside=entry.id)),
        *edit_or_not(goal),
    ]
    return Screen([twin_embed(entry, joined(entry.text, text))], controls, to_file(draft))


def edit_or_not(goal: Goal) -> list[Control]:
    """Return the ways back from what is not published yet."""
    return [button("Edit", "faq-edit-again", *goal), button("Discard", "faq-discard", *goal)]
