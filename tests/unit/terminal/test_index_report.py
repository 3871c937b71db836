from __future__ import annotations

from searcher.model import BuildReport, Skipped
from searcher.terminal.index_command import MOST_SKIPPED, in_words


def report(**changes: object) -> BuildReport:
    values: dict[str, object] = {
        "added": 2, "changed": 1, "removed": 0, "unchanged": 3, "skipped": (), "documents": 6, "words": 1234,
        "dates": ("2022-06-01", "2022-06-30"), "encodings": {"utf-8": 5, "cp1252": 1}, "seconds": 0.25,
    }  # fmt: skip
    return BuildReport(**(values | changes))  # type: ignore[arg-type]


def test_summary() -> None:
    assert in_words(report()) == (
        "Indexed 2 new, 1 changed; 3 unchanged in 250 ms.\n"
        "In the index: 6 documents, 1,234 words, dated 2022-06-01 to 2022-06-30.\n"
        "Encodings: utf-8 5, cp1252 1.\n"
    )


def test_nothing_to_do() -> None:
    assert in_words(report(added=0, changed=0)).startswith("Nothing to do: 3 documents unchanged (250 ms).\n")


def test_dry_run() -> None:
    assert in_words(report(dry_run=True)).startswith(
        "Would index: 2 new, 1 changed; 3 unchanged. Nothing was written.\n"
    )


def test_an_empty_index_says_so() -> None:
    assert "The index is empty" in in_words(report(added=0, changed=0, unchanged=0, documents=0))


def test_what_was_left_out_is_named_up_to_a_limit() -> None:
    skipped = tuple(Skipped(f"f{number}\x1b.txt", "not text") for number in range(MOST_SKIPPED + 5))
    lines = in_words(report(skipped=skipped)).splitlines()
    assert f"Left out: {MOST_SKIPPED + 5}" in lines
    assert "  f0␛.txt: not text" in lines
    assert lines[-1] == "  … and 5 more; `searcher info` lists them all"
