"""A question as it is compared: which of its words are encoded, and how they read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from knowledge.language.sentences import split_sentences
from knowledge.matching.alignment import Asked

if TYPE_CHECKING:
    from knowledge.language.focus import Focus
    from knowledge.language.normalise import Normaliser
    from knowledge.matching.reading import Reader

_ENOUGH = 1.3  # weight of content words from which an asking sentence speaks for itself
_SHORT_MESSAGE = 40  # words; all of a longer message would drown its question
_STORY = 120  # words of a message that are encoded, the last ones, with the question: time grows with them


class Heard(NamedTuple):
    """What of a question is encoded, its asking sentence first, and how it reads."""

    texts: tuple[str, ...]
    asked: Asked


def hear(focus: Focus, normaliser: Normaliser, reader: Reader) -> Heard:
    """Normalise and read a question.

    An asking sentence that says too little by itself ("Is that one any good for her?") is read together with the
    message around it.
    """
    asking = normaliser(focus.question)
    message = normaliser(whole(focus)) if focus.context else None
    reading = reader(asking)
    everything = reader(message) if message else reading
    if message and (focus.leans or reading.weights.sum() < _ENOUGH):
        near = f"{split_sentences(focus.context)[-1]} {focus.question}"
        asking = message if len(message.words) <= _SHORT_MESSAGE else normaliser(near)
        reading = replace(reader(asking), kinds=reading.kinds or everything.kinds)
    asked = Asked(reading, everything)
    if message is None or message is asking:
        return Heard((asking.text,), asked)
    return Heard((asking.text, " ".join(message.text.split()[-_STORY:])), asked)


def whole(focus: Focus) -> str:
    """Return all of a message."""
    return f"{focus.context} {focus.question}" if focus.context else focus.question
