"""Lines as they are encoded and kept: by the text they stand for, under the model that made them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from knowledge.language.terms import TermFinder
from knowledge.matching.encoder import DIMENSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from knowledge.domain import Term
    from knowledge.matching.matcher import Matcher, Parts


_LENGTH = 2  # bytes that tell a length
_SHORT = 120  # characters of a text whose words are kept: most questions, no answers


class Encoded(NamedTuple):
    """A line as it was encoded: its normalised text, its unit vector, and as bytes its words, none of a long one."""

    text: str
    vector: NDArray[np.float16]
    words: bytes

    def dump(self) -> bytes:
        """Return the vector (384 halves), the length of the words (two bytes), the words, and the text."""
        length = len(self.words).to_bytes(_LENGTH, "little")
        return b"".join((self.vector.tobytes(), length, self.words, self.text.encode()))

    @classmethod
    def parse(cls, data: bytes) -> Encoded:
        """Read what `dump` wrote."""
        start = 2 * DIMENSION + _LENGTH
        end = start + int.from_bytes(data[start - _LENGTH : start], "little")
        return cls(
            data[end:].decode(), np.frombuffer(data, dtype=np.float16, count=DIMENSION), data[start:end]
        )


def digests(lines: Iterable[str], own: Iterable[Term]) -> dict[str, bytes]:
    """Return for each line the key of its encoded form, which other terms change only if they stand in it."""
    named_in = TermFinder(own)
    return {line: _digest("\0".join((line, *named_in(line)))) for line in lines}


def encode_lines(parts: Parts, matcher: Matcher, lines: Sequence[str]) -> dict[str, Encoded]:
    """Encode lines as `matcher` normalises them, and return them by what they were; CPU work."""
    normalised = [matcher.normalise(line).text for line in lines]
    vectors = parts.encoder.encode(normalised).astype(np.float16)
    words = [_words(parts, text) for text in normalised]
    return {
        line: Encoded(*each)
        for line, each in zip(lines, zip(normalised, vectors, words, strict=True), strict=True)
    }


def _words(parts: Parts, text: str) -> bytes:
    attention = parts.verifier.attention
    if attention is None or len(text) > _SHORT:
        return b""
    return attention.words(parts.encoder.words([text])[0]).tobytes()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:16]
