"""One person plays three: member, moderator, author."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from bot.terminal.session import ASKER, Role
from knowledge import EntryText, Question, Source
from tests.bot.terminal.conftest import COMMUNITY, KEEP, LEAVE

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge import KnowledgeBase, Policy
    from tests.bot.terminal.conftest import Chat

UNKNOWN = "What is the capital of Mongolia?"
POST = b"""\
---
title: Ladders
author: Dr Rung
---

# Ladders

Ladders lean.

## Comments

- **Ann** (2024-04-01): How steep should a ladder stand?
  - **Dr Rung** (2024-04-02): One foot out for every four feet up.
- **Bob** (2024-04-03): Can I paint a wooden ladder?
  - **Dr Rung** (2024-04-04): Better not, because paint hides cracks.
"""


def lines_of(screen: str) -> str:
    """Return what a screen says, without frames and line breaks."""
    return " ".join(screen.replace("│", " ").split())


async def test_a_question_goes_round_from_member_to_author_and_back(chat: Chat) -> None:
    screen = await chat.say(
        UNKNOWN,
        "/as author",
        "/queue",
        "a",
        "Ulaanbaatar.",
        "It is cold there.",
        ".",
        KEEP,
        "yes",
        "/as member",
        UNKNOWN,
    )
    before, after = lines_of(screen).split("You are now the member.")
    assert "put it on the author's list" in before
    assert "You are the first to ask this." in before
    assert f"Good news: your question “{UNKNOWN}” was answered." in after
    assert after.count("Ulaanbaatar. It is cold there.") == 2, (
        "in the notice, and in answer to the same question"
    )
    assert "Dr Brew" in after
    assert await chat.kb.review.notices(COMMUNITY, ASKER) == []


async def test_a_notice_is_shown_once(chat: Chat) -> None:
    queued = await chat.kb.ask(Question(COMMUNITY, ASKER, UNKNOWN, "k"))
    await chat.kb.review.dismiss(COMMUNITY, queued.question_id, "Not about kettles.", "Dr Brew")  # type: ignore[union-attr]
    assert "closed without" not in await chat.say(), "the author may think again"
    chat.time_passes(minutes=6)
    assert "closed without an answer: Not about kettles." in lines_of(await chat.say())
    assert "closed without" not in await chat.say()


async def test_an_answered_question_is_shown_verbatim_in_a_frame(chat: Chat) -> None:
    screen = await chat.say("how do I descale a kettle")
    assert "The author has answered this" in screen
    assert "With vinegar, and then rinse it twice." in screen
    assert "Dr Brew, in the post “Kettles”" in screen


async def test_thanks_get_a_friendly_line_and_emergencies_a_signpost(chat: Chat) -> None:
    screen = await chat.say("thanks, great post", "I want to kill myself", "/as author", "/queue list")
    assert "You are welcome." in screen
    assert "Please read this first" in screen
    assert "No questions are waiting." in screen


@pytest.fixture
def unsure(chat: Chat) -> Chat:
    """Give a chat in which nothing but an exact match is answered, and everything is suggested."""
    policy: Policy = chat.kb.policy
    for bar, height in {"answer_at": 1.0, "suggest_at": 0.0, "related_at": 0.0}.items():
        object.__setattr__(policy, bar, height)
    return chat


PARAPHRASE = "My kettle is full of chalk, what removes it?"


async def test_a_suggestion_is_picked_by_its_number_and_its_wording_reviewed(unsure: Chat) -> None:
    shown = await unsure.say(PARAPHRASE)
    number = 1 if shown.index("descale") < shown.index("whistle") else 2
    screen = await unsure.say(PARAPHRASE, "9", str(number), "/as moderator", "/proposals", "a", "/proposals")
    assert "Please type a number from 1 to 2" in screen
    assert "rinse it twice" in screen
    assert "One more wording?" in screen
    assert f"Asked:     {PARAPHRASE}" in screen
    assert "Nothing that members said is waiting for review." in screen
    assert PARAPHRASE in (await unsure.kb.curation.get(COMMUNITY, 1)).text.phrasings


async def test_none_of_these_goes_to_the_author(unsure: Chat) -> None:
    for reply in ("0", "none"):
        assert "author's list" in await unsure.say(PARAPHRASE, reply)
    assert [question.askers for question in await unsure.kb.review.queue(COMMUNITY)] == [1]


async def test_a_number_without_a_list_is_no_pick(chat: Chat) -> None:
    assert "rinse" not in await chat.say("1")


# the author's queue


async def ask(kb: KnowledgeBase, text: str, asker: str = "someone") -> None:
    await kb.ask(Question(COMMUNITY, asker, text, f"{asker}:{text}"))


async def test_an_existing_answer_can_be_used(chat: Chat) -> None:
    await ask(chat.kb, UNKNOWN)
    screen = await chat.say("/as author", "/queue", "u", "99", "u", "two", "2", "no", "u", "2", "yes")
    assert "There is no entry with the number 99" in screen
    assert "Please type a number" in screen
    assert "Entry 2 now answers it" in screen
    assert UNKNOWN in (await chat.kb.curation.get(COMMUNITY, 2)).text.phrasings
    assert await chat.kb.review.queue(COMMUNITY) == []


async def test_questions_are_merged_put_off_and_dismissed(chat: Chat) -> None:
    other = "Which moon of Jupiter is the largest?"
    await ask(chat.kb, UNKNOWN)
    await ask(chat.kb, other)
    first, second = await chat.kb.review.queue(COMMUNITY)
    await chat.say("/as author", "/queue", "l", "q")
    assert [q.id for q in await chat.kb.review.queue(COMMUNITY)] == [second.id, first.id]
    screen = await chat.say("/as author", "/queue", "m", str(first.id), "d", "", "d", "Too far away.")
    assert f"Merged into question {first.id}" in screen
    assert "Please give a reason" in screen
    assert await chat.kb.review.queue(COMMUNITY) == []
    assert "is told why in five minutes" in screen
    chat.time_passes(minutes=6)
    assert [n.reason for n in await chat.kb.review.notices(COMMUNITY, "someone")] == ["Too far away."]


async def test_the_author_can_stop_half_way(chat: Chat) -> None:
    await ask(chat.kb, UNKNOWN)
    screen = await chat.say(
        "/as author", "/queue", "a", "Ulaan", LEAVE, "/queue", "a", "Ulaan", ".", KEEP, "no", "q"
    )
    assert "Stopped; nothing more was changed." in screen
    assert len(await chat.kb.review.queue(COMMUNITY)) == 1


async def test_the_card_names_nobody(chat: Chat) -> None:
    await ask(chat.kb, UNKNOWN, asker="secret-name")
    screen = await chat.say("/as author", "/queue", "q")
    assert UNKNOWN in screen
    assert "The nearest answers" in screen
    assert "secret-name" not in screen


# the moderator's entries


async def test_an_entry_is_added_by_prompts_and_found(chat: Chat) -> None:
    screen = await chat.say(
        "/as moderator",
        "/faq add",
        "How steep should a ladder stand?",
        "What angle for a ladder?",
        ".",
        "One foot out,",
        "  four feet up.",
        ".",
        "A book",
        "",
        "Dr Rung",
        "31.3.2024",
        "2024-03-31",
        "safety, ladders",
        "",
        "/faq search ladder",
        "/faq show 3",
        "/faq list",
    )
    assert "Published as entry 3." in screen
    assert "The date should look like" in screen
    assert screen.count("How steep should a ladder stand?") >= 3
    text = (await chat.kb.curation.get(COMMUNITY, 3)).text
    assert (text.answer, text.phrasings) == ("One foot out,\n  four feet up.", ("What angle for a ladder?",))
    assert (text.source.author, text.tags) == ("Dr Rung", ("safety", "ladders"))


async def test_removing_is_confirmed_and_can_be_undone(chat: Chat) -> None:
    asked = "how do I descale a kettle?"
    screen = await chat.say(
        "/as moderator", "/faq remove 1", "no", "/faq remove 1", "perhaps", "yes", "/as member", asked
    )
    assert "Please type yes or no." in screen
    assert "rinse it twice" not in screen.split("You are now the member")[1]
    screen = await chat.say("/as moderator", "/undo", "/as member", asked)
    assert "The last change of entry 1 was taken back." in screen
    assert "rinse it twice" in screen
    screen = await chat.say("/as moderator", "/faq remove 1", "yes", "/faq restore 1", "/faq history 1")
    assert "Entry 1 is back." in screen
    assert [word in screen for word in ("added", "removed", "restored", "moderator")] == [True] * 4


async def test_a_test_shows_what_would_happen_and_records_nothing(chat: Chat) -> None:
    screen = await chat.say("/as moderator", f"/faq test {UNKNOWN}", "/as author", "/queue list")
    assert "Decision: queue" in screen
    assert "Why does my kettle whistle?" in screen
    assert "No questions are waiting." in screen


async def test_terms_are_added_listed_and_removed(chat: Chat) -> None:
    asked = "How do I descale the brew box?"
    screen = await chat.say(
        asked,
        "/as moderator",
        "/terms",
        "/terms add kettle = Brew Box,  water cooker ,",
        "/terms",
        "/terms add cauldron = brew box",
        "/as member",
        asked,
    )
    before, after = lines_of(screen).split("You are now the moderator.")
    assert "With vinegar, and then rinse it twice." not in before
    assert "There are no terms of your own yet" in after
    assert "Term 1: “kettle” and “Brew Box”, “water cooker” now mean the same." in after
    assert "1 kettle Brew Box, water cooker" in after
    assert "The name “brew box” already stands for “kettle”" in after
    assert "With vinegar, and then rinse it twice." in after
    screen = await chat.say("/as moderator", "/terms remove 1", "no", "/terms remove #1", "yes", "/terms")
    assert "To have it back: /terms add kettle = Brew Box, water cooker" in screen
    assert "There are no terms of your own yet" in screen


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/terms dance", "/terms add physio hub = PH"),
        ("/terms add kettle", "/terms add physio hub = PH"),
        ("/terms add = pot", "The name is empty"),
        ("/terms add kettle = ,", "The list of other names is empty"),
        ("/terms remove kettle", "as in: /terms remove 3"),
        ("/terms remove 9", "There is no term with the number 9 in this community."),
    ],
)
async def test_a_term_that_cannot_be_meant_is_refused(chat: Chat, line: str, said: str) -> None:
    assert said in lines_of(await chat.say("/as moderator", line))
    assert await chat.kb.curation.terms(COMMUNITY) == []


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a Python file that plays the editor; its text `form` is saved under the name in sys.argv[1]."""
    script = tmp_path / "editor.py"
    monkeypatch.setenv("EDITOR", f"'{sys.executable}' '{script}'")
    return script


