"""The digest comes once a period, whatever restarts, to the author's channel; without one, in private."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bot.discord.authors.conftest import Office

SKI = "Can I go skiing in the Alps with a catheter?"


async def test_a_digest_is_sent_once_and_leads_to_the_queue(office: Office) -> None:
    await office.asked(SKI)
    await office.chooses(author_channel=office.desk.id)
    async with office.bot():
        sent = await office.desk.next_message()
        assert "1 new question" in sent.text
        assert "skiing in the Alps" in sent.text
        card = await (await office.sol.clicks(sent, "Review the queue")).message()
        assert card.ephemeral
        assert "Question 1" in card.text
        refused = await (await office.ana.clicks(sent, "Review the queue")).message()
        assert "can do that here" in refused.text
    async with office.bot():
        await office.discord.quiet()
    assert len(office.desk.from_bot) == 1
    assert not office.discord.pings


async def test_the_next_period_has_its_own_digest(office: Office) -> None:
    await office.asked(SKI)
    before = datetime.now(UTC) - timedelta(days=9)
    await office.chooses(author_channel=office.desk.id, digest_at=before.isoformat())
    async with office.bot():
        await office.desk.next_message()
        await office.discord.quiet()
    kept = await office.kb.choices.get(office.community)
    assert kept["digest_at"] == (before + timedelta(days=7)).isoformat()


async def test_nothing_is_sent_when_there_is_nothing(office: Office) -> None:
    await office.chooses(author_channel=office.desk.id)
    async with office.bot():
        await office.discord.quiet(0.6)
    assert office.desk.from_bot == []
    assert "digest_at" in await office.kb.choices.get(office.community)


async def test_it_is_private_for_those_who_may_still_review(office: Office) -> None:
    await office.asked(SKI)
    await office.chooses(digest_people=[office.sol.id, office.ana.id, office.boss.id, 4])
    office.boss.closes_dms()
    office.discord.expect(50007, 10007, 10013)
    async with office.bot():
        sent = await office.sol.dms.next_message()
        assert "/queue review" in sent.text
        assert sent.buttons == []
        await office.discord.quiet()
    assert office.ana.dms.from_bot == []


async def test_a_channel_that_is_gone_or_closed_keeps_nothing_from_working(office: Office) -> None:
    await office.asked(SKI)
    await office.chooses(author_channel=1, digest_people=[office.sol.id])
    async with office.bot() as bot:
        await office.sol.dms.next_message()
        assert "has no channel any more" in bot.log
        assert "skiing" not in bot.log


async def test_a_digest_that_discord_did_not_take_is_tried_again(office: Office) -> None:
    await office.asked(SKI)
    await office.chooses(author_channel=office.desk.id)
    office.discord.trouble.fail("POST /channels/*/messages", 500, times=5)
    office.discord.expect(0)
    async with office.bot() as bot:
        await bot.writes("waits: Discord has trouble", timeout=40)
    assert "digest_at" not in await office.kb.choices.get(office.community)
    async with office.bot():
        await office.desk.next_message()
    assert len(office.desk.from_bot) == 1


async def interrupted(office: Office) -> None:
    """Send a digest, and let the bot have ended before it could note that."""
    async with office.bot():
        await office.desk.next_message()
        await office.discord.quiet()
    begun = (await office.kb.choices.get(office.community))["digest_at"]
    await office.chooses(digest_at=None, digest_begun=begun)
    office.discord.passes(minutes=60)  # so long, the nonce is forgotten


async def test_a_digest_that_was_sent_and_not_noted_is_not_sent_again(office: Office) -> None:
    await office.asked(SKI)
    await office.chooses(author_channel=office.desk.id)
    await interrupted(office)
    for number in range(30):
        office.mo.says(office.desk, f"Thanks {number}")
    async with office.bot():
        await office.discord.quiet()
        kept = await office.kb.choices.get(office.community)
    assert len(office.desk.from_bot) == 1
    assert "digest_begun" not in kept
    assert "digest_at" in kept


async def test_a_digest_that_was_begun_and_not_sent_is_sent(office: Office) -> None:
    await office.asked(SKI)
    now = datetime.now(UTC).isoformat()
    await office.chooses(author_channel=office.desk.id, digest_begun=now)
    async with office.bot():
        await office.desk.next_message()
        await office.discord.quiet()
    assert (await office.kb.choices.get(office.community))["digest_at"] == now


async def test_where_it_cannot_be_seen_whether_it_was_sent_it_is_not_sent_twice(office: Office) -> None:
    await office.asked(SKI)
    await office.chooses(author_channel=office.desk.id)
    await interrupted(office)
    office.desk.denies(office.guild.bot_role, "read_message_history")
    async with office.bot() as bot:
        await bot.writes("cannot be seen")
        await office.discord.quiet()
    assert len(office.desk.from_bot) == 1


async def test_in_private_it_is_not_sent_twice_either(office: Office) -> None:
    await office.asked(SKI)
    await office.chooses(digest_people=[office.sol.id, office.mo.id])
    async with office.bot():
        await office.sol.dms.next_message()
        await office.mo.dms.next_message()
        await office.discord.quiet()
    begun = (await office.kb.choices.get(office.community))["digest_at"]
    await office.chooses(digest_at=None, digest_begun=begun)
    office.discord.passes(minutes=60)
    async with office.bot():
        await office.discord.quiet()
    assert len(office.sol.dms.from_bot) == 1
    assert len(office.mo.dms.from_bot) == 1


async def test_with_a_channel_nobody_gets_it_a_second_time_in_private(office: Office) -> None:
    await office.asked(SKI)
    await office.chooses(author_channel=office.desk.id, digest_people=[office.sol.id])
    async with office.bot():
        await office.desk.next_message()
        await office.discord.quiet()
    assert office.sol.dms.from_bot == []


async def test_a_channel_that_refuses_it_is_replaced_by_private_messages(office: Office) -> None:
    await office.asked(SKI)
    await office.chooses(author_channel=office.desk.id, digest_people=[office.sol.id])
    office.desk.denies(office.guild.bot_role, "send_messages")
    office.discord.expect(50013)
    async with office.bot():
        await office.sol.dms.next_message()
