"""The names a community uses for things, and what is a kind of what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from knowledge.language.everyday import plain_words
from knowledge.language.tokens import Token, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_LONG_ENOUGH = 4  # letters of a word whose last s may be a plural: "dmts", not "dms"


class ConceptKind(StrEnum):
    """What sort of thing a concept is."""

    DRUG = "drug"
    DRUG_CLASS = "drug-class"
    CONDITION = "condition"
    TRIAL = "trial"
    TEST = "test"
    SYMPTOM = "symptom"
    ANATOMY = "anatomy"
    PROCEDURE = "procedure"
    VACCINE = "vaccine"
    POPULATION = "population"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Slang:
    """A name that is also something else: it counts only next to one of these words.

    `before` holds words that may stand directly before it, `after` directly after it; never before `unless`.
    """

    name: str
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing with names. `name` is the wording that stands for all of them.

    `names` count in any case; `cased` only as written here, or beside a context word of their kind;
    `slang` only beside one of its words. `broader` are the ids of what this is a kind of. With `keep` the
    concept is recognised, but the member's wording stays in the text; so it does for the names in `said`.
    """

    id: str
    kind: ConceptKind
    name: str
    names: tuple[str, ...] = ()
    cased: tuple[Slang, ...] = ()
    slang: tuple[Slang, ...] = ()
    broader: tuple[str, ...] = ()
    keep: bool = False
    said: tuple[str, ...] = ()


class Mention(NamedTuple):
    """A concept named by the tokens start..end (end excluded)."""

    concept: Concept
    start: int
    end: int


class _Name(NamedTuple):
    concept: Concept
    rule: Slang | None
    cased: bool


Key = tuple[str, ...]


class Glossary:
    """Concepts by id, and their names found in a text."""

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        self.concepts: Mapping[str, Concept] = {concept.id: concept for concept in concepts}
        self._names: dict[Key, _Name] = {}
        self._longest: dict[str, int] = {}
        for concept in self.concepts.values():
            for text, name in _names_of(concept):
                self._index(key_of(text), name)
        self._broader = {id_: self._ancestors(id_) for id_ in self.concepts}

    @classmethod
    def empty(cls) -> Glossary:
        """Return a glossary that knows nothing, for a community without one."""
        return cls()

    def broader(self, concept_id: str) -> frozenset[str]:
        """Return the ids of everything that the concept is a kind of, itself excluded."""
        return self._broader.get(concept_id, frozenset())

    def annotate(self, tokens: Sequence[Token]) -> list[Mention]:
        """Find the concepts named in the tokens, longest name first, without overlaps, in order."""
        # In a message all in capitals, capitals prove nothing.
        shouting = len(tokens) > 1 and not any(token.raw != token.raw.upper() for token in tokens)
        mentions: list[Mention] = []
        end = 0
        for at, token in enumerate(tokens):
            if at < end or not (token.text in self._longest or token.text[-1] == "s"):
                continue
            mention = self._mention_at(tokens, at, shouting=shouting)
            if mention is not None:
                mentions.append(mention)
                end = mention.end
        return mentions

    def words(self, *kinds: ConceptKind) -> dict[str, frozenset[str]]:
        """Return the words of unambiguous names with the ids they belong to; by default of all kinds."""
        found: dict[str, set[str]] = {}
        for key, name in self._names.items():
            if name.rule is None and (not kinds or name.concept.kind in kinds):
                for word in key:
                    found.setdefault(word, set()).add(name.concept.id)
        return {word: frozenset(ids) for word, ids in found.items()}

    def names(self) -> Iterator[tuple[Key, Concept]]:
        """Yield every name as its words, with its concept."""
        for key, name in self._names.items():
            yield key, name.concept

    def extended(self, concepts: Iterable[Concept]) -> Glossary:
        """Return a glossary with these too: a known id gains names, a name that is taken moves over."""
        merged = dict(self.concepts)
        for concept in concepts:
            old = merged.pop(concept.id, None)  # what comes last keeps the name
            merged[concept.id] = _merged(old, concept) if old else concept
        return Glossary(merged.values())

    def _index(self, key: Key, name: _Name) -> None:
        known = self._names.get(key)
        # Where a concept's name is ambiguous as well ("NICE"), the rule is what counts.
        if key and not (known and known.concept is name.concept and known.rule is None and name.rule is None):
            self._names[key] = name
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def _ancestors(self, concept_id: str) -> frozenset[str]:
        found: set[str] = set()
        open_ids = list(self.concepts[concept_id].broader)
        while open_ids:
            id_ = open_ids.pop()
            if id_ not in found:
                found.add(id_)
                open_ids.extend(self.concepts[id_].broader if id_ in self.concepts else ())
        return frozenset(found - {concept_id})

    def _mention_at(self, tokens: Sequence[Token], at: int, *, shouting: bool) -> Mention | None:
        first = tokens[at].text
        longest = self._longest.get(first, 0)
        if first[-1] == "s":
            longest = max(longest, self._longest.get(singular(first), 0))
        if not longest:
            return None
        words = tuple([token.text for token in tokens[at : at + longest]])
        for length in range(len(words), 0, -1):
            name = self._lookup(words[:length])
            if name and _accepts(name, tokens, at, at + length, shouting=shouting):
                return Mention(name.concept, at, at + length)
        return None

    def _lookup(self, key: Key) -> _Name | None:
        return self._names.get(key) or self._names.get((*key[:-1], singular(key[-1])))


@lru_cache(maxsize=20_000)
def key_of(name: str) -> Key:
    """Return the words of a name, as a text's words are cut; shorthand in it stays."""
    own = frozenset(name.casefold().split())
    return tuple(token.text for token in tokenise(plain_words(name, own)))


def _names_of(concept: Concept) -> Iterator[tuple[str, _Name]]:
    yield concept.name, _Name(concept, None, cased=False)
    for name in concept.names:
        yield name, _Name(concept, None, cased=False)
    as_said = replace(concept, keep=True)
    for name in concept.said:
        yield name, _Name(as_said, None, cased=False)
    for rule in concept.cased:
        yield rule.name, _Name(concept, rule, cased=True)
    for rule in concept.slang:
        yield rule.name, _Name(concept, rule, cased=False)


def _merged(old: Concept, new: Concept) -> Concept:
    return replace(
        new,
        names=tuple(dict.fromkeys((*old.names, old.name, *new.names))),
        cased=(*old.cased, *new.cased),
        slang=(*old.slang, *new.slang),
        said=tuple(dict.fromkeys((*old.said, *new.said))),
        broader=new.broader or old.broader,
    )


def _accepts(name: _Name, tokens: Sequence[Token], start: int, end: int, *, shouting: bool) -> bool:
    rule = name.rule
    if rule is None:
        return True
    before = tokens[start - 1].text if start else ""
    after = tokens[end].text if end < len(tokens) else ""
    if after in rule.unless or before in rule.unless:
        return False
    if name.cased and not shouting and _as_written(rule.name, tokens[start:end]):
        return True
    if not rule.before and not rule.after:
        return not name.cased  # a rule of exceptions only
    return before in rule.before or after in rule.after


def _as_written(name: str, tokens: Sequence[Token]) -> bool:
    wanted = [token.raw for token in tokenise(name)]
    return all(token.raw in {raw, raw + "s", raw + "'s"} for token, raw in zip(tokens, wanted, strict=True))


def singular(word: str) -> str:
    """Return the word without what may be the s of a plural."""
    return word[:-1] if len(word) >= _LONG_ENOUGH and word[-1] == "s" and word[-2] != "s" else word
