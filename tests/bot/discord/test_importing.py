"""Documents that go in and the file that comes out, with the shipped bot on the other side."""

from __future__ import annotations

import gzip
import json
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from discord_server import message_shapes

from bot.curating.importing import export_name

if TYPE_CHECKING:
    from discord_server import Message, Person

    from tests.bot.discord.conftest import Town

SAMPLE = (files("knowledge") / "samples" / "borrowed-drugs.md").read_bytes()
COMMENTS = 400


def thread(comments: int) -> bytes:
    """Return a post under which members asked and its author answered."""
    head = "---\ntitle: A long summer\nauthor: Dr Sol\ndate: 2025-05-12\nurl: https://example.org/long\n---\n"
    asked = (
        f"- **Sam {n}** (2025-05-13): Does heat of {n} degrees harm a nerve that was damaged {n} years ago?\n\n"
        f"  - **Dr Sol** (2025-05-14): At {n} degrees it does no lasting harm. Rest, and drink enough.\n"
        for n in range(1, comments + 1)
    )
    return f"{head}\nA summer was long.\n\n## Comments\n\n{''.join(asked)}".encode()


def seen(told: Message) -> list[str]:
    """Return what stood on a message, one after the other."""
    return [embed["description"] for body in told.bodies for embed in body.get("embeds", [])]


async def test_a_long_import_says_how_far_it_is_then_what_it_did(town: Town, mo: Person) -> None:
    async with town.bot():
        command = await mo.slash("faq import", file=("summer.md", thread(COMMENTS)), publish=True)
        told = await command.message(30)
        assert told.ephemeral
        await town.discord.until(lambda: "entries published" in told.text, "the summary", 60)
        *before, last = seen(told)
        assert f" of {COMMENTS}" in before[0]
        assert f"“A long summer”: {2 * COMMENTS} comments read, {COMMENTS} entries published" in last
        question = "does heat of 40 degrees harm a nerve damaged 40 years ago"
        answer = await (await town.ana.slash("ask", question=question)).message()
        assert "At 40 degrees it does no lasting harm." in answer.text


async def test_the_same_document_brings_nothing_new_and_a_changed_one_what_changed(
    town: Town, mo: Person
) -> None:
    async with town.bot():
        for document, summary in (
            (thread(3), "“A long summer”: 6 comments read, 3 drafts to review"),
            (thread(3), "“A long summer” was imported before; nothing in it is new"),
            (thread(4), "“A long summer”: 8 comments read, 1 draft to review"),
        ):
            told = await (await mo.slash("faq import", file=("summer.md", document))).message()
            await town.discord.until(lambda: summary in told.text, summary, 20)  # noqa: B023  at once
        assert len(await town.kb.imports.drafts(town.community)) == 4


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("half.md", SAMPLE[:1000], "half.md has no comments"),
        ("latin.md", "---\ntitle: Über\n---\n".encode("latin-1"), "latin.md is not UTF-8 text"),
        ("data.json", b'{"a": 1}', "data.json is not an export that can be read back"),
        ("post.docx", b"PK\x03\x04\x00\x00", "post.docx is not a text document"),
    ],
)
async def test_a_broken_attachment_is_refused_in_a_sentence_and_nothing_is_kept(
    town: Town, mo: Person, name: str, content: bytes, said: str
) -> None:
    async with town.bot() as bot:
        told = await (await mo.slash("faq import", file=(name, content))).message()
        assert said in told.text
        assert told.buttons == []
        assert await town.kb.imports.drafts(town.community) == []
        assert "fault" not in bot.log


async def test_an_attachment_that_discord_does_not_give_is_asked_for_again(town: Town, mo: Person) -> None:
    async with town.bot():
        gateway = town.discord.trouble.gateway
        gateway.hold("INTERACTION_CREATE")
        command = await mo.slash("faq import", file=("summer.md", thread(2)))
        town.discord.service.world.attachments.clear()
        gateway.release("INTERACTION_CREATE")
        told = await command.message()
        assert "Discord does not give me that file; please attach it again." in told.text


async def test_an_export_that_is_large_for_discord_comes_compressed(
    town: Town, mo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town.bot():
        monkeypatch.setattr(message_shapes, "FILE_LIMIT", 8_000)
        told = await (await mo.slash("faq export")).message()
        assert "compressed" in told.text
        (file,) = told.attachments
        assert file.filename.startswith("sclerosis-chat-faq-2")
        assert file.filename.endswith(".json.gz")
        assert len(file.content) < 8_000
        kept = json.loads(gzip.decompress(file.content))
        assert [entry["id"] for entry in kept["entries"]] == [1, 2, 3, 4]
        again = await (
            await mo.slash("faq import", file=(file.filename, file.content), publish=True)
        ).message()
        await town.discord.until(lambda: "4 answers are unchanged" in again.text, "the summary", 20)
        monkeypatch.setattr(message_shapes, "FILE_LIMIT", 100)
        told = await (await mo.slash("faq export")).message()
        assert "The export is too large for Discord" in told.text
        assert not told.attachments


@pytest.mark.parametrize(
    ("server", "name"),
    [
        ("Sclerosis Chat!", "sclerosis-chat-faq-2026-11-06.json"),
        ("../../etc", "etc-faq-2026-11-06.json"),
        ("\N{SNOWMAN}", "faq-2026-11-06.json"),
        ("A" * 100, f"{'a' * 40}-faq-2026-11-06.json"),
    ],
)
def test_an_export_is_named_after_its_server_and_day(server: str, name: str) -> None:
    assert export_name(server, date(2026, 11, 6)) == name


async def test_an_export_is_read_back_here_without_a_change_and_elsewhere_word_for_word(
    town: Town, mo: Person
) -> None:
    other = town.discord.guild("Elsewhere")
    other.text_channel("hall")
    eve = other.member("Eve", roles=[other.role("Boss", "administrator")])
    await town.kb.curation.remove(town.community, 4, "seed")
    async with town.bot():
        told = await (await mo.slash("faq export")).message()
        kept = told.attachments[0].content
        again = await (await mo.slash("faq import", file=("faq.json", kept), publish=True)).message()
        await town.discord.until(lambda: "3 answers are unchanged" in again.text, "the summary", 20)
        assert again.buttons == []
        assert len(await town.kb.curation.entries(town.community)) == 3
        there = await (await eve.slash("faq import", file=("faq.json", kept), publish=True)).message()
        await town.discord.until(lambda: "3 entries published" in there.text, "the summary there", 20)
        mine = [entry.text for entry in await town.kb.curation.entries(town.community)]
        assert [entry.text for entry in await town.kb.curation.entries(str(other.id))] == mine
        twice = await (await eve.slash("faq import", file=("faq.json", kept))).message()
        await town.discord.until(lambda: "3 answers are unchanged" in twice.text, "the second summary", 20)
