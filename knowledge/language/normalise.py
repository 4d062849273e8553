"""A member's words as the matcher reads them: clean, spelt right, one name a thing."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.language.clean import clean
from knowledge.language.concepts import Glossary, Mention, key_of
from knowledge.language.everyday import plain_words
from knowledge.language.spelling import English, Lexicon, Speller
from knowledge.language.tokens import Token, tokenise

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = ["Normalised", "Normaliser", "Token", "clean", "tokenise"]

_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text ready for matching.

    `text` is casefolded, spelt right and uses one name for each concept; `words` are its words, and each of
    `concepts` says which of them (start..end) name it.
    """

    text: str
    words: tuple[str, ...]
    concepts: tuple[Mention, ...]


class Normaliser:
    """Turns texts into `Normalised`. `known_words` is common English, commonest first."""

    def __init__(
        self,
        glossary: Glossary,
        known_words: Collection[str] = (),
        vocabulary: Collection[str] = (),
        *,
        lexicon: Lexicon | None = None,
    ) -> None:
        self.glossary = glossary
        self._lexicon = lexicon or Lexicon(glossary, English(known_words))
        self._speller = Speller(self._lexicon, vocabulary)
        self._memory: OrderedDict[str, Normalised] = OrderedDict()

    def with_vocabulary(self, vocabulary: Collection[str]) -> Normaliser:
        """Return a normaliser that also knows these casefolded words, those of a community's entries."""
        return Normaliser(self.glossary, vocabulary=vocabulary, lexicon=self._lexicon)

    def extended(self, glossary: Glossary) -> Normaliser:
        """Return a normaliser with an extension of this one's glossary; what it knows of English is shared."""
        return Normaliser(glossary, lexicon=self._lexicon.extended(glossary))

    def __call__(self, text: str) -> Normalised:
        """Clean, repair and canonicalise a text; the last few thousand are remembered."""
        found = self._memory.get(text)
        if found is None:
            written_out = plain_words(clean(text), self._lexicon.single_names)
            found = self._memory[text] = self._normalise(written_out)
            if len(self._memory) > _REMEMBERED:
                self._memory.popitem(last=False)
        return found

    def _normalise(self, text: str) -> Normalised:
        tokens = self._repaired(text, tokenise(text))
        mentions = _without_echoes(text, tokens, self.glossary.annotate(tokens))
        return _rewritten(text, tokens, mentions)

    def _repaired(self, text: str, tokens: Sequence[Token]) -> list[Token]:
        return [
            token if self._speller.is_right(token.text) else self._repair(text, token) for token in tokens
        ]

    def _repair(self, text: str, token: Token) -> Token:
        return token._replace(text=self._speller.repair(token.text, name=_is_name(text, token)))


def _is_name(text: str, token: Token) -> bool:
    """Tell a capitalised word inside a sentence, which is rather a name than a typo."""
    if not token.raw[0].isupper() or token.raw.isupper():
        return False
    before = text[: token.start].rstrip(" \"'(-")
    return bool(before) and before[-1] not in ".?!:;"


def _without_echoes(text: str, tokens: Sequence[Token], mentions: list[Mention]) -> list[Mention]:
    """Stretch a mention over its own abbreviation in brackets: "dimethyl fumarate (DMF)" is one mention."""
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        if last and last.concept.id == mention.concept.id and last.end == mention.start:
            gap = text[tokens[last.end - 1].end : tokens[mention.start].start]
            if gap.strip() in {"(", "[", "/", "=", ""}:
                kept[-1] = last._replace(end=mention.end)
                continue
        kept.append(mention)
    return kept


def _rewritten(text: str, tokens: Sequence[Token], mentions: Sequence[Mention]) -> Normalised:
    parts: list[str] = []
    words: list[str] = []
    concepts: list[Mention] = []
    begins = {mention.start: mention for mention in mentions}
    at, read = 0, 0
    while at < len(tokens):
        parts.append(text[read : tokens[at].start].casefold())
        mention = begins.get(at)
        if mention is None:
            parts.append(tokens[at].text)
            words.append(tokens[at].text)
            at += 1
        else:
            wording, key = _wording(tokens, mention)
            parts.append(wording)
            concepts.append(Mention(mention.concept, len(words), len(words) + len(key)))
            words += key
            at = mention.end
        read = tokens[at - 1].end
        if (
            mention
            and _opens_bracket(text[tokens[mention.start].start : read])
            and text[read : read + 1] == ")"
        ):
            read += 1
    parts.append(text[read:].casefold())
    return Normalised("".join(parts).strip(), tuple(words), tuple(concepts))


def _opens_bracket(text: str) -> bool:
    return text.count("(") > text.count(")")


def _wording(tokens: Sequence[Token], mention: Mention) -> tuple[str, Sequence[str]]:
    if mention.concept.keep:
        own = [token.text for token in tokens[mention.start : mention.end]]
        return " ".join(own), own
    return mention.concept.name.casefold(), key_of(mention.concept.name)
