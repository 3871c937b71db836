"""Weights to the table of the product: string -> scores as a first part, a last part and a whole word.

A string is written only where the splitter could decide otherwise without it: not if a chain of shorter parts
scores as much in its role, and not if the score for unknown strings is as good.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from compounds_build.counts import first_counts
from compounds_build.endings import BEGINNINGS, ENDINGS
from compounds_build.features import LINKS, S_SUFFIXES, Features, bucket
from compounds_build.lexicon import ADJECTIVE, ADJECTIVE_ENDINGS, NOUN, OTHER, umlauted
from searcher.analysis.compound_cuts import (
    DERIVED_LINK,
    FIRST_LINKS,
    best_cut,
    last_score,
    linked_score,
    whole_score,
)
from searcher.analysis.compound_table import ANY_LENGTH, HIGHEST, LOWEST, Fallback, LoadedTable, encode_entry
from searcher.analysis.compounds import MIN_WORD

LONGEST = 24
_NEVER = -(10**6)
FREQUENT = 3  # last frequency band of which compounds and names of women are kept as words
STEPS = 4.0  # of a score to 1 of a weight
WHOLE_BONUS = 3
"""Added to the score of a whole word: a false split shows a reader what is not there, a missed one only hides a part.

In cross-validation over the random samples 1, 2 and 3 leave .9, .8 and .6 % of the simple words cut; they find 98.3,
98.0 and 97.9 % of the boundaries.
"""


class Scores:
    """Feature weights as whole steps; a table that computes what it is asked for."""

    def __init__(self, features: Features, weights: Mapping[str, float], steps: float = STEPS) -> None:
        self.features, self.weights, self.steps = features, weights, steps
        self.fallback = self._fallback()
        self._firsts: dict[str, int | None] = {}
        self._lasts: dict[str, int | None] = {}

    def first(self, key: str, /) -> int | None:
        """As a first part."""
        if key in self.features.not_modifiers:
            return LOWEST
        if key not in self._firsts:
            own = self.features.own_first(key)
            self._firsts[key] = self.of(self.features.modifier(key)) if own else None
        return self._firsts[key]

    def last(self, key: str, /) -> int | None:
        """As a last part."""
        if key in self.features.not_heads:
            return LOWEST
        if key not in self._lasts:
            own = self.features.own_last(key)
            self._lasts[key] = self.of(self.features.head(key)) if own else None
        return self._lasts[key]

    def whole(self, key: str, /) -> int:
        """As a word that is not split."""
        return self.of(self.features.whole(key)) + WHOLE_BONUS

    def first_lengths(self, _prefix: str, /) -> tuple[int, ...]:
        """Any."""
        return ANY_LENGTH

    def last_lengths(self, _prefix: str, /) -> int:
        """Any."""
        return -1

    def link(self, key: str, /) -> int:
        """Letters of the linking element."""
        link = self.features.analysis(key)[1]
        return 0 if link == "-e" else len(link)

    def is_word(self, _key: str, /) -> bool:
        """Not decided here."""
        return False

    def of(self, names: Iterable[str]) -> int:
        """The sum of some features' weights."""
        get = self.weights.get
        return max(LOWEST, min(HIGHEST, round(self.steps * sum(get(name, 0.0) for name in names))))

    def weight(self, name: str) -> int:
        """One weight."""
        return round(self.steps * self.weights.get(name, 0.0))

    def _fallback(self) -> Fallback:
        """Scores of unknown strings, asked of strings nobody knows."""
        f = self.features
        odd = ["q" * n for n in range(20)]  # no known word begins or ends with qq

        def coda(two: str) -> int:
            return self.weight(f"M.unknown.coda{bucket(f.codas[two])}") - self.weight("M.unknown.coda0")

        def onset(two: str) -> int:
            return self.weight(f"H.unknown.onset{bucket(f.onsets[two])}") - self.weight("H.unknown.onset0")

        return Fallback(
            tuple(self.of(f.unknown_modifier(s)) for s in odd),
            tuple(self.of(f.unknown_modifier("q" * max(0, n - 4) + "ungs")) for n in range(20)),
            tuple(self.of(f.unknown_head(s)) for s in odd),
            tuple(self.whole(s) for s in odd),
            {two: coda(two) for two in sorted(f.codas) if coda(two)},
            {two: onset(two) for two in sorted(f.onsets) if onset(two)},
            {e: self.weight(f"H.?.-{ENDINGS[e]}") - self.weight("H.?.-") for e in sorted(ENDINGS)},
            {e: self.weight(f"W.end-{ENDINGS[e]}") - self.weight("W.end-") for e in sorted(ENDINGS)},
            {b: self.weight(f"W.{b}-") - self.weight("W.no-beginning") for b in sorted(BEGINNINGS)},
            self.weight("M.unknown.parts"),
            {
                link: self.weight(f"M.+{link}")
                for link in (DERIVED_LINK, *(link for links in FIRST_LINKS.values() for link in links))
            },
        )


