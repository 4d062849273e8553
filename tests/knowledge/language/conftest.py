"""The shipped data files, read and built once."""

from __future__ import annotations

from pathlib import Path

import pytest

import knowledge.language
import knowledge.matching
from knowledge.language import Glossary, Normaliser, SafetyRules, parse_glossary, parse_safety

LANGUAGE = Path(knowledge.language.__file__).parent
MATCHING = Path(knowledge.matching.__file__).parent


@pytest.fixture(scope="session")
def glossary() -> Glossary:
    return parse_glossary((LANGUAGE / "glossary.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def safety() -> SafetyRules:
    return parse_safety((LANGUAGE / "safety.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def known_words() -> list[str]:
    lines = (MATCHING / "vocab.txt").read_text(encoding="utf-8").splitlines()
    common = [line for line in lines if line.isalpha() and len(line) > 1]
    return [*common, *(LANGUAGE / "words.txt").read_text(encoding="utf-8").split()]


@pytest.fixture(scope="session")
def normaliser(glossary: Glossary, known_words: list[str]) -> Normaliser:
    return Normaliser(glossary, known_words)


@pytest.fixture(scope="session")
def plain_normaliser(known_words: list[str]) -> Normaliser:
    return Normaliser(Glossary.empty(), known_words)
