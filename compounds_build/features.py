"""What makes a string a first part, a last part or a whole word: sparse feature lists, one for each role."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from compounds_build.lexicon import (
    ADJECTIVE,
    ADJECTIVE_FORM,
    NOUN,
    NOUN_FORM,
    OTHER,
    VERB,
    VERB_STEM,
    Lexicon,
)

LISTS = Path(__file__).parent / "lists"
LINKS = ("s", "es", "n", "en", "er", "e", "ens", "ns")
S_SUFFIXES = ("ung", "heit", "keit", "schaft", "ion", "tät", "ling", "tum", "ung")


CERTAIN = "W.certain"  # of a weight that is not learned
SHORT = frozenset(("öl",))  # parts of two letters
PARTICIPLES = ("ge", "be", "er", "ver", "ent", "zer", "über", "unter", "aus", "an", "ab", "auf", "ein", "zu")


def read_list(name: str) -> frozenset[str]:
    """A list's lines without its comments."""
    lines = (LISTS / name).read_text(encoding="utf-8").lower().replace("ß", "ss").split("\n")
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def bucket(count: int) -> int:
    """0, 1, 2, 3-4, 5-8, ... as 0, 1, 2, 3, 4, ..., at most 9.

    >>> [bucket(n) for n in (0, 1, 2, 3, 4, 5, 9, 5000)]
    [0, 1, 2, 3, 3, 4, 5, 9]
    """
    return min((count - 1).bit_length() + 1, 9) if count else 0


