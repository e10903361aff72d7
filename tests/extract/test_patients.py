"""Who is asked, told or accused is not the one who asks, tells or accuses."""

from __future__ import annotations

import pytest

from onrecord.extract.patients import unsourced
from tests.extract.candidates import candidate, encoded, printed


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Jan Voss warned them. Asked whether it would hold, Voss said it would.", "Jan Voss", "Asked"),
        ("Jan Voss warned them. Asked whether it would hold, he said it would.", "he", "Asked"),
        ("The quay is shut.\n\nAsked about the cost, Mayor Teel laughed.", "Mayor", "Asked about"),
        ("“It is shut.” Pressed on the cost, Teel laughed.", "Teel", "Pressed on"),
        ("Teel laughed when asked if the quay was safe.", "Teel", "asked"),
        ("Mara Teel was asked whether the quay was safe.", "Mara Teel", "was asked"),
        ("Mara Teel was repeatedly asked whether the quay was safe.", "Mara Teel", "asked"),
        ("Mara Teel had been told that the quay was safe.", "Mara Teel", "had been told"),
        ("Jan Voss, accused of selling the quay, said he had not.", "Jan Voss", "accused of"),
        ("Jan Voss, who is accused of selling the quay, said he had not.", "who", "is accused of"),
        ("The firm, accused of dumping oil, said it had not.", "The firm", "accused"),
        ("A former clerk charged with theft was in court.", "A former clerk", "charged with"),
        ("Voss was also charged with theft.", "Voss", "was also charged with"),
        ("At least 900 jobs depend on it, a figure the port disputes.", "a figure", "disputes"),
    ],
)
def test_to_whom_it_is_done_is_no_source(text: str, source: str, cue: str) -> None:
    found = candidate(text, source, cue, text.split()[-1].rstrip("."))
    assert unsourced(text, encoded(text), found).source == ()


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("A reporter asked whether it would hold.", "A reporter", "asked"),
        ("Voss asked whether the quay would hold.", "Voss", "asked"),
        ("Asked by Voss whether the quay would hold, Teel laughed.", "Voss", "Asked"),
        ("Teel was asked by two reporters whether the quay would hold.", "two reporters", "was asked by"),
        ("The council accused the firm of dumping oil.", "The council", "accused"),
        ("The firm was accused of dumping oil by the council.", "the council", "was accused of"),
        ("It is a firm that the council accused of dumping oil.", "the council", "accused of"),
        ("The clerk, whom he accused of theft, laughed.", "he", "accused of"),
        ("The unions charged that the quay was unsafe.", "The unions", "charged"),
        ("Prosecutors charged the clerk with theft.", "Prosecutors", "charged"),
        ("Voss told the council that it would hold.", "Voss", "told"),
        ("Teel is worried that the quay will fall.", "Teel", "is worried"),
        ("Teel was quoted as saying that the quay was safe.", "Teel", "was quoted as saying"),
        ("Mayor Asked Whether Quay Is Safe, then the wall.", "Mayor", "Asked"),
        ("The figures show that the quay is safe.", "The figures", "show"),
    ],
)
def test_who_does_it_stays_the_source(text: str, source: str, cue: str) -> None:
    found = candidate(text, source, cue, text.split()[-1].rstrip("."))
    assert unsourced(text, encoded(text), found) == found


@pytest.mark.parametrize(
    ("text", "content", "left"),
    [
        ("Ms Teel was asked if she would go.", ("Ms Teel", "if she would go"), ["if she would go"]),
        ("Teel was asked by Voss whether it held.", ("Teel", "whether it held"), ["whether it held"]),
        ("Teel was asked to mend the quay.", ("Teel", "to mend the quay"), ["Teel", "to mend the quay"]),
        ("“Teel” was asked if it held.", ("“Teel”", "if it held"), ["“Teel”", "if it held"]),
        ("The quay, Teel asked, if it held.", ("The quay", "if it held"), ["The quay", "if it held"]),
    ],
)
def test_who_is_asked_is_not_said(text: str, content: tuple[str, ...], left: list[str]) -> None:
    found = candidate(text, "", "asked" if "Teel asked" in text else "was asked", *content)
    assert printed(text, unsourced(text, encoded(text), found)) == left
