"""Pairs of statements from news that two readers labelled, compared as the record compares them.

Each statement is the one that reading its article finds where the pair says, with its
speaker, act, dates and figures; where none is found, the words alone. *Record* is the
confidence of the relation that the record would keep, none being 0; *compare* the chance of
a conflict that comparing the two gives. A conflict is what both readers call ``contradicts``
or ``revises``; pairs on which they disagree about that are left out. The pairs are for
measuring alone. Intervals: 95 %, bootstrap over articles, pairs that share one together.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks import pairs as network_pairs
from benchmarks import tables
from benchmarks.curves import LEVELS, THRESHOLDS, curve
from benchmarks.shared import Json, resamples
from onrecord.extract import meaning
from onrecord.model import Reading, Span, Spans, Statement
from onrecord.record import open_record
from onrecord.record.own_relations import network, of_reading
from onrecord.record.reattach import ENOUGH, overlap
from onrecord.record.subjects import Subjects
from onrecord.relate.conflicts import compare
from onrecord.relate.relating import relation
from onrecord.relate.subject import Subject

PAIRS = Path(__file__).with_name("conflict_pairs.jsonl")
CONFLICTS = ("contradicts", "revises")
CLASSES = ("conflict", "consistent", "unrelated")
WANTED = 0.8
Ints = npt.NDArray[np.int64]
_KEY = "SELECT seq FROM statement WHERE id = ?"
_OPENING = '“"‘'


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with what the readers and the program say: the relation on record and its
    confidence (None and 0 without one), and the chances of ``CLASSES``."""

    labels: tuple[str, ...]
    articles: tuple[str, str]
    relation: str | None
    confidence: float
    chances: tuple[float, float, float]
    bare: int  # statements of the two that reading did not find

    @property
    def conflict(self) -> bool | None:
        """Whether it is a conflict; None where the readers disagree about that."""
        called = {label in CONFLICTS for label in self.labels}
        return called.pop() if len(called) == 1 else None

    @property
    def label(self) -> str | None:
        """One of ``CLASSES``; None where the readers disagree."""
        called = {"conflict" if label in CONFLICTS else label for label in self.labels}
        return called.pop() if len(called) == 1 else None


def rows(limit: int | None = None) -> list[Json]:
    """The labelled pairs."""
    return [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()][:limit]


def measure(path: Path, labelled: Sequence[Json]) -> Json:
    """Scores on a record that holds the articles."""
    return scores(judged(path, labelled))


def judged(path: Path, labelled: Sequence[Json]) -> list[Judged]:
    """Each pair compared, in order."""
    found = []
    for row, a, b, missing in subjects(path, labelled):
        between = relation(a, b, network())
        both = compare(a.side, b.side, network(), meaning=_near(a, b))
        conflict = between is not None and between.type in CONFLICTS
        found.append(
            Judged(
                tuple(row["labels"]),
                (row["a"]["article"], row["b"]["article"]),
                between.type if between else None,
                between.confidence if between and conflict else 0.0,
                (both.contradicts, both.consistent, both.unrelated),
                missing,
            )
        )
    return found


def subjects(path: Path, labelled: Sequence[Json]) -> Iterator[tuple[Json, Subject, Subject, int]]:
    """Each pair with its statements as the record at ``path`` has them; where reading found none,
    the words alone. And for how many of the two that is so."""
    wanted = {row[side]["article"] for row in labelled for side in "ab"}
    with open_record(path, read_only=True) as record:
        readings = {
            document.input_id: reading
            for document in record.documents()
            if document.type == "report" and document.input_id in wanted
            if (reading := record.reading(document.id))
        }
        with record.moment() as connection:
            known = Subjects(connection)

            def subject(side: Json) -> tuple[Subject, bool]:
                reading = readings[side["article"]]
                one = statement_at(reading, side)
                if one is None:
                    return bare(reading, side), True
                key = connection.exec_driver_sql(_KEY, (one.id,)).scalar_one()
                return known.get([key])[key], False

            for row in labelled:
                (a, no_a), (b, no_b) = subject(row["a"]), subject(row["b"])
                yield row, a, b, no_a + no_b


