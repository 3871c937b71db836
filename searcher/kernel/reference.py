"""The twin of `native.c` in numpy: the same functions, the same bytes; what it does is what both must do.

Formats are documented where they are read and written:

    records.py       a posting record: documents, frequencies, positions and roles of a term
    inversion.py     records from tokens, and from the records of other segments
    lists.py         score lists: leaves of a query, unions, intersections, the best k; columns of a document
    sequences.py     phrases and proximity
    dictionaries.py  sorted keys with numbers, in blocks
    similar.py       keys within a few edits of a word
    grams.py         letter 4-grams of words
    words.py         the words of texts, numbered

Arrays come as buffers (bytes, array, memoryview) aligned to their elements, and go as bytes. ValueError: the data
contradicts itself. No size that stands in the data is trusted before the data has been seen to be that long.
"""

from __future__ import annotations

from searcher.kernel.dictionaries import (
    encode_dictionary,
    find_block,
    list_keys,
    lookup,
    match_keys,
    values_at,
)
from searcher.kernel.grams import count_grams, list_grams, score_grams
from searcher.kernel.inversion import add_parts, invert, merge, sum_parts
from searcher.kernel.lists import (
    at_least,
    intersect,
    leaf,
    norms,
    restrict,
    saturate,
    scale,
    stems,
    subtract,
    tally,
    topk,
    union,
    within,
)
from searcher.kernel.records import decode
from searcher.kernel.scoring import best, compound, score
from searcher.kernel.sequences import early, positions, sequence
from searcher.kernel.similar import fuzzy
from searcher.kernel.words import Words

__all__ = [
    "Words",
    "add_parts",
    "at_least",
    "best",
    "compound",
    "count_grams",
    "decode",
    "early",
    "encode_dictionary",
    "find_block",
    "fuzzy",
    "intersect",
    "invert",
    "leaf",
    "list_grams",
    "list_keys",
    "lookup",
    "match_keys",
    "merge",
    "norms",
    "positions",
    "restrict",
    "saturate",
    "scale",
    "score",
    "score_grams",
    "sequence",
    "stems",
    "subtract",
    "sum_parts",
    "tally",
    "topk",
    "union",
    "values_at",
    "within",
]