class Features:
    """The features of a string in each role, from the lexicon and the productivity counts."""

    def __init__(self, lexicon: Lexicon, modifiers: Counter[str], heads: Counter[str]) -> None:
        self.lexicon = lexicon
        self.kinds = lexicon.kinds
        self.band = lexicon.band
        self.modifiers = modifiers
        self.heads = heads
        simple = [word for word in lexicon.lemmas if len(word) < 9]
        self.onsets = Counter(word[:2] for word in simple)
        self.codas = Counter(word[-2:] for word in simple)
        self.compounds: frozenset[str] = (
            frozenset()
        )  # known words that are compounds: their parts count, not they
        self.not_modifiers = read_list("not_modifiers.txt")
        self.not_heads = read_list("not_heads.txt")
        self.lexicalised = read_list("lexicalised.txt")
        self.names = read_list("names.txt")

    def analysis(self, left: str) -> tuple[str, str, str]:
        """(base, link, class) of a first part as it stands in a compound; class "?" if it is unknown.

        link "-e": an e was dropped.
        """
        kinds = self.kinds
        kind = kinds.get(left, 0)
        if kind & NOUN:
            return left, "", "noun"
        for link in LINKS:
            if left.endswith(link):
                base = left[: -len(link)]
                if len(base) >= 3 and kinds.get(base, 0) & NOUN:
                    return base, link, "noun"
        if kind & (VERB_STEM | ADJECTIVE):
            return left, "", "verb" if kind & VERB_STEM else "adj"
        if kinds.get(left + "e", 0) & NOUN:
            return left, "-e", "noun"
        if kind & NOUN_FORM:
            return self.lexicon.lemma_of[left], "", "form"
        if kind & VERB:
            return left, "", "inf"
        if kind:
            return left, "", "other"
        if left.endswith("s") and left[:-1].endswith(S_SUFFIXES) and len(left) > 6:
            return left[:-1], "s", "derived"
        if left.endswith("s") and kinds.get(left[:-1], 0):
            return left[:-1], "s", "other"
        return left, "", "?"

    def modifier(self, left: str) -> list[str]:
        """Features of a first (or middle) part, its linking element included."""
        base, link, cls = self.analysis(left)
        size = min(len(base), 9)
        prod = bucket(self.modifiers[left])
        out = ["M", f"M.len{size}", f"M.cls={cls}", f"M.link={link}", f"M.prod{prod}", f"M.{cls}+{link}"]
        out.append(f"M.band{self.band.get(base, 7)}")
        if base in self.lexicalised:
            out.append("M.listed")
        if size <= 4:
            out.append(f"M.len{size}.prod{min(prod, 6) // 2}")
            out.append(f"M.len{size}.{cls}")
        if not link and base.endswith(S_SUFFIXES) and len(base) > 5:
            out.append("M.missing-s")
        if link == "s" and base.endswith(S_SUFFIXES):
            out.append("M.good-s")
        if cls == "?":
            out.append(f"M.?.prod{prod}")
        return out

    def unknown_modifier(self, left: str) -> list[str]:
        """Features of a first part that is not `first_ok`: what can be seen without a table."""
        if len(left) > 6 and left.endswith("s") and left[:-1].endswith(S_SUFFIXES):
            return ["M", "M.derived", f"M.len{min(len(left) - 1, 9)}"]
        return [
            "M",
            "M.unknown",
            f"M.unknown.len{min(len(left), 14)}",
            f"M.unknown.coda{bucket(self.codas[left[-2:]])}",
        ]

    def unknown_head(self, right: str) -> list[str]:
        """Features of a last part that is not `last_ok`."""
        size, onset = min(len(right), 14), bucket(self.onsets[right[:2]])
        return [
            "H",
            "H.unknown",
            f"H.unknown.len{size}",
            f"H.unknown.onset{onset}",
            f"H.?.{ending_class(right)}",
        ]

    def is_name(self, word: str) -> bool:
        """A listed name, or a form or derivation of one: *Salzburgs*, *Salzburgerinnen*."""
        return word in self.names or any(
            word.endswith(ending) and word[: -len(ending)] in self.names
            for ending in ("s", "er", "ers", "ern", "erin", "erinnen", "n", "en")
        )

    def first_ok(self, left: str) -> bool:
        """Whether the string can be a first part that is not called unknown."""
        if left in self.not_modifiers:
            return False
        base, link, cls = self.analysis(left)
        if base in self.compounds and base not in self.lexicalised:
            return False
        if len(left) < 3 and left not in SHORT:
            return False
        least = {
            "noun": 0 if link in ("", "-e") or (link == "n" and base[-1] == "e") else 1,
            "?": 1,
            "derived": 1,
            "adj": 0 if base in self.band else 1,
        }
        return self.modifiers[left] >= least.get(cls, 1)

    def last_ok(self, right: str) -> bool:
        """Whether the string can be a last part that is not called unknown."""
        if right in self.not_heads:
            return False
        base, cls = self.head_class(right)
        if base in self.compounds and base not in self.lexicalised:
            return False
        if len(right) < 3 and right not in SHORT:
            return False
        frequent = base in self.band or right in self.band
        least = {"noun": 0, "form": 0, "adj": 1 - frequent, "adjform": 1 - frequent, "?": 1}
        return max(self.heads[right], self.heads[base]) >= least.get(cls, 1 - frequent)

    def head_class(self, right: str) -> tuple[str, str]:
        """(base, class) of a last part."""
        kinds = self.kinds
        kind = kinds.get(right, 0)
        if kind & NOUN:
            return right, "noun"
        if kind & NOUN_FORM:
            return self.lexicon.lemma_of[right], "form"
        if kind & ADJECTIVE:
            return right, "adj"
        if kind & VERB:
            return right, "inf"
        for ending in ("e", "en", "em", "er", "es"):
            if right.endswith(ending):
                base = right[: -len(ending)]
                kind2 = kinds.get(base, 0)
                if kind2 & ADJECTIVE:
                    return base, "adjform"
        if kind & OTHER:
            if kinds.get(right[:-1], 0) & VERB:
                return right, "part1"
            if right.startswith(PARTICIPLES) and right.endswith(("t", "en")):
                return right, "part"
            if kind & ADJECTIVE_FORM:
                return right, "adjform"
            return right, "other"
        for ending in ("e", "en", "em", "er", "es"):
            if right.endswith(ending):
                base = right[: -len(ending)]
                if kinds.get(base, 0) & OTHER:
                    if kinds.get(base[:-1], 0) & VERB:
                        return base, "part1form"
                    if base.startswith(PARTICIPLES) and base.endswith(("t", "en")):
                        return base, "partform"
        return right, "?"

    def head(self, right: str) -> list[str]:
        """Features of a last part."""
        base, cls = self.head_class(right)
        size = min(len(right), 9)
        prod = bucket(max(self.heads[right], self.heads[base]))
        out = [
            "H",
            f"H.len{size}",
            f"H.cls={cls}",
            f"H.prod{prod}",
            f"H.band{min(self.band.get(base, 7), self.band.get(right, 7))}",
        ]
        if base in self.lexicalised:
            out.append("H.listed")
        if size <= 4:
            out.append(f"H.len{size}.prod{min(prod, 6) // 2}")
            out.append(f"H.len{size}.{cls}")
        if cls in ("adj", "adjform", "part", "partform", "part1", "part1form", "inf", "other"):
            out.append(f"H.nonnoun.prod{prod // 2}")
        return out

    def whole(self, word: str) -> list[str]:
        """Features of a word that is not split."""
        base, cls = self.head_class(word)
        size = min(len(word), 18)
        out = [
            "W",
            f"W.len{size}",
            f"W.cls={cls}",
            f"W.band{min(self.band.get(base, 7), self.band.get(word, 7))}",
        ]
        out.append(f"W.known.len{size // 2}" if cls != "?" else f"W.?.len{size // 2}")
        out.append(f"W.end{ending_class(word)}")
        out.append(f"W.{beginning_class(word)}" if beginning_class(word) != "-" else "W.no-beginning")
        if (
            cls in ("part1", "part1form")
            or base in self.lexicalised
            or word in self.lexicalised
            or self.is_name(word)
        ):
            out.append(CERTAIN)
        if cls in ("noun", "form"):
            out.append(f"W.hprod{bucket(self.heads[base])}")
        return out


