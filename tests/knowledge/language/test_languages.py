"""Questions in other languages are recognised; English, however it is typed, is not taken for another language."""

# ruff: noqa: RUF001  letters of other languages

from __future__ import annotations

import json
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import knowledge.language
from knowledge.errors import BadData
from knowledge.language.languages import Languages, parse_languages

ROOT = Path(__file__).parents[3]
TOML = (Path(knowledge.language.__file__).parent / "languages.toml").read_text(encoding="utf-8")

ENGLISH = """\
pain
hi
Tecfidera
ocrevus pml
brb
im knackered
Siponimod vs Fingolimod
mavenclad yr 3
wat is dmt
Prof Müller?
Dr. José García said no
Is Guillain-Barré related to MS?
Sjögren and MS
what is déjà vu
naïve patients
El Escorial
per se
ad hoc
in vivo
de novo mutation
Did Ursula von der Leyen say that?
Dr de la Cruz
café near the clinic?
jak inhibitor half-life
min deposit amount
cancel oder
nach cancel
no
si
que?
😀😀
????
+1
a&e
u ok hun
l'hermitte
what does "je ne sais quoi" mean here?
is β-interferon safe?
50 µg
van der Waals forces
die or dye
mera order kahan hai
team kaise banaye
bhai paise kab aayenge mere account me
delivery kab tak hogi
WHERE IS MY ORDER
wen can i tak it wit food
does he have la grippe
https://example.org/de/wie-ist-das
@@@@
ocrelizumab ofatumumab rituximab ublituximab
pot noodle
how was the mri in der clinic
"""


@pytest.fixture(scope="module")
def languages() -> Languages:
    return parse_languages(TOML)


def name_of(languages: Languages, text: str) -> str | None:
    found = languages.foreign(text)
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Quels sont les effets secondaires du Tecfidera?", "French"),
        ("je suis enceinte puis je continuer tysabri", "French"),
        ("¿Puedo beber alcohol con Copaxone?", "Spanish"),
        ("cuanto dura un brote", "Spanish"),
        ("Darf ich mit MS in die Sauna?", "German"),
        ("wo ist mein Paket", "German"),
        ("WIE LANGE DAUERT EIN SCHUB", "German"),
        ("MS'li biri saunaya girebilir mi?", "Turkish"),
        ("ms bulaşıcı mı", "Turkish"),
        ("Можно ли пить алкоголь с Copaxone?", "Russian"),
        ("скільки триває загострення", "Ukrainian"),
        ("هل يمكنني شرب الكحول مع كوباكسون؟", "Arabic"),
        ("آیا ام اس ارثی است؟", "Persian"),
        ("Tecfidera的副作用是什么", "Chinese"),
        ("多発性硬化症は遺伝しますか？", "Japanese"),
        ("다발성 경화증은 유전되나요?", "Korean"),
        ("क्या एमएस वंशानुगत है?", "Hindi"),
        ("Mag ik met MS naar de sauna?", "Dutch"),
        ("Czy mogę pić alkohol z Copaxone?", "Polish"),
        ("quais são os efeitos colaterais do Tecfidera", "Portuguese"),
        ("la sm è ereditaria?", "Italian"),
        ("Får jag bada bastu med MS?", "Swedish"),
        ("Kan jeg drikke alkohol med Copaxone?", "Norwegian or Danish"),
        ("onko ms perinnöllinen", "Finnish"),
        ("jaké jsou vedlejší účinky", "Czech or Slovak"),
        ("care sunt efectele secundare ale tecfidera", "Romanian"),
        ("örökölhető az sm", "Hungarian"),
        ("apa efek samping tecfidera", "Indonesian or Malay"),
        ("tác dụng phụ của tecfidera là gì", "Vietnamese"),
        ("Μπορώ να πίνω αλκοόλ με Copaxone;", "Greek"),
        ("האם טרשת נפוצה תורשתית", "Hebrew"),
        ("ดื่มแอลกอฮอล์ได้ไหม", "Thai"),
    ],
)
def test_a_question_in_another_language_is_recognised(languages: Languages, text: str, language: str) -> None:
    assert name_of(languages, text) == language


@pytest.mark.parametrize("text", ENGLISH.splitlines())
def test_english_slang_names_and_mixtures_are_not(languages: Languages, text: str) -> None:
    assert name_of(languages, text) is None


def test_no_english_question_of_the_training_data_is_taken_for_another_language(languages: Languages) -> None:
    rows = [
        json.loads(line)
        for path in sorted((ROOT / "training").glob("*-queries.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    taken = [row["text"] for row in rows if languages.foreign(row["text"])]
    assert len(rows) > 2_000
    # a few greetings in other languages are among them on purpose
    assert [text for text in taken if name_of(languages, text) not in {"French", "Spanish", "German"}] == []
    assert len(taken) < len(rows) / 1_000


def test_the_commonest_languages_have_a_line_of_their_own(languages: Languages) -> None:
    for text in ("¿Puedo beber alcohol?", "Darf ich in die Sauna?", "Можно ли пить?", "我可以喝酒吗"):
        found = languages.foreign(text)
        assert found is not None
        assert found.line
    nameless = languages.foreign("Μπορώ να πίνω αλκοόλ;")
    assert nameless is not None
    assert nameless.line == ""


def test_each_line_is_in_the_language_that_it_stands_for(languages: Languages) -> None:
    data = tomllib.loads(TOML)
    lines = {row["line"]: row["name"] for row in (*data["script"], *data["latin"]) if "line" in row}
    assert len(lines) >= 10
    assert {line: name_of(languages, line) for line in lines} == lines


@pytest.mark.parametrize(
    "text", ["merci", "Vielen Dank!", "muchas gracias a todos", "спасибо большое", "谢谢", "ありがとう"]
)
def test_thanks_and_greetings_in_other_languages_ask_nothing(languages: Languages, text: str) -> None:
    assert languages.is_pleasantry(text)


@pytest.mark.parametrize(
    "text", ["tag", "mange", "tack", "hi all", "", "😀", "gracias, where is my order", "danke ocrevus"]
)
def test_what_may_be_a_question_is_no_thanks(languages: Languages, text: str) -> None:
    assert not languages.is_pleasantry(text)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(languages: Languages, text: str) -> None:
    assert languages.foreign(text) == languages.foreign(text.strip())


def test_a_very_long_text_takes_no_time(languages: Languages) -> None:
    begun = time.process_time()
    languages.foreign("wie ist das " * 100_000)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("text", ["not = toml = ", "english = 'a'", "english = 'a'\npleasantries = 'b'"])
def test_a_broken_file_is_refused(text: str) -> None:
    with pytest.raises(BadData):
        parse_languages(text)
