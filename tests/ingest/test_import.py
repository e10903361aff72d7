from __future__ import annotations

import subprocess
import sys


def test_importing_ingest_loads_nothing_heavy() -> None:
    code = (
        "import sys, onrecord.ingest; "
        "sys.exit(bool({'trafilatura', 'lxml', 'py3langid', 'numpy', 'charset_normalizer'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_all_names_can_be_imported() -> None:
    import onrecord.ingest as ingest

    assert all(hasattr(ingest, name) for name in ingest.__all__)
