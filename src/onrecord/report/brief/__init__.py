"""The brief: a cited account of a topic, out of nothing but spans of stored documents.

make.py      brief(record, words) -> Brief, out of said.py, pairs.py, amounts.py and the origins
types.py     what a brief is made of
markdown.py, html.py, as_json.py   its forms; words.py has all fixed words of the first two
"""

from __future__ import annotations

from onrecord.report.brief.make import brief
from onrecord.report.brief.types import Brief

__all__ = ["Brief", "brief"]
