"""Queries of every class, drawn from the corpus' own words with a fixed seed."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from benchmarks.corpus import Record


class Kind(StrEnum):
    """The classes of queries, in the order of the table."""

    RARE = "term, rare"
    COMMON = "term, common"
    AND_2 = "AND of 2"
    OR_3 = "OR of 3"
    OR_8 = "OR of 8"
    PHRASE_2 = "phrase of 2"
    PREFIX_4 = "prefix of 4"
    DATED = "term in a date range"
    TOP_1000 = "term, top 1000"
    FUZZY_1 = "fuzzy, 1 edit"
    NOT = "NOT"
    WILDCARD = "wildcard *xxxxx"


class Query(NamedTuple):
    """What is asked, in no engine's syntax. `words`: lower case; of NOT the second is excluded.

    For PREFIX_4 and WILDCARD the one word is the fixed letters. `days`: first and last, `date.toordinal`.
    """

    kind: Kind
    words: tuple[str, ...]
    days: tuple[int, int] | None = None
    limit: int = 10


# Shares of the documents that a word occurs in. Above `_COMMON` are function words, nobody's whole query.
_COMMON = (0.02, 0.20)
_MIDDLE = (0.002, 0.02)
_RARE_DOCS = (2, 5)
_WORD = re.compile(r"[^\W\d_]{2,}")
_PHRASES = 400  # drawn from this many most frequent pairs of neighbours


class Statistics(NamedTuple):
    """What the queries are drawn from; the words of each band in alphabetical order, pairs by frequency."""

    common: list[str]
    middle: list[str]
    rare: list[str]
    pairs: list[tuple[str, str]]
    days: list[int]
    known: frozenset[str]


def statistics(records: Iterable[Record]) -> Statistics:
    """Count in how many records each word occurs, which words are neighbours, which days there are."""
    doc_freq, pairs, days = Counter[str](), Counter[tuple[str, str]](), list[int]()
    documents = 0
    for record in records:
        documents += 1
        words = _WORD.findall(record.text.lower())
        doc_freq.update(set(words))
        pairs.update(pairwise(words))
        if record.day:
            days.append(record.day)

    def band(low: float, high: float) -> list[str]:
        return sorted(word for word, n in doc_freq.items() if low <= n <= high and len(word) >= 4)

    return Statistics(
        common=band(_COMMON[0] * documents, _COMMON[1] * documents),
        middle=band(_MIDDLE[0] * documents, _MIDDLE[1] * documents),
        rare=band(*_RARE_DOCS),
        pairs=[pair for pair, _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:_PHRASES]],
        days=sorted(days),
        known=frozenset(doc_freq),
    )


def draw(found: Statistics, *, per_kind: int, seed: int) -> list[Query]:
    """Draw so many queries of each class; the same for the same corpus and seed."""
    chance = random.Random(seed)
    queries = list[Query]()
    for _ in range(per_kind):
        common = chance.sample(found.common, 8)
        queries += [
            Query(Kind.RARE, (chance.choice(found.rare),)),
            Query(Kind.COMMON, (common[0],)),
            Query(Kind.AND_2, (common[1], common[2])),
            Query(Kind.OR_3, tuple(common[3:6])),
            Query(Kind.OR_8, (*common[:4], *chance.sample(found.middle, 4))),
            Query(Kind.PHRASE_2, chance.choice(found.pairs)),
            Query(Kind.PREFIX_4, (chance.choice(found.middle)[:4],)),
            Query(Kind.TOP_1000, (common[6],), limit=1000),
            Query(Kind.FUZZY_1, (_misspelt(found, chance),)),
            Query(Kind.NOT, (common[7], common[0])),
            Query(Kind.WILDCARD, (chance.choice([word for word in found.middle if len(word) > 5])[-5:],)),
        ]
        if found.days:
            first, last = sorted(chance.sample(range(len(found.days)), 2))
            queries.append(Query(Kind.DATED, (common[4],), (found.days[first], found.days[last])))
    return queries


def of_kind(queries: Sequence[Query], kind: Kind) -> list[Query]:
    """Select the queries of a class."""
    return [query for query in queries if query.kind is kind]


def _misspelt(found: Statistics, chance: random.Random) -> str:
    """Misspell a word (a letter left out or replaced, two exchanged) so that it is no word of the corpus."""
    words = [word for word in found.middle if 7 <= len(word) <= 12]
    while True:
        word = chance.choice(words)
        at = chance.randrange(1, len(word) - 2)
        wrong = chance.choice(
            [
                word[:at] + word[at + 1 :],
                word[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )
        if wrong not in found.known:
            return wrong
