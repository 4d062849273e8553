"""The glossary as a TOML file: drugs and brands, kinds of disease, trials, tests, abbreviations, slang."""

from __future__ import annotations

import tomllib
from typing import Any, NamedTuple

from knowledge.errors import BadData
from knowledge.language.concepts import Concept, ConceptKind, Glossary, Mention, Slang, key_of

__all__ = ["Concept", "ConceptKind", "Glossary", "Mention", "Slang", "key_of", "parse_glossary"]

_KEYS = {"name", "names", "cased", "slang", "broader", "keep", "said"}
_CONTEXT_KEYS = {"before", "after", "unless", "suffixes"}


class _Context(NamedTuple):
    """Where the ambiguous names of a kind count, and words that may follow any name of the kind."""

    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    suffixes: tuple[str, ...] = ()


def parse_glossary(toml_text: str, name: str = "glossary.toml", base: Glossary | None = None) -> Glossary:
    """Read a glossary; with `base`, a community's own terms on top of it.

    Raises:
        BadData: the text is no TOML, or breaks the format (unknown keys, kinds or ids, a name used twice).
    """
    try:
        data = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        raise BadData(name, "toml", str(error)) from error
    contexts = _contexts(data.pop("context", {}), name)
    concepts = [
        _concept(id_, kind, item, contexts.get(kind, _Context()), name)
        for kind, section in data.items()
        for id_, item in _section(kind, section, name).items()
    ]
    _check(concepts, set(base.concepts) if base else set(), name)
    return base.extended(concepts) if base else Glossary(concepts)


def _contexts(data: object, file: str) -> dict[str, _Context]:
    if not isinstance(data, dict):
        raise BadData(file, "context", "must be a table")
    contexts = {}
    for kind, table in data.items():
        place = f"context.{kind}"
        if kind not in set(ConceptKind) or not isinstance(table, dict) or set(table) - _CONTEXT_KEYS:
            raise BadData(file, place, "needs a known kind with before, after, unless or suffixes")
        words = {key: _texts(value, file, place) for key, value in table.items()}
        sets = {key: frozenset(value) for key, value in words.items() if key != "suffixes"}
        contexts[kind] = _Context(**sets, suffixes=words.get("suffixes", ()))
    return contexts


def _section(kind: str, section: object, file: str) -> dict[str, Any]:
    if kind not in set(ConceptKind):
        raise BadData(file, kind, "unknown kind of concept")
    if not isinstance(section, dict):
        raise BadData(file, kind, "must be a table of concepts")
    return section


def _concept(id_: str, kind: str, item: object, context: _Context, file: str) -> Concept:
    place = f"{kind}.{id_}"
    if not isinstance(item, dict) or not isinstance(item.get("name"), str) or not key_of(item["name"]):
        raise BadData(file, place, "must be a table with a name")
    if unknown := set(item) - _KEYS:
        raise BadData(file, place, f"unknown key {min(unknown)}")
    cased = _slang(item.get("cased", []), context, file, place)
    names = _texts(item.get("names", []), file, place)
    bare = (*names, *(rule.name for rule in cased))
    return Concept(
        id=id_,
        kind=ConceptKind(kind),
        name=item["name"],
        names=(*names, *(f"{name} {suffix}" for name in bare for suffix in context.suffixes)),
        cased=cased,
        slang=_slang(item.get("slang", []), context, file, place),
        broader=_texts(item.get("broader", []), file, place),
        keep=bool(item.get("keep", False)),
        said=_texts(item.get("said", []), file, place),
    )


def _slang(items: object, context: _Context, file: str, place: str) -> tuple[Slang, ...]:
    if not isinstance(items, list):
        raise BadData(file, place, "slang and cased must be lists")
    return tuple(_one_slang(item, context, file, place) for item in items)


def _one_slang(item: object, context: _Context, file: str, place: str) -> Slang:
    if isinstance(item, str) and key_of(item):
        return Slang(item, context.before, context.after, context.unless)
    if (
        not isinstance(item, dict)
        or set(item) - {"name", "before", "after", "unless"}
        or not key_of(str(item.get("name", "")))
    ):
        raise BadData(file, place, "an ambiguous name is a text, or a table of name, before, after, unless")
    own = {key: frozenset(_texts(item.get(key, []), file, place)) for key in ("before", "after", "unless")}
    return Slang(str(item["name"]), **own)


def _texts(items: object, file: str, place: str) -> tuple[str, ...]:
    if not isinstance(items, list) or not all(isinstance(item, str) and item.strip() for item in items):
        raise BadData(file, place, "must be a list of texts")
    return tuple(items)


def _check(concepts: list[Concept], known: set[str], file: str) -> None:
    seen: set[str] = set()
    owners: dict[tuple[str, ...], str] = {}
    ids = known | {concept.id for concept in concepts}
    for concept in concepts:
        place = f"{concept.kind}.{concept.id}"
        if concept.id in seen:
            raise BadData(file, place, "the id is used twice")
        seen.add(concept.id)
        if unknown := set(concept.broader) - ids:
            raise BadData(file, place, f"unknown broader id {min(unknown)}")
        rules = [rule.name for rule in (*concept.cased, *concept.slang)]
        for text in (concept.name, *concept.names, *concept.said, *rules):
            owner = owners.setdefault(key_of(text), concept.id)
            if owner != concept.id:
                raise BadData(file, place, f"the name {text!r} belongs to {owner} already")
