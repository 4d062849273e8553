"""Whoever manages a server sets the bot up, with the shipped bot on the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import Strictness

if TYPE_CHECKING:
    from discord_server import Message

    from tests.bot.discord.authors.conftest import Office


async def page(office: Office, name: str) -> Message:
    overview = await (await office.boss.slash("setup")).message()
    return await (await office.boss.clicks(overview, name)).message()


async def test_setup_shows_all_choices_to_one_person(office: Office) -> None:
    async with office.bot():
        shown = await (await office.boss.slash("setup")).message()
        assert shown.ephemeral
        assert "How I work in Sclerosis Chat" in shown.text
        assert "**Strictness:** balanced" in shown.text
        assert shown.buttons == ["People", "Channels", "Answers", "Care", "Signposts", "Digest"]
        assert "What is in the way" not in shown.text


async def test_roles_are_chosen_shown_and_taken_back(office: Office) -> None:
    async with office.bot():
        people = await page(office, "People")
        nurses = office.guild.role("Nurses")
        reply = await office.boss.selects(people, [nurses], custom_id="aw:setup-set:people:author_roles")
        shown = await reply.message()
        assert f"Authors: <@&{nurses.id}> (was <@&{office.authors.id}>)" in shown.text
        assert (await office.kb.choices.get(office.community))["author_roles"] == [nurses.id]
        assert "Only" in (await (await office.sol.slash("queue review")).message()).text
        back = await office.boss.selects(
            shown, [office.authors], custom_id="aw:setup-set:people:author_roles"
        )
        await back.message()
        assert "Nothing is waiting" in (await (await office.sol.slash("queue review")).message()).text


async def test_everyone_cannot_be_a_moderator(office: Office) -> None:
    async with office.bot():
        people = await page(office, "People")
        everyone = [office.guild.everyone]
        reply = await office.boss.selects(people, everyone, custom_id="aw:setup-set:people:moderator_roles")
        assert "Everyone has that role" in (await reply.message()).text


async def test_watching_without_message_content_is_said_not_to_work(office: Office) -> None:
    async with office.bot():
        channels = await page(office, "Channels")
        assert "AFTERWORD_MESSAGE_CONTENT is off" in channels.text
        reply = await office.boss.selects(
            channels, [office.general], custom_id="aw:setup-set:channels:watched_channels"
        )
        assert f"Watched channels: {office.general.mention} (was none)" in (await reply.message()).text
        overview = await (await office.boss.slash("setup")).message()
        assert "Watched channels will not work, and of a forum post I read the title alone" in overview.text


async def test_missing_permissions_are_named_with_their_channel(office: Office) -> None:
    office.guild.grants(office.guild.bot_role, "view_channel", "embed_links")
    office.guild.grants(office.guild.everyone, "view_channel", "use_application_commands")
    await office.chooses(author_channel=office.desk.id)
    async with office.bot():
        shown = await (await office.boss.slash("setup")).message()
        assert (
            f"To send the digest to {office.desk.mention} I still need: Embed Links, Send Messages,"
            " Read Message History." in shown.text
        )


async def test_strictness_review_age_and_overdue_answers(office: Office) -> None:
    async with office.bot():
        shown = await page(office, "Answers")
        prefix = "aw:setup-set:answers:"
        reply = await office.boss.selects(shown, ["Cautious"], custom_id=f"{prefix}strictness")
        shown = await reply.message()
        assert "Strictness: cautious (direct answers from 85%" in shown.text
        reply = await office.boss.selects(shown, ["1 year"], custom_id=f"{prefix}review_after_days")
        shown = await reply.message()
        reply = await office.boss.selects(shown, ["Held back"], custom_id=f"{prefix}withhold_overdue")
        assert "Past that date: held back" in (await reply.message()).text
    assert await office.kb.curation.strictness(office.community) is Strictness.CAUTIOUS
    kept = await office.kb.choices.get(office.community)
    assert (kept["review_after_days"], kept["withhold_overdue"]) == (365, True)


async def test_numbers_and_the_note_are_written_and_taken_back_after_a_restart(office: Office) -> None:
    async with office.bot():
        shown = await page(office, "Signposts")
        assert r"Call 999 \(UK\)" in shown.text
        modal = await (await office.boss.clicks(shown, "Phone numbers")).modal()
        numbers = await (
            await office.boss.submits(modal, emergency_numbers="112", crisis_numbers="")
        ).message()
        assert "In an emergency: 112 (was 999" in numbers.text
        assert "Call 112 now" in numbers.text
        assert r"116 123 \(UK" in numbers.text
        shown = await page(office, "Care")
        modal = await (await office.boss.clicks(shown, "Note")).modal()
        shown = await (
            await office.boss.submits(modal, disclaimer="General *information*.\nNo advice.")
        ).message()
        reply = await office.boss.selects(shown, ["30 days"])
        shown = await reply.message()
        assert "for 30 days (was for 90 days)" in shown.text
    kept = await office.kb.choices.get(office.community)
    assert kept["emergency_numbers"] == "112"
    assert kept["disclaimer"] == "General *information*.\nNo advice."
    assert kept["words_kept_days"] == 30
    assert "crisis_numbers" not in kept
    async with office.bot():
        modal = await (await office.boss.clicks(numbers, "Phone numbers")).modal()
        assert modal.values == {"emergency_numbers": "112", "crisis_numbers": ""}
        await (await office.boss.submits(modal, emergency_numbers="")).message()
    assert "emergency_numbers" not in await office.kb.choices.get(office.community)


async def test_own_words_are_shown_as_members_will_read_them_and_taken_back(office: Office) -> None:
    words = "Our nurses are on 0800 111.\n\nTell **somebody** near you."
    async with office.bot():
        shown = await page(office, "Signposts")
        assert shown.buttons == ["Phone numbers", "Own words", "Back"]
        default = "Please do not wait for an answer here"
        assert default in shown.text
        modal = await (await office.boss.clicks(shown, "Own words")).modal()
        shown = await (await office.boss.submits(modal, emergency_words=words)).message()
        assert "Words in an emergency: Our nurses" in shown.text
        assert shown.text.index("Please call 999") < shown.text.index("0800 111.\n\nTell")
        assert default not in shown.text
        said = await (await office.ana.slash("ask", question="I cannot breathe!")).message()
        assert said.text.index("Please call 999") < said.text.index("0800 111")
    async with office.bot():
        modal = await (await office.boss.clicks(shown, "Own words")).modal()
        assert modal.values["emergency_words"] == words
        hidden = "See [here](https://example.org)"
        refused = await (await office.boss.submits(modal, crisis_words=hidden)).followup()
        assert "nothing was changed" in refused.text
        back = await (await office.boss.clicks(shown, "Default words")).message()
        assert default in back.text
        assert back.buttons == ["Phone numbers", "Own words", "Back"]
    assert "emergency_words" not in await office.kb.choices.get(office.community)


async def test_the_digest_gets_a_rhythm_a_channel_and_people(office: Office) -> None:
    async with office.bot():
        shown = await page(office, "Digest")
        assert "every week, once you choose the author's channel or people" in shown.text
        prefix = "aw:setup-set:digest:"
        reply = await office.boss.selects(shown, ["Every two weeks"], custom_id=f"{prefix}digest_days")
        shown = await reply.message()
        reply = await office.boss.selects(shown, [office.desk], custom_id=f"{prefix}author_channel")
        shown = await reply.message()
        reply = await office.boss.selects(shown, [office.sol], custom_id=f"{prefix}digest_people")
        shown = await reply.message()
        assert f"In private to: {office.sol.mention} (was nobody)" in shown.text
        none = await office.boss.selects(shown, [], custom_id=f"{prefix}author_channel")
        assert f"Author's channel: none (was {office.desk.mention})" in (await none.message()).text
    kept = await office.kb.choices.get(office.community)
    assert kept["digest_days"] == 14
    assert kept["digest_people"] == [office.sol.id]
    assert not office.discord.pings
