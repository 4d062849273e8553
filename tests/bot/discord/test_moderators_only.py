"""Whatever a member sends, however it is forged, a moderator's doing stays a moderator's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.cogs.faq import Faq
from bot.curating import blocks, drafts, importing, looking, proposals
from bot.curating.changing import Changing
from bot.curating.publishing import Publishing
from tests.bot.discord.test_importing import thread

if TYPE_CHECKING:
    from discord_server import Person

    from tests.bot.discord.conftest import Town

HANDLERS = sorted(
    name
    for each in (looking, drafts, importing, proposals, blocks, Changing(), Publishing())
    for name in each.handlers()
)
VITAMIN = "Can I take vitamin D with MS?"
REFUSAL = "Only moderators can do that here."
COMMANDS: dict[str, dict[str, Any]] = {
    "faq show": {"entry": "1"},
    "faq search": {"words": "vitamin"},
    "faq list": {},
    "faq history": {"entry": "1"},
    "faq test": {"question": "Is vitamin D good?"},
    "faq add": {},
    "faq edit": {"entry": "1"},
    "faq remove": {"entry": "1"},
    "faq restore": {"entry": "1"},
    "faq undo": {"entry": "1"},
    "faq import": {"file": ("summer.md", thread(2)), "publish": True},
    "faq export": {},
    "faq drafts": {},
    "faq proposals": {},
    "faq blocks": {},
    "faq block": {"entry": "1", "question": "Is vitamin D good?"},
}
FIELDS = {"question": "Is it?", "phrasings": "", "answer": "It is.", "source": "", "tags": "", "reason": ""}


async def state(town: Town) -> object:
    """Return all that a moderator can change, but for when it was looked at."""
    kept = await town.kb.imports.export(town.community)
    return {**kept, "exported_at": None}


def test_every_command_is_tried() -> None:
    assert {command.qualified_name for command in Faq.faq.walk_commands()} == set(COMMANDS)


async def test_no_command_does_anything_for_a_member(town: Town, mo: Person) -> None:
    await town.kb.learning.block(town.community, 1, "Is vitamin K good?", "seed")
    before = await state(town)
    async with town.bot():
        for command, options in COMMANDS.items():
            refused = await (await town.ana.slash(command, hidden=True, **options)).message()
            assert refused.text == REFUSAL, command
            assert refused.only_for == town.ana.id
        said = town.ana.says(town.general, "An answer")
        refused = await (await town.ana.context_menu("Save as answer", said, hidden=True)).message()
        assert refused.text == REFUSAL
    assert await state(town) == before


async def test_no_forged_button_or_form_does_anything_for_a_member(town: Town, mo: Person) -> None:
    await town.kb.learning.block(town.community, 1, "Is vitamin K good?", "seed")
    before = await state(town)
    async with town.bot():
        public = await (
            await town.ana.slash("ask", question="Can I take vitamin D with MS?", show="Everyone")
        ).message()
        shown = public.text
        for name in HANDLERS:
            for forged in (f"aw:{name}:1:1:1:0:0", f"aw:{name}:0:0:0", f"aw:{name}"):
                reply = await town.ana.forges(custom_id=forged, message=public, values=["1"])
                refused = await reply.message()
                assert refused.text == REFUSAL, forged
                assert refused.only_for == town.ana.id
                sent = await town.ana.forges_modal(custom_id=forged, fields=FIELDS, message=public)
                assert (await sent.message()).text == REFUSAL, forged
        assert public.text == shown
    assert await state(town) == before


async def test_an_entry_of_another_server_is_out_of_reach(town: Town, mo: Person) -> None:
    other = town.discord.guild("Elsewhere")
    other.text_channel("hall")
    eve = other.member("Eve", roles=[other.role("Boss", "administrator")])
    await town.kb.learning.block(town.community, 1, "Is vitamin K good?", "seed")
    before = await state(town)
    async with town.bot():
        assert await eve.autocomplete("faq show", "entry", "vitamin") == []
        for command in ("show", "history", "edit", "remove", "restore", "undo"):
            shown = await (await eve.slash(f"faq {command}", entry="1")).message()
            assert "There is no entry with the number 1" in shown.text, command
        listed = await (await eve.slash("faq list")).message()
        assert "There are no entries" in listed.text
        for forged in (
            "faq-publish:1:1:0", "faq-remove:1", "faq-undo:1:1", "faq-close:1:1", "faq-block-lift:1",
            "faq-show:1:0", "faq-history:1:0", "faq-edit:1", "faq-restore:1", "faq-draft-approve:1",
            "faq-said-accept:1:0", "faq-draft-rejected:1", "faq-said-reconsider:1", "faq-block-again:1",
            "faq-revert:1:1", "faq-merge:1:1:0", "faq-instead:1:1:0", "faq-import-undo:1:1",
        ):  # fmt: skip
            refused = await (await eve.forges(custom_id=f"aw:{forged}", message=listed)).message()
            assert any(word in refused.text for word in ("There is no ", "cannot be read", "0 open")), forged
            assert VITAMIN not in refused.text
    assert await state(town) == before


async def test_what_a_custom_id_lacks_is_said_to_a_moderator(town: Town, mo: Person) -> None:
    async with town.bot():
        listed = await (await mo.slash("faq list")).message()
        for forged in (
            "faq-show",
            "faq-show:x:0",
            "faq-show:1",
            f"faq-show:{'9' * 30}:0",
            "faq-close:1:2..3",
        ):
            reply = await mo.forges(custom_id=f"aw:{forged}", message=listed)
            assert "does not say what it is about" in (await reply.followup()).text, forged
