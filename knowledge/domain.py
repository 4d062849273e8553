"""The words of the house as values: frozen dataclasses and enums, standard library only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total) while long work goes on."""


class SourceKind(StrEnum):
    """Where an answer's words stand."""

    POST = "post"
    COMMENT = "comment"
    PAPER = "paper"  # the words of a paper that the post cites, never the post author's
    REVIEW = "review"  # written by the author in answer to a queued question
    CURATOR = "curator"  # entered by a moderator


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer stands: post title, address, author, and the date of the words."""

    title: str
    url: str | None = None
    author: str | None = None
    date: date | None = None
    kind: SourceKind = SourceKind.CURATOR


class EntryKind(StrEnum):
    """An answer given to a question, or a passage of a post."""

    ANSWER = "answer"
    PASSAGE = "passage"


class EntryStatus(StrEnum):
    """Whether members can be shown the entry."""

    PUBLISHED = "published"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class EntryText:
    """What a curator writes: the words of an entry, before it has an id.

    `context` is what the question leans on (the question it follows up, the post's title); it helps matching
    and is shown to curators. For a passage, `question` is the passage's own opening words.
    """

    question: str
    answer: str
    phrasings: tuple[str, ...] = ()
    context: str = ""
    kind: EntryKind = EntryKind.ANSWER
    tags: tuple[str, ...] = ()
    source: Source = field(default_factory=lambda: Source(title=""))


@dataclass(frozen=True, slots=True)
class Entry:
    """A curated answer as stored. `revision` counts from 1; `reviewed_at` is when its words were last confirmed."""

    id: int
    community: str
    text: EntryText
    status: EntryStatus
    revision: int
    created_at: datetime
    updated_at: datetime
    reviewed_at: datetime

    @property
    def question(self) -> str:
        return self.text.question

    @property
    def answer(self) -> str:
        return self.text.answer

    @property
    def source(self) -> Source:
        return self.text.source


class Done(StrEnum):
    """What publishing words did: there is a new entry, an entry has new words, or one had them already."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Published:
    """An entry whose words somebody published, and what that did."""

    entry: Entry
    done: Done


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of an entry: who made it, when, by which action ("added", "edited", "removed", ...)."""

    entry_id: int
    number: int
    text: EntryText
    status: EntryStatus
    action: str
    editor: str
    at: datetime


class Authorship(StrEnum):
    """How we know that words are the author's."""

    STATED = "stated"
    INFERRED = "inferred"


class DraftStatus(StrEnum):
    """Where a draft is on its way."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class DraftText:
    """An entry that a document yielded.

    `key` names the place in the document and stays the same when the document is imported again after a change
    elsewhere in it; `hint` says in a few words why the answer is taken to be the author's.
    """

    key: str
    text: EntryText
    authorship: Authorship
    hint: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as stored. `entry_id` is set when it would replace (or has become) an entry; `conflict` when a
    curator has touched that entry since.
    """

    id: int
    community: str
    content: DraftText
    status: DraftStatus
    entry_id: int | None = None
    conflict: bool = False


class Origin(StrEnum):
    """Where a question came from."""

    TERMINAL = "terminal"
    DISCORD = "discord"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Question:
    """What a member asks. `key` is the unique id of the event (message, interaction): asking twice with one key
    records once and gives the same outcome. `asker` is empty where nobody knows any more who it was, `place` is where
    it was asked, as the face knows it, and `waits` says that the asker wants to be told of the author's answer.
    """

    community: str
    asker: str
    text: str
    key: str
    origin: Origin = Origin.TERMINAL
    place: str = ""
    waits: bool = True


class Decision(StrEnum):
    """What to do with a question."""

    ANSWER = "answer"
    SUGGEST = "suggest"
    QUEUE = "queue"
    SIGNPOST = "signpost"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry with its score: `score` ranks, `confidence` is the calibrated chance (0..1) that it answers, and
    `reasons` say in words what speaks against it. `at_most` is what may come of it: an answer, a suggestion, or
    nothing (QUEUE) where a moderator blocked it for this question.
    """

    entry: Entry
    score: float
    confidence: float
    reasons: tuple[str, ...] = ()
    at_most: Decision = Decision.ANSWER


@dataclass(frozen=True, slots=True)
class Language:
    """A language other than English; `line` says in it that only English is understood, "" where nobody wrote one."""

    name: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """What the pipeline thinks of a text, with nothing recorded.

    `focus` is the asking sentence found in it; `ranked` the candidates, best first; `confidence` that of the first
    (0.0 without candidates); `suggestions` at most three; `text` the fixed wording of a signpost and `signpost` its
    kind ("emergency", "crisis", "personal"); `language` is set when the text is not in English and was not matched.
    """

    decision: Decision
    focus: str
    confidence: float = 0.0
    ranked: tuple[Candidate, ...] = ()
    suggestions: tuple[Candidate, ...] = ()
    text: str | None = None
    signpost: str | None = None
    language: Language | None = None

    @property
    def nearest(self) -> tuple[Candidate, ...]:
        """Return the candidates in the order in which they explain the decision: first what a moderator ruled out."""
        return tuple(sorted(self.ranked, key=lambda each: each.at_most is not Decision.QUEUE))


@dataclass(frozen=True, slots=True)
class Answered:
    """The author has answered this: show `entry` verbatim with its source. `overdue` when past its review date.

    `key` is the event by which the asker can say whether this answers it; empty where nobody asked.
    """

    entry: Entry
    confidence: float
    overdue: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Suggested:
    """Did you mean one of these? `text` is set when the question asks for personal advice: the candidates are
    general entries and must be labelled so.
    """

    suggestions: tuple[Entry, ...]
    confidence: float
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Queued:
    """Nobody has answered this: it waits for the author as question `question_id`, asked by `askers` people.

    `language` is set when it is not in English, so that nobody knows whether there is an answer.
    """

    question_id: int
    askers: int
    confidence: float
    joined: bool = False
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Signposted:
    """An emergency, a crisis or a request for personal advice: show the fixed `text`, answer nothing."""

    text: str
    kind: str
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Ignored:
    """A greeting, thanks or chatter: no question, so nothing is kept."""

    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Signs:
    """What holds in a community: the telephone `numbers` by what they are for ("emergency", "urgent", "crisis"), and
    the `texts` of its signposts by kind ("emergency", "crisis", "personal").
    """

    numbers: Mapping[str, str]
    texts: Mapping[str, str]


Outcome = Answered | Suggested | Queued | Signposted | Ignored


class QuestionStatus(StrEnum):
    """Where an open question is on its way."""

    OPEN = "open"
    ANSWERED = "answered"
    DISMISSED = "dismissed"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Nearest:
    """A candidate as kept with a queued question: why the bot was silent."""

    entry_id: int
    question: str
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One line of the author's queue: the wording first asked, the other wordings, how many people ask, since when.

    `source` is set when the question stands unanswered under an imported post, `context` is then what it follows up.
    `language` names the language in which it was asked, "" for English; `places` are where it was asked by those whose
    id is still kept, newest last; `claimed_by` is who wants to answer it, "" where nobody does; `to_tell` is how many
    of the askers want to be told.
    """

    id: int
    community: str
    text: str
    wordings: tuple[str, ...]
    askers: int
    since: datetime
    origin: Origin
    status: QuestionStatus = QuestionStatus.OPEN
    source: Source | None = None
    nearest: tuple[Nearest, ...] = ()
    context: str = ""
    language: str = ""
    places: tuple[str, ...] = ()
    claimed_by: str = ""
    to_tell: int = 0


class ProposalKind(StrEnum):
    """What may become of a member's wording: one more way to ask an entry, or never an answer again."""

    PHRASING = "phrasing"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A member's `wording` that may become a phrasing of `entry`, because they picked or confirmed it, or be blocked
    for it, because it was answered with it and they said that this was not their question. So it went `times` times.
    """

    id: int
    entry: Entry
    wording: str
    kind: ProposalKind = ProposalKind.PHRASING
    times: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A `wording` that `entry` must never answer, whoever asks, because `editor` said so."""

    id: int
    entry: Entry
    wording: str
    editor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Term:
    """What a community calls a thing: `name` is the wording that stands for all, `names` are the others."""

    id: int
    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something an asker is owed: their question was answered (`entry`), or dismissed with a `reason`."""

    id: int
    question: str
    entry: Entry | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """A `notice` with whom it is owed to: `asker`, who asked in `place`. `id` says that they were told."""

    id: int
    community: str
    asker: str
    place: str
    notice: Notice


@dataclass(frozen=True, slots=True)
class Asking:
    """A question that somebody asked, as far as their id is kept: first `at`, with `wording`, by the event `key`.

    `waits` says that they will be told, and `entry_id` what answered it.
    """

    community: str
    question_id: int
    wording: str
    status: QuestionStatus
    at: datetime
    waits: bool
    entry_id: int | None
    key: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, by count. `nothing_new` when the document was known already.

    `unchanged` counts what was imported before or is an entry already; `alike` those among the drafts whose question an
    entry asks already, with another answer: they are never published without a curator. `source` and `nth` name the
    import when it is to be taken back: the document, and the how many-th import of it that changed something.
    """

    title: str
    comments: int
    drafts_added: int
    drafts_updated: int
    entries_updated: int
    conflicts: int
    questions_queued: int
    published: int
    unchanged: int = 0
    alike: int = 0
    source: int = 0
    nth: int = 0

    @property
    def nothing_new(self) -> bool:
        return not (
            self.drafts_added
            or self.drafts_updated
            or self.entries_updated
            or self.conflicts
            or self.questions_queued
            or self.published
        )
