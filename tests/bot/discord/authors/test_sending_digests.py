"""The digest comes once a period, whatever restarts, to the channel and to those who wanted it in private."""

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
