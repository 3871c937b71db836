"""Whoosh 2.7.4: the top 10 differs from the exhaustive ranking in 30 to 39 of 100 And(Or(..), Term) queries.

`Matcher.replace(minquality)` drops documents that belong to the top. Here the best k are always the first k of all.
"""

from __future__ import annotations

import random

from searcher.engine import open_index
from tests.regressions.conftest import Write


def test_the_best_ten_are_the_first_ten_of_all(indexed: Write) -> None:
    chosen = random.Random(7)
    words = ["Haus", "Baum", "See", "Berg", "Wald", "Fluss", "Stadt", "Dorf", "Weg", "Tal"]
    folder = indexed(
        {f"d{n:03}": " ".join(chosen.choices(words, k=chosen.randint(3, 40))) for n in range(300)}
    )
    with open_index(folder) as searcher:
        for _ in range(40):
            a, b, c = chosen.sample(words, 3)
            query = f"({a} ODER {b}) {c}"
            everything = searcher.search(query, limit=None, snippets=0)
            for k in (1, 3, 10):
                best = searcher.search(query, limit=k, snippets=0)
                assert [(hit.id, hit.score) for hit in best] == [(h.id, h.score) for h in everything.hits[:k]]
                assert best.total == everything.total == len(everything.hits)
