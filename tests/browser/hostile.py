"""Stories that try to be more than text, in everything that a brief shows of them."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Evidence, Figure, Reading, Relation, Span
from onrecord.report.brief import Brief
from onrecord.report.brief.make import of_topic
from tests.record.stories import Says, Story, topic

ELSEWHERE = "https://elsewhere.example"
RUNS = "window.ran=1"
TEXTS = (
    f"<script>{RUNS}</script>",
    f'<script src="{ELSEWHERE}/a.js"></script>',
    f'<img src="{ELSEWHERE}/a.png" onerror="{RUNS}">',
    f'<svg onload="{RUNS}"><a href="javascript:{RUNS}">x</a></svg>',
    f'"\' onfocus="{RUNS}" autofocus tabindex="1" x="',
    f"'><details open ontoggle={RUNS}>",
    f'</title></style></bdi></blockquote><body onload="{RUNS}">',
    f"</style><style>@import '{ELSEWHERE}/a.css'; * {{ display: none }}</style>",
    f'<meta http-equiv="refresh" content="0; url={ELSEWHERE}">',
    f'<base href="{ELSEWHERE}/"><link rel="stylesheet" href="a.css">',
    f'<iframe src="{ELSEWHERE}" srcdoc="<script>parent.{RUNS}</script>"></iframe>',
    f'<form action="{ELSEWHERE}"><button formaction="javascript:{RUNS}">go</button></form>',
    f"&lt;script&gt;{RUNS}&lt;/script&gt; --> ]]> <!--",
    f"javascript:{RUNS}",
    f'https://x.example/" onclick="{RUNS}',
    "\u202eexe.gnp\u2066 \u200f(evil)\u2069",
    "שר התחבורה (ירושלים)",
    "W" * 600,
    "https://x.example/" + "ab-" * 200,
)
LONG = ("supercalifragilistic" * 10_000, "the pier " * 22_000)
NAME = "בית"  # of an outlet, to be read from right to left


def brief() -> Brief:
    """A brief of what is said in ``TEXTS`` and ``LONG``; names, roles, titles, links and figures
    are ``TEXTS`` too."""
    texts = [*((text, text) for text in TEXTS), *((text, NAME) for text in LONG)]
    stories = [_story(at, text, name) for at, (text, name) in enumerate(texts)]
    found = topic(TEXTS[0], *stories)
    readings = {id: replace(one, figures=_figures(one)) for id, one in found.readings.items()}
    relations = [one for reading in readings.values() for one in _relations(reading)]
    return of_topic(replace(found, readings=readings, relations=tuple(relations)), 500)


def _story(at: int, text: str, name: str) -> Story:
    return Story(
        name,
        (
            Says(name, f"{text} stands {at}", role=name, quotation="direct", via=(name,)),
            Says("Ida Holm", f"no {text} stands {at + 1}", expression=name),
        ),
        title=name,
        fields={"url": name, "author": name, "input_id": str(at)},
    )


def _figures(reading: Reading) -> tuple[Figure, ...]:
    name = reading.document.publisher or ""
    found = []
    for value, one in enumerate(reading.statements, 1):
        start = one.content[0].start
        found.append(Figure(Span(start, start + len(name)), value, "exact", value, value, name, name, one.id))
    return tuple(found)


def _relations(reading: Reading) -> list[Relation]:
    a, b = reading.statements
    name = reading.document.publisher or ""
    decide = []
    for one in (a, b):
        start = one.content[0].start
        decide.append(Evidence(one.id, Span(start, start + len(name)), name))
    return [
        Relation(type, a.id, b.id, 0.9, "test", tuple(decide))
        for type in ("contradicts", "revises", "altered")
    ]