def replacing(script: Path, old: str, new: str) -> None:
    script.write_text(
        "import sys, pathlib\n"
        "path = pathlib.Path(sys.argv[1])\n"
        f"path.write_text(path.read_text(encoding='utf-8').replace({old!r}, {new!r}), encoding='utf-8')\n",
        encoding="utf-8",
    )


async def test_an_entry_is_edited_in_the_editor_and_undone(chat: Chat, editor: Path) -> None:
    monkey = "With lemon, and then rinse it twice."
    replacing(editor, "With vinegar, and then rinse it twice.", monkey)
    screen = await chat.say("/as moderator", "/faq edit 1", "p", "/faq edit 1", "/faq history 1")
    assert "Entry 1 changed; this is revision 2." in screen
    assert "Nothing was changed." in screen
    assert f"+{monkey}" in screen
    assert (await chat.kb.curation.get(COMMUNITY, 1)).answer == monkey
    await chat.say("/as moderator", "/undo 1")
    assert (await chat.kb.curation.get(COMMUNITY, 1)).answer != monkey


@pytest.mark.parametrize(("reply", "kept"), [("no", "Theirs."), ("yes", "Mine.")])
async def test_an_edit_on_an_old_revision_is_refused_with_the_difference(
    reply: str, kept: str, chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def somebody_else_edits() -> None:
        before = await chat.kb.curation.get(COMMUNITY, 1)
        text = EntryText(before.question, "Theirs.", source=Source("Kettles"))
        await chat.kb.curation.edit(COMMUNITY, 1, text, seen=before.revision, editor="other")

    mine = [KEEP, ".", "Mine.", ".", KEEP, KEEP, KEEP, KEEP, KEEP]
    screen = await chat.say("/as moderator", "/faq edit 1", *mine, somebody_else_edits, "publish", reply)
    assert "Someone changed this entry while you were editing (revision 1 is now 2)" in lines_of(screen)
    assert "-Theirs." in screen
    assert "+Mine." in screen
    assert (await chat.kb.curation.get(COMMUNITY, 1)).answer == kept


@pytest.mark.parametrize("command", ["false", "/no/such/editor", "'"])
async def test_an_editor_that_fails_loses_nothing(
    command: str, chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", command)
    lines = ["/as moderator", "/faq edit 1", *([LEAVE] if command == "'" else [])]
    await chat.say(*lines)
    assert (await chat.kb.curation.get(COMMUNITY, 1)).revision == 1


async def test_a_broken_form_can_be_mended(chat: Chat, editor: Path) -> None:
    replacing(editor, "[Question]\n", "")
    screen = await chat.say("/as moderator", "/faq edit 1", "no")
    assert "The heading [Question] is gone" in screen
    assert "Nothing was changed." in screen


async def test_the_author_answers_in_the_editor(chat: Chat, editor: Path) -> None:
    await ask(chat.kb, UNKNOWN)
    replacing(editor, "word for word]\n", "word for word]\nUlaanbaatar.\n\n[bold]Cold.\n")
    await chat.say("/as author", "/queue", "a", "yes")
    (entry,) = await chat.kb.curation.search(COMMUNITY, "Ulaanbaatar")
    assert (entry.question, entry.answer) == (UNKNOWN, "Ulaanbaatar.\n\n[bold]Cold.")


async def test_drafts_are_approved_edited_rejected_and_skipped(chat: Chat, editor: Path) -> None:
    await chat.kb.imports.import_document(COMMUNITY, POST, "ladders.md", editor="moderator")
    waiting = len(await chat.kb.imports.drafts(COMMUNITY))
    assert waiting >= 2
    replacing(editor, "paint hides cracks", "paint hides the cracks")
    screen = await chat.say("/as moderator", "/drafts", *["s"] * waiting)
    assert screen.count("Authorship stated") == waiting
    drafts = await chat.kb.imports.drafts(COMMUNITY)
    letters = [
        "e" if "cracks" in d.content.text.answer else "a" if "four feet" in d.content.text.answer else "r"
        for d in drafts
    ]
    replies = {"a": [], "e": ["publish"], "r": ["not wanted"]}
    typed = [line for letter in letters for line in (letter, *replies[letter])]
    await chat.say("/as moderator", "/drafts", *typed, "/drafts")
    assert await chat.kb.imports.drafts(COMMUNITY) == []
    answers = [entry.answer for entry in await chat.kb.curation.entries(COMMUNITY)]
    assert "One foot out for every four feet up." in answers
    assert "Better not, because paint hides the cracks." in answers


# what everybody can do


async def test_help_names_every_command(chat: Chat) -> None:
    screen = await chat.say("/help")
    for command in (
        "/as member",
        "/faq edit 12",
        "/queue",
        "/drafts",
        "/proposals",
        "/terms add",
        "/undo",
        "/quit",
    ):
        assert command in screen


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/faq list", "/faq is not for the member; first type /as moderator."),
        ("/queue", "first type /as author."),
        ("/as king", "Please type /as member, /as moderator or /as author."),
        ("/frobnicate", "There is no command /frobnicate"),
        ("/", "There is no command /"),
    ],
)
async def test_what_a_member_cannot_do_is_said(line: str, said: str, chat: Chat) -> None:
    assert said in await chat.say(line)


