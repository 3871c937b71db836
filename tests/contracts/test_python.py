"""What programs may rely on that call `searcher` from Python (README, Python)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from searcher import DocumentNotFoundError, QuerySyntaxError, UsageError, build, check, open_index
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
    assert searcher.search("Haus", facet=None).facets == {}
    assert searcher.search("Haus", since="2021-04", until=2022).total == 0


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
        ({"facet": 5}, "5 is none of year, month, path"),
        ({"exact": "no"}, "exact is True or False, not 'no'"),
        ({"since": "gestern"}, 'since: "gestern" is not a date; write 2022'),
        ({"until": "2022-13"}, "until: there is no month 13"),
        ({"since": 2022, "until": 2021}, "since is a later date than until"),
        ({"path": ""}, "path: an empty path; write path:seeds"),
        ({"path": "*" * 99}, "path: 99 stars in a path"),
    ],
)
def test_what_is_no_option_is_refused_in_words(
    searcher: Searcher, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        searcher.search(**{"query": "Haus", **options})


def test_titles_are_sorted_as_in_a_german_dictionary(tmp_path: Path) -> None:
    titles = ["Zebra", "Äpfel", "„Birne“", "Straße", "strasse 2", "öl", "Éclair", "…"]
    records = [
        f'{{"id": "{number}", "title": "{title}", "text": "Haus"}}' for number, title in enumerate(titles)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(records), encoding="utf-8")
    build([tmp_path / "a.jsonl"], tmp_path / "index")
    with open_index(tmp_path / "index") as opened:
        found = [hit.title for hit in opened.search("Haus", sort="title")]
    assert found == ["…", "Äpfel", "„Birne“", "Éclair", "öl", "Straße", "strasse 2", "Zebra"]


def test_an_empty_query_asks_for_nothing(searcher: Searcher) -> None:
    for query in ("", "  ", "\n"):
        with pytest.raises(QuerySyntaxError, match="the query is empty"):
            searcher.search(query)
        with pytest.raises(QuerySyntaxError, match="no word to explain"):
            searcher.explain(query)
        with pytest.raises(QuerySyntaxError, match="the query is empty"):
            searcher.marked("a.txt", query)
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
    assert words == ["M?ller", "am", "=See"]


def test_an_exact_word_is_explained_by_that_form_alone(searcher: Searcher) -> None:
    (exact,) = searcher.explain("=Haus")
    (word,) = searcher.explain("Haus")
    assert [(form.form, form.count) for form in exact.forms] == [("haus", 4)]
    assert (exact.word, exact.term, exact.parts, exact.variants) == ("=Haus", "", (), ())
    assert (exact.documents, exact.occurrences) == (searcher.search("=Haus").total, 4)
    assert exact.documents < word.documents
    (other,) = searcher.explain("=Hauses")
    assert (other.documents, other.occurrences, other.forms) == (0, 0, ())


def test_what_is_closed_says_so(folder: Path) -> None:
    with open_index(folder / "index") as opened:
        assert opened.search("Haus").total == 5
    for ask in (opened.search, opened.document, opened.explain):
        with pytest.raises(UsageError, match="closed"):
            ask("Haus")
    for look in (opened.info, opened.is_stale):
        with pytest.raises(UsageError, match="closed"):
            look()


def test_what_the_other_methods_cannot_use_is_refused_in_words(searcher: Searcher) -> None:
    wrong: Any = 5
    for call in (
        lambda: searcher.document(wrong),
        lambda: searcher.explain(wrong),
        lambda: searcher.complete(wrong),
        lambda: searcher.marked("a.txt", wrong),
        lambda: searcher.complete("ha", -1),
        lambda: open_index(wrong),
        lambda: check(wrong),
    ):
        with pytest.raises(UsageError, match=r"not (5|-1)"):
            call()


def test_a_build_takes_one_name_or_several(tmp_path: Path) -> None:
    for name in ("a.txt", "b.md"):
        (tmp_path / "texts" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "texts" / name).write_text("Ein Haus", encoding="utf-8")
    index = tmp_path / "index"
    assert build(str(tmp_path / "texts"), index).documents == 2
    assert build(tmp_path / "texts", index, exclude="*.md").documents == 1
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"paths": []}, "paths is empty"),
        ({"paths": None}, "paths must be names, not None"),
        ({"paths": [5]}, "paths must be names, not 5"),
        ({"exclude": 5}, "exclude must be names, not 5"),
        ({"jobs": "2"}, "jobs is a number"),
        ({"jobs": 0}, "jobs must be at least 1"),
        ({"rebuild": "no"}, "rebuild is True or False"),
        ({"index": None}, "index is the name of a folder"),
    ]
    for options, said in wrong:
        with pytest.raises(UsageError, match=said):
            build(**{"paths": tmp_path / "texts", "index": index, **options})
    with open_index(index) as opened:
        assert opened.info().documents == 1


def test_a_path_leads_to_its_file_whatever_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    names = {b"gr\xfcn.txt", rb"gr\xfcn.txt", "grün.txt".encode()}
    for name in names:
        (tmp_path / "texts" / os.fsdecode(name)).write_text("Ein Haus", encoding="utf-8")
    build([tmp_path / "texts"], tmp_path / "index")
    with open_index(tmp_path / "index") as opened:
        found = [hit.file_name for hit in opened.search("Haus")]
        undecoded = os.fsdecode(b"gr\xfcn.txt")
        for given in (undecoded, str(tmp_path / "texts" / undecoded), r"gr\xfcn.txt"):
            assert opened.document(given).id == r"gr\xfcn.txt"
        with pytest.raises(DocumentNotFoundError):
            opened.document("\ud800\udcfc")
    assert {name.rpartition(b"/")[2] for name in found} == names
    assert all(Path(os.fsdecode(name)).exists() for name in found)
