"""`afterword doctor`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot import doctor
from bot.doctor import Level
from knowledge import DatabaseFacts

if TYPE_CHECKING:
    from tests.bot.conftest import Command

FACTS = DatabaseFacts("x.sqlite3", "sqlite", "3.51.3", "0001", "0001", 1000, "ok", Path("x"), doctor.PRAGMAS)


def test_a_new_machine_and_a_migrated_database_are_in_order(afterword: Command) -> None:
    fresh = afterword("doctor")
    assert fresh.returncode == 0, fresh.stdout
    assert "made on first use" in fresh.stdout
    assert afterword("migrate").returncode == 0
    done = afterword("doctor")
    assert done.returncode == 0, done.stdout
    assert "reachable and up to date" in done.stdout
    assert "Strictness: balanced (direct answers from" in done.stdout
    assert "Everything is in order." in done.stdout


def test_bad_settings_are_a_finding(afterword: Command) -> None:
    for name, value in {
        "ANSWERAT": "1",
        "ANSWER_AT": "x",
        "SUGGEST_AT": "1",
        "GLOSSARY": "missing.toml",
    }.items():
        done = afterword("doctor", **{f"AFTERWORD_{name}": value})
        assert done.returncode == 1, name
        assert "\nwrong " in f"\n{done.stdout}"


def test_a_damaged_database_is_a_finding(afterword: Command) -> None:
    (afterword.folder / "store.sqlite3").write_bytes(b"rubbish" * 10_000)
    done = afterword("doctor")
    assert done.returncode == 1
    assert "damaged" in done.stdout


@pytest.mark.parametrize(
    ("facts", "level", "words"),
    [
        (FACTS, Level.OK, "sound"),
        (replace(FACTS, checkpoint_bug=True), Level.NOTE, "only one Afterword"),
        (replace(FACTS, integrity="page 3"), Level.WRONG, "backup"),
        (replace(FACTS, revision=None), Level.WRONG, "afterword migrate"),
        (replace(FACTS, pragmas={**doctor.PRAGMAS, "synchronous": "1"}), Level.WRONG, "synchronous is 1"),
    ],
)
async def test_each_fact_about_the_database_has_its_finding(
    facts: DatabaseFacts, level: Level, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def told(url: str) -> DatabaseFacts:
        return replace(facts, path=tmp_path)

    monkeypatch.setattr(doctor, "inspect", told)
    found = await doctor.about_database("x")
    assert any(finding.level is level and words in finding.text for finding in found)
    assert (level is Level.WRONG) == any(finding.level is Level.WRONG for finding in found)


@pytest.mark.parametrize(
    ("free", "level"), [(10, Level.WRONG), (500_000_000, Level.NOTE), (10**12, Level.OK)]
)
def test_little_disk_space_is_a_finding(
    free: int, level: Level, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type("Usage", (), {"free": free})
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: usage)
    assert doctor._space(tmp_path / "x").level is level
