"""The conversations of the pictures: people speak to the bot, and what it sends is taken down at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord_look.community import founded
from discord_look.forms import form_html
from discord_look.messages import message_html, typed_html
from discord_look.past import lived

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from discord_look.community import Community

HOT = "why are my symptoms worse when it's hot outside"
VAGUE = "do relapses go away"
TATTOO = "Can I get a tattoo while I am on ocrelizumab?"
TATTOO_AGAIN = "can i get a tattoo while on ocrelizumab"
ANSWER = (
    "Please ask your MS team first: some treatments make infections more likely, and skin may heal more slowly.\n\n"
    "If they agree, choose a studio that works with sterile needles."
)
NEW = {
    "question": "Can hot weather cause a relapse?",
    "phrasings": "Is a flare in the heat a relapse?\nCan a heatwave set off an attack?",
    "answer": (
        "Heat brings old symptoms back for a while; by itself it is not known to cause a relapse.\n\n"
        "Please call your MS team about anything that is new, or lasts for more than a day."
    ),
    "source": "Living with MS in summer\nhttps://example.org/summer\nby Dr Wren Abelard\n2026-05-18",
    "tags": "heat, relapse",
}


async def answered(town: Community) -> list[str]:
    """Ask in other words what the author has answered."""
    reply = await town.members[0].slash("ask", question=HOT)
    return [typed_html(reply.interaction), message_html(await reply.message(), town.names)]


async def suggested(town: Community) -> list[str]:
    """Ask in a channel what could mean two things."""
    said = town.members[1].says(town.general, f"{town.guild.bot.mention} {VAGUE}")
    shown = await town.general.next_message()
    return [message_html(each, town.names) for each in (said, shown)]


async def queued(town: Community) -> list[str]:
    """Ask what nobody has answered."""
    reply = await town.members[2].slash("ask", question=TATTOO)
    return [typed_html(reply.interaction), message_html(await reply.message(), town.names)]


async def card(town: Community) -> list[str]:
    """Go through the queue as the author does."""
    for member in town.members[:2]:
        await (await member.slash("ask", question=TATTOO_AGAIN)).message()
    reply = await town.author.slash("queue review")
    return [typed_html(reply.interaction), message_html(await reply.message(), town.names)]


async def told(town: Community) -> list[str]:
    """Be told in private that the author has answered."""
    waiting = await (await town.members[2].slash("ask", question=TATTOO)).message()
    await (await town.members[2].clicks(waiting, "Tell me when it is answered")).message()
    shown = await (await town.author.slash("queue review")).message()
    opened = await (await town.author.clicks(shown, "Answer")).modal()
    checked = await (await town.author.submits(opened, answer=ANSWER)).message()
    await (await town.author.clicks(checked, "Publish")).message()
    return [message_html(await town.members[2].dms.next_message(timeout=30), town.names)]


async def form(town: Community) -> list[str]:
    """Write a new answer as a moderator does."""
    opened = await (await town.moderator.slash("faq add")).modal()
    return [form_html(opened.body, NEW, town.names)]


async def preview(town: Community) -> list[str]:
    """See what a new answer would change."""
    guess = await (await town.members[2].slash("ask", question="can hot weather cause a relapse?")).message()
    await (await town.members[2].clicks(guess, "None of these")).message()
    opened = await (await town.moderator.slash("faq add")).modal()
    reply = await town.moderator.submits(opened, NEW)
    return [message_html(await reply.message(), town.names)]


async def setting_up(town: Community) -> list[str]:
    """See what holds in a server as whoever manages it does, before anything was chosen but who does what."""
    steward = town.guild.member("Mara", roles=[town.guild.role("Stewards", "manage_guild")])
    reply = await steward.slash("setup")
    return [typed_html(reply.interaction), message_html(await reply.message(), town.names)]


async def statistics(town: Community) -> list[str]:
    """See how another server has fared for eight weeks."""
    other = await founded(town.discord, town.kb, town.clock)
    await lived(town.kb, other.id, town.clock)
    reply = await other.author.slash("queue stats")
    return [typed_html(reply.interaction), message_html(await reply.message(), other.names)]


SCENES: dict[str, Callable[[Community], Awaitable[list[str]]]] = {
    "setup": setting_up,
    "ask": answered,
    "did-you-mean": suggested,
    "queued": queued,
    "queue-card": card,
    "told": told,
    "add": form,
    "preview": preview,
    "statistics": statistics,
}
