"""Statements of a document."""

from onrecord.extract.extractor import Extractor

__all__ = ["Extractor"]
