"""A word's form to its base form, where the stemmer alone would not do: function words, nouns and adjectives.

All words come in one spelling (`spelling.one_spelling`): lower case, umlauts, ss for ß.
"""

from __future__ import annotations

from collections.abc import Iterable

from searcher.analysis.data.function_words import APART
from searcher.analysis.data.irregular_nouns import ADJECTIVES, ENDINGS, NOT_IRREGULAR, WHOLE
from searcher.analysis.data.own_endings import (
    NOT_OWN_ENDINGS,
    NOT_OWN_S,
    OWN_E,
    OWN_ENDINGS,
    OWN_ER,
    OWN_S,
    OWN_S_WHOLE,
    OWN_WHOLE,
    US_FORMS,
)


def _bases(table: str) -> dict[str, str]:
    """Map each form to its base form; a table has a line for each base form. *Globusse* stands for *Globussen*, too."""
    bases = {}
    for line in table.split("\n"):
        base, *forms = line.split() or [""]
        bases.update(dict.fromkeys(forms, base))
        bases.update((form + case, base) for form in forms if form.endswith("sse") for case in ("n", "s"))
    return bases


def _with_own_e(word: str) -> str:
    """Write its last e as ë, which the stemmer leaves alone and makes an e of."""
    return "ë".join(word.rsplit("e", 1))


_OWN = "_"  # no word of a text has it, and the stemmer leaves alone what ends in it
_FUNCTION_WORDS = {
    form: base + _OWN for line in APART.split("\n") for base in line.split()[:1] for form in line.split()
}
_ENDINGS = _bases(ENDINGS)
_WHOLE = _bases(WHOLE) | {
    word + ending: _with_own_e(word)
    for word in OWN_E
    for ending in (("", "n") if word[-1] == "e" else ("", "n", "s", "in", "innen"))
}
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_ADJECTIVES = _bases(ADJECTIVES) | {
    word + behind: _with_own_e(word)
    for word in OWN_ER
    for behind in (
        *("", *(noun + case for noun in ("heit", "keit") for case in ("", "s", "en"))),
        *(degree + ending for degree in ("", "er", "st") for ending in _ADJECTIVE_ENDINGS),
    )
}
# How long irregular endings are, by their last two letters: one look spares nearly all words the search.
_SIZES = {
    last: tuple(sorted({len(ending) for ending in _ENDINGS if ending[-2:] == last}, reverse=True))
    for last in {ending[-2:] for ending in _ENDINGS}
}


def _by_last_letters(endings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, tuple[str, ...]] = {}
    for ending in endings:
        grouped[ending[-2:]] = (*grouped.get(ending[-2:], ()), ending)
    return grouped


_OWN_ENDINGS = _by_last_letters(OWN_ENDINGS)
_OWN_WHOLE = frozenset(OWN_WHOLE)
_NOT_OWN_ENDINGS = tuple(NOT_OWN_ENDINGS)
# The stemmer takes an s off only behind letters that it knows as endings of German nouns.
_OWN_S = {
    **dict.fromkeys(("ps", "ws", "cs", "vs", "ys", "js", "as", "os", "is"), ()),
    **_by_last_letters(OWN_S),
}
_OWN_S_WHOLE = frozenset(OWN_S_WHOLE)
_NOT_OWN_S = tuple(NOT_OWN_S)
_US_FORMS = tuple(US_FORMS)
_ABLE = ("able", "ables", "ablen", "abler", "ablem", "ible", "ibles", "iblen", "ibler", "iblem")


def function_base(word: str) -> str:
    """Keep a function word apart from words that have its stem.

    >>> [function_base(word) for word in ("seit", "wäre", "seite", "ware", "waren")]
    ['seit_', 'war_', 'seite', 'ware', 'waren']
    """
    return _FUNCTION_WORDS.get(word, word)


def noun_base(word: str) -> str:
    """Singular of a noun with an irregular plural or a foreign one in -s, also as the last part of a compound.

    What ends like a form and is none gets an e, which the stemmer takes off in place of the ending.

    >>> [noun_base(word) for word in ("militärbasen", "mechanismen", "handys", "alben", "schwalben")]
    ['militärbasis', 'mechanismus', 'handy', 'album', 'schwalben']
    >>> [noun_base(word) for word in ("krimis", "europas", "gras", "problem", "zinskurs", "modern", "benzins")]
    ['krimi', 'europa', 'gras', 'probleme', 'zinskurse', 'moderne', 'benzins']
    """
    base = _singular(word)
    last = base[-2:]
    if base in _OWN_WHOLE or (
        last in _OWN_ENDINGS and base.endswith(_OWN_ENDINGS[last]) and not base.endswith(_NOT_OWN_ENDINGS)
    ):
        return base + "e"
    # After an s the stemmer takes one ending more off than after none: Versicherer, Versicherers; Kilometers.
    return base[:-1] if base.endswith("ers") else base


def _singular(word: str) -> str:
    last = word[-2:]
    if last in _SIZES:
        if word in _WHOLE:
            return _WHOLE[word]
        size = len(word)
        for length in _SIZES[last]:
            if length <= size and word[size - length :] in _ENDINGS and word not in NOT_IRREGULAR:
                return word[: size - length] + _ENDINGS[word[size - length :]]
        if last == "en" and word.endswith("ismen"):
            return word[:-2] + "us"
    if word in _WHOLE:
        return _WHOLE[word]
    if last in _OWN_S:
        foreign = word not in _OWN_S_WHOLE and (not word.endswith(_OWN_S[last]) or word.endswith(_NOT_OWN_S))
    elif last == "us":
        foreign = word.endswith(_US_FORMS)
    else:
        foreign = word.endswith("ees")
    return word[:-1] if foreign and len(word) > 3 else word


def adjective_base(word: str) -> str:
    """Give the base form of an adjective with several stems; *-abel, -ibel* for *-able, -ible* with endings.

    >>> [adjective_base(word) for word in ("hohen", "grössten", "besser", "flexiblen", "schöner")]
    ['hoch', 'gross', 'gut', 'flexibel', 'schöner']
    """
    if word.endswith(_ABLE) and len(word) > 6:
        stem = word.rstrip("rsnm")
        return stem[:-2] + "el"
    return _ADJECTIVES.get(word, word)
