"""What Discord knows: plain records, changed in place."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from discord_server.components import buttons_of, selects_of, texts_of

if TYPE_CHECKING:
    from datetime import datetime

    from discord_server.permissions import Permissions

Json = dict[str, Any]

EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15


class ChannelType(IntEnum):
    TEXT = 0
    DM = 1
    CATEGORY = 4
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


@dataclass(eq=False)
class User:
    id: int
    name: str
    bot: bool = False
    accepts_dms: bool = True


@dataclass(eq=False)
class Role:
    id: int
    name: str
    permissions: Permissions
    position: int = 0
    managed: bool = False
    mentionable: bool = False
    bot_id: int | None = None


@dataclass(eq=False)
class Member:
    user: User
    joined_at: datetime
    roles: list[int] = field(default_factory=list)
    nick: str | None = None


@dataclass(eq=False)
class Overwrite:
    """What a channel gives or takes from one role (`kind` 0) or one member (`kind` 1)."""

    id: int
    kind: int
    allow: Permissions
    deny: Permissions


@dataclass(eq=False)
class Channel:
    id: int
    type: ChannelType
    name: str = ""
    guild: Guild | None = None
    parent: Channel | None = None
    owner_id: int | None = None
    position: int = 0
    recipients: list[User] = field(default_factory=list)
    overwrites: list[Overwrite] = field(default_factory=list)
    tags: dict[str, int] = field(default_factory=dict)
    applied_tags: list[int] = field(default_factory=list)
    archived: bool = False
    locked: bool = False
    auto_archive: int = 1440
    topic: str | None = None
    created: datetime | None = None
    messages: dict[int, Message] = field(default_factory=dict)

    @property
    def guild_id(self) -> int | None:
        return self.guild.id if self.guild else None

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    @property
    def is_thread(self) -> bool:
        return self.type in (ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD)

    @property
    def tag_names(self) -> list[str]:
        """The names of the tags on a forum post."""
        named = {tag: name for name, tag in self.parent.tags.items()} if self.parent else {}
        return [named[tag] for tag in self.applied_tags]


@dataclass(eq=False)
class Guild:
    id: int
    name: str
    owner_id: int
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    available: bool = True


@dataclass(eq=False)
class Attachment:
    id: int
    filename: str
    content: bytes
    url: str
    content_type: str | None = None
    description: str | None = None
    ephemeral: bool = False


@dataclass(eq=False)
class Message:
    """A message as it stands now; `bodies` are the raw bodies of the requests that made and changed it."""

    id: int
    channel: Channel
    author: User
    created: datetime
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    kind: int = 0
    edited: datetime | None = None
    reply_to: int | None = None
    replied: Message | None = None
    nonce: str | None = None
    interaction: Interaction | None = None
    only_for: int | None = None
    deleted: bool = False
    reactions: dict[str, set[int]] = field(default_factory=dict)
    pinged: set[int] = field(default_factory=set)
    pings_everyone: bool = False
    pinged_roles: set[int] = field(default_factory=set)
    bodies: list[Json] = field(default_factory=list)

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def loading(self) -> bool:
        """Whether it still says that the bot is thinking."""
        return bool(self.flags & LOADING)

    @property
    def text(self) -> str:
        """All that a person can read: content, embeds and text components, a line each."""
        return "\n".join([self.content, *embed_texts(self.embeds), *texts_of(self.components)]).strip()

    @property
    def buttons(self) -> list[str]:
        """The labels of the buttons that can be pressed, in order."""
        return [
            button.get("label", "") for button in buttons_of(self.components) if not button.get("disabled")
        ]

    @property
    def choices(self) -> list[str]:
        """The labels of everything that can be picked from its selects."""
        return [option["label"] for select in selects_of(self.components) for option in select["options"]]


@dataclass(eq=False)
class Interaction:
    """One thing that somebody asked of the bot, and what it answered."""

    id: int
    token: str
    type: int
    user: User
    channel: Channel
    data: Json
    started: float
    source: Message | None = None
    target: Message | None = None
    response: int | None = None
    response_body: Json | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    parent: Interaction | None = None

    @property
    def modal(self) -> Json | None:
        return self.response_body["data"] if self.response == 9 and self.response_body else None

    @property
    def choices(self) -> list[Json] | None:
        return self.response_body["data"]["choices"] if self.response == 8 and self.response_body else None


def embed_texts(embeds: list[Json]) -> list[str]:
    """Return what a person can read in the embeds, in order."""
    texts = []
    for embed in embeds:
        parts = [embed.get("author", {}).get("name"), embed.get("title"), embed.get("description")]
        parts += [part for item in embed.get("fields", []) for part in (item["name"], item["value"])]
        parts.append(embed.get("footer", {}).get("text"))
        texts += [part for part in parts if part]
    return texts
