"""An answer is shown in the server where it belongs and nowhere else; with the shipped bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import EntryText

if TYPE_CHECKING:
    from tests.bot.discord.conftest import Town

WORDS = "Which words are spoken here alone?"


async def test_another_servers_answer_is_neither_found_nor_offered_nor_reached(town: Town) -> None:
    town.discord.expect(10007)  # the bot asks each server whether the person is a member
    other = town.discord.guild("Another Chat")
    other.text_channel("talk")
    hidden = EntryText(question=WORDS, answer="Abracadabra.")
    entry = (await town.kb.curation.add(str(other.id), hidden, editor="x")).entry
    async with town.bot():
        assert await town.ana.autocomplete("ask", "question", "spoken") == []
        said = town.ben.says(town.general, WORDS)
        reached = [
            await (await town.ana.slash("ask", question=WORDS, show="Everyone")).message(),
            await (await town.ana.context_menu("Find an answer", said)).message(),
        ]
        await town.ana.dm(WORDS)
        reached.append(await town.ana.dms.next_message())
        for place in (town.general, town.ana.dms):
            forged = await town.ana.forges(
                custom_id=f"aw:page:{town.ana.id}:{other.id}:{entry.id}:0", message=place.from_bot[-1]
            )
            reached.append(await forged.message())
        assert "not in together" in reached[-1].text
        assert not any("Abracadabra" in each.text for each in reached)


async def test_the_questions_of_another_server_are_asked_about_in_private_only(town: Town) -> None:
    other = town.discord.guild("Another Chat")
    talk = other.text_channel("talk")
    other.member(town.ana)
    async with town.bot():
        await (await town.ana.slash("ask", question="Which wheelchair fits into a small car boot?")).message()
        there = await (await town.ana.slash("my questions", at=talk)).message()
        assert "keep no question" in there.text
        private = await (await town.ana.slash("my questions", at=town.ana.dms)).message()
        assert "wheelchair" in private.text
