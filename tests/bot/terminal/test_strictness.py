"""A moderator looks at the strictness, changes it, and goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import InputRefused
from bot.terminal.chat import typeable
from bot.terminal.session import Role
from bot.terminal.strictness import parsed
from knowledge import HARD_TEST, Strictness
from tests.bot.terminal.conftest import COMMUNITY

if TYPE_CHECKING:
    from knowledge import Chosen
    from tests.bot.terminal.conftest import Chat

PARAPHRASE = "how can I descale my old kettle"


def marked(screen: str) -> list[str]:
    """Return the words after the mark that says what holds now."""
    return [line.split()[1] for line in screen.splitlines() if "▸" in line]


async def test_the_table_marks_what_holds_and_says_whose_choice_it_is(chat: Chat) -> None:
    screen = await chat.say("/as moderator", "/strictness")
    assert "as for the whole installation" in screen
    assert marked(screen) == ["balanced"]
    assert f"{HARD_TEST[Strictness.CAUTIOUS]} of 100" in " ".join(screen.split())
    screen = await chat.say("/strictness eager", "/strictness")
    assert "chosen for this community" in screen
    assert marked(screen) == ["eager"]


async def test_a_number_gets_a_line_of_its_own(chat: Chat) -> None:
    screen = await chat.say("/as moderator", "/strictness 92.5%", "/strictness")
    assert "the strictness is 0.925 (direct answers from 92.5%" in screen
    assert marked(screen) == ["0.925"]


async def test_a_choice_is_obeyed_at_once_and_the_way_back_is_printed(chat: Chat) -> None:
    screen = await chat.say("/as moderator", "/strictness 1", "/as member", PARAPHRASE)
    assert "To go back: /strictness default" in screen
    assert "Did you mean" in screen
    screen = await chat.say("0", "/as moderator", "/strictness 0.5", "/as member", PARAPHRASE)
    assert "To go back: /strictness 1" in screen
    assert "The author has answered this" in screen


async def test_a_choice_that_is_none_changes_nothing(chat: Chat) -> None:
    screen = await chat.say("/as moderator", "/strictness lax", "/strictness 0.2", "/strictness nan")
    assert "There is no strictness lax" in screen
    assert "cannot be 0.2" in screen
    assert "cannot be nan" in screen
    assert await chat.kb.curation.strictness(COMMUNITY) is None
    assert "already balanced" in await chat.say("/strictness balanced", "/strictness balanced")


async def test_members_and_authors_do_not_decide_on_it(chat: Chat) -> None:
    for role in ("member", "author"):
        assert "first type /as moderator" in await chat.say(f"/as {role}", "/strictness eager")
    assert await chat.kb.curation.strictness(COMMUNITY) is None


def test_every_word_can_be_completed() -> None:
    assert {f"/strictness {word}" for word in (*Strictness, "default")} < set(typeable(Role.MODERATOR))


@pytest.mark.parametrize(
    ("line", "choice"),
    [
        ("Cautious", Strictness.CAUTIOUS),
        ("default", None),
        ("0.95", 0.95),
        ("95%", 0.95),
        ("95 %", 0.95),
        ("1", 1.0),
    ],
)
def test_a_choice_may_be_typed_in_several_ways(line: str, choice: Chosen) -> None:
    assert parsed(line) == choice


@pytest.mark.parametrize("line", ["very", "%", "0,95", "cautious eager", "\x1b[31m"])
def test_anything_else_is_refused(line: str) -> None:
    with pytest.raises(InputRefused):
        parsed(line)
