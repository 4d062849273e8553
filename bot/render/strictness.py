"""How strict the bot is, in words and as a table to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from bot.render.panels import QUIET
from knowledge import HARD_TEST, THRESHOLDS, Policy, Strictness

if TYPE_CHECKING:
    from knowledge import Chosen

_MEANINGS = {
    Strictness.CAUTIOUS: "Rather silent than wrong: more questions wait for the author.",
    Strictness.BALANCED: "The usual.",
    Strictness.EAGER: "Rather helpful than silent: more questions get an answer, or a list to pick from.",
}
_TESTED = "{meaning} In a test full of look-alikes {right} of 100 direct answers were right."
_OWN = "A number of this community's own."
_INSTALLED = "The numbers that are set for this installation."


def name_of(policy: Policy) -> str | None:
    """Return the word for a policy's thresholds, None where they are no word's."""
    return next((word.value for word, meant in THRESHOLDS.items() if meant == _thresholds(policy)), None)


def thresholds_line(policy: Policy) -> str:
    """Say from which confidence on the bot answers and suggests."""
    name = name_of(policy) or f"{policy.answer_at:g}"
    answers, suggests = _percent(policy.answer_at), _percent(policy.suggest_at)
    return f"{name} (direct answers from {answers}, suggestions from {suggests})"


def strictness_table(installed: Policy, chosen: Chosen) -> Table:
    """Return what can be chosen, a line each, with a mark at what holds now."""
    policy = installed.under(chosen)
    table = Table(box=box.SIMPLE)
    for name in ("", "Strictness", "Answers from", "Suggests from", "What it means"):
        table.add_column(name)
    rows = [
        (word.value, Policy().under(word), _TESTED.format(meaning=_MEANINGS[word], right=HARD_TEST[word]))
        for word in Strictness
    ]
    if name_of(policy) is None:
        rows.append((typed(chosen), policy, _INSTALLED if chosen is None else _OWN))
    for name, each, meaning in rows:
        now = _thresholds(each) == _thresholds(policy)
        mark = Text("\N{BLACK RIGHT-POINTING SMALL TRIANGLE}", "green") if now else Text()
        style = "bold green" if now else ""
        table.add_row(
            mark,
            Text(name, style),
            _percent(each.answer_at),
            _percent(each.suggest_at),
            Text(meaning, "" if now else QUIET),
        )
    return table


def typed(chosen: Chosen) -> str:
    """Return a choice as a moderator types it."""
    return "default" if chosen is None else f"{chosen:g}" if isinstance(chosen, float) else chosen.value


def short_meaning(word: Strictness) -> str:
    """Say in a sentence what a strictness is like."""
    return _MEANINGS[word]


def _thresholds(policy: Policy) -> tuple[float, float, float]:
    return policy.answer_at, policy.suggest_at, policy.margin


def _percent(confidence: float) -> str:
    return f"{100 * confidence:.4g}%"
