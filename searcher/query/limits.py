"""What a query may cost: every limit in one place; a query over one is refused, and the message names it."""

from __future__ import annotations

QUERY_CHARS = 10_000
WORD_CHARS = 128  # terms of the index are no longer
WORDS = 256
PHRASE_WORDS = 64
NESTING = 50  # parentheses; the parser and all that walk a tree recurse no deeper than a few times this
DISTANCE = 1_000  # words between, in `NAHE/5` and `"…"~5`
FUZZY_EDITS = 2
FUZZY_LETTERS = 5  # 2 edits need this many letters: of four letters two edits leave any word
WILDCARD_LETTERS = 2  # fixed ones, or half the vocabulary matches
WILDCARD_STARS = 8
PHRASE_WILDCARDS = 8  # in one phrase: each may stand for 100,000 words, and all must be compared
SECONDS = 0.5  # of computing, and so much more for each document of the index: 1 s at 10,000
SECONDS_PER_DOCUMENT = 5e-5
SNIPPET_SECONDS = (
    0.5  # for each 100 hits; the first question needs a third of it to load what is known of words
)
PATH_CHARS = 1_024
WEIGHT_MIN, WEIGHT_MAX = 1e-6, 1e6
NEAR_PAIRS = 64  # `(a ODER b) NAHE/5 (c ODER d)` is 4 pairs
