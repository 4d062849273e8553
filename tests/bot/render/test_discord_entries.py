"""Entries, previews and reviews as Discord embeds: within its limits, and nothing in them links or pings."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.render.discord.entries import answer_page, answer_pages, entry_choice, entry_embed, turned
from bot.render.discord.examination import examination_embed
from bot.render.discord.history import difference, history_embed, sections
from bot.render.discord.lists import entries_embed
from bot.render.discord.previews import (
    done_embeds,
    guard_embed,
    preview_embeds,
    stale_embed,
    unreadable_embed,
)
from bot.render.discord.reviews import blocks_embed, draft_embed, proposal_embed
from bot.render.discord.text import listed
from knowledge import (
    Authorship,
    Block,
    Candidate,
    Change,
    Clash,
    Decision,
    Draft,
    DraftStatus,
    DraftText,
    EntryStatus,
    Examination,
    Neighbour,
    Policy,
    Preview,
    Proposal,
    ProposalKind,
    Reply,
    Revision,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import discord

    from knowledge import Entry

    Make = Callable[..., Entry]

THEN = datetime(2025, 1, 2, 3, 4, tzinfo=UTC)
HOSTILE = "[click](https://evil.example) @everyone <@123> **bold** ```\n# head `code` ||spoiler|| "
LONG = HOSTILE * 14  # about 1,300 characters


def size(embeds: Sequence[discord.Embed]) -> int:
    return sum(map(len, embeds))


def text_of(embed: discord.Embed) -> str:
    fields = [part for field in embed.fields for part in (field.name, field.value)]
    told = [embed.title, embed.description, embed.author.name, embed.footer.text, *fields]
    return "\n".join(part for part in told if part)


def fits(*embeds: discord.Embed) -> None:
    """Check Discord's limits, and that nothing in the embeds links in disguise, pings or formats."""
    assert size(embeds) <= 6_000
    for embed in embeds:
        assert len(embed.title or "") <= 256
        assert len(embed.description or "") <= 4_096
        assert len(embed.author.name or "") <= 256
        assert len(embed.footer.text or "") <= 2_048
        assert len(embed.fields) <= 25
        for field in embed.fields:
            assert 0 < len(field.name or "") <= 256
            assert 0 < len(field.value or "") <= 1_024
        # A block is shown as it is, and so is a footer, in which Discord knows no markup.
        told = text_of(embed.copy().remove_footer())
        told = re.sub(r"```diff\n.*?\n```\n", "", told, flags=re.DOTALL)
        assert "```" not in told
        assert "[click](" not in told
        assert "@everyone" not in told
        assert "<@123>" not in told


@pytest.fixture
def huge(make_entry: Make) -> Entry:
    """Give an entry in which everything is long and hostile."""
    return make_entry(
        question=HOSTILE * 10,
        answer=LONG * 15,
        phrasings=tuple(f"{n} {HOSTILE * 10}" for n in range(30)),
        context=LONG,
        tags=tuple(f"{n} {HOSTILE}" for n in range(30)),
        source=replace(make_entry().source, title=LONG, url=f"https://example.org/{'x' * 900}", author=LONG),
    )


def draft_of(entry: Entry, **more: Any) -> Draft:  # noqa: ANN401 - the fields of Draft
    content = DraftText("k", entry.text, Authorship.INFERRED, LONG)
    return Draft(3, "c", content, DraftStatus.PENDING, **more)


def test_the_longest_and_most_hostile_entry_fits_everywhere(huge: Entry) -> None:
    reply = Reply(Decision.ANSWER, (huge,))
    preview = Preview(
        huge,
        changed=tuple(Change(f"{n} {LONG}", 3, reply, Reply(Decision.QUEUE)) for n in range(9)),
        duplicates=tuple(Neighbour(huge, LONG, 0.9, (LONG,)) for _ in range(9)),
        confusable=tuple(Neighbour(huge, LONG, 0.9, (LONG,)) for _ in range(9)),
        clashes=tuple(Clash(LONG, huge) for _ in range(9)),
        compared=9,
    )
    fits(*preview_embeds(preview))
    fits(entry_embed(huge))
    fits(*done_embeds("Published as entry 7.", huge))
    fits(entries_embed(f"Entries with {HOSTILE}", [huge] * 40))
    fits(stale_embed(huge, replace(huge.text, question="Q?", answer=LONG, tags=())))
    fits(unreadable_embed(LONG), draft_embed(draft_of(huge, entry_id=7, conflict=True), "1 of 1"))
    fits(*(proposal_embed(Proposal(1, huge, LONG, kind), "1 of 1") for kind in ProposalKind))
    fits(blocks_embed([Block(n, huge, LONG, "1", THEN) for n in range(30)]))
    candidates = tuple(Candidate(huge, 1, 0.5, (LONG,)) for _ in range(9))
    fits(
        examination_embed(LONG, Examination(Decision.QUEUE, f"x{LONG}", 0.5, candidates, text=LONG), Policy())
    )
    revisions = [
        Revision(7, n, replace(huge.text, answer=f"{n} {LONG}"), huge.status, "edited", LONG, THEN)
        for n in (1, 2)
    ]
    fits(history_embed(revisions))


