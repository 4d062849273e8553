"""The wording that every face shares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge import EntryKind, ProposalKind, SourceKind

if TYPE_CHECKING:
    from datetime import date

    from knowledge import Answered, Entry, Notice, OpenQuestion, Proposal, Queued, Source, Suggested

# Everything a terminal could take for a command (C0, C1), and the bidirectional overrides, which can make a
# text read differently from what is stored. Line feeds and tabs stay.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

NOT_WATCHED = (
    "Nobody watches this list for emergencies: if you are worried about your health now, please contact your"
    " MS team, your doctor or the emergency services."
)
FRIENDLY = "You are welcome. Ask me a question, in one sentence, whenever you like."
_LINKED, _UNKNOWN = "see the link", "the source was not noted"
GENERAL_ONLY = "These are general answers. They were not written about you:"
ANSWERED_BEFORE = "The author has answered this"
FROM_THE_POST = "From the post"

_SURE = (
    (0.999, "Sure: this is the question you asked, or picked"),
    (0.95, "Very sure that this is what you asked"),
    (0.9, "Fairly sure that this is what you asked"),
    (0.7, "Quite likely what you asked, but please check"),
)
_FAINT = 0.25  # the confidence below which a guess is told as a faint one
_UNSURE = "Not sure: please check that this is the question you meant"


def safe(text: str) -> str:
    """Return `text` with nothing in it that a terminal would obey instead of show."""
    return _UNSAFE.sub(
        "\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n")
    ).expandtabs(4)


def safe_line(text: str) -> str:
    """Return `text` made safe and folded to one line."""
    return " ".join(safe(text).split())


def quoted(text: str) -> str:
    """Return `text` on one line between quotation marks."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{safe_line(text)}\N{RIGHT DOUBLE QUOTATION MARK}"


def readable(text: str) -> str:
    """Return `text` as the store can keep it: bytes that were no UTF-8 become replacement characters."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def day(when: date) -> str:
    """Return a date the British way: 3 March 2025."""
    return f"{when.day} {when:%B %Y}"


def sureness(confidence: float) -> str:
    """Say how sure the match is, calmly."""
    return next((words for least, words in _SURE if confidence >= least), _UNSURE)


def people(count: int) -> str:
    """Say how many people ask."""
    return "1 person is asking this" if count == 1 else f"{count} people are asking this"


def others_ask(queued: Queued) -> str:
    """Tell somebody who asked how many others did; "" where they asked again what only they have asked."""
    match queued.askers - 1:
        case -1 | 0:
            return "" if queued.joined else "You are the first to ask this."
        case 1:
            return "Somebody else asked this too."
        case others:
            return f"{others} others asked this too."


def heading(entry: Entry) -> str:
    """Name what kind of answer this is."""
    return FROM_THE_POST if entry.text.kind is EntryKind.PASSAGE else ANSWERED_BEFORE


def source_line(source: Source) -> str:
    """Say whose words these are, where they stand and from when."""
    title = quoted(source.title)
    place = {
        SourceKind.POST: f"in the post {title}",
        SourceKind.COMMENT: f"in the comments under {title}",
        SourceKind.REVIEW: f"in answer to a question under {title}"
        if source.title
        else "in answer to a member",
        SourceKind.PAPER: f"in the paper {title}",
        SourceKind.CURATOR: f"in {title}" if source.title else "",
    }[source.kind]
    if not source.title and source.kind is not SourceKind.REVIEW:
        place = ""
    parts = (safe_line(source.author or ""), place, day(source.date) if source.date else "")
    return ", ".join(part for part in parts if part) or (_LINKED if source.url else _UNKNOWN)


def origin_line(entry: Entry) -> str:
    """Say in one line whose words an answer is, where they stand, from when, and when they were last reviewed."""
    return f"{source_line(entry.source)} · Reviewed {day(entry.reviewed_at)}"


def source_address(source: Source) -> str | None:
    """Return the address where the words stand, if there is one."""
    return safe_line(source.url) if source.url else None


def reviewed_line(answered: Answered) -> str:
    """Say when the words were last confirmed, and warn when that is too long ago."""
    when = day(answered.entry.reviewed_at)
    if answered.overdue:
        return f"Please note: last reviewed on {when}, so some of this may be out of date."
    return f"Last reviewed {when}"


def queued_lines(queued: Queued) -> tuple[str, str, str]:
    """Say what becomes of a question nobody has answered: the news, how many ask, and the caution."""
    known = "The author has not answered this yet"
    if queued.language is not None:
        known = f"I only understand English so far, and this looks like {queued.language.name}"
    news = f"{known}, so I have put it on the author's list."
    if queued.joined:
        news = f"{known}; it is on the author's list already."
    if queued.language is not None and queued.language.line:
        news = f"{queued.language.line}\n{news}"
    asking = f"{others_ask(queued)} You will be told here when there is an answer.".lstrip()
    return news, asking, NOT_WATCHED


def suggestion_intro(suggested: Suggested) -> str:
    """Introduce a did-you-mean list; with a request for personal advice it is labelled as general."""
    if suggested.text is not None:
        return f"{safe(suggested.text)}\n\n{GENERAL_ONLY}"
    one = len(suggested.suggestions) == 1
    if suggested.confidence < _FAINT:
        return f"I may have no answer to that yet. {'This comes' if one else 'These come'} nearest."
    if one:
        return "I am not sure that I understood."
    return "I am not sure that I understood. Did you mean one of these?"


def others_intro(others: Suggested) -> str:
    """Introduce what else a question may be after the answer was the wrong one."""
    if not others.suggestions:
        return "Sorry about that. I know of no other answer that comes near, but the author can help."
    if others.text is not None:
        return suggestion_intro(others)
    return (
        "Sorry about that. Is it this one?"
        if len(others.suggestions) == 1
        else "Sorry about that. Is it one of these?"
    )


def said_so(proposal: Proposal) -> str:
    """Say what members said of a wording and an entry, and how often."""
    what = "this was not their question" if proposal.kind is ProposalKind.BLOCK else "this answers it"
    return (
        f"A member said that {what}."
        if proposal.times == 1
        else f"{proposal.times} times members said that {what}."
    )


def meant(suggested: Suggested) -> str:
    """Head what a question may mean; a faint guess is told as one."""
    one = len(suggested.suggestions) == 1
    if suggested.confidence < _FAINT:
        return "Is it perhaps this?" if one else "Is it perhaps one of these?"
    return "Did you mean this?" if one else "Did you mean …?"


def notice_line(notice: Notice) -> str:
    """Say what became of a question that was waiting."""
    asked = quoted(notice.question)
    if notice.entry is not None:
        return f"Good news: your question {asked} was answered."
    reason = f": {safe_line(notice.reason)}" if notice.reason else "."
    return f"Your question {asked} was closed without an answer{reason}"


def waiting_line(question: OpenQuestion) -> str:
    """Say how many people wait for an answer and since when."""
    if question.source is None:
        asked = f", in {question.language}" if question.language else ""
        return f"{people(question.askers)}{asked}, since {day(question.since)}"
    place = "asked under the post"
    return f"{place}; {people(question.askers)}" if question.askers else place
