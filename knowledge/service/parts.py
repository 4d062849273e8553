"""Load what every community shares: model, glossary, cues, safety rules, fitted numbers."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from knowledge.errors import BadData
from knowledge.language.concepts import Glossary
from knowledge.language.glossary import parse_glossary
from knowledge.language.languages import Languages, parse_languages
from knowledge.language.normalise import Normaliser
from knowledge.language.safety import SafetyRules, parse_safety
from knowledge.matching.attention import parse_attention
from knowledge.matching.cues import parse_cues
from knowledge.matching.encoder import MODEL_SHA256, MiniLM, model_files, vocabulary_words
from knowledge.matching.matcher import Parts
from knowledge.matching.reading import Reader
from knowledge.matching.verifier import Verifier, parse_verifier
from knowledge.matching.words import WordVectors
from knowledge.service.signposts import Signposts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataFiles:
    """Which data to use instead of the shipped: `glossary` may be "none" for a community without one."""

    model_dir: Path | None = None
    model_sha256: str | None = None
    glossary: Path | str | None = None
    safety: Path | None = None


def load_parts(data: DataFiles, verifier: Verifier | None = None) -> Parts:
    """Load the matcher's parts, with the shipped verifier unless one is given.

    Raises:
        ModelError, BadData: a part is missing, or not what it should be.
    """
    model = model_files(data.model_dir, data.model_sha256)
    encoder = MiniLM.load(model)
    ranks = vocabulary_words(model.vocabulary.read_text(encoding="utf-8"))
    words = WordVectors.parse((files("knowledge.matching") / "words.npz").read_bytes())
    reader = Reader(parse_cues(_shipped("matching", "cues.toml")), words, ranks)
    if verifier is None:
        attention = parse_attention(_shipped("matching", "attention.json"))
        verifier = parse_verifier(_shipped("matching", "verifier.json"), attention)
    if model.sha256 != MODEL_SHA256:
        verifier = verifier.without_words()
    glossary, glossary_id = _glossary(data.glossary)
    english = [*ranks, *_shipped("language", "words.txt").split()]
    return Parts(encoder, Normaliser(glossary, english), reader, verifier, words, glossary_id)


def _glossary(chosen: Path | str | None) -> tuple[Glossary, str]:
    if str(chosen) == "none":
        return Glossary.empty(), "none"
    text = _shipped("language", "glossary.toml") if chosen is None else _read(chosen)
    name = "glossary.toml" if chosen is None else str(chosen)
    return parse_glossary(text, name), hashlib.sha256(text.encode()).hexdigest()[:12]


def check_model(data: DataFiles) -> Path:
    """Check that the model is there and has the right checksum; return where its weights lie.

    Raises:
        ModelError: it is missing or another file.
    """
    model = model_files(data.model_dir, data.model_sha256)
    model.read()
    return model.weights


def load_safety(path: Path | None, numbers: Mapping[str, str] | None = None) -> SafetyRules:
    """Read the shipped safety rules or those at `path`; `numbers` are the telephone numbers that the texts name."""
    name = "safety.toml" if path is None else str(path)
    return parse_safety(_safety_text(path), name, numbers)


def load_signposts(path: Path | None, numbers: Mapping[str, str] | None = None) -> Signposts:
    """Read the texts of the safety rules that `load_safety` has read, for communities with numbers of their own."""
    data = tomllib.loads(_safety_text(path))
    return Signposts(data["text"], {**data.get("numbers", {}), **(numbers or {})}, data.get("own_words", {}))


def load_languages() -> Languages:
    """Read how other languages are told from English."""
    return parse_languages(_shipped("language", "languages.toml"))


def _safety_text(path: Path | None) -> str:
    return _shipped("language", "safety.toml") if path is None else _read(path)


def _shipped(package: str, name: str) -> str:
    return (files(f"knowledge.{package}") / name).read_text(encoding="utf-8")


def _read(path: Path | str) -> str:
    try:
        with open(path, encoding="utf-8") as stream:  # noqa: PTH123  a str or a Path
            return stream.read()
    except (OSError, UnicodeDecodeError) as error:
        raise BadData(str(path), "file", str(error)) from error
