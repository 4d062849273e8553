"""A channel, thread, forum or private channel as a test holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord_server.model import Overwrite, Role
from discord_server.permissions import Permissions, permissions_in, permissions_named
from discord_server.rest.channels import drop_channel
from discord_server.shapes import channel_json

if TYPE_CHECKING:
    from discord_server.driver.people import Person
    from discord_server.model import Channel, Message
    from discord_server.service import Service


class Place:
    """Somewhere messages can stand."""

    def __init__(self, service: Service, channel: Channel) -> None:
        self._service = service
        self.channel = channel

    @property
    def id(self) -> int:
        return self.channel.id

    @property
    def mention(self) -> str:
        return f"<#{self.channel.id}>"

    @property
    def messages(self) -> list[Message]:
        """What everybody here can see, oldest first."""
        return [each for each in self.channel.messages.values() if not each.deleted and not each.ephemeral]

    @property
    def from_bot(self) -> list[Message]:
        """What everybody here can see from the bot, oldest first; not what still says that it thinks."""
        return [each for each in self.messages if each.author.bot and not each.loading]

    @property
    def tags(self) -> list[str]:
        """The names of the tags on a forum post."""
        return self.channel.tag_names

    async def next_message(self, timeout: float = 5.0) -> Message:
        """Wait for a public message of the bot here that no call of this method has returned yet."""
        taken = self._service.taken

        def next_one() -> Message | None:
            return next((each for each in self.from_bot if each.id not in taken), None)

        found: Message = await self._service.journal.until(next_one, f"a message in {self.name}", timeout)
        taken.add(found.id)
        return found

    @property
    def name(self) -> str:
        return self.channel.name or "a private channel"

    def thread_of(self, message: Message) -> Place:
        """Return the thread that was started from a message."""
        return Place(self._service, self._service.world.channels[message.id])

    def vanishes(self) -> None:
        """Delete the channel or thread, with all that is in it."""
        drop_channel(self._service, self.channel)

    def denies(self, who: Role | Person, *names: str) -> None:
        """Take permissions away here, from a role or a person (the bot: `guild.bot`)."""
        self._overwrite(who, Permissions.NONE, permissions_named(names))

    def allows(self, who: Role | Person, *names: str) -> None:
        """Give permissions here, to a role or a person."""
        self._overwrite(who, permissions_named(names), Permissions.NONE)

    def _overwrite(self, who: Role | Person, allow: Permissions, deny: Permissions) -> None:
        kind, number = (0, who.id) if isinstance(who, Role) else (1, who.user.id)
        kept = [each for each in self.channel.overwrites if each.id != number]
        self.channel.overwrites = [*kept, Overwrite(number, kind, allow, deny)]
        self._changed()

    def closes(self, *, locked: bool = False) -> None:
        """Archive the thread; a locked one is opened by moderators only."""
        self.channel.archived, self.channel.locked = True, locked
        self._changed()

    def _changed(self) -> None:
        event = "THREAD_UPDATE" if self.channel.is_thread else "CHANNEL_UPDATE"
        self._service.dispatch(event, channel_json(self.channel), self.channel.guild_id)


def visible_messages(channel: Channel, user_id: int) -> list[Message]:
    """Return the messages in a channel that a user can see, oldest first."""
    if not permissions_in(channel, user_id):
        return []
    shown = [each for each in channel.messages.values() if not each.deleted]
    return [each for each in shown if each.only_for in (None, user_id)]
