"""What becomes of a question: safety, language, focus, matching and decision. CPU work, for the matching thread."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from knowledge.domain import Candidate, Decision, Examination, SourceKind
from knowledge.errors import EmptyText, TextTooLong
from knowledge.language import Focus, SafetyKind, clean, find_focus, is_chatter
from knowledge.matching.decision import CERTAIN, decide
from knowledge.service.blocking import without_blocked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from knowledge.domain import Entry
    from knowledge.language import Languages, SafetyRules, Signpost
    from knowledge.matching.matcher import Match, Query
    from knowledge.policy import Policy
    from knowledge.service.memory import Memory
    from knowledge.service.signposts import Signposts

SHARED_WORDS = "another entry has this very wording too"
_CONTEXT_LIMIT = 2_000  # characters kept of the message around its asking sentence; the encoder reads no more


class Considered(NamedTuple):
    """An examination, the query it was made with where anything was matched, and the open question to join if any."""

    examination: Examination
    query: Query | None = None
    join: int | None = None


class _Heard(NamedTuple):
    """A question that is worth matching: what it asks, the entries that have these very words, what must be told."""

    readable: str
    focus: Focus
    exact: frozenset[int]
    signpost: Signpost | None


class Considering:
    """Says what becomes of questions in a community that is as its memory has it."""

    def __init__(
        self,
        safety: SafetyRules,
        signposts: Signposts,
        languages: Languages,
        policy: Policy,
        clock: Callable[[], datetime],
    ) -> None:
        self._safety = safety
        self._signposts = signposts
        self._languages = languages
        self._policy = policy
        self._clock = clock

    def __call__(self, asked: Sequence[tuple[Memory, str]]) -> list[Considered | Exception]:
        """Consider texts, those of one community together; what is wrong with one of them takes its place.

        Wrong is what has nothing readable in it, EmptyText, and what asks in more words than the policy allows,
        TextTooLong.
        """
        found: dict[int, Considered | Exception] = {}
        heard: dict[int, _Heard] = {}
        for place, (memory, text) in enumerate(asked):
            try:
                first = self._hear(memory, text)
            except Exception as error:  # noqa: BLE001  one question must not fail the others
                found[place] = error
            else:
                if isinstance(first, _Heard):
                    heard[place] = first
                else:
                    found[place] = Considered(first)
        memories = {id(asked[place][0]): asked[place][0] for place in heard}
        for memory in memories.values():
            found |= self._matched(memory, {p: each for p, each in heard.items() if asked[p][0] is memory})
        return [found[place] for place in range(len(asked))]

    def _matched(self, memory: Memory, heard: Mapping[int, _Heard]) -> dict[int, Considered | Exception]:
        try:
            queries = memory.answers.read_all([each.focus for each in heard.values()])
        except Exception as error:  # noqa: BLE001  one question must not fail the others
            if len(heard) == 1:
                return dict.fromkeys(heard, error)
            alone = (self._matched(memory, {place: each}) for place, each in heard.items())
            return {place: result for each in alone for place, result in each.items()}
        found: dict[int, Considered | Exception] = {}
        for (place, each), query in zip(heard.items(), queries, strict=True):
            try:
                found[place] = self._match(memory, each, query)
            except Exception as error:  # noqa: BLE001  one question must not fail the others
                found[place] = error
        return found

    def _hear(self, memory: Memory, text: str) -> _Heard | Examination:
        """Return what there is to match, or what becomes of a text that is not matched."""
        readable = clean(text)
        if not readable:
            raise EmptyText("question")
        signpost = self._signpost(memory, text)
        if signpost is not None and signpost.kind is not SafetyKind.PERSONAL:
            return Examination(Decision.SIGNPOST, readable, text=signpost.text, signpost=signpost.kind)
        exact = memory.exactly(memory.answers.normalise(readable).text)
        if not exact and (unmatched := self._unmatched(text, readable, signpost)):
            return unmatched
        return _Heard(readable, _bounded(find_focus(text), self._policy.focus_limit), exact, signpost)

    def _signpost(self, memory: Memory, text: str) -> Signpost | None:
        """Return what has to be said to a text before anything else, as the community wants it."""
        signpost = self._safety.check(text)
        if signpost is None:
            return None
        return replace(signpost, text=self._signposts.text(signpost.kind, memory.own))

    def _match(self, memory: Memory, heard: _Heard, query: Query) -> Considered:
        readable, focus, exact, signpost = heard
        matches = memory.answers.match(query)
        ranked = _with_exact(_candidates(memory, matches), [memory.entry(owner) for owner in exact])
        blocked = _blocked(memory, query, matches, (readable, focus.question))
        ranked = without_blocked(ranked, blocked, memory.policy.join_at)
        examination = self._decided(memory.policy, focus.question, ranked, signpost)
        queued = examination.decision is Decision.QUEUE
        return Considered(examination, query, same_open_question(memory, query) if queued else None)

    def _unmatched(self, text: str, readable: str, signpost: Signpost | None) -> Examination | None:
        """Return what becomes of chatter and of other languages, which are compared with nothing; None of the rest."""
        english = signpost is not None or not self._policy.english_only
        language = None if english else self._languages.foreign(readable)
        if self._languages.is_pleasantry(readable) or (language is None and is_chatter(text)):
            return Examination(Decision.IGNORE, readable)
        if language is None:
            return None
        whole = _bounded(Focus(readable, "", asks=True), self._policy.focus_limit)
        return Examination(Decision.QUEUE, whole.question, language=language)

    def _decided(
        self, policy: Policy, focus: str, ranked: tuple[Candidate, ...], signpost: Signpost | None
    ) -> Examination:
        decision, suggestions = decide(ranked, policy.beside(signpost))
        confidence = ranked[0].confidence if ranked else 0.0
        if decision is Decision.ANSWER and (signpost is not None or self._withheld(policy, ranked[0].entry)):
            decision, suggestions = Decision.SUGGEST, ranked[:1]
        if signpost is not None and decision is Decision.QUEUE:
            decision = Decision.SIGNPOST  # nobody but their own team should answer this
        if signpost is None:
            return Examination(decision, focus, confidence, ranked, suggestions)
        return Examination(decision, focus, confidence, ranked, suggestions, signpost.text, signpost.kind)

    def _withheld(self, policy: Policy, entry: Entry) -> bool:
        """Tell whether an entry may only be suggested: nobody but the author answers, with words still reviewed."""
        if entry.source.kind is SourceKind.PAPER:
            return True
        return policy.withhold_overdue and entry.reviewed_at < policy.due_before(self._clock())


def _with_exact(ranked: tuple[Candidate, ...], exact: Sequence[Entry]) -> tuple[Candidate, ...]:
    """Put the one entry that has the very words of a question first; of several that have them none is sure."""
    if len(exact) == 1:
        return _sure(exact[0], ranked), *(each for each in ranked if each.entry.id != exact[0].id)
    shared = {entry.id for entry in exact}
    return tuple(
        replace(each, reasons=(SHARED_WORDS, *each.reasons), at_most=Decision.SUGGEST)
        if each.entry.id in shared
        else each
        for each in ranked
    )


def _blocked(
    memory: Memory, query: Query, matches: Iterable[Match], texts: Iterable[str]
) -> dict[int, float]:
    """Return which entries are blocked for a question, and how surely; `texts` are its words, and those that ask."""
    if not memory.blocked.concern(match.owner for match in matches):
        return {}
    return memory.blocked.nearness(query, [memory.answers.normalise(text).text for text in texts])


def compared(memory: Memory, text: str, limit: int) -> tuple[Candidate, ...]:
    """Return the entries nearest to a text, most confident first, whatever becomes of it; CPU work."""
    query = memory.answers.read(_bounded(find_focus(text), limit))
    return _candidates(memory, memory.answers.match(query))


def same_open_question(memory: Memory, query: Query) -> int | None:
    """Return the open question that is surely the same as what was asked; CPU work."""
    sure = (each for each in memory.waiting.match(query, 3) if each.confidence >= memory.policy.join_at)
    return next((each.owner for each in sure if not each.features.about_another), None)


def _bounded(focus: Focus, limit: int) -> Focus:
    if len(focus.question) > limit:
        raise TextTooLong("question", len(focus.question), limit)
    return replace(focus, context=focus.context[:_CONTEXT_LIMIT])


def _candidates(memory: Memory, matches: Iterable[Match]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(memory.entry(match.owner), match.score, match.confidence, match.reasons, at_most(match))
        for match in matches
    )


def at_most(match: Match) -> Decision:
    """Return what may come of a match: what is said of one drug is no answer about another, however sure it looks."""
    return Decision.SUGGEST if match.features.about_another else Decision.ANSWER


def _sure(entry: Entry, ranked: Sequence[Candidate]) -> Candidate:
    return Candidate(entry, max((each.score for each in ranked), default=CERTAIN), CERTAIN)
