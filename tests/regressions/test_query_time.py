"""Stock Whoosh hangs on hostile queries; here some took 95 s, and 50 nested weights made a score infinite.

An AND of 250 truncated words took 3.4 s of 10,000 documents, most of it for one snippet; `"*en *en *en …"` 2 s.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from searcher.engine import build, open_index
from searcher.errors import QuerySyntaxError
from searcher.query import limits
from searcher.search.budget import Budget, OutOfTimeError
from searcher.search.near import near
from tests.regressions.conftest import Write


@pytest.mark.parametrize("weight", ["999999", "0.000001"])
def test_nested_weights_stay_finite(indexed: Write, weight: str) -> None:
    with open_index(indexed({"a": "Haus"})) as searcher:
        with pytest.raises(QuerySyntaxError, match="weights that multiply"):
            searcher.search("(" * 50 + "Haus" + f")^{weight}" * 50)
        (hit,) = searcher.search("((Haus^1000 ODER Baum^0,001)^1000 NICHT Hof)").hits
        assert 0 < hit.score < math.inf


def test_truncated_words_in_a_phrase_are_limited(indexed: Write) -> None:
    with open_index(indexed({"a": "Haus und Hof"})) as searcher:
        assert searcher.search('"' + "ha* " + "un* " * (limits.PHRASE_WILDCARDS - 1) + '"~1000').total == 1
        with pytest.raises(QuerySyntaxError, match="8 truncated words in a phrase"):
            searcher.search('"' + "ha* " * (limits.PHRASE_WILDCARDS + 1) + '"~1000')


@pytest.fixture(scope="module")
def long_texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents of very many words that match a few letters."""
    place = tmp_path_factory.mktemp("long")
    text = " ".join(f"{a}lagen" for a in "abdfgklmnprstvwz") + " "
    records = (json.dumps({"id": f"{n}", "text": text * 400}) for n in range(60))
    (place / "texts.jsonl").write_text("\n".join(records), "utf-8")
    build([place / "texts.jsonl"], place / "index")
    return place / "index"


def test_the_time_of_a_query_is_limited(long_texts: Path) -> None:
    with open_index(long_texts) as searcher:
        with pytest.raises(QuerySyntaxError, match=r"takes more than 0\.5 s; that is the limit"):
            searcher.search('"*la* *ag* *en*"~1000 NAHE/1000 "*ge* *la* *ag*"~1000', snippets=0)
        assert searcher.search("Lagen ODER alagen").total == 60


def test_what_would_take_too_long_is_not_begun() -> None:
    budget = Budget(10_000)
    budget.check(0.9)
    with pytest.raises(OutOfTimeError, match=r"1\.0 s"):
        budget.check(1.1)


def test_hits_without_time_for_snippets_are_told(long_texts: Path) -> None:
    everything = " ODER ".join(f"*{a}{b}*" for a in "lagen" for b in "lagen" if f"{a}{b}" in "lagen")
    asked = f"({everything}) " + " ".join("=" + f"{a}lagen" for a in "abdfgklmnprstvwz")
    with open_index(long_texts) as searcher:
        results = searcher.search(asked, limit=20, snippets=50)
        assert (len(results.hits), results.total) == (20, 60)
        bare = sum(not hit.snippets for hit in results.hits)
        assert bare
        # One more than those without any: the one at which the time was up.
        assert results.notes == (
            f"incomplete: the time was up, the last {bare + 1} hits have fewer snippets, or none",
        )


@pytest.mark.parametrize(
    ("left", "right", "distance"),
    [
        ([(0, 1), (3, 9), (20, 20)], [(2, 2), (3, 9), (30, 31)], 3),
        ([(n, n + 2) for n in range(0, 90, 7)], [(n, n + 1) for n in range(0, 99, 11)], 1),
        ([(5, 6)], [(5, 6)], 4),
        ([], [(1, 2)], 1),
    ],
)
def test_near_counts_as_comparing_all_pairs_does(
    left: list[tuple[int, int]], right: list[tuple[int, int]], distance: int
) -> None:
    slow = sum(
        any(a - d - 1 <= distance and c - b - 1 <= distance and (a, b) != (c, d) for c, d in right)
        for a, b in left
    )
    assert near(left, right, distance) == slow
