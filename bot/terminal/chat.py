"""The chat: read a line, do it, until the person leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from bot.errors import EXPECTED, InputRefused
from bot.render.words import safe_line
from bot.terminal import (
    author,
    blocks,
    drafts,
    feedback,
    member,
    moderator,
    proposals,
    strictness,
    terms,
)
from bot.terminal.lines import Cancelled
from bot.terminal.session import Role

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.terminal.session import Session

WELCOME = (
    "Ask a question in your own words. I answer only with what the author has written, word for word;"
    " it is not advice about you personally. /help explains the rest, /quit leaves."
)
CAUTION = (
    "Nobody watches this chat for emergencies: if you are worried about your health now, please contact your"
    " MS team, your doctor or the emergency services."
)
_EVERYONE = frozenset(Role)
_CURATORS = frozenset({Role.MODERATOR, Role.AUTHOR})


@dataclass(frozen=True, slots=True)
class Command:
    """A word after a slash: who may use it, how it is typed, what it does."""

    roles: frozenset[Role]
    usages: tuple[tuple[str, str], ...]
    do: Callable[[Session, str], Awaitable[None]]


async def run_chat(session: Session) -> None:
    """Talk until the person leaves (Ctrl-D, /quit); Ctrl-C raises KeyboardInterrupt."""
    session.say("Afterword", "bold")
    session.say(WELCOME)
    session.say(CAUTION, "dim")
    await session.refresh()
    while True:
        try:
            if session.role is Role.MEMBER:
                await member.show_notices(session)
            line = await session.lines.command(f"{session.role} > ")
            if line in {"/quit", "/exit"}:
                break
            await _do(session, line)
        except EOFError:
            break
        except Cancelled:
            session.say("Stopped; nothing more was changed.")
        except EXPECTED as error:
            if isinstance(error, BrokenPipeError):
                raise
            session.complain(error)
    session.say("Goodbye.")


async def _do(session: Session, line: str) -> None:
    if line.startswith("/"):
        await _command(session, *_parted(line))
    elif line and session.role is Role.MEMBER:
        await member.hear(session, line)
    elif line:
        session.say(
            f"You are the {session.role} now. To ask a question, first type /as member;"
            " to see how one would be matched, as moderator, /faq test and the question."
        )


def _parted(line: str) -> tuple[str, str]:
    name, _, argument = line[1:].partition(" ")
    return name.lower(), argument.strip()


async def _command(session: Session, name: str, argument: str) -> None:
    command = COMMANDS.get(name)
    if command is None:
        raise InputRefused(f"There is no command /{safe_line(name)[:40]}; /help lists them.")
    if session.role not in command.roles:
        whom = " or ".join(f"/as {role}" for role in Role if role in command.roles)
        raise InputRefused(f"/{name} is not for the {session.role}; first type {whom}.")
    await command.do(session, argument)


async def _as(session: Session, argument: str) -> None:
    role, _, name = argument.partition(" ")
    if role.lower() not in set(Role):
        raise InputRefused("Please type /as member, /as moderator or /as author.")
    session.role = Role(role.lower())
    session.offered = session.answered = None
    if session.role is Role.AUTHOR and name.strip():
        session.author_name = safe_line(name)[:100]
    called = f", {session.author_name}" if session.role is Role.AUTHOR else ""
    session.say(f"You are now the {session.role}{called}. /help shows what you can do.")


async def _help(session: Session, _: str) -> None:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 3, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for role in Role:
        table.add_row(Text(f"As {role}", "bold"), Text(_ROLE_HELP[role], "dim"))
        for usage, meaning in _usages(role):
            table.add_row(Text(f"  {usage}", "cyan"), Text(meaning))
    table.add_row(Text("Always", "bold"), Text())
    for usage, meaning in (usage for c in COMMANDS.values() if c.roles == _EVERYONE for usage in c.usages):
        table.add_row(Text(f"  {usage}", "cyan"), Text(meaning))
    table.add_row(
        Text("  /quit", "cyan"), Text("leave; Ctrl-D does the same. Ctrl-C goes back from inside a dialogue")
    )
    session.say(table)


async def _drafts(session: Session, _: str) -> None:
    await drafts.review_drafts(session)


_ROLE_HELP = {
    Role.MEMBER: "type a question; pick from a list by its number, 0 for none of these",
    Role.MODERATOR: "keep the answers",
    Role.AUTHOR: "answer the questions that nobody has answered",
}

COMMANDS = {
    "yes": Command(frozenset({Role.MEMBER}), (("/yes", "the answer just shown answers it"),), feedback.yes),
    "no": Command(
        frozenset({Role.MEMBER}),
        (("/no", "it is not your question: see what else it may be, or ask the author"),),
        feedback.no,
    ),
    "faq": Command(
        frozenset({Role.MODERATOR}),
        (
            ("/faq list", "all entries with their numbers"),
            ("/faq search WORDS", "entries with these words"),
            ("/faq show 12", "everything about entry 12"),
            (
                "/faq add",
                "write a new entry (in $EDITOR where it is set), and see first what it would change",
            ),
            ("/faq edit 12", "change entry 12; again you see first what that would change"),
            ("/faq remove 12", "take entry 12 away from members"),
            ("/faq restore 12", "bring it back"),
            ("/faq history 12", "who changed what, and when"),
            ("/faq test QUESTION", "what I would answer, and why; nothing is recorded"),
        ),
        moderator.faq,
    ),
    "proposals": Command(
        frozenset({Role.MODERATOR}),
        (("/proposals", "review what members said of answers: wordings to take up, answers to block"),),
        proposals.proposals,
    ),
    "blocks": Command(
        _CURATORS,
        (
            ("/blocks", "what must not be answered with which entry, with numbers"),
            ("/blocks add 12 QUESTION", "never answer this with entry 12, however it is put"),
            ("/blocks lift 3", "allow it again"),
        ),
        blocks.blocks,
    ),
    "terms": Command(
        frozenset({Role.MODERATOR}),
        (
            ("/terms", "what this community calls things, with numbers"),
            ("/terms add NAME = OTHER, OTHER", "let other names mean the same, as in: physio hub = PH"),
            ("/terms remove 3", "forget term 3"),
        ),
        terms.terms,
    ),
    "strictness": Command(
        frozenset({Role.MODERATOR}),
        (
            ("/strictness", "how sure I must be before I answer, and what else could be chosen"),
            ("/strictness cautious", "answer less, and be right more often"),
            ("/strictness balanced", "neither of the two"),
            ("/strictness eager", "answer more, and be wrong more often"),
            ("/strictness default", "do as the whole installation does"),
        ),
        strictness.strictness,
    ),
    "queue": Command(
        frozenset({Role.AUTHOR}),
        (
            ("/queue", "go through the open questions, most asked first"),
            ("/queue list", "only list them"),
        ),
        author.queue,
    ),
    "drafts": Command(_CURATORS, (("/drafts", "go through what imported documents yielded"),), _drafts),
    "undo": Command(
        _CURATORS,
        (("/undo", "take back your last change; /undo 12 the last change of entry 12"),),
        moderator.undo,
    ),
    "as": Command(
        _EVERYONE,
        (
            ("/as member", "be a member"),
            ("/as moderator", "be a moderator"),
            ("/as author", "be the author (/as author NAME signs answers with that name)"),
        ),
        _as,
    ),
    "help": Command(_EVERYONE, (("/help", "this list"),), _help),
}


def _usages(role: Role) -> list[tuple[str, str]]:
    return [
        usage for c in COMMANDS.values() if role in c.roles and c.roles != _EVERYONE for usage in c.usages
    ]


def typeable(role: Role) -> list[str]:
    """Return the commands that `role` can type, for completion."""
    usages = [usage for c in COMMANDS.values() if role in c.roles for usage, _ in c.usages]
    return [" ".join(word for word in usage.split() if word.islower()) for usage in usages] + ["/quit"]
