"""Whoosh 2.7.4: `update_document` twice in one writer session leaves both copies in the index.

An id is one document here: changed again and again it is found once, and given twice in one build it is refused.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from searcher.engine import build, open_index
from searcher.errors import DuplicateIdError
from tests.regressions.conftest import Write


def test_a_changed_document_is_there_once(indexed: Write) -> None:
    for text in ("Haus eins", "Haus zwei", "Haus drei"):
        folder = indexed({"a": text, "b": "Haus immer gleich"})
    with open_index(folder) as searcher:
        assert sorted(hit.id for hit in searcher.search("Haus")) == ["a", "b"]
        assert searcher.search("zwei").total == 0
        assert searcher.search("drei").total == 1


def test_an_id_given_twice_is_refused_and_both_are_named(indexed: Write, tmp_path) -> None:  # type: ignore[no-untyped-def]
    folder = indexed({"a": "Haus"})
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text("Ein Haus")
    with pytest.raises(DuplicateIdError) as caught:
        build([tmp_path / "one", tmp_path / "two"], folder)
    assert "one/x.txt" in str(caught.value)
    assert "two/x.txt" in str(caught.value)
    with open_index(folder) as searcher:
        assert searcher.search("Haus").total == 1


def test_an_id_given_twice_in_one_file_names_both_records(tmp_path: Path) -> None:
    lines = ['{"id": "x", "text": "eins"}', '{"text": "zwei"}', "", '{"id": "x", "text": "drei"}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DuplicateIdError) as caught:
        build([tmp_path / "a.jsonl"], tmp_path / "index")
    assert (caught.value.first, caught.value.second) == (
        f"{tmp_path}/a.jsonl#1",
        f"{tmp_path}/a.jsonl#4",
    )
