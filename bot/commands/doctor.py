"""`afterword doctor`: a line for each check, and status 1 when something is wrong."""

from __future__ import annotations

import asyncio

from bot.doctor import Finding, Level, examine
from bot.errors import sentence
from bot.render.words import safe_line
from bot.settings import SettingsError, load_settings


def diagnose() -> int:
    """Print what was found; bad settings are a finding, not a failure."""
    try:
        found = asyncio.run(examine(load_settings()))
    except SettingsError as error:
        found = [Finding(Level.WRONG, sentence(error))]
    for finding in found:
        print(f"{finding.level:6}{safe_line(finding.text)}")
    wrong = sum(finding.level is Level.WRONG for finding in found)
    print("Everything is in order." if not wrong else f"To put right: {wrong}.")
    return 1 if wrong else 0
