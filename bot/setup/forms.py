"""What is written in /setup, not picked: the forms, and what they make of what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.boards import Field, form
from bot.errors import InputRefused
from bot.render.discord.chosen import NUMBERS, WORDS
from bot.render.words import readable, safe

if TYPE_CHECKING:
    from collections.abc import Mapping

    import discord

    from bot.choices import Choices

DISCLAIMER, NUMBER, OWN_WORDS = 500, 200, 600  # characters
UNKNOWN = "That is nothing that can be chosen here; please open /setup again."
WRITTEN = {"numbers": tuple(NUMBERS), "words": tuple(WORDS), "disclaimer": ("disclaimer",)}
"""What each form asks for."""

_LABELS = {
    "emergency_words": "In an emergency, behind whom to call",
    "crisis_words": "In a crisis, behind whom to call",
    "personal_words": "When somebody asks for personal advice",
}
_MASKED = "]("


def form_of(name: str, choices: Choices) -> discord.ui.Modal:
    """Return the form for what is written, not picked.

    Raises:
        InputRefused: there is no such form.
    """
    match name:
        case "numbers":
            hint = "As you would say it: 999 in the UK, 112 in Europe"
            crisis = "As you would say it: Samaritans on 116 123"
            fields = [
                Field(
                    "emergency_numbers",
                    "Whom to call in an emergency",
                    choices.emergency_numbers,
                    NUMBER,
                    hint,
                    needed=False,
                ),
                Field(
                    "crisis_numbers",
                    "Whom to call in a crisis",
                    choices.crisis_numbers,
                    NUMBER,
                    crisis,
                    needed=False,
                ),
            ]
            return form("Phone numbers", fields, "setup-sent", name)
        case "words":
            return form("Own words", [_words(name, choices) for name in WORDS], "setup-sent", name)
        case "disclaimer":
            note = Field(
                "disclaimer",
                "A note under every answer",
                choices.disclaimer,
                DISCLAIMER,
                "Such as: general information, no advice for you alone.",
                needed=False,
                lines=True,
            )
            return form("Note", [note], "setup-sent", name)
    raise InputRefused(UNKNOWN)


def _words(name: str, choices: Choices) -> Field:
    hint = "Leave it empty for the words that I come with."
    return Field(name, _LABELS[name], getattr(choices, name), OWN_WORDS, hint, needed=False, lines=True)


def from_form(name: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """Return what a form changes.

    Raises:
        InputRefused: there is no such form, or a link in it hides where it leads.
    """
    if name not in WRITTEN:
        raise InputRefused(UNKNOWN)
    return {each: _text(each, fields.get(each, "")) or None for each in WRITTEN[name]}


def _text(name: str, given: str) -> str:
    words = safe(readable(given)).strip()
    if name in NUMBERS:
        return " ".join(words.split())[:NUMBER]
    if name in WORDS and _MASKED in words:
        raise InputRefused("Please write addresses as they are, not behind other words; nothing was changed.")
    return words[: OWN_WORDS if name in WORDS else DISCLAIMER]
