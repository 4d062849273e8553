"""What needs no Discord: texts, embeds, and small decisions."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asked import Asked
from bot.inbound import is_clear_question, question_of, words_of
from bot.interactions import explained
from bot.members.cooldown import Cooldown
from bot.members.offering import offered
from bot.members.replying import lacking
from bot.members.solving import solved_tag
from bot.recent import Recent
from bot.render.discord import answers, choosing
from bot.render.discord.news import news_shown
from bot.render.discord.outcomes import outcome_shown
from bot.render.discord.own import questions_shown
from bot.render.discord.text import pages, plain, short
from bot.traces import bare_trace
from knowledge import (
    Answered,
    Asking,
    Ignored,
    Language,
    Notice,
    QuestionStatus,
    Queued,
    Signposted,
    Source,
    Suggested,
    WordingBlocked,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge import Entry, Outcome

ASKED = Asked("9" * 19, "8" * 19, f"i:{'7' * 19}#picked-1234567")


def test_what_a_button_carries_comes_back() -> None:
    assert Asked.of(ASKED.arguments) == ASKED
    assert Asked.of([*ASKED.arguments, "12"]) == ASKED
    assert Asked.of(["1", "2"]) is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<@1> why?", "why?"),
        ("<@!1>why?", "why?"),
        ("<@1> is <@2> in <#3> with <@&4> <:smile:5>?", "is somebody in a channel with some people smile?"),
        ("<@1>", ""),
    ],
)
def test_the_words_of_a_message_name_nobody(content: str, words: str) -> None:
    assert words_of(content, 1) == words


def test_a_private_message_has_no_place_and_a_post_has_its_title() -> None:
    message: Any = SimpleNamespace(
        content="why?",
        guild=None,
        id=5,
        channel=SimpleNamespace(id=4),
        author=SimpleNamespace(id=3),
    )
    private = question_of(message, "9", 1)
    assert (private.key, private.place, private.asker, private.waits) == ("m:5", "", "3", False)
    message.guild = SimpleNamespace(id=9)
    posted = question_of(message, "9", 1, "Heat")
    assert (posted.text, posted.place) == ("Heat\nwhy?", "4/5")


@pytest.mark.parametrize("text", ["is it safe to fly", "Why is that?", "fatigue and heat, any ideas?"])
def test_a_plain_question_is_told(text: str) -> None:
    assert is_clear_question(text)


@pytest.mark.parametrize("text", ["I took it today.", "?" * 501, "whatever you say"])
def test_talk_is_no_plain_question(text: str) -> None:
    assert not is_clear_question(text)


def test_a_pause_is_for_each_key_and_ends() -> None:
    pause = Cooldown(10)
    pause.begin(0, (1, 2))
    assert not pause.is_over(9, (1, 2))
    assert pause.is_over(9, (1, 3))
    assert pause.is_over(10, (1, 2))


def test_questions_are_offered_by_their_words_and_their_beginning_first() -> None:
    questions = ["Is heat bad?", "What of heat?", "Heat and cold?", "x" * 150 + " heat"]
    assert offered("heat", questions)[0] == "Heat and cold?"
    assert all(len(each) <= 100 for each in offered("heat", questions))
    assert len(offered("", [f"Question {n}?" for n in range(40)])) == 25


def test_only_the_permission_that_is_at_the_root_is_named() -> None:
    everything = discord.Permissions.all()
    assert lacking(everything, in_thread=False) == []
    everything.update(send_messages=False, embed_links=False)
    assert lacking(everything, in_thread=False) == ["Send Messages"]
    assert lacking(everything, in_thread=True) == ["Embed Links"]
    assert lacking(discord.Permissions.none(), in_thread=True) == ["View Channel"]


def test_the_solved_tag_is_known_by_its_name() -> None:
    tags = [discord.ForumTag(name="Open"), discord.ForumTag(name="SOLVED")]
    found = solved_tag(tags)
    assert found is not None
    assert found.name == "SOLVED"
    assert solved_tag(tags[:1]) is None


def test_an_address_stays_whole_and_a_masked_link_is_shown_as_it_was_written() -> None:
    assert plain("see https://a.org/b_c*d_e.") == "see https://a.org/b_c*d_e."
    assert plain("[click](https://a.org/x_y)") == "\\[click\\]\\(https://a.org/x_y)"
    assert plain("https://a.org/[x](https://b.org)").count("\\[") == 1
    assert plain("[https://a.org](https://b.org)") == "\\[https://a.org]\\(https://b.org)"
    assert plain("See it (https://a.org/heat_(MS)).") == "See it \\(https://a.org/heat_(MS))."


@given(st.lists(st.sampled_from([*"[]()<>\\! a\n", "https://x.org", "http://y.z/_a_"]), max_size=14))
def test_no_text_opens_a_masked_link(parts: list[str]) -> None:
    assert "[" not in re.sub(r"\\.", "", plain("".join(parts)), flags=re.DOTALL)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("Yes.\n\n- a\n  - b_c", "Yes.\n\n\\- a\n  \\- b\\_c"),
        ("# One\n-# two\n1. three #4", "\\# One\n\\-# two\n1. three #4"),
        ("> `x` ||y|| ~~z~~ **w** \\", "\\> \\`x\\` \\|\\|y\\|\\| \\~\\~z\\~\\~ \\*\\*w\\*\\* \\\\"),
        ("5-10 mg, a - b", "5-10 mg, a - b"),
        ("@everyone <@123>", "@\u200beveryone \\<@\u200b123\\>"),
    ],
)
def test_what_was_written_is_shown_word_for_word(written: str, sent: str) -> None:
    assert plain(written) == sent


def test_no_page_ends_after_an_abbreviation() -> None:
    text = "Ask Dr. Sol, e.g. by post. " * 20
    assert all(page.rstrip().endswith("post.") for page in pages(text, 100))


def test_pages_end_with_sentences_and_lose_nothing() -> None:
    text = " ".join(f"Sentence {n} is here." for n in range(100))
    found = pages(text, 200)
    assert all(page.rstrip().endswith(".") and len(page) <= 200 for page in found)
    assert "".join(found) == text


@pytest.mark.parametrize(
    "outcome",
    [
        Queued(1, 2, 0.1),
        Queued(1, 2, 0.1, joined=True, language=Language("German", "Ich verstehe nur Englisch.")),
        Signposted("Please call 999.", "emergency"),
        Ignored(),
        Suggested((), 0.3),
    ],
)
def test_every_outcome_fits_into_a_message(outcome: Outcome) -> None:
    assert_fits(outcome_shown(outcome, ASKED, "d" * 500, here=True))


def test_the_longest_answer_fits_into_a_message(make_entry: Callable[..., Entry]) -> None:
    entry = make_entry(
        1234567,
        question="*?" * 500,
        answer="_*" * 10_000,
        source=Source("[" * 400, "https://example.org/" + "x" * 400, "*" * 300),
    )
    shown = answers.answered_shown(Answered(entry, 1.0, overdue=True, key=ASKED.key), ASKED, "d" * 500)
    assert_fits(shown)
    assert_fits(choosing.suggested_shown(Suggested((entry,) * 3, 0.3, "General. " * 50), ASKED))
    assert_fits(choosing.others_shown(Suggested((entry,), 0.3), ASKED))
    assert_fits(
        news_shown(
            Notice(1, "*" * 1000, entry, None),
            Answered(entry, 1.0, overdue=True),
            "9" * 19,
            "S" * 100,
            "d" * 500,
        )
    )
    assert_fits(news_shown(Notice(1, "*" * 1000, None, "_" * 1000), None, "9" * 19, "S" * 100, "d" * 500))
    asking = Asking("8" * 19, 1, "*" * 1000, QuestionStatus.OPEN, entry.created_at, True, None, ASKED.key)  # noqa: FBT003
    assert_fits(questions_shown([asking] * 30, "9" * 19))
    assert questions_shown([asking] * 30, "9" * 19).embeds[0].footer.text


def test_an_answer_says_when_it_is_overdue_and_by_whom_it_is(make_entry: Callable[..., Entry]) -> None:
    shown = answers.answered_shown(Answered(make_entry(), 1.0, overdue=True), ASKED, "No medical advice.")
    embed = shown.embeds[0]
    assert embed.description == "With vinegar.\n\nRinse twice."
    assert [field.name for field in embed.fields] == ["Past its review date"]
    assert "last reviewed on 2 January 2025" in str(embed.fields[0].value)
    assert "No medical advice." in str(embed.footer.text)


def test_a_source_that_is_no_address_gets_no_button(make_entry: Callable[..., Entry]) -> None:
    for url in (None, "javascript:alert(1)", "https://", "https://a b", "https://a.org/" + "x" * 600):
        assert answers.source_controls(make_entry(source=Source("t", url))) == ()


def assert_fits(shown: answers.Shown) -> None:
    assert sum(len(embed) for embed in shown.embeds) <= 6000
    for embed in shown.embeds:
        assert len(embed.title or "") <= 256
        assert len(embed.description or "") <= 4096
        assert all(len(str(field.value)) <= 1024 for field in embed.fields)
        assert len(embed.footer.text or "") <= 2048
    assert len(shown.controls) <= 25
    assert all(len(control.custom_id or "") <= 100 for control in shown.controls)


def test_short_never_ends_in_a_lone_backslash() -> None:
    assert not short("word \\*" * 50, 40).rstrip("…").endswith("\\")


def test_a_trace_says_where_and_never_what() -> None:
    error = ValueError("my question")
    error.__cause__ = KeyError("my question")
    assert bare_trace(error) == "builtins.KeyError\n\nwhich led to\n\nbuiltins.ValueError"


def test_an_event_is_new_once_and_old_ones_are_forgotten() -> None:
    recent = Recent(2)
    assert [recent.is_new(event) for event in (1, 1, 2, 3, 1)] == [True, False, True, True, True]


def test_words_that_are_quoted_in_an_error_make_no_hidden_link() -> None:
    told = explained(WordingBlocked("[click](https://evil.example)", 3, 1), 1)
    assert "[click](" not in told
    assert r"\[click\]\(" in told
