"""When a digest is due, and what stands in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.authors.digest import Digest, is_due, last, period, under_way
from bot.choices import Choices
from bot.render.discord.digest import digest_embed
from knowledge import Proposal, ProposalKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge import Entry, OpenQuestion

NOW = datetime(2026, 8, 1, 12, tzinfo=UTC)
WEEKLY = Choices(author_channel=3)


def at(days: float) -> str:
    return (NOW - timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("choices", "due"),
    [
        (Choices(), False),
        (WEEKLY, True),
        (Choices(digest_people=(5,)), True),
        (replace(WEEKLY, digest_days=0), False),
        (replace(WEEKLY, digest_at=at(6.99)), False),
        (replace(WEEKLY, digest_at=at(7)), True),
        (replace(WEEKLY, digest_at=at(1), digest_days=1), True),
        (replace(WEEKLY, digest_at=at(-1)), False),
        (replace(WEEKLY, digest_at="yesterday"), True),
        (replace(WEEKLY, digest_at="2026-07-31T12:00:00"), False),
    ],
)
def test_a_digest_is_due_once_a_period_where_somebody_reads_it(choices: Choices, *, due: bool) -> None:
    assert is_due(choices, NOW) is due


def test_periods_do_not_drift_and_a_long_absence_is_one_period() -> None:
    late = replace(WEEKLY, digest_at=at(7.5))
    assert period(late, NOW) == NOW - timedelta(days=0.5)
    assert period(replace(WEEKLY, digest_at=at(30)), NOW) == NOW - timedelta(days=2)
    assert period(WEEKLY, NOW) == NOW
    assert not is_due(replace(WEEKLY, digest_at=period(late, NOW).isoformat()), NOW)
    assert last(replace(WEEKLY, digest_at="nonsense")) is None


@pytest.mark.parametrize(
    ("choices", "ago"),
    [
        (WEEKLY, None),
        (replace(WEEKLY, digest_begun=at(1)), 1),
        (replace(WEEKLY, digest_begun=at(1), digest_at=at(8)), 1),
        (replace(WEEKLY, digest_begun=at(1), digest_at=at(1)), None),
        (replace(WEEKLY, digest_begun=at(1), digest_at=at(0.5)), None),
        (replace(WEEKLY, digest_begun=at(7)), None),
        (replace(WEEKLY, digest_begun=at(-1)), None),
        (replace(WEEKLY, digest_begun="soon"), None),
    ],
)
def test_a_digest_that_was_begun_and_not_noted_is_under_way(choices: Choices, ago: float | None) -> None:
    assert under_way(choices, NOW) == (None if ago is None else NOW - timedelta(days=ago))


def test_a_digest_of_nothing_is_empty() -> None:
    assert Digest().empty


def test_a_digest_lists_what_an_author_should_know(
    question: Callable[..., OpenQuestion], make_entry: Callable[..., Entry]
) -> None:
    asked = question(text="May I *ski*?", askers=3)
    wrong = Proposal(1, make_entry(4), "How do I swim?", ProposalKind.BLOCK)
    shown = digest_embed(
        Digest((asked,), (asked,), (make_entry(4),), (wrong,)), "Sclerosis Chat", private=False
    )
    assert [field.name for field in shown.fields] == [
        "1 new question",
        "1 asked by more than one",
        "1 answer is due for review",
        "1 answer did not help",
    ]
    told = [field.value or "" for field in shown.fields]
    assert told[0] == r"• May I \*ski\*?"
    assert told[1].endswith("3 people are asking this")
    assert "last reviewed 2 January 2025" in told[2]
    assert "How do I swim?" in told[3]
    assert shown.description is None


def test_a_long_digest_fits_and_says_how_much_more_there_is(question: Callable[..., OpenQuestion]) -> None:
    many = tuple(question(n, "*" * 900, askers=2) for n in range(40))
    shown = digest_embed(Digest(many, many), "S" * 100, private=True)
    assert len(shown) <= 6000
    assert all(len(field.value or "") <= 1024 for field in shown.fields)
    assert "more" in (shown.fields[0].value or "")
    assert "/queue review" in (shown.description or "")
