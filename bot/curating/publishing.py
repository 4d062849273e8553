"""From a preview to a published entry, and two people at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.actions import number
from bot.controls import Style, button
from bot.curating import previewing
from bot.curating.closing import closing_button
from bot.curating.contested import choosing, there
from bot.curating.desk import Screen, at_press, show
from bot.curating.form import from_fields, to_fields
from bot.curating.goals import Goal, before, goal_of
from bot.curating.previewing import REFUSALS, onward, previewed, unready
from bot.curating.written import Written, file_id, to_file, written_on
from bot.errors import InputRefused
from bot.merging import merged
from bot.recent import Recent
from bot.render.discord.previews import done_embeds, stale_embed
from knowledge import Done, EntryStatus, SameQuestion, StaleRevision

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.actions import Handler, Press
    from bot.controls import Control
    from bot.curating.desk import Curator
    from knowledge import Entry, EntryText, Published, Revision


class Publishing:
    """What a form and its preview's buttons do. One publishes at a time: a button pressed twice does it once."""

    def __init__(self) -> None:
        self._one_by_one = asyncio.Lock()
        self._published = Recent(1_000)

    def handlers(self) -> Mapping[str, Handler]:
        """Return what each button and form does."""
        return {
            **previewing.handlers(),
            "faq-publish": self.publish,
            "faq-merge": merge,
            "faq-revert": revert,
        }

    async def publish(self, press: Press) -> None:
        """Publish what the preview shows, unless somebody else was quicker with this entry or question.

        A second press on the same preview changes nothing, not even the screen, which says what the first one did.
        """
        who, goal = await at_press(press), goal_of(press)
        preview = file_id(press.interaction.message)
        async with self._one_by_one:
            if self._published.knows(preview):
                return
            draft = await written_on(press.interaction.message)
            screen, done = await _outcome(who, goal, draft)
            if done:
                self._published.is_new(preview)
        await show(press.interaction, screen)


async def revert(press: Press) -> None:
    """Preview the words of an earlier revision as the entry's new ones."""
    who, entry_id, revision = await at_press(press), number(press.arguments), number(press.arguments, 1)
    history = await who.kb.curation.history(who.community, entry_id)
    wanted = next((each for each in history if each.number == revision), None)
    if wanted is None:
        raise InputRefused(f"Entry {entry_id} has no revision {revision}; see /faq history.")
    await show(
        press.interaction, await previewed(who, Goal(entry_id, history[-1].number), to_fields(wanted.text))
    )


async def merge(press: Press) -> None:
    """Preview my changes together with theirs, where they do not touch the same field."""
    who, goal = await at_press(press), goal_of(press)
    draft = await written_on(press.interaction.message)
    current = await who.kb.curation.get(who.community, goal.entry_id)
    both = _both(await _seen(who, goal), current, draft)
    newer = goal._replace(seen=current.revision)
    await show(press.interaction, await previewed(who, newer, both if both is not None else draft.fields))


async def _outcome(who: Curator, goal: Goal, draft: Written) -> tuple[Screen, bool]:
    """Publish a draft and return what came of it, and whether it is done with."""
    start, _ = await before(who, goal)
    try:
        text = from_fields(draft.fields, start)
        published = await _publish(who, goal, text)
    except StaleRevision as error:
        return await _stale(who, goal, draft, error.current, text), False
    except SameQuestion as error:
        return choosing(goal, draft, error.current, text), False
    except REFUSALS as error:
        return unready(goal, draft, error), False
    return _told(goal, draft, published), True


async def _publish(who: Curator, goal: Goal, text: EntryText) -> Published:
    beside = goal.beside or None
    if goal.draft_id:
        return await who.kb.imports.approve(
            who.community,
            goal.draft_id,
            who.editor,
            text,
            instead=goal.entry_id or None,
            seen=goal.seen,
            beside=beside,
        )
    if goal.entry_id:
        return await who.kb.curation.edit(
            who.community, goal.entry_id, text, seen=goal.seen, editor=who.editor
        )
    return await who.kb.curation.add(who.community, text, who.editor, beside=beside)


def _told(goal: Goal, draft: Written, published: Published) -> Screen:
    """Say what publishing did. Only what it changed can be undone."""
    entry, done = published.entry, published.done
    if done is Done.UNCHANGED and not goal.entry_id and not goal.draft_id:
        return there(goal, draft, entry)
    undo = [button("Undo", "faq-undo", entry.id, entry.revision)] if done is not Done.UNCHANGED else []
    closing = closing_button(entry, draft.closes)
    controls: list[Control] = [*closing, *undo, *_restoring(entry), *onward(goal)]
    return Screen(done_embeds(f"{_done(published)}{_hidden(entry)}", entry), controls)


def _done(published: Published) -> str:
    entry = published.entry
    match published.done:
        case Done.CREATED:
            return f"Published as entry {entry.id}."
        case Done.CHANGED:
            return f"Entry {entry.id} changed; this is revision {entry.revision}."
        case Done.UNCHANGED:
            return f"Nothing differs, so entry {entry.id} stays as it is."


def _hidden(entry: Entry) -> str:
    removed = entry.status is EntryStatus.REMOVED
    return " It is removed, so members do not see it until somebody restores it." if removed else ""


def _restoring(entry: Entry) -> list[Control]:
    removed = entry.status is EntryStatus.REMOVED
    return [button("Restore", "faq-restore", entry.id, style=Style.success)] if removed else []


async def _stale(who: Curator, goal: Goal, draft: Written, current: Entry, mine: EntryText) -> Screen:
    """Show what somebody else made of the entry meanwhile, and let the moderator choose; nothing is published yet."""
    newer, seen = goal._replace(seen=current.revision), await _seen(who, goal)
    both: list[Control] = []
    if _both(seen, current, draft) is not None:
        both = [button("Keep both changes", "faq-merge", *goal, style=Style.primary)]
    controls = [
        *both,
        button("Take mine", "faq-publish", *newer, style=Style.danger),
        button("Keep theirs", "faq-discard", *goal),  # brought back, it is compared with theirs again
        button("Edit again", "faq-edit-again", *newer),
    ]
    history = await who.kb.curation.history(who.community, current.id)
    since = [each for each in history if each.number > goal.seen]
    embed = stale_embed(current, mine, since, seen.text if seen else None, mergeable=bool(both))
    return Screen([embed], controls, to_file(draft))


async def _seen(who: Curator, goal: Goal) -> Revision | None:
    """Return the revision that a form started from."""
    history = await who.kb.curation.history(who.community, goal.entry_id)
    return next((each for each in history if each.number == goal.seen), None)


def _both(seen: Revision | None, current: Entry, draft: Written) -> Mapping[str, str] | None:
    """Return the fields with their changes and mine; None where we changed the same, or they changed nothing."""
    if seen is None or seen.text == current.text:
        return None
    return merged(to_fields(seen.text), to_fields(current.text), draft.fields)
