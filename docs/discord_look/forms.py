"""Modals as HTML: a form over the darkened channel."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from discord_look.controls import controls_html
from discord_look.icons import CROSS, sign
from discord_look.markdown import html_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROW, _INPUT, _TEXT, _LABEL = 1, 4, 10, 18
_LONG = 2


def form_html(modal: Mapping[str, Any], filled: Mapping[str, str], names: Mapping[int, str]) -> str:
    """Return a modal as somebody has filled it in; what was not filled in is as the bot sent it."""
    parts = "".join(_part(each, filled, names) for each in modal["components"])
    buttons = (
        '<span class="button secondary"><b>Cancel</b></span><span class="button primary"><b>Submit</b></span>'
    )
    head = f"<header>{sign(28)}<b>{escape(modal['title'])}</b>{CROSS}</header>"
    return f'<div class="dark"><form>{head}<main>{parts}</main><footer>{buttons}</footer></form></div>'


def _part(part: Mapping[str, Any], filled: Mapping[str, str], names: Mapping[int, str]) -> str:
    if part["type"] == _TEXT:
        return f"<div>{html_of(part['content'], names)}</div>"
    inner = part["component"] if part["type"] == _LABEL else part["components"][0]
    label = part.get("label") or inner.get("label") or ""
    star = "<i>*</i>" if inner.get("required", True) else ""
    hint = f"<p>{escape(part['description'])}</p>" if part.get("description") else ""
    field = _input(inner, filled) if inner["type"] == _INPUT else controls_html([inner], names)
    return f"<div><label>{escape(label)}{star}</label>{hint}{field}</div>"


def _input(field: Mapping[str, Any], filled: Mapping[str, str]) -> str:
    said = filled.get(field["custom_id"], field.get("value") or "")
    shown = escape(said) or f"<i>{escape(field.get('placeholder') or '')}&nbsp;</i>"
    if field.get("style") != _LONG:
        return f'<div class="input">{shown}</div>'
    left = f"<small>{field.get('max_length', 4000) - len(said)}</small>"
    return f'<div class="input long">{shown}{left}</div>'