class Dictionaries:
    """A table under construction; what the splitter asks of one."""

    def __init__(self, fallback: Fallback) -> None:
        self.fallback = fallback
        self.firsts: dict[str, int] = {}
        self.lasts: dict[str, int] = {}
        self.wholes: dict[str, int] = {}
        self.links: dict[str, int] = {}
        self.words: set[str] = set()
        self.first, self.last, self.whole = self.firsts.get, self.lasts.get, self.wholes.get

    def first_lengths(self, _prefix: str, /) -> tuple[int, ...]:
        """Any."""
        return ANY_LENGTH

    def last_lengths(self, _prefix: str, /) -> int:
        """Any."""
        return -1

    def link(self, key: str, /) -> int:
        """Letters of the linking element."""
        return self.links.get(key, 0)

    def is_word(self, key: str, /) -> bool:
        """A compound that is a word."""
        return key in self.words


def strings(features: Features) -> list[str]:
    """Everything that could be a part: what is known, what begins or ends known words, regular forms not listed."""
    kinds, compounds = features.kinds, features.compounds
    out = set(kinds) - compounds
    out.update(features.modifiers)
    out.update(features.heads)
    stems = (word.removesuffix("n").removesuffix("e") for word in features.band if word.endswith("n"))
    out.update(stem for stem in stems if features.analysis(stem)[2] == "prefixed")
    out.update(word + "d" for word in kinds if features.is_frequent_participle(word + "d"))
    for word, kind in kinds.items():
        if word in compounds:
            continue
        if kind & ADJECTIVE or (kind & OTHER and word.endswith(("t", "en"))):
            out.update(word + ending for ending in ("e", "en", "em", "er", "es"))
        if kind & NOUN:
            out.update(word + ending for ending in LINKS)
            if word.endswith("e"):
                out.add(word[:-1])
    return sorted((s for s in out if 2 <= len(s) <= LONGEST and s.isalpha()), key=lambda s: (len(s), s))


def chain(word: str, first: Callable[[str], int | None], last: Callable[[str], int | None]) -> int:
    """The best sum of two and more known parts, the last of them by `last`."""
    size = len(word)
    best = [_NEVER] * (size + 1)
    best[0] = 0
    top = _NEVER
    for start in range(size - 1):
        if best[start] == _NEVER:
            continue
        if start:
            end_score = last(word[start:])
            if end_score is not None:
                top = max(top, best[start] + end_score)
        for end in range(start + 2, size - 1):
            part = first(word[start:end])
            if part is not None and best[start] + part > best[end]:
                best[end] = best[start] + part
    return top


def _best_split(word: str, table: LoadedTable) -> tuple[int, tuple[int, ...]]:
    """The best way to cut the word, whatever the score of the whole word is."""
    table.whole = {word: _NEVER}.get
    return best_cut(word, table)


def compile_table(scores: Scores) -> Dictionaries:
    """Everything the splitter needs."""
    features = scores.features
    table = Dictionaries(scores.fallback)
    table.firsts.update((s, LOWEST) for s in features.not_modifiers)
    table.lasts.update((s, LOWEST) for s in features.not_heads)
    for s in strings(features):
        score = scores.first(s)
        of_chain = chain(s, table.first, table.first) if len(s) >= 6 else _NEVER
        if score is not None and (of_chain < score or s in features.lexicalised):
            table.firsts[s] = max(score, of_chain)
            length = scores.link(s)
            if length:
                table.links[s] = length
        score = scores.last(s)
        if score is not None:
            of_chain = chain(s, table.first, table.last) if len(s) >= 6 else _NEVER
            # Denkmäler are no painters: a form is no chain of other words than its base form is
            if of_chain < score or features.head_class(s)[0] in table.lasts or s in features.lexicalised:
                score = max(score, of_chain, *(table.lasts.get(man, _NEVER) for man in men(s)))
                if last_score(s, table) != score:
                    table.lasts[s] = score
    for word, kind in features.kinds.items():
        women = word + "nen"  # no men with an inner side
        if kind & NOUN and word.endswith("in") and features.lexicon.band.get(word, FREQUENT + 1) <= FREQUENT:
            of_chain = chain(women, table.first, table.first)
            linked = linked_score(women, table)
            if of_chain > _NEVER and (linked is None or of_chain >= linked):
                table.firsts[women] = of_chain
                table.links[women] = len("nen")
    names = (
        name + ending
        for name in features.names
        for ending in ("", "s", "er", "ers", "ern", "erin", "erinnen")
    )
    participles = (word + "d" for word in features.kinds if features.is_infinitive(word))
    add_wholes(
        sorted({*features.kinds, *names, *features.lexicalised, *participles}, key=lambda s: (len(s), s)),
        scores,
        table,
    )
    table.words = subcompounds(features, table)
    return table


