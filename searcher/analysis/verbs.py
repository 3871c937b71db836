"""A verb's form to its infinitive: ablaut (*ging*), participles (*festgestellt*) and zu (*anzuwenden*).

Only forms of listed verbs with listed prefixes are touched, and the open classes in *-ieren* and *-igen*. A
word that is a noun too stays as it is (*Macht, Schritt, Gericht*): a word has one term whatever its case,
and a noun is the better witness of what a text is about. All words come in one spelling
(`spelling.one_spelling`).
"""

from __future__ import annotations

from typing import NamedTuple

from searcher.analysis.data.strong_verbs import STRONG_VERBS
from searcher.analysis.data.verb_words import INSEPARABLE, NOT_VERBS, NOUNS_TOO, PAST, SEPARABLE
from searcher.analysis.data.weak_verbs import WEAK_VERBS

_ADJECTIVE_ENDINGS = frozenset({"en", "er", "es", "em"})  # besides -e
_PAST = (
    "t",
    "te",
    "ten",
    "ter",
    "tes",
    "tem",
    "tet",
    "test",
)  # of the participle with adjectives' endings too
_IG = ("igt", "igte", "igten", "igter", "igtes", "igtem")
_IERT = ("iert", "ierte", "ierten", "ierter", "iertes", "iertem")


class _Strong(NamedTuple):
    """Forms of the strong verbs, each to its infinitive, and the stems of their present."""

    finite: dict[str, str]
    subjunctive: dict[str, str]
    participles: dict[str, str]  # without ge
    stems: frozenset[str]
    regular: frozenset[
        str
    ]  # those of the stems that only add -t: gehen, geht; not fahren, fährt (Fahrt is a noun)


def _strong() -> _Strong:
    finite: dict[str, str] = {}
    subjunctive: dict[str, str] = {}
    participles: dict[str, str] = {}
    stems, regular = set(), set()
    for line in STRONG_VERBS.replace("ß", "ss").strip().split("\n"):
        infinitive, past, participle, present, wish = [*line.split(), "-", "-"][:5]
        if past.isalpha() or past.endswith("*"):
            past = past.removesuffix("*")
            finite[past] = infinitive
            if past.endswith("te"):
                finite[past + "n"] = infinitive
        if past.isalpha() and not line.split()[1].endswith("*"):
            finite[past + "en"] = infinitive
        if present != "-":
            finite[present] = infinitive
        if wish != "-":
            subjunctive[wish] = subjunctive[wish + "n"] = infinitive
        if participle != "-":
            participles[participle] = infinitive
        stem = infinitive.removesuffix("n").removesuffix("e")
        stems.add(stem)
        if present == "-":
            regular.add(stem)
    return _Strong(finite, subjunctive, participles, frozenset(stems), frozenset(regular))


_FINITE, _SUBJUNCTIVE, _PARTICIPLES, _STRONG_STEMS, _STRONG_REGULAR = _strong()
_WEAK_STEMS = frozenset(stem.replace("ß", "ss") for stem in WEAK_VERBS)
_STEMS = _WEAK_STEMS | _STRONG_STEMS
_STEMS_WITH_T = _WEAK_STEMS | _STRONG_REGULAR


def _by_first_letters() -> dict[str, tuple[tuple[str, bool, bool], ...]]:
    """Group prefixes by two letters, longest first, each with: ge, zu may follow; participles may lack ge."""
    both = {prefix: (prefix in SEPARABLE, prefix in INSEPARABLE) for prefix in SEPARABLE | INSEPARABLE}
    for outer in ("ab", "an", "auf", "aus", "bei", "ein", "mit", "nach", "über", "un", "vor", "wieder", "zu"):
        for inner in ("be", "ent", "er", "ver", "zer"):
            both.setdefault(outer + inner, (False, True))
    grouped: dict[str, list[tuple[str, bool, bool]]] = {}
    for prefix in sorted(both, key=lambda name: (-len(name), name)):
        grouped.setdefault(prefix[:2], []).append((prefix, *both[prefix]))
    return {start: tuple(prefixes) for start, prefixes in grouped.items()}


