"""A community of any size, always the same: some training banks, with their content words replaced.

Every entry is one of a few hundred templates with other words in it, so that each of 10,000 entries has some
forty look-alikes, and every question is a reworded one. A bank is the beginning of every larger one, and the
questions ask about the smallest, so that they can be put to all of them. Of five questions three have an entry, one
is a near miss, an entry's question with one deciding word changed, and one is about an entry of no bank.
"""

from __future__ import annotations

import hashlib
import json
import re
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.rewording import rephrase, reword

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEED = 20_260_801
ROOT = Path(__file__).parents[1]
NEVER = 1_000_000  # entries from this number on are in no bank: questions about them have no answer
KNOWN, NEAR, NONE = "known", "near_miss", "no_entry"
KINDS = (KNOWN, KNOWN, NEAR, KNOWN, NONE)  # of the questions, again and again
_FIELDS = ("game", "garden", "health", "ms", "shop")
_MOST_SENTENCES = 4
_COMMON, _RARE = 2_600, 24_000  # ranks of a content word in BERT's vocabulary
_SHARE = 0.5  # of a template's content words that are replaced
_WORD = re.compile(r"[A-Za-z]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


class BankEntry(NamedTuple):
    """An entry; `keys` are the words that tell a synthetic one from the others of its template."""

    question: str
    phrasings: tuple[str, ...]
    answer: str
    keys: tuple[str, ...] = ()
    passage: bool = False


class BankQuestion(NamedTuple):
    """A member's question and the place of its entry in the bank, None where there is none."""

    text: str
    gold: int | None
    kind: str


class Quiz(NamedTuple):
    """How many questions are asked, how many others before them to warm up, and about how many entries."""

    asked: int
    warming: int
    about: int


class Bank:
    """Makes entries by number and questions by number, each from its own seed."""

    def __init__(self) -> None:
        self._templates = _templates()
        self._pool = [
            sentence for row in self._templates for sentence in _SENTENCE_END.split(row["answer"]) if sentence
        ]
        lines = (ROOT / "knowledge/matching/vocab.txt").read_text(encoding="utf-8").splitlines()
        self._rank = {word: rank for rank, word in enumerate(lines)}
        self._words = [
            word
            for word in lines[_COMMON:_RARE]
            if word.isascii() and word.isalpha() and 4 <= len(word) <= 12
        ]

    def entries(self, count: int) -> list[BankEntry]:
        """Return the first `count` entries, fewer than NEVER."""
        return [self.entry(number) for number in range(count)]

    def entry(self, number: int) -> BankEntry:
        """Return entry `number`."""
        rng = Random(f"{SEED} entry {number}")  # noqa: S311  repeatable, not secret
        template = self._templates[number % len(self._templates)]
        asked = [template["question"], *template["variants"][:2]]
        if len(asked) == 1:
            asked.append(rephrase(rng, asked[0]))
        replaced = self._replacements(rng, " ".join(asked))
        keys = tuple(replaced.values()) or (rng.choice(self._words),)
        question, *phrasings = dict.fromkeys(_told_apart(_put(replaced, each), keys) for each in asked)
        answer = template["answer"] or " ".join(rng.sample(self._pool, rng.randint(1, 3)))
        sentences = _SENTENCE_END.split(_put(replaced, answer))[: rng.randint(1, _MOST_SENTENCES)]
        return BankEntry(question, tuple(phrasings), " ".join(sentences), keys)

    def questions(self, quiz: Quiz) -> list[BankQuestion]:
        """Return the questions that count."""
        return list(islice(self._questions("question", quiz.about), quiz.asked))

    def warming(self, quiz: Quiz) -> list[BankQuestion]:
        """Return the questions to warm up with."""
        return list(islice(self._questions("warming", quiz.about), quiz.warming))

    def _questions(self, name: str, about: int) -> Iterator[BankQuestion]:
        number = 0
        while True:
            rng = Random(f"{SEED} {name} {number}")  # noqa: S311  repeatable, not secret
            kind = KINDS[number % len(KINDS)]
            number += 1
            gold = rng.randrange(about)
            entry = self.entry(NEVER + gold if kind == NONE else gold)
            text, keys = rng.choice((entry.question, *entry.phrasings)), entry.keys
            if kind == NEAR:
                text, keys = self._look_alike(rng, text, keys)
            yield BankQuestion(reword(rng, text, keys), gold if kind == KNOWN else None, kind)

    def _look_alike(self, rng: Random, text: str, keys: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        """Change one of the words that tell an entry from others; return the words that now do."""
        own = {word.casefold() for word in _WORD.findall(text)}
        changed, new = rng.choice([key for key in keys if key in own]), rng.choice(self._words)
        return _put({changed: new}, text), tuple(new if key == changed else key for key in keys)

    def _replacements(self, rng: Random, text: str) -> dict[str, str]:
        """Choose the content words of a text that are replaced, two at least, and their replacements."""
        content = [each for each in dict.fromkeys(_WORD.findall(text.casefold())) if self._is_content(each)]
        chosen = [each for each in content if rng.random() < _SHARE]
        chosen = chosen if len(chosen) > 1 else content[:2]
        return dict(zip(chosen, rng.sample(self._words, len(chosen)), strict=True))

    def _is_content(self, word: str) -> bool:
        return len(word) > 3 and self._rank.get(word, _RARE) >= _COMMON


def digest(entries: Sequence[BankEntry]) -> str:
    """Return a short name for exactly these entries."""
    text = json.dumps([(each.question, each.phrasings, each.answer) for each in entries])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _templates() -> list[dict[str, Any]]:
    paths = [ROOT / "training" / f"{field}-bank.jsonl" for field in _FIELDS]
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if "passage" not in row["tags"]]


def _put(replaced: dict[str, str], text: str) -> str:
    def put(match: re.Match[str]) -> str:
        word = match[0]
        new = replaced.get(word.casefold(), word)
        return new.capitalize() if word[0].isupper() and not word.isupper() else new

    return _WORD.sub(put, text)


def _told_apart(text: str, keys: Sequence[str]) -> str:
    """Return the text with a word of its entry's own, which it may have lacked."""
    own = {word.casefold() for word in _WORD.findall(text)}
    return text if own.intersection(keys) else f"{text.rstrip('?.! ')} with {keys[0]}?"
