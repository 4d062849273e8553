"""What the tests of the bot share: made-up entries, and the command as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from knowledge import Entry, EntryStatus, EntryText, Source, SourceKind

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
SOURCE = Source(
    title="Kettles and scale",
    url="https://example.org/kettles",
    author="Dr Brew",
    date=date(2024, 3, 31),
    kind=SourceKind.COMMENT,
)


@pytest.fixture
def make_entry() -> Callable[..., Entry]:
    """Give a function that makes an entry; what is not said is made up."""

    def make(entry_id: int = 7, **text: Any) -> Entry:  # noqa: ANN401 - the fields of EntryText
        words = {
            "question": "How do I descale a kettle?",
            "answer": "With vinegar.\n\nRinse twice.",
            "source": SOURCE,
        }
        then = datetime(2025, 1, 2, 3, 4, tzinfo=UTC)
        return Entry(
            id=entry_id,
            community="terminal",
            text=EntryText(**{**words, **text}),
            status=EntryStatus.PUBLISHED,
            revision=1,
            created_at=then,
            updated_at=then,
            reviewed_at=then,
        )

    return make


@dataclass
class Command:
    """The `afterword` command in an empty folder, with a database of its own."""

    folder: Path
    env: dict[str, str] = field(default_factory=dict)

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("AFTERWORD_")}
        database = f"sqlite:///{self.folder / 'store.sqlite3'}"
        own = {"AFTERWORD_DATABASE_URL": database, "XDG_DATA_HOME": str(self.folder / "data")}
        return {**kept, **own, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **self.env, **more}

    def __call__(
        self, *arguments: str | bytes | Path, stdin: str | bytes = "", **env: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the command to its end; standard output and error come back as text."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            input=given,
            capture_output=True,
            cwd=self.folder,
            env=self.environment(**env),
            timeout=120,
            check=False,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in err or "--debug" in arguments, err
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    def refused(self, *arguments: str | bytes | Path, stdin: str | bytes = "", **env: str) -> str:
        """Run the command, expect status 1 and one sentence on standard error, and return that sentence."""
        done = self(*arguments, stdin=stdin, **env)
        assert done.returncode == 1, (done.stdout, done.stderr)
        said = done.stderr.strip()
        assert said.endswith((".", "?")), said
        assert "\n" not in said
        return said


@pytest.fixture
def afterword(tmp_path: Path) -> Command:
    """Give the command."""
    return Command(tmp_path)


POST = """\
---
title: Kettles and scale
author: Dr Brew
url: https://example.org/kettles
date: 2024-03-31
---
"""
