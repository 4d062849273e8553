"""What one chat in a terminal holds, and the small dialogues that all roles share."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.text import Text

from bot.errors import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console, RenderableType

    from bot.terminal.lines import Lines
    from knowledge import Entry, KnowledgeBase, Question

END = "."
LONGEST_NUMBER = 9  # digits; more do not fit the databases' integers


class Role(StrEnum):
    """Whom the person plays; also the name under which it is recorded."""

    MEMBER = "member"
    MODERATOR = "moderator"
    AUTHOR = "author"


ASKER = "me"


@dataclass
class Session:
    """One chat: the knowledge base, the screen, the keyboard, and the role."""

    kb: KnowledgeBase
    community: str
    author_name: str
    console: Console
    lines: Lines
    role: Role = Role.MEMBER
    known: list[str] = field(default_factory=list)
    """The questions that are offered while typing."""
    offered: tuple[Question, tuple[Entry, ...]] | None = None
    """The did-you-mean list that the person has not picked from yet."""
    answered: str | None = None
    """The answer on the screen, by the key under which the member can say what they think of it."""
    hinted: bool = False
    """Whether the member was told in this chat how to do that."""
    changed: list[int] = field(default_factory=list)
    """The entries changed in this chat, the last one last: what /undo goes back through."""

    @property
    def editor(self) -> str:
        """Whose name stands under a change of an entry."""
        return self.author_name if self.role is Role.AUTHOR else self.role.value

    def say(self, words: RenderableType, style: str = "") -> None:
        """Show something; a plain string is never read as markup."""
        self.console.print(Text(words, style) if isinstance(words, str) else words)

    def complain(self, error: BaseException) -> None:
        """Say what went wrong."""
        self.say(sentence(error), "red")

    async def refresh(self) -> None:
        """Read again which questions have answers."""
        self.known = [entry.question for entry in await self.kb.curation.entries(self.community)]

    async def published(self, entry: Entry, told: str, *, before: Entry | None = None) -> None:
        """Note that `entry` was changed, and say so; where it is as it was `before`, there is nothing to undo."""
        if before is None or entry.revision > before.revision:
            self.changed.append(entry.id)
        await self.refresh()
        self.say(told, "green")

    async def confirm(self, question: str) -> bool:
        """Ask until the reply is yes or no."""
        while True:
            reply = (await self.lines.reply(f"{question} (yes/no) ")).strip().lower()
            if reply in {"y", "yes", "n", "no"}:
                return reply.startswith("y")
            self.say("Please type yes or no.")

    async def choose(self, options: Mapping[str, str], default: str = "") -> str:
        """Offer `options` (letter -> words) until one is picked, by Enter the `default`; return its letter."""
        by_enter = {default: " (or just Enter)"}
        offered = (f"  {letter}  {words}{by_enter.get(letter, '')}" for letter, words in options.items())
        self.say("\n".join(offered), "cyan")
        while True:
            reply = (await self.lines.reply("> ")).strip().lower() or default
            found = [key for key, words in options.items() if reply in {key, words.split()[0].lower()}]
            if found:
                return found[0]
            self.say(f"Please type one of: {', '.join(options)}.")

    async def number(self, prompt: str) -> int:
        """Ask until the reply is a number."""
        while True:
            reply = (await self.lines.reply(f"{prompt} ")).strip().lstrip("#")
            if reply.isdecimal() and len(reply) <= LONGEST_NUMBER:
                return int(reply)
            self.say("Please type a number (Ctrl-C goes back).")

    async def long_text(self, prompt: str) -> str:
        """Read lines until one that is just a full stop."""
        self.say(f"{prompt} Finish with a line that is just a full stop.")
        lines: list[str] = []
        while (line := await self.lines.reply("| ")).strip() != END:
            lines.append(line)
        return "\n".join(lines).strip("\n")
