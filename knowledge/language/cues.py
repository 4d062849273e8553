"""What shows that a sentence asks something: inversions, question words, phrases, requests, problems.

All patterns are matched against `sentences.plain()` text.
"""

from __future__ import annotations

import re

from knowledge.language.sentences import plain

_LEAD = re.compile(
    r"(?:(?:so|and|but|also|or|well|ok|okay|oh|um|erm|hmm|hi|hey|hello|hiya|please|sorry|just|now"
    r"|anyway|then|plus|actually|"
    r"basically|(?:a |one |another |my |quick |silly |stupid |daft |general |random |dumb "
    r")*question(?: is| for you| here| please)?|"
    r"thanks|thank you|many|much|so|good|morning|afternoon|evening|dear|all|everyone|everybody|guys"
    r"|folks|team|there|"
    r"prof(?:essor)?(?: [a-z])?|dr|doc(?:tor)?|mate|btw|by the way|again|however|if so|if not|in that "
    r"case|out of (?:interest|curiosity)|"
    r"for (?:example|instance)|first(?:ly)?|second(?:ly)?|finally|lastly|my husband asks|eg"
    r"|ie)\b[\s,:;.!)-]*|[\s,:;.!(-]+)+"
)
_SUBJECT = (
    r"(?:i|you|he|she|it|we|they|there|this|that|these|those|the|a|an|my|your|our|his|her|their|its"
    r"|any\w*|some\w*|every\w*|"
    r"no|one|people|women|men|children|kids|patients|both|all|most|many|other|others|prof\w*|dr|nhs"
    r"|another|more|either)\b"
)
_AUX = (
    r"(?:is|are|am|was|were|do|does|did|can|could|will|would|should|shall|may|might|must|has|have|had"
    r"|isnt|arent|wasnt|werent|dont|doesnt|didnt|cant|couldnt|wont|wouldnt|shouldnt|hasnt|havent|hadnt)"
)
_START = re.compile(
    r"(?:"
    # question words; "when I was ..." and "which is great" need a question mark to be questions
    r"(?:why|whys|hows|whats|whens|wheres|whos|how come|what if|what about|how about)\b"
    r"|how (?!lovely|nice|great|wonderful|sad|awful|exciting|kind|sweet|fantastic|amazing|brilliant"
    r"|true|very|are you\b|is everyone\b|are we\b)\w"
    r"|what (?!an? |the hell|ever|lovely|great|i |he |she |they |we |you )\w"
    r"|(?:when|where|who) (?:to|" + _AUX[3:] + r"\b"
    r"|which (?!is|was|are|were|i|means|meant|makes|made|has|have|he|she|they|we|it|will|would)\w"
    r"|whose \w|whom \w|who (?!knows\b|cares\b|knew\b)\w+s\b"
    # inversions
    r"|(?:is|are|does|isnt|arent|doesnt|didnt|wasnt|wouldnt|shouldnt|hasnt) (?!(?:good|great|fine|ok"
    r"|okay|going|doing|not|nice|being|having|getting|trying|waiting|struggling|suffering|in|on|at"
    r"|now|currently|still|"
    r"very|quite|really|so|too|unable|able|due|diagnosed|back|under|well|better|worse|from|with|to)\b)\w"
    r"|(?:can|could|should|shall) (?!be\b|confirm|wait|only|imagine|relate|not\b|say|see\b|have been"
    r"|of been|really|recommend|totally|highly)\w"
    r"|(?:do|does|did|will|would|should|shall|may|might|must|has|can|could) "
    + _SUBJECT
    + r"|do (?!not\b|it\b|n?t\b|your\b|keep\b|let\b|tell\b|take\b|try\b|check\b|ask\b)\w"
    r"|(?:am|have|had|was|were) (?:i|you|he|she|it|we|they|there|anyone|anybody|someone|any|the|this"
    r"|that|these|those)\b"
    r"|(?:on|at|by|in|for|with|to|from|after|until|up ?to|since) (?:what|which|whose|how) (?:\w+ ){1,2}?"
    + _AUX
    + r"\b"
    # imperatives
    r"|(?:tell me|explain|advise|clarify|describe|compare|define|list|summari[sz]e|elaborate|remind "
    r"me|give me|show me|enlighten me|let me know)\b"
    r"|(?:any|an) (?!way\b|thing\b)(?:\w+ ){0,2}?(?:advice|tips?|suggestions?|info|information|news"
    r"|updates?|thoughts|views?|opinions?|recommendations?|evidence|research|"
    r"data|studies|study|experiences?|chance|reasons?|risks?|problems?|issues?|effects?|difference"
    r"|harm|point|ideas?|clues?|link|interactions?|good|plans?|way|ways|trials?|help)\b"
    r"|any(?:one|body|1) (?:know|else|here|have|had|has|tried|try|got|get|found|experienced?|able"
    r"|heard|on|taking|using|got|able|explain|with|can|could|tell|out there)\b"
    r")"
)
_WITHIN = re.compile(
    r"\b(?:"
    r"(?:i(?:m| am| was|ve been)? |just |was |been |always |often )?(?:wonder|wondered|wondering) "
    r"(?:if|whether|how|why|what|when|about|which|who|where|is|are|does|do|can|could|should)\b"
    r"|(?:not|never|un|isnt|arent|wasnt) ?(?:really |entirely |quite |too |exactly |100% )?(?:sure"
    r"|certain|clear) (?:if|whether|how|why|what|when|which|who|where|that means|about|on)\b"
    r"|unsure (?:if|whether|how|why|what|when|which|who|where|about|of)\b"
    r"|(?:do not|dont|cant|cannot|didnt|did not|never|struggl\w+ to|hard to|difficult to|trying to"
    r"|try to|like to|want to|wanted to|help me(?: to)?|need to|love to|failing to) (?:really |quite "
    r"|fully |just |still |better )?(?:understand|see|get|work out|figure out|grasp|find out|find"
    r"|remember)\b(?= (?:why|how|what|whether|if|when|which|the (?:difference|reason|logic|point)"
    r"|more about|anything))"
    r"|(?:do not|dont|didnt|did not|dunno|never) (?:really |actually |even )?(?:understand|know|get) "
    r"(?:if|whether|how|why|what|which|when|where|who|the (?:difference|reason|logic|point))\b"
    r"|(?:no|any) (?:idea|ideas|clue|thoughts|advice|tips|suggestions|news|update|updates|info"
    r"|information|experience|experiences) (?:if|whether|how|why|what|which|when|where|who|about|on"
    r"|for|of|with|re|regarding)\b"
    r"|(?:some|any)(?:one|body) (?:please )?(?:know|explain|tell|advise|clarify|help|have any|shed|point)\b"
    r"|(?:does|do|has|have|is|can|could|would|did) (?:anyone|anybody|someone|somebody|any of you|you "
    r"(?:know|think|have any|recommend|have an opinion))\b"
    r"|(?:want|wanted|need|like|love|keen|curious|interested|good|nice|useful|helpful|hoping|great"
    r"|grateful|dying|wish) to (?:know|ask|find out|hear|learn|check|clarify|be told|get your (?:view"
    r"|opinion|thoughts))\b"
    r"|(?:can|could|would|will) (?:you|someone|somebody|anyone|anybody|prof\w*|dr) (?:please |kindly "
    r"|perhaps |possibly )?(?:tell|explain|advise|clarify|help|say|comment|give|shed|elaborate|point"
    r"|confirm|let|recommend|suggest|share|write|do a post|post|discuss|address|answer|check|send"
    r"|change|cancel|update|provide)\b"
    r"|please (?:can|could|would|explain|tell|advise|clarify|let me know|help|confirm|comment|answer|send)\b"
    r"|(?:tell|let) me (?:know )?(?:if|whether|how|why|what|which|when|where|who|about|more)\b"
    r"|(?:curious|confused|puzzled|baffled|intrigued|unclear|worried|concerned) (?:if|whether|how|why"
    r"|what|when|which|about|as to|by|over)\b"
    r"|what about|how about|how come|is it (?:true|ok|okay|safe|normal|possible|worth|right)\b"
    r"|(?:advice|info|information|tips|help|guidance|opinions?|explanation) (?:on|about|for|re|with"
    r"|regarding|of|please)\b"
    r"|questions? (?:is|about|on|re|regarding|concerning)\b"
    r"|looking for (?:\w+ ){0,2}(?:advice|info|information|help|tips|suggestions|recommendations"
    r"|opinions|experiences|something|anything|a|an)\b"
    r"|(?:your|professional) (?:thoughts|views?|opinion|take|comments?) (?:on|about|please)\b"
    r"|(?:appreciate|welcome|value|love|grateful for) (?:any|some|your) (?:\w+ )?(?:advice|help"
    r"|thoughts|tips|views|opinion|input|info|insights?|guidance|suggestions)\b"
    r")"
)
_REQUEST = re.compile(
    r"\b(?:i|we) (?:just |really |also |still )?(?:want|need|would like|d like|wish|am trying|tried|m "
    r"trying|am looking|m looking|have to|require|wanna)\b"
    r"|\b(?:id|wed) like\b|\b(?:im|am) (?:trying|looking|after|unable)\b"
    r"|^(?:want|need|looking|trying|wanna|require|cancel|return|refund|change|update|track|check|send"
    r"|stop|delete|remove|reset|activate|block|unblock|order|buy|book|transfer|pay|find|get|show"
    r"|give)\b"
    r"|\bplease\b|\bhow to\b|\bwhere to\b"
)
_PROBLEM = re.compile(
    r"\b(?:not|isnt|wont|doesnt|dont|cant|cannot|couldnt|havent|hasnt|didnt|wasnt|arent|never|unable"
    r"|no longer|no one|nobody|nothing|still|fail(?:s|ed|ing|ure)?|errors?|broken?|"
    r"stuck|missing|lost|lose|losing|wrong|problems?|issues?|trouble|damaged?|declined?|refund"
    r"|cancel\w*|return(?:ed|s)?|charged|late|delay\w*|crash\w*|blocked|locked|forgot\w*|expired"
    r"|invalid|"
    r"bugs?|complain\w*|struggl\w+|worried|worry|worrying|concern\w*|scared|afraid|frightened|pain\w*"
    r"|hurts?|aches?|aching|help|urgent|worse|worsening|bad|badly|terrible|awful|horrible|"
    r"refus\w+|reject\w+|denied|confus\w+|stopped|suddenly|side effects?|reaction|swollen|numb\w*"
    r"|itch\w*|rash|bleed\w*|tired|exhausted|waiting|nowhere|ignored|instead)\b"
)
_PLEASANTRY = re.compile(
    r"^(?:(?:hi|hello|hey|hiya|so|and|morning|evening|afternoon|good|everyone|all|guys|there"
    r"|folks)\b[\s,!]*)*"
    r"(?:how (?:are|r) (?:you|we|things|everyone|everybody|all|ya)|hows (?:it going|everyone"
    r"|everybody|things|you|tricks|life)|how is everyone|how do you do|hope|whats up|wassup|"
    r"(?:is|are) (?:everyone|you all|we all|you|everybody) (?:ok|okay|well|good|alright|all right"
    r"|keeping well|there|here|around|awake|ready)\b.{0,20}$|"
    r"you (?:ok|okay|alright|well)|all ok|anyone (?:here|there|around|up|awake|about)\W*$|is anyone "
    r"(?:here|there|around)\W*$|(?:isnt|wasnt|arent) (?:it|that|this|he|she|they) (?:\w+ "
    r"){0,2}(?:great|lovely|nice|wonderful|brilliant|fantastic|amazing|good)|"
    r"(?:right|ok|okay|eh|no|yes|really|huh|see|lol|deal|remember)\W*$|who knows|who knew|why not\W*$"
    r"|what a |guess what|know what|you know|doesnt it\W*$|isnt it\W*$|does that (?:help|make "
    r"sense)\W*$)"
)


