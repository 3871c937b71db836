"""What lies there: order, kinds of files, names, limits."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from searcher.documents import visible, walk
from searcher.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/z.txt", "a/y.md", "a.txt", "c.html", "d.jsonl.xz", "E.TXT"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Text", encoding="utf-8")
    return tmp_path


def test_depth_first_and_by_name(folder: Path) -> None:
    files, skipped = walk([folder])
    assert [file.source for file in files] == [
        "E.TXT",
        "a/y.md",
        "a/z.txt",
        "a.txt",
        "b.txt",
        "c.html",
        "d.jsonl.xz",
    ]
    assert skipped == []
    assert files[3].size == 4
    assert files[3].mtime_ns == (folder / "a.txt").stat().st_mtime_ns


def test_shown_is_as_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert [file.shown for file in walk(["a"])[0]] == ["a/y.md", "a/z.txt"]
    assert [file.shown for file in walk(["a/"])[0]] == ["a/y.md", "a/z.txt"]
    assert "a/y.md" in [file.shown for file in walk(["."])[0]]
    (one,), _ = walk(["a/z.txt"])
    assert (one.shown, one.source) == ("a/z.txt", "z.txt")


def test_a_file_counts_once(folder: Path) -> None:
    files, _ = walk([folder, folder / "a", folder / "a.txt"])
    assert len(files) == 7


def test_a_missing_path_stops_everything(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"seed.*cannot be indexed: no such file"):
        walk([folder, folder / "seed"])
    with pytest.raises(UsageError):
        walk(["a\0b"])


def test_excluded_and_kept_out_without_a_word(folder: Path) -> None:
    files, skipped = walk([folder], exclude=["*.md", "c.html"], keep_out=[folder / "a"])
    assert [file.source for file in files] == ["E.TXT", "a.txt", "b.txt", "d.jsonl.xz"]
    assert skipped == []
    assert [file.source for file in walk([folder], exclude=["a/"])[0]][:2] == ["E.TXT", "a.txt"]


def test_kinds(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.txt")
    (tmp_path / "link.txt").symlink_to("fifo.txt")
    (tmp_path / "loop").symlink_to(".")
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    (tmp_path / "bild.png").write_bytes(b"x")
    (tmp_path / "ohne").write_bytes(b"x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("x")
    (tmp_path / ".notiz.txt").write_text("x")
    with (tmp_path / "sparse.txt").open("wb") as stream:
        stream.truncate(1 << 40)
    with (tmp_path / "sparse.jsonl").open("wb") as stream:
        stream.truncate(1 << 40)
    files, skipped = walk([tmp_path])
    assert [file.source for file in files] == [".notiz.txt", "sparse.jsonl"]
    assert {Path(entry.path).name: entry.reason.split(":")[0].split(",")[0] for entry in skipped} == {
        ".git": "hidden folder",
        "bild.png": "not of a format that is read (.txt .md .html .htm .jsonl)",
        "device.txt": "a link",
        "fifo.txt": "a FIFO",
        "link.txt": "a link",
        "loop": "a link",
        "ohne": "not of a format that is read (.txt .md .html .htm .jsonl)",
        "sparse.txt": "too large",
    }
    assert [file.source for file in walk([tmp_path / ".git"])[0]] == ["x.txt"]


def test_a_named_link_is_followed(folder: Path) -> None:
    (folder / "hin").symlink_to("a")
    files, _ = walk([folder / "hin"])
    assert [file.source for file in files] == ["y.md", "z.txt"]


def test_odd_names_stay_different(tmp_path: Path) -> None:
    names = [
        b"gr\xfcn.txt",
        rb"gr\xfcn.txt",
        "grün.txt".encode(),
        "gru\u0308n.txt".encode(),
        b"a\nb\x1b[31m.txt",
    ]
    for name in names:
        Path(os.fsdecode(bytes(tmp_path) + b"/" + name)).write_text("x")
    files, _ = walk([tmp_path])
    sources = {file.source for file in files}
    assert sources == {r"gr\xfcn.txt", r"gr\x5cxfcn.txt", "grün.txt", "gru\u0308n.txt", "a\nb\x1b[31m.txt"}
    for file in files:
        file.shown.encode()
        assert file.path.read_text() == "x"


def test_visible_tells_all_names_apart() -> None:
    pieces = ["\\", "x", "ff", "5c", "\udcff", "ü"]
    names = {a + b + c + d for a in pieces for b in pieces for c in pieces for d in pieces}
    assert len({visible(name) for name in names}) == len(names)


def test_nested_beyond_what_the_system_can_name(tmp_path: Path) -> None:
    before = Path.cwd()
    try:
        os.chdir(tmp_path)
        for depth in range(60):
            Path("d" * 100).mkdir()
            os.chdir("d" * 100)
            if depth == 20:
                Path("tief.txt").write_text("x")
    finally:
        os.chdir(before)
    files, skipped = walk([tmp_path])
    assert [file.source.rpartition("/")[2] for file in files] == ["tief.txt"]
    assert [entry.reason for entry in skipped] == ["folder cannot be listed: file name too long"]
