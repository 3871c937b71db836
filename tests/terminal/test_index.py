from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.terminal.processes import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text("Ein Haus am See.\n", encoding="utf-8")
    (seeds / "b.md").write_text("---\ntitle: Burg\ndate: 2020-05\n---\nDie Burg.\n", encoding="utf-8")
    return tmp_path


def test_a_second_run_has_nothing_to_do(folder: Path) -> None:
    first = run("index", cwd=folder)
    assert first.stdout.decode().startswith("Indexed 2 new in ")
    assert "2 documents" in first.stdout.decode()
    assert first.stderr == b""  # no progress bar on a pipe
    assert run("index", cwd=folder).stdout.decode().startswith("Nothing to do: 2 documents unchanged")
    assert json.loads(run("index", "--rebuild", "--json", cwd=folder).stdout)["documents"] == 2


def test_changes_are_followed(folder: Path) -> None:
    run("index", cwd=folder)
    (folder / "seeds/a.txt").write_text("Zwei Häuser am Meer.\n", encoding="utf-8")
    (folder / "seeds/b.md").unlink()
    (folder / "seeds/c.txt").write_text("Neu.\n", encoding="utf-8")
    wish = json.loads(run("index", "--dry-run", "--json", cwd=folder).stdout)
    done = json.loads(run("index", "--json", cwd=folder).stdout)
    for report in (wish, done):
        assert [report[key] for key in ("added", "changed", "removed", "unchanged")] == [1, 1, 1, 0]
    assert (wish["dry_run"], done["dry_run"]) == (True, False)
    assert run("search", "-c", "Meer", cwd=folder).stdout == b"1\n"
    assert run("search", "-c", "Burg", cwd=folder).returncode == 1


def test_what_is_left_out_is_named_and_strict_tells(folder: Path) -> None:
    (folder / "seeds/x.txt").write_bytes(bytes(range(256)) * 20)
    done = run("index", cwd=folder)
    assert done.returncode == 0
    assert "Left out: 1\n  seeds/x.txt: " in done.stdout.decode()
    assert run("index", "--strict", cwd=folder).returncode == 3
    assert run("index", "--strict", "--exclude", "x.txt", cwd=folder).returncode == 0
    assert "seeds/x.txt" not in run("info", cwd=folder).stdout.decode()


def test_lines_of_json_on_standard_input(folder: Path) -> None:
    lines = b'{"id": "eins", "title": "Eins", "text": "Ein Haus."}\n{"id": "zwei"\n'
    done = run("index", "-", cwd=folder, stdin=lines)
    assert done.returncode == 0
    assert "Indexed 1 new" in done.stdout.decode()
    assert "Left out: 1" in done.stdout.decode()
    assert run("search", "--format", "ndjson", "Haus", cwd=folder).stdout.startswith(
        b'{"type": "hit", "rank": 1, "id": "eins"'
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["index", "nowhere"], "nowhere"),
        (["index", "--jobs", "0"], "not in the range"),
        (["index", "-", "--watch"], "--watch"),
        (["index", "--watch", "--dry-run"], "--watch"),
    ],
)
def test_mistakes(folder: Path, arguments: list[str], message: str) -> None:
    done = run(*arguments, cwd=folder)
    assert done.returncode == 2
    assert message in done.stderr.decode()


def test_a_folder_that_is_no_index_is_refused(folder: Path) -> None:
    done = run("index", "--index", "seeds", cwd=folder)
    assert done.returncode in {2, 4}
    assert sorted(path.name for path in (folder / "seeds").iterdir()) == ["a.txt", "b.md"]


def test_nothing_on_standard_input_forgets_nothing(folder: Path) -> None:
    run("index", "-", cwd=folder, stdin=b'{"id": "eins", "text": "Ein Haus."}\n')
    done = run("index", "-", cwd=folder, stdin=b"")
    assert done.returncode == 2
    assert done.stderr == b"searcher: standard input cannot be indexed: it is empty: it holds no records\n"
    assert run("search", "-c", "Haus", cwd=folder).stdout == b"1\n"


def test_a_date_that_cannot_be_read_is_a_line_of_the_report(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(" date 2022-13 Besuch in Bonn\n\nEin Haus.\n", encoding="utf-8")
    (texts / "2022-06-14_b.md").write_text("---\ndate: neulich\n---\nEin Haus.\n", encoding="utf-8")
    (texts / "c.jsonl").write_text(
        '{"text": "Ein Haus", "date": "31.02.2022"}\n{"text": "Haus", "date": ""}\n'
    )
    (texts / "d.html").write_text("<meta name=date content=gestern><p>Ein Haus.", encoding="utf-8")
    done = run("index", "texts", "--strict", cwd=tmp_path)
    assert done.returncode == 0  # nothing was left out
    report = done.stdout.decode() + done.stderr.decode()
    assert "To be looked at: 4\n" in report
    assert "texts/a.txt: the date '2022-13' cannot be read: it has no date now; write 2022, 2022-06" in report
    assert (
        "2022-06-14_b.md: the date 'neulich' cannot be read: its date is 2022-06-14, that of its name"
        in report
    )
    assert "texts/c.jsonl#1: the date '31.02.2022'" in report
    assert "texts/d.html: the date 'gestern'" in report
    assert run("search", "Haus", "-c", cwd=tmp_path).stdout == b"5\n"
    again = json.loads(run("index", "texts", "--rebuild", "--json", cwd=tmp_path).stdout)
    assert len(again["notices"]) == 4
