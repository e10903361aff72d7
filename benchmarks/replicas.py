"""A large record made of a small one: its readings again and again, with other words.

usage: python -m benchmarks.replicas SMALL LARGE STATEMENTS

Adds readings to LARGE by ``Record.add`` until it has so many statements, and prints what
that cost. A copy has a third of the words replaced, each by one as long that is drawn by its
frequency in SMALL, so that every span stays where it is; speakers stay, dates move.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from onrecord.model import Reading
from onrecord.record import Record, open_record

_WORD = re.compile(r"[A-Za-z]{3,}")
_KEPT = 2_000  # readings of SMALL that are copied; all are held in memory
_CHANGED = 1 / 3


def words_of(readings: list[Reading]) -> dict[int, list[str]]:
    """A fifth of the words of the readings, by length and as often as they occur."""
    words: dict[int, list[str]] = defaultdict(list)
    chance = random.Random(20)
    for one in readings:
        for found in _WORD.finditer(one.document.text):
            if chance.random() < 0.2:
                words[len(found.group())].append(found.group().lower())
    return words


def copy(one: Reading, number: int, words: dict[int, list[str]], chance: random.Random) -> Reading:
    """``one`` with other words, as another document."""

    def other(found: re.Match[str]) -> str:
        word = found.group()
        if chance.random() > _CHANGED or len(word) not in words:
            return word
        drawn = chance.choice(words[len(word)])
        return drawn.capitalize() if word[0].isupper() else drawn

    document = replace(
        one.document,
        text=_WORD.sub(other, one.document.text),
        url=f"https://copy{number % 40}.example/{number}",
        input_id=f"copy/{number}",
        published=_moved(one.document.published, chance.randrange(2_000)),
    )
    renamed = {old.id: replace(old, document=document.id) for old in one.statements}
    return Reading(
        document,
        tuple(renamed[old.id] for old in one.statements),
        one.notes,
        {renamed[id].id: context for id, context in one.contexts.items()},
        tuple(
            replace(figure, statement=renamed[figure.statement].id if figure.statement else None)
            for figure in one.figures
        ),
    )


def _moved(published: str | None, days: int) -> str | None:
    try:
        return str(date.fromisoformat((published or "")[:10]) - timedelta(days=days))
    except ValueError:
        return published


def _sample(record: Record) -> list[Reading]:
    found = (record.reading(document.id) for document in islice(record.documents(), _KEPT))
    return [one for one in found if one]


def main(small: str, large: str, statements: int) -> None:
    """Fill LARGE."""
    with open_record(small, read_only=True) as record:
        readings = _sample(record)
    words = words_of(readings)
    added = spent = 0.0
    with open_record(large) as record:
        counts = record.counts()
        number, have = counts.documents, counts.statements
        chance = random.Random(number)  # a record that has copies already is given others
        while have < statements:
            one = copy(chance.choice(readings), number, words, chance)
            began = time.process_time()
            record.add(one)
            spent += time.process_time() - began
            number, have, added = number + 1, have + len(one.statements), added + 1
    print(json.dumps({"documents": number, "statements": have, "cpu_a_document": spent / max(added, 1)}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
