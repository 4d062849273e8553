"""What a person sees after asking something of the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord_server.components import walk

if TYPE_CHECKING:
    from discord_server.model import Interaction, Json, Message
    from discord_server.service import Service

SECONDS = 5.0


class Modal:
    """A form that the bot opened for somebody."""

    def __init__(self, interaction: Interaction) -> None:
        self.interaction = interaction
        self.body: Json = interaction.modal or {}

    @property
    def title(self) -> str:
        title: str = self.body["title"]
        return title

    @property
    def inputs(self) -> dict[str, Json]:
        """The fields by custom id, each with its label."""
        found = {}
        for part in self.body["components"]:
            for field in walk([part]):
                if "custom_id" in field:
                    found[field["custom_id"]] = {"label": part.get("label"), **field}
        return found

    @property
    def values(self) -> dict[str, str]:
        """What the fields are prefilled with, by custom id."""
        return {name: field.get("value") or "" for name, field in self.inputs.items()}


class Reply:
    """The bot's answer to one interaction, as it comes."""

    def __init__(self, service: Service, interaction: Interaction) -> None:
        self._service = service
        self.interaction = interaction
        self._edits = len(interaction.source.bodies) if interaction.source else 0

    async def acknowledged(self, timeout: float = SECONDS) -> None:
        """Wait for the first response, of whatever kind."""
        await self._service.journal.until(
            lambda: self.interaction.response is not None, "a first response to the interaction", timeout
        )

    async def message(self, timeout: float = SECONDS) -> Message:
        """Wait for the message that answers: new, deferred and then filled in, or the changed one."""
        found: Message = await self._service.journal.until(self._visible, "a message in reply", timeout)
        return found

    def _visible(self) -> Message | None:
        interaction = self.interaction
        original = interaction.original
        if interaction.response in (4, 5, 7):
            return original if original and not original.loading else None
        if interaction.response == 6:
            changed = original is not None and len(original.bodies) > self._edits
            return original if changed else next(iter(interaction.followups), None)
        return None

    async def followup(self, number: int = 1, timeout: float = SECONDS) -> Message:
        """Wait for the first, second ... message after the answer itself."""
        followups = self.interaction.followups
        await self._service.journal.until(
            lambda: len(followups) >= number, f"followup number {number}", timeout
        )
        return followups[number - 1]

    async def modal(self, timeout: float = SECONDS) -> Modal:
        """Wait for the modal that the bot opens."""
        await self._service.journal.until(lambda: self.interaction.modal, "a modal", timeout)
        return Modal(self.interaction)

    async def choices(self, timeout: float = SECONDS) -> list[Json]:
        """Wait for what autocomplete offers."""
        await self._service.journal.until(
            lambda: self.interaction.choices is not None, "choices of autocomplete", timeout
        )
        return self.interaction.choices or []
