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


class Encoded(NamedTuple):
    """A line as it was encoded: its normalised text and its unit vector."""

    text: str
    vector: NDArray[np.float16]

    def dump(self) -> bytes:
        """Return the vector (384 halves) followed by the text."""
        return self.vector.tobytes() + self.text.encode()

    @classmethod
    def parse(cls, data: bytes) -> Encoded:
        """Read what `dump` wrote."""
        size = 2 * DIMENSION
        return cls(data[size:].decode(), np.frombuffer(data, dtype=np.float16, count=DIMENSION))


def digests(lines: Iterable[str], own: Iterable[Term]) -> dict[str, bytes]:
    """Return for each line the key of its encoded form, which other terms change only if they stand in it."""
    named_in = TermFinder(own)
    return {line: _digest("\0".join((line, *named_in(line)))) for line in lines}


def encode_lines(parts: Parts, matcher: Matcher, lines: Sequence[str]) -> dict[str, Encoded]:
    """Encode lines as `matcher` normalises them, and return them by what they were; CPU work."""
    normalised = [matcher.normalise(line).text for line in lines]
    vectors = parts.encoder.encode(normalised).astype(np.float16)
    return {
        line: Encoded(text, vector) for line, text, vector in zip(lines, normalised, vectors, strict=True)
    }


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:16]
