"""The glossary's format, its rules for ambiguous names, and the facts in it."""

from __future__ import annotations

import pytest

from knowledge.errors import BadData
from knowledge.language import ConceptKind, Glossary, Normaliser, parse_glossary, tokenise

SMALL = """
[context.drug]
before = ["on"]

[context.trial]
after = ["trial"]
suffixes = ["study"]

[drug-class]
class = { name = "class drug" }

[drug]
one = { name = "onemab", names = ["Brand One"], slang = ["O"], broader = ["class"] }
two = { name = "twomab", cased = ["TWO"] }

[trial]
expand = { name = "EXPAND trial", cased = ["EXPAND"] }
"""


SAID = '[symptom]\nheat = { name = "heat sensitivity", names = ["heat intolerance"], said = ["worse in the heat"] }'


def found(glossary: Glossary, text: str) -> list[str]:
    return [mention.concept.id for mention in glossary.annotate(tokenise(text))]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("is brand one good", ["one"]),
        ("BRAND ONE and onemabs", ["one", "one"]),
        ("on o or not", ["one"]),
        ("o dear", []),
        ("TWO is better than that", ["two"]),
        ("two is better than that", []),
        ("TWO IS BETTER THAN THAT", []),
        ("I am on two", ["two"]),
        ("the expand trial", ["expand"]),
        ("the expand study", ["expand"]),
        ("please expand", []),
        ("EXPAND showed it", ["expand"]),
    ],
)
def test_ambiguous_names_need_their_case_or_their_context(text: str, ids: list[str]) -> None:
    assert found(parse_glossary(SMALL), text) == ids


def test_the_longest_name_wins() -> None:
    glossary = parse_glossary(
        '[condition]\nms = { name = "MS" }\npp = { name = "primary MS", names = ["primary"] }'
    )

    mentions = glossary.annotate(tokenise("my primary MS and MS"))

    assert [(m.concept.id, m.start, m.end) for m in mentions] == [("pp", 1, 3), ("ms", 4, 5)]


def test_a_name_that_would_read_badly_is_recognised_and_stays_in_the_text() -> None:
    normaliser = Normaliser(parse_glossary(SAID))

    stays, goes = normaliser("legs worse in the heat"), normaliser("heat intolerance")

    assert (stays.text, goes.text) == ("legs worse in the heat", "heat sensitivity")
    assert [mention.concept.id for mention in (*stays.concepts, *goes.concepts)] == ["heat", "heat"]
    assert stays.words[stays.concepts[0].start : stays.concepts[0].end] == ("worse", "in", "the", "heat")


def test_a_community_keeps_what_stays_in_the_text() -> None:
    base = parse_glossary(SAID)
    own = parse_glossary(
        '[symptom]\nheat = { name = "heat sensitivity", said = ["hate the heat"] }', base=base
    )

    assert Normaliser(own)("I hate the heat, worse in the heat").text == "i hate the heat, worse in the heat"


def test_an_empty_glossary_knows_nothing() -> None:
    assert found(Glossary.empty(), "Ocrevus for MS") == []
    assert Glossary.empty().broader("ms") == frozenset()


def test_broader_goes_all_the_way_up(glossary: Glossary) -> None:
    assert glossary.broader("ppms") == {"progressive-ms", "ms"}
    assert glossary.broader("ocrelizumab-sc") >= {"ocrelizumab", "anti-cd20", "dmt"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[drug", "toml"),
        ('[gadget]\nx = { name = "x" }', "gadget"),
        ('[drug]\nx = { names = ["x"] }', "drug.x"),
        ('[drug]\nx = { name = "x", colour = "red" }', "drug.x"),
        ('[drug]\nx = { name = "x", broader = ["y"] }', "drug.x"),
        ('[drug]\nx = { name = "x" }\ny = { name = "y", names = ["X"] }', "drug.y"),
        ('[drug]\nx = { name = "x", names = "x" }', "drug.x"),
        ('[drug]\nx = { name = "x", slang = [{ name = "", before = [] }] }', "drug.x"),
        ('[drug]\nx = { name = "x" }\n[test]\nx = { name = "z" }', "test.x"),
        ('[context.drug]\nbeside = ["x"]', "context.drug"),
        ("drug = 3", "drug"),
    ],
)
def test_a_broken_glossary_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(BadData) as caught:
        parse_glossary(text, "own.toml")

    assert (caught.value.name, caught.value.place) == ("own.toml", place)


