"""Was this said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputEmpty, InputTooLarge
from onrecord.extract import structure
from onrecord.ingest import Options, read_text
from onrecord.model import Context, Document, Reading, Span, Speaker, Statement
from onrecord.record import Record, open_record
from onrecord.record.check import check
from onrecord.relate.words import words_of

POST = "Nobody asked this city. More than 3,000 people live in Eastbank, and every one of them needs that bridge."
REPORT = (
    "The mayor was angry. “Nobody asked this city,” she wrote, “and every one of them needs that bridge.” "
    "Her office had no other comment. “The toll will be two crowns by spring,” a poster at the ferry said."
)


def post(text: str = POST, day: int = 4) -> Reading:
    document = Document(
        text=text, type="post", author="Rosalind Ackerby", handle="MayorAckerby",
        published=f"2026-03-{day:02d}T08:00:00Z",
    )  # fmt: skip
    return spoken(document, (Span(0, len(text)),), "Rosalind Ackerby")


def report(text: str = REPORT) -> Reading:
    document = Document(text=text, publisher="Lenning Valley Bulletin", published="2026-03-05")
    parts = ["Nobody asked this city,", "and every one of them needs that bridge."]
    content = tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)
    return spoken(document, content, "Rosalind Ackerby")


def spoken(document: Document, content: tuple[Span, ...], name: str) -> Reading:
    statement = Statement(document.id, content, quotation="post", method="test")
    speaker = Speaker("0123456789abcdef0123456789abcdef", name, "person")
    return Reading(document, (statement,), contexts={statement.id: Context(speaker=speaker)})


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return open_record(tmp_path / "onrecord.db")


def test_the_very_words_are_verbatim_and_originals_come_first(record: Record) -> None:
    record.add(report())
    record.add(post())
    found = check(record, "“NOBODY asked this city”")
    assert found.verdict == "verbatim"
    assert [hit.type for hit in found.hits] == ["post", "report"]
    first = found.hits[0]
    assert (first.span, first.text, first.diff) == (Span(0, 22), "Nobody asked this city", None)
    assert first.document == post().document.id
    assert first.statement == post().statements[0].id
    assert first.speaker == "Rosalind Ackerby"


def test_words_left_out_at_a_mark_are_trimmed(record: Record) -> None:
    record.add(post())
    found = check(record, "Nobody asked this city … every one of them needs that bridge")
    assert found.verdict == "trimmed"
    assert [POST[part.start : part.end] for part in found.hits[0].parts] == [
        "Nobody asked this city",
        "every one of them needs that bridge",
    ]


def test_other_words_are_altered_with_the_difference(record: Record) -> None:
    record.add(post())
    found = check(record, "More than 5,000 people live in Eastbank")
    assert found.verdict == "altered"
    assert found.hits[0].diff == "More than [-3,000-]{+5,000+} people live in Eastbank"
    assert not found.hits[0].edits[0].harmless


def test_every_run_of_words_may_be_broken(record: Record) -> None:
    record.add(post())
    found = check(record, "More than 4,000 people live by Eastbank, and each one of us needs this bridge")
    assert found.verdict == "altered"


def test_what_nobody_said_is_absent(record: Record) -> None:
    record.add(post())
    found = check(record, "The council will sell every ferry to the highest bidder")
    assert (found.verdict, found.hits) == ("absent", ())


def test_an_empty_record_has_nothing(record: Record) -> None:
    assert check(record, "Nobody asked this city").verdict == "absent"


def test_words_in_no_statement_are_on_record_too(record: Record) -> None:
    record.add(report())
    found = check(record, "the toll will be two crowns by spring")
    assert found.verdict == "verbatim"
    assert found.hits[0].statement is None
    assert found.hits[0].text == "The toll will be two crowns by spring"


def test_a_quotation_broken_by_its_reporting_clause_is_in_a_row(record: Record) -> None:
    record.add(report())
    found = check(record, "Nobody asked this city, and every one of them needs that bridge.")
    assert found.verdict == "verbatim"
    assert [REPORT[part.start : part.end] for part in found.hits[0].parts] == [
        "Nobody asked this city",
        "and every one of them needs that bridge",
    ]


def test_words_of_two_speakers_are_not_joined(record: Record) -> None:
    text = "ACKERBY: We will mend the old sluice.\n\nVELK: The ferry carries sixty people a day."
    document = read_text(text, Options(type="transcript"))
    record.add(Reading(document, tuple(structure.of_blocks(document))))
    assert check(record, "We will mend the old sluice").verdict == "verbatim"
    assert check(record, "We will mend the old sluice … the ferry carries sixty people").verdict != "trimmed"


def test_of_equal_originals_the_latest_comes_first(record: Record) -> None:
    for day in (4, 9, 6):
        record.add(post(day=day))
    found = check(record, "every one of them needs that bridge")
    assert [(hit.published or "")[:10] for hit in found.hits] == ["2026-03-09", "2026-03-06", "2026-03-04"]
    assert len(check(record, "every one of them needs that bridge", limit=2).hits) == 2


def test_an_original_that_says_otherwise_comes_before_a_report_that_misquotes(record: Record) -> None:
    wrong = "More than 5,000 people live in Eastbank, and every one of them needs that bridge."
    record.add(Reading(Document(text=f"She wrote: {wrong}", publisher="Valley Post")))
    record.add(post())
    found = check(record, wrong)
    assert [(hit.type, hit.verdict) for hit in found.hits] == [("post", "altered"), ("report", "verbatim")]
    assert found.verdict == "altered"


@pytest.mark.parametrize(
    ("name", "verdict"), [("ackerby", "verbatim"), ("MayorAckerby", "verbatim"), ("Velk", "absent")]
)
def test_only_what_that_speaker_said(record: Record, name: str, verdict: str) -> None:
    record.add(post())
    record.add(Reading(Document(text=f"A poster: {POST}")))
    found = check(record, "Nobody asked this city", speaker=name)
    assert found.verdict == verdict
    assert all(hit.speaker == "Rosalind Ackerby" for hit in found.hits)


@pytest.mark.parametrize("words", ["", " ", "… — “”", "[sic]"])
def test_a_quotation_without_words_is_refused(record: Record, words: str) -> None:
    with pytest.raises(InputEmpty, match="no words"):
        check(record, words)


@pytest.mark.parametrize("words", ["ferry " * 100_000, "a " * 1_001, "[x] … " * 30_000])
def test_a_quotation_that_is_too_long_is_refused(record: Record, words: str) -> None:
    with pytest.raises(InputTooLarge, match="check it in parts"):
        check(record, words)


@pytest.mark.parametrize("words", ["x", "ferry " * 1_000, "the of and " * 333, "a[b] … " * 900])
def test_hostile_quotations_have_an_answer(record: Record, words: str) -> None:
    record.add(post("the of and ferry " * 2_000))
    assert check(record, words).words == words


def test_a_record_opened_read_only_answers(record: Record) -> None:
    record.add(post())
    record.close()
    with open_record(record.name, read_only=True) as again:
        assert check(again, "Nobody asked this city").verdict == "verbatim"


@settings(max_examples=15)
@given(data=st.data())
def test_any_five_words_in_a_row_are_found_where_they_stand(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    words = st.sampled_from(
        [
            "Tarn",
            "sluice",
            "ferry",
            "the",
            "of",
            "to",
            "we",
            "will",
            "mend",
            "2,000",
            "don’t",
            "toll",
            "café",
            "Eastbank",
        ]
    )
    text = " ".join(data.draw(st.lists(words, min_size=5, max_size=400)))
    start = data.draw(st.integers(0, text.count(" ") - 4))
    quote = " ".join(text.split()[start : start + 5])
    with open_record(tmp_path_factory.mktemp("record") / "onrecord.db") as record:
        record.add(post(text))
        found = check(record, quote.upper())
    assert found.verdict == "verbatim"
    assert words_of(found.hits[0].text).keys == words_of(quote).keys


SPEECH = (
    "It is not true that the council sold the ferry at Tarn. If the flood comes, the mill will close for good. "
    "We will not leave our valley to be divided by the river and its tolls."
)


@pytest.mark.parametrize(
    ("quote", "kind", "diff"),
    [
        (
            "The council sold the ferry at Tarn",
            "negation",
            "[-It is not true that-] the council sold the ferry at Tarn",
        ),
        (
            "the council sold the ferry",
            "negation",
            "[-It is not true that-] the council sold the ferry",
        ),
        ("The mill will close for good", "condition", "[-If the flood comes-], the mill will close for good"),
    ],
)
def test_a_claim_that_stands_in_a_denial_or_condition_is_altered(
    record: Record, quote: str, kind: str, diff: str
) -> None:
    record.add(post(SPEECH))
    found = check(record, quote)
    assert (found.verdict, found.hits[0].diff) == ("altered", diff)
    assert [edit.kind for edit in found.hits[0].edits] == [kind]
    assert found.hits[0].text == SPEECH[found.hits[0].span.start : found.hits[0].span.end]


@pytest.mark.parametrize(
    "quote",
    [
        "It is not true that the council sold the ferry at Tarn",
        "If the flood comes, the mill will close for good",
        "our valley to be divided by the river",
        "sold the ferry at Tarn",
    ],
)
def test_what_keeps_the_denial_or_claims_nothing_is_verbatim(record: Record, quote: str) -> None:
    record.add(post(SPEECH))
    assert check(record, quote).verdict == "verbatim"


def test_what_somebody_denied_was_not_said_by_them(record: Record) -> None:
    text = "Rosalind Ackerby denied on Monday that the council had sold the ferry at Tarn."
    start = text.index("the council")
    document = Document(text=text, publisher="Lenning Valley Bulletin", published="2026-03-05")
    record.add(spoken(document, (Span(start, len(text) - 1),), "Rosalind Ackerby"))
    (hit,) = check(record, "The council had sold the ferry").hits
    assert (hit.verdict, hit.edits[0].kind) == ("altered", "negation")
    assert hit.statement is not None


def test_the_same_words_contracted_come_before_the_opposite(record: Record) -> None:
    record.add(post("We will leave the valley before the last of the ferries has been mended.", 4))
    record.add(post("We will not leave the valley before the last of the ferries has been mended.", 3))
    found = check(record, "We won't leave the valley before the last of the ferries has been mended")
    assert [hit.edits[0].kind for hit in found.hits] == ["contraction", "negation"]


def test_few_words_with_another_number_are_found_in_the_original_first(record: Record) -> None:
    record.add(post("On Feb. 24 our inspectors found 14 cracked hangers on the downstream side.", 1))
    wrong = "She said: “Our inspectors found 40 cracked hangers.”"
    record.add(Reading(Document(text=wrong, publisher="Valley Post")))
    found = check(record, "Our inspectors found 40 cracked hangers")
    assert [hit.type for hit in found.hits] == ["post", "report"]
    assert found.hits[0].diff == "our inspectors found [-14-]{+40+} cracked hangers"
