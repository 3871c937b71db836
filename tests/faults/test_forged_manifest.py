"""R6: a manifest with a right checksum and impossible values is refused in words by whatever reads it."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from searcher.engine import build, check, open_index
from searcher.errors import SearcherError
from searcher.index.manifest import MANIFEST_NAME, FileEntry, Manifest, block_sums, encode, read_manifest

VALUES: tuple[Any, ...] = (
    None, 5, -1, True, 1e300, "x", "../../etc/passwd", "\x1b[31m", [], [1], [["a", "b"]], {}, {"a": 1}, {"a": [2]},
)  # fmt: skip
SOURCES = (
    b"", b"null", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"files": 5, "skipped": []}',
    b'{"files": {"a": 5}, "skipped": []}', b'{"files": {}, "skipped": 5}', b'{"files": {}, "skipped": [["a"]]}',
    b'{"files": {}, "skipped": [["a", "b", "c"]]}', b'{"files": {"a": [["1", 2, "x"], "p"]}, "skipped": []}',
)  # fmt: skip


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index with deleted documents."""
    place = tmp_path_factory.mktemp("forged")
    folder = place / "documents"
    folder.mkdir()
    records = [json.dumps({"id": f"{n}", "text": f"Ein Haus, Nummer {n}."}) for n in range(50)]
    (folder / "texte.jsonl").write_text("\n".join(records), "utf-8")
    build([folder], place / "index")
    (folder / "texte.jsonl").write_text("\n".join(records[1:]), "utf-8")
    build([folder], place / "index")
    assert read_manifest(place / "index").state["live"]
    return place


def questions(place: Path, index: Path) -> dict[str, Callable[[], object]]:
    def asked(ask: Callable[[Any], object]) -> Callable[[], object]:
        def run() -> object:
            with open_index(index) as searcher:
                return ask(searcher)

        return run

    return {
        "search": asked(lambda searcher: searcher.search("Haus")),
        "info": asked(lambda searcher: searcher.info()),
        "check": lambda: check(index),
        "dry run": lambda: build([place / "documents"], index, dry_run=True),
        "index": lambda: build([place / "documents"], index),
        "rebuild": lambda: build([place / "documents"], index, rebuild=True),
    }


def refused(healthy: Path, manifest: Manifest, contents: dict[str, bytes] | None = None) -> list[str]:
    """Ask everything of an index with this manifest: who refused. Anything but a SearcherError is raised."""
    index = healthy / "forged"
    shutil.rmtree(index, ignore_errors=True)
    shutil.copytree(healthy / "index", index)
    for name, data in (contents or {}).items():
        (index / name).write_bytes(data)
    (index / MANIFEST_NAME).write_bytes(encode(manifest))
    found = []
    for name, ask in questions(healthy, index).items():
        try:
            ask()
        except SearcherError:
            found.append(name)
    return found


@pytest.mark.parametrize("key", ["documents", "compounds", "paths", "sources", "live", "unknown"])
def test_values_of_the_state(healthy: Path, key: str) -> None:
    manifest = read_manifest(healthy / "index")
    for value in VALUES:
        found = refused(healthy, dataclasses.replace(manifest, state={**manifest.state, key: value}))
        assert "rebuild" not in found


def test_values_of_the_live_documents(healthy: Path) -> None:
    manifest = read_manifest(healthy / "index")
    for value in (*VALUES, *(entry.name for entry in manifest.files)):
        state = {**manifest.state, "live": dict.fromkeys(manifest.segments, value)}
        assert "rebuild" not in refused(healthy, dataclasses.replace(manifest, state=state))


def test_what_is_remembered_of_the_files(healthy: Path) -> None:
    manifest = read_manifest(healthy / "index")
    name = manifest.state["sources"]
    for data in SOURCES:
        forged = FileEntry(name, len(data), block_sums(data))
        files = tuple(forged if entry.name == name else entry for entry in manifest.files)
        found = refused(healthy, dataclasses.replace(manifest, files=files), {name: data})
        assert found == ["info", "dry run", "index"]


def test_check_reports_a_manifest_of_a_gigabyte(healthy: Path) -> None:
    index = healthy / "huge"
    shutil.copytree(healthy / "index", index)
    with (index / MANIFEST_NAME).open("r+b") as file:
        file.truncate(1 << 30)
    (problem,) = check(index).problems
    assert (problem.file, "larger than 16 MiB" in problem.message) == (MANIFEST_NAME, True)
