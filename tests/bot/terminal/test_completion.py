"""What is offered while a person types."""

from __future__ import annotations

from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot.terminal.chat import typeable
from bot.terminal.completion import ChatCompleter
from bot.terminal.session import Role

QUESTIONS = ["How do I descale a kettle?", "Is a kettle better than a pan?", "Kettle or pot?"]


def offered(typed: str, role: Role = Role.MEMBER) -> list[str]:
    completer = ChatCompleter(lambda: typeable(role), lambda: QUESTIONS)
    return [found.text for found in completer.get_completions(Document(typed), CompleteEvent())]


def test_questions_that_begin_with_the_words_come_first() -> None:
    assert offered("KETTLE") == [
        "Kettle or pot?",
        "How do I descale a kettle?",
        "Is a kettle better than a pan?",
    ]


def test_two_letters_are_too_few() -> None:
    assert offered("ke") == []


def test_each_role_is_offered_its_own_commands() -> None:
    assert offered("/fa") == []
    assert offered("/n") == ["/no"]
    assert offered("/ye", Role.MODERATOR) == []
    assert "/faq edit" in offered("/fa", Role.MODERATOR)
    assert offered("/bl", Role.AUTHOR) == ["/blocks", "/blocks add", "/blocks lift"]
    assert offered("/te", Role.MODERATOR) == ["/terms", "/terms add", "/terms remove"]
    assert offered("/q", Role.AUTHOR) == ["/queue", "/queue list", "/quit"]
