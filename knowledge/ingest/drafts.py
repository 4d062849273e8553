"""From a thread with roles to drafts: members' questions with the author's replies, and what stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.domain import Authorship, DraftText, EntryText, Source, SourceKind
from knowledge.ingest.asking import CONTEXT_LIMIT, Asked, content, find_claim, find_question, shared
from knowledge.ingest.document import Comment, OpenThread, Post, Role
from knowledge.ingest.keys import comment_keys
from knowledge.ingest.sentences import shorten, split_sentences
from knowledge.language.focus import is_chatter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ON_TOPIC = 2  # words that a reply shares with the post, for a member's opinion to count as a question
_LOOKED_AT = 4000  # characters of a reply that are judged
_IDLE_WORDS = 20  # in a reply that only returns thanks


def thread_drafts(
    post: Post, step: Callable[[int], None] = lambda _: None
) -> tuple[tuple[DraftText, ...], tuple[OpenThread, ...]]:
    """Return the drafts of question and answer of a thread, and the questions that nobody answered."""
    keys = comment_keys(post)
    answers = _answers(post)
    topic = content("\n".join((post.title, *post.paragraphs)))
    asked: list[Asked | None] = []
    for position, comment in enumerate(post.comments):
        step(position)
        asked.append(_asked(comment, answers[position], topic))
    above = _questions_above(post, asked)
    drafts, still_open = [], []
    for position, (comment, ask) in enumerate(zip(post.comments, asked, strict=True)):
        if ask is None:
            continue
        if answers[position]:
            drafts.append(_draft(post, keys[position], ask, answers[position], above[position]))
        elif not _calls_a_member(post, comment):
            still_open.append(_open(post, keys[position], comment, ask, above[position]))
    return tuple(drafts), tuple(still_open)


def _answers(post: Post) -> list[list[Comment]]:
    """Return for every comment of a member the author's replies, with those to their own replies."""
    replies = post.replies()
    found: list[list[Comment]] = []
    for position, comment in enumerate(post.comments):
        positions: list[int] = []
        waiting = list(replies[position]) if comment.role is Role.MEMBER else []
        while waiting:
            reply = waiting.pop()
            if post.comments[reply].role is Role.AUTHOR:
                positions.append(reply)
                waiting.extend(replies[reply])
        found.append(
            [post.comments[i] for i in sorted(positions) if _answers_something(post.comments[i].text)]
        )
    return found


def _answers_something(reply: str) -> bool:
    """Tell an answer from thanks and from a question put back to the member."""
    sentences = split_sentences(reply[:_LOOKED_AT])
    asks_back = all(sentence.rstrip("\"”')").endswith("?") for sentence in sentences)
    # A long reply is an answer whatever its manner: to lose the author's words is the larger error.
    idle = len(reply.split()) <= _IDLE_WORDS and is_chatter(reply)
    return bool(sentences) and not asks_back and not idle


def _asked(comment: Comment, answers: Sequence[Comment], topic: set[str]) -> Asked | None:
    """Return the question of a member's comment, or the opinion in it that the author took up."""
    if comment.role is not Role.MEMBER or not comment.text:
        return None
    if asked := find_question(comment.text):
        return asked
    on_topic = any(shared(content(reply.text[:_LOOKED_AT]), topic) >= _ON_TOPIC for reply in answers)
    return find_claim(comment.text) if on_topic and not is_chatter(comment.text[:_LOOKED_AT]) else None


def _questions_above(post: Post, asked: Sequence[Asked | None]) -> list[str]:
    """Return for every comment the question that it follows up, "" without one."""
    above: list[str] = []
    for comment in post.comments:
        parent = comment.parent
        if parent is None:
            above.append("")
        else:
            ask = asked[parent]
            above.append(ask.question if ask else above[parent])
    return above


def _calls_a_member(post: Post, comment: Comment) -> bool:
    """Tell a question that one member puts to another by name."""
    other = None if comment.parent is None else post.comments[comment.parent]
    if other is None or other.role is Role.AUTHOR or other.name is None:
        return False
    return comment.text.lstrip("@").casefold().startswith(other.name.split()[0].casefold())


def _draft(post: Post, key: str, asked: Asked, answers: Sequence[Comment], above: str) -> DraftText:
    stated = all(answer.authorship is Authorship.STATED for answer in answers)
    dates = [answer.date for answer in answers if answer.date]
    text = EntryText(
        question=asked.question,
        answer="\n\n".join(answer.text for answer in answers),
        phrasings=asked.phrasings,
        context=_lines(post.title, above, asked.context),
        source=Source(post.title, post.url, post.author, max(dates, default=None), SourceKind.COMMENT),
    )
    hint = " | ".join(dict.fromkeys(answer.hint for answer in answers))
    return DraftText(key, text, Authorship.STATED if stated else Authorship.INFERRED, hint)


def _open(post: Post, key: str, comment: Comment, asked: Asked, above: str) -> OpenThread:
    # Nobody's name: the queue shows the author questions, not people.
    source = Source(post.title, post.url, None, comment.date, SourceKind.COMMENT)
    hint = "no answer by the author in the thread"
    return OpenThread(key, asked.question, source, hint, _lines(above, asked.context))


def _lines(*parts: str) -> str:
    return "\n".join(shorten(part, CONTEXT_LIMIT) for part in parts if part)
