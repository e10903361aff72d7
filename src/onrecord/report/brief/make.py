"""From the record to a brief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.model import Document, Span, site
from onrecord.record import origins
from onrecord.record.origins import Claim as Found
from onrecord.record.store import Record
from onrecord.record.topic import Topic, topic
from onrecord.relate.origins import Origin
from onrecord.report.brief.amounts import amounts
from onrecord.report.brief.pairs import pairs
from onrecord.report.brief.quotes import excerpt, quote
from onrecord.report.brief.said import Wordings, extent, in_time
from onrecord.report.brief.types import (
    Amounts,
    Brief,
    Claim,
    From,
    Left,
    Pair,
    Quote,
    Saying,
    Source,
)

LIMIT = 30
_FEWER = 3  # times fewer pairs, figures and claims than sayings


def brief(
    record: Record,
    words: str,
    *,
    speaker: str | None = None,
    since: str | None = None,
    until: str | None = None,
    publisher: str | None = None,
    limit: int = LIMIT,
) -> Brief:
    """A cited account of what the record has on ``words``, or in the document whose id or input
    id they are: ``limit`` sayings at most and a third as many of all else, the most telling ones;
    ``left`` counts the others.

    Raises ValueError for a filter that cannot be one, RecordError when the record cannot be read.
    """
    if limit < 1:
        raise ValueError(f"limit is at least 1, not {limit}")
    return of_topic(
        topic(record, words, speaker=speaker, since=since, until=until, publisher=publisher), limit
    )


def of_topic(found: Topic, limit: int = LIMIT) -> Brief:
    """The brief of a topic."""
    fewer = -(-limit // _FEWER)
    claims = origins.claims(found, fewer)
    found = found.in_time
    wordings = Wordings(found, [o.statements[0] for one in claims for o in one.origins if o.statements])
    groups = sorted(wordings.groups, key=lambda group: -group.worth)
    focus = {one.statement.id: _repeated(found, one.statement.id) for one in found.stated}
    printed = {one.document.id: one.document.published for one in found.stated}
    said = sorted(
        (wordings.saying(group, focus) for group in groups[:limit]),
        key=lambda saying: in_time(saying, printed[saying.quote.document]),
    )
    conflicts, changes = (pairs(found, wordings, kind) for kind in ("contradicts", "revises"))
    altered = pairs(found, wordings, "altered")
    figures = amounts(found, wordings)
    told = [_claim(found, wordings, one) for one in claims]
    first, last = extent(wordings.saying(group) for group in wordings.groups)
    made = Brief(
        topic=found.words,
        statements=len(found.stated),
        speakers=len({one.speaker.id for one in found.stated if one.speaker}),
        documents=len(found.readings),
        first=first,
        last=last,
        said=tuple(said),
        conflicts=tuple(conflicts[:fewer]),
        changes=tuple(changes[:fewer]),
        altered=tuple(altered[:fewer]),
        figures=tuple(figures[:fewer]),
        claims=tuple(told[: fewer // _FEWER + 1]),
        sources=(),
        left=Left(
            said=len(groups) - len(said),
            conflicts=max(0, len(conflicts) - fewer),
            changes=max(0, len(changes) - fewer),
            altered=max(0, len(altered) - fewer),
            figures=max(0, len(figures) - fewer),
            claims=max(0, len(claims) - fewer // _FEWER - 1),
            beyond=found.beyond,
        ),
        some=found.some,
    )
    return _with_sources(made, found)


def _repeated(found: Topic, id: str) -> list[Span]:
    """The words of a statement that others repeat."""
    return [
        one.span
        for relation in found.relations
        if relation.type == "same_words" and id in (relation.a, relation.b)
        for one in relation.evidence
        if one.statement == id
    ]


def _claim(topic: Topic, wordings: Wordings, found: Found) -> Claim:
    centre = wordings.stated(found.statements[0])
    return Claim(
        excerpt(centre),
        centre.statement.quotation,
        tuple(_from(topic, wordings, found, one) for one in found.origins),
        tuple((one.outlet, one.of) for one in found.repeats),
        tuple(_from(topic, wordings, found, one) for one in found.unsure),
        tuple(quote(one.document, one.statement.content) for one in map(wordings.stated, found.unknown)),
    )


def _from(topic: Topic, wordings: Wordings, found: Found, origin: Origin) -> From:
    documents = {one.document.id: one.document for one in topic.stated}
    credit = None
    if origin.first:
        named = {origin.name, origin.through} | {*origin.outlets}
        credit = next(
            (quote(documents[id], (one.span,)) for id, one in found.credits if one.name in named), None
        )
    stated = (wordings.stated(id) for id in origin.statements)
    quotes = [quote(one.document, one.statement.content) for one in stated]
    return From(origin.name, origin.kind, origin.through, origin.first, credit, tuple(quotes))


def _with_sources(made: Brief, topic: Topic) -> Brief:
    """The brief with the documents that it cites, in the order in which they were published."""
    cited = {*_cited(made)}
    documents = [one.document for one in topic.readings.values() if one.document.id in cited]
    documents.sort(key=lambda one: (one.published or "9999", one.id))
    seen: Counter[str] = Counter()
    sources = []
    for one in documents:
        label = _label(one)
        seen[label] += 1
        sources.append(_source(one, label if seen[label] == 1 else f"{label} ({seen[label]})"))
    return replace(made, sources=tuple(sources))


def _label(one: Document) -> str:
    """By what a citation names a document: its outlet and day."""
    outlet = one.publisher or (one.handle and f"@{one.handle}") or site(one.url) or f"{one.type} {one.id[:6]}"
    return f"{outlet} {one.published[:10]}" if one.published else outlet


def _source(one: Document, label: str) -> Source:
    return Source(
        one.id,
        label,
        one.type,
        one.title,
        one.publisher,
        one.author,
        one.published,
        one.url,
        one.input_id,
    )


def _cited(made: Brief) -> Iterator[str]:
    """The documents of every quote in it."""
    return (one.document for one in quotes(made))


def quotes(made: Brief) -> Iterator[Quote]:
    """Every quote in a brief."""
    for saying in made.said:
        yield from _of_saying(saying)
    for pair in (*made.conflicts, *made.changes, *made.altered):
        yield from _of_pair(pair)
    for group in made.figures:
        yield from _of_amounts(group)
    for claim in made.claims:
        yield claim.quote
        yield from claim.unknown
        for one in (*claim.origins, *claim.unsure):
            yield from one.quotes
            yield from _some(one.credit)


def _of_saying(saying: Saying) -> Iterator[Quote]:
    yield saying.quote
    yield from saying.also
    yield from _some(saying.cue, saying.when.expression, saying.who.role if saying.who else None)


def _of_pair(pair: Pair) -> Iterator[Quote]:
    for side in (pair.a, pair.b):
        yield from _of_saying(side.saying)
        yield from side.decides


def _of_amounts(group: Amounts) -> Iterator[Quote]:
    for amount in group.amounts:
        yield amount.quote
        yield from amount.also
        yield from _some(amount.when.expression, amount.who.role if amount.who else None)


def _some(*found: Quote | None) -> Iterable[Quote]:
    return [one for one in found if one is not None]
