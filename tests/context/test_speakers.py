"""Speakers: who is behind a source, by the cases of speakers.tsv and by what must hold throughout."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from onrecord.context.speakers import SpeakerFinding, resolve
from onrecord.extract.labelled import of_paragraphs
from onrecord.ingest import Options, read_text
from onrecord.model import Block, Document, Span, Speaker, Statement

TABLE = Path(__file__).with_name("speakers.tsv")
_MARK = re.compile(r"\[([^\]]*)\]")
_SENTENCE = re.compile(r"[.!?:](?=\s|$)|\n|$")


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def marked(shown: str) -> tuple[Document, list[Statement]]:
    """The document of a case, with a statement for each bracketed source."""
    shown = shown.replace(" ¶ ", "\n")
    text, sources, at = "", [], 0
    for match in _MARK.finditer(shown):
        text += shown[at : match.start()]
        sources.append(Span(len(text), len(text) + len(match[1])))
        text += match[1]
        at = match.end()
    text += shown[at:]
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    document = Document(text, blocks=tuple(Block("paragraph", s) for s in spans))
    return document, [Statement(document.id, (content(text, s),), (s,)) for s in sources]


def content(text: str, source: Span) -> Span:
    """What a case's source says: the quotation before it, else what follows in its sentence."""
    if text[max(0, source.start - 2) : source.start] == "” ":
        return Span(text.rindex("“", 0, source.start) + 1, source.start - 2)
    end = _SENTENCE.search(text, source.end + 2)
    assert end is not None
    return Span(source.end + 1, max(end.start(), source.end + 2))


def of_text(shown: str) -> tuple[Document, list[SpeakerFinding]]:
    document, statements = marked(shown)
    found = resolve(document, statements)
    return document, [found[s.id] for s in statements]


def speaker_of(finding: SpeakerFinding) -> Speaker:
    assert finding.speaker is not None, finding.reason
    return finding.speaker


@pytest.mark.parametrize(("shown", "name", "kind", "role"), rows(), ids=lambda v: v[:60])
def test_speaker(shown: str, name: str, kind: str, role: str) -> None:
    _, findings = of_text(shown)
    speaker = findings[-1].speaker
    found = (speaker.name, speaker.kind, speaker.role or "-") if speaker else ("-", "-", "-")
    assert found == (name, kind, role)


def test_mentions_of_one_person_have_one_id() -> None:
    _, found = of_text(
        "[Lena Osterby] spoke of ships. [She] said more. [Osterby] agreed. [Karl Voss] did not."
    )
    ids = [speaker_of(f).id for f in found]
    assert len(set(ids[:3])) == 1
    assert ids[3] != ids[0]


def test_a_full_name_has_the_same_id_in_every_document() -> None:
    _, one = of_text("[Lena Osterby] said the pier was old.")
    _, other = of_text("[Mayor Lena Osterby] denied that the bridge was new.")
    assert speaker_of(one[0]).id == speaker_of(other[0]).id


@pytest.mark.parametrize("source", ["A harbor official", "Osterby", "Critics", "The government"])
def test_who_has_no_full_name_is_told_apart_between_documents(source: str) -> None:
    _, one = of_text(f"[{source}] said the pier was old.")
    _, other = of_text(f"[{source}] denied that the bridge was new.")
    assert speaker_of(one[0]).id != speaker_of(other[0]).id


def test_two_unnamed_officials_of_one_document_are_two() -> None:
    _, found = of_text(
        "[A harbor official] said it was old. [The official] said more. [A second official] denied it."
    )
    ids = [speaker_of(f).id for f in found]
    assert ids[0] == ids[1] != ids[2]


def test_several_at_once_are_a_group_with_members() -> None:
    _, found = of_text("[Mayor Lena Osterby and Karl Voss] said the pier was old. [Osterby] said more.")
    together, alone = (speaker_of(f) for f in found)
    assert [m.name for m in together.members] == ["Lena Osterby", "Karl Voss"]
    assert together.members[0].id == alone.id
    assert together.members[0].role == "Mayor"
    assert together.role is None


def test_findings_carry_method_confidence_and_the_words_that_support_them() -> None:
    document, found = of_text("[Lena Osterby, the mayor of Kesley,] said it was old. [She] said more.")
    by_field = {f.field: f for f in found[1].findings}
    assert set(by_field) == {"speaker", "kind", "role"}
    assert [document[s] for s in by_field["speaker"].spans] == ["She", "Lena Osterby"]
    assert [document[s] for s in by_field["role"].spans] == ["mayor of Kesley"]
    assert all(0 < f.confidence <= 1 and f.method for f in by_field.values())


def test_no_speaker_comes_with_a_reason() -> None:
    _, found = of_text("[He] said it was raining.")
    assert found[0].speaker is None
    assert found[0].reason
    assert found[0].findings[0].reason == found[0].reason


