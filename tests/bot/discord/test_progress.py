"""What a moderator sees while an import goes on."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from bot.curating import importing

if TYPE_CHECKING:
    import pytest


async def test_an_import_says_how_far_it_is_and_stops_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_BETWEEN", 0.01)
    told: list[str] = []

    async def edit(embeds: Any) -> None:  # noqa: ANN401 - embeds
        told.extend(embed.description for embed in embeds)

    async with importing._progress(SimpleNamespace(edit_original_response=edit)) as progress:  # type: ignore[arg-type]
        progress("storing", 1, 1_200)
        await asyncio.sleep(0.05)
        progress("encoding", 1_200, 1_200)
        await asyncio.sleep(0.05)
    progress("encoding", 0, 0)
    await asyncio.sleep(0.03)
    assert told == ["Keeping what it says: 1 of 1,200", "Learning the answers: 1,200 of 1,200"]
