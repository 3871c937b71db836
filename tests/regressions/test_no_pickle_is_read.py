"""Whoosh 2.7.4: `open_dir` executes code from a hostile index, from the pickled table of contents for one.

Ours is written for Whoosh and never read by `searcher`.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

from searcher.engine import open_index
from tests.regressions.conftest import Write

SPY = """
import sys
seen = []
def hook(event, args):
    if event in ("pickle.find_class", "marshal.loads") or event.startswith(("socket.", "subprocess.", "os.system")):
        if event != "marshal.loads":
            seen.append((event, args))
sys.addaudithook(hook)
from searcher.engine import open_index
with open_index(sys.argv[1]) as searcher:
    assert searcher.search("Haus").total == 1
    searcher.info()
assert not seen, seen
"""


class Bomb:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str, int]]:
        return os.mkdir, (str(self.path), 0o700)


def test_a_poisoned_table_of_contents_does_nothing(indexed: Write, tmp_path: Path) -> None:
    folder = indexed({"a": "Haus"})
    poison = pickle.dumps(Bomb(tmp_path / "executed"))
    for path in folder.glob("_MAIN_*.toc"):
        path.write_bytes(poison)
    (folder / "_MAIN_99.toc").write_bytes(poison)
    subprocess.run([sys.executable, "-c", SPY, str(folder)], check=True)
    assert not (tmp_path / "executed").exists()
    with open_index(folder) as searcher:
        assert searcher.search("Haus").total == 1
