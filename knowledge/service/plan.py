"""What importing a document again changes: a pure comparison of what it yields with what is stored."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from knowledge.domain import Draft, DraftStatus, DraftText, Entry, EntryStatus, EntryText
from knowledge.service.rules import without_repeats
from knowledge.store.columns import as_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(slots=True)
class Plan:
    """The changes of one import.

    `new` drafts are added; `updated` ones take their place's new words and wait again if they were rejected;
    `silent` ones change in what no member reads; `conflicts` wait for a curator, who has touched their entry;
    `follow` pairs untouched entries with their new words; `gone` were never published and left the document; `same`
    counts what is as it was.
    """

    new: list[DraftText] = field(default_factory=list)
    updated: list[Draft] = field(default_factory=list)
    silent: list[Draft] = field(default_factory=list)
    conflicts: list[Draft] = field(default_factory=list)
    follow: list[tuple[Entry, EntryText]] = field(default_factory=list)
    gone: list[Draft] = field(default_factory=list)
    same: int = 0


def plan_import(
    stored: Mapping[str, Draft], entries: Mapping[int, Entry], contents: Iterable[DraftText]
) -> Plan:
    """Compare the drafts of a document as `stored`, with the `entries` they became, to its `contents` now."""
    plan = Plan()
    seen = set()
    for content in contents:
        key = as_key(content.key)
        if key in seen:
            continue  # a document that names a place twice means the first
        seen.add(key)
        draft = stored.get(key)
        if draft is None:
            plan.new.append(content)
        elif content != draft.content:
            _plan_change(plan, draft, content, entries)
        else:
            plan.same += 1
    plan.gone = [
        draft
        for key, draft in stored.items()
        if key not in seen and draft.status is DraftStatus.PENDING and draft.entry_id is None
    ]
    return plan


def is_untouched(entry: Entry, text: EntryText) -> bool:
    """Tell whether an entry still says what its draft said; more phrasings do not change what it says."""
    same_words = replace(entry.text, phrasings=text.phrasings) == text
    return (
        same_words
        and entry.status is EntryStatus.PUBLISHED
        and set(text.phrasings) <= set(entry.text.phrasings)
    )


def with_phrasings(text: EntryText, gained: Iterable[str]) -> EntryText:
    """Return `text` with more phrasings, each once."""
    return replace(text, phrasings=without_repeats((*text.phrasings, *gained), besides=[text.question]))


def _plan_change(plan: Plan, draft: Draft, content: DraftText, entries: Mapping[int, Entry]) -> None:
    changed = replace(draft, content=replace(content, key=draft.content.key))
    if content.text == draft.content.text:
        plan.silent.append(changed)
    elif draft.status is not DraftStatus.APPROVED or draft.entry_id is None:
        plan.updated.append(replace(changed, status=DraftStatus.PENDING))
    elif is_untouched(entries[draft.entry_id], draft.content.text):
        entry, old = entries[draft.entry_id], draft.content.text
        gained = [each for each in entry.text.phrasings if each not in old.phrasings]
        plan.silent.append(changed)
        plan.follow.append((entry, with_phrasings(content.text, gained)))
    else:
        plan.conflicts.append(replace(changed, status=DraftStatus.PENDING, conflict=True))