def add_wholes(words: Iterable[str], scores: Scores, table: Dictionaries) -> None:
    """The scores of whole words, shorter words first; a word and its forms are all cut, or none of them."""
    features = scores.features
    parts = LoadedTable(render(table))  # finds them twice as fast
    decided: dict[str, tuple[int, ...]] = {}  # where a word is cut, by its own score
    for word in words:
        forms = [form for form in (word, *regular_forms(word, features)) if len(form) >= MIN_WORD]
        if not forms:
            continue
        score = scores.whole(word)
        split, starts = _best_split(word, parts)
        base, _ = features.head_class(word)
        cut = bool(decided[base]) if decided.get(base) in ((), starts) else split > score
        cut = cut and len(word) >= MIN_WORD and not features.is_listed(word)
        decided[word] = starts if cut else ()
        # Ende is a word, end is none; genau is too short to be cut, and genaue is not Gen and Aue
        splits = [split if cut or form == word else _best_split(form, parts)[0] for form in forms]
        split = max(splits)
        # its looks, or another word's score, say otherwise
        if any((of > whole_score(form, table)) is not cut for form, of in zip(forms, splits, strict=True)):
            table.wholes[word] = (
                max(LOWEST, min(score, split - 1)) if cut else min(HIGHEST, max(score, split))
            )


def regular_forms(word: str, features: Features) -> list[str]:
    """Forms that are not known, and in which the splitter finds the word itself."""
    kind = features.kinds.get(word, 0)
    endings: tuple[str, ...] = ()
    if kind & NOUN and word.endswith((*S_SUFFIXES, "in")):
        endings = ("nen",) if word.endswith("in") else ("en",)
    elif kind & NOUN:
        endings = ("s", "n") if word.endswith(("e", "el", "er")) else ("s", "es", "en", "e")
    if kind & (ADJECTIVE | OTHER) or word.endswith(("end", "lich")):
        endings += ADJECTIVE_ENDINGS
    return [word + ending for ending in endings if word + ending not in features.kinds]


def subcompounds(features: Features, table: Dictionaries) -> set[str]:
    """The compounds that are frequent or stand in another known word, in their base form."""
    lexicon = features.lexicon
    modifiers, heads = first_counts(lexicon)
    words = {
        word
        for word in features.compounds - features.lexicalised
        if word not in table.firsts
        and (
            lexicon.band.get(word, FREQUENT + 1) <= FREQUENT
            or heads[word]
            or any(modifiers[word + link] for link in ("", *LINKS))
        )
    }
    return words | {
        woman
        for word in words
        if lexicon.band.get(word, FREQUENT + 1) <= FREQUENT
        for woman in women_of(word, features, table)
    }


def men(woman: str) -> list[str]:
    """What the name of a woman may be made of: a compound with her is cut where one with him is."""
    if not woman.endswith("in"):
        return []
    plain = woman[:-6] + woman[-6:-2].translate(str.maketrans("äöü", "aou"))
    return [base + ending for base in (woman[:-2], plain) for ending in ("", "e")]


def women_of(word: str, features: Features, table: Dictionaries) -> list[str]:
    """The compound with a woman's name instead of a man's as its last part: *Staatsanwalt, Staatsanwältin*."""
    _, starts = best_cut(word, table)
    if not starts:
        return []
    first, man = word[: starts[-1]], word[starts[-1] :]
    names = {base.removesuffix("e") + "in" for base in (man, umlauted(man))}
    return [first + name for name in sorted(names) if features.kinds.get(name, 0) & NOUN]


def render(table: Dictionaries) -> bytes:
    """The file's bytes."""
    header = "#" + json.dumps(dict(table.fallback._asdict()), ensure_ascii=False, separators=(",", ":"))
    keys = {*table.firsts, *table.lasts, *table.wholes, *table.words}
    lines = [
        key
        + encode_entry(
            first=table.first(key),
            link=table.link(key),
            last=table.last(key),
            whole=table.whole(key),
            word=table.is_word(key),
        )
        for key in sorted(keys, key=str.encode)
    ]
    return "\n".join([header, *lines, ""]).encode()
