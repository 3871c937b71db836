"""What makes a string a first part, a last part or a whole word: sparse feature lists, one for each role."""

from __future__ import annotations

from collections import Counter

from compounds_build.endings import beginning_class, ending_class
from compounds_build.lexicon import (
    ADJECTIVE,
    ADJECTIVE_ENDINGS,
    ADJECTIVE_FORM,
    NOUN,
    NOUN_FORM,
    OTHER,
    VERB,
    VERB_STEM,
    Lexicon,
    read_list,
)
from searcher.analysis.compound_cuts import DERIVED, FIRST_LINKS, LAST_ENDINGS, LEAST_BASE, linked_class
from searcher.analysis.data.verb_words import INSEPARABLE, SEPARABLE
from searcher.analysis.verbs import STEMS, verb_base

SECOND_PREFIXES = ("ab", "an", "auf", "aus", "be", "ein", "ent", "er", "ge", "um", "ver", "zer", "zu")
LINKS = ("s", "es", "n", "en", "er", "e", "ens", "ns")
S_SUFFIXES = ("ung", "heit", "keit", "schaft", "ion", "tät", "ling", "tum")
SHORT_NOUN_ENDINGS = ("s", "es", "e", "en")
"""Of a noun so short that the splitter takes no ending off: *des Rates*."""
LEAST_WOMEN = 7  # letters: Löwinnen has one more
PREFIXES = SEPARABLE | INSEPARABLE
CERTAIN, COMPOUND, EGG = "W.certain", "W.compound", "H.egg"
GIVEN = {CERTAIN: 8.0, COMPOUND: -8.0, EGG: -6.0}  # weights that are not learned
SHORT = frozenset(("öl", "ei"))
"""Parts of two letters; *-ei* is a suffix, too: a last part only in `lists/eggs.txt`."""
PARTICIPLES = ("ge", "be", "er", "ver", "ent", "zer", "über", "unter", "aus", "an", "ab", "auf", "ein", "zu")


