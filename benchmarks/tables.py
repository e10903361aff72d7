"""The sections of docs/benchmarks.md as markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.shared import Json

EARLIER = "as measured earlier (other run)"
# shared/bench/FINDINGS.md: F1 on polnear-dev unless said otherwise.
_EARLIER_F1 = {
    "statement": "best peer, Citron retrained: 0.534; two people: 0.753",
    "exact": "two people: 0.649",
    "direct": "best peer: 0.737",
    "source spans": "two people: 0.80; BERT-base + CofeNet, on test: 0.832",
    "cue spans": "two people: 0.72; BERT-base + CofeNet, on test: 0.753",
    "content spans": "two people: 0.71; BERT-base + CofeNet, on test: 0.729",
}
_PEERS = (
    ("Citron, its own code retrained on polnear-train", "0.534", "0.62", "2,250", "355"),
    ("Gender Gap Tracker rules", "0.408", "0.56", "3,690", "232"),
    ("textacy, per paragraph, split quotes merged", "0.271", "0.71", "2,470", "247"),
    ("sayswho, split quotes merged", "0.257", "0.77", "2,760", "228"),
    ("JournalismAI patterns, fair reading", "0.176", "0.53", "4,670", "158"),
    ("spaCy small parse alone", "", "", "4,490", "224"),
)
_MEANING = {
    "statement": "statement: content shares half its words, source agrees",
    "content": "content: the same without the source",
    "exact": "exact: content and source hold exactly the annotated words",
    "direct": "direct quotations, by the rule of statement",
    "direct content": "direct quotations, by the rule of content",
    "source spans": "source spans, exact",
    "cue spans": "cue spans, exact",
    "content spans": "content spans, exact",
}


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A markdown table; bars in cells are escaped, None is a dash. Columns of numbers are on the right."""
    cells = [["–" if c is None else str(c).replace("|", "\\|") for c in row] for row in rows]
    numbers = [all(_is_number(row[n]) for row in cells) and bool(cells) for n in range(len(head))]
    rule = ["---:" if number else "---" for number in numbers]
    return "\n".join("| " + " | ".join(line) + " |" for line in (list(head), rule, *cells))


def _is_number(cell: str) -> bool:
    return cell in ("", "–") or cell.lstrip("+−-*[").replace(",", "")[:1].isdigit()


def number(value: float | None, digits: int = 3) -> str | None:
    """A number for people; None stays None."""
    return None if value is None else f"{value:,.{digits}f}".replace("-", "−")


def span(bounds: Sequence[float], digits: int = 3) -> str:
    """An interval in brackets."""
    return f"[{number(bounds[0], digits)}, {number(bounds[1], digits)}]"


def _corpus(corpus: Json) -> str:
    return (
        f"Corpus: {corpus['name']}, {corpus['articles']} articles, {corpus['words']:,} words, "
        f"sha256 `{corpus['sha256']}`."
    )


def _prf(figures: Json) -> list[str | None]:
    return [
        number(figures["p"]),
        number(figures["r"]),
        f"{number(figures['f1'])} {span(figures['f1_interval'])}",
    ]


def extraction(result: Json) -> str:
    """Accuracy, kinds, calibration and cost."""
    ours, theirs = result["onrecord"], result["yardstick"]
    parts = [
        "`onrecord read --no-record --format json` on articles it was not fitted on, one thread, judged by "
        f"`attribution_score.py`. {_corpus(result['corpus'])} {ours['annotated']:,} statements are "
        f"annotated, {ours['predicted']:,} were printed.",
        _accuracy(ours, theirs),
    ]
    if theirs:
        gain = span(theirs["statement_gain_interval"])
        parts.append(f"Statement F1 above textacy's, both on the same resamples: {gain}.")
    else:
        parts.append(
            "textacy and its model are not installed here (`pip install -r requirements-bench.lock`)."
        )
    parts += [
        "### By kind\n\nOf the annotated statements of a kind, the share found, by the rule of statement.",
        table(
            ("kind", "statements", "recall"),
            (
                (k["kind"], f"{k['n']:,}", f"{number(k['recall'])} {span(k['recall_interval'])}")
                for k in ours["kinds"]
            ),
        ),
        _calibration(ours["calibration"]),
        _speed(result),
    ]
    return "\n\n".join(parts)


def _accuracy(ours: Json, theirs: Json | None) -> str:
    def row(label: str, name: str, figures: Json, earlier: str) -> list[str | None]:
        other = theirs and theirs["figures"][name]
        beside = f"{number(other['f1'])} {span(other['f1_interval'])}" if other else "not installed"
        return [label, *_prf(figures), beside, earlier]

    rows = [row(_MEANING[n], n, f, _EARLIER_F1.get(n, "")) for n, f in ours["figures"].items()]
    for name, figures in ours["with_that"].items():
        rows.append([f"{name}, with a leading “that” given back (see below)", *_prf(figures), "", ""])
    head = ("", "precision", "recall", "F1", "textacy, same run: F1", f"F1, {EARLIER}")
    note = (
        "Rows are as printed. The record leaves a leading “that” out of a content by its contract, and "
        "the corpus marks it as part of the content; the last rows measure the same output with that word "
        "given back."
    )
    return f"{table(head, rows)}\n\n{note}"


