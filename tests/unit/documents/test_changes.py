"""New, changed, gone, unchanged."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from searcher.documents import FileState, SourceFile, compare, digest, state_of, walk
from searcher.errors import DocumentError

OLD_NS = 1_600_000_000_000_000_000


def _write(path: Path, text: str, at_ns: int = OLD_NS) -> None:
    path.write_text(text)
    os.utime(path, ns=(at_ns, at_ns))


def _walked(folder: Path) -> list[SourceFile]:
    """List the files as they would be later: their inodes were all changed long ago."""
    return [file._replace(ctime_ns=OLD_NS) for file in walk([folder])[0]]


def test_what_became_of_each(tmp_path: Path) -> None:
    for name in "abcde":
        _write(tmp_path / f"{name}.txt", "alt")
    previous = {file.source: state_of(file) for file in _walked(tmp_path)}
    _write(tmp_path / "b.txt", "neuer")
    _write(tmp_path / "c.txt", "neu", OLD_NS + 1)
    _write(tmp_path / "d.txt", "alt", OLD_NS + 1)
    (tmp_path / "e.txt").unlink()
    _write(tmp_path / "f.txt", "alt")
    changes = compare(_walked(tmp_path), previous)
    assert [file.source for file in changes.new] == ["f.txt"]
    assert [file.source for file in changes.changed] == ["b.txt", "c.txt"]
    assert changes.gone == ("e.txt",)
    assert changes.unchanged == ("a.txt", "d.txt")
    assert changes.touched == {"d.txt": previous["d.txt"]._replace(mtime_ns=OLD_NS + 1)}


def test_an_edit_whose_time_is_set_back_is_seen(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt", "alt")
    _write(tmp_path / "b.txt", "alt")
    previous = {file.source: state_of(file) for file in _walked(tmp_path)}
    _write(tmp_path / "a.txt", "neu")
    changes = compare(walk([tmp_path])[0], previous)
    assert [file.source for file in changes.changed] == ["a.txt"]
    assert changes.unchanged == ("b.txt",)  # whose time of change is another, too: its digest is not
    _write(tmp_path / "c.txt", "neu")
    (tmp_path / "c.txt").replace(tmp_path / "b.txt")
    assert [file.source for file in compare(_walked(tmp_path), previous).changed] == ["b.txt"]


def test_what_an_earlier_version_remembered_costs_a_digest(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt", "alt")
    (file,) = _walked(tmp_path)
    before = FileState(3, OLD_NS, digest(file))
    assert compare([file], {"a.txt": before}).touched == {"a.txt": state_of(file)}


def test_a_fresh_file_is_compared_by_content(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("alt")
    status = path.stat()
    previous = {file.source: state_of(file) for file in walk([tmp_path])[0]}
    assert previous["a.txt"].mtime_ns == -1
    path.write_text("neu")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert [file.source for file in compare(walk([tmp_path])[0], previous).changed] == ["a.txt"]


def test_a_file_that_vanished_counts_as_changed(tmp_path: Path) -> None:
    ghost = SourceFile(tmp_path / "x.txt", "x.txt", "x.txt", 3, 5)
    assert compare([ghost], {"x.txt": FileState(3, 4, "")}).changed == (ghost,)
    with pytest.raises(DocumentError, match="no such file"):
        digest(ghost)


def test_digest(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt", "alt")
    (file,), _ = walk([tmp_path])
    assert digest(file) == "6c286faffed63ab94f0e345dc5cf25b2"
