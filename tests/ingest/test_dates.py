from __future__ import annotations

import pytest

from onrecord.ingest.dates import iso_date


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("2018", "2018"),
        ("2018-09", "2018-09"),
        ("2018-12-19", "2018-12-19"),
        ("2018-12-19T14:02:00Z", "2018-12-19T14:02:00Z"),
        ("2018-12-19 14:02:00+01:00", "2018-12-19T14:02:00+01:00"),
        ("2018-12-19T14:02:00.123+0100", "2018-12-19T14:02:00.123+01:00"),
        ("2018-12-19 14:02 UTC", "2018-12-19T14:02Z"),
        ("20181219", "2018-12-19"),
        ("20181219T140200Z", "2018-12-19T14:02:00Z"),
        ("Wed, 19 Dec 2018 14:02:00 GMT", "2018-12-19T14:02:00+00:00"),
        ("December 19, 2018", "2018-12-19"),
        ("Wednesday, December 19th, 2018", "2018-12-19"),
        ("19 Dec 2018", "2018-12-19"),
        ("19. März 2018", "2018-03-19"),
        ("September 2018", "2018-09"),
        ("  2018-12-19\n", "2018-12-19"),
    ],
)
def test_dates_are_kept_as_precise_as_given(given: str, iso: str) -> None:
    assert iso_date(given) == iso


@pytest.mark.parametrize(
    "given",
    [
        "",
        "soon",
        "3/4/2018",
        "2018-13-01",
        "2018-02-30",
        "31 Feb 2018",
        "Foo 3, 2018",
        "1545228120",
        "x" * 10_000,
    ],
)
def test_what_is_no_date_or_two_is_none(given: str) -> None:
    assert iso_date(given) is None
