"""What is said about the words of an index agrees with reading all of them, on one segment and on several."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searcher.engine import build, open_index
from searcher.search.view import View
from tests.properties.test_engine import corpora, write


def read(view: View) -> tuple[set[bytes], Counter[str], dict[str, Counter[str]]]:
    """The terms, the exact forms, and the forms of each term, all with their counts."""
    terms: set[bytes] = set()
    forms: Counter[str] = Counter()
    by_term: dict[str, Counter[str]] = {}
    for segment in view.segments:
        names = [key for key, _, _ in segment.terms.items()]
        terms.update(names)
        for key, (term, _, count), _ in segment.forms.items():
            forms[key.decode()] += count
            by_term.setdefault(names[term].decode(), Counter())[key.decode()] += count
    return terms, forms, by_term


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(st.lists(corpora, min_size=1, max_size=3), st.text("hausbote", max_size=2), st.integers(0, 4))
def test_the_words_of_an_index(
    tmp_path_factory: pytest.TempPathFactory,
    batches: list[list[dict[str, str]]],
    prefix: str,
    limit: int,
) -> None:
    folder = tmp_path_factory.mktemp("words")
    for number, records in enumerate(batches):
        names = [{**record, "id": f"d{number}{n:02}"} for n, record in enumerate(records)]
        write(folder / f"{number}.jsonl", names)
        build(sorted(folder.glob("*.jsonl")), folder / "index")
    with open_index(folder / "index") as searcher:
        terms, forms, by_term = read(searcher._view)
        info = searcher.info()
        assert (info.terms, info.forms) == (len(terms), len(forms))
        fitting = {form: count for form, count in forms.items() if form.startswith(prefix) and prefix}
        ordered = sorted(fitting, key=lambda form: (-fitting[form], form))
        for most in (limit, 1000):
            assert searcher.complete(prefix, most) == ordered[:most]
        for term, its_forms in by_term.items():
            assert searcher._view.forms_of(term)[0] == its_forms


def test_no_word_begins_with_a_mark_of_truncation(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("words")
    (folder / "a.txt").write_text("Haus Hausboot Häuser hauste 1.200", "utf-8")
    build([folder / "a.txt"], folder / "index")
    with open_index(folder / "index") as searcher:
        assert searcher.complete("Haus") == ["haus", "hausboot", "hauste"]
        assert searcher.complete("h") == ["haus", "hausboot", "hauste", "häuser"]
        for prefix in ("", "*", "h*", "?", "zz", "\ud800"):
            assert searcher.complete(prefix) == []
