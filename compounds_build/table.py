"""Weights to the table of the product: string -> scores as a first part, a last part and a whole word.

A string is written only where the splitter could decide otherwise without it: not if a chain of shorter parts
scores as much in its role, and not if the score for unknown strings is as good.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from compounds_build.counts import first_counts
from compounds_build.endings import BEGINNINGS, ENDINGS
from compounds_build.features import LINKS, Features, bucket
from compounds_build.lexicon import ADJECTIVE, NOUN, OTHER, VERB
from searcher.analysis.compound_cuts import FIRST_LINKS, LAST_ENDINGS, best_cut
from searcher.analysis.compound_table import ANY_LENGTH, HIGHEST, LOWEST, Fallback, encode_entry
from searcher.analysis.compounds import MIN_WORD

LONGEST = 24
_NEVER = -(10**6)
FREQUENT = 4  # last frequency band of which compounds are kept as words
STEPS = 4.0  # of a score to 1 of a weight
WHOLE_BONUS = 3
"""Added to the score of a whole word: a false split shows a reader what is not there, a missed one only hides a part.

In cross-validation (README.md) 3 and 4 both leave 1.3 % of the simple words cut; they find 96.7 and 95.7 % of the
boundaries.
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
            {link: self.weight(f"M.+{link}") for links in FIRST_LINKS.values() for link in links},
            {ending: self.weight(f"H.+{ending}") for endings in LAST_ENDINGS.values() for ending in endings},
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


def _compound(word: str, features: Features) -> bool:
    """Whether the word is a known compound, or a regular form of one: then it is cut like its base form."""
    if word in features.lexicalised:
        return False
    bases = (word[: -len(ending)] for ending in LAST_ENDINGS.get(word[-1], ()) if word.endswith(ending))
    return word in features.compounds or any(base in features.compounds for base in bases)


def _best_split(word: str, table: Dictionaries) -> int:
    """The score of the best way to cut the word, whatever that of the whole word is."""
    lookup = table.whole
    table.whole = {word: _NEVER}.get
    score, _ = best_cut(word, table)
    table.whole = lookup
    return score


def compile_table(scores: Scores) -> Dictionaries:
    """Everything the splitter needs."""
    features = scores.features
    table = Dictionaries(scores.fallback)
    table.firsts.update((s, LOWEST) for s in features.not_modifiers)
    table.lasts.update((s, LOWEST) for s in features.not_heads)
    for s in strings(features):
        score = scores.first(s)
        if score is not None and (len(s) < 6 or chain(s, table.first, table.first) < score):
            table.firsts[s] = score
            length = scores.link(s)
            if length:
                table.links[s] = length
        score = scores.last(s)
        if score is not None and (len(s) < 6 or chain(s, table.first, table.last) < score):
            table.lasts[s] = score
    names = (
        name + ending
        for name in features.names
        for ending in ("", "s", "er", "ers", "ern", "erin", "erinnen")
    )
    participles = (
        w + "d" + e
        for w, kind in features.kinds.items()
        if kind & VERB
        for e in ("", "e", "en", "em", "er", "es")
    )
    for s in sorted(
        {*features.kinds, *names, *features.lexicalised, *participles}, key=lambda s: (len(s), s)
    ):
        if len(s) >= MIN_WORD and not _compound(s, features):
            score = scores.whole(s)
            _, starts = best_cut(s, table)
            # its own score says otherwise than that of its base form or of its looks
            if bool(starts) is (score >= _best_split(s, table)):
                table.wholes[s] = score
    table.words = subcompounds(features, table)
    return table


def subcompounds(features: Features, table: Dictionaries) -> set[str]:
    """The compounds that are frequent or stand in another known word, in their base form."""
    lexicon = features.lexicon
    modifiers, heads = first_counts(lexicon)
    return {
        word
        for word in features.compounds - features.lexicalised
        if word not in table.firsts
        and (
            lexicon.band.get(word, FREQUENT + 1) <= FREQUENT
            or heads[word]
            or any(modifiers[word + link] for link in ("", *LINKS))
        )
    }


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
