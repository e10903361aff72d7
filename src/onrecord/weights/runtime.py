"""The onnxruntime that all networks run on, set up in one place.

It comes with telemetry that is on by default: it leaves a device number and a queue of
events under the user's cache folder and sends them over the network. Nothing here may.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

# A sum and its normalisation run as one operation, one number at a time, take longer than the two.
_SLOWER = ["SkipLayerNormFusion"]


def session(path: Path, *, threads: int = 1) -> Any:
    """An onnxruntime session over a file, on one thread unless told otherwise. Raises what
    onnxruntime does, which are bare pybind exceptions."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read when onnxruntime is loaded
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # where a program that uses the library has loaded it before
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Threads that wait in a loop cost as much as threads that work.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )
