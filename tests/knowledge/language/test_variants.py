"""British and American spellings meet; words that only look British stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.language.variants import one_spelling

if TYPE_CHECKING:
    from knowledge.language import Normaliser

PAIRS = """
tumour:tumor behavioural:behavioral colours:colors neighbouring:neighboring immunised:immunized organise:organize
hospitalisation:hospitalization stabiliser:stabilizer analyse:analyze paralysed:paralyzed paediatric:pediatric
haemoglobin:hemoglobin anaemia:anemia anaesthetic:anesthetic oedema:edema oestrogen:estrogen foetus:fetus
diarrhoea:diarrhea apnoea:apnea gynaecologist:gynecologist faecal:fecal fibre:fiber titres:titers centre:center
millilitre:milliliter travelled:traveled cancelling:canceling licence:license grey:gray ageing:aging
"""
SAME = """
four hour your sour tour pour flour acre genre advise exercise promise surprise rise noise disease otherwise crises
diagnoses analyses premises penises precise concise expertise basis cancellation enrolled called pulled smaller
treatise arthritis paradise raise daemon poem phloem shoe does
"""


@pytest.mark.parametrize("pair", PAIRS.split())
def test_both_spellings_of_a_word_become_one(pair: str) -> None:
    british, american = pair.split(":")

    assert one_spelling(british) == american == one_spelling(american)


@pytest.mark.parametrize("word", SAME.split())
def test_words_that_only_look_british_stay(word: str) -> None:
    assert one_spelling(word) == word


def test_a_text_is_the_same_in_both_spellings(normaliser: Normaliser) -> None:
    british = normaliser("Is diarrhoea or oedema a side effect? My paediatric neurologist favours fibre.")
    american = normaliser("Is diarrhea or edema a side effect? My pediatric neurologist favors fiber.")

    assert british.words == american.words


def test_a_misspelt_british_word_is_repaired_to_the_one_spelling(plain_normaliser: Normaliser) -> None:
    assert plain_normaliser("my favuorite behavoiur").text == "my favorite behavior"
