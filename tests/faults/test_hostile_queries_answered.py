"""R7 over a real index: every hostile query ends in an answer or a sentence."""

from __future__ import annotations

import json
import math

import pytest

from searcher import Searcher
from searcher.engine import build, open_index
from searcher.errors import QuerySyntaxError
from tests.faults.hostile_queries import HOSTILE

WORDS = (
    "Haus",
    "Häuser",
    "Hausbau",
    "Regierung",
    "Bundesregierung",
    "Gebühr",
    "Gebührenordnung",
    "der",
    "die",
    "zu",
    "100",
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    place = tmp_path_factory.mktemp("hostile_queries")
    records = []
    for number in range(200):
        text = " ".join(WORDS[(number * step + step * step) % len(WORDS)] for step in range(60))
        records.append(
            json.dumps({"id": f"{number}", "title": f"Titel {number}", "text": text, "date": "2022-06"})
        )
    (place / "texte.jsonl").write_text("\n".join(records), "utf-8")
    build([place / "texte.jsonl"], place / "index")
    return open_index(place / "index")


@pytest.mark.parametrize("line", [pytest.param(line, id=name) for name, line in HOSTILE])
def test_answer_or_sentence(searcher: Searcher, line: str) -> None:
    for exact, limit in ((False, None), (True, 10)):
        try:
            results = searcher.search(line, exact=exact, limit=limit, snippets=2, explain=limit == 10)
        except QuerySyntaxError:
            continue
        assert results.total <= 200
        assert all(math.isfinite(hit.score) and hit.score >= 0 for hit in results.hits)