def _near(a: Subject, b: Subject) -> float:
    """How near the meanings of two statements are, as ``onrecord compare`` sees it."""
    one, other = meaning.shared().vectors([a.side.words, b.side.words])
    return float(one @ other)


def _spans(pairs: Sequence[Sequence[int]]) -> Spans:
    return tuple(Span(start, end) for start, end in pairs)


def statement_at(reading: Reading, side: Json) -> Statement | None:
    """The statement whose content is nearest to the given one, as decisions hold on to one."""
    content, cue = _spans(side["content"]), _spans(side.get("cue", []))

    def near(one: Statement) -> tuple[float, float]:
        return overlap(content, one.content), overlap(cue, one.cue)

    best = max(reading.statements, key=near, default=None)
    return best if best is not None and near(best)[0] >= ENOUGH else None


def bare(reading: Reading, side: Json) -> Subject:
    """The words alone: content, cue and figures, and no conclusion about them."""
    content = _spans(side["content"])
    before = reading.document.text[max(0, content[0].start - 1) : content[0].start]
    one = Statement(
        reading.document.id,
        content,
        cue=_spans(side.get("cue", [])),
        quotation="direct" if before and before in _OPENING else "indirect",
    )
    figures = tuple(
        replace(figure, statement=one.id)
        for figure in reading.figures
        if any(figure.span in span for span in content)
    )
    (found,) = of_reading(Reading(reading.document, (one,), figures=figures))
    return found


def scores(found: Sequence[Judged]) -> Json:
    """Both curves, what the record would keep, three classes, and what abstaining costs."""
    clear = [one for one in found if one.conflict is not None]
    gold = np.array([bool(one.conflict) for one in clear])
    joined = components([one.articles for one in clear])
    drawn = resamples(int(joined.max()) + 1)[:, joined] if clear else np.ones((1, 0))
    by = {
        "record": np.array([one.confidence for one in clear]),
        "compare": np.array([one.chances[0] for one in clear]),
    }
    return {
        "pairs": len(found),
        "agreement": agreement([one.labels for one in found]),
        "agreement about conflict": agreement(
            [tuple(str(label in CONFLICTS) for label in one.labels) for one in found]
        ),
        "disagreed about conflict": len(found) - len(clear),
        "conflicts": int(gold.sum()),
        "groups": int(joined.max()) + 1,
        "not found by reading": sum(one.bare for one in found),
        **{name: curve(score, gold, drawn) for name, score in by.items()},
        "three": three(found),
        "kept": kept(found),
    }


def agreement(labels: Sequence[tuple[str, ...]]) -> Json:
    """The share of pairs that the two readers label alike, and Cohen's kappa."""
    alike = sum(a == b for a, b in labels) / max(1, len(labels))
    first, second = (Counter(one[n] for one in labels) for n in (0, 1))
    chance = sum(first[label] * second[label] for label in first) / max(1, len(labels)) ** 2
    return {"share": alike, "kappa": (alike - chance) / (1 - chance) if chance < 1 else None}


def components(linked: Sequence[tuple[str, str]]) -> Ints:
    """A number for each pair, the same for pairs that share an article, also by way of others."""
    root: dict[str, str] = {}

    def find(one: str) -> str:
        root.setdefault(one, one)
        while root[one] != one:
            one = root[one]
        return one

    for a, b in linked:
        root[find(a)] = find(b)
    return np.unique([find(a) for a, _ in linked], return_inverse=True)[1]


def three(found: Sequence[Judged]) -> Json:
    """The likeliest of the three classes against the readers', and how right it is where sure."""
    clear = [one for one in found if one.label is not None]
    labels = np.array([CLASSES.index(one.label or "") for one in clear])
    chances = np.array([one.chances for one in clear])
    predicted = chances.argmax(-1)
    joined = components([one.articles for one in clear])
    scored = network_pairs.with_intervals(
        network_pairs.by_component(labels, predicted, [str(n) for n in joined])
    )
    sure = chances.max(-1)
    return {
        "pairs": len(clear),
        **scored,
        "abstaining": {
            f"{t:.1f}": {
                "answered": float((sure >= t).mean()),
                "accuracy": float((labels == predicted)[sure >= t].mean()) if (sure >= t).any() else None,
            }
            for t in THRESHOLDS
        },
    }


