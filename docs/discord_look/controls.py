"""Buttons and selects as HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from discord_look.icons import ARROW, DOWN
from discord_look.markdown import html_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROW, BUTTON, TEXT, CONTAINER = 1, 2, 10, 17
SELECTS = {3: "Make a selection", 5: "Select users", 6: "Select roles", 7: "Select", 8: "Select channels"}
_STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link"}


def controls_html(components: Iterable[Mapping[str, Any]], names: Mapping[int, str]) -> str:
    """Return what stands below a message."""
    return "".join(_control(each, names) for each in components)


def _control(part: Mapping[str, Any], names: Mapping[int, str]) -> str:
    kind = part["type"]
    if kind in (ROW, CONTAINER):
        tag = "row" if kind == ROW else "container"
        return f'<div class="{tag}">{controls_html(part["components"], names)}</div>'
    if kind == BUTTON:
        return _button(part)
    if kind in SELECTS:
        return _select(part, names)
    return f"<div>{html_of(part['content'], names)}</div>" if kind == TEXT else ""


def _button(part: Mapping[str, Any]) -> str:
    style = _STYLES.get(part["style"], "secondary")
    off = " off" if part.get("disabled") else ""
    face = escape((part.get("emoji") or {}).get("name") or "")
    label = escape(part.get("label") or "")
    arrow = ARROW if style == "link" else ""
    return f'<span class="button {style}{off}">{face}<b>{label}</b>{arrow}</span>'


def _select(part: Mapping[str, Any], names: Mapping[int, str]) -> str:
    chosen = [each["label"] for each in part.get("options") or [] if each.get("default")]
    chosen += [names.get(int(each["id"]), "unknown") for each in part.get("default_values") or []]
    hint = part.get("placeholder") or SELECTS[part["type"]]
    shown = "".join(f"<b>{escape(each)}</b>" for each in chosen) or f"<i>{escape(hint)}</i>"
    return f'<span class="select"><span>{shown}</span>{DOWN}</span>'