def test_a_community_extends_the_glossary(glossary: Glossary) -> None:
    own = parse_glossary(
        '[drug]\nnewmab = { name = "newmab", names = ["Newbrand"], broader = ["anti-cd20"] }', base=glossary
    )

    assert found(own, "is Newbrand like Ocrevus?") == ["newmab", "ocrelizumab"]
    assert own.broader("newmab") >= {"dmt"}
    assert found(glossary, "Newbrand") == []


def test_an_extension_adds_names_to_a_known_concept(glossary: Glossary) -> None:
    own = parse_glossary(
        '[drug]\nocrelizumab = { name = "ocrelizumab", names = ["the big O"] }', base=glossary
    )

    assert found(own, "the big O or Ocrevus") == ["ocrelizumab", "ocrelizumab"]
    assert "dmt" in own.broader("ocrelizumab")


# Brand by brand, written down apart from the file: a brand on the wrong drug is a safety defect.
BRANDS = {
    "interferon-beta-1a": "Avonex Rebif",
    "interferon-beta-1b": "Betaferon Betaseron Extavia",
    "peginterferon": "Plegridy",
    "glatiramer": "Copaxone Brabio Glatopa",
    "teriflunomide": "Aubagio",
    "dimethyl-fumarate": "Tecfidera DMF",
    "diroximel-fumarate": "Vumerity",
    "monomethyl-fumarate": "Bafiertam",
    "fingolimod": "Gilenya Tascenso",
    "siponimod": "Mayzent",
    "ozanimod": "Zeposia",
    "ponesimod": "Ponvory",
    "cladribine": "Mavenclad Litak Leustat",
    "natalizumab": "Tysabri Tyruko",
    "alemtuzumab": "Lemtrada Campath",
    "ocrelizumab": "Ocrevus Zunovo",
    "ofatumumab": "Kesimpta Arzerra",
    "ublituximab": "Briumvi",
    "rituximab": "MabThera Rituxan Truxima Rixathon Ruxience Riabni",
    "mitoxantrone": "Novantrone",
    "daclizumab": "Zinbryta",
    "fampridine": "Fampyra Ampyra dalfampridine",
    "nabiximols": "Sativex",
    "mirabegron": "Betmiga Myrbetriq",
    "amantadine": "Symmetrel Gocovri",
    "modafinil": "Provigil",
    "duloxetine": "Cymbalta",
    "pregabalin": "Lyrica",
    "gabapentin": "Neurontin",
    "carbamazepine": "Tegretol",
    "baclofen": "Lioresal",
    "tizanidine": "Zanaflex Sirdalud",
    "botulinum-toxin": "Botox Dysport Xeomin",
    "methylprednisolone": "Solu-Medrol",
    "eculizumab": "Soliris",
    "inebilizumab": "Uplizna",
    "satralizumab": "Enspryng",
    "atezolizumab": "Tecentriq",
}


@pytest.mark.parametrize(
    ("drug", "brand"), [(drug, brand) for drug, names in BRANDS.items() for brand in names.split()]
)
def test_each_brand_belongs_to_its_drug(glossary: Glossary, drug: str, brand: str) -> None:
    ids = found(glossary, f"is {brand} any good")

    assert len(ids) == 1
    assert drug in glossary.broader(ids[0]) | {ids[0]}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("how does clad compare with Ty or so", ["cladribine", "natalizumab"]),
        ("ty for the answer", []),
        ("I've been on O since May", ["ocrelizumab"]),
        ("blood type O positive", []),
        ("is tec better than copax", ["dimethyl-fumarate", "glatiramer"]),
        ("a heavily clad rider", []),
        ("primary progressive or PPMSers", ["ppms", "ppms"]),
        ("relapsers with secondary progressive MS", ["rrms", "spms"]),
        ("do DMTs and BTKis cross the blood-brain barrier", ["dmt", "btk-inhibitor", "bbb"]),
        ("the flu jab and a spinal tap", ["flu-vaccine", "lumbar-puncture"]),
        ("what did the ASCEND and O'HAND trials show", ["ascend", "oratorio-hand"]),
        ("in oct I had an OCT", ["oct"]),
        ("my neuro said so", ["neurologist"]),
        ("another attack after a heart attack", ["relapse", "heart-attack"]),
        ("NICE said no, how nice", ["nice"]),
        ("happy Eid", []),
        ("Tysabri SC or tyruko", ["natalizumab-sc", "natalizumab-biosimilar"]),
        ("MS-STAT2 and chariotms", ["ms-stat2", "chariot-ms"]),
        ("NTZ or OCR for CDMS, or TFL", ["natalizumab", "ocrelizumab", "ms", "teriflunomide"]),
        ("the flue jab", ["flu-vaccine"]),
        ("I cannot sleep", ["sleep-problems"]),
    ],
)
def test_members_words_are_understood(glossary: Glossary, text: str, ids: list[str]) -> None:
    assert found(glossary, text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("the AEP after TFN, or an auditory AEP", ["accelerated-elimination", "teriflunomide"]),
        ("an FDO for siponimod", ["first-dose-monitoring", "siponimod"]),
        ("on ntz, ofa or alem", ["natalizumab", "ofatumumab"]),
        ("OFA, ALEM and CLAD", ["ofatumumab", "alemtuzumab", "cladribine"]),
        ("starting GA before a GA", ["glatiramer"]),
        ("I'm ON tablets after a bout of ON", ["optic-neuritis"]),
        ("IVMP or oral steroids", ["iv-methylprednisolone", "oral-steroid"]),
        ("PEG-IFN is not IFN", ["peginterferon", "interferon"]),
        ("NEDA-4 without PIRA", ["neda-4", "pira"]),
        ("OCBs after a spinal tap or an lp", ["oligoclonal-bands", "lumbar-puncture", "lumbar-puncture"]),
        ("INO, had TN and drop foot", ["ino", "trigeminal-neuralgia", "foot-drop"]),
        ("utis and self-catheterising", ["uti", "self-catheterisation"]),
        ("no spoons left for forks and spoons", ["spoon-theory"]),
        ("a stroke of luck after a stroke", ["stroke"]),
        ("tens of people with a tens machine", ["tens"]),
    ],
)
def test_short_names_count_where_they_can_mean_one_thing_only(
    glossary: Glossary, text: str, ids: list[str]
) -> None:
    assert found(glossary, text) == ids


