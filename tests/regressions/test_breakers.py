"""What people who tried to break it found."""

from __future__ import annotations

import os
import shutil
import tracemalloc
from pathlib import Path

import pytest

from searcher import build, open_index
from searcher.documents.decode import final
from searcher.documents.html import parts
from searcher.errors import DocumentError, IndexDamagedError, UsageError


def test_marks_of_no_class_do_not_hang_a_run() -> None:
    text = "T\n\na" + "\u0f73" * 200_000 + " Ende\n"
    assert final(text).endswith(" Ende\n")


def test_a_page_whose_elements_are_never_closed_is_left_out() -> None:
    with pytest.raises(DocumentError, match="takes too long to read"):
        parts("<font><p></div>" * 200_000)


def test_a_document_of_a_million_matches_has_its_snippet(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Titel der Datei\n\n" + "Haus-" * 1_000_000, encoding="utf-8")
    build([tmp_path / "x.txt"], tmp_path / "index")
    with open_index(tmp_path / "index") as searcher:
        (hit,) = searcher.search("Haus")
        assert hit.snippets[0].marked("[", "]").startswith("[Haus]")


def test_a_file_that_has_moved_is_shown_where_it_is(tmp_path: Path) -> None:
    for name in ("p1", "p2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text("Ein Haus am See.\n", encoding="utf-8")
    build([tmp_path / "p1"], tmp_path / "index")
    assert build([tmp_path / "p2"], tmp_path / "index").changed == 0  # the same file by another name
    shutil.rmtree(tmp_path / "p1")
    build([tmp_path / "p2"], tmp_path / "index")
    with open_index(tmp_path / "index") as searcher:
        (hit,) = searcher.search("Haus")
    assert Path(hit.path) == tmp_path / "p2" / "x.txt"


def test_a_file_that_is_changed_under_a_reader_is_damage(tmp_path: Path) -> None:
    records = (
        f'{{"id": "{number}", "text": "Wort{number} im Haus am See {number}"}}' for number in range(20_000)
    )
    (tmp_path / "a.jsonl").write_text("\n".join(records), encoding="utf-8")
    build([tmp_path / "a.jsonl"], tmp_path / "index")
    (segment,) = (tmp_path / "index").glob("segment-*")
    with open_index(tmp_path / "index") as searcher:
        assert searcher.search("Haus").total == 20_000
        os.utime(segment)
        assert searcher.search("Haus").total == 20_000
        with segment.open("r+b") as file:
            file.write(bytes(segment.stat().st_size))
        with pytest.raises(IndexDamagedError):
            searcher.search("Haus")
        os.truncate(segment, 4096)
        with pytest.raises(IndexDamagedError, match="4096 bytes instead of"):
            searcher.search("See")


def test_options_have_the_names_of_the_command(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Ein Haus am See.\n", encoding="utf-8")
    build([tmp_path / "x.txt"], tmp_path / "index")
    with open_index(tmp_path / "index") as searcher:
        results = searcher.search(
            "Haus", sort="title", facet=["year"], since="2021", path="*.txt", limit=2**70
        )
        assert (results.total, results.facets) == (0, {"year": ()})
        assert results.understood == 'Haus; since 2021; path like "*.txt"'
        with pytest.raises(UsageError, match="'nonsense' is none of score, date"):
            searcher.search("Haus", sort="nonsense")


def test_umlauts_that_are_typed_are_meant(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Der Kuchen ist gut und schon fertig.\n", encoding="utf-8")
    build([tmp_path / "x.txt"], tmp_path / "index")
    with open_index(tmp_path / "index") as searcher:
        assert [searcher.search(query).total for query in ("Küchen", "schön", "gut NICHT schön")] == [0, 0, 1]


def test_the_best_sentence_of_a_long_text_of_frequent_words_is_found_wherever_it_is(tmp_path: Path) -> None:
    often = "Das Haus steht am See. " * 60_000
    text = f"Titel der Datei\n\n{often}Ein Haus mit Xylophon an jenem See. {often}"
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "x.txt"], tmp_path / "index")
    with open_index(tmp_path / "index") as searcher:
        for query in ("Haus Xylophon", "Haus See Xylophon", '"Haus mit Xylophon"', "Haus NAHE/9 Xylophon"):
            results = searcher.search(query)
            marked = results.hits[0].snippets[0].marked("[", "]")
            assert "[Haus] " in marked
            assert "[Xylophon]" in marked
            assert "am See" not in query or "[See]" in marked
        (hit,) = searcher.search("Haus", snippets=3)
        assert len(hit.snippets) == 3


def test_a_file_of_line_ends_takes_no_more_memory_than_any_other(tmp_path: Path) -> None:
    size = 4 << 20
    (tmp_path / "x.txt").write_bytes(b"Haus\n\n" + b" \n" * (size // 2))
    tracemalloc.start()
    try:
        report = build([tmp_path / "x.txt"], tmp_path / "index")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert report.documents == 1
    assert peak < 8 * size  # it was 38 times the file
