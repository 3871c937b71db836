"""Between the spellings of one word: ae, ä and a; ß and ss.

Terms fold what is safe to fold (`one_spelling`, then the stemmer, which takes umlauts off). What depends on
which words exist is left to the query: `fold_variants` only proposes.
"""

from __future__ import annotations

import re
from itertools import combinations

from searcher.analysis.data import words
from searcher.analysis.data.double_spellings import BEGINNINGS, ENDINGS, WHOLE
from searcher.analysis.data.irregular_nouns import SS_PLURALS
from searcher.analysis.data.vowels import TRUE_DIGRAPHS, TRUE_UMLAUTS

MOST_VARIANTS = 64

_TRUE_DIGRAPH = re.compile("|".join(TRUE_DIGRAPHS))
_TRUE_UMLAUT = re.compile("|".join(TRUE_UMLAUTS))
# A third of the alternatives each: half the time for words that have none of them.
_WITH_UMLAUT = tuple(
    (letter, re.compile("|".join(s for s in TRUE_UMLAUTS if letter in s))) for letter in "äöü"
)
_DIGRAPH = re.compile(r"(?<![aeiouyäöüq])(?:ae|oe|(?<!^z)ue)")  # neue, treue, quer, zuerst have no umlaut
_UMLAUT_OF = {"ae": "ä", "oe": "ö", "ue": "ü", "ss": "ß", "a": "ä", "o": "ö", "u": "ü"}
# The stemmer knows no ë: a digraph or umlaut written with it stays as it is, and `stem` makes it an e.
_KEPT_DIGRAPH = {"ae": "aë", "oe": "oë", "ue": "uë"}
_KEPT_UMLAUT = str.maketrans({"ä": "aë", "ö": "oë", "ü": "uë"})
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def _pairs(table: str) -> dict[str, str]:
    every = words(table)
    return dict(zip(every[::2], every[1::2], strict=True))


_BEGINNINGS, _WHOLE = _pairs(BEGINNINGS), _pairs(WHOLE)
_BEGINNING = re.compile("|".join(sorted(_BEGINNINGS, key=len, reverse=True)))
_BEGIN_SO = frozenset(word[:4] for word in (*_BEGINNINGS, *_WHOLE))
_ENDINGS = _pairs(ENDINGS)
_ENDING = re.compile(rf"(?<=[^\W\d_]{{3}})(?:{'|'.join(_ENDINGS)})(?=[sn]?\Z)")
_END_SO = frozenset((ending + behind)[-3:] for ending in _ENDINGS for behind in ("", "s", "n"))
# Not of Philosophie or Physik, and a Graph is no Graf.
_PH = re.compile("symphon|(?<=..)graph|^graph(?=i|ol)|photo|phantas|phon(?!em)")
_WITH_F = {"symphon": "sinfon"}
_NTI = re.compile("nti(?=ell|al)")


def one_spelling(word: str) -> str:
    """Umlauts for ae, oe, ue and ss for ß, so that all later steps know one spelling.

    Where the two letters are two sounds (`data.vowels`) they are kept apart from the umlaut.

    >>> [one_spelling(word) for word in ("haeuser", "straße", "neue", "quelle", "poet", "israel")]
    ['häuser', 'strasse', 'neue', 'quelle', 'poët', 'israël']
    """
    word = word.replace("ß", "ss") if "ß" in word else SS_PLURALS.get(word, word)
    if "ae" in word or "oe" in word or "ue" in word:
        word = _TRUE_DIGRAPH.sub(_kept_digraph, word)
        word = _DIGRAPH.sub(lambda match: _UMLAUT_OF[match[0]], word)
    return _of_double_spellings(word)