def two_prefixes(prefixes: frozenset[str]) -> frozenset[str]:
    """Prefixes, and two of them, which begin a word no more than one does: *Vorbehandlung, unverkäuflich*.

    >>> sorted(two_prefixes(frozenset(("vor", "an"))) & {"vor", "vorbe", "vorab", "aner", "ab"})
    ['vor', 'vorab', 'vorbe']
    """
    longer = [prefix for prefix in sorted(prefixes) if len(prefix) > 2 or prefix == "un"]
    return prefixes | {first + second for first in longer for second in SECOND_PREFIXES}


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
        self._lasts: dict[str, bool] = {}
        simple = [word for word in lexicon.lemmas if len(word) < 9]
        # No ch: behind what could be an s between two parts it is the rest of sch (Wissen|schaft).
        self.onsets = Counter(word[:2] for word in simple if word[:2] != "ch")
        # No st: in front of what could be a Rasse it begins a street (Berger|straße).
        self.codas = Counter(word[-2:] for word in simple if word[-2:] != "st")
        self.compounds: frozenset[str] = (
            frozenset()
        )  # known words that are compounds: their parts count, not they
        prefixes = read_list("not_modifiers.txt")
        nouns = {word for word in lexicon.band if lexicon.kinds.get(word, 0) & NOUN}
        self.not_modifiers = prefixes | (two_prefixes(prefixes) - nouns)  # Probe, Verein
        self.not_heads = read_list("not_heads.txt")
        self.lexicalised = read_list("lexicalised.txt")
        self.names = read_list("names.txt")
        self.adjective_heads = read_list("adjective_heads.txt")
        self.eggs = read_list("eggs.txt")

    def learn_from(self, modifiers: Counter[str], heads: Counter[str], compounds: frozenset[str]) -> None:
        """Take over the counts of a first splitter."""
        self.modifiers, self.heads, self.compounds = modifiers, heads, compounds
        self._lasts.clear()

    def analysis(self, left: str) -> tuple[str, str, str]:
        """(base, link, class) of a first part as it stands in a compound; class "?" if it is unknown.

        link "-e": an e was dropped.
        """
        kinds = self.kinds
        kind = kinds.get(left, 0)
        if kind & NOUN or self.is_listed(left):
            return left, "", "noun"
        noun = self._noun_with_link(left, kind)
        if noun:
            return noun
        verb = self._verb_class(left, kind)
        if verb or kind & ADJECTIVE:
            return left, "", verb or "adj"
        if kinds.get(left + "e", 0) & NOUN:
            return left, "-e", "noun"
        if kind & NOUN_FORM:
            return self.lexicon.lemma_of[left], "", "form"
        if kind:
            return left, "", "inf" if kind & VERB else "other"
        return self._unlisted_with_link(left)

    def _verb_class(self, left: str, kind: int) -> str:
        """`verb` for a verb's stem, `verb-e` with an e (*Werbe-, Halte-*), `prefixed` behind a prefix; or nothing."""
        if any(
            left[: len(left) - size] in PREFIXES and left[len(left) - size :] in STEMS
            for size in range(3, len(left) - 1)
        ):
            return "prefixed"
        if kind & VERB_STEM or left in STEMS:
            return "verb"
        if left.endswith("ier") and len(left) > 5:
            return "verb"
        return "verb-e" if left.endswith("e") and left[:-1] in STEMS else ""

    def _noun_with_link(self, left: str, kind: int) -> tuple[str, str, str] | None:
        # Patientinnenakte; but Spinnennetz has no Spin in it
        if left.endswith("innen") and len(left) > LEAST_WOMEN and self.kinds.get(left[:-3], 0) & NOUN:
            return left[:-3], "nen", "noun"
        for link in LINKS:
            if left.endswith(link):
                base = left[: -len(link)]
                known = self.kinds.get(base, 0) & NOUN
                # Feinstaub begins with fein, not with an n behind the rarer Fei
                rarer = self.band.get(left, 7) <= self.band.get(base, 7)
                if known and len(base) >= 3 and not (kind & (ADJECTIVE | VERB_STEM) and rarer):
                    return base, link, "noun"
        return None

    def _unlisted_with_link(self, left: str) -> tuple[str, str, str]:
        if left.endswith(DERIVED) and len(left) > 6:
            return left[:-1], left[-1], "derived"
        if left.endswith("s") and self.kinds.get(left[:-1], 0):
            return left[:-1], "s", "other"
        return left, "", "?"

    def linked(self, left: str) -> tuple[str, str] | None:
        """(base, link) of a first part never seen so, but whose base can be one: the splitter takes the link off."""
        for link in FIRST_LINKS.get(left[-1], ()):
            base = left[: -len(link)]
            if left.endswith(link) and len(base) >= LEAST_BASE and self.own_first(base):
                return base, link
        return None

    def inflected(self, right: str) -> str | None:
        """The base of a last part that is a regular form of a known one: the splitter finds it itself."""
        for ending in LAST_ENDINGS.get(right[-1], ()):
            base = right[: -len(ending)]
            if right.endswith(ending) and len(base) >= LEAST_BASE and self.own_last(base):
                return base
        return None

    def modifier(self, left: str) -> list[str]:
        """Features of a first (or middle) part, its linking element included."""
        if not self.own_first(left):
            linked = self.linked(left)
            if linked:
                return [*self.modifier(linked[0]), f"M.+{linked_class(left, linked[1])}"]
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
        if len(left) > 6 and left.endswith(DERIVED):
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
        return any(
            word.endswith(ending) and self.is_listed(word[: len(word) - len(ending)])
            for ending in ("", "s", "er", "ers", "ern", "erin", "erinnen", "n", "en")
        )

    def is_listed(self, word: str) -> bool:
        """Whether the word is a listed name or looks composed and is not."""
        return word in self.names or word in self.lexicalised

    def first_ok(self, left: str) -> bool:
        """Whether the string can be a first part that is not called unknown."""
        return self.own_first(left) or (left not in self.not_modifiers and self.linked(left) is not None)

    def last_ok(self, right: str) -> bool:
        """Whether the string can be a last part that is not called unknown."""
        return self.own_last(right) or (right not in self.not_heads and self.inflected(right) is not None)

    def own_first(self, left: str) -> bool:
        """Whether the table has to have the string as a first part."""
        if left in self.not_modifiers:
            return False
        base, link, cls = self.analysis(left)
        if base in self.compounds and base not in self.lexicalised:
            # Kirchhofs-: the splitter takes no s off so short a noun
            short = (
                link == "s" and bool(self.kinds.get(base[-3:], 0) & NOUN) and not self.modifiers[left[-4:]]
            )
            return short and self.modifiers[left] > 0
        if len(left) < 3 and left not in SHORT:
            return False
        least = {
            "noun": 0 if link in ("", "-e") or (link == "n" and base[-1] == "e") else 1,
            "?": 1,
            "derived": 1,
            "prefixed": 0 if left + "en" in self.band or left + "n" in self.band else 1,
            "adj": 0 if base in self.band else 1,
        }
        return self.modifiers[left] >= least.get(cls, 1)

    def own_last(self, right: str) -> bool:
        """Whether the table has to have the string as a last part."""
        if right in self.not_heads:
            return False
        known = self._lasts.get(right)
        if known is None:
            known = self._lasts[right] = self._decide_last(right)
        return known

    def _decide_last(self, right: str) -> bool:
        base, cls = self.head_class(right)
        if cls.endswith("form"):
            return self.inflected(right) != base and self.own_last(base)
        if base in self.compounds and base not in self.lexicalised:
            return False
        if len(right) < 3 and right not in SHORT:
            return False
        if base in self.adjective_heads or right in self.adjective_heads:
            return True
        frequent = right in self.band or self.is_frequent_participle(right)
        if cls not in ("noun", "adj", "inf", "part", "part1") and self.inflected(right):
            return False
        return self.heads[right] >= {"noun": 0, "?": 1}.get(cls, 1 - frequent)

    def head_class(self, right: str) -> tuple[str, str]:
        """(base, class) of a last part."""
        kinds = self.kinds
        kind = kinds.get(right, 0)
        if kind & NOUN:
            return right, "noun"
        if kind & NOUN_FORM and not self._is_rather_verb_or_adjective(right, kind):
            return self.lexicon.lemma_of[right], "form"
        if kind & ADJECTIVE:
            return right, "adj"
        if kind & VERB:
            return right, "inf"
        return self._form_class(right, kind)

    def _is_rather_verb_or_adjective(self, word: str, kind: int) -> bool:
        """*halten, offen, gebunden*: more frequent than the noun whose form they look like (*Halte, Off, Gebund*)."""
        rarer = self.band.get(word, 7) < self.band.get(self.lexicon.lemma_of[word], 7)
        return rarer and (bool(kind & (VERB | ADJECTIVE)) or bool(self._participle(word)))

    def _form_class(self, right: str, kind: int) -> tuple[str, str]:
        """`head_class` of what is no base form in the lists."""
        kinds = self.kinds
        if not kind:
            if self.is_frequent_participle(right):
                return right, "part1"
            for ending in SHORT_NOUN_ENDINGS:
                base = right[: -len(ending)]
                if right.endswith(ending) and len(base) < LEAST_BASE and kinds.get(base, 0) & NOUN:
                    return base, "form"
        bases = [right[: -len(ending)] for ending in ADJECTIVE_ENDINGS if right.endswith(ending)]
        for base in bases:
            if kinds.get(base, 0) & ADJECTIVE:
                return base, "adjform"
        participle = self._participle(right) if kind & (OTHER | NOUN_FORM) else ""
        if participle:
            return right, participle
        for base in bases:
            participle = self._participle(base) if kinds.get(base, 0) & (OTHER | NOUN_FORM) else ""
            if participle or self.is_frequent_participle(base):
                return base, (participle or "part1") + "form"
        return right, "adj" if kind & ADJECTIVE_FORM else "other" if kind & OTHER else "?"

    def is_participle(self, word: str) -> bool:
        """Whether the word is one like *steigend*, with or without an ending, or a noun made of it: *Studierende*."""
        return any(
            word.endswith("d" + ending) and self.is_infinitive(word[: -len(ending) - 1])
            for ending in ("", *ADJECTIVE_ENDINGS)
        )

    def is_frequent_participle(self, word: str) -> bool:
        """Whether the word is *begleitend* or the like, of a frequent verb, whether it is in the lists or not."""
        return word.endswith("end") and word[:-1] in self.band and self.is_infinitive(word[:-1])

    def is_verb(self, word: str) -> bool:
        """Whether the word is a form of a listed verb and of no noun: a verb is no compound (*sicherstellen*)."""
        kind = self.kinds.get(word, 0)
        return not kind & (NOUN | NOUN_FORM) and bool((kind | self.kinds.get(verb_base(word), 0)) & VERB)

    def is_infinitive(self, word: str) -> bool:
        """Whether the word is a known verb, maybe with a prefix."""
        if self.kinds.get(word, 0) & VERB or word.endswith("ieren"):
            return True
        stem = word.removesuffix("n").removesuffix("e")
        return word.endswith("n") and any(
            stem[size:] in STEMS and (not size or stem[:size] in PREFIXES) for size in range(len(stem) - 1)
        )

    def _participle(self, word: str) -> str:
        """`part1` for one like *steigend*, `part` for one like *gestiegen*, or nothing."""
        if word.endswith("d") and self.is_infinitive(word[:-1]):
            return "part1"
        if word.startswith(PARTICIPLES) and word.endswith(("t", "en")) and verb_base(word) != word:
            return "part"
        return ""

    def head(self, right: str) -> list[str]:
        """Features of a last part: of a form those of its base form."""
        if right == "ei":
            return [EGG]
        if not self.own_last(right):
            inflected = self.inflected(right)
            if inflected:
                return self.head(inflected)
        base, cls = self.head_class(right)
        if cls.endswith("form"):
            return self.head(base)
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
        if base in self.adjective_heads or right in self.adjective_heads:
            out.append("H.adjectival")
        return out

    def whole(self, word: str) -> list[str]:
        """Features of a word that is not split: of a form those of its base form."""
        base, cls = self.head_class(word)
        if cls.endswith("form") and not self.is_listed(word):
            return self.whole(base)
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
        if word in self.eggs:
            out.append(COMPOUND)
        if (
            (word.endswith("haft") and cls == "adj")
            or word.endswith("matisch")
            or self.is_participle(word)
            or self.is_verb(word)
            or self.is_name(word)
        ):
            out.append(CERTAIN)
        if cls == "noun":
            out.append(f"W.hprod{bucket(self.heads[word])}")
        return out
