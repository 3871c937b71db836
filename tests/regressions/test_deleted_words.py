"""Words of deleted documents stayed where documents are joined, explained and corrected.

Seven of eight files gone, and `searcher index` again: "the word 'a1' has no occurrences or too many", exit code 4.
A file edited: `explain` counted the words of its old text, and "did you mean" led to a word that nothing has any more.
"""

from __future__ import annotations

import random
from pathlib import Path

from searcher.engine import build, check, open_index
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


def test_an_index_with_a_history_is_that_of_the_same_documents(tmp_path: Path) -> None:
    words = (
        "Haus",
        "Häuser",
        "See",
        "Berge",
        "Militärbasis",
        "Militärbasen",
        "Kreml",
        "Straße",
        "von",
        "E-Mail",
    )
    chance = random.Random(4)
    (tmp_path / "docs").mkdir()
    compared = 0
    for step in range(24):
        for number in chance.sample(range(12), 12 if step == 0 else 4):
            file = tmp_path / "docs" / f"{number}.txt"
            text = f"{chance.choice(words)}\n\n{' '.join(chance.choices(words, k=chance.randrange(2, 20)))}."
            file.write_text(text, "utf-8")
            if number and chance.random() < 0.3:
                file.unlink()
        build([tmp_path / "docs"], tmp_path / "index")
        build([tmp_path / "docs"], tmp_path / "fresh", rebuild=True)
        assert check(tmp_path / "index").problems == ()
        with open_index(tmp_path / "index") as old, open_index(tmp_path / "fresh") as fresh:
            assert [old.explain(word) for word in words] == [fresh.explain(word) for word in words]
            assert [old.search(word).hits for word in words] == [fresh.search(word).hits for word in words]
            if old.info().segments == 1 and not list((tmp_path / "index").glob("live-*")):  # all was joined
                assert (old.info().terms, old.info().forms) == (fresh.info().terms, fresh.info().forms)
                compared += 1
    assert compared > 5
