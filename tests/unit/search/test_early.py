"""What a text is about stands early in it: plain words rank by that, too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from searcher import Searcher, build, open_index
from searcher.model import Explanation

FILL = "mit vielen langen Sätzen über ganz andere Dinge von gestern und heute"
TEXTS = {
    "früh": f"Der Hafen liegt am Wasser {FILL} {FILL}",
    "spät": f"{FILL} {FILL} und der Hafen liegt am Wasser",
    "absatz": f"{FILL} {FILL}\n\nDer Hafen liegt am Wasser",
}


def searcher_of(folder: Path, texts: dict[str, str], titles: dict[str, str] | None = None) -> Searcher:
    records = [{"id": doc, "title": (titles or {}).get(doc, ""), "text": text} for doc, text in texts.items()]
    (folder / "docs.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    build([folder / "docs.jsonl"], folder / "index")
    return open_index(folder / "index")


def labels(explanation: Explanation | None) -> list[str]:
    assert explanation
    return [explanation.label, *(label for part in explanation.parts for label in labels(part))]


@pytest.mark.parametrize("query", ["Hafen", "Hafen Wasser", "Hafen Wasser liegt", "Wo liegt der Hafen?"])
def test_early_words_rank_first(tmp_path: Path, query: str) -> None:
    with searcher_of(tmp_path, TEXTS) as searcher:
        hits = searcher.search(query, explain=True).hits
        assert hits[0].id == "früh"
        assert {hit.id for hit in hits} == TEXTS.keys()
        # What stands in a later paragraph does not stand early, and neither what stands late in the only one.
        assert hits[0].score > 1.1 * hits[1].score
        for hit in hits:
            assert "stands early in the text or its headings" in labels(hit.explanation)
            assert hit.explanation
            assert hit.explanation.value == pytest.approx(hit.score)


def test_a_compound_stands_early_by_itself_or_by_its_parts(tmp_path: Path) -> None:
    texts = {
        "wort früh": f"Hafenarbeiter {FILL} {FILL}",
        "wort spät": f"{FILL} {FILL} Hafenarbeiter",
        "teile früh": f"Arbeiter im Hafen {FILL} {FILL}",
        "teile spät": f"{FILL} {FILL} Arbeiter im Hafen",
    }
    with searcher_of(tmp_path, texts) as searcher:
        assert [hit.id for hit in searcher.search("Hafenarbeiter").hits] == list(texts)


def test_a_title_is_no_text_and_a_field_that_is_asked_for_is_taken_at_its_word(tmp_path: Path) -> None:
    with searcher_of(tmp_path, {"a": FILL, "b": FILL}, {"a": "Hafen", "b": "Hafen"}) as searcher:
        for query in ("Hafen", "title:Hafen"):
            hits = searcher.search(query, explain=True).hits
            assert [hit.id for hit in hits] == ["a", "b"]
            assert hits[0].score == hits[1].score
            assert "stands early in the text or its headings" not in labels(hits[0].explanation)


def test_operators_are_not_looked_at_again(tmp_path: Path) -> None:
    with searcher_of(tmp_path, {"a": f"{FILL} Hafen Wasser", "b": f"Hafen Wasser {FILL}"}) as searcher:
        for query in ("Hafen ODER Wasser", '"Hafen Wasser"', "Hafe*", "=Hafen =Wasser"):
            hits = searcher.search(query).hits
            assert [hit.id for hit in hits] == ["a", "b"]
            assert hits[0].score == hits[1].score
        assert [hit.id for hit in searcher.search("Hafen Wasser").hits] == ["b", "a"]


@pytest.mark.parametrize("query", ["Hafen", "Hafen Wasser", "Hafen Wasser Arbeiter", "Hafenarbeiter"])
def test_pages_are_the_parts_of_one_ranking(tmp_path: Path, query: str) -> None:
    texts = {
        f"d{number:02}": " ".join(
            ["wort"] * (7 * number % 45) + ["Hafen Wasser Arbeiter"] + ["Wort"] * number
        )
        for number in range(45)
    }
    texts |= {f"e{number}": f"{'Wort ' * number} Hafenarbeiter Wasser" for number in range(5)}
    with searcher_of(tmp_path, texts) as searcher:
        every = searcher.search(query, limit=None, snippets=0)
        assert every.total >= 45
        scores = [hit.score for hit in every.hits]
        assert scores == sorted(scores, reverse=True)
        for size in (1, 10, 30):
            pages = [
                searcher.search(query, limit=size, offset=at, snippets=0).hits
                for at in range(0, len(scores), size)
            ]
            assert [hit.id for page in pages for hit in page] == [hit.id for hit in every.hits]


@pytest.mark.parametrize("query", ["Hafen", "Hafen Wasser", "Hafen Wasser liegt", "Hafenarbeiter"])
def test_filters_and_exclusions_leave_scores_alone(tmp_path: Path, query: str) -> None:
    texts = {**TEXTS, "viele": "Hafen Wasser liegt Hafenarbeiter", "fort": f"{TEXTS['früh']} Ukraine"}
    texts |= {f"d{number}": f"{'Wort ' * number} Hafen Wasser liegt Hafenarbeiter" for number in range(12)}
    with searcher_of(tmp_path, texts) as searcher:
        expected = [
            (hit.id, hit.score) for hit in searcher.search(query, limit=None).hits if hit.id != "fort"
        ]
        excluded = searcher.search(f"{query} -Ukraine", limit=None)
        filtered = searcher.search(query, path="*.jsonl", limit=None)
        # Beside an operator longer queries are not compared letter by letter.
        if query != "Hafen Wasser liegt":
            assert [(hit.id, hit.score) for hit in excluded.hits] == expected
        assert [(hit.id, hit.score) for hit in filtered.hits if hit.id != "fort"] == expected
