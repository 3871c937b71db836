"""A word to its stem: Snowball's German algorithm, and the digraphs that are no umlauts.

The algorithm (PyStemmer >= 3) strips inflection, writes ß as ss, reads ae, oe, ue as umlauts where no vowel or q stands
before them, and takes umlauts off at the end: `Häuser`, `Haeuser`, `Haus` -> `haus`. It does so in `Poet` (-> `pot`)
too; `data.digraphs` lists where the letters are what they look like.
"""

from __future__ import annotations

import re

import Stemmer

from searcher.analysis.data.digraphs import TRUE_DIGRAPHS

STEMMER_VERSION: str = Stemmer.version()

# No cache of its own: callers keep one form per distinct word, and without it nothing is shared between threads.
_snowball = Stemmer.Stemmer("german", 0).stemWord
_TRUE_DIGRAPH = re.compile("|".join(TRUE_DIGRAPHS))
_E_KEPT = {"ae": "aë", "oe": "oë", "ue": "uë"}


def stem(word: str) -> str:
    """The stem of a word in lower case.

    >>> [stem(word) for word in ("häuser", "haeuser", "straße", "strassen", "neue", "poeten", "israels")]
    ['haus', 'haus', 'strass', 'strass', 'neu', 'poet', 'israel']
    """
    if ("ae" in word or "oe" in word or "ue" in word) and _TRUE_DIGRAPH.search(word):
        return str(_snowball(_TRUE_DIGRAPH.sub(_keep_e, word))).replace("ë", "e")
    return str(_snowball(word))


def _keep_e(match: re.Match[str]) -> str:
    """The digraph's e as ë, which the algorithm leaves alone."""
    text = match[0]
    for plain, kept in _E_KEPT.items():
        text = text.replace(plain, kept)
    return text
