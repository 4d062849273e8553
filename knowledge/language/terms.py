"""A community's own terms: concepts on top of the glossary's, and which lines they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.language.clean import clean
from knowledge.language.concepts import Concept, ConceptKind, key_of, singular
from knowledge.language.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.domain import Term
    from knowledge.language.concepts import Glossary, Key


def term_key(name: str) -> str:
    """Return what two spellings of one name share: its words in small letters; nothing if it has none."""
    return " ".join(_words(name))


def meanings(glossary: Glossary, names: Iterable[str]) -> list[tuple[str, Concept]]:
    """Return the concepts that names mean by themselves, once each, with the first name that does."""
    found: dict[str, tuple[str, Concept]] = {}
    for name in names:
        tokens = tokenise(clean(name))
        for mention in glossary.annotate(tokens):
            if mention.end - mention.start == len(tokens):
                found.setdefault(mention.concept.id, (name, mention.concept))
    return list(found.values())


def with_terms(glossary: Glossary, terms: Iterable[Term]) -> Glossary:
    """Return the glossary with a community's terms: names for its own concepts, or concepts that it lacks."""
    return glossary.extended(_concept(glossary, term) for term in terms)


class TermFinder:
    """Finds in a line every name of a community's terms, overlapping ones too; spelling is not repaired."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self._starting: dict[str, list[tuple[Key, str]]] = {}
        for term in terms:
            for name in (term.name, *term.names):
                key = _words(name)
                # A plural may be one of the name's last word only.
                self._starting.setdefault(key[0], []).append((key, term.name))

    def __call__(self, line: str) -> tuple[str, ...]:
        """Return the names that stand in the line, each with what it stands for, in a fixed order."""
        if not self._starting:
            return ()
        words = _words(line)
        found: set[str] = set()
        for at, word in enumerate(words):
            for first in {word, singular(word)}:
                for key, meaning in self._starting.get(first, ()):
                    if _is_named(key, words[at : at + len(key)]):
                        found.add(f"{' '.join(key)}={meaning}")
        return tuple(sorted(found))


def _is_named(key: Key, words: Key) -> bool:
    same = len(words) == len(key) and words[:-1] == key[:-1]
    return same and key[-1] in {words[-1], singular(words[-1])}


def _words(text: str) -> Key:
    return key_of(clean(text))


def _concept(glossary: Glossary, term: Term) -> Concept:
    names = tuple(clean(each) for each in (term.name, *term.names))
    known = meanings(glossary, names)
    if known:
        concept = known[0][1]
        return Concept(concept.id, concept.kind, concept.name, names, keep=concept.keep)
    return Concept(f"term {term_key(term.name)}", ConceptKind.OTHER, names[0], names[1:])
