"""What is marked where the index says the query's words stand is what is marked by reading all of the text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searcher.analysis import german
from searcher.engine import _standing, build, open_index
from searcher.errors import QuerySyntaxError
from searcher.query import parse
from searcher.search.evaluate import Evaluator
from searcher.search.view import View
from searcher.snippets import Locator
from tests.properties.test_engine import corpora, queries, write


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(corpora, st.lists(queries, min_size=1, max_size=6))
def test_the_index_knows_where_the_words_stand(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, str]], lines: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("marks")
    write(folder / "a.jsonl", [{**record, "id": f"d{n:02}"} for n, record in enumerate(records)])
    build([folder / "a.jsonl"], folder / "index")
    with open_index(folder / "index") as searcher:
        view: View = searcher._view
        documents = {
            doc: searcher.document(segment.ids[doc])
            for segment in view.segments
            for doc in range(segment.documents)
        }
        for line in lines:
            try:
                plan = searcher._plan(parse(line))
            except QuerySyntaxError:
                continue
            locator = Locator(plan, german())
            stands = _standing(Evaluator(view), locator, 0, list(documents)) if documents else {}
            for doc, document in documents.items():
                words = stands[0, doc]
                assert locator.marks(document, words) == locator.marks(document)
                assert locator.title_marks(document.title, words) == locator.title_marks(document.title)
