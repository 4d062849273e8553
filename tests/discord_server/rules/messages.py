"""The limits of a message as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord_server import errors
from discord_server.errors import Flaw, refuse_flawed
from discord_server.model import COMPONENTS_V2
from discord_server.rules.components import component_flaws
from discord_server.rules.embeds import embed_flaws
from discord_server.rules.limits import known_keys, length, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

CONTENT = 2000
FILES = 10
_ANY = words("content embeds allowed_mentions components flags attachments")
_NEW = _ANY | frozenset({"tts", "sticker_ids", "poll"})
KEYS = {
    "channel": _NEW | words("nonce enforce_nonce message_reference shared_client_theme"),
    "interaction": _NEW,
    "followup": _NEW | words("username avatar_url thread_name applied_tags"),
    "forum": _NEW,
    "edit": _ANY | frozenset({"tts"}),  # discord.py sends it with edits as well
}
_REPLY = words("type message_id channel_id guild_id fail_if_not_exists")
_MENTIONS = words("parse users roles replied_user")


def check_message(body: dict[str, Any], kind: str, files: Collection[str]) -> None:
    """Refuse a message's body that Discord would refuse.

    Raises:
        DiscordError: with the reasons.
    """
    refuse_flawed(message_flaws(body, kind, files))


def message_flaws(body: dict[str, Any], kind: str, files: Collection[str]) -> Iterator[Flaw]:
    """Find everything wrong in a message's body."""
    version_2 = bool((body.get("flags") or 0) & COMPONENTS_V2)
    yield from known_keys(body, KEYS[kind])
    yield from length(body.get("content"), ("content",), CONTENT)
    yield from embed_flaws(body.get("embeds") or [], files)
    yield from component_flaws(body.get("components") or [], version_2=version_2)
    if version_2 and (body.get("content") or body.get("embeds")):
        yield Flaw(
            (), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "No content or embeds with those."
        )
    if len(body.get("attachments") or []) > FILES:
        yield Flaw(("attachments",), "BASE_TYPE_MAX_LENGTH", f"Must be {FILES} or fewer in length.")
    yield from length(str(body.get("nonce") or ""), ("nonce",), 25)
    yield from known_keys(body.get("message_reference") or {}, _REPLY, ("message_reference",))
    yield from _mention_flaws(body.get("allowed_mentions") or {})


def _mention_flaws(allowed: dict[str, Any]) -> Iterator[Flaw]:
    path = ("allowed_mentions",)
    yield from known_keys(allowed, _MENTIONS, path)
    for name in ("users", "roles"):
        listed = allowed.get(name) or []
        if listed and name in (allowed.get("parse") or []):
            yield Flaw(
                (*path,), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", f'parse:["{name}"] and {name} exclude.'
            )
        if len(listed) > 100:
            yield Flaw((*path, name), "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")


def refuse_empty(body: dict[str, Any], files: Collection[str], kept: int = 0) -> None:
    """Refuse a message in which there would be nothing to see; `kept` attachments stay.

    Raises:
        DiscordError: it is empty.
    """
    texts = (body.get("content") or "").strip()
    if not (
        texts or body.get("embeds") or files or kept or body.get("components") or body.get("sticker_ids")
    ):
        raise errors.empty_message()
    version_2 = bool((body.get("flags") or 0) & COMPONENTS_V2)
    if not (texts or body.get("embeds") or files or kept or version_2):
        raise errors.empty_message()