_INFLECTED = ("", "e", "en", "em", "er", "es")
_FAMILIES = {
    "ung": ("ung", "ungen"), "heit": ("heit", "heiten", "keit", "keiten"), "schaft": ("schaft", "schaften"),
    "ion": ("ion", "ionen", "ions"), "tät": ("tät", "täten"), "ist": ("ist", "isten", "istin", "istinnen", "ismus"),
    "ieren": ("ieren", "iere", "ierst", "iert", "ierte", "ierten", "ierter", "iertes", "iertem", "ierung", "ierungen"),
    "tisch": [v + "tisch" + e for v in "aeioukpyn" for e in _INFLECTED], "isch": ["isch" + e for e in _INFLECTED],
    "lich": ["lich" + e for e in _INFLECTED], "ig": ["ig" + e for e in _INFLECTED], "bar": ["bar" + e for e in _INFLECTED],
    "end": ["end" + e for e in _INFLECTED], "los": ["los" + e for e in _INFLECTED], "haft": ["haft" + e for e in _INFLECTED],
    "sam": ["sam" + e for e in _INFLECTED], "mäss": ["mässig" + e for e in _INFLECTED],
    "in": ("in", "innen"), "logie": ("logie", "logien", "logisch", "logische", "logischen", "loge", "logen", "graphie", "grafie", "metrie"),
    "ment": ("ment", "ments", "mente", "menten"), "ent": ("ent", "enten", "ant", "anten", "enz", "anz", "enzen", "anzen"),
    "or": ("or", "oren", "ator", "atoren"), "ose": ("ose", "osen", "itis", "om", "ome", "in", "id", "on", "an", "at", "yl", "us", "um", "is", "ol", "en"),
    "place": ("ingen", "burg", "berg", "dorf", "hausen", "heim", "stadt", "bach", "stein", "feld", "hagen", "kirchen", "rode", "leben", "wald", "au",
              "brunn", "hofen", "stetten", "kirch", "furt", "mühle", "mühl", "tal", "thal", "reuth", "hain", "see"),
    "person": ("mann", "meier", "maier", "bauer", "müller", "ski", "sky", "itz", "ow", "off", "ew", "ic", "sen", "son", "berger", "burger", "inger"),
    "te": ("te", "ten", "test", "tet"), "vowel": ("a", "i", "o", "u", "y"), "en": ("en",), "er": ("er", "ern", "ers"),
    "es": ("es", "em"), "e": ("e",), "n": ("n",), "s": ("s",), "t": ("t",),
}  # fmt: skip
ENDINGS = {ending: family for family, endings in _FAMILIES.items() for ending in endings}
LONGEST_ENDING = 8
BEGINNINGS = frozenset((
    "un", "ver", "be", "ge", "er", "ent", "zer", "miss", "ab", "an", "auf", "aus", "ein", "vor", "zu", "um", "über", "unter", "durch", "nach", "mit", "bei",
    "her", "hin", "wieder", "zurück", "zusammen", "haupt", "hoch", "re", "kon", "ex", "in", "wider", "fort", "weg", "los",
))  # fmt: skip


def ending_class(word: str) -> str:
    """The family of the longest listed ending.

    >>> ending_class("zeitungen")
    '-ung'
    """
    for size in range(min(LONGEST_ENDING, len(word) - 2), 0, -1):
        family = ENDINGS.get(word[-size:])
        if family is not None:
            return "-" + family
    return "-"


def beginning_class(word: str) -> str:
    """The longest listed beginning."""
    for size in range(min(8, len(word) - 3), 1, -1):
        if word[:size] in BEGINNINGS:
            return word[:size] + "-"
    return "-"
