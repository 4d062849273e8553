"""What /setup shows, what is in the way, and what it makes of what was picked."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import discord
import pytest

from bot.choices import Choices
from bot.errors import InputRefused
from bot.render.discord import setup as render
from bot.render.discord.chosen import changed, value
from bot.render.discord.obstacles import missing, troubles
from bot.render.discord.state import Place, State, Use
from bot.setup import forms, pages, picking
from bot.setup.pages import Page
from knowledge import Policy, Signs, Strictness

EVERY = discord.Permissions.all()


def state(**choices: object) -> State:
    return State(replace(Choices(), **choices), None, Policy())  # type: ignore[arg-type]


def guild() -> discord.Guild:
    """A server with @everyone (1), a role (2), a text channel (3), a forum (4) and a voice channel (5)."""
    kinds = {3: discord.ChannelType.text, 4: discord.ChannelType.forum, 5: discord.ChannelType.voice}
    channels = {each: SimpleNamespace(id=each, type=kind) for each, kind in kinds.items()}
    made = SimpleNamespace(
        default_role=SimpleNamespace(id=1), get_role={1: "everyone", 2: "mods"}.get, get_channel=channels.get
    )
    return cast("discord.Guild", made)


def test_the_overview_of_a_server_that_chose_nothing_has_no_trouble() -> None:
    shown = render.overview(state(), "Sclerosis Chat")
    told = "\n".join(field.value or "" for field in shown.fields)
    assert "**Moderators:** who may manage this server" in told
    assert "**Strictness:** balanced (direct answers from 75%, suggestions from 10%)" in told
    assert "**Due for review after:** 3 years" in told
    assert "**Unanswered words are kept:** for 90 days" in told
    assert [field.name for field in shown.fields] == [
        "People",
        "Channels",
        "Answers",
        "Care",
        "Signposts",
        "Digest",
    ]


def test_without_message_content_watching_is_said_not_to_work() -> None:
    off = replace(state(watched_channels=(3,)), message_content=False)
    assert "AFTERWORD_MESSAGE_CONTENT is off" in troubles(off)[0]
    assert not troubles(replace(state(author_channel=3), message_content=False))
    assert "AFTERWORD_MESSAGE_CONTENT is off" in (
        render.page_embed(Page.CHANNELS, replace(state(), message_content=False)).description or ""
    )


def test_missing_permissions_are_named_as_discord_names_them() -> None:
    held = discord.Permissions(view_channel=True, embed_links=True, read_message_history=True)
    assert missing(Place(3, Use.FORUM, held)) == [
        "Send Messages In Threads",
        "Manage Threads (for the solved tag)",
    ]
    assert missing(Place(3, Use.WATCHED, EVERY)) == []
    told = troubles(replace(state(), places=(Place(3, Use.AUTHOR, held), Place(4, Use.WATCHED, None))))
    assert told == [
        "To send the digest to <#3> I still need: Send Messages.",
        "The channel <#4> that I should watch is gone.",
    ]


def test_a_link_that_hides_where_it_leads_is_refused_in_a_signpost() -> None:
    with pytest.raises(InputRefused):
        forms.from_form("words", {"personal_words": "See [our nurses](https://example.org)."})


def test_the_numbers_that_hold_are_shown_whoever_chose_them() -> None:
    here = replace(state(crisis_numbers="116 123"), signs=Signs({"emergency": "999", "crisis": "1"}, {}))
    assert value("emergency_numbers", here) == "999 (as installed)"
    assert value("crisis_numbers", here) == "116 123"


def test_roles_that_are_gone_are_counted() -> None:
    assert troubles(replace(state(), roles_gone=1)) == ["1 chosen role is no longer there."]


def test_a_change_says_what_was_and_what_is() -> None:
    before, after = state(), state(moderator_roles=(2,), review_after_days=365)
    assert changed("moderator_roles", before, after) == "Moderators: <@&2> (was who may manage this server)."
    assert changed("review_after_days", before, after) == "Due for review after: 1 year (was 3 years)."
    assert changed("author_roles", before, after) == "Authors: still moderators."
    eager = replace(before, chosen=Strictness.EAGER)
    assert changed("strictness", before, eager).startswith("Strictness: eager (direct answers from 50%")


@pytest.mark.parametrize("page", list(Page))
def test_every_page_fits_whatever_was_chosen(page: Page) -> None:
    many = tuple(10**18 + n for n in range(25))
    texts = {"disclaimer": "*" * 500, "emergency_numbers": "_" * 200, "crisis_numbers": "[" * 200}
    texts |= dict.fromkeys(("emergency_words", "crisis_words", "personal_words"), "*" * 600)
    full = Choices(
        moderator_roles=many, author_roles=many, watched_channels=many, forum_channels=many,
        author_channel=many[0], digest_people=many, **texts,
    )  # fmt: skip
    places = tuple(Place(each, Use.FORUM, discord.Permissions.none()) for each in many)
    signs = Signs({}, dict.fromkeys(("emergency", "crisis", "personal"), "*" * 900))
    shown_state = State(full, 0.87, Policy(), places, 50, message_content=False, signs=signs)
    embed = (
        render.overview(shown_state, "_" * 100, "x" * 300)
        if page is Page.OVERVIEW
        else render.page_embed(page, shown_state, "x" * 300)
    )
    assert len(embed) <= 6000
    assert all(0 < len(field.value or "") <= 1024 for field in embed.fields)
    view = pages.view_of(page, full, 0.87, Policy())
    ids = [getattr(item, "custom_id", "") for item in view.children]
    assert len(set(ids)) == len(ids)
    rows = view.to_components()
    assert len(rows) <= 5
    assert all(len(row["components"]) <= 3 for row in rows), "a phone is narrow"


def test_only_what_is_this_servers_and_of_the_kind_is_kept() -> None:
    here = guild()
    assert picking.from_pick("moderator_roles", ["2", "99", "x"], here) == {"moderator_roles": (2,)}
    assert picking.from_pick("watched_channels", ["3", "4", "5", "99"], here) == {"watched_channels": (3,)}
    assert picking.from_pick("forum_channels", ["3", "4"], here) == {"forum_channels": (4,)}
    assert picking.from_pick("author_channel", ["4"], here) == {"author_channel": None}
    assert picking.from_pick("author_channel", ["3"], here) == {"author_channel": 3}
    assert picking.from_pick("review_after_days", ["default"], here) == {"review_after_days": None}
    assert picking.from_pick("withhold_overdue", ["hold"], here) == {"withhold_overdue": True}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("moderator_roles", ["1"]),
        ("author_roles", ["2", "1"]),
        ("digest_days", ["3"]),
        ("digest_days", []),
        ("words_kept_days", ["9999"]),
        ("review_after_days", ["0"]),
        ("digest_at", ["2026-01-01"]),
        ("welcomed", ["1"]),
        ("", []),
    ],
)
def test_what_cannot_be_chosen_is_refused(name: str, values: list[str]) -> None:
    with pytest.raises(InputRefused):
        picking.from_pick(name, values, guild())


def test_a_strictness_is_one_of_the_words() -> None:
    assert picking.strictness_from(["eager"]) is Strictness.EAGER
    assert picking.strictness_from(["default"]) is None
    for forged in (["0.1"], [], ["reckless"]):
        with pytest.raises(InputRefused):
            picking.strictness_from(forged)


def test_a_form_that_was_emptied_takes_the_choice_back() -> None:
    assert forms.from_form("numbers", {"emergency_numbers": " 999 \n ", "crisis_numbers": " "}) == {
        "emergency_numbers": "999",
        "crisis_numbers": None,
    }
    assert forms.from_form("disclaimer", {"disclaimer": "One.\nTwo."}) == {"disclaimer": "One.\nTwo."}
    assert forms.from_form("words", {"crisis_words": " We\n\nlisten. "}) == {
        "emergency_words": None,
        "crisis_words": "We\n\nlisten.",
        "personal_words": None,
    }
    for forged in ("", "digest_at", "moderator_roles"):
        with pytest.raises(InputRefused):
            forms.from_form(forged, {forged: "x"})
        with pytest.raises(InputRefused):
            forms.form_of(forged, Choices())
