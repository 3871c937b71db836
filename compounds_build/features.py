"""What makes a string a first part, a last part or a whole word: sparse feature lists, one for each role."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from compounds_build.lexicon import ADJECTIVE, ADJECTIVE_FORM, ADJECTIVE_SUFFIXES, NOUN, NOUN_FORM, OTHER, VERB, VERB_STEM, Lexicon

LISTS = Path(__file__).parent / "lists"
LINKS = ("s", "es", "n", "en", "er", "e", "ens", "ns")
S_SUFFIXES = ("ung", "heit", "keit", "schaft", "ion", "tät", "ling", "tum", "ung")


def read_list(name: str) -> frozenset[str]:
    """A list's lines without its comments."""
    lines = (LISTS / name).read_text(encoding="utf-8").split("\n")
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


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
        self.compounds: frozenset[str] = frozenset()  # known words that are compounds: their parts count, not they
        self.not_modifiers = read_list("not_modifiers.txt")
        self.not_heads = read_list("not_heads.txt")

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
        if size <= 4:
            out.append(f"M.len{size}.prod{min(prod, 6) // 2}")
            out.append(f"M.len{size}.{cls}")
        if left in self.not_modifiers:
            out.append("M.prefix")
        if not link and base.endswith(S_SUFFIXES) and len(base) > 5:
            out.append("M.missing-s")
        if link == "s" and base.endswith(S_SUFFIXES):
            out.append("M.good-s")
        if cls == "?":
            out.append(f"M.?.prod{prod}")
        return out

    def first_ok(self, left: str) -> bool:
        """Whether the string can be a first part that is not called unknown."""
        base, link, cls = self.analysis(left)
        if base in self.compounds or cls == "derived":
            return False
        least = {"noun": 0 if link in ("", "-e") or (link == "n" and base[-1] == "e") else 1, "?": 3, "other": 2, "inf": 2}
        return self.modifiers[left] >= least.get(cls, 1)

    def last_ok(self, right: str) -> bool:
        """Whether the string can be a last part that is not called unknown."""
        base, cls = self.head_class(right)
        if base in self.compounds:
            return False
        least = {"noun": 0, "form": 0, "adj": 0, "adjform": 0, "?": 3, "other": 2}
        return max(self.heads[right], self.heads[base]) >= least.get(cls, 1)

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
            if right.startswith("ge") and right.endswith(("t", "en")):
                return right, "part"
            if kind & ADJECTIVE_FORM:
                return right, "adjform"
            return right, "other"
        for ending in ("e", "en", "em", "er", "es"):
            if right.endswith(ending):
                base = right[: -len(ending)]
                if kinds.get(base, 0) & OTHER and base.endswith(("t", "en")):
                    return base, "partform"
        for ending in ("s", "n", "en", "es", "e"):
            if right.endswith(ending) and kinds.get(right[: -len(ending)], 0) & NOUN:
                return right[: -len(ending)], "guess"
        return right, "?"

    def head(self, right: str) -> list[str]:
        """Features of a last part."""
        base, cls = self.head_class(right)
        size = min(len(right), 9)
        prod = bucket(max(self.heads[right], self.heads[base]))
        out = ["H", f"H.len{size}", f"H.cls={cls}", f"H.prod{prod}", f"H.band{min(self.band.get(base, 7), self.band.get(right, 7))}"]
        if size <= 4:
            out.append(f"H.len{size}.prod{min(prod, 6) // 2}")
            out.append(f"H.len{size}.{cls}")
        if right in self.not_heads:
            out.append("H.suffix")
        if cls in ("adj", "adjform", "part", "partform", "inf", "other"):
            out.append(f"H.nonnoun.prod{prod // 2}")
        if cls == "?":
            out.append(f"H.?.{ending_class(right)}")
        return out

    def whole(self, word: str) -> list[str]:
        """Features of a word that is not split."""
        base, cls = self.head_class(word)
        size = min(len(word), 18)
        out = ["W", f"W.len{size}", f"W.cls={cls}", f"W.band{min(self.band.get(base, 7), self.band.get(word, 7))}"]
        out.append(f"W.known.len{size // 2}" if cls != "?" else f"W.?.len{size // 2}")
        out.append(f"W.{ending_class(word)}")
        out.append(f"W.{beginning_class(word)}")
        if cls in ("noun", "form"):
            out.append(f"W.hprod{bucket(self.heads[base])}")
        return out


ENDINGS = (
    "ungen", "ung", "heiten", "heit", "keiten", "keit", "schaften", "schaft", "ionen", "ion", "täten", "tät", "ismus", "isten", "ist",
    "ierte", "ierten", "iert", "ieren", "ierung", "ierungen", "isch", "ische", "ischen", "ischer", "isches", "lich", "liche", "lichen",
    "licher", "liches", "lichem", "ig", "ige", "igen", "iger", "iges", "bar", "bare", "baren", "end", "ende", "enden", "ender", "endes", "endem",
    "innen", "in", "ingen", "burg", "berg", "dorf", "hausen", "heim", "stadt", "ow", "itz", "in", "ski", "mann", "stein", "feld", "bach",
    "te", "ten", "en", "er", "es", "em", "e", "n", "s", "t", "v", "o", "a", "i", "um", "us",
)  # fmt: skip
_ENDINGS = frozenset(ENDINGS)
BEGINNINGS = frozenset((
    "un", "ver", "be", "ge", "er", "ent", "zer", "miss", "ab", "an", "auf", "aus", "ein", "vor", "zu", "um", "über", "unter", "durch", "nach", "mit", "bei",
    "her", "hin", "wieder", "zurück", "zusammen", "haupt", "hoch", "re", "kon", "ex", "in", "wider", "fort", "weg", "los",
))  # fmt: skip


def ending_class(word: str) -> str:
    """The longest listed ending.

    >>> ending_class("zeitungen")
    '-ungen'
    """
    for size in range(min(7, len(word) - 2), 0, -1):
        if word[-size:] in _ENDINGS:
            return "-" + word[-size:]
    return "-"


def beginning_class(word: str) -> str:
    """The longest listed beginning."""
    for size in range(min(8, len(word) - 3), 1, -1):
        if word[:size] in BEGINNINGS:
            return word[:size] + "-"
    return "-"
