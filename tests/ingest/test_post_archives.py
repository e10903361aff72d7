"""Posts from X's own archive, lists of post objects and CSV."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.errors import InputError, InputFormat
from onrecord.ingest import read
from onrecord.model import Document

TWEETS = [
    {"tweet": {"id_str": "7", "full_text": "The ferry carries 60 &amp; no more.",
               "created_at": "Wed Mar 04 15:05:31 +0100 2026"}},
    {"tweet": {"id_str": "8", "full_text": "RT @HannaVelkLBA: Trucks must use Route 9.",
               "created_at": "Thu Mar 05 08:00:00 +0000 2026"}},
]  # fmt: skip
ACCOUNT = [{"account": {"username": "MayorAckerby", "accountDisplayName": "Rosalind Ackerby"}}]


def documents(path: Path) -> list[Document]:
    found = list(read(str(path)))
    assert not [one for one in found if isinstance(one, InputError)]
    return [one for one in found if isinstance(one, Document)]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "account.js").write_text(f"window.YTD.account.part0 = {json.dumps(ACCOUNT)}")
    path = tmp_path / "tweets.js"
    path.write_text(f"window.YTD.tweets.part0 = {json.dumps(TWEETS)}", encoding="utf-8")
    return path


def test_an_archive_gives_its_owners_posts(archive: Path) -> None:
    first, _ = documents(archive)
    assert (first.type, first.author, first.handle) == ("post", "Rosalind Ackerby", "MayorAckerby")
    assert first.text == "The ferry carries 60 & no more."
    assert (first.published, first.input_id) == ("2026-03-04T14:05:31Z", "7")


def test_without_the_account_file_nobody_is_guessed(archive: Path) -> None:
    archive.with_name("account.js").unlink()
    first, _ = documents(archive)
    assert (first.author, first.handle) == (None, None)


def test_a_list_of_post_objects_names_the_author_of_each(tmp_path: Path) -> None:
    path = tmp_path / "posts.json"
    user = {"screen_name": "HannaVelkLBA", "name": "Hanna Velk"}
    path.write_text(json.dumps([{"id": 9, "text": "Trucks must use Route 9.", "user": user}]))
    (one,) = documents(path)
    assert (one.author, one.handle, one.input_id) == ("Hanna Velk", "HannaVelkLBA", "9")


def test_a_table_gives_a_post_a_row_by_the_names_of_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_text(
        'Created_at,Screen_Name,Text,likes\r\n2026-03-04,@MayorAckerby,"Nobody asked,\r\nnobody.",12\r\n\r\n',
        encoding="utf-8-sig",
    )
    (one,) = documents(path)
    assert (one.type, one.handle, one.published) == ("post", "MayorAckerby", "2026-03-04")
    assert one.text.split() == ["Nobody", "asked,", "nobody."]
    assert one.metadata["likes"] == "12"


def test_a_row_that_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_text("id,text\n1,\n2,a,b,c\n3,The ferry sails.\n")
    empty, wide, good = read(str(path))
    assert "line 2: has no text" in str(empty)
    assert "line 3: has more cells" in str(wide)
    assert isinstance(good, Document)


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("posts.csv", "id,likes\n1,2\n", "has no column of texts"),
        ("tweets.js", "window.YTD.tweets.part0 = [{", "is no archive of posts"),
        ("tweets.js", "window.YTD.tweets.part0 = []", "holds no posts"),
        ("tweets.js", 'window.YTD.tweets.part0 = {"a": 1}', "is no list of posts"),
    ],
)
def test_what_is_no_archive_gets_one_line(tmp_path: Path, name: str, text: str, problem: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    (error,) = read(str(path))
    assert isinstance(error, InputError)
    assert problem in str(error)


def test_an_unclosed_quotation_mark_loses_no_row_before_it(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_text('id,text\n1,The ferry sails.\n2,"The ferry\n')
    good, bad = read(str(path))
    assert isinstance(good, Document)
    assert isinstance(bad, InputFormat)


def test_a_row_with_too_few_cells_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_text("text,id,author\nThe ferry sails.\nIt does not.,2,Ida\nIt may.,3,\n")
    notes = [one.provenance.get("note") for one in read(str(path)) if isinstance(one, Document)]
    assert notes == ["its row has 1 of 3 cells", None, None]


def test_a_null_time_at_the_end_of_the_calendar_is_no_date(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_text("text,created_at\nIt sails.,Mon Jan 01 00:00:00 +1400 0001\n")
    (one,) = read(str(path))
    assert isinstance(one, Document)
    assert one.published is None
    assert "is not a date" in one.provenance["published"]
