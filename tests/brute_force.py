"""What a query means, in the plainest words: every document is looked at, every word compared. The engine agrees."""

from __future__ import annotations

from itertools import product
from math import log

from searcher.analysis import Analyzer
from searcher.model import FIELDS, Document
from searcher.query.plan import (
    All,
    AllOf,
    AnyOf,
    Boosted,
    Compound,
    DateWithin,
    Exact,
    Forms,
    Leaf,
    Near,
    PathLike,
    Pattern,
    Plan,
    Sequence,
    Source,
    Stem,
    Without,
)
from searcher.search.bm25 import COMPOUND_WEIGHT, K1, RANKING

PART_WEIGHT = 0.3

Occurrences = dict[int, float]  # position -> weight


class Word:
    """One word of a field: what it is indexed as."""

    def __init__(self, analyzer: Analyzer, raw: str) -> None:
        form = analyzer.form(raw)
        self.exact = form.exact
        self.whole = {term.term for term in form.terms if not term.part}
        self.parts = {term.term for term in form.terms if term.part} - self.whole


class Corpus:
    """All documents, as words."""

    def __init__(self, documents: list[Document], analyzer: Analyzer) -> None:
        self.documents = documents
        self.words: list[dict[str, list[Word]]] = []
        for document in documents:
            texts = {field: [] for field in FIELDS}
            texts["title"].append(document.title)
            for zone in document.zones:
                texts[zone.field].append(document.text[zone.start : zone.end])
            self.words.append(
                {
                    field: [Word(analyzer, raw) for text in pieces for raw in analyzer.raw_tokens(text)]
                    for field, pieces in texts.items()
                }
            )
        self.average = {
            field: sum(self.length(doc, field) for doc in range(len(documents))) / max(1, len(documents))
            for field in FIELDS
        }

    def length(self, doc: int, field: str) -> float:
        words = self.words[doc][field]
        return len(words) + PART_WEIGHT * sum(len(word.parts) for word in words)

    def norm(self, doc: int, field: str) -> float:
        weight, b = RANKING[field]
        average = self.average[field]
        return weight / (1 - b + (b * self.length(doc, field) / average if average else 0))

    def idf(self, doc_freq: int) -> float:
        return log(1 + (len(self.documents) - doc_freq + 0.5) / (doc_freq + 0.5))

    def scored(self, frequencies: dict[int, float], weight: float) -> dict[int, float]:
        factor = weight * self.idf(len(frequencies))
        return {doc: factor * f * (K1 + 1) / (f + K1) for doc, f in frequencies.items()}

    def run(self, plan: Plan) -> dict[int, float]:  # noqa: C901 - one case for each kind of plan
        docs = range(len(self.documents))
        match plan:
            case Leaf():
                return self.scored(_positive({doc: self.frequency(doc, plan) for doc in docs}), plan.weight)
            case Sequence():
                return self.scored(_positive({doc: self.together(doc, plan) for doc in docs}), plan.weight)
            case Near():
                return self.scored(_positive({doc: self.near(doc, plan) for doc in docs}), plan.weight)
            case AllOf(children):
                found = [self.run(child) for child in children]
                return {doc: sum(f[doc] for f in found) for doc in docs if all(doc in f for f in found)}
            case AnyOf(children):
                found = [self.run(child) for child in children]
                return {
                    doc: sum(f.get(doc, 0) for f in found) for doc in docs if any(doc in f for f in found)
                }
            case Without(kept, excluded):
                unwanted = self.run(excluded)
                return {doc: s for doc, s in self.run(kept or All()).items() if doc not in unwanted}
            case Boosted(child, weight):
                return {doc: s * weight for doc, s in self.run(child).items()}
            case Compound(word, parts, window):
                found = self.run(word)
                close = Sequence(parts, window, ordered=False, fields=word.fields)
                for doc in docs:
                    if self.together(doc, close):
                        loose = sum(self.run(part).get(doc, 0) for part in parts)
                        found[doc] = max(found.get(doc, 0), COMPOUND_WEIGHT * word.weight * loose)
                return found
            case DateWithin(first, last):
                return {
                    doc: 0.0
                    for doc in docs
                    if (date := self.documents[doc].date)
                    and (last is None or date.first <= last)
                    and (first is None or date.last >= first)
                }
            case PathLike(glob):
                assert not set(glob) & set("*?[")
                return {doc: 0.0 for doc in docs if glob.casefold() in self.documents[doc].path.casefold()}
            case All():
                return dict.fromkeys(docs, 0.0)

    def positions(self, doc: int, field: str, leaf: Leaf) -> Occurrences:
        found: Occurrences = {}
        for position, word in enumerate(self.words[doc][field]):
            weight = sum(weight_of(source, word) for source in leaf.sources)
            if weight:
                found[position] = weight
        return found

    def frequency(self, doc: int, leaf: Leaf) -> float:
        return sum(
            sum(self.positions(doc, field, leaf).values()) * self.norm(doc, field) for field in leaf.fields
        )

    def early(self, doc: int, leaf: Leaf) -> float:
        """What a document gains because a word stands early in its text."""
        before = {"lead": 0, "headings": 0, "body": len(self.words[doc]["lead"])}
        places = [
            before[field] + position
            for field in leaf.fields
            if field != "title"
            for position in self.positions(doc, field, leaf)
        ]
        holders = sum(bool(self.frequency(other, leaf)) for other in range(len(self.documents)))
        return leaf.weight * self.idf(holders) / (1 + min(places) / 20) if places else 0.0

    def together(self, doc: int, plan: Sequence) -> float:
        return sum(
            len(
                occurrences(
                    [list(self.positions(doc, field, slot)) for slot in plan.slots], plan.slop, plan.ordered
                )
            )
            * self.norm(doc, field)
            for field in plan.fields
        )

    def near(self, doc: int, plan: Near) -> float:
        total = 0.0
        for field in plan.fields:
            sides = []
            for side in (plan.left, plan.right):
                slots = side.slots if isinstance(side, Sequence) else (side,)
                slop, ordered = (side.slop, side.ordered) if isinstance(side, Sequence) else (0, True)
                sides.append(occurrences([list(self.positions(doc, field, s)) for s in slots], slop, ordered))
            fitting = [
                a
                for a in sides[0]
                if any(max(a[0], b[0]) - min(a[1], b[1]) - 1 <= plan.distance and a != b for b in sides[1])
            ]
            total += len(fitting) * self.norm(doc, field)
        return total


