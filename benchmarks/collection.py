"""A judged collection in, rankings of the product's ordinary search out.

A collection is a folder with `queries.jsonl.gz` (id, text), `qrels.tsv` (query, document, grade) and
`docs.jsonl.gz` (id, title, text); `meta.json` may name the folder beside it that the documents are shared
with (`docs_from`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import orjson

from benchmarks.corpus import read_lines
from searcher import build, open_index
from searcher.errors import QuerySyntaxError
from searcher.query import parse
from searcher.query.nodes import And, Word

Run = dict[str, dict[str, float]]
"""query -> document -> score"""


class Collection(NamedTuple):
    """What is asked of what, and what is right: query -> document -> grade."""

    name: str
    documents: Path
    queries: dict[str, str]
    qrels: dict[str, dict[str, int]]


class Asked(NamedTuple):
    """The rankings; queries that were refused, and queries understood as more than plain words."""

    run: Run
    refused: list[str]
    not_plain: list[str]


def read_collection(folder: Path) -> Collection:
    """Read a collection's queries and judgements."""
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    shared = folder.parent / meta["docs_from"] if "docs_from" in meta else folder
    qrels: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        query, document, grade = line.split("\t")
        qrels.setdefault(query, {})[document] = int(grade)
    queries = {
        record["id"]: record["text"] for record in map(orjson.loads, read_lines(folder / "queries.jsonl.gz"))
    }
    return Collection(folder.resolve().name, shared / "docs.jsonl.gz", queries, qrels)


# What a person who types words, and no query language, does not mean: quotes, parentheses, a colon after a
# field's name, weights, fuzziness, truncation. A question mark at the end is part of a question.
_SYNTAX = re.compile(r"""["„“”»«()\[\]:=~^*+]|(?<!\w)-|\?(?!\s*$)""")
_OPERATORS = re.compile(r"\b(?:UND|AND|ODER|OR|NICHT|NOT|NAHE|NEAR)\b")


def as_plain_words(text: str) -> str:
    """Write a query of a collection so that nothing in it is query syntax: its signs become blanks.

    Operators in capitals become small letters, which are the same words. Nothing else is changed.

    >>> as_plain_words('Titel: "PRODUKT (Funktion)" ODER NICHT -2?')
    'Titel PRODUKT Funktion oder nicht 2?'
    """
    plain = _OPERATORS.sub(lambda word: word[0].lower(), _SYNTAX.sub(" ", text))
    return " ".join(plain.split())


def ask(collection: Collection, work: Path, *, limit: int, compounds: bool = True) -> Asked:
    """Index the documents in `work` and ask every judged query."""
    corpus = work / "docs.jsonl"
    with corpus.open("wb") as out:
        out.writelines(line.rstrip(b"\n") + b"\n" for line in read_lines(collection.documents))
    build([corpus], work / "index", compounds=compounds)
    asked = Asked({}, [], [])
    with open_index(work / "index") as searcher:
        for query in collection.qrels:
            line = as_plain_words(collection.queries[query])
            try:
                node = parse(line)
                hits = searcher.search(line, limit=limit, snippets=0, compounds=compounds)
            except QuerySyntaxError:
                asked.refused.append(query)
                continue
            if not (isinstance(node, Word) or (isinstance(node, And) and node.plain)):
                asked.not_plain.append(query)
            asked.run[query] = ranked(hit.id for hit in hits)
    return asked


def ranked(documents: Iterable[str]) -> dict[str, float]:
    """Give scores that fall with the rank: what follows loosely below may have a higher score of its own.

    >>> ranked(["a", "b"])
    {'a': 1.0, 'b': 0.5}
    """
    return {document: 1 / rank for rank, document in enumerate(documents, 1)}


def write_run(path: Path, run: Run) -> None:
    """Write rankings in TREC's form: query, Q0, document, rank, score, name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        for query, documents in run.items():
            for rank, (document, score) in enumerate(documents.items(), 1):
                out.write(f"{query} Q0 {document} {rank} {score:.6f} searcher\n")


def read_run(path: Path) -> Run:
    """Read rankings in TREC's form."""
    run: Run = {}
    for line in path.read_text("utf-8").splitlines():
        query, _, document, _, score, _ = line.split(" ")
        run.setdefault(query, {})[document] = float(score)
    return run
