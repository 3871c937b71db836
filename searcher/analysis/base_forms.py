"""A word's form to its base form, where the stemmer alone would leave them apart: nouns and adjectives.

All words come in one spelling (`spelling.one_spelling`): lower case, umlauts, ss for ß.
"""

from __future__ import annotations

from searcher.analysis.data.irregular_nouns import ADJECTIVES, ENDING_IN_S, ENDINGS, NOT_IRREGULAR, WHOLE


def _bases(table: str) -> dict[str, str]:
    """Map each form to its base form; a table has a line for each base form."""
    bases = {}
    for line in table.split("\n"):
        base, *forms = line.split() or [""]
        bases.update(dict.fromkeys(forms, base))
    return bases


_ENDINGS = _bases(ENDINGS)
_WHOLE = _bases(WHOLE)
_ADJECTIVES = _bases(ADJECTIVES)
_SIZES = tuple(sorted({len(ending) for ending in _ENDINGS}, reverse=True))
# An irregular form ends in one of these pairs of letters: one look spares nearly all words the search.
_LAST_LETTERS = frozenset(ending[-2:] for ending in _ENDINGS)
_ABLE = ("able", "ables", "ablen", "abler", "ablem", "ible", "ibles", "iblen", "ibler", "iblem")


def noun_base(word: str) -> str:
    """Singular of a noun with an irregular plural, also as the last part of a compound.

    >>> [noun_base(word) for word in ("militärbasen", "mechanismen", "handys", "alben", "schwalben")]
    ['militärbasis', 'mechanismus', 'handy', 'album', 'schwalben']
    """
    last = word[-2:]
    if last in _LAST_LETTERS:
        if word in _WHOLE:
            return _WHOLE[word]
        size = len(word)
        for length in _SIZES:
            if length <= size and word[size - length :] in _ENDINGS and word not in NOT_IRREGULAR:
                return word[: size - length] + _ENDINGS[word[size - length :]]
        if last == "en" and word.endswith("ismen"):
            return word[:-2] + "us"
    # The stemmer takes an s off only behind letters that it knows as endings of German nouns.
    foreign = last in ("ps", "ws", "cs", "ys") or word.endswith("ees")
    if foreign and len(word) > 3 and not word.endswith(ENDING_IN_S):
        return word[:-1]
    return _WHOLE.get(word, word)


def adjective_base(word: str) -> str:
    """Give the base form of an adjective with several stems; *-abel, -ibel* for *-able, -ible* with endings.

    >>> [adjective_base(word) for word in ("hohen", "grössten", "besser", "flexiblen", "schöner")]
    ['hoch', 'gross', 'gut', 'flexibel', 'schöner']
    """
    if word.endswith(_ABLE) and len(word) > 6:
        stem = word.rstrip("rsnm")
        return stem[:-2] + "el"
    return _ADJECTIVES.get(word, word)
