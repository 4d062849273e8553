"""Encoded lines, as they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from knowledge.matching.matcher import Matcher
from knowledge.service.encoded import Encoded, encode_lines

if TYPE_CHECKING:
    from knowledge.matching.matcher import Parts

QUESTION = "Müssen wir … may I have it \0 for free?"
LONG = "It is long. " * 30


def test_what_is_kept_is_read_back(parts: Parts) -> None:
    lines = encode_lines(parts, Matcher(parts), [QUESTION, LONG, ""])
    for encoded in lines.values():
        back = Encoded.parse(encoded.dump())
        assert back.text == encoded.text
        assert np.array_equal(back.vector, encoded.vector)
        assert back.words == encoded.words


def test_words_are_kept_of_what_may_be_a_question(parts: Parts) -> None:
    assert parts.verifier.attention is not None
    lines = encode_lines(parts, Matcher(parts), [QUESTION, LONG])
    (pieces,) = parts.encoder.words([lines[QUESTION].text])
    assert np.array_equal(
        parts.verifier.attention.stored(lines[QUESTION].words), parts.verifier.attention.words(pieces)
    )
    assert lines[LONG].words == b""
