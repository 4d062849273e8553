"""A member judges an answer, a moderator reviews it."""

from __future__ import annotations

import pytest

from bot.terminal.feedback import HINT
from bot.terminal.interactive import _toolbar
from bot.terminal.member import new_question
from knowledge import ProposalKind
from tests.bot.terminal.conftest import COMMUNITY, Chat

ASKED = "how do I descale a kettle"
ANSWER = "With vinegar, and then rinse it twice."
WAITING = "put it on the author's list"


def lines_of(screen: str) -> str:
    """Return what a screen says, without frames and line breaks."""
    return " ".join(screen.replace("│", " ").split())


async def kinds(chat: Chat) -> list[ProposalKind]:
    return [each.kind for each in await chat.kb.learning.proposals(COMMUNITY)]


@pytest.mark.parametrize("reply", ["/yes", "yes"])
async def test_an_answer_is_confirmed_with_a_word(chat: Chat, reply: str) -> None:
    screen = await chat.say("How do I descale my kettle?", reply)
    assert "Thank you, that helps." in screen
    assert await kinds(chat) == [ProposalKind.PHRASING]


@pytest.mark.parametrize("reply", ["/no", "no"])
async def test_after_no_the_author_is_one_digit_away(chat: Chat, reply: str) -> None:
    screen = lines_of(await chat.say(ASKED, reply, "7", "0"))
    assert "Sorry about that." in screen
    assert "Please type 0 to put your question to the author" in screen
    assert WAITING in screen
    assert await kinds(chat) == [ProposalKind.BLOCK]


async def test_after_no_another_answer_can_be_picked_and_judged(chat: Chat) -> None:
    for bar in ("suggest_at", "related_at"):
        object.__setattr__(chat.kb.policy, bar, 0.0)
    chat.kb._memories._memories.clear()
    screen = await chat.say(ASKED, "/no", "1", "/no", "0")
    assert "Sorry about that. Is it this one?" in screen
    assert "Steam is forced" in screen
    assert WAITING in lines_of(screen)
    assert await kinds(chat) == [ProposalKind.BLOCK] * 2


async def test_a_judgement_needs_an_answer_on_the_screen(chat: Chat) -> None:
    for lines in (["/yes"], ["/no"], [ASKED, "What is the capital of Mongolia?", "/no"]):
        assert "about the answer that was just shown" in lines_of(await chat.say(*lines))
    assert "There is no list to pick from" in await chat.say("no")
    chat.session.offered = (new_question(COMMUNITY, "Kettle?"), ())
    assert "or type 0 if your question is none of these" in lines_of(await chat.say("/no"))
    assert await kinds(chat) == []


async def test_the_hint_is_given_once_and_the_toolbar_keeps_it_in_sight(chat: Chat) -> None:
    assert "/yes" not in _toolbar(chat.session)
    screen = await chat.say(ASKED, ASKED)
    assert screen.count(HINT) == 1
    assert "/yes this answers it   /no not my question" in _toolbar(chat.session)
    await chat.say("/as moderator")
    assert "/yes" not in _toolbar(chat.session)


async def test_an_accepted_block_silences_the_entry_until_it_is_lifted(chat: Chat) -> None:
    screen = await chat.say(
        ASKED, "/no", "/as moderator", "/proposals", "a", "/proposals", "/as member", ASKED
    )
    before, after = lines_of(screen).split("You are now the moderator.")
    assert ANSWER in before
    assert "Not the question?" in after
    assert f"Asked: {ASKED} Answered: How do I descale a kettle? (entry 1)" in after
    assert "A member said that this was not their question." in after
    assert "Entry 1 will not answer this again, however it is put. /blocks lift 1 takes that back." in after
    assert "Nothing that members said is waiting for review." in after
    assert ANSWER not in after
    screen = lines_of(
        await chat.say(
            "/as moderator", f"/faq test {ASKED}", "/blocks", "/blocks lift 1", "/as member", ASKED
        )
    )
    assert "a moderator said that this is not the question" in screen
    assert f"1 {ASKED} 1 How do I descale a kettle? moderator" in screen
    assert f"Block 1 is lifted. To have it back: /blocks add 1 {ASKED}" in screen
    assert ANSWER in screen.split("You are now the member.")[1]


async def test_a_proposal_can_be_declined_skipped_or_left_for_later(chat: Chat) -> None:
    await chat.say(ASKED, "/no")
    assert "Declined." not in await chat.say("/as moderator", "/proposals", "s", "/proposals", "q")
    assert len(await kinds(chat)) == 1
    assert "Declined." in await chat.say("/as moderator", "/proposals", "d")
    assert await kinds(chat) == []
    assert "Nothing is blocked." in await chat.say("/as moderator", "/blocks")


async def test_an_accepted_wording_can_be_undone(chat: Chat) -> None:
    screen = await chat.say(
        "How do I descale my kettle?", "/yes", "/as moderator", "/proposals", "a", "/undo"
    )
    assert "It is now a wording of that entry. /undo takes that back." in screen
    assert (await chat.kb.curation.get(COMMUNITY, 1)).text.phrasings == ()


async def test_the_author_cannot_use_an_entry_that_is_blocked_for_the_question(chat: Chat) -> None:
    screen = lines_of(
        await chat.say(
            ASKED, "/no", "0", "/as author", f"/blocks add 1 {ASKED}", "/queue", "u", "1", "yes", "q"
        )
    )
    assert "the asker said that this is not the question" in screen
    assert f"A moderator said that “{ASKED}” is not the question of entry 1; if it is, first lift" in screen
    assert len(await chat.kb.review.queue(COMMUNITY)) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/blocks dance", "/blocks add 12"),
        ("/blocks add 1", "/blocks add 12"),
        ("/blocks add one Why?", "Please give the number of the entry"),
        ("/blocks add 9 Why?", "There is no entry with the number 9 in this community."),
        ("/blocks lift", "as in: /blocks lift 3"),
        ("/blocks lift 9", "There is no block with the number 9 in this community."),
    ],
)
async def test_a_block_that_cannot_be_meant_is_refused(chat: Chat, line: str, said: str) -> None:
    assert said in lines_of(await chat.say("/as moderator", line))
    assert await chat.kb.learning.blocks(COMMUNITY) == []
