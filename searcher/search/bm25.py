"""The ranking's numbers: BM25F over the fields, each choice with its source.

    frequency(t, d) = sum over fields f of  w_f * tf_f / (1 - b_f + b_f * length_f / average length_f)
    score(t, d)     = weight * idf(t) * frequency * (k1 + 1) / (frequency + k1)
    idf(t)          = ln(1 + (N - n + 0.5) / (n + 0.5))

Frequencies are mixed over the fields before they saturate: Robertson, Zaragoza, Taylor 2004, "Simple BM25 extension
to multiple weighted fields"; worth .03 nDCG@10 on law against a sum of two fields' scores (GERMAN.md section 1).
"""

from __future__ import annotations

from math import log
from typing import NamedTuple

K1 = 1.2
COMPOUND_WEIGHT = 0.7
"""A query's compound found by its parts scores this much of the parts' sum (GERMAN.md section 2.4)."""


class FieldRanking(NamedTuple):
    """What a field weighs, and how strongly its length is normalised (0 … 1)."""

    weight: float
    b: float


# Titles: GERMAN.md section 2.6. A lead and a heading are text like any other, only shorter. The text's b is less than
# there (.75), for a word of a short text stands early in it anyway (`early`): nDCG@10 with .75, .6, .5: xquad_de .969
# .970 .969, xquadr_de .831 .836 .837, law_dev .670 .670 .669, lawcomp_dev .621 .628 .627, libohelp .641 .648 .654.
RANKING = {
    "title": FieldRanking(2.0, 0.4),
    "lead": FieldRanking(1.0, 0.55),
    "headings": FieldRanking(1.0, 0.55),
    "body": FieldRanking(1.0, 0.55),
}


def idf(doc_freq: int, doc_count: int) -> float:
    """How much a rare word weighs, never negative; doc_freq of doc_count documents hold it.

    Robertson, Zaragoza 2009, "The probabilistic relevance framework", with the 1 + that Lucene adds.

    >>> round(idf(1, 2), 4)
    0.6931
    """
    return log(1 + (doc_count - doc_freq + 0.5) / (doc_freq + 0.5))
