"""A raw token to its exact form.

The exact form is lower case and NFC; hyphenation, gender marks and thousands points are undone, ligatures and
the long s are written out. Umlauts, ß, accents and apostrophes stay.
"""

from __future__ import annotations

import re
import unicodedata

OPEN = "\0"
"""Between an open word (*Vor-*) and its partner (`ellipsis`); no word of a text has it."""

_WRITTEN_OUT = str.maketrans(
    {"\u017f": "s", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "’": "'"}
)
_GLUE = re.compile(r"[\xad*:·_/.\u202f]-?|[-\u2010](?=[ \t\r\n])|[ \t\r\n]+|(?<=\d)['’](?=\d)")
_OTHER_LETTERS = re.compile("[^\\x00-\x7fäöüß]")
_STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ä", "œ": "ö", "\u0131": "i"}
)


def exact_form(raw: str) -> str:
    r"""How the word is written, apart from case and marks that are not part of the spelling.

    >>> [exact_form(raw) for raw in ("Häuser", "Bundes-\nregierung", "Bürger*innen", "LehrerIn", "1.200")]
    ['häuser', 'bundesregierung', 'bürgerinnen', 'lehrerin', '1200']
    """
    if raw.isascii() and raw.isalnum():
        return raw.lower()
    if not raw.isalnum():
        raw = _GLUE.sub("", open_part(raw))
    return unicodedata.normalize("NFC", raw.lower().translate(_WRITTEN_OUT))


def open_part(raw: str) -> str:
    r"""An open word without its partner; any other as it is.

    >>> open_part("Vor-\0Nachteile"), open_part("-handel\0Textilindustrie"), open_part("E")
    ('Vor', 'handel', 'E')
    """
    return raw.partition(OPEN)[0].strip("-") if OPEN in raw else raw


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
    cluster, cluster_at = "", 0
    for at, char in [*enumerate(raw), (len(raw), "")]:
        if at in glued:
            continue
        if char and unicodedata.combining(char):
            cluster += char
        else:
            places += [cluster_at] * len(exact_form(cluster))
            cluster, cluster_at = char, at
    # Composition across letters (Hangul, for one) leaves too many.
    places = (places + [len(raw)] * len(exact))[: len(exact)]
    return [*places, len(raw)]


def without_accents(word: str) -> str:
    """Take accents and strokes off, but not umlauts and ß: `café` and `cafe` are one term.

    >>> [without_accents(word) for word in ("café", "häuser", "łódź", "straße")]
    ['cafe', 'häuser', 'lodz', 'straße']
    """
    if word.isascii() or not _OTHER_LETTERS.search(word):
        return word
    letters = []
    for char in word.translate(_STROKES):
        if char.isascii() or char in "äöüß":
            letters.append(char)
        else:
            base = unicodedata.normalize("NFKD", char)
            letters.append("".join(c for c in base if not unicodedata.combining(c)) or char)
    return "".join(letters)
