r"""A raw token to its exact form, and between spellings of one word.

The exact form is lower case and NFC; hyphenation, gender marks and thousands points are undone, ligatures and the long s
are written out. Umlauts, ß, accents and apostrophes stay.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import combinations

_WRITTEN_OUT = str.maketrans(
    {"ſ": "s", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "’": "'", "ʼ": "'"}
)
_GLUE = re.compile(r"[\xad*:·_/.\u202f]-?|[-‐](?=[ \t\r\n])|[ \t\r\n]+|(?<=\d)['’](?=\d)")
_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ä", "œ": "ö", "ı": "i"})
_UMLAUTS = frozenset("äöü")


def exact_form(raw: str) -> str:
    r"""How the word is written, apart from case and marks that are not part of the spelling.

    >>> [exact_form(raw) for raw in ("Häuser", "Bundes-\nregierung", "Bürger*innen", "LehrerInnen", "1.200", "ſo")]
    ['häuser', 'bundesregierung', 'bürgerinnen', 'lehrerinnen', '1200', 'so']
    """
    if raw.isascii() and raw.isalnum():
        return raw.lower()
    if not raw.isalnum():
        raw = _GLUE.sub("", raw)
    return unicodedata.normalize("NFC", raw.lower().translate(_WRITTEN_OUT))


def exact_offsets(raw: str) -> list[int]:
    r"""For each character of `exact_form(raw)` its place in `raw`, and the length of `raw` at the end.

    >>> exact_offsets("Bür\xadger")
    [0, 1, 2, 4, 5, 6, 7]
    """
    exact = exact_form(raw)
    if len(exact) == len(raw):
        return list(range(len(raw) + 1))
    glued = {at for match in _GLUE.finditer(raw) for at in range(*match.span())}
    places: list[int] = []
    cluster = ""
    cluster_at = 0
    for at, char in [*enumerate(raw), (len(raw), "")]:
        if at in glued:
            continue
        if not char or not unicodedata.combining(char):
            written = unicodedata.normalize("NFC", cluster.lower().translate(_WRITTEN_OUT))
            places += [cluster_at] * len(written)
            cluster, cluster_at = char, at
        else:
            cluster += char
    # Composition across letters (Hangul, for one) may leave a few places too many or too few.
    places = (places + [len(raw)] * len(exact))[: len(exact)]
    return [*places, len(raw)]


def without_accents(word: str) -> str:
    """The word with accents and strokes off, umlauts and ß kept: `café` and `cafe` are one term.

    >>> [without_accents(word) for word in ("café", "häuser", "łódź", "straße")]
    ['cafe', 'häuser', 'lodz', 'straße']
    """
    if word.isascii():
        return word
    letters = []
    for char in word.translate(_STROKES):
        if char.isascii() or char in "äöüß":
            letters.append(char)
        else:
            base = unicodedata.normalize("NFKD", char)
            letters.append("".join(c for c in base if not unicodedata.combining(c)) or char)
    return "".join(letters)


_DIGRAPH = re.compile(r"(?<![aeiouyäöüq])(?:ae|oe|ue)")
_UNFOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_BARE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_TO_UMLAUT = {"ae": "ä", "oe": "ö", "ue": "ü", "ss": "ß", "a": "ä", "o": "ö", "u": "ü"}
MOST_VARIANTS = 64


def fold_variants(exact: str) -> tuple[str, ...]:
    """Other spellings that a person who types `exact` may mean, likeliest first; at most 64.

    Candidates only: whoever asks keeps those that are words of the index, and never rewrites blindly.

    >>> fold_variants("strasse")[0], fold_variants("hauser")[0], fold_variants("häuser"), "müller" in fold_variants("mueller")
    ('straße', 'häuser', ('haeuser', 'hauser'), True)
    """
    found: dict[str, None] = {}
    if not exact.isascii():
        found[exact.translate(_UNFOLDED)] = None
        found[exact.translate(_BARE)] = None
    digraphs = [(m.start(), m.end()) for m in re.finditer(r"(?<![aeiouyäöüq])(?:ae|oe|ue)|ss", exact)]
    bare = [(at, at + 1) for at, char in enumerate(exact) if char in "aou" and not _in_digraph(exact, at)]
    for places, most in ((digraphs[:5], 5), (bare[:8], 2)):
        for count in range(1, min(most, len(places)) + 1):
            for chosen in combinations(places, count):
                found[_respelled(exact, chosen)] = None
    found.pop(exact, None)
    return tuple(found)[:MOST_VARIANTS]


def _in_digraph(word: str, at: int) -> bool:
    """Whether the vowel can't bear an umlaut: the u of au, eu, äu and qu, and the first letter of ae, oe, ue."""
    return (word[at] == "u" and at > 0 and word[at - 1] in "aeäq") or bool(_DIGRAPH.match(word, at))


def _respelled(word: str, places: tuple[tuple[int, int], ...]) -> str:
    pieces, at = [], 0
    for start, end in places:
        pieces += [word[at:start], _TO_UMLAUT[word[start:end]]]
        at = end
    return "".join([*pieces, word[at:]])
