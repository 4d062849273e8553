"""Messages as HTML: who says it and when, the words, the embeds, the files, and what can be pressed."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING, Any

from discord_look.controls import controls_html
from discord_look.icons import EYE, FILE, SPINE, circle, sign
from discord_look.markdown import html_of, inline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from discord_server.model import Attachment, Interaction, Message, User

CLOCK = "14:05"
_COLOURS = ("#8f5fb0", "#b3693c", "#3f7fb5", "#a8506a", "#5b8a3c")
_GREY = "#1e1f22"
_COMMAND_REPLY = 20


def message_html(message: Message, names: Mapping[int, str], *, alone: bool = True) -> str:
    """Return a message as it stands now; `alone` says that it does not follow another of the same writer."""
    mine = " private" if message.only_for is not None else ""
    files = {_address(each): _data(each) for each in message.attachments}
    shown = {each["image"]["url"] for each in message.embeds if "image" in each}
    head = _above(message, names) + _head(message.author) if alone or message.replied else ""
    parts = [
        f"<div>{html_of(message.content, names)}</div>" if message.content else "",
        *(_file(each) for each in message.attachments if _address(each) not in shown),
        *(embed_html(each, names, files) for each in message.embeds),
        controls_html(message.components, names),
    ]
    if mine:
        parts.append(f'<p class="eye">{EYE} Only you can see this • <a>Dismiss message</a></p>')
    return f'<article class="message{mine}">{head}<div class="body">{"".join(parts)}</div></article>'


def typed_html(interaction: Interaction) -> str:
    """Return a slash command as it stood in the line where it was typed."""
    path, options = command_of(interaction)
    given = "".join(
        f'<span class="option"><b>{escape(name)}</b><span>{escape(str(value))}</span></span>'
        for name, value in options.items()
    )
    return f'<div class="typed"><b>/{escape(path)}</b>{given}</div>'


def command_of(interaction: Interaction) -> tuple[str, dict[str, Any]]:
    """Return a command's name with its group, and its options."""
    path, options = [interaction.data["name"]], interaction.data.get("options") or []
    while options and options[0]["type"] in (1, 2):
        path.append(options[0]["name"])
        options = options[0].get("options") or []
    return " ".join(path), {each["name"]: each["value"] for each in options}


def avatar(user: User, size: int) -> str:
    """Return a circle with a first letter, or with the bot's sign."""
    if user.bot:
        return sign(size)
    colour = _COLOURS[sum(map(ord, user.name)) % len(_COLOURS)]
    return circle(escape(user.name.removeprefix("Dr ")[0]), colour, size)


def _above(message: Message, names: Mapping[int, str]) -> str:
    """Return the thin line above a message that answers a command or another message."""
    used, replied = message.interaction, message.replied
    if message.kind == _COMMAND_REPLY and used is not None:
        who, said = used.user, f'used <b class="command">/{escape(command_of(used)[0])}</b>'
    elif replied is not None:
        who, said = replied.author, f"<span>{inline(replied.content, names)}</span>"
    else:
        return ""
    at = "" if message.kind == _COMMAND_REPLY else "@"
    return f'<p class="above">{SPINE}{avatar(who, 16)}<b>{at}{escape(who.name)}</b>{said}</p>'


def _head(user: User) -> str:
    badge = '<span class="badge">APP</span>' if user.bot else ""
    return (
        f"{avatar(user, 40)}<header><b>{escape(user.name)}</b>{badge}<time>Today at {CLOCK}</time></header>"
    )


def embed_html(embed: Mapping[str, Any], names: Mapping[int, str], files: Mapping[str, str]) -> str:
    """Return an embed with its stripe and its picture, one of the `files`. Author and footer know no markdown."""
    parts = []
    if author := embed.get("author"):
        parts.append(f'<p class="author">{escape(author["name"])}</p>')
    if title := embed.get("title"):
        parts.append(f'<p class="title">{inline(title, names)}</p>')
    if description := embed.get("description"):
        parts.append(f'<div class="description">{html_of(description, names)}</div>')
    if fields := embed.get("fields"):
        parts.append(f'<div class="fields">{"".join(_field(each, names) for each in fields)}</div>')
    if image := embed.get("image"):
        parts.append(f'<img src="{files[image["url"]]}">')
    if footer := embed.get("footer"):
        parts.append(f'<p class="footer">{_broken(footer["text"])}</p>')
    stripe = f"#{embed['color']:06x}" if embed.get("color") else _GREY
    return f'<section class="embed" style="border-color:{stripe}">{"".join(parts)}</section>'


def _field(field: Mapping[str, Any], names: Mapping[int, str]) -> str:
    beside = " beside" if field.get("inline") else ""
    name, value = inline(field["name"], names), html_of(field["value"], names)
    return f'<div class="field{beside}"><b>{name}</b><div>{value}</div></div>'


def _broken(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _address(attachment: Attachment) -> str:
    return f"attachment://{attachment.filename}"


def _data(attachment: Attachment) -> str:
    return f"data:{attachment.content_type};base64,{b64encode(attachment.content).decode()}"


def _file(attachment: Attachment) -> str:
    if (attachment.content_type or "").startswith("image/"):
        return f'<img class="attached" src="{_data(attachment)}">'
    size = f"{len(attachment.content) / 1000:.2f} KB"
    return f'<p class="file">{FILE}<span><a>{escape(attachment.filename)}</a><small>{size}</small></span></p>'
