"""A text in, a cleaner text out: normalisation, glossary, focus and safety, all pure."""

from knowledge.language.concepts import Concept, ConceptKind, Glossary, Mention, Slang
from knowledge.language.focus import Focus, find_focus, is_chatter
from knowledge.language.glossary import parse_glossary
from knowledge.language.languages import Languages, parse_languages
from knowledge.language.normalise import Normalised, Normaliser, Token, clean, tokenise
from knowledge.language.safety import SafetyKind, SafetyRules, Signpost, parse_safety

__all__ = [
    "Concept",
    "ConceptKind",
    "Focus",
    "Glossary",
    "Languages",
    "Mention",
    "Normalised",
    "Normaliser",
    "SafetyKind",
    "SafetyRules",
    "Signpost",
    "Slang",
    "Token",
    "clean",
    "find_focus",
    "is_chatter",
    "parse_glossary",
    "parse_languages",
    "parse_safety",
    "tokenise",
]