@pytest.mark.parametrize(
    "line",
    [
        "/faq",
        "/faq dance",
        "/faq show",
        "/faq show x",
        "/faq show 99",
        "/faq edit 99999999999",
        "/undo",
        "/undo 77",
    ],
)
async def test_a_slip_of_a_moderator_is_one_line(line: str, chat: Chat) -> None:
    screen = await chat.say("/as moderator", line)
    assert "Goodbye." in screen
    assert "Something went wrong" not in screen


async def test_a_question_that_is_refused_does_not_end_the_chat(chat: Chat) -> None:
    screen = await chat.say("***", "how do I descale a kettle?")
    assert "The question is empty" in screen
    assert "rinse it twice" in screen


async def test_questions_are_asked_as_a_member(chat: Chat) -> None:
    for role in (Role.MODERATOR, Role.AUTHOR):
        assert "first type /as member" in lines_of(await chat.say(f"/as {role}", UNKNOWN))
    assert await chat.kb.review.queue(COMMUNITY) == []


async def test_words_of_members_are_never_markup_or_commands_to_the_terminal(chat: Chat) -> None:
    await ask(chat.kb, "Why \x1b[31m[bold]red[/bold]\x1b]0;x\x07 kettles in Mongolia in 1207?")
    screen = await chat.say("/as author", "/queue", "q", "/queue list")
    assert "\x1b" not in screen
    assert "\x07" not in screen


async def test_the_author_signs_with_a_name(chat: Chat) -> None:
    await ask(chat.kb, UNKNOWN)
    await chat.say("/as author Prof Steam", "/queue", "a", "Ulaanbaatar.", ".", "Capital of Mongolia?", "yes")
    (entry,) = await chat.kb.curation.search(COMMUNITY, "Ulaanbaatar")
    assert (entry.source.author, entry.question) == ("Prof Steam", "Capital of Mongolia?")
    assert UNKNOWN in entry.text.phrasings


async def test_new_questions_are_offered_while_typing(chat: Chat) -> None:
    await chat.say("/as moderator", "/faq add", "How high?", ".", "Very.", ".", "", "", "", "", "", "p")
    assert "How high?" in chat.session.known
