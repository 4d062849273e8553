"""What is offered while a person types: commands after a slash, the FAQ's own questions otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.completion import Completer, Completion

from bot.render.words import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

LEAST = 3
MOST = 8


class ChatCompleter(Completer):
    """Complete `commands()` and `questions()`, whatever they are at the moment."""

    def __init__(self, commands: Callable[[], Sequence[str]], questions: Callable[[], Sequence[str]]) -> None:
        self._commands = commands
        self._questions = questions

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Yield what the text before the cursor could become."""
        del complete_event
        typed = document.text_before_cursor.lstrip()
        offered = (
            _commands(typed, self._commands())
            if typed.startswith("/")
            else _questions(typed, self._questions())
        )
        for text in offered:
            yield Completion(text, start_position=-len(typed))


def _commands(typed: str, commands: Sequence[str]) -> Iterator[str]:
    return (command for command in commands if command.startswith(typed.lower()) and command != typed)


def _questions(typed: str, questions: Sequence[str]) -> list[str]:
    wanted = typed.casefold()
    if len(wanted) < LEAST:
        return []
    found = [question for question in questions if wanted in question.casefold()]
    found.sort(key=lambda question: not question.casefold().startswith(wanted))
    return [safe_line(question) for question in found[:MOST]]