def _of_double_spellings(word: str) -> str:
    """Take one of two spellings that are both in use: *Photographie, Fotografie*; *aufwendig, aufwändig*.

    >>> [_of_double_spellings(word) for word in ("photographie", "graph", "potentiell", "numerierung", "tip")]
    ['fotografie', 'graph', 'potenziell', 'nummerierung', 'tipp']
    """
    if word[:4] in _BEGIN_SO:
        if word in _WHOLE:
            return _WHOLE[word]
        match = _BEGINNING.match(word)
        if match:
            word = _BEGINNINGS[match[0]] + word[match.end() :]
    elif word[-3:] in _END_SO:
        word = _ENDING.sub(lambda match: _ENDINGS[match[0]], word)
    if "ph" in word:
        word = _PH.sub(lambda match: _WITH_F.get(match[0]) or match[0].replace("ph", "f"), word)
    return _NTI.sub("nzi", word) if "nti" in word else word


def keep_umlauts(word: str) -> str:
    """Keep the umlauts that tell words apart, where the stemmer would take them off.

    >>> [keep_umlauts(word) for word in ("bürger", "burgen", "häuser", "fördern", "eindrücke", "drückt")]
    ['buërger', 'burgen', 'häuser', 'foërdern', 'eindrücke', 'druëckt']
    """
    if not word.isascii():
        for letter, pattern in _WITH_UMLAUT:
            if letter in word and pattern.search(word):
                return _TRUE_UMLAUT.sub(lambda match: match[0].translate(_KEPT_UMLAUT), word)
    return word


def fold_variants(exact: str) -> tuple[str, ...]:
    """Other spellings that a person who types `exact` may mean, likeliest first; at most 64.

    Candidates only: whoever asks keeps those that are words of the index, and never rewrites blindly.

    >>> fold_variants("strasse")[0], fold_variants("hauser")[0], fold_variants("häuser")
    ('straße', 'häuser', ('haeuser',))
    >>> "müller" in fold_variants("mueller")
    True
    """
    found: dict[str, None] = {}
    if not exact.isascii():
        found[exact.translate(_WRITTEN_OUT)] = None
    digraphs = [match.span() for match in re.finditer(rf"{_DIGRAPH.pattern}|ss", exact)]
    bare = [(at, at + 1) for at, char in enumerate(exact) if char in "aou" and not _in_digraph(exact, at)]
    for places, most in ((digraphs[:5], 5), (bare[:8], 2)):
        for count in range(1, min(most, len(places)) + 1):
            for chosen in combinations(places, count):
                found[_respelled(exact, chosen)] = None
    found.pop(exact, None)
    return tuple(found)[:MOST_VARIANTS]


def pattern_spellings(pattern: str) -> tuple[str, ...]:
    """Other spellings of a truncated word in lower case: umlauts or ae, oe, ue, and ß or ss; at most five.

    All or none of a kind are exchanged. Candidates only, as of `fold_variants`.

    >>> pattern_spellings("strass*"), pattern_spellings("müll*"), pattern_spellings("neue*")
    (('straß*',), ('muell*',), ())
    """
    umlauts = _DIGRAPH.sub(lambda match: _UMLAUT_OF[match[0]], pattern)
    digraphs = "".join(letter if letter == "ß" else letter.translate(_WRITTEN_OUT) for letter in pattern)
    found: dict[str, None] = {}
    for spelling in (pattern, umlauts, digraphs):
        found[spelling] = None
        found[spelling.replace("ss", "ß")] = None
        found[spelling.replace("ß", "ss")] = None
    del found[pattern]
    return tuple(found)


def _kept_digraph(match: re.Match[str]) -> str:
    text = match[0]
    for plain, kept in _KEPT_DIGRAPH.items():
        text = text.replace(plain, kept)
    return text


def _in_digraph(word: str, at: int) -> bool:
    """Whether the vowel bears no umlaut: the u of au, eu, äu, qu, and the first letter of ae, oe, ue."""
    return (word[at] == "u" and at > 0 and word[at - 1] in "aeäq") or bool(_DIGRAPH.match(word, at))


def _respelled(word: str, places: tuple[tuple[int, int], ...]) -> str:
    pieces, at = [], 0
    for start, end in places:
        pieces += [word[at:start], _UMLAUT_OF[word[start:end]]]
        at = end
    return "".join([*pieces, word[at:]])
