"""Looking before publishing, at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.terminal.session import ASKER
from knowledge import Question
from tests.bot.terminal.conftest import COMMUNITY, KEEP
from tests.bot.terminal.test_chat import POST, lines_of

if TYPE_CHECKING:
    from tests.bot.terminal.conftest import Chat

UNKNOWN = "What is the capital of Mongolia?"
DESCALE = "How do I descale a kettle?"
SOURCE = ("", "", "", "", "")  # title, address, author, date, tags


def adding(question: str, *phrasings: str, answer: str = "Ulaanbaatar.") -> list[str]:
    return ["/as moderator", "/faq add", question, *phrasings, ".", answer, ".", *SOURCE]


async def test_enter_publishes_what_worries_nobody(chat: Chat) -> None:
    screen = await chat.say(*adding(UNKNOWN), "")
    assert "publish (or just Enter)" in screen
    assert "Members have not asked anything of late" in lines_of(screen)
    assert screen.index("The author has answered this") < screen.index("If you publish this")
    assert "Published as entry 3." in screen


async def test_an_open_question_that_it_answers_is_shown_and_closed_on_request(chat: Chat) -> None:
    await chat.kb.ask(Question(COMMUNITY, ASKER, UNKNOWN, "k"))
    screen = lines_of(await chat.say(*adding(UNKNOWN), "p", "yes", "/as member"))
    assert "1 open question would be answered:" in screen
    assert "Question 1 is closed." in screen
    assert f"Good news: your question “{UNKNOWN}” was answered." in screen
    assert await chat.kb.review.queue(COMMUNITY) == []


async def test_an_open_question_stays_open_where_that_is_wanted(chat: Chat) -> None:
    await chat.kb.ask(Question(COMMUNITY, ASKER, UNKNOWN, "k"))
    await chat.say(*adding(UNKNOWN), "p", "no")
    assert len(await chat.kb.review.queue(COMMUNITY)) == 1


async def test_a_duplicate_asks_for_a_clear_yes(chat: Chat) -> None:
    screen = await chat.say(*adding(DESCALE), "", "p", "no", "publish", "yes", "keep")
    assert "(or just Enter)" not in screen
    assert "Please type one of: p, e, d." in screen
    assert "It has a wording that another entry has too" in screen
    assert screen.count("Publish it all the same?") == 0, "a prompt, not on the screen"
    assert len(await chat.kb.curation.entries(COMMUNITY)) == 3


async def test_discarding_keeps_everything_as_it_was(chat: Chat) -> None:
    screen = await chat.say(*adding(UNKNOWN), "d", "/faq edit 1", *[KEEP, ".", "Lemon.", ".", *SOURCE], "d")
    assert "Nothing was added." in screen
    assert "Nothing was changed." in screen
    entries = await chat.kb.curation.entries(COMMUNITY)
    assert [entry.revision for entry in entries] == [1, 1]


async def test_an_edit_is_shown_again_until_it_is_right(chat: Chat) -> None:
    again = [UNKNOWN, ".", "It is Ulaanbaatar.", ".", *SOURCE]
    screen = await chat.say(*adding(DESCALE), "e", *again, "p")
    assert screen.count("If you publish this") == 2
    text = (await chat.kb.curation.get(COMMUNITY, 3)).text
    assert (text.question, text.answer) == (UNKNOWN, "It is Ulaanbaatar.")


async def test_what_cannot_be_published_can_be_mended(chat: Chat) -> None:
    screen = await chat.say(*adding("Why? " * 300), "p", "e", UNKNOWN, ".", KEEP, ".", *SOURCE, "p")
    assert "The question is too long" in screen
    assert "Please type one of: e, d." in screen
    assert "Published as entry 3." in screen


async def test_an_edit_that_loses_an_answer_says_so(chat: Chat) -> None:
    await chat.kb.ask(Question(COMMUNITY, ASKER, DESCALE, "k"))
    edit = ["Can I paint a kettle?", ".", "No.", ".", *[KEEP] * 5]
    screen = lines_of(await chat.say("/as moderator", "/faq edit 1", *edit, "p", "yes"))
    assert "1 question would lose its answer:" in screen
    assert f"“{DESCALE}”" in screen
    assert "Entry 1 changed" in screen


async def test_a_blocked_wording_is_refused_before_publishing(chat: Chat) -> None:
    await chat.kb.learning.block(COMMUNITY, 1, UNKNOWN, "moderator")
    edit = [KEEP, UNKNOWN, ".", ".", *[KEEP] * 5]
    screen = lines_of(await chat.say("/as moderator", "/faq edit 1", *edit, "d"))
    assert "is not the question of entry 1" in screen
    assert "Nothing was changed." in screen


async def test_a_draft_that_repeats_an_entry_asks_for_a_clear_yes(chat: Chat) -> None:
    post = POST.replace(b"Can I paint a wooden ladder?", DESCALE.encode())
    await chat.kb.imports.import_document(COMMUNITY, post, "ladders.md", editor="moderator")
    drafts = await chat.kb.imports.drafts(COMMUNITY)
    (place,) = [n for n, draft in enumerate(drafts) if draft.content.text.question == DESCALE]
    screen = await chat.say(
        "/as moderator", "/drafts", *["s"] * place, "a", "no", *["s"] * (len(drafts) - place - 1)
    )
    assert "another entry has too" in screen
    assert "The draft is still waiting." in screen
    assert len(await chat.kb.imports.drafts(COMMUNITY)) == len(drafts)


async def test_a_proposed_wording_that_another_entry_has_asks_for_a_clear_yes(chat: Chat) -> None:
    question = Question(COMMUNITY, ASKER, DESCALE, "k")
    await chat.kb.pick(question, 2)
    screen = await chat.say("/as moderator", "/proposals", "a", "no", "/proposals", "a", "yes")
    assert "another entry has too" in screen
    assert DESCALE in (await chat.kb.curation.get(COMMUNITY, 2)).text.phrasings
