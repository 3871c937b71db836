"""Whoosh 2.7.4: a failed commit keeps the write lock; with `procs=2` a failing worker loses documents in silence.

Here a build that fails says so, leaves the old index as it was, and the next build starts at once.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from searcher.analysis import Analyzer, german
from searcher.engine import build, open_index
from searcher.index.folder import FolderWriter
from searcher.index.update import IndexUpdate
from searcher.model import Document, Zone
from tests.regressions.conftest import Write


def fails_in_workers(parent: int) -> Analyzer:
    if os.getpid() != parent:
        raise RuntimeError("this worker is broken")
    return german()


def test_a_failing_worker_fails_the_build(indexed: Write) -> None:
    folder = indexed({"a": "Haus"})
    document = Document("b", "b", "b", "", "Baum", (Zone("body", 0, 4),))
    recipe = partial(fails_in_workers, parent=os.getpid())
    with FolderWriter(folder) as writer:
        update = IndexUpdate(writer, recipe, german().fingerprint, rebuild=False)
        update.release([])
        with pytest.raises(RuntimeError, match="this worker is broken"):
            update.add([document], 2)
    with open_index(folder) as searcher:
        assert searcher.search("Haus").total == 1
    indexed({"a": "Haus", "c": "Baum"})
    with open_index(folder) as searcher:
        assert searcher.search("Baum").total == 1


def test_workers_give_the_same_index(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / "texts").mkdir(exist_ok=True)
        (tmp_path / "texts" / f"{number:02}.txt").write_text(f"Titel\n\nHaus und Baum Nummer {number}.")
    for jobs in (1, 2):
        build([tmp_path / "texts"], tmp_path / f"index{jobs}", jobs=jobs)
    answers = []
    for jobs in (1, 2):
        with open_index(tmp_path / f"index{jobs}") as searcher:
            answers.append([(hit.id, hit.score) for hit in searcher.search("Haus", limit=None)])
    assert answers[0] == answers[1]
    assert len(answers[0]) == 20
