"""The table of what a comment's words give away about its writer: cues with weights.

A weight is in nats: positive speaks for the post's author, negative for a member. They were set by hand, so
that one plain cue outweighs the habit of taking turns. The patterns expect straight apostrophes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ILLNESS = r"(?:ms|ppms|spms|rrms|multiple sclerosis)"
_THANKS = r"thank(?:s| you)"
_REPLY = r"(?:reply|replies|answers?|response|explanations?|clarification|info\w*|help|advice)"
_ANSWERING = r"(?:explaining|answering|clarifying|replying)"


class Cue(NamedTuple):
    """A pattern that tells author from member; `says` names it in a hint."""

    weight: float
    says: str
    pattern: re.Pattern[str]


def _cue(weight: float, says: str, *phrases: str) -> Cue:
    """Make a cue of phrases that stand as whole words."""
    return Cue(weight, says, re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE))


MEMBER_CUES = (
    _cue(
        -2.5,
        "lives with the illness",
        rf"(?:having|i(?:'ve| have)?) (?:also )?(?:had|got|have|live with) {_ILLNESS}",
        r"i (?:was|got|am|'ve been) (?:recently |newly |first )?diagnosed",
        r"since my diagnosis",
        rf"my {_ILLNESS}",
        rf"as (?:a patient|someone with {_ILLNESS})",
        r"my (?:husband|wife|mother|father|mum|mom|dad|sister|brother|son|daughter|partner|friend)",
    ),
    _cue(
        -2.5,
        "speaks of their own treatment",
        r"my (?:own )?(?:neuro(?:logist)?s?|consultant|(?:ms )?nurse|gp|doctor|mri|edss)",
        r"my (?:relapses?|lesions?|symptoms|legs?|infusions?|next (?:dose|infusion)|walking|fatigue)",
        r"i(?:'m| am|'ve been| have been| was| went) (?:currently |now )?(?:on|taking|off) \w+",
        r"i (?:take|took|started|stopped) \w+",
    ),
    _cue(
        -2.5,
        "gives thanks for a reply or a post",
        rf"{_THANKS}(?: \w+){{0,3}} for (?:your |the |this |that )?(?:\w+ )?(?:{_REPLY}|time)",
        rf"{_THANKS}(?: \w+){{0,3}} for (?:your|the|this) (?:\w+ )?(?:post|article|blog)",
        rf"{_THANKS}(?: \w+){{0,3}} for (?:this|that|{_ANSWERING})(?! (?:question|comment|point))",
    ),
    _cue(
        -2.0,
        "speaks of the post to its author",
        r"(?:great|good|nice|interesting|excellent|brilliant|fascinating|another|lov(?:e|ed)|reading|read)"
        r" (?:this |the |your |that )?(?:post|article|blog|piece|read)",
        r"your (?:last |latest |recent |previous )?(?:post|article|blog|piece)",
    ),
    _cue(
        -1.5,
        "is puzzled",
        r"i (?:do not|don't|cannot|can't|still don't) (?:understand|see why|get)",
        r"i(?:'m| am) (?:confused|sceptical|skeptical|not sure|unsure|curious)",
        r"i wonder|just wondering|not sure (?:whether|if|what|why)|trying to understand",
        r"not (?:being )?(?:very |that )?familiar",
        r"any (?:idea|thoughts|chance|news|views?)",
    ),
    _cue(
        -1.0,
        "asks for an explanation",
        r"(?:can|could|would) (?:you|someone|anyone)(?: please| kindly)?"
        r" (?:explain|clarify|comment|say|tell|share|point|expand)",
    ),
    Cue(-1.0, "asks", re.compile(r"\?")),
    _cue(
        -0.8,
        "small talk",
        r"me too|same here|fingers crossed|hold my breath|good luck|lol|haha|best wishes|here's hoping",
        r"[\U0001f600-\U0001f64f\U0001f910-\U0001f92f\U0001f44d\u2764]",
    ),
    _cue(-0.4, "speaks in the first person", r"i|i'm|i've|me|my"),
)
AUTHOR_CUES = (
    _cue(
        2.0,
        "accepts praise or thanks",
        r"compliment|kind words|(?:glad|happy|pleased) (?:you|it|that you|to hear)",
        rf"{_THANKS}(?: \w+)? for (?:your |the |a |this )?(?:\w+ )?(?:comments?|questions?)",
        rf"{_THANKS}(?: \w+)? for (?:reading|asking|raising|spotting)",
        r"(?:good|great|excellent|fair|interesting) (?:question|point)|you(?:'re| are) (?:welcome|right)",
    ),
    _cue(
        1.5,
        "speaks for the field",
        r"we (?:now know|published|showed|found|reported|see|know|use|have (?:shown|seen|found))",
        r"in (?:our|my) (?:clinic|centre|center|unit|practice|study|trial|group)",
        r"(?:our|my) (?:patients|data|trial|study|paper|colleagues)",
        r"i (?:see|treat|prescribe) (?:\w+ )?(?:patients|people)",
        r"i believe (?:someone|we|that|the)|will need to",
    ),
    _cue(
        1.0,
        "advises",
        r"i(?:'d| would) (?:recommend|suggest|advise|always)",
        r"(?:speak|talk) to your|(?:discuss|check) (?:\w+ ){0,3}with your|ask your",
    ),
    Cue(
        0.5,
        "answers at once",
        re.compile(
            r"^(?:yes|no|indeed|definitely|absolutely|interestingly|unfortunately|correct|exactly|in short"
            r"|it depends)\b",
            re.IGNORECASE,
        ),
    ),
)

THANKS_FOR_REPLY = re.compile(
    rf"\b{_THANKS}(?: \w+){{0,3}} for (?:your |the |that |this )?(?:\w+ )?(?:{_REPLY}|{_ANSWERING})\b"
    rf"|\b{_THANKS} for (?:this|that)\b(?! (?:\w+ )?(?:comment|question|point))",
    re.IGNORECASE,
)
TERMS_OF_THE_TRADE = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|phase (?:[1-4]|i{1,3}v?)|placebo|randomi[sz]ed|efficacy|licen[sc]\w+"
    r"|approv\w+|data|subgroups?|(?:re)?analys[ei]s|evidence|anti-?inflammatory|inflammation|immun\w+|cns"
    r"|b cells?|t cells?|plasma cells?|progressi\w+|function|regulators?|ema|fda|mhra|per cent|mechanisms?)\b"
    r"|\d ?%",
    re.IGNORECASE,
)
