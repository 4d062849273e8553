"""The README's table of flows names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1] / "bot" / "discord"
NAMED = re.compile(r"`((?:authors/)?test_\w+\.py|\.\.\.)(?:::(test_\w+))?`")


def test_every_test_that_the_table_names_is_there() -> None:
    readme = (Path(__file__).parent / "README.md").read_text(encoding="utf-8")
    found, file = 0, ""
    for named, test in NAMED.findall(readme):
        file = file if named == "..." else named
        source = (TESTS / file).read_text(encoding="utf-8")
        assert not test or f"def {test}(" in source, f"{file} has no {test}"
        found += 1
    assert found > 80
