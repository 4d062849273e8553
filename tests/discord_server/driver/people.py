"""A person as a test speaks: says, replies, posts, clicks, asks, leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord_server.driver import asking, pressing
from discord_server.driver.places import Place, visible_messages
from discord_server.driver.replies import SECONDS, Modal, Reply
from discord_server.message_shapes import AUTOCOMPLETE, COMMAND
from discord_server.model import Channel, ChannelType, Guild, Message, User
from discord_server.permissions import Permissions, permissions_in
from discord_server.posting import amend, post, remove
from discord_server.rest.call import Upload
from discord_server.rest.reactions import react
from discord_server.rest.threads import announce_thread, open_thread
from discord_server.shapes import member_json, user_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from discord_server.model import Json, Role
    from discord_server.service import Service


LONGEST = 4000  # with a subscription; without one, half of it


class Person:
    """Somebody in one guild. What a person cannot do on Discord fails here, too."""

    def __init__(self, service: Service, guild: Guild, user: User) -> None:
        self._service = service
        self.guild = guild
        self.user = user
        self.offered: dict[str, Any] = {}
        """The values behind the names that autocomplete offered last."""

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def mention(self) -> str:
        return f"<@{self.user.id}>"

    @property
    def dms(self) -> Place:
        """The private channel of this person and the bot."""
        return Place(self._service, self._service.world.dm_with(self.user))

    def sees(self, place: Place) -> list[Message]:
        """Return what this person sees in a place, oldest first."""
        return visible_messages(place.channel, self.user.id)

    def says(
        self,
        place: Place,
        text: str,
        *,
        reply_to: Message | None = None,
        files: Mapping[str, bytes] | None = None,
        pings: bool = True,
    ) -> Message:
        """Write a message, as a reply or with files if told so; `pings` is the switch beside a reply."""
        speak = Permissions.SEND_MESSAGES_IN_THREADS if place.channel.is_thread else Permissions.SEND_MESSAGES
        assert self._may(place.channel, speak), f"{self.name} cannot write in {place.name}"
        assert text.strip() or files, "nobody can write nothing"
        assert len(text) <= LONGEST, "nobody can write so much"
        parse = {"parse": ["users", "roles", "everyone"], "replied_user": pings}
        body: Json = {"content": text, "allowed_mentions": parse}
        if reply_to is not None:
            body["message_reference"] = {"message_id": str(reply_to.id)}
        uploads = {str(n): Upload(name, content) for n, (name, content) in enumerate((files or {}).items())}
        return post(self._service, place.channel, self.user, body, uploads)

    async def dm(self, text: str, *, files: Mapping[str, bytes] | None = None) -> Message:
        """Write to the bot in private."""
        return self.says(self.dms, text, files=files)

    def edits(self, message: Message, text: str) -> None:
        assert message.author is self.user, "only the author edits a message"
        amend(self._service, message, {"content": text, "allowed_mentions": {"parse": []}}, {})

    def deletes(self, message: Message) -> None:
        """Delete a message: one's own, or any with the permission to manage messages."""
        allowed = message.author is self.user or self._may(message.channel, Permissions.MANAGE_MESSAGES)
        assert allowed, f"{self.name} cannot delete this message"
        remove(self._service, message)

    def reacts(self, message: Message, emoji: str) -> None:
        react(self._service, message, self.user, emoji)

    def posts(self, forum: Place, title: str, text: str, *, tags: Iterable[str] = ()) -> Place:
        """Start a post in a forum and return its thread."""
        assert forum.channel.type is ChannelType.FORUM, "posts stand in forums"
        thread = open_thread(self._service, forum.channel, self.user, title)
        thread.applied_tags = [forum.channel.tags[tag] for tag in tags]
        announce_thread(self._service, thread)
        body: Json = {"content": text, "allowed_mentions": {"parse": ["users"]}}
        post(self._service, thread, self.user, body, {}, number=thread.id)
        return Place(self._service, thread)

    def starts_thread(self, message: Message, name: str) -> Place:
        """Start a thread from a message in a text channel."""
        thread = open_thread(self._service, message.channel, self.user, name, message.id)
        announce_thread(self._service, thread)
        return Place(self._service, thread)

    async def slash(
        self, command: str, /, *, at: Place | None = None, hidden: bool = False, **options: Any
    ) -> Reply:
        """Use a slash command, such as `faq add`; `hidden` uses one that is not offered to this person."""
        place = self._place(at)
        data = asking.command_data(self._service, place.channel, self, command, options, hidden=hidden)
        return self._sends(COMMAND, place.channel, data)

    async def autocomplete(
        self,
        command: str,
        option: str,
        typed: str,
        /,
        *,
        at: Place | None = None,
        hidden: bool = False,
        timeout: float = SECONDS,
        **others: Any,
    ) -> list[str]:
        """Type into an option and return the names of what is offered."""
        place = self._place(at)
        options = {**others, option: typed}
        data = asking.command_data(
            self._service, place.channel, self, command, options, focused=option, hidden=hidden
        )
        choices = await self._sends(AUTOCOMPLETE, place.channel, data).choices(timeout)
        self.offered = {each["name"]: each["value"] for each in choices}
        return list(self.offered)

    async def context_menu(self, name: str, target: Message | Person, /, *, hidden: bool = False) -> Reply:
        """Use an entry of the Apps menu on a message or on a person."""
        channel = target.channel if isinstance(target, Message) else self._place(None).channel
        data = asking.menu_data(self._service, channel, self, name, target, hidden=hidden)
        return self._sends(COMMAND, channel, data)

    async def clicks(self, message: Message, button: str) -> Reply:
        """Press a button, given by its label or its custom id."""
        pressing.check_visible(self, message)
        data = pressing.button_data(message, button)
        return self._sends(pressing.COMPONENT, message.channel, data, source=message)

    async def selects(self, message: Message, labels: Iterable[str | Any], *, custom_id: str = "") -> Reply:
        """Pick from a select: labels, or roles, channels and people where it offers those."""
        pressing.check_visible(self, message)
        data = pressing.select_data(self._service, message, list(labels), custom_id)
        return self._sends(pressing.COMPONENT, message.channel, data, source=message)

    async def submits(self, modal: Modal, /, fields: Mapping[str, Any] | None = None, **more: Any) -> Reply:
        """Fill in a modal by custom id or label, and send it; what is not said stays as it was prefilled."""
        data = pressing.modal_data(modal, {**(fields or {}), **more})
        opener = modal.interaction
        return self._sends(pressing.MODAL, opener.channel, data, source=opener.source, parent=opener)

    async def forges(
        self, *, custom_id: str, message: Message, kind: int = 2, values: Iterable[str] | None = None
    ) -> Reply:
        """Send a component interaction with any custom id, as a hostile client might."""
        data: Json = {"custom_id": custom_id, "component_type": kind, "id": 1}
        if values is not None:
            data["values"] = list(values)
        return self._sends(pressing.COMPONENT, message.channel, data, source=message)

    async def forges_modal(
        self,
        *,
        custom_id: str,
        fields: Mapping[str, str],
        at: Place | None = None,
        message: Message | None = None,
    ) -> Reply:
        """Submit a modal that nobody was shown, as a hostile client might."""
        channel = message.channel if message else self._place(at).channel
        data = pressing.forged_modal_data(custom_id, fields)
        return self._sends(pressing.MODAL, channel, data, source=message)

    def _sends(self, kind: int, channel: Channel, data: Json, **more: Any) -> Reply:
        interaction = asking.send(self._service, kind, channel, self.user, data, **more)
        return Reply(self._service, interaction)

    def _place(self, at: Place | None) -> Place:
        if at is not None:
            return at
        for channel in self.guild.channels.values():
            if channel.type is ChannelType.TEXT and self._may(channel, Permissions.VIEW_CHANNEL):
                return Place(self._service, channel)
        raise AssertionError(f"{self.name} sees no text channel in {self.guild.name}")

    def _may(self, channel: Channel, permission: Permissions) -> bool:
        return bool(permissions_in(channel, self.user.id) & permission)

    def closes_dms(self) -> None:
        """Take no more private messages from the bot."""
        self.user.accepts_dms = False

    def opens_dms(self) -> None:
        self.user.accepts_dms = True

    def gets(self, role: Role) -> None:
        self.guild.members[self.user.id].roles.append(role.id)
        self._changed()

    def loses(self, role: Role) -> None:
        self.guild.members[self.user.id].roles.remove(role.id)
        self._changed()

    def _changed(self) -> None:
        member = self.guild.members[self.user.id]
        data = {**member_json(member), "guild_id": str(self.guild.id)}
        self._service.dispatch("GUILD_MEMBER_UPDATE", data, self.guild.id)

    def leaves(self) -> None:
        """Leave the guild."""
        del self.guild.members[self.user.id]
        data = {"guild_id": str(self.guild.id), "user": user_json(self.user)}
        self._service.dispatch("GUILD_MEMBER_REMOVE", data, self.guild.id)
