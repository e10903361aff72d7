"""How long a search and a check take in a record, with what it costs in memory.

usage: python -m benchmarks.latency RECORD TIMES

Asks for words of statements that chance chooses, so that what is found is of every size.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections.abc import Callable

import numpy as np

from benchmarks.shared import Json
from onrecord.model import Reading
from onrecord.record import Record, open_record
from onrecord.record.check import check
from onrecord.record.search import search

_WORD = re.compile(r"[A-Za-z]{4,}")
_DRAWN = 200  # documents that questions are made of


def _drawn(record: Record, chance: random.Random) -> list[Reading]:
    with record.moment() as connection:
        ids = connection.exec_driver_sql("SELECT id FROM document").scalars().all()
    found = (record.reading(id) for id in chance.sample(ids, min(_DRAWN, len(ids))))
    return [one for one in found if one and one.statements]


def _content(one: Reading, chance: random.Random) -> str:
    span = max(chance.choice(one.statements).content, key=lambda s: s.end - s.start)
    return one.document[span]


def _several(text: str, count: int, chance: random.Random) -> str:
    words = _WORD.findall(text) or ["bridge"]
    return " ".join(chance.sample(words, min(count, len(words))))


def _run(text: str, count: int, chance: random.Random) -> str:
    words = text.split()
    first = chance.randrange(max(len(words) - count, 0) + 1)
    return " ".join(words[first : first + count])


def _searches(record: Record, chance: random.Random) -> dict[str, Callable[[Reading], object]]:
    def speaker(one: Reading) -> str | None:
        names = [context.speaker.name for context in one.contexts.values() if context.speaker]
        return chance.choice(names) if names else None

    def told(one: Reading, count: int) -> str:
        return _several(_content(one, chance), count, chance)

    return {
        "one word": lambda one: search(record, told(one, 1)),
        "two words": lambda one: search(record, told(one, 2)),
        "four words": lambda one: search(record, told(one, 4)),
        "a phrase of three words": lambda one: search(record, f'"{_run(_content(one, chance), 3, chance)}"'),
        "the beginning of a word": lambda one: search(record, told(one, 1)[:4] + "*"),
        "the commonest words": lambda one: search(record, chance.choice(("people", "president", "new"))),
        "a word and a speaker": lambda one: search(record, told(one, 1), speaker=speaker(one)),
        "a word, in one year": lambda one: search(record, told(one, 1), since="2014", until="2014"),
        "an act, no words": lambda one: search(record, act="deny"),
    }


def _checks(record: Record, chance: random.Random) -> dict[str, Callable[[Reading], object]]:
    def quote(one: Reading) -> list[str]:
        return _run(_content(one, chance), chance.randint(5, 40), chance).split() or ["word"]

    def altered(words: list[str]) -> str:
        words[chance.randrange(len(words))] = "bridge"
        return " ".join(words)

    def mixed(words: list[str]) -> str:
        return " ".join(chance.sample(words, len(words)))

    return {
        "as it stands": lambda one: check(record, " ".join(quote(one))),
        "one word altered": lambda one: check(record, altered(quote(one))),
        "the words in another order": lambda one: check(record, mixed(quote(one))),
    }


def _timed(ask: Callable[[Reading], object], questions: list[Reading]) -> list[float]:
    spent = []
    for one in questions:
        began = time.perf_counter()
        ask(one)
        spent.append((time.perf_counter() - began) * 1000)
    return spent


def _summed_up(spent: list[float]) -> Json:
    middle, high = np.percentile(spent, (50, 95))
    return {"p50": float(middle), "p95": float(high), "max": max(spent), "times": len(spent)}


def main(path: str, times: int) -> None:
    """Print the milliseconds of each kind of question, and of all searches and all checks."""
    chance = random.Random(20)
    with open_record(path, read_only=True) as record:
        readings = _drawn(record, chance)
        counts = record.counts()
        result: Json = {"documents": counts.documents, "statements": counts.statements}
        for name, kinds in (("search", _searches(record, chance)), ("check", _checks(record, chance))):
            first = _timed(next(iter(kinds.values())), readings[:1])
            asked = {kind: _timed(ask, chance.choices(readings, k=times)) for kind, ask in kinds.items()}
            every = [spent for one in asked.values() for spent in one]
            result[name] = {
                "first": first[0], "all": _summed_up(every),
                "kinds": {kind: _summed_up(spent) for kind, spent in asked.items()},
            }  # fmt: skip
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
