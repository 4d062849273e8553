"""A small FAQ of an invented neurologist: cautious, in our own words, for pictures alone."""

from datetime import date

from knowledge import EntryText, Source, SourceKind

AUTHOR = "Dr Wren Abelard"
_SUMMER = Source(
    "Living with MS in summer", "https://example.org/summer", AUTHOR, date(2026, 5, 18), SourceKind.POST
)
_TRAVEL = Source(
    "Before you travel", "https://example.org/travel", AUTHOR, date(2026, 2, 9), SourceKind.COMMENT
)
FAQ = (
    EntryText(
        question="Why do my symptoms get worse in hot weather?",
        answer=(
            "Damaged nerves carry signals less well when the body is warm, so old symptoms can come back for a while."
            " As a rule they settle once you have cooled down, and no new damage is done.\n\n"
            "Many people find that these help:\n"
            "- cool drinks, a fan or a cooling vest\n"
            "- exercise early in the day, or in water\n\n"
            "If a symptom is new, or is still there a day after you have cooled down, please call your MS team."
        ),
        phrasings=("Is it normal to feel weaker in the heat?",),
        source=_SUMMER,
        tags=("heat",),
    ),
    EntryText(
        question="Can I fly after a relapse?",
        answer="Usually yes, once you feel well enough. Please plan it with your MS team.",
        source=_TRAVEL,
        tags=("travel",),
    ),
    EntryText(
        question="Can I go to a sauna with MS?",
        answer="Heat is not harmful in itself, but it can make symptoms come back for a while. Do not go alone.",
        source=_SUMMER,
        tags=("heat",),
    ),
    EntryText(
        question="Can I fly with injections in my hand luggage?",
        answer="Yes. A letter from your clinic helps at security, so ask for one in good time.",
        source=_TRAVEL,
        tags=("travel",),
    ),
    EntryText(
        question="Can I get a flu vaccine while I am treated for MS?",
        answer="The injected vaccine is suitable for most people. Live vaccines are another matter: ask first.",
        source=_TRAVEL,
        tags=("vaccines",),
    ),
    EntryText(
        question="How is a relapse treated?",
        answer="Often with steroids for a few days; a mild relapse may need nothing. Your MS team decides with you.",
        source=_SUMMER,
        tags=("relapse",),
    ),
    EntryText(
        question="How long does a relapse last?",
        answer="Mostly days to weeks, and recovery can take longer. Please tell your MS team about it early.",
        source=_SUMMER,
        tags=("relapse",),
    ),
    EntryText(
        question="What helps against fatigue?",
        answer="Pacing, sleep and gentle exercise help many people. It is worth having other causes looked for.",
        source=_SUMMER,
        tags=("fatigue",),
    ),
)
