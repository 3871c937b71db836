"""Words of deleted documents stayed where documents are joined, explained and corrected.

Seven of eight files gone, and `searcher index` again: "the word 'a1' has no occurrences or too many", exit code 4.
A file edited: `explain` counted the words of its old text, and "did you mean" led to a word that nothing has any more.
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


def test_explain_counts_what_can_be_found(indexed: Write) -> None:
    texts = {str(number): f"Haus und Häuser im Dorf {number}" for number in range(9)}
    indexed({**texts, "x": "Haus Haus Hausboot Rathaus"})
    folder = indexed({**texts, "x": "Haus im Rathaus"})
    with open_index(folder) as searcher:
        (word,) = searcher.explain("Haus")
        assert (word.documents, word.occurrences, word.in_compounds) == (10, 19, 1)
        assert [(form.form, form.count, form.documents) for form in word.forms] == [
            ("haus", 10, 10),
            ("häuser", 9, 9),
        ]
        for several in ("Haus*", "Haus~"):
            (word,) = searcher.explain(several)
            assert [(form.form, form.count) for form in word.forms] == [("haus", 10)]
            assert (word.documents, word.occurrences) == (10, 10)


def test_a_word_that_is_gone_is_no_suggestion(indexed: Write) -> None:
    texts = {str(number): "Putin in Tadschikistan" for number in range(9)}
    indexed({**texts, "x": "Tadschickistan"})
    folder = indexed({**texts, "x": "Moskau"})
    with open_index(folder) as searcher:
        for typed in ("Tadschickistan", "Tadschickistans", "Tatschickistan"):
            assert searcher.search(typed).suggestion == "Tadschikistan"
