"""What publishing would change, as curators read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.render import words
from bot.render.preview import compared_line, preview_panel, sections
from knowledge import (
    Change,
    Clash,
    Closing,
    Decision,
    Neighbour,
    OpenQuestion,
    Origin,
    Preview,
    Reply,
)
from tests.bot.render.test_render import HOSTILE, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge import Entry

    Make = Callable[..., Entry]

QUEUED = Reply(Decision.QUEUE)


def asked(text: str, askers: int = 2) -> OpenQuestion:
    return OpenQuestion(5, "kitchen", text, (), askers, datetime(2025, 1, 2, tzinfo=UTC), Origin.TERMINAL)


def by(*entries: Entry) -> Reply:
    return Reply(Decision.ANSWER, entries)


def titles(preview: Preview) -> list[str]:
    return [section.title for section in sections(preview)]


@pytest.fixture
def this(make_entry: Make) -> Entry:
    return make_entry(9, question="Does lemon descale a kettle?")


def test_nothing_to_tell_is_said_with_what_it_rests_on(this: Entry) -> None:
    assert sections(Preview(this)) == []
    assert "not asked anything" in compared_line(Preview(this))
    assert compared_line(Preview(this, compared=1)).startswith("1 question that members asked was tried.")
    assert "Nothing changes for any of them." in shown(preview_panel(Preview(this, compared=1_234)))


def test_each_change_says_how_often_it_was_asked_and_what_becomes_of_it(
    this: Entry, make_entry: Make
) -> None:
    other, suggested = make_entry(7), Reply(Decision.SUGGEST, (make_entry(7), this))
    preview = Preview(
        this,
        changed=(
            Change("Gained?", 3, QUEUED, by(this)),
            Change("Lost?", 1, by(other), suggested),
            Change("Moved?", 2, by(other), by(this)),
            Change("Hinted?", 1, QUEUED, suggested),
        ),
    )
    assert [(s.title, s.lines) for s in sections(preview)] == [
        (
            "1 question would lose its answer:",
            (("“Lost?”", "today entry 7, then “did you mean” entry 7 or this one"),),
        ),
        (
            "1 question would get another answer:",
            (("“Moved?”", "asked 2 times; today entry 7, then this one"),),
        ),
        (
            "1 question would be answered at once:",
            (("“Gained?”", "asked 3 times; today the author's list, then this one"),),
        ),
        (
            "1 question would get other suggestions, or none:",
            (("“Hinted?”", "today the author's list, then “did you mean” entry 7 or this one"),),
        ),
    ]


def test_open_questions_say_who_waits(this: Entry) -> None:
    preview = Preview(
        this,
        closes=(
            Closing(asked("Is lemon good?"), "Is lemon good?", Decision.ANSWER),
            Closing(asked("Is lime good?", 1), "Is lime good?", Decision.SUGGEST),
        ),
    )
    answered, near = sections(preview)
    assert answered.title == "1 open question would be answered:"
    assert answered.lines == (("“Is lemon good?”", "2 people are asking this, since 2 January 2025"),)
    assert near.title == "1 open question comes near, but would not be answered:"


def test_neighbours_say_what_tells_them_apart(this: Entry, make_entry: Make) -> None:
    preview = Preview(
        this,
        duplicates=(Neighbour(make_entry(7), "Does citric acid work?", 0.81),),
        confusable=(
            Neighbour(
                make_entry(8, question="Does lemon clean a pan?"), this.question, 0.1, ("asks about pans",)
            ),
            Neighbour(make_entry(3, question="Lemon?"), this.question, 0.4),
        ),
        clashes=(Clash("lemon kettle", make_entry(4, question="Is lemon safe?")),),
    )
    clash, duplicate, near = sections(preview)
    assert clash.lines == (("“lemon kettle”", "entry 4: Is lemon safe?"),)
    assert duplicate.lines == (
        ("7  How do I descale a kettle?", "81% the same, by “Does citric acid work?”"),
    )
    assert near.lines == (
        ("8  Does lemon clean a pan?", "asks about pans"),
        ("3  Lemon?", "hardly anything tells them apart"),
    )


def test_many_lines_are_counted_and_long_ones_cut(this: Entry) -> None:
    changes = tuple(Change(f"{n} " + "very " * 300 + "long?", n, QUEUED, by(this)) for n in range(1_300))
    (section,) = sections(Preview(this, changed=changes))
    assert section.title == "1,300 questions would be answered at once:"
    assert len(section.lines) == 6
    assert section.lines[0][0].startswith("“1299 very")
    assert all(len(line) < 120 for line, _ in section.lines)
    assert section.lines[-1] == ("and 1,295 more", "")
    assert len(shown(preview_panel(Preview(this, changed=changes))).splitlines()) < 25


def test_words_from_outside_are_shown_and_never_obeyed(make_entry: Make) -> None:
    entry = make_entry(question=HOSTILE)
    near = Neighbour(entry, HOSTILE, 0.9, (HOSTILE,))
    preview = Preview(
        replace(entry, id=9),
        changed=(Change(HOSTILE, 1, QUEUED, by(entry)),),
        closes=(Closing(asked(HOSTILE), HOSTILE, Decision.ANSWER),),
        duplicates=(near,),
        confusable=(near,),
        clashes=(Clash(HOSTILE, entry),),
    )
    text = shown(preview_panel(preview))
    assert not words._UNSAFE.search(text)
    assert text.count("[bold]") >= 6
