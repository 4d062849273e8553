"""An author's answer between writing and publishing.

It is kept in a file on its preview message, and read back from there: byte for byte what was written, after any
restart, and nowhere in the database before the author has said so. Text in the embeds would not do: it is escaped, cut
into pages, and trimmed by Discord.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import discord

from bot.errors import InputRefused
from bot.render.words import readable, safe, safe_line

if TYPE_CHECKING:
    from knowledge import OpenQuestion

_DRAFT = "your-answer.txt"
_HEAD_ENDS = "\n\n"
_GONE = "Your words are no longer on this message, so please write the answer again from the question's card."


@dataclass(frozen=True, slots=True)
class Written:
    """What an author wrote: the answer, and the wording of the question under which it shall stand."""

    question: str
    answer: str

    def file(self) -> discord.File:
        """Return it as the file that goes with its preview."""
        return discord.File(BytesIO(f"{self.question}{_HEAD_ENDS}{self.answer}".encode()), _DRAFT)

    @classmethod
    async def read(cls, message: discord.Message | None) -> Written:
        """Read back what was written from its preview.

        Raises:
            InputRefused: the message has no such file, or Discord does not hand it out just now.
        """
        found = _draft_on(message)
        if found is None:
            raise InputRefused(_GONE)
        try:
            question, _, answer = (await found.read()).decode().partition(_HEAD_ENDS)
        except discord.NotFound:
            raise InputRefused(_GONE) from None
        except discord.HTTPException:
            raise InputRefused("Discord does not hand out your words just now; please try again.") from None
        return cls(question, answer)


def has_draft(message: discord.Message | None) -> bool:
    """Tell whether there is an answer on a message that is written and not published."""
    return _draft_on(message) is not None


def _draft_on(message: discord.Message | None) -> discord.Attachment | None:
    return next((each for each in message.attachments if each.filename == _DRAFT), None) if message else None


def written(question: str, answer: str, asked: OpenQuestion) -> Written:
    """Return what an author sent; without a wording of their own the question stands as it was asked.

    Raises:
        InputRefused: there is no answer in it.
    """
    words = safe(readable(answer)).strip("\n")
    if not words.strip():
        raise InputRefused("Nothing was written, so the question is still waiting.")
    heading = safe_line(readable(question))
    # Spaces of no width are no wording, and would be found out only when the answer is gone with its form.
    return Written(heading if any(map(str.isalnum, heading)) else safe_line(asked.text), words)