def test_the_answer_is_shown_whole_over_its_pages(huge: Entry) -> None:
    shown = answer_pages(huge.text)
    assert len(shown) > 3
    embed = entry_embed(huge)
    told = [turned(embed, shown, page).description or "" for page in range(len(shown))]
    assert [page.rpartition("\n\n*Page ")[0] for page in told] == shown
    assert answer_page(shown, 99) == told[-1]
    assert answer_page(["All."], 0) == "All."


def test_an_entry_says_what_it_is(make_entry: Make) -> None:
    told = text_of(entry_embed(replace(make_entry(tags=("a_b",)), status=EntryStatus.REMOVED)))
    assert "Entry 7, revision 1, removed" in told
    assert "With vinegar.\n\nRinse twice." in told
    assert "https://example.org/kettles" in told
    assert "a\\_b" in told
    assert entry_choice(replace(make_entry(), status=EntryStatus.REMOVED)).startswith("7. (removed) How")
    assert len(entry_choice(make_entry(question="long " * 100))) <= 100


def test_lists_are_turned_page_by_page(make_entry: Make) -> None:
    entries = [make_entry(n) for n in range(1, 31)]
    first, last = entries_embed("All", entries), entries_embed("All", entries, 99)
    assert (first.description or "").startswith("**1**  How do I")
    assert (first.footer.text, last.footer.text) == ("30 entries, page 1 of 3", "30 entries, page 3 of 3")
    assert "**30**" in (last.description or "")
    assert entries_embed("All", []).description.startswith("There are no entries yet: /faq add")


def test_lines_that_do_not_fit_are_counted() -> None:
    assert listed(["a", "b"]) == "a\nb"
    assert listed(["a" * 30, "b" * 30, "c" * 30], 60) == f"{'a' * 30}\nand 2 more"


def test_a_difference_shows_only_what_differs_and_cannot_break_out(make_entry: Make) -> None:
    before = make_entry().text
    after = replace(before, answer="With lemon.\n\nRinse twice.```\n@everyone")
    told = difference(sections(before), sections(after))
    assert told.startswith("**Answer**\n```diff\n-With vinegar.\n+With lemon.")
    assert told.count("```") == 2
    assert "Question" not in told
    assert difference(sections(before), sections(before)) == ""
    long = difference(sections(before), sections(replace(before, answer="x\n" * 4_000)))
    assert len(long) < 3_600
    assert long.endswith("more changed lines do not fit here.")
    one_line = replace(before, answer="It is so. " * 300 + "It ends well. " + "It is so. " * 300)
    changed = replace(one_line, answer=one_line.answer.replace("ends well", "ends badly"))
    told = difference(sections(one_line), sections(changed))
    assert told == "**Answer**\n```diff\n-It ends well.\n+It ends badly.\n```\n"


def test_a_history_names_discord_users_and_others(make_entry: Make) -> None:
    text = make_entry().text
    made = Revision(7, 1, text, EntryStatus.PUBLISHED, "added", "mod_erator", THEN)
    edited = replace(made, number=2, text=replace(text, question="Q?"), action="edited", editor="123456")
    told = text_of(history_embed([made, edited]))
    assert "**Edited** by <@123456> on 2 January 2025, 03:04 UTC" in told
    assert "-How do I descale a kettle?\n+Q?" in told
    assert "**Added** by mod\\_erator" in text_of(history_embed([made, edited], 1))


