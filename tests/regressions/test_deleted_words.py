"""Joining segments kept the words of deleted documents, and `check` called the index damaged.

Seven of eight files gone, and `searcher index` again: "the word 'a1' has no occurrences or too many", exit code 4.
"""

from __future__ import annotations

from searcher.engine import check, open_index
from tests.regressions.conftest import Write


def test_an_index_is_sound_after_most_of_its_documents_are_gone(indexed: Write) -> None:
    many = {str(number): f"Haus Nummer{number} Hausboot{number} gemeinsam" for number in range(8)}
    indexed(many)
    folder = indexed({"0": many["0"], "neu": "Ein neues Haus"})
    assert check(folder).problems == ()
    with open_index(folder) as searcher:
        words = {word: searcher.explain(word)[0] for word in ("Haus", "gemeinsam", "Nummer3")}
        assert [word.occurrences for word in words.values()] == [2, 1, 0]
        assert searcher.info().forms == 7
        assert searcher.complete("nummer") == ["nummer0"]
