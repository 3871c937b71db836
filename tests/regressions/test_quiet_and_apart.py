"""Whoosh 2.7.4 prints SyntaxWarnings at its first import on 3.12 and later, and keeps its posting pool in the shared
temp directory, where two processes can remove each other's files.

Neither happens here: not a word on stderr, not a file outside the index folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_a_build_says_nothing_and_leaves_nothing_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "temp").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Ein Haus am See.")
    program = "from searcher.engine import build; build(['texts'], 'index')"
    environment = {**os.environ, "TMPDIR": str(tmp_path / "temp"), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["PYTHONPATH"] = os.pathsep.join(entry for entry in sys.path if entry)
    done = subprocess.run(
        [sys.executable, "-W", "always::SyntaxWarning", "-c", program],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert done.stdout == b""
    assert done.stderr == b""
    assert list((tmp_path / "temp").iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index", "temp", "texts"]
