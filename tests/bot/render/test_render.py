"""Outcomes as plain text, panels and JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from rich.console import Console

from bot.render import cards, panels, plain, records, words
from knowledge import (
    Answered,
    Authorship,
    Candidate,
    Decision,
    Draft,
    DraftStatus,
    DraftText,
    EntryKind,
    Examination,
    Ignored,
    Language,
    Nearest,
    Notice,
    OpenQuestion,
    Origin,
    Queued,
    Signposted,
    Source,
    Suggested,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType

    from knowledge import Entry, Outcome

    Make = Callable[..., Entry]

HOSTILE = "[bold]not markup[/bold] \x1b[31mred\x1b]0;title\x07 \u202eevil\u2066 \x9b2J [/] :smile:"


def shown(renderable: RenderableType) -> str:
    console = Console(file=StringIO(), width=100, highlight=False, markup=False, emoji=False)
    console.print(renderable)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def outcomes(make_entry: Make) -> list[Outcome]:
    entry = make_entry()
    return [
        Answered(entry, 0.97),
        Suggested((entry, make_entry(8)), 0.5),
        Queued(4, 1, 0.2),
        Signposted("Please ring your MS team.", "personal"),
        Ignored(),
    ]


def test_an_answer_stands_verbatim_with_its_question_and_source(make_entry: Make) -> None:
    text = plain.outcome_text(Answered(make_entry(), 0.97))
    assert "How do I descale a kettle?\n\nWith vinegar.\n\nRinse twice.\n\n" in text
    assert "Dr Brew, in the comments under “Kettles and scale”, 31 March 2024" in text
    assert "https://example.org/kettles" in text
    assert "Very sure that this is what you asked" in text
    assert "Last reviewed 2 January 2025" in text


def test_the_panel_says_what_the_plain_text_says(make_entry: Make) -> None:
    drawn = " ".join(shown(panels.outcome_panel(Answered(make_entry(), 0.97))).replace("│", " ").split())
    for line in filter(None, plain.outcome_text(Answered(make_entry(), 0.97)).splitlines()[1:]):
        assert line.removeprefix("Source: ") in drawn


def test_a_passage_is_said_to_be_from_the_post(make_entry: Make) -> None:
    assert plain.outcome_text(Answered(make_entry(kind=EntryKind.PASSAGE), 0.9)).startswith("From the post:")


def test_an_overdue_answer_is_flagged(make_entry: Make) -> None:
    assert "may be out of date" in plain.outcome_text(Answered(make_entry(), 0.9, overdue=True))
    assert "may be out of date" not in plain.outcome_text(Answered(make_entry(), 0.9))


def test_suggestions_are_questions_without_answers(make_entry: Make) -> None:
    text = shown(panels.outcome_panel(Suggested((make_entry(), make_entry(8, question="Why scale?")), 0.5)))
    assert "How do I descale a kettle?" in text
    assert "2  Why scale?" in text
    assert "0  None of these" in text
    assert "vinegar" not in text


def test_general_entries_for_personal_advice_are_labelled(make_entry: Make) -> None:
    text = plain.outcome_text(Suggested((make_entry(),), 0.5, text="Please ask your MS team."))
    assert "Please ask your MS team." in text
    assert words.GENERAL_ONLY in text


def test_a_queued_question_says_that_nobody_watches() -> None:
    for text in (plain.outcome_text(Queued(4, 1, 0.1)), shown(panels.outcome_panel(Queued(4, 1, 0.1)))):
        assert "author's list" in text
        assert "You are the first to ask this." in text
        assert "Nobody watches this list for emergencies" in text


def test_a_joined_question_says_how_many_ask() -> None:
    text = plain.outcome_text(Queued(4, 3, 0.1, joined=True))
    assert "2 others asked this too." in text
    assert "on the author's list already" in text


@pytest.mark.parametrize("joined", [False, True])
def test_a_question_in_another_language_is_told_so_in_both(joined: bool) -> None:  # noqa: FBT001
    french = Language("French", "Pour l'instant, je ne comprends que l'anglais.")
    queued = Queued(4, 1, 0.0, joined=joined, language=french)
    for text in (plain.outcome_text(queued), shown(panels.outcome_panel(queued))):
        assert french.line in text
        assert "I only understand English so far, and this looks like French" in text
    bare = plain.outcome_text(replace(queued, language=Language("Greek")))
    assert "author's list" in bare
    assert bare.startswith("I only understand English")


@pytest.mark.parametrize("number", range(5))
def test_every_outcome_has_the_same_keys_in_json(number: int, make_entry: Make) -> None:
    record = records.outcome_record(outcomes(make_entry)[number])
    assert list(record) == ["decision", "confidence", "entry", "suggestions", "question_id", "text"]
    assert record["decision"] == ("answer", "suggest", "queue", "signpost", "ignore")[number]
    assert json.loads(records.to_json(record)) == record


def test_an_answer_in_json_has_its_source(make_entry: Make) -> None:
    assert records.outcome_record(Answered(make_entry(), 0.97))["entry"] == {
        "id": 7,
        "question": "How do I descale a kettle?",
        "answer": "With vinegar.\n\nRinse twice.",
        "source": {
            "title": "Kettles and scale",
            "url": "https://example.org/kettles",
            "author": "Dr Brew",
            "date": "2024-03-31",
        },
    }


def hostile_renderings(make_entry: Make) -> dict[str, str]:
    source = Source(title=HOSTILE, url=HOSTILE, author=HOSTILE)
    entry = make_entry(
        question=HOSTILE,
        answer=HOSTILE,
        phrasings=(HOSTILE,),
        context=HOSTILE,
        tags=(HOSTILE,),
        source=source,
    )
    then = datetime(2025, 1, 2, tzinfo=UTC)
    near = Nearest(1, HOSTILE, 0.3, (HOSTILE,))
    waiting = OpenQuestion(
        1, "c", HOSTILE, (HOSTILE, HOSTILE + "2"), 2, then, Origin.TERMINAL, nearest=(near,), source=source
    )
    draft = Draft(1, "c", DraftText("k", entry.text, Authorship.INFERRED, HOSTILE), DraftStatus.PENDING)
    examined = Examination(
        Decision.QUEUE, HOSTILE, 0.1, (Candidate(entry, 1.0, 0.1, (HOSTILE,)),), (), HOSTILE
    )
    answered = Answered(entry, 0.9)
    return {
        "plain answer": plain.outcome_text(answered),
        "plain suggestions": plain.outcome_text(Suggested((entry,), 0.5, HOSTILE)),
        "plain signpost": plain.outcome_text(Signposted(HOSTILE, "crisis")),
        "plain queue": plain.queue_text([waiting]),
        "plain drafts": plain.drafts_text([draft]),
        "json": records.to_json(records.outcome_record(answered)),
        "panel": shown(panels.outcome_panel(answered)),
        "suggestions": shown(panels.outcome_panel(Suggested((entry,), 0.5, HOSTILE))),
        "signpost": shown(panels.outcome_panel(Signposted(HOSTILE, "crisis"))),
        "notice": shown(panels.notice_panel(Notice(1, HOSTILE, None, HOSTILE))),
        "question card": shown(cards.question_panel(waiting, "1 of 1")),
        "draft card": shown(cards.draft_panel(draft, "1 of 1")),
        "entry card": shown(cards.entry_panel(entry)),
        "table": shown(cards.entries_table([entry])),
        "examination": shown(cards.examination_panel(examined)),
        "difference": shown(cards.difference(HOSTILE, HOSTILE + "2", ("before", "after"))),
    }


def test_words_from_outside_are_shown_and_never_obeyed(make_entry: Make) -> None:
    for name, text in hostile_renderings(make_entry).items():
        assert not words._UNSAFE.search(text), name
        assert "[bold]" in text, name


def test_lone_surrogates_do_not_break_any_face(make_entry: Make) -> None:
    answered = Answered(make_entry(answer="a\ud800b"), 0.9)
    plain.outcome_text(answered).encode()
    records.to_json(records.outcome_record(answered)).encode()


def test_line_breaks_and_indents_of_an_answer_survive() -> None:
    assert words.safe("one\r\n  two\rthree\n\nfour") == "one\n  two\nthree\n\nfour"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (Source(title=""), "the source was not noted"),
        (Source(title="", author="Dr Brew"), "Dr Brew"),
        (Source(title="A book"), "in “A book”"),
    ],
)
def test_a_source_with_gaps_still_reads_well(source: Source, expected: str) -> None:
    assert words.source_line(source) == expected


def test_sureness_never_claims_more_than_it_is() -> None:
    said = [words.sureness(confidence) for confidence in (1.0, 0.96, 0.9, 0.75, 0.3)]
    assert len(set(said)) == 5
    assert "check" in said[-1]


def test_an_examination_becomes_a_line_of_results(make_entry: Make) -> None:
    names: dict[int, object] = {7: "descale", 8: "why"}
    ranked = (Candidate(make_entry(), 2.0, 0.9), Candidate(make_entry(8), 1.0, 0.1))
    examined = Examination(Decision.ANSWER, "focus", 0.9, ranked)
    line: dict[str, Any] = records.examination_record("text", examined, ranked, names)
    assert line == {
        "text": "text",
        "decision": "answer",
        "answer": "descale",
        "suggestions": [],
        "ranked": [["descale", 2.0], ["why", 1.0]],
        "confidence": 0.9,
    }
    silent = replace(examined, decision=Decision.SUGGEST, suggestions=ranked)
    line = records.examination_record("text", silent, ranked, names)
    assert (line["answer"], line["suggestions"]) == (None, ["descale", "why"])
