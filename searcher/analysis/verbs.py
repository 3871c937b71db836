"""A verb's form to its infinitive: ablaut (*ging*), participles (*festgestellt*) and zu (*anzuwenden*).

Only forms of listed verbs with listed prefixes are touched, and the open classes in *-ieren* and *-igen*. A word that is
a noun too stays as it is (*Macht, Schritt, Gericht*): a word has one term whatever its case, and a noun is the better
witness of what a text is about. All words come in one spelling (`fold.one_spelling`).
"""

from __future__ import annotations

from searcher.analysis.data.strong_verbs import STRONG_VERBS
from searcher.analysis.data.verb_words import INSEPARABLE, NOT_VERBS, SEPARABLE
from searcher.analysis.data.weak_verbs import WEAK_VERBS

_ADJECTIVE_ENDINGS = ("en", "er", "es", "em", "e")
_PAST = ("test", "tet", "ten", "ter", "tes", "tem", "te", "t")  # longest first; participles with adjectives' endings too
_IG = ("igt", "igte", "igten", "igter", "igtes", "igtem")
_IERT = ("iert", "ierte", "ierten", "ierter", "iertes", "iertem")


def _strong() -> tuple[dict[str, str], dict[str, str], dict[str, str], frozenset[str]]:
    """Finite forms, subjunctives, participles (without ge), each to its infinitive; stems of the present."""
    finite: dict[str, str] = {}
    subjunctive: dict[str, str] = {}
    participles: dict[str, str] = {}
    stems = set()
    for line in STRONG_VERBS.replace("ß", "ss").strip().split("\n"):
        infinitive, past, participle, present, wish = [*line.split(), "-", "-"][:5]
        if past.isalpha() or past.endswith("*"):
            past = past.removesuffix("*")
            finite[past] = finite[past + "st"] = infinitive
            if past.endswith("te"):
                finite[past + "n"] = infinitive
        if past.isalpha() and not line.split()[1].endswith("*"):
            finite[past + "en"] = infinitive
        if present != "-":
            finite[present] = infinitive
        if wish != "-":
            subjunctive[wish] = subjunctive[wish + "n"] = infinitive
        participles[participle] = infinitive
        stems.add(infinitive.removesuffix("n").removesuffix("e"))
    return finite, subjunctive, participles, frozenset(stems)


_FINITE, _SUBJUNCTIVE, _PARTICIPLES, _STRONG_STEMS = _strong()
_WEAK_STEMS = frozenset(stem.replace("ß", "ss") for stem in WEAK_VERBS)
_STEMS = _WEAK_STEMS | _STRONG_STEMS


def _by_first_letters() -> dict[str, tuple[tuple[str, bool, bool], ...]]:
    """First two letters -> prefixes, longest first, each with: ge and zu may follow; participles may lack ge."""
    both = {prefix: (prefix in SEPARABLE, prefix in INSEPARABLE) for prefix in SEPARABLE | INSEPARABLE}
    for outer in ("ab", "an", "auf", "aus", "bei", "ein", "mit", "nach", "über", "un", "vor", "wieder", "zu"):
        for inner in ("be", "ent", "er", "ge", "ver", "zer"):
            both.setdefault(outer + inner, (False, True))
    grouped: dict[str, list[tuple[str, bool, bool]]] = {}
    for prefix in sorted(both, key=lambda name: (-len(name), name)):
        grouped.setdefault(prefix[:2], []).append((prefix, *both[prefix]))
    return {start: tuple(prefixes) for start, prefixes in grouped.items()}


_PREFIXES = _by_first_letters()


def verb_base(word: str) -> str:
    """The infinitive of a verb's form; the word itself if it is none, or already stands in the infinitive.

    >>> [verb_base(word) for word in ("ging", "festgestellt", "anzuwenden", "besprochene", "informiert", "beteiligte")]
    ['gehen', 'feststellen', 'anwenden', 'besprechen', 'informieren', 'beteiligen']
    >>> [verb_base(word) for word in ("gericht", "macht", "anlagen", "gefallen")]
    ['gericht', 'macht', 'anlagen', 'gefallen']
    """
    if len(word) < 4 or word in NOT_VERBS:
        return word
    base = _simple(word, ge=True, bare=False) or _SUBJUNCTIVE.get(word)
    if base:
        return base
    for prefix, separable, inseparable in _PREFIXES.get(word[:2], ()):
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            base = _simple(word[len(prefix) :], ge=separable, bare=inseparable)
            if base:
                return prefix + base
    if word.endswith(_IERT) or (word.endswith(_IG) and len(word) > 8):
        return word[: word.rindex("t")] + "en"
    return word


def _simple(word: str, *, ge: bool, bare: bool) -> str | None:
    """The infinitive of what follows a prefix; ge: participles with ge- and zu are possible; bare: those without."""
    base = _FINITE.get(word)
    if base:
        return base
    weak = _weak(word)
    if weak:
        return weak
    if word.endswith("n") and word[:-1] in _STEMS or word.endswith("en") and word[:-2] in _STEMS:
        # already the infinitive: before the participles, because gefallen and überlegen are both
        return _infinitive(word.removesuffix("n").removesuffix("e")) if word[-2:] != "en" else word
    if ge and word.startswith("ge"):
        base = _participle(word[2:]) or _weak(word[2:])
        if base:
            return base
    if bare:
        return _participle(word)
    if ge and word.startswith("zu") and word.endswith(("n", "de", "der", "den", "des", "dem")):
        infinitive = word[2:]
        if not infinitive.endswith("n") or infinitive.endswith("den"):
            infinitive = infinitive[: infinitive.rindex("d")]
        stem = infinitive.removesuffix("n")
        stem = stem if stem in _STEMS else stem.removesuffix("e")
        return _infinitive(stem) if stem in _STEMS else None
    return None


def _participle(word: str) -> str | None:
    """The infinitive of a strong participle without its ge, with or without an adjective's ending."""
    base = _PARTICIPLES.get(word)
    if base:
        return base
    for ending in _ADJECTIVE_ENDINGS:
        if word.endswith(ending):
            return _PARTICIPLES.get(word[: -len(ending)])
    return None


def _weak(word: str) -> str | None:
    """The infinitive of a regular form in -t, -te … of a listed verb; strong verbs have only the first."""
    if word.endswith("st") and word[:-2] in _STEMS:
        return _infinitive(word[:-2])
    for ending in _PAST:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            stems = _STEMS if ending == "t" else _WEAK_STEMS
            if stem in stems:
                return _infinitive(stem)
            if stem.endswith(("te", "de", "ne", "me")) and stem[:-1] in stems:
                return _infinitive(stem[:-1])
            if ending != "test":
                return None
    return None


def _infinitive(stem: str) -> str:
    """The form whose stem is that of the noun in -ung: erweiter(n) like Erweiterung, ermittl(en) like Ermittlung."""
    if stem.endswith("er") and len(stem) > 3:
        return stem + "ung"
    if stem.endswith("el") and len(stem) > 3:
        return stem[:-2] + "len"
    return stem + "en"
