"""What a statement's words do: confirm, deny, promise, refuse to comment.

The cue decides, by ``cues.tsv``: a table of cues that anyone can read and extend.
Negation turns "deny" into nothing ("did not deny") and "say" into a refusal, whether it
stands in the cue or in the source ("Neither of them would say").
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

from onrecord.model import Act, Document, Finding, Statement

_WORD = re.compile(r"[a-z]+(?:[’'-][a-z]+)*")
_NOT = re.compile(
    r"\b(?:not|never|no longer|nor|neither|without|cannot)\b|n[’']t\b|\b(?:failed|fails"
    r"|stopped short of) "
)
# A source in which nobody speaks, unlike "No 10", "No. 3" or a "No Fares Campaign".
_NOBODY = re.compile(
    r"(?:(?i:neither|none|nobody|no-one|not one)(?! (?:but|other)\b)"
    r"|[Nn]o (?!(?:fewer|less|small|longer|doubt)\b)(?:One|[a-z]+))\b"
)
_QUESTION_LABEL = re.compile(r"(?:Q|QUESTION|REPORTER|AUDIENCE MEMBER|Question|Reporter)\.?:?")
_FORMS = (  # base form: forms that no rule finds
    "say: said saying, tell: told, write: wrote written, think: thought, know: knew known, feel: "
    "felt, see: saw seen, go: went gone, give: gave given, speak: spoke spoken, swear: swore sworn, "
    "sing: sang, shoot: shot, hold: held, find: found, show: shown, read: read, put: put, make: made, "
    "seek: sought, understand: understood, bet: bet, foresee: foresaw, take: took taken, lay: laid, "
    "stand: stood, beg: begged, have: has had, be: is are was were been being, send: sent, break: "
    "broke, dream: dreamt, shake: shook, throw: threw, learn: learnt, bear: bore, spell: spelt, "
    "uphold: upheld, plead: pled, reiterate: reiterating"
)
_IRREGULAR = {
    form: verb
    for verb, _, forms in (entry.partition(": ") for entry in _FORMS.split(", "))
    for form in forms.split()
}
_WEAK = "say, weakly"
_PLEADS = re.compile(r"\b(?:plead(?:s|ed|ing)?|pled)$", re.IGNORECASE)
_PLEA = re.compile(r"(?:not )?guilty\b", re.IGNORECASE)
_AUXILIARIES = frozenset(("would", "could", "will", "did", "has", "have", "had", "can", "does", "do"))
_CALLS_FOR_NO_ACT = frozenset({"have", "be"})


@cache
def _table() -> tuple[dict[str, str], int]:
    """The table: acts by cue (words in base form, joined by spaces), and the most words a cue has."""
    acts: dict[str, str] = {}
    for line in (files(__package__) / "cues.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "act\t")) or "\t" not in line:
            continue
        act, cues = line.split("\t", 1)
        for cue in (c.strip() for c in cues.split(";")):
            if cue:
                acts[cue.strip('"')] = act
    return acts, max(len(cue.split()) for cue in acts)


def act_of(document: Document, statement: Statement) -> tuple[Act | None, Finding]:
    """What the words of ``statement`` do, None when its cue does not tell.

    Without a cue only a question's label tells ("QUESTION: …" asks).
    """
    spans = statement.cue
    if not spans:
        source = " ".join(document[s] for s in statement.source).strip()
        if _QUESTION_LABEL.fullmatch(source):
            return "ask", Finding("act", "ask", "label of a question", 0.9, statement.source)
        return None, Finding("act", None, "cue table", 0.9, (), "there is no cue")
    shown = " ".join(document[s] for s in spans)
    nobody = _NOBODY.match(document[statement.source[0]]) if statement.source else None
    act, cue = act_of_cue(shown, _following(document, statement), negated=nobody is not None)
    if act is None:
        negates = nobody[0] if nobody else shown
        why = f"the table of cues does not know “{shown}”" if cue is None else f"“{negates}” negates “{cue}”"
        return None, Finding("act", None, "cue table", 0.6, spans, why)
    return act, Finding("act", act, f"cue table: {cue}", 0.9 if cue == shown.lower() else 0.85, spans)


def _following(document: Document, statement: Statement) -> str:
    """The words of a plea, which are its content: "pleaded | not guilty"."""
    cue, content = statement.cue[-1], statement.content[0]
    if not _PLEADS.search(document[cue]) or document.text[cue.end : content.start].strip():
        return ""
    plea = _PLEA.match(document.text, content.start, content.end)
    return plea[0] if plea else ""


@lru_cache(maxsize=1 << 12)
def act_of_cue(shown: str, following: str = "", *, negated: bool = False) -> tuple[Act | None, str | None]:
    """The act of a cue as printed, and the entry of the table that says so. ``following`` are
    words behind it that belong to it; ``negated`` says that the source negates it."""
    acts, longest = _table()
    lower = f"{shown} {following}".strip().lower().replace("’", "'")
    plain = lower.replace("n't", " not").replace("wo not", "will not")
    words = [word for word in _WORD.findall(plain) if word != "immediately"]
    if negated and words:
        words = [words[0], "not", *words[1:]] if words[0] in _AUXILIARIES else _not(words)
    bases = [base(word) for word in words]
    negated = negated or _NOT.search(lower) is not None
    best: tuple[tuple[bool, bool, int, int], str] | None = None
    for start in range(len(words)):
        for count in range(min(longest, len(words) - start), 0, -1):
            entry = _entry(acts, words[start : start + count], bases[start : start + count])
            if entry is not None:
                strong = acts[entry] != _WEAK
                rank = (acts[entry] == "decline", strong, count if strong else 0, -start)
                if best is None or rank > best[0]:
                    best = (rank, entry)
                break
    if best is None:
        return None, None
    entry = best[1]
    act = acts[entry]
    if act == "-" or (negated and act != "decline" and "not" not in entry.split()):
        return None, entry
    return ("say" if act == _WEAK else cast(Act, act)), entry


def _not(words: list[str]) -> list[str]:
    """The words of a cue behind "did not", but for those of "said": that nobody says what
    follows is no refusal."""
    verb = words[0].removesuffix("ed")
    verb = verb if f"not {verb}" in _table()[0] else base(words[0])
    return words if verb == "say" else ["not", verb, *words[1:]]


def _entry(acts: dict[str, str], words: list[str], bases: list[str]) -> str | None:
    printed = " ".join(words)
    if printed in acts:
        return printed
    if bases[0] in _CALLS_FOR_NO_ACT and len(bases) == 1:
        return None
    reduced = " ".join([bases[0], *words[1:]])
    return reduced if reduced in acts else None


@cache
def base(word: str) -> str:
    """The base form of a verb as news writes it: "denied", "denies", "denying" are "deny"."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    known = _bases()
    for ending, replacements in _ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            for replacement in replacements:
                if stem + replacement in known:
                    return stem + replacement
            if len(stem) > 2 and stem[-1] == stem[-2] and stem[:-1] in known:
                return stem[:-1]
    return word


_ENDINGS = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("es", ("e", "")),
    ("s", ("",)),
    ("ed", ("e", "")),
    ("ing", ("e", "")),
)


@cache
def _bases() -> frozenset[str]:
    return frozenset(cue.split()[0] for cue in _table()[0])
