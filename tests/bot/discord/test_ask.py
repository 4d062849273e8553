"""/ask: what a member sees and can press, with the shipped bot on the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.members import judging, own, private, reading, waiting
from knowledge import EntryText, Strictness

if TYPE_CHECKING:
    from discord_server import Message

    from tests.bot.discord.conftest import Town

VITAMIN = "Can I take vitamin D with MS?"
LONG = " ".join(f"Sentence number {n} says what to do about heat, calmly and in full." for n in range(1, 61))
SELECTS = {"other", "read", "home", "mine-read", "mine-withdraw"}
HANDLERS = [name for each in (judging, waiting, reading, own, private) for name in each.HANDLERS]
UNKNOWN = "Which wheelchair fits into a small car boot?"


async def test_a_question_is_answered_for_the_asker_alone(town: Town) -> None:
    async with town.bot():
        answer = await (await town.ana.slash("ask", question="is vitamin d good for ms")).message()
        assert answer.ephemeral
        assert answer.embeds[0]["title"] == VITAMIN
        assert answer.embeds[0]["description"].startswith(
            "Yes, most people with MS can.\n\nAsk for a blood test"
        )
        assert "https://example.org/vitamin_d_levels" in answer.text
        footer = answer.embeds[0]["footer"]["text"]
        assert footer.startswith("Dr Sol, in the post “Living with MS in summer”, 31 March 2025 · Reviewed ")
        assert "\n" not in footer
        assert answer.buttons == ["This answers it", "Not my question", "Source: example.org"]
        assert not town.ben.sees(town.general)


async def test_everyone_sees_the_answer_when_the_asker_wants_that(town: Town) -> None:
    async with town.bot():
        reply = await town.ana.slash("ask", question=VITAMIN, show="Everyone")
        answer = await reply.message()
        assert not answer.ephemeral
        assert town.ben.sees(town.general) == [answer]
        denied = await (await town.ben.clicks(answer, "This answers it")).message()
        assert "Only the person who asked" in denied.text
        assert denied.only_for == town.ben.id
        await town.ana.clicks(answer, "This answers it")
        await town.discord.until(lambda: "This answers it" not in answer.buttons, "the button to go")
        proposals = await town.kb.learning.proposals(town.community)
        assert [each.wording for each in proposals] == []  # it is the entry's own question


async def test_the_questions_of_the_faq_are_offered_while_typing(town: Town) -> None:
    async with town.bot():
        assert await town.ana.autocomplete("ask", "question", "vitamin") == [VITAMIN]
        assert len(await town.ana.autocomplete("ask", "question", "")) == 4


async def test_a_long_answer_is_read_page_by_page(town: Town) -> None:
    async with town.bot():
        answer = await (
            await town.ana.slash("ask", question="Why do I feel worse in hot weather?", show="Everyone")
        ).message()
        read = [answer.embeds[0]["description"]]
        assert answer.buttons == ["This answers it", "Not my question", "Read on", "Source: example.org"]
        assert len(answer.components) == 2
        while "Read on" in answer.buttons:
            before = len(answer.bodies)
            await town.ana.clicks(answer, "Read on")
            await town.discord.until(lambda n=before: len(answer.bodies) > n, "the next page")
            read.append(answer.embeds[0]["description"])
        assert len(read) == 3
        assert all(page.rpartition("\n\n")[0].rstrip().endswith(".") for page in read)
        assert " ".join(page.rpartition("\n\n")[0].strip() for page in read) == LONG
        assert answer.buttons == ["This answers it", "Not my question", "Back", "Source: example.org"]
        page = await (await town.ben.clicks(answer, "Back")).message()
        assert page.only_for == town.ben.id
        assert "Page 2 of 3" in page.text


async def test_what_is_not_the_question_leads_to_others_or_the_author(town: Town) -> None:
    async with town.bot():
        answer = await (await town.ana.slash("ask", question=VITAMIN)).message()
        shown = await (await town.ana.clicks(answer, "Not my question")).message()
        assert shown is answer
        assert "Sorry about that" in answer.text
        assert VITAMIN not in answer.text
        await town.ana.clicks(answer, "Ask the author")
        await town.discord.until(lambda: "Waiting for the author" in answer.text, "the question to wait")
        (waiting,) = await town.kb.review.queue(town.community)
        assert waiting.text == VITAMIN


async def test_other_candidates_are_offered_when_the_answer_was_the_wrong_one(town: Town) -> None:
    await town.kb.curation.set_strictness(town.community, Strictness.EAGER, editor="owner")
    for question in ("Can I go on a plane journey with MS?", "Is air travel safe with MS?"):
        text = EntryText(question=question, answer=f"An answer to: {question}")
        await town.kb.curation.add(town.community, text, editor="owner")
    async with town.bot():
        answer = await (await town.ana.slash("ask", question="Is flying safe with MS?")).message()
        assert answer.embeds[0]["title"] == "Is air travel safe with MS?"
        await town.ana.clicks(answer, "Not my question")
        await town.discord.until(lambda: answer.choices, "the other candidates")
        assert answer.buttons == ["Ask the author", "Back to the answer"]
        assert "Is air travel safe with MS?" not in answer.choices
        await town.ana.selects(answer, ["Can I go on a plane journey with MS?"])
        await town.discord.until(lambda: "An answer to: Can I go" in answer.text, "the other answer")


async def test_a_did_you_mean_leads_to_an_answer(town: Town) -> None:
    async with town.bot():
        shown = await (await town.ana.slash("ask", question="any problem with flying")).message()
        assert shown.embeds[0]["title"] == "Did you mean this?"
        assert "**Can I fly after a relapse?**" in shown.text
        assert shown.buttons == ["Yes, show me", "None of these"]
        await town.ana.clicks(shown, "Yes, show me")
        await town.discord.until(lambda: "This answers it" in shown.buttons, "the answer")
        assert shown.embeds[0]["title"] == "Can I fly after a relapse?"
        proposals = await town.kb.learning.proposals(town.community)
        assert [each.wording for each in proposals] == ["any problem with flying"]


async def test_none_of_what_was_suggested_goes_to_the_author(town: Town) -> None:
    async with town.bot():
        shown = await (
            await town.ana.slash("ask", question="any problem with flying", show="Everyone")
        ).message()
        await town.ana.clicks(shown, "None of these")
        await town.discord.until(lambda: "Waiting for the author" in shown.text, "the question to wait")
        (waiting,) = await town.kb.review.queue(town.community)
        assert waiting.places == (f"{town.general.id}/{shown.id}",)
        assert "mention you here (only you) if yours are closed" in shown.text
        await town.ana.clicks(shown, "Tell me when it is answered")
        await town.discord.until(lambda: shown.buttons == ["Withdraw", "Back"], "the promise")
        assert shown.embeds[0]["title"] == "I will tell you"
        assert "I mention you here, and nobody else" in shown.text


async def test_an_unknown_question_waits_and_its_asker_is_told(town: Town) -> None:
    async with town.bot():
        shown = await (await town.ana.slash("ask", question=UNKNOWN)).message()
        assert "Waiting for the author" in shown.text
        assert "Nobody watches this list for emergencies" in shown.text
        assert shown.buttons == ["Tell me when it is answered", "Withdraw"]
        await town.ana.clicks(shown, "Tell me when it is answered")
        await town.discord.until(lambda: shown.buttons == ["Withdraw"], "the promise")
        (waiting,) = await town.kb.review.queue(town.community)
        assert waiting.places == ()
        await town.kb.review.answer(town.community, waiting.id, "A folding one.", "Dr Sol")
        told = await town.ana.dms.next_message(timeout=15)
        assert "Your question was answered" in told.text
        assert "A folding one." in told.text


async def test_a_question_can_be_withdrawn(town: Town) -> None:
    async with town.bot():
        shown = await (await town.ana.slash("ask", question=UNKNOWN)).message()
        await town.ana.clicks(shown, "Withdraw")
        await town.discord.until(lambda: "Take your question back?" in shown.text, "the bot to ask")
        await town.ana.clicks(shown, "Keep it")
        await town.discord.until(lambda: "Withdraw" in shown.buttons, "the question to stay")
        assert shown.buttons == ["Tell me when it is answered", "Withdraw"]
        assert len(await town.kb.review.queue(town.community)) == 1
        await town.ana.clicks(shown, "Withdraw")
        await town.discord.until(lambda: "Yes, take it back" in shown.buttons, "the bot to ask")
        await town.ana.clicks(shown, "Yes, take it back")
        await town.discord.until(lambda: "withdrawn" in shown.text, "the question to go")
        assert shown.buttons == []
        assert await town.kb.review.queue(town.community) == []


async def test_an_emergency_is_signposted(town: Town) -> None:
    async with town.bot():
        shown = await (await town.ana.slash("ask", question="I want to kill myself")).message()
        assert shown.embeds[0]["title"].startswith("Talk to someone now: 116 123")
        assert len(shown.embeds) == 1
        assert shown.buttons == []
        assert all(len(line.replace("\\", "")) <= 110 for line in shown.embeds[0]["description"].splitlines())
        assert await town.kb.review.queue(town.community) == []


async def test_thanks_are_taken_politely(town: Town) -> None:
    async with town.bot():
        shown = await (await town.ana.slash("ask", question="Thank you so much!")).message()
        assert "You are welcome" in shown.text


async def test_buttons_work_after_a_restart(town: Town) -> None:
    async with town.bot():
        answer = await (await town.ana.slash("ask", question=VITAMIN)).message()
    async with town.bot():
        shown = await (await town.ana.clicks(answer, "Not my question")).message()
        assert "Sorry about that" in shown.text


async def test_a_question_that_was_answered_meanwhile_is_not_waited_for(town: Town) -> None:
    async with town.bot():
        shown = await (await town.ana.slash("ask", question=UNKNOWN)).message()
        (waiting,) = await town.kb.review.queue(town.community)
        await town.kb.review.answer(town.community, waiting.id, "A folding one.", "Dr Sol")
        reply = await town.ana.clicks(shown, "Tell me when it is answered")
        assert "not waiting any more" in (await reply.followup()).text


def forgeries(name: str, asker: int, community: str, event: str, message: Message) -> list[dict[str, Any]]:
    """Return presses that name somebody as the asker, with too little, enough and too much in their custom_id."""
    tails = ("", f":{asker}", f":{asker}:yes", f":{asker}:{community}:{event}", ":1:2:3:4:5")
    chosen = {"kind": 3, "values": [f"{community}:{event}"]} if name in SELECTS else {}
    return [{"custom_id": f"aw:{name}{tail}", "message": message, **chosen} for tail in tails]


async def test_made_up_presses_do_nothing(town: Town) -> None:
    async with town.bot() as bot:
        answer = await (await town.ana.slash("ask", question=VITAMIN, show="Everyone")).message()
        waiting = await (await town.ana.slash("ask", question=UNKNOWN, show="Everyone")).message()
        before = (answer.text, waiting.text)
        buttons = waiting.components[0]["components"]
        event = next(part["custom_id"].split(":")[4] for part in buttons if "custom_id" in part)
        for name in HANDLERS:
            for asker in (town.ana.id, town.ben.id):
                for forged in forgeries(name, asker, town.community, event, waiting):
                    told = await (await town.ben.forges(**forged)).message()
                    assert told.only_for == town.ben.id
                    assert "does not" in told.text or "Only the person" in told.text
        assert (answer.text, waiting.text) == before
        (kept,) = await town.kb.review.queue(town.community)
        assert kept.askers == 1
        assert "fault" not in bot.log


async def test_only_the_asker_chooses_what_they_meant(town: Town) -> None:
    for entry in await town.kb.curation.search(town.community, "relapse", 25):
        await town.kb.curation.remove(town.community, entry.id, editor="owner")
    both = ("How is a relapse treated?", "How long does a relapse last?")
    for question in both:
        await town.kb.curation.add(town.community, EntryText(question=question, answer="Weeks."), editor="x")
    async with town.bot():
        reply = await town.ana.slash("ask", question="how long is a relapse treated", show="Everyone")
        shown = await reply.message()
        assert shown.embeds[0]["title"] == "Did you mean …?"
        assert sorted(label[3:] for label in shown.buttons[:-1]) == list(both)
        for label in shown.buttons:
            denied = await (await town.ben.clicks(shown, label)).message()
            assert "Only the person who asked" in denied.text
            assert denied.only_for == town.ben.id
        assert "Did you mean" in shown.text
        assert await town.kb.review.queue(town.community) == []