def test_a_statement_without_source_stays_unknown() -> None:
    document = Document("There had been reports that the pier would close.")
    statement = Statement(document.id, (Span(29, 48),), cue=(Span(15, 22),))
    found = resolve(document, [statement])[statement.id]
    assert found.speaker is None
    assert found.reason == "the text names no source"


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("He said sorry on Instagram. Voters have signed a petition.", "petition"),
        ("Ruth Amsel shared an open letter on Facebook.", "open letter"),
        ("Fans told the BBC of the cloth that they hung from the pier.", None),
        ("Norvane Robotics sent its customers a notice.", "notice"),
        ("Norvane Robotics grew.", None),
        ("Ruth Amsel tore up the bill and signed a petition.", "petition"),
    ],
)
def test_only_a_document_reads(before: str, name: str | None) -> None:
    text = f"{before} “We want him gone,” it reads."
    at, end = text.index("“") + 1, text.index("”")
    document = Document(text, blocks=(Block("paragraph", Span(0, len(text))),))
    source, cue = Span(end + 2, end + 4), Span(end + 5, end + 10)
    statement = Statement(document.id, (Span(at, end),), (source,), (cue,), "direct")
    found = resolve(document, [statement])[statement.id]
    assert (found.speaker and found.speaker.name) == name
    assert found.speaker is None or found.speaker.kind == "document"


def test_a_quotation_that_goes_on_without_a_source_keeps_its_speaker() -> None:
    text = "“The pier is old,” Karl Voss said. “It will close.”"
    document = Document(text, blocks=(Block("paragraph", Span(0, len(text))),))
    first = Statement(document.id, (Span(1, 17),), (Span(19, 28),), (Span(29, 33),), "direct")
    second = Statement(document.id, (Span(36, 50),), quotation="direct")
    found = resolve(document, [first, second])
    assert speaker_of(found[second.id]).name == "Karl Voss"


POSTS = """Harbor chief Lena Osterby wrote that the pier is old and will close on Friday, and Karl Voss objected.

“The old pier will close for good on Friday at noon,” she posted.

The old pier will close for good on Friday at noon.
— Lena Q. Osterby – Harbor (@LenaAtTheHarbor) May 4, 2021

“Nobody asked the crews who work there every single day,” the critic wrote.

Nobody asked the crews who work there every single day.
— Karl Voss (@kvoss) May 4, 2021"""


def posts() -> tuple[Document, list[Statement]]:
    document = read_text(POSTS)
    statements = []
    for source in ("she", "the critic"):
        at = POSTS.index(f"” {source} ") + 2
        quoted = Span(POSTS.rindex("“", 0, at) + 1, at - 2)
        statements.append(
            Statement(document.id, (quoted,), (Span(at, at + len(source)),), quotation="direct")
        )
    statements += [
        Statement(document.id, b.words, b.signature, quotation="post")
        for b in document.blocks
        if b.kind == "post"
    ]
    return document, statements


def test_a_signature_gives_the_fullest_name_to_all_of_a_speakers_statements() -> None:
    document, statements = posts()
    found = resolve(document, statements)
    speakers = [speaker_of(found[s.id]) for s in statements]
    assert len(speakers) == 4
    assert speakers[0] == speakers[2]
    assert (speakers[0].name, speakers[0].role) == ("Lena Q. Osterby", "Harbor chief")


def test_a_post_of_the_same_words_says_whom_a_description_means() -> None:
    document, statements = posts()
    found = resolve(document, statements)
    assert speaker_of(found[statements[1].id]).name == "Karl Voss"
    assert found[statements[1].id].findings[0].method == "same words as the post"


def test_turns_of_a_transcript_belong_to_the_name_behind_the_label() -> None:
    text = "KARL VOSS: Good morning. Lena is here.\n\nLENA OSTERBY: Thank you.\n\nVOSS: Questions?\n\nQUESTION: Why?\n"
    document = read_text(text, Options(type="transcript"))
    statements = [
        Statement(document.id, b.words, b.signature, quotation="post")
        for b in document.blocks
        if b.kind == "turn"
    ]
    found = resolve(document, statements)
    names = [f.speaker.name if (f := found[s.id]).speaker else None for s in statements]
    assert names == ["Karl Voss", "Lena Osterby", "Karl Voss", None]


def labelled(text: str) -> list[tuple[str | None, str]]:
    document = read_text(text)
    statements = of_paragraphs(document)
    found = resolve(document, statements)
    return [(f.speaker.name if (f := found[s.id]).speaker else None, f.reason or "") for s in statements]


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        ("Lena Osterby spoke with the Lenning Bulletin after the vote.", "Lena Osterby"),
        ("Lena Osterby, the harbor chief, answered our questions. It was cold.", "Lena Osterby"),
        ("This is an edited interview with Lena Osterby.", "Lena Osterby"),
        ("In an interview with Karl Voss of the Bulletin, Lena Osterby spoke of ships.", "Lena Osterby"),
        ("Lena Osterby talked to the Bulletin's Karl Voss.", "Lena Osterby"),
        ("Karl Voss left. Lena Osterby was interviewed by the Bulletin.", "Lena Osterby"),
        ("Lena Osterby and Karl Voss spoke with the Bulletin.", None),
        ("Lena Osterby left. Here is what the harbor said.", None),
    ],
)
@pytest.mark.parametrize("mark", [":", "."])
def test_who_answers_behind_a_letter_is_who_was_introduced(lead: str, name: str | None, mark: str) -> None:
    text = f"{lead}\n\nQ{mark} Will it open?\n\nA{mark} You will see.\n\nQ{mark} When?\n\nA{mark} We say May."
    assert [who for who, _ in labelled(text)] == [None, name, None, name]