@pytest.mark.parametrize(
    ("decision", "verdict"),
    [
        (Decision.ANSWER, "I would answer with entry 8"),
        (Decision.SUGGEST, "I would ask: did you mean entry 8?"),
        (Decision.QUEUE, "I would not answer, and put it on the author's list"),
    ],
)
def test_an_examination_says_the_verdict_and_what_speaks_against(
    make_entry: Make, decision: Decision, verdict: str
) -> None:
    against = Candidate(make_entry(8), 0.5, 0.42, ("it asks about a teapot",))
    blocked = Candidate(make_entry(9), 0.4, 0.0, (), Decision.QUEUE)
    hardly = Candidate(make_entry(10), 0.4, 0.049)
    told = text_of(
        examination_embed(
            "Hi, kettle?",
            Examination(decision, "kettle?", 0.42, (against, hardly, blocked), suggestions=(against,)),
            Policy(),
        )
    )
    assert told.startswith(f"{verdict}\nThe nearest is 42% sure")
    assert "and ask back from 10%.\nAsked: Hi, kettle?\nUnderstood as: kettle?" in told
    assert "8. How do I descale a kettle?\n**42% sure**\n-# Against it: it asks about a teapot" in told
    assert told.index("9. How do I descale a kettle?\n**Never**\n-# A moderator") < told.index("**42% sure")
    assert "10. " not in told
    assert "nothing was recorded" in told


@pytest.mark.parametrize(
    ("decision", "sure", "why"),
    [
        (Decision.ANSWER, (1.0, 0.9), "These are the very words of that entry."),
        (Decision.ANSWER, (0.9, 0.1), "The nearest is 90% sure. I answer from 75%"),
        (
            Decision.SUGGEST,
            (0.9, 0.85),
            "90% sure, which would do, but the next is 85% sure, so it may be either",
        ),
        (Decision.SUGGEST, (0.9, 0.1), "90% sure, which would do, but what is said below holds it back"),
        (Decision.QUEUE, (0.2,), "20% sure, but seems to be about something else. I answer from 75%"),
        (Decision.QUEUE, (0.09,), "The nearest is 9% sure. I answer from 75% and ask back from 10%."),
    ],
)
def test_an_examination_says_why_in_the_figures_that_decide(
    make_entry: Make, decision: Decision, sure: Sequence[float], why: str
) -> None:
    ranked = tuple(Candidate(make_entry(8 + place), each, each) for place, each in enumerate(sure))
    examination = Examination(decision, "Tea?", sure[0], ranked, ranked[:1])
    assert why in text_of(examination_embed("Tea?", examination, Policy()))


def test_an_examination_of_what_nothing_comes_near_says_so(make_entry: Make) -> None:
    hardly = Candidate(make_entry(8), 0.5, 0.049, ("it asks about a teapot",))
    told = text_of(examination_embed("Tea?", Examination(Decision.QUEUE, "Tea?", 0.049, (hardly,)), Policy()))
    assert "Nothing that I know comes near.\nEvery entry is less than 5% sure." in told
    assert "8. " not in told


def test_a_worrying_preview_says_the_worry_first(make_entry: Make) -> None:
    this, other = make_entry(7), make_entry(8)
    lost = Change("Scale?", 2, Reply(Decision.ANSWER, (other,)), Reply(Decision.QUEUE))
    gained = Change("Descale?", 1, Reply(Decision.QUEUE), Reply(Decision.ANSWER, (this,)))
    told = guard_embed(Preview(this, changed=(gained, lost), compared=2)).description or ""
    assert told.index("1 question would lose its answer") < told.index("1 question would be answered at once")
    assert "“Scale?”\n-# asked 2 times; today entry 8, then the author's list" in told
    assert told.endswith("Everything else stays as it is.")


def test_a_block_says_who_made_it_and_since_when(make_entry: Make) -> None:
    told = text_of(blocks_embed([Block(4, make_entry(), "a_b?", "123456", THEN)]))
    assert (
        "4  “a\\_b?”\nNever with entry 7: How do I descale a kettle?\nsince 2 January 2025, by <@123456>"
        in told
    )
    assert blocks_embed([]).description == "Nothing is blocked."


def test_a_draft_says_whose_words_it_takes_them_for(make_entry: Make) -> None:
    told = text_of(draft_embed(draft_of(make_entry(), entry_id=7, conflict=True), "1 of 2"))
    assert "Authorship: inferred, please check" in told
    assert "approving replaces those words" in told
    assert "Approving changes entry 7" in text_of(draft_embed(draft_of(make_entry(), entry_id=7), "1 of 2"))
