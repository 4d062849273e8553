"""Who may do what: every callback of the authors' side and of set-up, pressed by those who may not, with any id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.authors import answering, due, existing, settling
from bot.cogs import admin, queue
from knowledge import EntryText, Origin, Question, QuestionStatus, Queued

if TYPE_CHECKING:
    from discord_server import Message, Person

    from tests.bot.discord.authors.conftest import Office

SKI = "Can I go skiing in the Alps with a catheter?"
FIELDS = {
    "question": "Hacked?",
    "answer": "Hacked.",
    "words": "swim",
    "reason": "Hacked",
    "emergency_numbers": "000",
}
REFUSED = "can do that here"
OF_AUTHORS = sorted(
    {**answering.HANDLERS, **due.HANDLERS, **existing.HANDLERS, **settling.HANDLERS, **queue.HANDLERS}
)
ABOUT_ALL = {"queue-open", "queue-list", "queue-next", "due-open", "due-next"}  # and not about one question
OF_SETUP = sorted(admin.HANDLERS)
OF_PAGES = (("people", "moderator_roles"), ("answers", "strictness"), ("numbers", ""), ("words", ""))
MODALS = {"queue-written", "queue-found", "queue-closed", "setup-sent"}


async def forged(person: Person, message: Message, name: str, *arguments: object) -> str:
    """Send an interaction that no button offers, and return what the bot says to it."""
    custom_id = ":".join(("aw", name, *map(str, arguments)))
    if not arguments:
        arguments = ("",)
    if name in MODALS:
        reply = await person.forges_modal(custom_id=custom_id, fields=FIELDS, message=message)
    else:
        reply = await person.forges(custom_id=custom_id, message=message, values=[str(arguments[0])])
    return (await reply.message()).text


async def private(person: Person) -> Message:
    """Return a message that this person may press on: the refusal of a command that is not theirs."""
    return await (await person.slash("queue list", hidden=True)).message()


async def test_a_member_gets_nothing_out_of_any_button_of_authors(office: Office) -> None:
    number = await office.asked(SKI)
    before = await office.kb.curation.entries(office.community)
    async with office.bot():
        message = await private(office.ana)
        assert REFUSED in message.text
        assert REFUSED in (await (await office.ana.slash("queue review", hidden=True)).message()).text
        assert REFUSED in (await (await office.ana.slash("queue due", hidden=True)).message()).text
        assert REFUSED in (await (await office.ana.slash("queue stats", hidden=True)).message()).text
        for name in OF_AUTHORS:
            told = await forged(office.ana, message, name, number, "0-0", 1)
            assert REFUSED in told, name
            assert "skiing" not in told, name
    assert (await office.kb.review.get(office.community, number)).status is QuestionStatus.OPEN
    assert await office.kb.curation.entries(office.community) == before


@pytest.mark.parametrize("who", ["ana", "sol", "mo"])
async def test_only_who_manages_the_server_sets_it_up(office: Office, who: str) -> None:
    person: Person = getattr(office, who)
    before = await office.kb.choices.get(office.community)
    async with office.bot():
        message = await (await person.slash("setup", hidden=True)).message()
        assert REFUSED in message.text
        for name in OF_SETUP:
            for page, choice in (
                ("people", "moderator_roles"),
                ("answers", "strictness"),
                ("numbers", ""),
                ("words", ""),
            ):
                assert REFUSED in await forged(person, message, name, page, choice), name
    assert await office.kb.choices.get(office.community) == before
    assert await office.kb.curation.strictness(office.community) is None


async def test_another_servers_question_and_entry_are_not_there(office: Office) -> None:
    here = await office.asked(SKI)
    asked = Question("77", "9", "Who pays for the parking at the clinic?", "m:77", Origin.DISCORD)
    outcome = await office.kb.ask(asked)
    assert isinstance(outcome, Queued)
    foreign = (await office.kb.curation.add("77", EntryText("Secret?", "Secret."), "seed")).entry
    async with office.bot():
        message = await (await office.sol.slash("queue list")).message()
        for name in sorted(set(OF_AUTHORS) - ABOUT_ALL - {"due-right"}):
            told = await forged(office.sol, message, name, outcome.question_id, "0-0", 1)
            assert "There is no question with the number" in told, (name, told)
        told = await forged(office.sol, message, "due-right", foreign.id, foreign.revision)
        assert f"There is no entry with the number {foreign.id}" in told
        told = await forged(office.sol, message, "queue-merged", here, outcome.question_id)
        assert f"There is no question with the number {outcome.question_id}" in told
        told = await forged(office.sol, message, "queue-take", here, "0-0", foreign.id)
        assert f"There is no entry with the number {foreign.id}" in told
    assert (await office.kb.review.get("77", outcome.question_id)).status is QuestionStatus.OPEN


@pytest.mark.parametrize("arguments", [(), ("x",), ("-1", "0-0"), ("9" * 40, "0-0", "y")])
async def test_a_custom_id_that_makes_no_sense_is_refused_in_a_sentence(
    office: Office, arguments: tuple[str, ...]
) -> None:
    async with office.bot() as bot:
        message = await (await office.boss.slash("queue list")).message()
        for name in (*OF_AUTHORS, *OF_SETUP):
            assert await forged(office.boss, message, name, *arguments), name
        assert "fault" not in bot.log


async def test_an_author_who_lost_the_role_has_lost_the_buttons(office: Office) -> None:
    number = await office.asked(SKI)
    async with office.bot():
        card = await (await office.sol.slash("queue review")).message()
        office.sol.loses(office.authors)
        assert REFUSED in (await (await office.sol.clicks(card, "Answer")).message()).text
        assert REFUSED in (await (await office.sol.clicks(card, "Later")).message()).text
    assert (await office.kb.review.get(office.community, number)).status is QuestionStatus.OPEN


async def test_when_the_authors_role_is_deleted_in_mid_flow_nobody_answers_by_it_and_setup_says_so(
    office: Office,
) -> None:
    number = await office.asked(SKI)
    async with office.bot() as bot:
        card = await (await office.sol.slash("queue review")).message()
        form = await (await office.sol.clicks(card, "Answer")).modal()
        office.guild.loses_role(office.authors)
        said = await (await office.sol.submits(form, answer="In winter, yes.")).message()
        assert REFUSED in said.text
        assert REFUSED in (await (await office.sol.clicks(card, "Later")).message()).text
        shown = await (await office.boss.slash("setup")).message()
        assert "1 chosen role is no longer there" in shown.text
        again = await (await office.boss.slash("queue review")).message()
        assert SKI in again.text
        assert "fault" not in bot.log
    assert (await office.kb.review.get(office.community, number)).status is QuestionStatus.OPEN
