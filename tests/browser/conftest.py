"""The browser that the pages are looked at with."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.browser.chromium import Chromium, executable


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """The system's Chromium; without one these tests are skipped, but in CI they fail."""
    path = executable()
    if path is None and os.environ.get("CI"):
        pytest.fail("Chromium is not installed: on Debian, apt-get install chromium")
    if path is None:
        pytest.skip("Chromium is not installed; on Debian, apt-get install chromium")
    with Chromium(path) as found:
        yield found
