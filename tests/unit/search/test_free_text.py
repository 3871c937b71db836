"""Plain words: which documents follow those with all words, in which order, and what `notes` says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from searcher import build, open_index
from searcher.engine import Searcher
from searcher.model import Explanation, Results

DOCUMENTS = {
    "alle": "Die Regierung plant neue Militärbasen in Tadschikistan.",
    "drei": "Die Regierung plant Straßen in Tadschikistan.",
    "zwei": "Die Regierung plant.",
    "verwandt": "Regierungsplanung und Planungen für das Gebirge.",
    "nichts": "Ein Rezept für Kuchen mit Äpfeln.",
    "gerät": "Viele Worte.\n\nDer Treiber erkennt den Scanner am USB, auch Flachbettscanner.",
    "gebühren": "Über die Erhebung von Gebühren entscheidet der Rat.",
    "weit": "Gebühren sind lästig. " + "Und so weiter. " * 20 + "Die Erhebung war schwierig.",
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    folder: Path = tmp_path_factory.mktemp("plain")
    lines = [
        json.dumps({"id": key, "title": key, "text": text, "date": "2022-06-14"})
        for key, text in DOCUMENTS.items()
    ]
    (folder / "a.jsonl").write_text("\n".join(lines), "utf-8")
    build([folder / "a.jsonl"], folder / "index")
    with open_index(folder / "index") as opened:
        yield opened


def ids(results: Results) -> list[str]:
    return [hit.id for hit in results]


def test_a_longer_query_is_completed_with_documents_that_hold_some_of_its_words(searcher: Searcher) -> None:
    results = searcher.search("Regierung plant Militärbasen Tadschikistan")
    assert results.total == 1
    assert ids(results)[:3] == ["alle", "drei", "zwei"]
    assert "nichts" not in ids(results)
    assert results.notes == ("1 with all words; 3 more with some of them follow",)


def test_scores_fall_with_the_rank_whatever_the_words_are_worth(searcher: Searcher) -> None:
    for query in (
        "Regierung plant Militärbasen Tadschikistan",
        "Wer plant Straßen?",
        "der Rat plant Gebühren",
    ):
        scores = [hit.score for hit in searcher.search(query)]
        assert scores == sorted(scores, reverse=True)


def test_two_words_are_taken_at_their_word_where_a_document_has_both(searcher: Searcher) -> None:
    results = searcher.search("Regierung Tadschikistan")
    assert set(ids(results)) == {"alle", "drei"}
    assert results.total == 2
    assert not results.notes


def test_two_words_that_no_document_has_both_of(searcher: Searcher) -> None:
    results = searcher.search("Kuchen Tadschikistan")
    assert results.total == 0
    assert set(ids(results)) == {"alle", "drei", "nichts"}
    assert results.notes == ("no document has all words; 3 more with some of them follow",)


def test_function_words_alone_do_not_follow(searcher: Searcher) -> None:
    results = searcher.search("Wer entscheidet über Kuchen?")
    assert set(ids(results)) == {"gebühren", "nichts"}
    assert set(ids(searcher.search("für Militärbasen"))) == {"alle"}


def test_function_words_of_a_longer_query_need_not_occur_but_weigh(searcher: Searcher) -> None:
    results = searcher.search("Erhebung der Gebühren", limit=None)
    assert results.total == 2
    assert set(ids(results)[:2]) == {"gebühren", "weit"}
    assert results.understood == "all of: Erhebung, Gebühren; not required: der"
    assert searcher.search("Erhebung UND der UND Gebühren").total == 1
    assert searcher.search("Erhebung der Gebühren", sort="title").total == 2
    for query, first in (
        ("Regierung plant in Straßen", "drei"),
        ("die Regierung plant Militärbasen", "alle"),
    ):
        best = searcher.search(query, explain=True).hits[0]
        assert best.id == first
        assert best.explanation
        assert best.explanation.value == pytest.approx(best.score)


def test_operators_are_taken_at_their_word(searcher: Searcher) -> None:
    for query in (
        "Kuchen UND Tadschikistan UND Regierung",
        "=Kuchen =Tadschikistan",
        "title:alle Kuchen Straßen",
    ):
        results = searcher.search(query)
        assert (results.total, ids(results), results.notes) == (0, [], ())


def test_filters_hold_for_what_follows_too(searcher: Searcher) -> None:
    words = "Regierung plant Militärbasen Tadschikistan"
    assert ids(searcher.search(words, since="2023")) == []
    assert ids(searcher.search(words, until="2022"))[:2] == ["alle", "drei"]
    assert ids(searcher.search(f"{words} seit:2022 Pfad:a.jsonl"))[:2] == ["alle", "drei"]
    assert ids(searcher.search(f"{words} -Straßen")) == ["alle"]  # an operator: nothing follows


def test_pages_are_cut_from_one_ranking(searcher: Searcher) -> None:
    query = "Regierung plant Militärbasen Tadschikistan"
    whole = ids(searcher.search(query, limit=None))
    assert [*ids(searcher.search(query, limit=2)), *ids(searcher.search(query, limit=9, offset=2))] == whole


def test_parts_of_a_compound_far_apart_do_not_stand_for_it_but_may_follow(searcher: Searcher) -> None:
    assert ids(searcher.search("Gebührenerhebung")) == ["gebühren"]
    results = searcher.search("wie Gebührenerhebung lästig Rat")
    assert set(ids(results)[:2]) == {"gebühren", "weit"}
    assert results.total == 0


def test_words_that_a_hyphen_joins_may_follow_apart(searcher: Searcher) -> None:
    results = searcher.search("neue Treiber für USB-Scanner von Mustek", explain=True)
    assert results.total == 0
    assert ids(results)[0] == "gerät"
    explanation = results.hits[0].explanation
    assert explanation is not None
    check(explanation)
    assert explanation.value == pytest.approx(results.hits[0].score, rel=1e-5)
    assert ids(searcher.search("Treiber UND USB-Scanner")) == []
    assert set(ids(searcher.search("Rezept für USB-Scanner"))) == {"gerät", "nichts"}


def test_a_word_with_a_hyphen_that_no_document_has_is_answered_by_its_words(searcher: Searcher) -> None:
    results = searcher.search("USB-Treiber", explain=True, until="2022")
    assert results.total == 0
    assert ids(results) == ["gerät"]
    assert results.notes == ("no document has all words; 1 more with some of them follow",)
    explanation = results.hits[0].explanation
    assert explanation is not None
    check(explanation)
    assert explanation.value == pytest.approx(results.hits[0].score, rel=1e-5)
    (snippet,) = results.hits[0].snippets
    assert snippet.marked("[", "]") == "Der [Treiber] erkennt den Scanner am [USB], auch Flachbettscanner."
    for query in (
        '"USB-Treiber"',
        "=USB-Treiber",
        "title:USB-Treiber",
        "USB-Treiber -Kuchen",
        "2022:14",
        "USB:Treiber",
    ):
        results = searcher.search(query)
        assert (results.total, ids(results), results.notes) == (0, [], ())


def test_words_that_a_hyphen_joins_make_a_longer_query(searcher: Searcher) -> None:
    results = searcher.search("Tadschikistan Neue-Militärbasen")
    assert (results.total, ids(results)) == (1, ["alle", "drei"])


def test_below_documents_with_all_words_parts_are_marked_alone(searcher: Searcher) -> None:
    results = searcher.search("Gebührenerhebung Erhebung von Gebühren", limit=None)
    assert (results.total, ids(results)) == (1, ["gebühren", "weit"])
    marked = [hit.snippets[0].marked("[", "]") for hit in results]
    assert marked[0] == "Über die [Erhebung] von [Gebühren] entscheidet der Rat."
    for query in ("Gebührenerhebung Rat entscheidet", "Kuchen Gebührenerhebung Rat"):
        weit = next(hit for hit in searcher.search(query) if hit.id == "weit")
        assert "[" in weit.snippets[0].marked("[", "]")


def test_a_compound_stands_above_its_parts_however_often_these_occur(tmp_path: Path) -> None:
    texts = {
        "teile": "Erhebung von Gebühren. Erhebung der Gebühren. Gebühren und ihre Erhebung.",
        "wort": "Die Gebührenerhebung " + "ist eine lange Geschichte mit vielen Worten " * 9,
        **{f"x{n:02}": "Ein Text wie andere" for n in range(40)},
    }
    lines = [json.dumps({"id": key, "text": text}) for key, text in texts.items()]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    build([tmp_path / "a.jsonl"], tmp_path / "index")
    with open_index(tmp_path / "index") as opened:
        results = opened.search("Gebührenerhebungen", explain=True)
    assert ids(results) == ["wort", "teile"]
    assert results.hits[0].score > results.hits[1].score
    for hit in results:
        assert hit.explanation is not None
        assert hit.explanation.value == pytest.approx(hit.score, rel=1e-5)


def test_shared_letters_decide_between_documents_with_equal_words(searcher: Searcher) -> None:
    results = searcher.search("Planung Gebirge Regierungen", limit=1, explain=True)
    assert ids(results) == ["verwandt"]
    explanation = results.hits[0].explanation
    assert explanation is not None
    assert any("4-grams" in part.label for part in explanation.parts)


@pytest.mark.parametrize(
    "query",
    ["Regierung plant Militärbasen Tadschikistan", "Wie entscheidet der Rat?", "Gebührenerhebung Rat plant"],
)
def test_explanations_add_up(searcher: Searcher, query: str) -> None:
    for hit in searcher.search(query, explain=True):
        assert hit.explanation is not None
        assert hit.explanation.value == pytest.approx(hit.score, rel=1e-5)
        check(hit.explanation)


def check(explanation: Explanation) -> None:
    if explanation.label == "sum of":
        assert sum(part.value for part in explanation.parts) == pytest.approx(explanation.value, rel=1e-4)
    for part in explanation.parts:
        check(part)
