"""What programs may rely on that call `searcher` from Python (README, Python)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from searcher import DocumentNotFoundError, QuerySyntaxError, UsageError, build, open_index
from searcher.engine import Searcher

TEXTS = {"a.txt": "2022-06 Haus", "b.txt": "Haus am See", "c.md": "---\ndate: 2021-03-01\n---\nEin Hausboot."}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("python")
    (place / "texts").mkdir()
    for name, text in TEXTS.items():
        (place / "texts" / name).write_text(f"{text}\n", encoding="utf-8")
    records = '{"id": "eins", "text": "Haus eins"}\n{"text": "Haus zwei"}\n'
    (place / "texts" / "r.jsonl").write_text(records, encoding="utf-8")
    build([place / "texts"], place / "index")
    return place


@pytest.fixture(scope="module")
def searcher(folder: Path) -> Iterator[Searcher]:
    with open_index(folder / "index") as opened:
        yield opened


def test_no_limit_is_0_or_none(searcher: Searcher) -> None:
    assert len(searcher.search("Haus", limit=0)) == len(searcher.search("Haus", limit=None)) == 5
    assert len(searcher.search("Haus", limit=2)) == 2


def test_a_year_may_be_a_number_and_a_facet_one_name(searcher: Searcher) -> None:
    assert [hit.id for hit in searcher.search("Haus", since=2021, until=2021)] == ["c.md"]
    assert searcher.search("Haus", facet="path").facets.keys() == {"path"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"limit": "3"}, "limit is a number from 0 on, not '3'"),
        ({"limit": -1}, "limit is a number from 0 on, not -1"),
        ({"offset": 1.5}, "offset is a number"),
        ({"snippets": True}, "snippets is a number"),
        ({"since": 2021.5}, "since is a date such as"),
        ({"path": 3}, "path is a text, not 3"),
        ({"sort": 5}, "5 is none of score, date"),
        ({"facet": ["day"]}, "'day' is none of year, month, path"),
        ({"query": None}, "query is a text, not None"),
    ],
)
def test_what_is_no_option_is_refused_in_words(
    searcher: Searcher, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        searcher.search(**{"query": "Haus", **options})


def test_an_empty_query_asks_for_nothing(searcher: Searcher) -> None:
    for query in ("", "  ", "\n"):
        with pytest.raises(QuerySyntaxError, match="the query is empty"):
            searcher.search(query)
        with pytest.raises(QuerySyntaxError, match="no word to explain"):
            searcher.explain(query)
    assert searcher.search("", since="2021").total == 1
    assert searcher.search("*").total == 5


def test_a_file_of_several_documents_names_their_ids(searcher: Searcher, folder: Path) -> None:
    for name in ("r.jsonl", str(folder / "texts" / "r.jsonl")):
        with pytest.raises(DocumentNotFoundError, match=r"holds 2 documents: .*'eins', 'r\.jsonl#2'"):
            searcher.document(name)
    assert searcher.document(str(folder / "texts" / "a.txt")).id == "a.txt"


def test_a_truncated_word_is_explained_by_the_words_it_stands_for(searcher: Searcher) -> None:
    (found,) = searcher.explain("Haus*")
    assert (found.word, found.documents, found.occurrences) == ("Haus*", 5, 5)
    assert [(form.form, form.count) for form in found.forms] == [("haus", 4), ("hausboot", 1)]
    words = [word.word for word in searcher.explain("M?ller ODER am =See")]
    assert words == ["M?ller", "am", "See"]


def test_what_is_closed_says_so(folder: Path) -> None:
    with open_index(folder / "index") as opened:
        assert opened.search("Haus").total == 5
    for ask in (opened.search, opened.document, opened.explain):
        with pytest.raises(UsageError, match="closed"):
            ask("Haus")
    with pytest.raises(UsageError, match="closed"):
        opened.info()


def test_a_path_leads_to_its_file_whatever_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    names = {b"gr\xfcn.txt", rb"gr\xfcn.txt", "grün.txt".encode()}
    for name in names:
        (tmp_path / "texts" / os.fsdecode(name)).write_text("Ein Haus", encoding="utf-8")
    build([tmp_path / "texts"], tmp_path / "index")
    with open_index(tmp_path / "index") as opened:
        found = [hit.file_name for hit in opened.search("Haus")]
    assert {name.rpartition(b"/")[2] for name in found} == names
    assert all(Path(os.fsdecode(name)).exists() for name in found)
