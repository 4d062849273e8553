"""The real model and data, loaded once for all tests of matching and asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.service.parts import DataFiles, load_parts

if TYPE_CHECKING:
    from knowledge.matching.matcher import Parts


@pytest.fixture(scope="session")
def parts() -> Parts:
    return load_parts(DataFiles())
