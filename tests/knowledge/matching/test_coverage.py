"""How far words and concepts cover each other: a thing is covered by itself or its kin, not by what sounds like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.matching.coverage import coverage

if TYPE_CHECKING:
    from knowledge.matching.matcher import Parts
    from knowledge.matching.reading import Reading


def read(parts: Parts, text: str) -> Reading:
    normalised = parts.normaliser(text)
    parts.words.learn(parts.reader.content_words(normalised), parts.encoder.encode)
    return parts.reader(normalised)


def covered(parts: Parts, text: str, by: str) -> dict[str, float]:
    """Return how far each term of the text is covered by the other, by what the term shows."""
    reading, glossary = read(parts, text), parts.normaliser.glossary

    def related(one: str, other: str) -> bool:
        return one in glossary.broader(other) or other in glossary.broader(one)

    found = coverage(reading, [read(parts, by)], related)
    return dict(zip((term.shown for term in reading.terms), found.tolist(), strict=True))


def test_two_things_with_a_word_in_common_do_not_cover_each_other(parts: Parts) -> None:
    assert covered(parts, "bladder problems", "bowel problems")["bladder problems"] < 0.5


def test_two_cancers_are_two_things(parts: Parts) -> None:
    assert covered(parts, "breast cancer", "bowel cancer")["breast cancer"] == 0.0


def test_a_thing_is_covered_by_its_other_name_and_half_by_its_kin(parts: Parts) -> None:
    assert covered(parts, "Ocrevus", "ocrelizumab")["ocrelizumab"] == 1.0
    assert 0.5 < covered(parts, "breast cancer", "cancer")["breast cancer"] < 1.0


def test_a_plain_word_still_covers_one_that_means_nearly_the_same(parts: Parts) -> None:
    assert covered(parts, "doctor", "physician")["doctor"] > 0.3
