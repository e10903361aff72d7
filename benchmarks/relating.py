"""What relations cost: reading stories into a large record, and what is looked at for each.

usage: python -m benchmarks.relating grow SMALL LARGE STATEMENTS
       python -m benchmarks.relating read RECORD ARTICLES

``grow`` is `benchmarks.replicas` without finding relations, which copies of copies have none
of. ``read`` reads the articles into the record and prints what that cost.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import numpy as np

from benchmarks import replicas
from benchmarks.shared import Json
from onrecord import pipeline
from onrecord.errors import InputError
from onrecord.record import open_record, relations
from onrecord.record.partners import Partners


def grow(small: str, large: str, statements: int) -> None:
    """Fill LARGE; see ``benchmarks.replicas``."""
    with patch.object(relations, "relate", lambda *_, **__: None):
        replicas.main(small, large, statements)


@dataclass
class _Looked:
    """Seconds spent on the relations of each story, wall and CPU, and statements that it was
    compared to."""

    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    partners: list[int] = field(default_factory=list)


@contextmanager
def _watched() -> Iterator[_Looked]:
    looked = _Looked()
    relate: Callable[..., None] = relations.relate
    partners_of: Callable[..., list[int]] = Partners.of

    def timed(*given: Any, **named: Any) -> None:
        looked.partners.append(0)
        began, used = time.perf_counter(), time.process_time()
        relate(*given, **named)
        looked.seconds.append(time.perf_counter() - began)
        looked.cpu.append(time.process_time() - used)

    def counted(*given: Any, **named: Any) -> list[int]:
        found = partners_of(*given, **named)
        looked.partners[-1] += len(found)
        return found

    with patch.object(relations, "relate", timed), patch.object(Partners, "of", counted):
        yield looked


def read(path: str, articles: str) -> Json:
    """Words a CPU second with relations, from the first article on (it loads the networks and
    is not counted), and milliseconds for the relations of one story."""
    words = statements = 0
    with open_record(path) as record, _watched() as looked:
        before = record.counts().statements
        results = pipeline.read([articles], record=record)
        next(results)
        for counts in (looked.seconds, looked.cpu, looked.partners):
            counts.clear()
        began = time.process_time()
        for result in results:
            if isinstance(result, InputError):
                raise RuntimeError(str(result))
            words += len(result.reading.document.text.split())
            statements += len(result.reading.statements)
        cpu = time.process_time() - began
        with record.moment() as connection:
            found = connection.exec_driver_sql("SELECT type, count(*) FROM relation GROUP BY 1").all()
    middle, high = np.percentile(looked.seconds, (50, 95))
    return {
        "statements": before,
        "stories": len(looked.seconds),
        "words": words,
        "words_a_cpu_second": words / cpu,
        "without_relations": words / (cpu - sum(looked.cpu)),
        "p50": float(middle) * 1000,
        "p95": float(high) * 1000,
        "cpu": float(np.mean(looked.cpu)) * 1000,
        "statements_a_story": statements / len(looked.seconds),
        "compared_a_story": float(np.mean(looked.partners)),
        "relations": dict(map(tuple, found)),
    }


if __name__ == "__main__":
    if sys.argv[1] == "grow":
        grow(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        print(json.dumps(read(sys.argv[2], sys.argv[3])))
