"""Whoosh 2.7.4's query parser crashes on odd strings, knows no NICHT, takes `Bürger*innen` for a wildcard.

It drops stop words; its FuzzyTerm counts a transposition as two edits, and `A NOT b` adds a constant 1.0 to each score.
"""

from __future__ import annotations

import pytest

from searcher.engine import open_index
from searcher.errors import QuerySyntaxError
from tests.regressions.conftest import Write

TEXTS = {
    "a": "Die Bürgerinnen sind in der Stadt",
    "b": "Bürger*innen und Bürger in die Stadt",
    "c": "Ein Haus am See",
    "d": "Nicht nur das Haus",
}


@pytest.mark.parametrize("query", ["NOT OR foo", "OR", "AND AND", "(", "a NOT", '"', "NICHT", "foo )("])
def test_odd_strings_end_in_a_typed_error(indexed: Write, query: str) -> None:
    with open_index(indexed(TEXTS)) as searcher, pytest.raises(QuerySyntaxError) as caught:
        searcher.search(query)
    assert 0 <= caught.value.position <= len(query)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("Haus NICHT See", ["d"]),
        ("Bürger*innen", ["a", "b"]),
        ('"in der Stadt"', ["a"]),
        ('"in die Stadt"', ["b"]),
        ("Huas~", ["c", "d"]),
        ("Nicht", ["d"]),
    ],
)
def test_what_it_got_wrong(indexed: Write, query: str, ids: list[str]) -> None:
    with open_index(indexed(TEXTS)) as searcher:
        assert sorted(hit.id for hit in searcher.search(query)) == ids


def test_not_leaves_scores_alone(indexed: Write) -> None:
    with open_index(indexed(TEXTS)) as searcher:
        scores = {hit.id: hit.score for hit in searcher.search("Haus")}
        assert [(hit.id, hit.score) for hit in searcher.search("Haus NICHT See")] == [("d", scores["d"])]
