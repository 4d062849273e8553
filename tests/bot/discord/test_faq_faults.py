"""Moderators' work when something goes wrong in the middle of it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from knowledge import EntryStatus
from tests.bot.discord.test_faq import FORM, VITAMIN

if TYPE_CHECKING:
    from discord_server import Message, Person, Role

    from tests.bot.discord.conftest import Town


@pytest.fixture
def helpers(town: Town) -> Role:
    """Give a role that may manage the server."""
    return town.guild.role("Helpers", "manage_guild", "manage_messages")


@pytest.fixture
def mo(town: Town, helpers: Role) -> Person:
    """Give a moderator."""
    return town.guild.member("Mo", roles=[helpers])


async def previewed(mo: Person) -> Message:
    """Write a new answer and return its preview."""
    form = await (await mo.slash("faq add")).modal()
    return await (await mo.submits(form, FORM)).message()


async def test_who_lost_the_role_meanwhile_publishes_nothing(town: Town, mo: Person, helpers: Role) -> None:
    async with town.bot():
        preview = await previewed(mo)
        mo.loses(helpers)
        refused = await (await mo.clicks(preview, "Publish")).followup()
        assert refused.text == "Only moderators can do that here."
        assert refused.only_for == mo.id
        edit = await (await mo.clicks(preview, "Edit")).message()
        assert edit.text == "Only moderators can do that here."
        assert "Publish" in preview.buttons
        assert len(await town.kb.curation.entries(town.community)) == 4


async def test_a_dismissed_preview_does_not_keep_from_saying_what_was_published(
    town: Town, mo: Person
) -> None:
    async with town.bot():
        preview = await previewed(mo)
        town.discord.trouble.fail("PATCH /webhooks/*", 404)
        told = await (await mo.clicks(preview, "Publish")).followup()
        assert "Published as entry 5" in told.text
        assert told.only_for == mo.id


async def test_a_server_error_after_publishing_does_not_publish_twice(town: Town, mo: Person) -> None:
    async with town.bot():
        preview = await previewed(mo)
        town.discord.trouble.fail("PATCH /webhooks/*", 502, after_work=True)
        await mo.clicks(preview, "Publish")
        await town.discord.until(lambda: "Published as entry 5" in preview.text, "the entry", 10)
        assert len(await town.kb.curation.entries(town.community)) == 5


async def test_an_undo_that_arrives_twice_undoes_once(town: Town, mo: Person) -> None:
    await town.kb.curation.remove(town.community, 1, "seed")
    await town.kb.curation.restore(town.community, 1, "seed")
    async with town.bot():
        town.discord.trouble.gateway.duplicate_next("INTERACTION_CREATE")
        told = await (await mo.slash("faq undo", entry="1")).message()
        assert "was taken back" in told.text
        await town.discord.quiet()
        entry = await town.kb.curation.get(town.community, 1)
        assert (entry.status, entry.revision) == (EntryStatus.REMOVED, 4)


async def test_a_locked_database_is_waited_for_after_a_sign_of_life(town: Town, mo: Person) -> None:
    async with town.bot():
        preview = await previewed(mo)
        other = sqlite3.connect(town.folder / "store.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        press = await mo.clicks(preview, "Publish")
        await press.acknowledged(1.0)
        shown = await (await mo.slash("faq show", entry="1")).message()
        assert VITAMIN in shown.text
        other.execute("COMMIT")
        other.close()
        await town.discord.until(lambda: "Published as entry 5" in preview.text, "the entry", 10)
