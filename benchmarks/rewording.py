"""A question in other words, as members write: shortened, turned round, misspelt, in a chatty message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SWAPS = (
    ("how long", "for how much time"),
    ("how much", "what amount of"),
    ("how many", "what number of"),
    ("how do i", "what is the way to"),
    ("what happens", "what goes on"),
    ("can i", "am i able to"),
    ("should i", "do i have to"),
    ("is it safe", "is there any danger"),
    ("why", "for what reason"),
    ("difference", "distinction"),
    ("stop", "give up"),
    ("start", "begin"),
    ("when", "at what point"),
    ("before", "ahead of"),
    ("after", "following"),
    ("people", "folk"),
    ("does", "would"),
)
_LITTLE = frozenset(
    _WORD.findall(
        "a an the is are was be do does did to of in on at for with by it its this that there any my i me if "
        "so just really actually still too also"
    )
)
_GREETINGS = ("Hi all! ", "Hello everyone, ", "Good evening, new here. ", "Hey, quick one: ", "Dear Dr, ")
_THANKS = (" Thanks in advance!", " Many thanks.", " Any thoughts welcome.", " Cheers, Pat")
_STORIES = (
    "I joined this group last autumn, and reading along has helped me through a rather long winter.",
    "My sister moved in with us two years ago and since then the house has been full of noise and dogs.",
    "I have been coming back to this page on every train journey to work for months now.",
    "We talked about it over dinner yesterday and nobody at the table could agree with anybody else.",
    "I am 52, retired early from the post office, and finally have the time to look into these things.",
    "My neighbour swears that he knows all about it, though he gets most things wrong.",
)


def rephrase(rng: Random, text: str) -> str:
    """Return `text` as a curator would put it a second time: other little words, sometimes another order."""
    swapped = _swapped(text)
    return _turned(rng, swapped) if swapped == text or rng.random() < 0.3 else swapped


def reword(rng: Random, text: str, keep: Sequence[str]) -> str:
    """Return `text` as another member would put it; `keep` are the words that tell its entry from others."""
    steps: list[tuple[float, Callable[[str], str]]] = [
        (0.8, _swapped),
        (0.5, lambda each: _without_some(rng, each, set(keep))),
        (0.4, lambda each: _turned(rng, each)),
        (0.4, lambda each: _mistyped(rng, each)),
        (0.3, lambda each: each.casefold().rstrip("?")),
        (0.3, lambda each: rng.choice(_GREETINGS) + each + rng.choice(_THANKS)),
        (0.25, lambda each: _in_a_story(rng, each)),
    ]
    chosen = [step for chance, step in steps if rng.random() < chance]
    for step in chosen or [_swapped]:
        text = step(text)
    return text


def _swapped(text: str) -> str:
    for old, new in _SWAPS:
        text = re.sub(rf"\b{old}\b", new, text, count=1, flags=re.IGNORECASE)
    return text[:1].upper() + text[1:]


def _without_some(rng: Random, text: str, keep: set[str]) -> str:
    """Drop half of the little words, and now and then one that carries meaning."""
    words = text.split()
    little = [place for place, word in enumerate(words) if _bare(word) in _LITTLE]
    gone = set(rng.sample(little, len(little) // 2))
    others = [place for place, word in enumerate(words) if place not in little and _bare(word) not in keep]
    if len(others) > 3 and rng.random() < 0.5:
        gone.add(rng.choice(others))
    return " ".join(word for place, word in enumerate(words) if place not in gone)


def _turned(rng: Random, text: str) -> str:
    """Put the end of a question first, as in a headline."""
    words = text.rstrip("?.! ").split()
    if len(words) < 5:
        return text
    cut = rng.randint(2, len(words) - 2)
    return f"{' '.join(words[cut:])}: {' '.join(words[:cut])}?"


def _mistyped(rng: Random, text: str) -> str:
    found = [match for match in _WORD.finditer(text) if len(match[0]) > 5]
    for match in sorted(rng.sample(found, min(2, len(found))), key=lambda each: -each.start()):
        text = text[: match.start()] + _slip(rng, match[0]) + text[match.end() :]
    return text


def _slip(rng: Random, word: str) -> str:
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        )
    )


def _in_a_story(rng: Random, text: str) -> str:
    before, after = rng.sample(_STORIES, 2)
    return f"{before} {text} {after}" if rng.random() < 0.5 else f"{before} {text}"


def _bare(word: str) -> str:
    return word.strip(".,:;?!\"'()").casefold()
