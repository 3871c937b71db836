"""tantivy by its Python package: the German stemmer, two fields, positions, stored texts, one thread."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import tantivy
from tantivy import Filter, Occur, Tokenizer

from benchmarks.corpus import read_records
from benchmarks.engines import Answer
from benchmarks.queries import Kind, Query

_FIELDS = ["title", "body"]
_HEAP_BYTES = 256 << 20
_STEMMED = "german"


def _analyzer() -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(Tokenizer.simple())
    return builder.filter(Filter.lowercase()).filter(Filter.stemmer("german")).build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for field in _FIELDS:
        builder.add_text_field(field, stored=True, tokenizer_name=_STEMMED, index_option="position")
    builder.add_integer_field("day", stored=True, indexed=True, fast=True)
    return builder.build()


class _Opened:
    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._schema = index.schema
        self._analyzer = _analyzer()
        index.reload()
        self._searcher = index.searcher()

    def search(self, query: Query) -> Answer:
        found = self._searcher.search(self._tree(query), limit=query.limit, count=True)
        titles = [self._searcher.doc(address)["title"][0] for _, address in found.hits]
        return Answer(int(found.count or 0), titles)  # type: ignore[attr-defined]  # missing in its stubs

    def _tree(self, query: Query) -> tantivy.Query:
        words = query.words
        match query.kind:
            case Kind.AND_2:
                return self._index.parse_query(" ".join(f"+{word}" for word in words), _FIELDS)
            case Kind.NOT:
                return self._index.parse_query(f"+{words[0]} -{words[1]}", _FIELDS)
            case Kind.PHRASE_2:
                return self._index.parse_query(f'"{" ".join(words)}"', _FIELDS)
            case Kind.PREFIX_4:
                return self._in_fields(tantivy.Query.regex_query, f"{words[0]}.*")
            case Kind.WILDCARD:
                return self._in_fields(tantivy.Query.regex_query, f".*{words[0]}")
            case Kind.FUZZY_1:
                return self._in_fields(tantivy.Query.fuzzy_term_query, self._analyzer.analyze(words[0])[0])
            case Kind.DATED if query.days:
                days = tantivy.Query.range_query(self._schema, "day", tantivy.FieldType.Integer, *query.days)
                word = self._index.parse_query(words[0], _FIELDS)
                return tantivy.Query.boolean_query([(Occur.Must, word), (Occur.Must, days)])
            case _:
                return self._index.parse_query(" ".join(words), _FIELDS)

    def _in_fields(self, make: Any, text: str) -> tantivy.Query:
        return tantivy.Query.boolean_query(
            [(Occur.Should, make(self._schema, field, text)) for field in _FIELDS]
        )


class _Tantivy:
    def build(self, corpus: Path, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(_schema(), str(folder))
        index.register_tokenizer(_STEMMED, _analyzer())
        writer = index.writer(_HEAP_BYTES, num_threads=1)
        for record in read_records(corpus):
            writer.add_document(
                tantivy.Document(id=record.id, title=record.title, body=record.text, day=record.day)
            )
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> _Opened:
        index = tantivy.Index.open(str(folder))
        index.register_tokenizer(_STEMMED, _analyzer())
        return _Opened(index)

    def stored_bytes(self, folder: Path) -> int:
        return sum(path.stat().st_size for path in folder.glob("*.store"))


def make(_name: str) -> _Tantivy:
    """Make the engine."""
    return _Tantivy()