def kept(found: Sequence[Judged]) -> dict[str, dict[str, int]]:
    """What the record would keep of pairs that both readers label alike."""
    counts = Counter((one.labels[0], one.relation or "none") for one in found if len(set(one.labels)) == 1)
    table: dict[str, dict[str, int]] = {}
    for (label, type), count in sorted(counts.items()):
        table.setdefault(label, {})[type] = count
    return table


def _agreed(of: Json) -> str:
    return f"{of['share']:.3f} (kappa {tables.number(of['kappa'])})"


_SCORES = ("record", "compare")
_TYPES = ("contradicts", "revises", "same_words", "altered", "none")


def page(result: Mapping[str, Json]) -> str:
    """This part of the section."""
    head = ("", "precision at recall 0.50", "interval", "best F1", "interval", "highest recall")
    of: Json = dict(result)
    curves = [
        [
            name,
            tables.number(of[name]["precision at recall"]),
            tables.span(of[name]["precision at recall_interval"]),
            tables.number(of[name]["best F1"]),
            tables.span(of[name]["best F1_interval"]),
            tables.number(of[name]["highest recall"]),
        ]
        for name in _SCORES
    ]
    abstaining = [
        [
            threshold,
            *(tables.number(of[n]["thresholds"][threshold][k]) for n in _SCORES
              for k in ("share", "precision", "recall")),
            tables.number(of["three"]["abstaining"][threshold]["answered"]),
            tables.number(of["three"]["abstaining"][threshold]["accuracy"]),
        ]
        for threshold in of["three"]["abstaining"]
    ]  # fmt: skip
    called = [f"{n}: {k}" for n in _SCORES for k in ("called", "precision", "recall")]
    whole = of["three"]
    return "\n\n".join(
        (
            f"### Statements that conflict\n\n{of['pairs']} pairs of statements of news articles "
            "(`benchmarks/conflict_pairs.jsonl`, by article and offsets), labelled by two readers apart from "
            f"each other and from the program; they agree on {_agreed(of['agreement'])}, and on "
            f"whether there is a conflict on {_agreed(of['agreement about conflict'])}. "
            f"{of['disagreed about conflict']} on which they disagree about that are left out; of the others "
            f"{of['conflicts']} are conflicts. "
            f"{of['not found by reading']} of the {2 * of['pairs']} statements are not found by reading "
            "and are compared by their words alone. *Record*: the confidence of the relation that the record "
            "would keep. *Compare*: the chance that comparing the two gives. Bootstrap over "
            f"{of['groups']} groups of articles.",
            tables.table(head, curves),
            f"Wanted: a precision of {WANTED} at a recall of 0.50. Precision where recall first "
            "reaches a level:",
            tables.table(
                ("recall", *map(str, LEVELS)),
                [[n, *(tables.number(of[n]["curve"][str(level)]) for level in LEVELS)] for n in _SCORES],
            ),
            "What is called a conflict from a threshold on, and three classes (conflict, consistent, "
            "unrelated) where only those are answered of which the likeliest class reaches it:",
            tables.table(("threshold", *called, "three: answered", "three: accuracy"), abstaining),
            f"Three classes, all answered, {whole['pairs']} pairs: macro F1 {whole['macro F1']:.3f} "
            f"{tables.span(whole['macro F1_interval'])}, accuracy {whole['accuracy']:.3f} "
            f"{tables.span(whole['accuracy_interval'])}.",
            tables.table(
                ("both readers \\ on record", *_TYPES),
                [[label, *(row.get(t, 0) for t in _TYPES)] for label, row in of["kept"].items()],
            ),
        )
    )