_PREFIXES = _by_first_letters()


def verb_base(word: str) -> str:
    """Infinitive of a verb's form; the word itself if it is none, or already stands in the infinitive.

    Verbs in -ern and -eln get the shape in which they and their noun in -ung have the same stem.

    >>> [verb_base(word) for word in ("ging", "festgestellt", "anzuwenden", "besprochene", "informiert")]
    ['gehen', 'feststellen', 'anwenden', 'besprechen', 'informieren']
    >>> [verb_base(word) for word in ("gericht", "macht", "anlagen", "gefallen", "erweitert", "ermittelt")]
    ['gericht', 'macht', 'anlagen', 'gefallen', 'erweiterung', 'ermittlen']
    """
    if word in NOT_VERBS:
        return word
    if word in PAST:
        return PAST[word]
    if len(word) < 4:
        return _FINITE.get(word, word)  # sah, gab; no shorter form is regular
    base = _simple(word, ge=True, zu=False, bare=False) or _SUBJUNCTIVE.get(word)
    if base:
        return base if base in NOUNS_TOO else _like_its_noun(base)
    for prefix, separable, inseparable in _PREFIXES.get(word[:2], ()):
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            base = _simple(word[len(prefix) :], ge=separable, zu=separable, bare=inseparable)
            if base:
                return _like_its_noun(prefix + base)
    if len(word) > 6 and word.endswith(_IERT + _IG):
        return word[: word.rindex("t")] + "en"
    return word


def _like_its_noun(infinitive: str) -> str:
    """*erweitern* like *Erweiterung*, *ermitteln* like *Ermittlung*."""
    if infinitive.endswith("ern"):
        return infinitive[:-1] + "ung"
    if infinitive.endswith("eln"):
        return infinitive[:-3] + "len"
    return infinitive


def _simple(word: str, *, ge: bool, zu: bool, bare: bool) -> str | None:
    """Infinitive of what follows a prefix, or None.

    ge, zu: forms with them are possible; bare: participles without ge are.
    """
    if word in _FINITE:
        return _FINITE[word]
    if word[-1] == "n" and _is_infinitive(word):
        # before the participles, because gefallen and überlegen are both
        return word
    weak = _weak(word)
    if weak:
        return weak
    if ge and word.startswith("ge"):
        base = _participle(word[2:]) or _weak(word[2:])
        if base:
            return base
    base = _participle(word)
    if base and (bare or base[:2] == word[:2]):
        return base  # begonnen, verloren: their own prefix is in the table
    if zu and word.startswith("zu"):
        infinitive = word[2:]
        if _is_infinitive(infinitive):
            return infinitive
        if infinitive.endswith(("nde", "nder", "nden", "ndes", "ndem")):
            infinitive = infinitive[: infinitive.rindex("d")]
            return infinitive if _is_infinitive(infinitive) else None
    return None


def _is_infinitive(word: str) -> bool:
    return (word.endswith("en") and word[:-2] in _STEMS) or (word.endswith("n") and word[:-1] in _STEMS)


def _participle(word: str) -> str | None:
    """Infinitive of a strong participle without its ge, with or without an adjective's ending."""
    if word in _PARTICIPLES:
        return _PARTICIPLES[word]
    if word[-1] == "e":
        return _PARTICIPLES.get(word[:-1])
    return _PARTICIPLES.get(word[:-2]) if word[-2:] in _ADJECTIVE_ENDINGS else None


def _weak(word: str) -> str | None:
    """Infinitive of a regular form in -t, -te … of a listed verb; strong verbs have only the first."""
    if "t" not in word[-4:]:
        return None
    for ending in _PAST:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            stems = _STEMS_WITH_T if ending == "t" else _WEAK_STEMS
            if stem in stems:
                return _infinitive(stem)
            if stem.endswith(("te", "de", "ne", "me")) and stem[:-1] in stems:
                return _infinitive(stem[:-1])
    return None


def _infinitive(stem: str) -> str:
    short = stem.endswith(("er", "el")) and not stem.endswith(("ier", "eer", "iel", "quer"))
    return stem + ("n" if short and len(stem) > 3 else "en")
