"""A verb's form to its infinitive: ablaut (*ging*), participles (*festgestellt*) and zu (*anzuwenden*).

Only forms of listed verbs with listed prefixes are touched, and the open classes in *-ieren* and *-igen*. A
word that is a noun too stays as it is (*Macht, Schritt, Gericht*): a word has one term whatever its case,
and a noun is the better witness of what a text is about. All words come in one spelling
(`spelling.one_spelling`).
"""

from __future__ import annotations

from typing import NamedTuple

from searcher.analysis.data.strong_verbs import STRONG_VERBS
from searcher.analysis.data.verb_words import (
    BEHIND_HIN,
    INNER,
    INSEPARABLE,
    NOT_FIRST_PERSONS,
    NOT_VERBS,
    NOUN_HEADS,
    NOUNS_TOO,
    PART_NOUNS,
    PAST_NOUNS,
    SEPARABLE,
    WHOLE_FORMS,
)
from searcher.analysis.data.weak_verbs import WEAK_VERBS

TABLES = (
    STRONG_VERBS,
    sorted(WEAK_VERBS),
    (sorted(SEPARABLE), sorted(INSEPARABLE), INNER),
    (sorted(NOT_VERBS), sorted(PAST_NOUNS), WHOLE_FORMS, sorted(BEHIND_HIN)),
    (sorted(NOT_FIRST_PERSONS), sorted(NOUN_HEADS), sorted(PART_NOUNS), sorted(NOUNS_TOO)),
)
"""All word lists that decide here, in an order that is the same in every process: they are part of the fingerprint."""

_ADJECTIVE_ENDINGS = frozenset({"en", "er", "es", "em"})  # besides -e
# Of the participle with adjectives' endings, too.
_PAST_ENDINGS = frozenset({"te", "ten", "ter", "tes", "tem"})
_WITH_E = frozenset({"te", "de", "ne", "me"})  # arbeitet, rechnet: ends of stems with the e of their ending
_IG = ("igt", "igte", "igten", "igter", "igtes", "igtem")
_IERT = ("iert", "ierte", "ierten", "ierter", "iertes", "iertem")
# Ends of stems whose last vowel is no ending's.
_STRESSED = ("ier", "eer", "iel", "quer", "bescher", "schwer", "schwel")
# begonnen, verloren: their prefix is in the table.
_OWN_PREFIXES = frozenset({"be", "em", "er", "ge", "mi", "ve"})
_NOUN_ENDINGS = ("ung", "heit", "keit", "schaft", "ion")  # every tenth word: one look spares the search
_GERUND = ("nd", "nde", "nder", "nden", "ndes", "ndem")


class _Strong(NamedTuple):
    """Forms of the strong verbs, each to its infinitive; the stems of their present; all forms of the past."""

    finite: dict[str, str]
    subjunctive: dict[str, str]
    participles: dict[str, str]  # without ge
    stems: frozenset[str]
    pasts: frozenset[str]


def _strong() -> _Strong:
    finite: dict[str, str] = {}
    subjunctive: dict[str, str] = {}
    participles: dict[str, str] = {}
    stems, pasts = set(), set()
    for line in STRONG_VERBS.replace("ß", "ss").strip().split("\n"):
        infinitive, past, participle, present, wish = [*line.split(), "-", "-"][:5]
        stem = infinitive.removesuffix("n").removesuffix("e")
        stems.add(stem)
        if past != "-":
            pasts.update(_past_forms(past))
            finite.update(dict.fromkeys(_past_forms(past), infinitive))
            # ginge, hielte; where a vowel changes it is in the table
            if "i" in past and past not in PAST_NOUNS:
                subjunctive[past + "e"] = infinitive
        if present != "-":
            finite.update(dict.fromkeys(_present_forms(present, stem), infinitive))
        if wish != "-":
            subjunctive[wish] = subjunctive[wish + "n"] = infinitive
        if participle != "-":
            participles[participle] = infinitive
    return _Strong(finite, subjunctive, participles, frozenset(stems), frozenset(pasts))


