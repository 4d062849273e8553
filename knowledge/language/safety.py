"""Emergencies, crises and requests for personal advice: patterns and fixed texts from a TOML file."""

from __future__ import annotations

import itertools
import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from knowledge.errors import BadData
from knowledge.language.literals import literals_of
from knowledge.language.sentences import plain, split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    _Pattern = re.Pattern[str]

_LONGEST = 400  # characters that one pattern looks at; longer sentences are read in overlapping pieces
_OVERLAP = 100
_NAME = re.compile(r"(?<!\?P)<(\w+)>")
_DEEPEST = 4  # definitions within definitions; what is left after that goes round in circles


class SafetyKind(StrEnum):
    """What must be said before anything else, most urgent first."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True)
class Signpost:
    """The fixed text to show, and the rule that asked for it."""

    kind: SafetyKind
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class SafetyRule:
    """A rule fires on a sentence that one of `patterns` matches and none of `unless` does."""

    name: str
    kind: SafetyKind
    patterns: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    must_match: tuple[str, ...]
    must_not_match: tuple[str, ...]

    def fires_on(self, pieces: Sequence[str]) -> bool:
        """Tell whether the rule fires on one of the pieces of a message (see `pieces_of`)."""
        return _fires(self.patterns, self.unless, pieces)


class SafetyRules:
    """All rules, with the text for each kind."""

    def __init__(self, rules: Sequence[SafetyRule], texts: Mapping[SafetyKind, str]) -> None:
        order = list(SafetyKind)
        self.rules = tuple(sorted(rules, key=lambda rule: order.index(rule.kind)))
        self._texts = dict(texts)
        # Most messages lack the words of nearly all patterns: these are not searched for.
        self._words = [[(pattern, literals_of(pattern)) for pattern in rule.patterns] for rule in self.rules]
        self._all_words = sorted({word for rule in self._words for _, words in rule for word in words})

    def check(self, text: str) -> Signpost | None:
        """Return what has to be said to this text, the most urgent first, or None."""
        pieces = pieces_of(text)
        whole = "\n".join(pieces)
        found = {word for word in self._all_words if word in whole}
        for rule, needed in zip(self.rules, self._words, strict=True):
            patterns = [pattern for pattern, words in needed if not words or not words.isdisjoint(found)]
            if patterns and _fires(patterns, rule.unless, pieces):
                return Signpost(rule.kind, self._texts[rule.kind], rule.name)
        return None

    def text(self, kind: SafetyKind) -> str:
        """Return the fixed text of a kind, telephone numbers filled in.

        Raises:
            KeyError: the file has no text of this kind.
        """
        return self._texts[kind]


def _fires(patterns: Iterable[_Pattern], unless: Iterable[_Pattern], pieces: Iterable[str]) -> bool:
    return any(
        any(p.search(piece) for p in patterns) and not any(p.search(piece) for p in unless)
        for piece in pieces
    )


def pieces_of(text: str) -> list[str]:
    """Return each sentence and each pair of neighbours, plain, without repetitions."""
    sentences = [plain(sentence) for sentence in split_sentences(text)]
    pairs = [f"{first} {second}" for first, second in itertools.pairwise(sentences)]
    cut: dict[str, None] = {}
    for piece in (*sentences, *pairs):
        for start in range(0, max(1, len(piece) - _OVERLAP), _LONGEST - _OVERLAP):
            cut[piece[start : start + _LONGEST]] = None
    return list(cut)


def parse_safety(
    toml_text: str, name: str = "safety.toml", numbers: Mapping[str, str] | None = None
) -> SafetyRules:
    """Read the rules; `numbers` replaces the telephone numbers (the [numbers] table) that the texts name.

    Raises:
        BadData: the text is no TOML, or breaks the format (unknown keys, a bad pattern, no examples).
    """
    try:
        data = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        raise BadData(name, "toml", str(error)) from error
    defines = _table(data, "define", name)
    rules = [_rule(item, defines, name) for item in _rule_tables(data.get("rule", []), name)]
    called = {**_table(data, "numbers", name), **(numbers or {})}
    texts = _texts(_table(data, "text", name), called, name)
    around = {kind: text for kind, text in _table(data, "own_words", name).items() if kind != "after"}
    _texts(around, called, name, "own_words")
    if missing := {rule.kind for rule in rules} - set(texts):
        raise BadData(name, "text", f"no text for {min(missing)}")
    return SafetyRules(rules, texts)


def _rule_tables(items: object, file: str) -> list[dict[str, Any]]:
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise BadData(file, "rule", "must be [[rule]] tables")
    return items


def _table(data: Mapping[str, Any], key: str, file: str) -> dict[str, str]:
    table = data.get(key, {})
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise BadData(file, key, "must be a table of texts")
    return table


def _texts(
    texts: Mapping[str, str], numbers: Mapping[str, str], file: str, table: str = "text"
) -> dict[SafetyKind, str]:
    filled = {}
    for kind, text in texts.items():
        if kind not in set(SafetyKind):
            raise BadData(file, f"{table}.{kind}", "unknown kind")
        try:
            filled[SafetyKind(kind)] = text.strip().format_map(dict(numbers))
        except (KeyError, ValueError, IndexError) as error:
            raise BadData(file, f"{table}.{kind}", f"unknown number {error}") from error
    return filled


_RULE_KEYS = {"name", "kind", "patterns", "unless", "must_match", "must_not_match"}


def _rule(item: Mapping[str, Any], defines: Mapping[str, str], file: str) -> SafetyRule:
    place = f"rule {item.get('name', '?')}"
    if (
        set(item) - _RULE_KEYS
        or not isinstance(item.get("name"), str)
        or item.get("kind") not in set(SafetyKind)
    ):
        raise BadData(file, place, "needs a name, a known kind, and no unknown keys")
    lists = {key: item.get(key, []) for key in ("patterns", "unless", "must_match", "must_not_match")}
    for key, values in lists.items():
        if (
            not isinstance(values, list)
            or not all(isinstance(v, str) for v in values)
            or (not values and key != "unless")
        ):
            raise BadData(file, place, f"{key} must be a list of texts")
    return SafetyRule(
        name=item["name"],
        kind=SafetyKind(item["kind"]),
        patterns=tuple(_pattern(p, defines, file, place) for p in lists["patterns"]),
        unless=tuple(_pattern(p, defines, file, place) for p in lists["unless"]),
        must_match=tuple(lists["must_match"]),
        must_not_match=tuple(lists["must_not_match"]),
    )


def _pattern(pattern: str, defines: Mapping[str, str], file: str, place: str) -> re.Pattern[str]:
    try:
        for _ in range(_DEEPEST):
            pattern = _NAME.sub(lambda match: f"(?:{defines[match[1]]})", pattern)
        compiled = re.compile(pattern)
    except (KeyError, re.error, RecursionError) as error:
        raise BadData(file, place, f"bad pattern: {error}") from error
    if circle := _NAME.search(pattern):
        raise BadData(file, place, f"the definition of {circle[1]} goes round in circles")
    return compiled
