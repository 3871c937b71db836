"""Stock Whoosh with its German stemmer, its own codec and its own searcher.

Its German analyzer, but without the list of stop words: phrases of function words are among the queries.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from benchmarks.corpus import read_records
from benchmarks.engines import Answer
from benchmarks.queries import Kind, Query

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import fields, index, query
    from whoosh.analysis import LowercaseFilter, RegexTokenizer, StemFilter

_FIELDS = ("title", "body")


class _Opened:
    def __init__(self, opened: Any) -> None:
        self._schema = opened.schema
        self._searcher = opened.searcher()

    def search(self, asked: Query) -> Answer:
        found = self._searcher.search(self._tree(asked), limit=asked.limit)
        return Answer(len(found), [hit["title"] for hit in found])

    def _tree(self, asked: Query) -> Any:
        words = asked.words
        match asked.kind:
            case Kind.OR_3 | Kind.OR_8:
                return query.Or([self._word(word) for word in words])
            case Kind.PHRASE_2:
                return query.Or(
                    [query.Phrase(field, self._terms(field, " ".join(words))) for field in _FIELDS]
                )
            case Kind.PREFIX_4:
                return query.Or([query.Prefix(field, words[0]) for field in _FIELDS])
            case Kind.WILDCARD:
                return query.Or([query.Wildcard(field, f"*{words[0]}") for field in _FIELDS])
            case Kind.FUZZY_1:
                return query.Or(
                    [query.FuzzyTerm(field, self._terms(field, words[0])[0]) for field in _FIELDS]
                )
            case Kind.NOT:
                return query.AndNot(self._word(words[0]), self._word(words[1]))
            case Kind.DATED if asked.days:
                return query.And([self._word(words[0]), query.NumericRange("day", *asked.days)])
            case _:
                return query.And([self._word(word) for word in words])

    def _word(self, word: str) -> Any:
        return query.Or([query.Term(field, term) for field in _FIELDS for term in self._terms(field, word)])

    def _terms(self, field: str, text: str) -> list[str]:
        return [token.text for token in self._schema[field].analyzer(text, mode="query")]


class _Whoosh:
    def build(self, corpus: Path, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        analyzer = RegexTokenizer() | LowercaseFilter() | StemFilter(lang="de", cachesize=-1)
        text = fields.TEXT(analyzer=analyzer, stored=True, phrase=True)
        schema = fields.Schema(
            id=fields.ID(stored=True, unique=True), title=text, body=text, day=fields.NUMERIC(stored=True)
        )
        writer = index.create_in(folder, schema).writer(limitmb=256)
        for record in read_records(corpus):
            writer.add_document(id=record.id, title=record.title, body=record.text, day=record.day)
        writer.commit()

    def open(self, folder: Path) -> _Opened:
        return _Opened(index.open_dir(folder))

    def stored_bytes(self, _folder: Path) -> None:
        return None


def make(_name: str) -> _Whoosh:
    """Make the engine."""
    return _Whoosh()
