"""Accuracy, speed and robustness of onrecord, measured on one's own machine.

``python -m benchmarks`` runs all of it and writes ``docs/benchmarks.md``; the texts that
are measured on lie outside the repository (ONRECORD_SHARED, default ``../shared``).
"""