def _past_forms(past: str) -> list[str]:
    """*kam, kamen, kamst*."""
    one = past.removesuffix("*")
    forms = [one]
    if past[-1] == "e":
        forms.append(one + "n")
    elif past[-1] != "*":
        forms.append(one + "en")
    if one[-1] != "s":  # lasst is of lassen
        forms.append(one + "st")
    return forms


def _present_forms(present: str, stem: str) -> list[str]:
    """*spricht, sprichst* and, where an e becomes an i, *sprich*."""
    short = present if stem[-1] == "t" else present[:-1]
    forms = [present, short.removesuffix("s") + "st"]
    if "e" in stem and "i" in present and short != present:
        forms.append(short)
    return forms


_FINITE, _SUBJUNCTIVE, _PARTICIPLES, STRONG_STEMS, _PASTS = _strong()
_WEAK_STEMS = frozenset(stem.replace("ß", "ss") for stem in WEAK_VERBS)
_STEMS_LIKE_NOUNS = frozenset(stem for stem in _WEAK_STEMS if stem.endswith(("el", "er")))  # des Handelns
STEMS = _WEAK_STEMS | STRONG_STEMS
_NO_FORMS = NOT_VERBS | PAST_NOUNS


def _by_first_letters() -> dict[str, tuple[tuple[str, bool, bool], ...]]:
    """Group prefixes by two letters, longest first, each with: it is separable, it is inseparable."""
    grouped: dict[str, list[tuple[str, bool, bool]]] = {}
    for prefix in sorted(SEPARABLE | INSEPARABLE, key=lambda name: (-len(name), name)):
        grouped.setdefault(prefix[:2], []).append((prefix, prefix in SEPARABLE, prefix in INSEPARABLE))
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
    if word in _NO_FORMS:
        return word
    if word in WHOLE_FORMS:
        return _like_its_noun(WHOLE_FORMS[word])
    if len(word) < 3 or word.endswith(_NOUN_ENDINGS):
        return word  # no verb's form is shorter than sah
    if word[-1] == "s" and word[-2] == "n" and (word.endswith("ierens") or word[:-2] in _STEMS_LIKE_NOUNS):
        word = word[:-1]
    base = _plain(word, bare=False) or _behind_ge(word)
    if base:
        return base if base in NOUNS_TOO else _like_its_noun(base)
    base = _prefixed(word)
    if base:
        return _like_its_noun(base)
    if (len(word) > 6 and word.endswith(_IG) and not word.endswith(("predigt", "predigten"))) or (
        len(word) > 5 and word.endswith(_IERT)
    ):
        return word[: word.rindex("t")] + "en"
    return word


def is_noun_as_part(word: str) -> bool:
    """Whether a verb's form is a noun where it is the last part of a compound.

    >>> [is_noun_as_part(word) for word in ("wuchs", "gaben", "gliedern", "gebunden")]
    [True, True, True, False]
    """
    return word in _PASTS or word in PART_NOUNS


def _like_its_noun(infinitive: str) -> str:
    """*erweitern* like *Erweiterung*, *ermitteln* like *Ermittlung*."""
    if infinitive.endswith("ern"):
        return infinitive[:-1] + "ung"
    if infinitive.endswith("eln"):
        return infinitive[:-3] + "len"
    return infinitive


def _prefixed(word: str) -> str | None:
    """Infinitive of a form with a prefix before it, or None."""
    for prefix, separable, inseparable in _PREFIXES.get(word[:2], ()):
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            rest = word[len(prefix) :]
            if prefix == "hinzu" and rest in BEHIND_HIN:
                continue
            base = _plain(rest, bare=inseparable)
            if separable:
                base = _behind_ge(rest) or _behind_zu(rest) or base or _behind_inner(rest)
            if base:
                return prefix + base
    return None


