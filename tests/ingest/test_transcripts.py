from __future__ import annotations

from onrecord.ingest import Options, read_text
from onrecord.model import Document

BRIEFING = """Briefing at the pier

ADA HOLM: Good morning. (LAUGHTER) The pier stays open.

We have the money.

(APPLAUSE)

SEN. BO LIND (I-HARBOUR): For how long? [crosstalk]

ADA HOLM: (INAUDIBLE)
"""


def transcript(text: str) -> Document:
    return read_text(text, Options(type="transcript"))


def turns(document: Document) -> list[tuple[str | None, list[str]]]:
    return [(b.author, [document[w] for w in b.words]) for b in document.blocks if b.kind == "turn"]


def test_turns_have_a_label_and_words_without_notes() -> None:
    assert turns(transcript(BRIEFING)) == [
        ("ADA HOLM", ["Good morning.", "The pier stays open.", "We have the money."]),
        ("SEN. BO LIND (I-HARBOUR)", ["For how long?"]),
        ("ADA HOLM", []),
    ]


def test_the_label_is_the_signature() -> None:
    document = transcript(BRIEFING)
    turn = next(b for b in document.blocks if b.kind == "turn")
    assert [document[s] for s in turn.signature] == ["ADA HOLM"]


def test_what_stands_before_the_first_turn_is_no_turn() -> None:
    document = transcript(BRIEFING)
    assert document[document.blocks[0].span] == "Briefing at the pier"
    assert document.blocks[0].kind != "turn"


def test_labels_in_mixed_case_count_when_they_recur() -> None:
    text = "Ada Holm: Is it true?\n\nBo Lind: It is.\n\nHere is why: we have no money.\n\nAda Holm: I see.\n\nBo Lind: Good."
    assert [label for label, _ in turns(transcript(text))] == ["Ada Holm", "Bo Lind", "Ada Holm", "Bo Lind"]


def test_a_colon_inside_a_turn_starts_no_turn() -> None:
    text = "ADA HOLM: Listen.\n\nThis is my promise: we stay.\n\nBO LIND: Fine."
    assert len(turns(transcript(text))) == 2


def test_a_transcript_without_labels_is_one_turn() -> None:
    document = transcript("My friends, the pier stays.\n\nThank you.")
    assert turns(document) == [(None, ["My friends, the pier stays.", "Thank you."])]


def test_words_in_brackets_that_are_no_note_stay_words() -> None:
    assert turns(transcript("ADA HOLM: The union (WPU) agrees."))[0][1] == ["The union (WPU) agrees."]
