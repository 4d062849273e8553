"""How Discord says no."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

INVALID_FORM = 50035


@dataclass(frozen=True)
class Flaw:
    """One thing that is wrong with a body, at a place in it."""

    path: tuple[str | int, ...]
    code: str
    message: str

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path)) or 'the body'}: {self.message}"


@dataclass(eq=False)
class DiscordError(Exception):
    """A refusal: the HTTP status, Discord's own code, and its sentence."""

    status: int
    code: int
    message: str
    flaws: tuple[Flaw, ...] = ()

    def body(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.flaws:
            answer["errors"] = _tree(self.flaws)
        return answer

    def inside(self, key: str) -> DiscordError:
        """Return the same refusal of a body that was found under a key of a larger one."""
        flaws = tuple(replace(flaw, path=(key, *flaw.path)) for flaw in self.flaws)
        return DiscordError(self.status, self.code, self.message, flaws)

    def __str__(self) -> str:
        details = "; ".join(map(str, self.flaws))
        return f"{self.status} {self.code} {self.message}" + (f" ({details})" if details else "")


def _tree(flaws: Iterable[Flaw]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for flaw in flaws:
        place = tree
        for step in flaw.path:
            place = place.setdefault(str(step), {})
        place.setdefault("_errors", []).append({"code": flaw.code, "message": flaw.message})
    return tree


def refuse_flawed(flaws: Iterable[Flaw]) -> None:
    """Raise what Discord answers to a bad body, if there is a flaw.

    Raises:
        DiscordError: there is.
    """
    found = tuple(flaws)
    if found:
        raise DiscordError(400, INVALID_FORM, "Invalid Form Body", found)


def unauthorized() -> DiscordError:
    return DiscordError(401, 0, "401: Unauthorized")


def unknown_route() -> DiscordError:
    return DiscordError(501, 0, "The local Discord does not know this route")


def unknown_channel() -> DiscordError:
    return DiscordError(404, 10003, "Unknown Channel")


def unknown_guild() -> DiscordError:
    return DiscordError(404, 10004, "Unknown Guild")


def unknown_member() -> DiscordError:
    return DiscordError(404, 10007, "Unknown Member")


def unknown_message() -> DiscordError:
    return DiscordError(404, 10008, "Unknown Message")


def unknown_user() -> DiscordError:
    return DiscordError(404, 10013, "Unknown User")


def unknown_webhook() -> DiscordError:
    return DiscordError(404, 10015, "Unknown Webhook")


def unknown_interaction() -> DiscordError:
    return DiscordError(404, 10062, "Unknown interaction")


def unknown_command() -> DiscordError:
    return DiscordError(404, 10063, "Unknown application command")


def too_large() -> DiscordError:
    return DiscordError(413, 40005, "Request entity too large")


def already_acknowledged() -> DiscordError:
    return DiscordError(400, 40060, "Interaction has already been acknowledged.")


def missing_access() -> DiscordError:
    return DiscordError(403, 50001, "Missing Access")


def cannot_edit_others() -> DiscordError:
    return DiscordError(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> DiscordError:
    return DiscordError(400, 50006, "Cannot send an empty message")


def cannot_dm() -> DiscordError:
    return DiscordError(403, 50007, "Cannot send messages to this user")


def missing_permissions() -> DiscordError:
    return DiscordError(403, 50013, "Missing Permissions")


def invalid_webhook_token() -> DiscordError:
    return DiscordError(401, 50027, "Invalid Webhook Token")


def thread_is_archived() -> DiscordError:
    return DiscordError(400, 50083, "Thread is archived")