def _plain(word: str, *, bare: bool) -> str | None:
    """Infinitive of a form without ge and zu, or None; bare: a strong participle may lack its ge."""
    if word in _FINITE:
        return _FINITE[word]
    if word in NOUN_HEADS:
        return None
    if word[-1] == "n" and _is_infinitive(word):
        # before the participles, because gefallen and überlegen are both
        return word
    base = _weak(word) or _SUBJUNCTIVE.get(word) or _first_person(word)
    if base:
        return base
    base = _participle(word)
    return base if base and (bare or base[:2] == word[:2] in _OWN_PREFIXES) else None


def _behind_ge(word: str) -> str | None:
    """Infinitive of a participle with ge: behind a separable prefix *gehört* is of hören, not of gehören."""
    if not word.startswith("ge") or len(word) < 5:
        return None
    return _participle(word[2:]) or _weak(word[2:], _WEAK_STEMS)


def _behind_zu(word: str) -> str | None:
    """Infinitive of *zuwenden* in *anzuwenden, anzuwendende*; a verb with a prefix or in -ieren may follow."""
    if not word.startswith("zu"):
        return None
    word = word[2:].replace("ë", "e")
    for infinitive in (word, word[: word.rindex("d")] if word.endswith(_GERUND) else ""):
        if infinitive[-1:] == "n":
            if _is_infinitive(infinitive) or (len(infinitive) > 6 and infinitive.endswith("ieren")):
                return infinitive
            base = _behind_inner(infinitive)
            if base == infinitive:
                return base
    return None


def _behind_inner(word: str) -> str | None:
    """Infinitive of a form with a prefix that others stand before: *zu|erkannt, wieder|entdeckt*."""
    for prefix in INNER:
        if word.startswith(prefix) and word not in _NO_FORMS:
            base = _plain(word[len(prefix) :], bare=True) if len(word) > len(prefix) + 2 else None
            return prefix + base if base else None
    return None


def _is_infinitive(word: str) -> bool:
    return (word.endswith("en") and word[:-2] in STEMS) or (word.endswith("n") and word[:-1] in STEMS)


def _participle(word: str) -> str | None:
    """Infinitive of a strong participle without its ge, with or without an adjective's ending."""
    if word in _PARTICIPLES:
        return _PARTICIPLES[word]
    if word[-1] == "e":
        return _PARTICIPLES.get(word[:-1])
    return _PARTICIPLES.get(word[:-2]) if word[-2:] in _ADJECTIVE_ENDINGS else None


def _weak(word: str, present: frozenset[str] = STEMS) -> str | None:
    """Infinitive of a regular form in -t, -te … of a listed verb; present: stems that -t and -st may follow."""
    last = len(word) - 1
    at = word.rfind("t", last - 2)
    if at < 1:
        return None
    if at < last:
        return _of_stem(word[:at], _WEAK_STEMS) if word[at:] in _PAST_ENDINGS else None
    base = _of_stem(word[:at], present)
    if base is None and word[-2] == "s":
        return _of_stem(word[:-2], present)
    return base


def _of_stem(stem: str, stems: frozenset[str]) -> str | None:
    if stem in stems and stem[-1] not in "td":  # betet, but Bett
        return _infinitive(stem)
    if stem[-2:] in _WITH_E and stem[:-1] in stems:
        return _infinitive(stem[:-1])
    return None


def _first_person(word: str) -> str | None:
    """Infinitive of *fordere, bastele, bastle*; elsewhere the stemmer takes the e off."""
    if len(word) < 4 or word[-1] != "e" or word[-2] not in "rl" or word in NOT_FIRST_PERSONS:
        return None
    stem = word[:-1] if word[-3] == "e" else f"{word[:-2]}el"
    return _infinitive(stem) if stem.endswith(("er", "el")) and stem in _WEAK_STEMS else None


def _infinitive(stem: str) -> str:
    if stem[-1] == "e":
        return stem + "n"  # knien
    short = stem.endswith(("er", "el")) and not stem.endswith(_STRESSED) and stem != "scher"
    return stem + ("n" if (short and len(stem) > 3) or stem.endswith("eier") else "en")
