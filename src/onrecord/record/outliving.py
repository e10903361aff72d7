"""Decisions that outlive the version of a page that they were made on.

A decision holds on to a passage. Where a version is removed and later ones print the same
passage, it is about what stands in these from then on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from sqlalchemy import Connection, select

from onrecord.model import Statement
from onrecord.record import decisions
from onrecord.record.decisions import Decision
from onrecord.record.reattach import carried
from onrecord.record.schema import decision, document


def hand_on(connection: Connection, going: Collection[str]) -> None:
    """Put what was decided on documents that are about to be removed on record for the next later
    versions of their pages that print the passage, by the same author and of the same time."""
    made_on = document.c.seq.label("version"), document.c.text
    about = select(decision, *made_on).join(document, document.c.id == decision.c.document)
    rows = connection.execute(about.where(document.c.id.in_(going)).order_by(decision.c.seq)).all()
    for row in rows:
        one = decisions.to_decision(row)
        decisions.add(connection, _heirs(connection, one, row.version, row.text, going))


def _heirs(
    connection: Connection, one: Decision, seq: int, text: str, going: Collection[str]
) -> Iterator[Decision]:
    """The decision as each next version has it, or, where that has not, the next after that."""
    todo = [seq]
    while todo:
        later = select(document.c.seq, document.c.id, document.c.text)
        for row in connection.execute(later.where(document.c.supersedes == todo.pop())).all():
            heir = None if row.id in going else carried(one, text, row.id, row.text)
            if heir is None:
                todo.append(row.seq)
            else:
                target = Statement(row.id, heir.content, heir.source, heir.cue).id
                heir = replace(heir, target=target)
                yield replace(heir, id=decisions.decision_id(heir))
