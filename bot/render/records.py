"""Outcomes as JSON for programs."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from knowledge import Answered, Decision, Ignored, Queued, Signposted, Suggested

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge import Candidate, Entry, Examination, ImportReport, OpenQuestion, Outcome, Source

# JSON leaves these as they are, but a terminal would obey them, and lone surrogates cannot be written at all.
_ESCAPE = re.compile(r"[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def to_json(value: object, *, indent: int | None = None) -> str:
    """Return `value` as JSON in UTF-8 that is safe to print."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def outcome_record(outcome: Outcome) -> dict[str, Any]:
    """Return the object that `ask --json` prints."""
    record: dict[str, Any] = {
        "decision": _decision(outcome).value,
        "confidence": round(outcome.confidence, 4),
        "entry": None,
        "suggestions": [],
        "question_id": None,
        "text": None,
    }
    match outcome:
        case Answered():
            record["entry"] = _entry_record(outcome.entry)
        case Suggested():
            record["suggestions"] = [{"id": e.id, "question": e.question} for e in outcome.suggestions]
            record["text"] = outcome.text
        case Queued():
            record["question_id"] = outcome.question_id
        case Signposted():
            record["text"] = outcome.text
        case Ignored():
            pass
    return record


def _decision(outcome: Outcome) -> Decision:
    match outcome:
        case Answered():
            return Decision.ANSWER
        case Suggested():
            return Decision.SUGGEST
        case Queued():
            return Decision.QUEUE
        case Signposted():
            return Decision.SIGNPOST
        case Ignored():
            return Decision.IGNORE


def _entry_record(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "question": entry.question,
        "answer": entry.answer,
        "source": _source_record(entry.source),
    }


def _source_record(source: Source) -> dict[str, str | None]:
    return {
        "title": source.title,
        "url": source.url,
        "author": source.author,
        "date": source.date.isoformat() if source.date else None,
    }


def question_record(question: OpenQuestion) -> dict[str, Any]:
    """Return one line of the queue; like the queue itself, it names nobody."""
    return {
        "id": question.id,
        "question": question.text,
        "wordings": list(question.wordings),
        "askers": question.askers,
        "since": question.since.isoformat(),
        "origin": question.origin.value,
        "language": question.language or "English",
        "source": _source_record(question.source) if question.source else None,
        "nearest": [
            {
                "id": near.entry_id,
                "question": near.question,
                "confidence": round(near.confidence, 4),
                "reasons": list(near.reasons),
            }
            for near in question.nearest
        ],
    }


def import_record(file: str, report: ImportReport) -> dict[str, Any]:
    """Return what the import of `file` did."""
    counts = {name: value for name, value in asdict(report).items() if name not in {"source", "nth"}}
    return {"file": file, **counts, "nothing_new": report.nothing_new}


def examination_record(
    text: str, examination: Examination, nearest: Sequence[Candidate], names: Mapping[int, object]
) -> dict[str, Any]:
    """Return a line of `eval`'s results; `nearest` are the text's candidates whatever became of it, best first, `names`
    maps entry ids to the bank's own.
    """
    answered = examination.decision is Decision.ANSWER and examination.ranked
    return {
        "text": text,
        "decision": examination.decision.value,
        "answer": names[examination.ranked[0].entry.id] if answered else None,
        "suggestions": [names[c.entry.id] for c in examination.suggestions],
        "ranked": [[names[c.entry.id], c.score] for c in nearest],
        "confidence": nearest[0].confidence if nearest else 0.0,
    }
