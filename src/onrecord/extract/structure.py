"""Statements that a document's structure shows: posts and the turns of a transcript."""

from __future__ import annotations

from onrecord.model import Block, Document, Statement

METHOD = "structure"


def of_blocks(document: Document) -> list[Statement]:
    """One statement for each embedded post, and for each turn that has words."""
    return [s for block in document.blocks if (s := _of_block(document, block))]


def _of_block(document: Document, block: Block) -> Statement | None:
    if block.kind not in ("post", "turn") or not block.words:
        return None
    return Statement(
        document=document.id,
        source=block.signature,
        cue=(),
        content=block.words,
        quotation="post",
        confidence=1.0,
        method=METHOD,
    )
