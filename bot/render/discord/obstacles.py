"""What is in the way of what a server has chosen: permissions, channels and roles that are missing, a setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.discord.state import Use

if TYPE_CHECKING:
    from bot.render.discord.state import Place, State


CONTENT_OFF = (
    "Watched channels will not work, and of a forum post I read the title alone: the setting"
    " AFTERWORD_MESSAGE_CONTENT is off, so I cannot read messages that are not addressed to me. Everything else works."
)
_BASIC = ("view_channel", "embed_links")
NEEDED = {
    Use.WATCHED: (*_BASIC, "send_messages", "read_message_history"),
    Use.FORUM: (*_BASIC, "send_messages_in_threads", "read_message_history", "manage_threads"),
    Use.AUTHOR: (*_BASIC, "send_messages", "read_message_history"),
}
"""The permissions that the bot needs in a channel; managing threads sets the solved tag, and by a channel's history the
bot knows what it sent before it was interrupted."""

_CALLED = {"view_channel": "View Channel", "manage_threads": "Manage Threads (for the solved tag)"}


def missing(place: Place) -> list[str]:
    """Return the names of the permissions that the bot lacks in a place, as Discord's own settings call them."""
    if place.held is None:
        return []
    lacking = [name for name in NEEDED[place.use] if not getattr(place.held, name)]
    return [_CALLED.get(name, name.replace("_", " ").title()) for name in lacking]


def troubles(state: State) -> list[str]:
    """Say what is in the way of what was chosen, a sentence each."""
    found = []
    choices = state.choices
    if not state.message_content and (choices.watched_channels or choices.forum_channels):
        found.append(CONTENT_OFF)
    for place in state.places:
        if place.held is None:
            found.append(f"The channel <#{place.id}> that I should {place.use} is gone.")
        elif lacking := missing(place):
            found.append(f"To {place.use} <#{place.id}> I still need: {', '.join(lacking)}.")
    if state.roles_gone:
        found.append(f"{_counted(state.roles_gone, 'chosen role is', 'chosen roles are')} no longer there.")
    return found


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
