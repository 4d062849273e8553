"""What the README and the pages in docs/ point at is there, and the invitation asks for what they say."""

from __future__ import annotations

import re
from pathlib import Path

import discord
import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NEEDED = {
    "view_channel": "View Channels",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "embed_links": "Embed Links",
    "read_message_history": "Read Message History",
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_whatever_a_page_points_at_is_in_the_repository(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    own = [each for each in targets if not each.startswith("http")]
    assert [each for each in own if not (page.parent / each).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "docs/discord.md"])
def test_the_invitation_asks_for_no_more_than_is_needed(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    [asked] = re.findall(r"oauth2/authorize\S*?permissions=(\d+)", text)
    assert discord.Permissions(int(asked)) == discord.Permissions(**dict.fromkeys(NEEDED, True))
    if name.startswith("docs/"):
        assert all(f"*{shown}*" in text for shown in NEEDED.values())


def test_every_picture_is_shown_somewhere() -> None:
    shown = " ".join(page.read_text(encoding="utf-8") for page in PAGES)
    drawn = {each.name for each in (ROOT / "docs" / "pictures").iterdir()}
    assert {each for each in drawn if each not in shown} == set()
