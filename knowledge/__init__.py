"""Everything about questions and answers, nothing about chat. These are the public names, and nothing else.

The plain values are here at once; what needs the model or the database is loaded when it is first named, so that
`afterword --help` need not wait for it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from knowledge.domain import (
    Answered,
    Asking,
    Authorship,
    Block,
    Candidate,
    Decision,
    Done,
    Draft,
    DraftStatus,
    DraftText,
    Entry,
    EntryKind,
    EntryStatus,
    EntryText,
    Examination,
    Ignored,
    ImportReport,
    Language,
    Nearest,
    Notice,
    OpenQuestion,
    Origin,
    Outcome,
    Owed,
    Progress,
    Proposal,
    ProposalKind,
    Published,
    Question,
    QuestionStatus,
    Queued,
    Revision,
    Signposted,
    Signs,
    Source,
    SourceKind,
    Suggested,
    Term,
)
from knowledge.errors import (
    AlreadyDecided,
    BadChoice,
    BadConfidence,
    BadData,
    DocumentRefused,
    EmptyText,
    Forgotten,
    KnowledgeError,
    ModelError,
    NameTaken,
    NotFound,
    SameQuestion,
    StaleRevision,
    StoreError,
    TextTooLong,
    TooMany,
    WordingBlocked,
)
from knowledge.figures import Rejected, Stats, Week
from knowledge.guard import Change, Clash, Closing, Effect, Neighbour, Preview, Reply
from knowledge.policy import HARD_TEST, THRESHOLDS, UNDO_FOR, Chosen, Policy, Strictness

if TYPE_CHECKING:
    from knowledge.matching.decision import decide_again
    from knowledge.samples import sample_documents
    from knowledge.service.base import KnowledgeBase, KnowledgeConfig, open_knowledge_base
    from knowledge.service.parts import DataFiles, check_model
    from knowledge.service.unimporting import TakenBack
    from knowledge.store.inspecting import DatabaseFacts, inspect
    from knowledge.store.migrating import migrate

_LATER = {
    "DataFiles": "knowledge.service.parts",
    "DatabaseFacts": "knowledge.store.inspecting",
    "KnowledgeBase": "knowledge.service.base",
    "KnowledgeConfig": "knowledge.service.base",
    "TakenBack": "knowledge.service.unimporting",
    "check_model": "knowledge.service.parts",
    "decide_again": "knowledge.matching.decision",
    "inspect": "knowledge.store.inspecting",
    "migrate": "knowledge.store.migrating",
    "open_knowledge_base": "knowledge.service.base",
    "sample_documents": "knowledge.samples",
}

__all__ = [
    "HARD_TEST",
    "THRESHOLDS",
    "UNDO_FOR",
    "AlreadyDecided",
    "Answered",
    "Asking",
    "Authorship",
    "BadChoice",
    "BadConfidence",
    "BadData",
    "Block",
    "Candidate",
    "Change",
    "Chosen",
    "Clash",
    "Closing",
    "DataFiles",
    "DatabaseFacts",
    "Decision",
    "DocumentRefused",
    "Done",
    "Draft",
    "DraftStatus",
    "DraftText",
    "Effect",
    "EmptyText",
    "Entry",
    "EntryKind",
    "EntryStatus",
    "EntryText",
    "Examination",
    "Forgotten",
    "Ignored",
    "ImportReport",
    "KnowledgeBase",
    "KnowledgeConfig",
    "KnowledgeError",
    "Language",
    "ModelError",
    "NameTaken",
    "Nearest",
    "Neighbour",
    "NotFound",
    "Notice",
    "OpenQuestion",
    "Origin",
    "Outcome",
    "Owed",
    "Policy",
    "Preview",
    "Progress",
    "Proposal",
    "ProposalKind",
    "Published",
    "Question",
    "QuestionStatus",
    "Queued",
    "Rejected",
    "Reply",
    "Revision",
    "SameQuestion",
    "Signposted",
    "Signs",
    "Source",
    "SourceKind",
    "StaleRevision",
    "Stats",
    "StoreError",
    "Strictness",
    "Suggested",
    "TakenBack",
    "Term",
    "TextTooLong",
    "TooMany",
    "Week",
    "WordingBlocked",
    "check_model",
    "decide_again",
    "inspect",
    "migrate",
    "open_knowledge_base",
    "sample_documents",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  any of the names above
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
