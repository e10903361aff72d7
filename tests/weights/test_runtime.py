"""The runtime that networks run on tells nobody of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# Threads that send what was collected begin a while after a network was loaded.
LOADS = """
import os, time
{before}
from onrecord.extract.network import Network
Network()
time.sleep(1)
links = []
for name in os.listdir("/proc/self/fd"):
    try:
        links.append(os.readlink(f"/proc/self/fd/{{name}}"))
    except OSError:
        pass
print(sum(link.startswith("socket:") for link in links))
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are counted in /proc")
@pytest.mark.parametrize(
    "before", ["", "import onnxruntime"], ids=["alone", "in a program that has loaded it"]
)
def test_loading_a_network_leaves_nothing_at_home_and_opens_no_socket(tmp_path: Path, before: str) -> None:
    kept = ("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in kept}
    done = subprocess.run(
        [sys.executable, "-c", LOADS.format(before=before)],
        env=environment | {"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["0"]
    assert done.stderr == ""
    left = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()]
    assert before or left == []