def weight_of(source: Source, word: Word) -> float:
    match source:
        case Stem(term, parts):
            return 1.0 if term in word.whole else PART_WEIGHT if parts and term in word.parts else 0.0
        case Exact(form):
            return float(word.exact == form and bool(word.whole))
        case Forms(forms):
            return dict(forms).get(word.exact, 0.0) if word.whole else 0.0
        case Pattern(pattern):
            return float(fits(word.exact, pattern) and bool(word.whole))


def fits(text: str, pattern: str) -> bool:
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(fits(text[i:], pattern[1:]) for i in range(len(text) + 1))
    return bool(text) and pattern[0] in ("?", text[0]) and fits(text[1:], pattern[1:])


def occurrences(slots: list[list[int]], slop: int, ordered: bool) -> list[tuple[int, int]]:
    """(first, last) word of each occurrence, one for each place where one begins."""
    found = []
    if ordered:
        for start in slots[0]:
            at: int | None = start
            for slot in slots[1:]:
                at = min((p for p in slot if at is not None and p > at), default=None)
            if at is not None and at - start < len(slots) + slop:
                found.append((start, at))
        return found
    for start in sorted({p for slot in slots for p in slot}):
        nearest = [min((p for p in slot if p >= start), default=None) for slot in slots]
        ends = [p for p in nearest if p is not None]
        if len(ends) == len(slots) and max(ends) - start < len(slots) + slop:
            found.append((start, max(ends)))
    return found


def osa(a: str, b: str) -> int:
    """Edits between two words: insertions, deletions, substitutions, transpositions of neighbours."""
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, j in product(range(len(a) + 1), range(len(b) + 1)):
        if not i or not j:
            rows[i][j] = i + j
            continue
        rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
        if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
            rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def _positive(frequencies: dict[int, float]) -> dict[int, float]:
    return {doc: f for doc, f in frequencies.items() if f > 0}
