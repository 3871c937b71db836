"""A word to its stem: Snowball's German algorithm.

It strips inflection and a few derivations, and takes umlauts off at the end: `häuser`, `haus` -> `haus`.
Umlauts must be written (`spelling.one_spelling`): what it would read as an umlaut itself is not always one.
"""

from __future__ import annotations

import Stemmer

STEMMER_VERSION: str = Stemmer.version()

# No cache of its own: callers keep one form per distinct word, and without it threads share nothing that
# changes.
_snowball = Stemmer.Stemmer("german", 0).stemWord


def stem(word: str) -> str:
    """Stem of a word in lower case, in the one spelling.

    >>> [stem(word) for word in ("häuser", "strassen", "neue", "poëten", "israëls", "bürgerinnen")]
    ['haus', 'strass', 'neu', 'poet', 'israel', 'burg']
    """
    stemmed: str = _snowball(word)
    return stemmed.replace("ë", "e")