# What a member would be misled by if an answer about the one stood for the other.
APART = """
breast cancer | bowel cancer
lymphoma | leukaemia
prostate cancer | skin cancer
underactive thyroid | overactive thyroid
hypothyroidism | hyperthyroidism
Graves' disease | Hashimoto's
type 1 diabetes | type 2 diabetes
Crohn's disease | ulcerative colitis
IBD | IBS
low IgG | low IgM
IgG | IgM
CD4 | CD8
cold sores | genital herpes
shingles | chickenpox
dementia | migraine
brain MRI | spinal MRI
urinary retention | overactive bladder
erectile dysfunction | low libido
tachycardia | bradycardia
IV steroids | oral steroids
Solu-Medrol | Medrol
Rebif 22 | Rebif 44
Pneumovax | Prevenar
Pfizer jab | AstraZeneca jab
codeine | dihydrocodeine
mini pill | Mirena coil
OPERA I | OPERA II
CARE-MS I | CARE-MS II
phase 2 trial | phase 3 trial
general anaesthetic | epidural
HSCT | mesenchymal stem cells
first trimester | third trimester
Swank diet | OMS diet
Personal Independence Payment | DLA
"""


@pytest.mark.parametrize("pair", [line for line in APART.splitlines() if line])
def test_two_kinds_of_one_thing_are_two_things(glossary: Glossary, pair: str) -> None:
    (one,), (other,) = (found(glossary, side) for side in pair.split(" | "))

    assert one != other
    assert one not in glossary.broader(other)
    assert other not in glossary.broader(one)


@pytest.mark.parametrize(
    ("kind", "general"),
    [
        ("breast cancer", "cancer"),
        ("bowel cancer", "cancer"),
        ("melanoma", "cancer"),
        ("underactive thyroid", "thyroid-disease"),
        ("overactive thyroid", "thyroid-disease"),
        ("Graves' disease", "thyroid-disease"),
        ("Hashimoto's", "thyroid-disease"),
        ("type 2 diabetes", "diabetes"),
        ("brain MRI", "mri"),
        ("IVMP", "steroid"),
        ("Pfizer jab", "covid-vaccine"),
        ("AHSCT", "stem-cell-treatment"),
        ("GEMINI 1", "gemini"),
    ],
)
def test_a_kind_is_kin_to_what_it_is_a_kind_of(glossary: Glossary, kind: str, general: str) -> None:
    (concept,) = found(glossary, kind)

    assert general in glossary.broader(concept)


def test_every_concept_is_found_by_its_own_name(glossary: Glossary) -> None:
    for concept in glossary.concepts.values():
        ids = found(glossary, f"{concept.name} trial" if concept.kind is ConceptKind.TRIAL else concept.name)
        assert concept.id in ids or concept.id in {"nice", "define"}, concept.id


def test_every_licensed_treatment_is_a_disease_modifying_treatment(glossary: Glossary) -> None:
    licensed = [drug for drug in list(BRANDS)[:20] if drug != "rituximab"]

    assert [drug for drug in licensed if "dmt" not in glossary.broader(drug)] == []
