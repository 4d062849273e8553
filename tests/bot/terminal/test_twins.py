"""A question that an entry asks already, at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.terminal.session import ASKER
from knowledge import EntryText, Question
from tests.bot.terminal.conftest import COMMUNITY
from tests.bot.terminal.test_guarded import DESCALE, UNKNOWN, adding

if TYPE_CHECKING:
    from tests.bot.terminal.conftest import Chat

ANYWAY = ("p", "yes")  # publish, though the question is there already
THERE = "With vinegar, and then rinse it twice."


async def test_the_same_answer_is_there_already_and_an_undo_leaves_it(chat: Chat) -> None:
    screen = await chat.say(*adding(DESCALE, answer=THERE), *ANYWAY, "/undo")
    assert "This entry is there already, as entry 1: nothing was published. /faq edit 1 changes it." in screen
    assert "Nothing was changed in this chat." in screen
    assert len(await chat.kb.curation.entries(COMMUNITY)) == 2


async def test_another_answer_changes_the_entry_stands_beside_it_or_is_discarded(chat: Chat) -> None:
    discarded = await chat.say(*adding(DESCALE, answer="Lemon."), *ANYWAY, "d")
    assert "Entry 1 asks this already and says something else:" in discarded
    assert "-With vinegar" in discarded
    assert "+Lemon." in discarded
    assert "Nothing was added." in discarded
    both = await chat.say(*adding(DESCALE, answer="Lemon."), *ANYWAY, "k")
    assert "Published as entry 3." in both
    await chat.say("/as moderator", "/undo 3")
    changed = await chat.say(*adding(DESCALE, "Furry kettle?", answer="Lemon."), *ANYWAY, "c", "/undo")
    assert "Entry 1 changed; this is revision 2." in changed
    assert "The last change of entry 1 was taken back." in changed
    assert (await chat.kb.curation.get(COMMUNITY, 1)).answer == THERE


async def test_an_edit_that_changes_nothing_says_so(chat: Chat) -> None:
    before = await chat.kb.curation.get(COMMUNITY, 1)
    screen = await chat.say("/as moderator", "/faq edit 1", DESCALE, ".", " " + THERE, ".", *[""] * 5, "d")
    assert "Nothing was changed." in screen
    assert await chat.kb.curation.get(COMMUNITY, 1) == before


async def test_the_author_gives_an_entry_another_answer_and_the_asker_is_told(chat: Chat) -> None:
    await chat.kb.ask(Question(COMMUNITY, ASKER, UNKNOWN, "k"))
    screen = await chat.say("/as author", "/queue", "a", "Lemon.", ".", DESCALE, "yes", "c", "/as member")
    assert "Entry 1 asks this already and says something else:" in screen
    assert "was answered." in screen
    entry = await chat.kb.curation.get(COMMUNITY, 1)
    assert (entry.answer, entry.text.phrasings) == ("Lemon.", (UNKNOWN,))
    assert await chat.kb.review.queue(COMMUNITY) == []


async def test_an_entry_that_only_answered_one_more_question_is_not_undone(chat: Chat) -> None:
    await chat.kb.ask(Question(COMMUNITY, ASKER, UNKNOWN, "k"))
    await chat.kb.curation.add(COMMUNITY, EntryText(UNKNOWN, "Ulaanbaatar."), "seed")
    screen = await chat.say("/as author", "/queue", "u", "3", "yes", "/as moderator", "/undo")
    assert "Entry 3 now answers it; whoever asked will be told." in screen
    assert "Nothing was changed in this chat." in screen
    assert len(await chat.kb.curation.entries(COMMUNITY)) == 3
