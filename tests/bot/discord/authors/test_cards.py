"""A question's card: what stands on it, what can be pressed, and what an author has read by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.authors import offers, order, seen
from bot.authors.drafting import Written, written
from bot.errors import InputRefused
from bot.render.discord import queue as render
from bot.render.discord.drafts import preview_cards
from knowledge import EntryText, Nearest, Source, SourceKind

if TYPE_CHECKING:
    from collections.abc import Callable

    import discord

    from knowledge import OpenQuestion

    Make = Callable[..., OpenQuestion]


def pressed(view: discord.ui.View) -> list[str]:
    return [getattr(item, "custom_id", None) or getattr(item, "url", "") for item in view.children]


def test_a_card_has_the_question_its_wordings_and_why_the_bot_was_silent(question: Make) -> None:
    asked = question(
        text="May I *ski*?",
        wordings=("May I *ski*?", "Is skiing fine?"),
        askers=3,
        nearest=(Nearest(4, "May I swim?", 0.41, ("skiing is not swimming",)),),
        claimed_by="77",
    )
    card = render.card(asked, "1 of 2", "Released.")
    assert card.title == "Question 7  ·  1 of 2"
    assert card.description is not None
    assert r"**May I \*ski\*?**" in card.description
    assert "3 people are asking this, since 1 July 2026" in card.description
    assert "Claimed by <@77>" in card.description
    also, why = card.fields
    assert also.value == "• Is skiing fine?"
    assert why.value == "**Entry 4** May I swim?\n41%: skiing is not swimming"


def test_an_entry_that_is_far_away_tells_the_author_nothing(question: Make) -> None:
    card = render.card(question(nearest=(Nearest(4, "May I swim?", 0.01, ("asks about skiing",)),)), "1 of 1")
    assert card.fields[-1].value == "Nothing that I know comes near."


def test_of_what_speaks_against_an_entry_the_weightiest_is_said(question: Make) -> None:
    reasons = ("different drug: a / b", "asks when", "asks about c", "asks about d")
    card = render.card(question(nearest=(Nearest(4, "May I swim?", 0.3, reasons),)), "1 of 1")
    assert (
        card.fields[-1].value
        == "**Entry 4** May I swim?\n30%: different drug: a / b; asks when; asks about c"
    )


def test_a_card_of_the_longest_texts_keeps_within_the_limits(question: Make) -> None:
    wordings = tuple(f"{n}{'*' * 999}" for n in range(40))
    nearest = tuple(Nearest(n, "_" * 1000, 0.5, ("[" * 500,)) for n in range(9))
    card = render.card(
        question(text=wordings[0], wordings=wordings, nearest=nearest, context="*" * 20_000), "1 of 1"
    )
    assert len(card) <= 6000
    assert len(card.description or "") <= 4096
    assert all(len(field.value or "") <= 1024 for field in card.fields)
    assert "39 other wordings" in (card.fields[0].value or "")


def test_only_wordings_that_a_card_shows_whole_count_as_read(question: Make) -> None:
    short = [f"Wording {n} of a question that is asked by many" for n in range(60)]
    asked = question(text=short[0], wordings=tuple(short))
    shown = render.shown_wordings(asked)
    assert 5 < len(shown) < 59
    assert seen.seen(asked, ["7", seen.mark(asked)]) == (short[0], *shown)
    assert f"and {59 - len(shown)} more" in (render.card(asked, "").fields[0].value or "")


def test_a_wording_that_joined_after_the_card_was_shown_is_not_read(question: Make) -> None:
    mark = seen.mark(question(wordings=("May I ski?", "Is skiing fine?")))
    later = question(wordings=("May I ski?", "Is skiing fine?", "Is bathing fine?"))
    assert seen.seen(later, ["7", mark]) == ("May I ski?", "Is skiing fine?")


@pytest.mark.parametrize("mark", ["1-deadbeef", "", "x", "99-0", "-1-0", "1"])
def test_a_mark_that_does_not_fit_counts_for_nothing(question: Make, mark: str) -> None:
    asked = question(wordings=("May I ski?", "Is skiing fine?"))
    assert seen.seen(asked, ["7", mark]) == ("May I ski?",)


def test_a_wording_that_was_erased_is_not_taken_for_another(question: Make) -> None:
    mark = seen.mark(question(wordings=("May I ski?", "One?", "Two?")))
    assert seen.seen(question(wordings=("May I ski?", "Two?", "Three?")), ["7", mark]) == ("May I ski?",)


def test_a_card_has_few_short_buttons_in_a_row_for_phones_are_narrow(question: Make) -> None:
    view = offers.card_view(question(), ("https://discord.com/channels/5/21/22",), 9)
    rows = [[each["label"] for each in row["components"]] for row in view.to_components()]
    assert rows == [
        ["Answer", "Use existing", "Later"],
        ["Merge", "Claim", "Dismiss"],
        ["Next", "Where it was asked"],
    ]


def test_a_place_that_is_gone_is_said_to_be(question: Make) -> None:
    assert "The place where it was asked is gone." in (
        render.card(question(), "", gone=True).description or ""
    )
    assert "gone" not in (render.card(question(), "").description or "")


def test_a_claim_can_be_taken_back_by_whoever_made_it(question: Make) -> None:
    assert "aw:queue-release:7" in pressed(offers.card_view(question(claimed_by="9"), (), 9))
    assert "aw:queue-claim:7" in pressed(offers.card_view(question(claimed_by="8"), (), 9))


def test_what_somebody_else_has_claimed_comes_after_what_is_free(question: Make) -> None:
    taken, free, other = question(1, claimed_by="8"), question(2), question(3)
    assert order.following([taken, free, other], 9) is free
    assert order.following([taken, free, other], 9, after=2) is other
    assert order.following([taken], 9) is taken
    assert order.following([free], 9, after=2) is free
    assert order.following([], 9) is None


def test_next_goes_through_the_whole_queue_and_begins_again(question: Make) -> None:
    queue = [question(n) for n in (1, 2, 3)]
    shown = [order.following(queue, 9, after) for after in (None, 1, 2, 3)]
    assert [each and each.id for each in shown] == [1, 2, 3, 1]


def test_an_answer_keeps_its_lines_and_an_empty_one_is_refused(question: Make) -> None:
    kept = written("", "  Yes.\r\n\r\n* always\n\n", question())
    assert kept == Written("May I ski?", "  Yes.\n\n* always")
    assert written("\u200b", "Yes.", question()).question == "May I ski?"
    with pytest.raises(InputRefused):
        written("Why?", " \n ", question())


def test_questions_with_words_in_common_are_offered_first(question: Make) -> None:
    asked = question(1, "May I go skiing?")
    others = [question(2, "Who pays?"), question(3, "May my son go skiing?"), question(4, "What now?")]
    assert [each.id for each in order.alike_first(asked, others)] == [3, 2, 4]


def test_a_list_is_paged_and_leads_to_cards(question: Make) -> None:
    questions = [question(n, f"Question {n}?") for n in range(1, 20)]
    embed = render.listing(questions, 1)
    assert embed.title == "19 questions are waiting"
    assert embed.footer.text == "Page 2 of 3, most asked first"
    shown = questions[8:16]
    assert pressed(offers.list_view(questions, shown, 1)) == [
        "aw:queue-card:list",
        "aw:queue-list:0",
        "aw:queue-list:2",
    ]
    assert render.listing([], 0).title == "Nothing is waiting"


@pytest.mark.parametrize("answer", ["Yes.", "word " * 800, "*" * 4000, "A sentence. " * 330])
def test_a_preview_fits_into_one_message_and_says_when_words_are_missing(answer: str) -> None:
    text = EntryText("_" * 1000, answer.strip(), source=Source("", author="Sol", kind=SourceKind.REVIEW))
    cards = preview_cards(text, "Dr Sol", None, 7)
    assert sum(map(len, cards)) <= 6000
    assert len(cards) <= 10
    whole = cards[-1].footer.text == "Dr Sol"
    assert whole is not any("the file has every word" in (card.footer.text or "") for card in cards)
    assert whole is (answer[0] != "*")
