"""The real model and data, loaded once for all tests of matching and asking."""

from __future__ import annotations

import pytest

from knowledge.matching.matcher import Parts
from knowledge.service.parts import DataFiles, load_parts


@pytest.fixture(scope="session")
def parts() -> Parts:
    return load_parts(DataFiles())
