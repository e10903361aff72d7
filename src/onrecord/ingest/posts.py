"""Posts embedded in plain text, as blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.ingest.links import trimmed, without_links
from onrecord.ingest.post_words import counted_length, length_limit, line_breaks, words_start
from onrecord.ingest.signatures import Signature, leading_signature, signatures
from onrecord.model import Block, Span


def with_posts(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """``blocks`` of plain ``text`` with each embedded post as a ``post`` block.

    What is left of a paragraph around a post stays a block of its kind.
    """
    found = [s for s in signatures(text) if not _in_post(blocks, s.start)]
    return tuple(_with_leading(text, _with_signed(text, blocks, found) if found else blocks))


def _with_signed(text: str, blocks: Sequence[Block], found: Sequence[Signature]) -> list[Block]:
    """``blocks`` with the posts that end in the signatures ``found``."""
    done: list[Block] = []
    queue = list(reversed(blocks))
    usual = _usual_gap(text, blocks)
    for signature in found:
        while queue and queue[-1].span.end <= signature.start:
            done.append(queue.pop())
        lower = next((b.span.end for b in reversed(done) if b.kind == "post"), 0)
        start = words_start(text, signature, done, queue[-1] if queue else None, lower, usual)
        while done and done[-1].span.start >= start:
            done.pop()
        rest = _cut_off(text, done, queue, start, signature)
        done.extend(rest)
        done.append(_post(text, start, signature))
        _skip_to(text, queue, signature.end)
    done.extend(reversed(queue))
    return done


def _in_post(blocks: Sequence[Block], at: int) -> bool:
    """Whether the block around ``at`` is a post already, from a page's markup."""
    index = bisect_right(blocks, at, key=lambda b: b.span.start) - 1
    return index >= 0 and blocks[index].kind == "post" and at < blocks[index].span.end


def _with_leading(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """``blocks`` with paragraphs that begin with a signature as posts."""
    for block in blocks:
        sign = (
            leading_signature(text, block.span.start, block.span.end) if block.kind == "paragraph" else None
        )
        words = without_links(text, sign.end, block.span.end) if sign else ()
        if sign is None or not words or counted_length(text, sign.end, block.span.end) > length_limit(None):
            yield block
            continue
        yield Block(
            "post",
            block.span,
            words=words,
            signature=(sign.span,),
            author=text[sign.name.start : sign.name.end],
            handle=text[sign.handle.start : sign.handle.end],
        )


def _usual_gap(text: str, blocks: Sequence[Block]) -> int:
    """How many line breaks stand between most blocks."""
    gaps = Counter(line_breaks(text, a.span.end, b.span.start) for a, b in pairwise(blocks))
    return gaps.most_common(1)[0][0] if gaps else 1


def _post(text: str, start: int, signature: Signature) -> Block:
    words = without_links(text, start, signature.start)
    return Block(
        "post",
        Span(words[0].start if words else min(start, signature.start), signature.end),
        words=words,
        signature=(signature.span,),
        author=" ".join(text[signature.name.start : signature.name.end].split()),
        handle=text[signature.handle.start : signature.handle.end],
        date=signature.date,
        url=signature.url,
    )


def _cut_off(
    text: str, done: list[Block], queue: list[Block], start: int, signature: Signature
) -> list[Block]:
    """The part of a block that stands before a post's words, taken off ``done`` or ``queue``."""
    if done and done[-1].kind != "post" and done[-1].span.end > start:
        cut = done.pop()
    elif queue and queue[-1].span.start < min(start, signature.start):
        cut = queue[-1]
    else:
        return []
    before = trimmed(text, cut.span.start, min(start, signature.start))
    return [Block(cut.kind, before)] if before else []


def _skip_to(text: str, queue: list[Block], end: int) -> None:
    """Drop blocks that end before ``end`` and shorten the one that goes on after it."""
    while queue and queue[-1].span.end <= end:
        queue.pop()
    if queue and queue[-1].span.start < end:
        cut = queue.pop()
        if rest := trimmed(text, end, cut.span.end):
            queue.append(Block(cut.kind, rest))