def test_initials_before_anybody_has_spoken_are_of_who_was_named() -> None:
    text = "Lena Osterby met Karl Voss.\n\nKV: Will it open?\n\nLO: You will see.\n\nKV: When?"
    assert [who for who, _ in labelled(text)] == ["Karl Voss", "Lena Osterby", "Karl Voss"]


def test_a_papers_label_with_and_without_its_article_is_one_speaker() -> None:
    text = "THE LEDGER: Will it open?\n\nLENA OSTERBY: You will see.\n\nLEDGER: When?\n\nOSTERBY: We say May."
    assert len({who for who, _ in labelled(text)}) == 2


def test_labelled_speech_in_a_report_is_by_the_fullest_name_in_the_text() -> None:
    text = (
        "Commissioner Owen Strand met Ada Quill of Radio Lenning.\n\n"
        "QUILL: Will it open?\n\nSTRAND: You will see.\n\nMs. Quill: When?\n\nREPORTER: Where?\n\n"
        "DEPUTY MAYOR LENA OSTERBY: Wait.\n\nOSTERBY: You will see."
    )
    names = [name for name, _ in labelled(text)]
    assert names == ["Ada Quill", "Owen Strand", "Ada Quill", None, "Lena Osterby", "Lena Osterby"]


def test_initials_are_those_of_somebody_who_has_spoken() -> None:
    text = "They met.\n\nAda Quill: Will it open?\n\nOwen Strand: You will see.\n\nAQ: When?\n\nOS: We wait."
    assert [name for name, _ in labelled(text)] == ["Ada Quill", "Owen Strand", "Ada Quill", "Owen Strand"]


def test_question_and_answer_name_nobody() -> None:
    found = labelled("The mayor was asked.\n\nQ: Will it open?\n\nA: You will see.")
    assert found == [(None, "the label names nobody")] * 2


def test_a_post_is_its_authors() -> None:
    document = Document("The pier is old.", "post", author="Gov. Milton Achebe", handle="GovAchebe")
    statement = Statement(document.id, (Span(0, 16),), quotation="post")
    speaker = speaker_of(resolve(document, [statement])[statement.id])
    assert (speaker.name, speaker.kind, speaker.role) == ("Milton Achebe", "person", "Gov.")


def test_in_a_post_the_first_person_is_its_author() -> None:
    document = Document("I said the pier was old.", "post", author="Karl Voss")
    statement = Statement(document.id, (Span(7, 23),), (Span(0, 1),))
    assert speaker_of(resolve(document, [statement])[statement.id]).name == "Karl Voss"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "“",
        "\n\n",
        "’s",
        "A",
        "of of of",
        "Mr.",
        "— (@x)",
        "🌲 🌲",
        "é́",
        "The The The",
        "the two",
        "’",
    ],
)
def test_any_text_can_be_a_source(text: str) -> None:
    whole = f"{text or 'x'} said so."
    document = Document(whole)
    statement = Statement(document.id, (Span(len(whole) - 3, len(whole) - 1),), (Span(0, len(text) or 1),))
    assert statement.id in resolve(document, [statement])


def test_no_statements_give_no_speakers() -> None:
    assert resolve(Document("Nobody spoke."), []) == {}


@pytest.mark.parametrize(
    "word", ["Mr. ", "University of ", "the ", "president ", "“a ", "Ann Pell said. ", "’s "]
)
def test_time_grows_with_the_length_of_the_text(word: str) -> None:
    text = word * 20_000
    document = Document(text)
    statements = [
        Statement(document.id, (Span(i + 50, i + 60),), (Span(i, i + 40),))
        for i in range(0, len(text) - 100, 500)
    ]
    start = time.process_time()
    resolve(document, [*statements, Statement(document.id, (Span(9, 10),), (Span(0, len(text)),))])
    assert time.process_time() - start < 5


def test_it_read_means_the_document_told_of_last() -> None:
    text = "The letter said no. Ruth Amsel posted a notice. “We want him gone,” it read."
    at, end = text.index("“") + 1, text.index("”")
    document = Document(text, blocks=(Block("paragraph", Span(0, len(text))),))
    letter = Statement(document.id, (Span(16, 18),), (Span(0, 10),), (Span(11, 15),))
    notice = Statement(
        document.id, (Span(at, end),), (Span(end + 2, end + 4),), (Span(end + 5, end + 9),), "direct"
    )
    found = resolve(document, [letter, notice])
    speakers = [found[statement.id].speaker for statement in (letter, notice)]
    assert [speaker and speaker.name for speaker in speakers] == ["letter", "notice"]
