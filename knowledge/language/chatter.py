"""Messages that are no question for the FAQ. Cautious: what might be one is not chatter."""

from __future__ import annotations

import re

from knowledge.language.asking import Ask, ask_of
from knowledge.language.cues import is_pleasantry
from knowledge.language.sentences import plain, split_sentences

_CHAT = re.compile(
    r"\b(?:hi+|hello+|hey+|hiya|yo|howdy|greetings|dear|good (?:morning|afternoon|evening|night|day"
    r"|luck|news|point|one|job|work|idea)|morning|evening|afternoon|night|nite|welcome(?: back)?|"
    r"bye+|goodbye|see you|cya|take care|"
    r"thanks?(?: you)?(?: all| everyone| again| in advance)?|thankyou|many thanks|much appreciated"
    r"|appreciated?|grateful|ty|"
    r"congrat\w*|well done|bravo|hooray|yay+|woo+(?: ?hoo+)?|happy (?:birthday|christmas|new year"
    r"|easter|friday|anniversary|holidays|thanksgiving|monday|weekend|diwali|eid)|birthday|merry "
    r"christmas|"
    r"many happy returns|get well(?: soon)?|best wishes|sending|hugs?|love|xx+|kisses|prayers"
    r"|thinking of you|fingers crossed|all the best|best of luck|sorry to hear(?: that| this)?|so "
    r"sorry|condolences|rip|"
    r"agreed?|i agree|totally|completely|absolutely|exactly|definitely|indeed|same(?: here)?|me too"
    r"|this|so true|true|spot on|well said|couldnt agree more|\+1|"
    r"lo+l|lmao|rofl|ha(?:ha)+|hehe|wow|omg|oh|ah+|aw+|hmm+|ok(?:ay)?|yes|yep|yeah|yup|no|nope|nah"
    r"|sure|fine|right|cool|nice|great|brilliant|excellent|fab\w*|fantastic|amazing|awesome|superb"
    r"|perfect|wonderful|lovely|beautiful|"
    r"interesting|fascinating|helpful|useful|informative|inspiring|love it|loved it|super|terrific"
    r"|clear|kind|bless(?: you)?|no problem|no worries|never mind|youre welcome|my pleasure|anytime|"
    r"test(?:ing)?(?: test(?:ing)?)*|check|ping|bump|first|following|subscribed|bookmarked|shared"
    r"|sharing|noted|got it|understood|will do|done|i see|makes sense|fair enough|good to know|glad"
    r"|pleased|delighted|proud|excited|happy)\b"
)
_FILLER = re.compile(
    r"\b(?:i|im|me|my|we|you|your|youre|he|she|it|its|they|that|thats|those|these|them|us|our|their"
    r"|the|a|an|and|or|but|so|very|really|such|much|too|also|just|all|everyone|everybody|every|each"
    r"|both|guys|folks|friends?|team|people|group|members?|"
    r"to|for|of|in|on|at|with|from|by|about|as|is|are|was|were|be|been|am|do|did|does|have|has|had"
    r"|will|would|can|could|may|what|who|how|there|here|again|back|today|tonight|tomorrow|yesterday"
    r"|now|soon|always|ever|more|most|many|lot|lots|bit|"
    r"said|say|says|saying|wrote|written|write|writing|posted|post|posts|blog|blogs|article|articles"
    r"|piece|read|reading|talk|webinar|podcast|video|answer|answers|answered|reply|replies|replying"
    r"|response|explanation|explaining|explained|info|information|help|helping|helped|work|job|effort"
    r"|time|"
    r"prof|professor|dr|doctor|doc|mr|mrs|miss|sir|madam|mate|buddy|dude|man|hun|dear|darling|one|day"
    r"|days|week|weekend|year|years|way|hear|see|know|think|feel|hope|hoping|wish|wishing|share"
    r"|sharing|keep|keeping|up|out|off|going|get|got|make|made|makes|everything|anything|something|"
    r"big|huge|massive|little|long|good|better|best|new|well|definitely|above|below|previous|last"
    r"|comment|comments|point|view|views|idea|summary|overview|honest|honesty|insight|insights|update"
    r"|updates|reminder|please|still|only|than|then|when|if|because|x)\b"
)
_NOISE = re.compile(r"[^a-z0-9 ]+")
_CHEER = re.compile(
    r"\b(?:thanks?|thankyou|grateful|congrat\w*|happy|great|brilliant|excellent|amazing|lovely"
    r"|wonderful|fantastic|agree|glad|pleased|delighted|proud|hugs?|love|good (?:luck|news|job|point"
    r"|work)|fingers crossed|well done|birthday|update|celebrat\w*|enjoy\w*|fab\w*|awesome|yay|hooray"
    r"|lol|haha)\b"
)
_STORY = re.compile(r"\b(?:i|ive|im|we|my|our|he|she|they)\b")
_AGREEMENT_LENGTH = 200  # characters
_NAME_WORDS = 2
_STORY_WORDS = 12
_LONG_STORY_WORDS = 35


def is_chatter(text: str) -> bool:
    """Tell greetings, thanks, agreement, wishes, tests and news that ask nothing from everything else."""
    sentences = split_sentences(text[:20_000])
    if not sentences:
        return True
    rest = [sentence for sentence in sentences if not is_pleasantry(sentence)]
    if any("?" in sentence for sentence in rest):
        return False
    words = [word for sentence in rest for word in _unexplained(sentence)]
    asks = max((ask_of(sentence) for sentence in rest), default=Ask.NOTHING)
    if asks is Ask.QUESTION:
        return False
    if _is_agreement(rest):
        return True
    if not words:
        return asks is Ask.NOTHING or _CHEER.search(plain(text[:2000])) is not None
    return asks is Ask.NOTHING and _is_small_talk(rest, words)


def _unexplained(sentence: str) -> list[str]:
    """Return the words that neither chat phrases nor fillers account for."""
    text = _NOISE.sub(" ", plain(sentence))
    return _FILLER.sub(" ", _CHAT.sub(" ", text)).split()


_AGREEMENT = re.compile(
    r"(?:i |totally |completely |absolutely |fully |also |so |have to |must |would |100% )*(?:agree"
    r"|agreed|second (?:this|that|what)|echo (?:this|that|what)|ditto|same here|me too|likewise|hear "
    r"hear|seconded|\+1)\b"
)


def _is_agreement(sentences: list[str]) -> bool:
    return (
        len(sentences) == 1
        and len(sentences[0]) < _AGREEMENT_LENGTH
        and _AGREEMENT.match(plain(sentences[0])) is not None
    )


def _is_small_talk(sentences: list[str], words: list[str]) -> bool:
    text = plain(" ".join(sentences))
    total = len(text.split())
    cheer, story = _CHEER.search(text) is not None, _STORY.search(text) is not None
    if cheer and len(words) <= _NAME_WORDS < total + 1:
        return True  # "happy birthday Margaret", "great talk in Leeds"
    if cheer and story and total >= _STORY_WORDS:
        return True
    return story and total >= _LONG_STORY_WORDS