def _calibration(found: Json) -> str:
    def mean(bin_: Json, key: str) -> str | None:
        return number(bin_[key], 2)

    bins = (
        (f"{b['from']:.1f} to {b['to']:.1f}", f"{b['n']:,}", mean(b, "stated"), mean(b, "right"),
         "" if b["right"] is None else "█" * round(20 * b["right"]))
        for b in found["bins"]
    )  # fmt: skip
    settings = ((s["min_confidence"] or "none", *_prf(s)) for s in found["settings"])
    return "\n\n".join(
        (
            "### Confidence",
            f"Expected calibration error over ten equal bins: {number(found['ece'])} "
            f"{span(found['ece_interval'])}, {found['statements']:,} statements; at most 0.05 is wanted. A "
            "dot on the line is a confidence that keeps its word.",
            "![Share of statements that are right, by confidence](reliability.svg)",
            table(("confidence", "statements", "mean confidence", "share right", ""), bins),
            "What `--min-confidence` gives, by the rule of statement:",
            table(("--min-confidence", "precision", "recall", "F1"), settings),
        )
    )


def _speed(result: Json) -> str:
    ours, theirs, start, size = (result[k] for k in ("onrecord", "yardstick", "start_up", "sizes"))
    rows = [_cost_row("onrecord", ours["cost"])]
    if theirs:
        rows.append(_cost_row("textacy, same run, a paragraph at a time", theirs["cost"]["plain"]))
        batched = "textacy, same run, in batches and without its unused name recogniser"
        rows.append(_cost_row(batched, theirs["cost"]["batched"]))
    wheel = (
        "not measured (`build` is missing)"
        if size["wheel_mb"] is None
        else f"{number(size['wheel_mb'], 1)} MB"
    )
    small = (
        ("`onrecord --help`", _start_cost(start["help"])),
        ("reading a text of one line", _start_cost(start["one_line"])),
        ("wheel", wheel),
        ("installed, with the packages it needs", f"{number(size['installed_mb'], 0)} MB "
         f"({number(size['own_mb'], 0)} MB of its own, {size['packages']} packages"
         + (f"; not found here: {', '.join(size['missing'])})" if size["missing"] else ")")),
    )  # fmt: skip
    return "\n\n".join(
        (
            "### Speed and size",
            "The whole command on all articles, start-up included, one thread; CPU is user and system time; "
            "words are what white space divides; MB are 10⁶ bytes. The median of the runs, the highest "
            "of the peaks.",
            table(("", "words per CPU-second", "each run", "CPU seconds", "wall seconds", "peak MB"), rows),
            table(("", ""), small),
            f"Other systems, {EARLIER}, on the same corpus. Their speed is that of another day and perhaps "
            "another machine: textacy stands in both tables to compare the two.",
            table(
                ("", "statement F1", "direct quotations: recall", "words per CPU-second", "peak MB"), _PEERS
            ),
        )
    )


def _start_cost(cost: Json) -> str:
    return f"{number(cost['wall'], 2)} s ({number(cost['cpu'], 2)} s of CPU), {number(cost['peak_mb'], 0)} MB"


def _cost_row(name: str, cost: Json) -> list[str | None]:
    return [
        name,
        number(cost["words_per_cpu_second"], 0),
        ", ".join(f"{v:,.0f}" for v in cost["each_run"]),
        number(cost["cpu_seconds"], 1),
        number(cost["wall_seconds"], 1),
        number(cost["peak_mb"], 0),
    ]


def robustness(result: Json) -> str:
    """A row for each way of typing."""
    rows = []
    for r in result["rows"]:
        unchanged = r["change"] == "none"
        verdict = "" if unchanged else "**defect**" if r["defect"] else "ok"
        difference = (
            None
            if unchanged
            else f"{r['difference']:+.3f} {span(r['difference_interval'])}".replace("-", "−")
        )
        rows.append(
            [
                r["change"],
                f"{number(r['f1'])} {span(r['f1_interval'])}",
                difference,
                verdict,
            ]
        )
    intro = (
        "The same articles, changed by program, with the annotations moved along. The difference is to the "
        "unchanged text, its interval paired by article; losing more than 0.05 is a defect. "
        f"{_corpus(result['corpus'])}"
    )
    head = ("change", "statement F1", "difference", "")
    return f"{intro}\n\n{table(head, rows)}"


