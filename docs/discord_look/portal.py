"""Drawings of Discord's own pages on the way to a bot: what to press stands out, what does not matter is left out.

They are sketches, not photographs: the words on them are those of Discord's pages, which move now and then.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import discord

from discord_look.icons import CROSS, DOWN, sign

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "Afterword"
SERVER = "MS Harbour"
PERMISSIONS = 274877991936  # as in the address of docs/discord.md

_PAGES = ("General Information", "Installation", "OAuth2", "Bot", "Emojis", "Webhooks")
_INTENTS = ("Presence Intent", "Server Members Intent", "Message Content Intent")


def create() -> str:
    """Draw the form behind New Application."""
    fields = (
        f'<div><label>Name<i>*</i></label><div class="input">{NAME}{_step(1)}</div></div>'
        f'<p class="line"><span class="box"></span><span>By clicking Create, you agree to the '
        f"Discord <a>Developer Terms of Service</a> and <a>Developer Policy</a>.</span>{_step(2)}</p>"
    )
    buttons = _button("Cancel", "secondary") + _button("Create", "primary", 3)
    head = f"<header><b>Create an application</b>{CROSS}</header>"
    return f'<div class="dark"><form>{head}<main>{fields}</main><footer>{buttons}</footer></form></div>'


def installation() -> str:
    """Draw the page that says who can add the application by themselves."""
    link = f'<span class="select"><span><b>None</b></span>{DOWN}</span>'
    inside = _section("Install Link", "How others may add your application.", link + _step(1)) + _saved(2)
    return _portal("Installation", inside)


def bot() -> str:
    """Draw the page with the token and the switches."""
    token = f'<span class="line">{_button("Reset Token", "primary", 1)}</span>'
    inside = _section("Token", "It is shown once: copy it into .env, and nowhere else.", token)
    inside += _section("Authorization Flow", "", _switch("Public Bot", 2))
    intents = "".join(_switch(each, 3 if each == _INTENTS[-1] else None) for each in _INTENTS)
    inside += _section("Privileged Gateway Intents", "", intents)
    return _portal("Bot", inside + _saved(4))


def invite() -> str:
    """Draw the two questions that Discord asks of whoever opens the invitation."""
    asks = "".join(
        f'<p class="line"><span class="dot"></span>{each}</p>'
        for each in ("Add a bot to a server", "Create commands")
    )
    chosen = f'<label>Add to server</label><span class="select"><span><b>{SERVER}</b></span>{DOWN}</span>'
    first = (
        f'<header class="wants">{sign(56)}<small>An external application</small><b>{NAME}</b>'
        "<small>wants to access your Discord account</small></header>"
        f"<main><div>{asks}</div><div>{chosen}{_step(1)}</div></main>"
        f"<footer>{_button('Cancel', 'secondary')}{_button('Continue', 'primary', 2)}</footer>"
    )
    granted = "".join(
        f'<p class="line"><span class="box"></span>{escape(each)}</p>' for each in permissions()
    )
    second = (
        f"<header><b>Confirm the permissions</b></header><main><p>Grant {NAME} the following permissions on "
        f"{SERVER}:</p><div>{granted}</div></main>"
        f"<footer>{_button('Back', 'secondary')}{_button('Authorize', 'success', 3)}</footer>"
    )
    return f'<div class="dark pair"><form>{first}</form><form>{second}</form></div>'


def permissions() -> list[str]:
    """Return what the invitation asks for, as Discord names it."""
    names = {"Read Messages": "View Channels"}
    asked = [name.replace("_", " ").title() for name, given in discord.Permissions(PERMISSIONS) if given]
    return [names.get(each, each).replace(" In ", " in ") for each in asked]


def _portal(page: str, inside: str) -> str:
    listed = "".join(f'<span class="{"here" if each == page else ""}">{each}</span>' for each in _PAGES)
    side = f"<nav><div>{sign(30)}<b>{NAME}</b></div>{listed}</nav>"
    return f'<div class="portal">{side}<section><h1>{page}</h1>{inside}</section></div>'


def _section(title: str, told: str, inside: str) -> str:
    return f'<div class="part"><h3>{title}</h3>{f"<p>{told}</p>" if told else ""}{inside}</div>'


def _switch(name: str, step: int | None) -> str:
    return f'<p class="line switch"><span>{name}</span>{_step(step)}<span class="toggle"></span></p>'


def _saved(step: int) -> str:
    return f'<p class="saving"><span>You have unsaved changes</span>{_button("Save Changes", "success", step)}</p>'


def _button(label: str, style: str, step: int | None = None) -> str:
    return f'<span class="button {style}"><b>{label}</b></span>{_step(step)}'


def _step(number: int | None) -> str:
    return f'<i class="step">{number}</i>' if number else ""


DRAWINGS: dict[str, Callable[[], str]] = {
    "portal-create": create,
    "portal-installation": installation,
    "portal-bot": bot,
    "invite": invite,
}
