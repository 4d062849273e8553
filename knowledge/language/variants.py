"""British and American spellings of one word made one: the American, which language models have read most of."""

from __future__ import annotations

import re
from functools import lru_cache

# Roots whose ending differs; what else ends so ("four", "acre", "advise", "enrolled") is the same word everywhere.
_OUR = (
    "arm|ard|behavi|cand|clam|col|demean|disc?ol|endeav|fav|ferv|flav|harb|hon|hum|lab|neighb|od|parl|ranc|rig|rum"
    "|sav|splend|succ|tum|val|vap|vig"
)
_RE = "calib|cent|fib|goit|lit|lust|meag|met|och|reconnoit|sabot|sepulch|somb|spect|theat|tit"
_DOUBLED = (
    "cancel|channel|counsel|dial|duel|equal|fuel|grovel|initial|jewel|label|level|marvel|model|panel|pedal|quarrel"
    "|shovel|shrivel|signal|snivel|swivel|total|travel|tunnel|unravel|yodel"
)
# -ise that no American writes with z.
_SAME = (
    "adv|advert|appr|bas|chast|circumc|clitor|compr|comprom|conc|dem|dev|disenfranch|enfranch|enterpr|exc|exerc"
    "|expert|franch|improv|inc|ir|likew|otherw|clockw|merchand|paradi?|pen|prec|prem|prom|repr|rev|sunr|superv|surpr"
    "|telev|treat|trell|hypoderm|upr|misadv|unadv|unprom|unsuperv|iris|crosswise|portcull|analys|synthes|hypothes|parenthes"
    "|emphas|metamorphos|bapt?i|tenn|mort|pract|desp|den|surm|val|uncomprom|uncircumc|imprec|inadv|moonr|coch|marqu|[a-z]+it"
)
_PAIRS = {
    "programme": "program",
    "programmes": "programs",
    "grey": "gray",
    "greyer": "grayer",
    "greying": "graying",
    "licence": "license",
    "licences": "licenses",
    "defence": "defense",
    "offence": "offense",
    "pretence": "pretense",
    "practise": "practice",
    "practised": "practiced",
    "practising": "practicing",
    "practises": "practices",
    "ageing": "aging",
    "artefact": "artifact",
    "artefacts": "artifacts",
    "catalogue": "catalog",
    "catalogues": "catalogs",
    "judgement": "judgment",
    "sceptical": "skeptical",
    "sceptic": "skeptic",
    "mould": "mold",
    "moulds": "molds",
    "mouldy": "moldy",
    "moult": "molt",
    "plough": "plow",
    "aluminium": "aluminum",
    "pyjamas": "pajamas",
    "neurone": "neuron",
    "neurones": "neurons",
    "whilst": "while",
    "amongst": "among",
    "enrol": "enroll",
    "enrolment": "enrollment",
    "fulfil": "fulfill",
    "fulfilment": "fulfillment",
    "instalment": "installment",
    "instalments": "installments",
    "skilful": "skillful",
    "wilful": "willful",
    "tranquilliser": "tranquilizer",
    "tranquillisers": "tranquilizers",
}
_RULES = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (rf"^((?:un|dis|mis|multi|anti|non)?(?:{_OUR}))our", r"\1or"),
        (rf"((?:^|[a-z])(?:{_RE}))re(s)?$", r"\1er\2"),
        (rf"((?:^|[a-z])(?:{_RE}))red$", r"\1ered"),
        (rf"^((?:un|re|mis)?(?:{_DOUBLED}))l(ed|ing|er|ers|or|ors)$", r"\1\2"),
        (
            rf"^(?!(?:{_SAME})is)(.{{2,}}[bcdfghjklmnprtvy])is(e|es|ed|ing|er|ers|able|ation|ations)$",
            r"\1iz\2",
        ),
        (r"(anal|paral|catal|dial|hydrol|electrol)ys(e|ed|ing|er|ers)$", r"\1yz\2"),
        (r"(?<=[a-ce-z])aem(?=[aio])", "em"),
        (r"(?<=.)aesth(?=e)", "esth"),
        (r"(^|orthop|encyclop|p)aed(?=i)", r"\1ed"),
        (r"(gyn|f|c)aec", r"\1ec"),
        (r"oedema", "edema"),
        (r"^oe(?=str|soph)", "e"),
        (r"^foet", "fet"),
        (r"(?<=rrh|spn|apn)oea", "ea"),
        (r"(?<=apn|spn)oei", "ei"),
        (r"^coeli", "celi"),
        (r"manoeuvre?", "maneuver"),
        (r"^leuc(?=o)", "leuk"),
        (r"sulph", "sulf"),
    )
)
_SUSPECT = re.compile(r"our|re[sd]?$|ll|is[eai]|ys[ei]|ae|oe|^leuc|sulph")


@lru_cache(maxsize=50_000)
def one_spelling(word: str) -> str:
    """Return a casefolded word in American spelling."""
    if found := _PAIRS.get(word):
        return found
    if _SUSPECT.search(word):
        for rule, american in _RULES:
            word = rule.sub(american, word)
    return word
