"""What a server has chosen, in words: what holds, whether it was chosen or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.render.discord.text import plain, short
from bot.render.strictness import thresholds_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.render.discord.state import State
    from knowledge import Policy

AGES = (365, 730, 1095, 1825)  # days until an answer is due for review
KEPT = (14, 30, 60, 90)  # days for which unanswered words may be kept
RHYTHMS = (
    ("1", "Every day", ""),
    ("7", "Every week", ""),
    ("14", "Every two weeks", ""),
    ("30", "Every month", ""),
    ("0", "Never", ""),
)
HELD, FLAGGED = "held back, the question goes to the author", "shown with a warning"
_YEAR = 365
_SHOWN = 8  # roles, channels or people of a list
_NONE = "none"

NUMBERS = {"emergency_numbers": "emergency", "crisis_numbers": "crisis"}
"""The choices of telephone numbers, and what signposts call them."""

WORDS = {"emergency_words": "emergency", "crisis_words": "crisis", "personal_words": "personal"}
"""The choices of words of one's own, and the kind of signpost in which they stand."""

NAMES = {
    "moderator_roles": "Moderators",
    "author_roles": "Authors",
    "watched_channels": "Watched channels",
    "forum_channels": "Forums",
    "author_channel": "Author's channel",
    "digest_days": "Digest",
    "digest_people": "In private to",
    "disclaimer": "Note under answers",
    "emergency_numbers": "In an emergency",
    "crisis_numbers": "In a crisis",
    "emergency_words": "Words in an emergency",
    "crisis_words": "Words in a crisis",
    "personal_words": "Words on personal advice",
    "review_after_days": "Due for review after",
    "withhold_overdue": "Past that date",
    "words_kept_days": "Unanswered words are kept",
    "strictness": "Strictness",
}


def changed(name: str, before: State, after: State) -> str:
    """Say what a choice was and what it is now."""
    old, new = value(name, before), value(name, after)
    if old == new:
        return f"{NAMES[name]}: still {new}."
    return f"{NAMES[name]}: {new} (was {old})."


def value(name: str, state: State) -> str:
    """Return a choice in words, escaped for Discord."""
    if name == "strictness":
        return thresholds_line(state.policy.under(state.chosen))
    kept = getattr(state.choices, name)
    if name in NUMBERS:
        return plain(kept) if kept else f"{plain(state.signs.numbers.get(NUMBERS[name], ''))} (as installed)"
    return _worded(name, kept, state.policy)


def _worded(name: str, kept: Any, policy: Policy) -> str:  # noqa: ANN401  any choice
    if name == "review_after_days":
        return age(kept or policy.review_after_days)
    if name == "withhold_overdue":
        return HELD if (policy.withhold_overdue if kept is None else kept) else FLAGGED
    return _WORDED[name](kept)


def _rhythm(kept: int) -> str:
    named = {number: label.lower() for number, label, _ in RHYTHMS}
    return named.get(str(kept), f"every {kept} days")


def age(count: int) -> str:
    """Say a number of days in years where it is a number of years."""
    years, rest = divmod(count, _YEAR)
    if rest or not years:
        return days(count)
    return "1 year" if years == 1 else f"{years} years"


def days(count: int) -> str:
    """Say a number of days."""
    return "1 day" if count == 1 else f"{count} days"


def _mentions(ids: Sequence[int], form: str) -> str:
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return ", ".join(form.format(each) for each in ids[:_SHOWN]) + more


_WORDED: Mapping[str, Callable[[Any], str]] = {
    "moderator_roles": lambda kept: _mentions(kept, "<@&{}>") or "who may manage this server",
    "author_roles": lambda kept: _mentions(kept, "<@&{}>") or "moderators",
    "watched_channels": lambda kept: _mentions(kept, "<#{}>") or _NONE,
    "forum_channels": lambda kept: _mentions(kept, "<#{}>") or _NONE,
    "author_channel": lambda kept: f"<#{kept}>" if kept else _NONE,
    "digest_people": lambda kept: _mentions(kept, "<@{}>") or "nobody",
    "digest_days": _rhythm,
    "words_kept_days": lambda kept: f"for {days(kept or KEPT[-1])}",
    **dict.fromkeys(WORDS, lambda kept: plain(short(kept, 100)) if kept else "as installed"),
    "disclaimer": lambda kept: plain(short(kept, 300)) if kept else _NONE,
}
