"""What `afterword doctor` looks at; each finding says what to do."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.app import configuration, data_files
from bot.errors import sentence
from bot.render.strictness import thresholds_line
from bot.settings import ENV_FILE
from knowledge import BadData, ModelError, StoreError, check_model, inspect, open_knowledge_base

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.settings import Settings
    from knowledge import DatabaseFacts

PRAGMAS = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "secure_delete": "1"}
LITTLE_SPACE, TIGHT_SPACE = 100_000_000, 1_000_000_000  # bytes
LIKELY_WRONG = 0.5
SHORT_REVIEW = 30  # days


class Level(StrEnum):
    """How much a finding matters."""

    OK = "ok"
    NOTE = "note"
    WRONG = "wrong"


class Finding(NamedTuple):
    """One line of the report."""

    level: Level
    text: str


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything and return what was found."""
    return [
        *about_settings(settings),
        *await about_database(settings.database_url),
        *await about_data(settings),
    ]


def about_settings(settings: Settings) -> Iterator[Finding]:
    """Check settings that are allowed but make little sense."""
    place = (
        f"the environment and {ENV_FILE}" if ENV_FILE.exists() else "the environment (there is no .env here)"
    )
    yield Finding(Level.OK, f"Python {platform.python_version()}; settings come from {place}.")
    policy = settings.policy()
    yield Finding(
        Level.OK, f"Strictness: {thresholds_line(policy)}, where a community has not chosen another."
    )
    if policy.answer_at < LIKELY_WRONG:
        yield Finding(
            Level.WRONG,
            f"AFTERWORD_ANSWER_AT is {policy.answer_at:g}: people would get answers that are more likely"
            " wrong than right; set it to 0.8 or more.",
        )
    if policy.suggest_at == policy.answer_at:
        yield Finding(
            Level.NOTE,
            'AFTERWORD_SUGGEST_AT equals AFTERWORD_ANSWER_AT, so nobody is ever asked "did you mean ...?";'
            " set it lower if that is not what you want.",
        )
    if settings.review_after_days < SHORT_REVIEW:
        yield Finding(
            Level.NOTE,
            f"AFTERWORD_REVIEW_AFTER_DAYS is {settings.review_after_days}: nearly every answer will be"
            " flagged as out of date.",
        )


async def about_database(url: str) -> list[Finding]:
    """Check that the database can be reached, is of this version, sound, and has room to grow."""
    try:
        facts = await inspect(url)
    except StoreError as error:
        if error.reason == "not migrated":
            return [
                Finding(Level.NOTE, f"There is no database at {error.database} yet; it is made on first use.")
            ]
        return [Finding(Level.WRONG, sentence(error))]
    found = [_migration(facts), _integrity(facts)]
    if facts.backend == "sqlite":
        found += [_version(facts), _pragmas(facts.pragmas)]
    if facts.path is not None:
        found += [_writable(facts.path), _space(facts.path)]
    return found


def _migration(facts: DatabaseFacts) -> Finding:
    if facts.migrated:
        size = facts.size / 1_000_000
        return Finding(Level.OK, f"Database {facts.database}: reachable and up to date, {size:.1f} MB.")
    at = f"at revision {facts.revision}" if facts.revision else "empty"
    return Finding(
        Level.WRONG,
        f"Database {facts.database} is {at}, and this version needs {facts.head};"
        " please run `afterword migrate`.",
    )


def _integrity(facts: DatabaseFacts) -> Finding:
    if facts.integrity == "ok":
        return Finding(Level.OK, "The database is sound.")
    return Finding(
        Level.WRONG, f"The database is damaged ({facts.integrity}); please restore it from a backup."
    )


def _version(facts: DatabaseFacts) -> Finding:
    if not facts.checkpoint_bug:
        return Finding(Level.OK, f"SQLite {facts.version}.")
    return Finding(
        Level.NOTE,
        f"SQLite {facts.version} can damage a database that two programs write to at once; run only one"
        " Afterword with this file, or update to SQLite 3.51.3 (or 3.50.7).",
    )


def _pragmas(pragmas: Mapping[str, str]) -> Finding:
    odd = [f"{name} is {pragmas.get(name)}" for name, value in PRAGMAS.items() if pragmas.get(name) != value]
    if not odd:
        return Finding(Level.OK, "SQLite keeps what it has acknowledged, even through a power cut.")
    return Finding(
        Level.WRONG,
        f"SQLite does not work as it should here ({', '.join(odd)}); is the file on a network drive?"
        " Move it to a local disk.",
    )


def _writable(path: Path) -> Finding:
    for each in (path, path.resolve().parent):
        if not os.access(each, os.W_OK):
            return Finding(Level.WRONG, f"{each} cannot be written to; please change its permissions.")
    return Finding(Level.OK, "The database can be written to.")


def _space(path: Path) -> Finding:
    free = shutil.disk_usage(path.resolve().parent).free
    told = f"{free / 1_000_000_000:.1f} GB of disk space are free for the database"
    if free < LITTLE_SPACE:
        return Finding(Level.WRONG, f"Only {told}; please make room.")
    if free < TIGHT_SPACE:
        return Finding(Level.NOTE, f"Only {told}; please make room soon.")
    return Finding(Level.OK, f"{told}.")


async def about_data(settings: Settings) -> list[Finding]:
    """Check the model's checksum, and load it with the glossary and the safety patterns as a start would."""
    try:
        weights = check_model(data_files(settings))
        with tempfile.TemporaryDirectory(prefix="afterword-doctor-") as folder:
            address = f"sqlite:///{Path(folder) / 'empty.sqlite3'}"
            kb = await open_knowledge_base(replace(configuration(settings), database_url=address))
            await kb.close()
    except (ModelError, BadData) as error:
        return [Finding(Level.WRONG, sentence(error))]
    except OSError as error:
        return [Finding(Level.WRONG, f"There is no room for temporary files: {sentence(error)}")]
    return [
        Finding(Level.OK, f"Sentence model {weights}: present, and the right one."),
        Finding(Level.OK, "Glossary and safety patterns can be read."),
    ]
