"""Imports and their drafts, what members said, blocks, and messages that become answers."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from knowledge import EntryText, Question

if TYPE_CHECKING:
    from discord_server import Person

    from tests.bot.discord.conftest import Town

VITAMIN = "Can I take vitamin D with MS?"
SAMPLE = ("borrowed-drugs.md", (files("knowledge") / "samples" / "borrowed-drugs.md").read_bytes())


async def test_a_post_becomes_drafts_that_are_reviewed_card_by_card(town: Town, mo: Person) -> None:
    async with town.bot():
        told = await (await mo.slash("faq import", file=SAMPLE)).message()
        await town.discord.until(lambda: "drafts to review" in told.text, "the summary", 20)
        waiting = await town.kb.imports.drafts(town.community)
        await mo.clicks(told, "Review the drafts")
        await town.discord.until(lambda: f"(1 of {len(waiting)})" in told.text, "the first card")
        assert "Authorship: " in told.text
        assert told.buttons[:4] == ["Approve", "Edit", "Reject", "Next"]
        await mo.clicks(told, "Approve")
        await town.discord.until(lambda: "Published as entry 5" in told.text, "the approval")
        assert f"(1 of {len(waiting) - 1})" in told.text
        entry = await town.kb.curation.get(town.community, 5)
        assert entry.text == waiting[0].content.text
        reason = await (await mo.clicks(told, "Reject")).modal()
        await mo.submits(reason, reason="It only says thanks.")
        await town.discord.until(
            lambda: f"Draft {waiting[1].id} is turned down" in told.text, "the rejection"
        )
        await mo.clicks(told, "Take that back")
        await town.discord.until(lambda: f"Draft {waiting[1].id} waits again" in told.text, "the draft")
        assert waiting[1].content.text.question in told.text
        assert waiting[1] in await town.kb.imports.drafts(town.community)
        reason = await (await mo.clicks(told, "Reject")).modal()
        await mo.submits(reason, reason="")
        await town.discord.until(lambda: "Take that back" in told.buttons, "the second rejection")
        form = await (await mo.clicks(told, "Edit")).modal()
        assert form.values["answer"] == waiting[2].content.text.answer
        await mo.submits(form, tags="repurposing")
        await town.discord.until(lambda: "If you publish this" in told.text, "the preview")
        await mo.clicks(told, "Publish" if "Publish" in told.buttons else "Publish all the same")
        await town.discord.until(lambda: "Published as entry 6" in told.text, "the edited draft")
        edited = await town.kb.curation.get(town.community, 6)
        assert edited.text.tags == ("repurposing",)
        assert edited.answer == waiting[2].content.text.answer
        assert edited.text.context == waiting[2].content.text.context
        await mo.clicks(told, "Next draft")
        await town.discord.until(lambda: f"(1 of {len(waiting) - 3})" in told.text, "the next card")
        again = await (await mo.slash("faq import", file=SAMPLE)).message()
        await town.discord.until(lambda: "nothing in it is new" in again.text, "the second summary", 20)


async def test_a_file_that_is_no_post_is_refused_in_a_sentence(town: Town, mo: Person) -> None:
    async with town.bot():
        told = await (await mo.slash("faq import", file=("empty.md", b""))).message()
        assert told.text.startswith("empty.md is empty, so there is nothing to import; please")
        told = await (await mo.slash("faq import", file=("cat.png", b"\x89PNG\0\0\1"))).message()
        assert "not a text document" in told.text


async def test_all_that_was_made_is_exported_without_a_members_name(town: Town, mo: Person) -> None:
    async with town.bot():
        await (await town.ana.slash("ask", question="Which wheelchair fits into a small car boot?")).message()
        told = await (await mo.slash("faq export")).message()
        assert told.ephemeral
        kept = json.loads(told.attachments[0].content)
        assert [entry["id"] for entry in kept["entries"]] == [1, 2, 3, 4]
        assert len(kept["open_questions"]) == 1
        assert str(town.ana.id) not in told.attachments[0].content.decode()


async def test_what_members_said_is_taken_up_or_blocked_and_can_be_taken_back(town: Town, mo: Person) -> None:
    for number, (wording, right) in enumerate(
        [("is vitamin d ok with ms", True), ("vitamin d for ms", False)]
    ):
        asked = Question(town.community, f"m{number}", wording, f"k{number}")
        await town.kb.pick(asked, 1) if right else await town.kb.ask(asked)
        if not right:
            await town.kb.feedback.reject(town.community, f"k{number}")
    assert len(await town.kb.learning.proposals(town.community)) == 2
    async with town.bot():
        card = await (await mo.slash("faq proposals")).message()
        assert "Not the question?" in card.text
        assert card.buttons == ["Block this answer", "Keep answering it", "Skip for now"]
        await mo.clicks(card, "Block this answer")
        await town.discord.until(lambda: "will not answer this again" in card.text, "the block")
        assert "One more wording?" in card.text
        await mo.clicks(card, "Add this wording")
        await town.discord.until(lambda: "is waiting for review" in card.text, "the phrasing", 10)
        entry = await town.kb.curation.get(town.community, 1)
        assert "is vitamin d ok with ms" in entry.text.phrasings
        blocks = await (await mo.slash("faq blocks")).message()
        assert "vitamin d for ms" in blocks.text
        await mo.selects(blocks, ["1. vitamin d for ms"])
        await town.discord.until(lambda: "Block 1 is lifted" in blocks.text, "the lifting")
        assert "Nothing is blocked" in blocks.text
        done = await (await mo.slash("faq block", entry="1", question="Is vitamin K good?")).message()
        assert "entry 1 will not answer “Is vitamin K good?”" in done.text
        form = await (await mo.slash("faq edit", entry="1")).modal()
        refused = await (await mo.submits(form, phrasings="Is vitamin K good?")).message()
        assert "first lift block 2 with /faq blocks" in refused.text
        await mo.clicks(card, "Undo that")
        await town.discord.until(lambda: "was taken back" in card.text, "the undoing")
        assert await town.kb.curation.get(town.community, 1) != entry


async def test_an_authors_message_is_saved_with_itself_as_the_source(town: Town, mo: Person) -> None:
    author = town.guild.role("Author")
    sol = town.guild.member("Dr Sol", roles=[author])
    choices = {"author_roles": [author.id], "moderator_roles": []}
    await town.kb.choices.put(town.community, choices, "seed")
    words = "Drink *cold* water.\n\nRest in the shade [often](https://example.org)."
    said, other = sol.says(town.general, words), town.ben.says(town.general, "Just sleep.")
    async with town.bot():
        refused = await (await mo.context_menu("Save as answer", other)).message()
        assert "Only what an author wrote can be saved as an answer, and Ben is none" in refused.text
        form = await (await mo.context_menu("Save as answer", said)).modal()
        assert form.values["answer"] == words
        link = f"https://discord.com/channels/{town.guild.id}/{town.general.id}/{said.id}"
        day = said.created.date().isoformat()
        assert form.values["source"] == f"#general on Sclerosis Chat\n{link}\nby Dr Sol\n{day}"
        preview = await (await mo.submits(form, question="What helps in the heat?")).message()
        await mo.clicks(preview, "Publish" if "Publish" in preview.buttons else "Publish all the same")
        await town.discord.until(lambda: "Published as entry 5" in preview.text, "the entry")
        entry = await town.kb.curation.get(town.community, 5)
        assert entry.answer == words
        assert (entry.source.url, entry.source.author) == (link, "Dr Sol")


async def test_a_role_chosen_in_setup_makes_a_moderator(town: Town) -> None:
    role = town.guild.role("Curators", "manage_messages")
    cora = town.guild.member("Cora", roles=[role])
    async with town.bot():
        assert "Only moderators" in (await (await cora.slash("faq list")).message()).text
        await town.kb.choices.put(town.community, {"moderator_roles": [role.id]}, "seed")
        assert VITAMIN in (await (await cora.slash("faq list")).message()).text


async def test_a_draft_that_is_answered_already_is_approved_only_all_the_same(town: Town, mo: Person) -> None:
    await town.kb.imports.import_document(town.community, SAMPLE[1], SAMPLE[0], editor="seed")
    first = (await town.kb.imports.drafts(town.community))[0]
    another = EntryText("Is there another way to ask it?", "Yes.", (first.content.text.question,))
    await town.kb.curation.add(town.community, another, "seed")
    async with town.bot():
        card = await (await mo.slash("faq drafts")).message()
        await mo.clicks(card, "Approve")
        await town.discord.until(lambda: "Publish all the same" in card.buttons, "the worry", 10)
        assert "a wording that another entry has too" in card.text
        assert len(await town.kb.curation.entries(town.community)) == 5
        await mo.clicks(card, "Back")
        await town.discord.until(lambda: "Next" in card.buttons, "the card")
        await mo.clicks(card, "Approve")
        await town.discord.until(lambda: "Publish all the same" in card.buttons, "the worry again", 10)
        await mo.clicks(card, "Publish all the same")
        await town.discord.until(lambda: "Published as entry 6" in card.text, "the approval")
        await mo.clicks(card, "Undo entry 6")
        await town.discord.until(lambda: "was taken back" in card.text, "the undoing")
        gone = await mo.forges(custom_id=f"aw:faq-draft-approve:{first.id}", message=card)
        assert "There is no draft with the number" in (await gone.followup()).text


async def test_an_import_may_publish_at_once(town: Town, mo: Person) -> None:
    async with town.bot():
        told = await (await mo.slash("faq import", file=SAMPLE, publish=True)).message()
        await town.discord.until(lambda: "entries published" in told.text, "the summary", 20)
        assert len(await town.kb.curation.entries(town.community)) > 5
        history = await (await mo.slash("faq history", entry="5")).message()
        assert f"**Imported** by <@{mo.id}>" in history.text
