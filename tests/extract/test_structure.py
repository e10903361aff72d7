"""Posts and turns: statements by structure."""

from __future__ import annotations

from onrecord.extract.structure import METHOD, of_blocks
from onrecord.model import Block, BlockKind, Document, Span

TEXT = "Not today.  pic.example.org/1  Not ever. — Ida Holm (@idaholm) May 2, 2024"


def span(part: str, text: str = TEXT) -> Span:
    at = text.index(part)
    return Span(at, at + len(part))


POST = Block(
    "post",
    Span(0, len(TEXT)),
    words=(span("Not today."), span("Not ever.")),
    signature=(span("Ida Holm (@idaholm)"),),
    author="Ida Holm",
    handle="idaholm",
    date="2024-05-02",
)


def test_a_post_is_its_authors_own_words() -> None:
    document = Document(TEXT, blocks=(POST,))
    (statement,) = of_blocks(document)
    assert [document[s] for s in statement.content] == ["Not today.", "Not ever."]
    assert [document[s] for s in statement.source] == ["Ida Holm (@idaholm)"]
    assert statement.cue == ()
    assert statement.quotation == "post"
    assert statement.confidence == 1.0
    assert statement.method == METHOD
    assert statement.document == document.id


def test_a_post_without_a_signature_has_no_source() -> None:
    (statement,) = of_blocks(
        Document(TEXT, type="post", blocks=(Block("post", Span(0, 10), words=(Span(0, 10),)),))
    )
    assert statement.source == ()


def test_a_turn_is_its_speakers_own_words() -> None:
    text = "HOLM: Not today."
    turn = Block("turn", Span(0, 16), words=(Span(6, 16),), signature=(Span(0, 4),), author="HOLM")
    document = Document(text, type="transcript", blocks=(turn,))
    (statement,) = of_blocks(document)
    assert [document[s] for s in statement.source] == ["HOLM"]
    assert [document[s] for s in statement.content] == ["Not today."]
    assert statement.quotation == "post"


def test_a_block_without_words_says_nothing() -> None:
    blocks = (Block("post", Span(0, 5), signature=(Span(0, 5),)), Block("turn", Span(0, 5)))
    assert of_blocks(Document(TEXT, blocks=blocks)) == []


def test_prose_is_not_read_by_structure() -> None:
    kinds: tuple[BlockKind, ...] = ("paragraph", "heading", "list_item", "caption")
    blocks = tuple(Block(kind, Span(0, 10), words=(Span(0, 10),)) for kind in kinds)
    assert of_blocks(Document(TEXT, blocks=blocks)) == []


def test_every_block_gives_its_own_statement_in_order() -> None:
    text = "A: One.\n\nB: Two.\n\nA: One."
    blocks = tuple(
        Block("turn", Span(a, a + 7), words=(Span(a + 3, a + 7),), signature=(Span(a, a + 1),))
        for a in (0, 9, 18)
    )
    statements = of_blocks(Document(text, type="transcript", blocks=blocks))
    assert [s.content[0].start for s in statements] == [3, 12, 21]
    assert len({s.id for s in statements}) == 3