def scaling(result: Json) -> str:
    """Growth with length, and hostile inputs."""
    rows = [
        (f"{r['words']:,}", number(r["cpu"], 1), number(r["words_per_cpu_second"], 0),
         number(r["peak_mb"], 0), f"{r['statements']:,}")
        for r in result["rows"]
    ]  # fmt: skip
    parts = [
        "Invented stories (those of `examples/` over and over, with other names), read whole as one "
        "document, one thread, start-up included. The limit for a million words is "
        f"{result['memory_limit_mb']:,} MB.",
        table(("words", "CPU seconds", "words per CPU-second", "peak MB", "statements"), rows),
    ]
    if result["exponent"] is not None:
        parts.append(
            "Between the two longest, CPU time grows as length to the power of "
            f"{result['exponent']:.2f} (1 is linear)."
        )
    parts += [
        "Inputs made to be slow, each of as many characters as the story in the first row. “Doubling” is how "
        "many times the CPU time grows when the length doubles: 2 is linear.",
        table(
            ("input", "CPU seconds", "times the story", "doubling", "peak MB", "outcome"),
            ((r["input"], number(r["cpu"], 1), number(r["ratio"], 2), number(r.get("doubling"), 2),
              number(r["peak_mb"], 0), _outcome(r)) for r in result["hostile"]),
        ),
    ]  # fmt: skip
    return "\n\n".join(parts)


def _outcome(row: Json) -> str:
    if row["status"] is None:
        return f"**stopped after {row['wall']:.0f} s**"
    if error := row.get("error"):
        named = error.startswith("onrecord: ")
        return f"refused: {error.partition(': ')[2]}" if named else f"**crashed**: {error}"
    return "**grows faster than its length**" if (row.get("doubling") or 0) > 2.6 else "read"


_ON_CONTEXT = """End to end from raw text on the {articles} annotated development articles \
({statements} statements, {paired} of them found), by the shared scorer. Recall counts statements \
that extraction missed. The rules were written while these articles were read, so other articles \
must be expected to score lower."""


def context(result: Json) -> str:
    """Precision and recall of each field beside what it must reach."""
    rows = [
        [name, found["annotated"], *_with_target(found, "p"), *_with_target(found, "r")]
        for name, found in result.items()
        if isinstance(found, Mapping)
    ]
    speed = number(result["words per CPU second"], 0)
    return "\n\n".join(
        (
            _ON_CONTEXT.format(**{k: result[k] for k in ("articles", "statements", "paired")}),
            table(("field", "annotated", "precision", "must", "recall", "must"), rows),
            f"`read` with context: {speed} words per CPU-second on these articles, start-up included.",
        )
    )


def _with_target(found: Mapping[str, Any], key: str) -> tuple[str, str | None]:
    return f"{number(found[key])} {span(found[f'{key}_interval'])}", number(found[f"{key}_target"], 2)


_ON_FIGURES = """Over sentences of our own in `tests/context`; intervals over sentences. `figures.tsv` was \
written before the grammar, the other two after it, to see how it does on sentences it was not written \
for. On their first run those gave precision 0.932 and recall 0.917, and 0.971 and 0.971 (words, value \
and bound). Since then the grammar was corrected with them: the table says only that nothing got lost."""


def figures(result: Json) -> str:
    """Precision and recall over the tables of sentences."""
    rows = [
        [name, of["sentences"], of["without a figure"], level, *_plain_pair(found)]
        for name, of in result.items()
        for level, found in of.items()
        if isinstance(found, Mapping)
    ]
    head = ("table", "sentences", "without a figure", "right are", "precision", "recall")
    return "\n\n".join((_ON_FIGURES, table(head, rows)))


def _plain_pair(found: Mapping[str, Any]) -> list[str]:
    return [f"{number(found[key])} {span(found[f'{key}_interval'])}" for key in ("p", "r")]


def plain(result: Json) -> str:
    """Any other benchmark's figures, one a row, with the interval where there is one."""
    return table(("", "", "95 %"), _rows(result, ""))


def _rows(result: Mapping[str, Any], prefix: str) -> list[tuple[str, str | None, str | None]]:
    rows: list[tuple[str, str | None, str | None]] = []
    for key, value in result.items():
        name = f"{prefix}{key.replace('_', ' ')}"
        if isinstance(value, Mapping):
            rows += _rows(value, f"{name}: ")
        elif isinstance(value, bool):
            rows.append((name, "yes" if value else "no", ""))
        elif isinstance(value, int):
            rows.append((name, f"{value:,}", ""))
        elif isinstance(value, float):
            bounds = result.get(f"{key}_interval")
            rows.append((name, number(value), span(bounds) if bounds else ""))
        elif not key.endswith("_interval"):
            rows.append((name, span(value), ""))
    return rows
