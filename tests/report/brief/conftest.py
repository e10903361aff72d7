"""A record with every story of examples/."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.extract import Extractor
from onrecord.pipeline import Result, read
from onrecord.record import Record, open_record
from tests.golden import OPTIONS, SLUGS, file_of


@pytest.fixture(scope="session")
def examples(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """All of examples/, read once."""
    with open_record(str(tmp_path_factory.mktemp("examples") / "onrecord.db")) as record:
        for slug in SLUGS:
            for result in read([str(file_of(slug))], options=OPTIONS.get(slug), extractor=extractor):
                assert isinstance(result, Result), str(result)
                record.add(result.reading)
        yield record
