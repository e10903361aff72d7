"""A brief as JSON."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.report.brief.types import (
    Amount,
    Amounts,
    Brief,
    Claim,
    From,
    Pair,
    Quote,
    Saying,
    Side,
    Source,
    When,
    Who,
)

Json = dict[str, Any]


def line(brief: Brief) -> str:
    """The brief as one line of JSON, without the line break."""
    left = brief.left
    return msgspec.json.encode(
        {
            "topic": brief.topic,
            "statements": brief.statements,
            "speakers": brief.speakers,
            "documents": brief.documents,
            "first": brief.first,
            "last": brief.last,
            "some": brief.some,
            "said": [_saying(one) for one in brief.said],
            "conflicts": [_pair(one) for one in brief.conflicts],
            "figures": [_amounts(one) for one in brief.figures],
            "changes": [_pair(one) for one in brief.changes],
            "altered": [_pair(one) for one in brief.altered],
            "claims": [_claim(one) for one in brief.claims],
            "sources": [_source(one) for one in brief.sources],
            "left_out": {
                "said": left.said,
                "conflicts": left.conflicts,
                "figures": left.figures,
                "changes": left.changes,
                "altered": left.altered,
                "claims": left.claims,
                "beyond": left.beyond,
            },
        }
    ).decode()


def _quote(one: Quote) -> Json:
    parts = zip(one.spans, one.parts, strict=True)
    return {
        "document": one.document,
        "spans": [{"start": span.start, "end": span.end, "text": text} for span, text in parts],
        "before": one.before,
        "after": one.after,
    }


def _who(one: Who | None) -> Json | None:
    if one is None:
        return None
    return {"id": one.id, "name": one.name, "kind": one.kind, "role": one.role and _quote(one.role)}


def _when(one: When) -> Json:
    return {
        "date": one.date,
        "expression": one.expression and _quote(one.expression),
        "printed": one.printed,
    }


def _saying(one: Saying) -> Json:
    return {
        "statement": one.statement,
        "quote": _quote(one.quote),
        "cue": one.cue and _quote(one.cue),
        "quotation": one.quotation,
        "speaker": _who(one.who),
        "said": _when(one.when),
        "act": one.act,
        "channel": one.channel,
        "via": list(one.via),
        "also": [{"statement": id, **_quote(quote)} for id, quote in zip(one.copies, one.also, strict=True)],
    }


def _pair(one: Pair) -> Json:
    return {"type": one.kind, "a": _side(one.a), "b": _side(one.b), "confidence": one.confidence}


def _side(one: Side) -> Json:
    return {
        **_saying(one.saying),
        "wording": one.wording,
        "decides": [_quote(quote) for quote in one.decides],
    }


def _amounts(one: Amounts) -> Json:
    return {
        "unit": one.unit,
        "compatible": one.compatible,
        "figures": [_amount(amount) for amount in one.amounts],
        "camps": [list(camp) for camp in one.camps],
        "apart": [list(pair) for pair in one.apart],
    }


def _amount(one: Amount) -> Json:
    return {
        "quote": _quote(one.quote),
        "value": one.value,
        "bound": one.bound,
        "low": one.low,
        "high": one.high,
        "unit": one.unit,
        "place": one.place,
        "speaker": _who(one.who),
        "own_voice": one.own_voice,
        "said": _when(one.when),
        "also": [_quote(quote) for quote in one.also],
    }


def _claim(one: Claim) -> Json:
    return {
        "quote": _quote(one.quote),
        "quotation": one.quotation,
        "independent": len(one.origins),
        "origins": [_from(origin) for origin in one.origins],
        "unsure": [_from(origin) for origin in one.unsure],
        "unknown": [_quote(quote) for quote in one.unknown],
        "repeats": [{"outlet": outlet, "of": of} for outlet, of in one.repeats],
    }


def _from(one: From) -> Json:
    return {
        "name": one.name,
        "kind": one.kind,
        "through": one.through,
        "first": one.first,
        "credit": one.credit and _quote(one.credit),
        "quotes": [_quote(quote) for quote in one.quotes],
    }


def _source(one: Source) -> Json:
    return {
        "id": one.id,
        "label": one.label,
        "input_id": one.input_id,
        "type": one.type,
        "title": one.title,
        "publisher": one.publisher,
        "author": one.author,
        "published": one.date,
        "url": one.url,
    }