# "dose smoking make it worse" is a slip; "dose reduction" is not
_DOSE = re.compile(
    r"^dose(?= (?:it|he|she|this|that|the|an?|any\w*|some\w+|\w+(?: \w+)? (?:make|cause|help|work"
    r"|affect|hurt|stop|have|mean|get|need|increase|raise|cost|interact|cross|come|go|last|take))\b)"
)
_IDIOM = re.compile(
    r"\b(?:cant wait|cant thank|wont hold (?:my|our) breath|no problem|not bad|never mind|dont worry"
    r"|not at all|cant believe|couldnt agree|cant agree|cant recommend|never looked back|no side "
    r"effects|no issues|no problems|no complaints|no relapses)\b"
)


def without_lead(sentence: str) -> str:
    """Return the plain sentence without greetings and linking words in front."""
    text = plain(sentence[:600])
    match = _LEAD.match(text)
    return _DOSE.sub("does", text[match.end() :] if match else text)


def starts_asking(clause: str) -> bool:
    """Tell whether a clause opens like a question: a question word, an inversion, "tell me", "any advice"."""
    return bool(_START.match(without_lead(clause[:120])))


def asking_phrase(sentence: str) -> int | None:
    """Return about where in the plain sentence a phrase like "I wonder whether" begins, or None."""
    match = _WITHIN.search(plain(sentence[:4000]))
    return match.start() if match else None


def is_request(sentence: str) -> bool:
    """Tell whether a sentence wants something done or found."""
    return bool(_REQUEST.search(without_lead(sentence)))


def is_problem(sentence: str) -> bool:
    """Tell whether a sentence states something that a helper would act on."""
    return bool(_PROBLEM.search(_IDIOM.sub(" ", without_lead(sentence))))


def is_pleasantry(sentence: str) -> bool:
    """Tell questions that want no answer: "how are you all?", "isn't it lovely?"."""
    return bool(_PLEASANTRY.match(plain(sentence[:200])))
