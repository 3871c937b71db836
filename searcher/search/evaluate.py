"""A plan and a view in; for each segment the matching documents and their scores out.

A leaf is one pseudo-term: its sources and fields are summed into one frequency before it saturates, and its idf counts
the documents that any of them match, over all segments. All lists are (ids u32 ascending, scores f32) as bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, cast

from searcher.index.schema import FIELD_NUMBER, PART_WEIGHT
from searcher.index.segment import FormEntry, Segment
from searcher.kernel import ROLE_ALL, ROLE_WHOLE, kernel
from searcher.query.limits import PHRASE_WORDS
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
    joined,
)
from searcher.search.bm25 import COMPOUND_WEIGHT, K1, idf
from searcher.search.budget import Budget
from searcher.search.near import near, phrase_ranges
from searcher.search.paths import matcher
from searcher.search.view import MAX_FORMS, View

Pair = tuple[bytes, bytes]
NOTHING: Pair = (b"", b"")
Standing = tuple["array[int]", bytes]
"""Ascending numbers of words, and for each 1 where all of the word answers, 0 where a part of it does."""
NOWHERE: Standing = (array("I"), b"")
_MAX_DAY = 2**31 - 1
_ANYWHERE = 1_000_000
Record = tuple[Any, bytes, int, int, int]
"""A posting record as the kernel takes it: the field's postings, its norms, where it lies, how long it is, its role."""
_NO_RECORD: Record = (b"", b"", 0, 0, ROLE_ALL)
SECONDS_A_BYTE = 2e-8  # of posting records that a phrase compares: "*en *en *en" has many
MOST_RECORDS = 64  # decoded to find a page's words; more come from wildcards only


class Records(NamedTuple):
    """Posting records of one field: where they lie, how long they are, which roles count, and their weights.

    span: all of them lie there; (0, 0): not known.
    """

    offsets: array[int]
    lengths: array[int]
    roles: array[int]
    weights: array[float]
    span: tuple[int, int] = (0, 0)


def count(pair: Pair) -> int:
    """How many documents a list holds."""
    return len(pair[0]) // 4


class Evaluator:
    """Evaluates the parts of one query; each distinct part once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.budget = Budget(view.documents)
        self.cut: dict[str, None] = {}
        """Truncated words that stand for more than MAX_FORMS: only so many were looked up."""
        self._done: dict[Plan, list[Pair]] = {}
        self._frequencies: dict[Leaf, tuple[list[Pair], int]] = {}
        self._holders: dict[Leaf, int] = {}
        self._found: dict[tuple[int, Leaf], dict[str, Records]] = {}

    def run(self, plan: Plan) -> list[Pair]:
        """The scored matches of each segment."""
        found = self._done.get(plan)
        if found is None:
            self.budget.check()
            found = self._done[plan] = self._evaluate(plan)
        return found

    def _evaluate(self, plan: Plan) -> list[Pair]:  # noqa: C901 - one case for each kind of plan
        match plan:
            case Leaf():
                pairs, total = self._frequencies_of(plan)
                return self._saturated(pairs, plan.weight, total)
            case AllOf():
                return self._all_of(plan)
            case AnyOf():
                if len(self.view.segments) == 1:
                    return [self._score(plan.children, together=False)]
                return self._union([self.run(child) for child in plan.children])
            case Sequence():
                return self._scored([self._sequence(n, plan) for n in self._numbers], plan.weight)
            case Near():
                return self._scored([self._near(n, plan) for n in self._numbers], plan.weight)
            case Compound():
                return self._compound(plan)
            case Boosted():
                return [(ids, kernel.scale(scores, plan.weight)) for ids, scores in self.run(plan.child)]
            case Without():
                kept = self.run(plan.kept if plan.kept is not None else All())
                return list(map(kernel.subtract, kept, self.run(plan.excluded)))
            case DateWithin() | PathLike():
                return self.filtered(self.run(All()), plan)
            case All():
                return [_every(segment) for segment in self.view.segments]

    @property
    def _numbers(self) -> range:
        return range(len(self.view.segments))

    def _scored(self, pairs: list[Pair], weight: float) -> list[Pair]:
        return self._saturated(pairs, weight, sum(map(count, pairs)))

    def _saturated(self, pairs: list[Pair], weight: float, total: int) -> list[Pair]:
        factor = weight * idf(total, self.view.documents)
        return [(ids, kernel.saturate(frequencies, factor, K1)) for ids, frequencies in pairs]

    def _frequencies_of(self, leaf: Leaf) -> tuple[list[Pair], int]:
        """The documents of a leaf with their normalised frequencies, and how many they are in all segments."""
        found = self._frequencies.get(leaf)
        if found is None:
            pairs = [self._leaf(n, leaf) for n in self._numbers]
            found = self._frequencies[leaf] = (pairs, sum(map(count, pairs)))
        return found

    def _union(self, lists: list[list[Pair]], *, largest: bool = False) -> list[Pair]:
        if not lists:
            return [NOTHING] * len(self.view.segments)
        return [
            kernel.union(segment.documents, largest, [pairs[n] for pairs in lists])
            for n, segment in enumerate(self.view.segments)
        ]

    def _all_of(self, plan: AllOf) -> list[Pair]:
        filters = [child for child in plan.children if isinstance(child, DateWithin | PathLike)]
        excluded = [child for child in plan.children if isinstance(child, Without) and child.kept is None]
        others = [child for child in plan.children if child not in filters and child not in excluded]
        if len(self.view.segments) == 1 and len(others) > 1 and plan.few <= 1:
            result = [self._score(others, together=True)]
        else:
            # The words of a longer query may be looked at again, one by one: `run` keeps them.
            lists = [self.run(child) for child in others or [All()]]
            # Short lists first: what is left shrinks soonest. The same order in all segments, so that equal documents
            # get equal scores wherever they lie.
            lists.sort(key=lambda pairs: sum(map(count, pairs)))
            result = lists[0]
            for more in lists[1:]:
                result = list(map(kernel.intersect, result, more))
        for child in excluded:
            result = list(map(kernel.subtract, result, self.run(child.excluded)))
        for condition in filters:
            result = self.filtered(result, condition)
        if plan.weighing:
            small = [list(map(kernel.restrict, self.run(child), result)) for child in plan.weighing]
            result = self._union([result, *small])
        return result

    def filtered(self, pairs: list[Pair], plan: DateWithin | PathLike) -> list[Pair]:
        """Only the documents that a filter lets through."""
        if isinstance(plan, DateWithin):
            first = max(1, plan.first if plan.first is not None else 1)
            last = plan.last if plan.last is not None else _MAX_DAY
            return [
                kernel.within(pair, segment.first, segment.last, first, last)
                for pair, segment in zip(pairs, self.view.segments, strict=True)
            ]
        fits = matcher(plan.glob)
        return [
            kernel.restrict(pair, _with_path(segment, fits))
            for pair, segment in zip(pairs, self.view.segments, strict=True)
        ]

    def best(
        self, plan: Plan, k: int, again: tuple[int, int, float, float] | None = None
    ) -> tuple[int, list[Any], bool] | None:
        """How many documents match, and the k best (id, score): for plans of words in an index of one segment.

        None where only `run` can tell. No list of all matches is made. again: wanted, depth, half and weight of
        `kernel.best`; where the kernel can look for that, which comes third, the hits are the `wanted` best (id, score,
        gain).
        """
        if len(self.view.segments) != 1:
            return None
        excluded: tuple[Plan, ...] = ()
        if isinstance(plan, Without) and plan.kept is not None:
            excluded = plan.excluded.children if isinstance(plan.excluded, AnyOf) else (plan.excluded,)
            plan = plan.kept
        together = False
        if isinstance(plan, Leaf) and is_stems(plan):
            words: tuple[Plan, ...] = (plan,)
        elif isinstance(plan, Compound) and excluded:
            words = (plan,)
        elif isinstance(plan, AnyOf):
            words = plan.children
        elif isinstance(plan, AllOf) and plan.few <= 1 and not any(map(_is_condition, plan.children)):
            words, together = plan.children, True
        else:
            return None
        segment, documents = self.view.segments[0], self.view.documents
        looked = again is not None and (together or len(words) == 1) and all(map(_is_plain, words))
        before = [self._before(0, cast("Leaf", word)) for word in words] if looked else []
        total, top, holders = kernel.best(
            segment.documents,
            segment.live,
            PART_WEIGHT,
            K1,
            documents,
            together,
            list(map(self._word, words)),
            list(map(self._word, excluded)),
            k,
            segment.ranks,
            (*again, before) if again is not None and looked else None,
        )
        if looked:
            return total, top, True
        for word, count_ in zip(words, holders, strict=True):
            if count_ is not None and isinstance(word, Leaf):
                self._holders[word] = count_
        return total, top, False

    def _before(self, number: int, leaf: Leaf) -> list[bytes | memoryview | None]:
        """For each record of `_stems` what `kernel.early` takes."""
        segment, columns = self.view.segments[number], self.view.columns(number, leaf.fields)
        added = self.view.before(number, leaf.fields)
        found: list[bytes | memoryview | None] = []
        for source in cast("tuple[Stem, ...]", leaf.sources):
            entry = segment.term(source.term)
            if entry is not None:
                found += [more for (at, _, _), more in zip(columns, added, strict=True) if entry.lengths[at]]
        return found

    def _score(self, children: Iterable[Plan], *, together: bool) -> Pair:
        """The scored matches of any or all children in the only segment; words are read and scored in one go."""
        segment, documents = self.view.segments[0], self.view.documents
        words = list(map(self._word, children))
        return kernel.score(segment.documents, segment.live, PART_WEIGHT, K1, documents, together, words)

    def _word(self, child: Plan) -> Any:
        """What `kernel.score` takes: the records of terms, or the scored matches of whatever else there is."""
        if not self._done or child not in self._done:  # hashing a plan takes a microsecond
            if isinstance(child, Leaf) and is_stems(child):
                return child.weight, self._stems(0, child)
            if isinstance(child, Compound) and _is_simple(child):
                return self._compound_word(child)
        return None, self.run(child)[0]

    def _compound_word(self, plan: Compound) -> tuple[float, list[Record], tuple[float, int, Any]]:
        """What `kernel.compound` takes."""
        word = plan.word
        parts = [
            (part.weight, self._stem(0, cast("Stem", part.sources[0]), word.fields, aligned=True))
            for part in plan.parts
        ]
        return word.weight, self._stems(0, word), (COMPOUND_WEIGHT * word.weight, plan.window, parts)

    def apart(self, plan: Compound, k: int = 0) -> tuple[list[Pair], list[Pair]]:
        """The scored matches with the compound itself, and those with its parts near each other only.

        k: if so many have the compound itself, only the scores of the k best are right; 0: all.
        """
        if len(self.view.segments) == 1 and _is_simple(plan):
            segment, documents = self.view.segments[0], self.view.documents
            self.budget.check()
            word = self._compound_word(plan)
            first, rest = kernel.compound(
                segment.documents, segment.live, PART_WEIGHT, K1, documents, word, k
            )
            return [first], [rest]
        both = self.run(plan)
        first_ = list(map(kernel.restrict, both, self.run(plan.word)))
        return first_, list(map(kernel.subtract, both, first_))

    def _compound(self, plan: Compound) -> list[Pair]:
        if len(self.view.segments) == 1 and _is_simple(plan):
            return self._union(list(self.apart(plan)), largest=True)
        word = self.run(plan.word)
        together = Sequence(plan.parts, plan.window, False, plan.word.fields)  # noqa: FBT003
        near = [self._sequence(n, together) for n in self._numbers]
        if not any(map(count, near)):
            return word
        parts = []
        for part in plan.parts:
            pairs, total = self._frequencies_of(part)
            parts.append(self._saturated(list(map(kernel.restrict, pairs, near)), part.weight, total))
        weight = COMPOUND_WEIGHT * plan.word.weight
        loose = [(ids, kernel.scale(scores, weight)) for ids, scores in self._union(parts)]
        return self._union([word, loose], largest=True)

    def some_of(self, words: AllOf) -> list[Pair]:
        """The documents with any of the words, scored by all that they hold; of a compound, some parts count, too.

        Function words alone (they weigh less than 1 beside others) are not enough.
        """
        asked = words.children + words.weighing
        lists = [self.loosely(child) for child in asked]
        content = [found for found, child in zip(lists, asked, strict=True) if _weight(child) >= 1]
        held = self._union(lists)
        return list(map(kernel.restrict, held, self._union(content))) if len(content) < len(lists) else held

    def loosely(self, plan: Plan) -> list[Pair]:
        """As `run`; a compound scores the larger of its word and 0.7 x its parts x the share of parts that are there.

        The share is the cover factor of GERMAN.md section 2.4, worth .034 nDCG@10 on lawcomp_dev. For n parts it is the
        sum of 1/n over each k from 1 to n that so many parts reach, hence `at_least`.

        `USB-Scanner` scores the larger of itself and its words, which are written apart elsewhere, or joined to others:
        nDCG@10 of package descriptions .653 -> .735, manual pages .578 -> .623, libohelp .624 -> .628,
        xquadr_de .823 -> .827. Weighing these words by .7 or by their share is worse on all four.
        """
        words = joined(plan)
        if words:
            return self._union([self.run(plan), self._union(list(map(self.run, words)))], largest=True)
        if not isinstance(plan, Compound):
            return self.run(plan)
        parts = [self.run(part) for part in plan.parts]
        n = len(parts)
        ones = [[(ids, array("f", [1.0]).tobytes() * (len(ids) // 4)) for ids, _ in pairs] for pairs in parts]
        present, summed = self._union(ones), self._union(parts)
        shares = [
            [
                kernel.restrict(pair, kernel.at_least(held, k))
                for pair, held in zip(summed, present, strict=True)
            ]
            for k in range(1, n + 1)
        ]
        weight = COMPOUND_WEIGHT * plan.word.weight / n
        loose = [(ids, kernel.scale(scores, weight)) for ids, scores in self._union(shares)]
        return self._union([self.run(plan.word), loose], largest=True)

    def _leaf(self, number: int, leaf: Leaf) -> Pair:
        """The documents of a leaf in one segment, with their normalised frequencies."""
        segment = self.view.segments[number]
        if is_stems(leaf):
            stems = self._stems(number, leaf)
            return kernel.stems(segment.documents, segment.live, PART_WEIGHT, stems) if stems else NOTHING
        groups = []
        for field, records in self._records(number, leaf).items():
            blob = _verified(segment, field, records)
            groups.append((blob, self.view.norms(number, field), *records[:4]))
        if not groups:
            return NOTHING
        return kernel.leaf(segment.documents, segment.live, PART_WEIGHT, groups)

    def _stems(self, number: int, leaf: Leaf) -> list[Record]:
        """The records of a leaf of terms alone, which most are, each with what it is read and weighed by."""
        sources = cast("tuple[Stem, ...]", leaf.sources)
        if len(sources) == 1:
            return self._stem(number, sources[0], leaf.fields)
        return [record for source in sources for record in self._stem(number, source, leaf.fields)]

    def _stem(
        self, number: int, stem: Stem, fields: tuple[str, ...], *, aligned: bool = False
    ) -> list[Record]:
        """The records of a term; aligned: one for each field that has words, of length 0 where the term is not."""
        segment, columns = self.view.segments[number], self.view.columns(number, fields)
        entry = segment.term(stem.term)
        if entry is None:
            return [_NO_RECORD] * len(columns) if aligned else []
        role = ROLE_ALL if stem.parts else ROLE_WHOLE
        _, offsets, lengths = entry
        found: list[Record] = []
        for at, field, norms in columns:
            length = lengths[at]
            if length:
                offset = offsets[at]
                found.append((segment.postings(field, offset, offset + length), norms, offset, length, role))
            elif aligned:
                found.append(_NO_RECORD)
        return found

    def early(
        self, number: int, leaf: Leaf, weight: float, half: float, docs: array[int]
    ) -> array[float] | None:
        """What documents of a segment gain by a word: weight * its own * idf / (1 + first place / half); see `early`.

        None if it is no word of terms: a wildcard may be too many words.
        """
        if not is_stems(leaf):
            return None
        holders = self._holders.get(leaf)
        if holders is None and (leaf in self._frequencies or len(self.view.segments) > 1):
            holders = self._frequencies_of(leaf)[1]
        segment = self.view.segments[number]
        self._holders[leaf], gains = kernel.early(
            segment.documents,
            segment.live,
            self.view.documents,
            self._stems(number, leaf),
            self._before(number, leaf),
            holders,
            weight * leaf.weight,
            half,
            docs,
        )
        return array("f", gains)

    def _sequence(self, number: int, plan: Sequence) -> Pair:
        self.budget.check()
        segment = self.view.segments[number]
        slots = [self._records(number, slot) for slot in plan.slots]
        found = []
        for field in plan.fields:
            if not all(field in slot for slot in slots):
                continue
            blob = memoryview(b"")  # then the whole field; each slot verifies what it needs of it
            entries = []
            for slot in slots:
                records = slot[field]
                blob = _verified(segment, field, records)
                entries.append((records.offsets, records.lengths, records.roles))
            self.budget.check(SECONDS_A_BYTE * sum(sum(lengths) for _, lengths, _ in entries))
            norms = self.view.norms(number, field)
            found.append(
                kernel.sequence(
                    segment.documents, segment.live, norms, plan.slop, plan.ordered, blob, entries
                )
            )
        if not found:
            return NOTHING
        return kernel.union(segment.documents, False, found)  # noqa: FBT003

    def _near(self, number: int, plan: Near) -> Pair:
        """Two sides of which one at least is a phrase; the sides' words are looked up in the candidates only."""
        segment = self.view.segments[number]
        sides = [side.slots if isinstance(side, Sequence) else (side,) for side in (plan.left, plan.right)]
        found = []
        for field in plan.fields:
            # The words of both sides anywhere in the field: whoever is not in here cannot match.
            words = (sides[0] + sides[1])[:PHRASE_WORDS]  # so many the kernel takes
            together = Sequence(words, _ANYWHERE, False, (field,))  # noqa: FBT003
            candidates = array("I", self._sequence(number, together)[0])
            places = {}  # of each word once, however often it is asked for
            for slot in sides[0] + sides[1]:
                self.budget.check()
                if slot not in places:
                    places[slot] = self._positions(number, field, slot, candidates)
            ids, frequencies = array("I"), array("f")
            norms = memoryview(self.view.norms(number, field)).cast("f")
            for doc in candidates:
                self.budget.check()
                left, right = (
                    phrase_ranges(
                        [places[slot].get(doc, NOWHERE)[0] for slot in of_side],
                        side.slop if isinstance(side, Sequence) else 0,
                        ordered=not isinstance(side, Sequence) or side.ordered,
                    )
                    for of_side, side in zip(sides, (plan.left, plan.right), strict=True)
                )
                if times := near(left, right, plan.distance):
                    ids.append(doc)
                    frequencies.append(times * norms[doc])
            found.append((ids.tobytes(), frequencies.tobytes()))
        return kernel.union(segment.documents, False, found)  # noqa: FBT003

    def standing(self, number: int, leaf: Leaf, docs: Iterable[int]) -> dict[int, dict[str, Standing]] | None:
        """Where in some documents of a segment a word of the query stands, by document and field.

        None if it means so many words (a wildcard) that reading the documents is less work.
        """
        records = self._records(number, leaf)
        if sum(len(of_field.offsets) for of_field in records.values()) > MOST_RECORDS:
            return None
        wanted = sorted(docs)
        found: dict[int, dict[str, Standing]] = {doc: {} for doc in wanted}
        for field in records:
            for doc, places in self._positions(number, field, leaf, wanted).items():
                found[doc][field] = places
        return found

    def holding(self, number: int, word: Leaf, form: FormEntry, docs: Iterable[int]) -> set[int]:
        """Those documents of a segment in which a word stands in this exact form."""
        segment = self.view.segments[number]
        records = [
            (blob, entry.offsets[at], entry.lengths[at])
            for source in word.sources
            if isinstance(source, Stem) and (entry := segment.term(source.term)) and entry.number == form.term
            for field in word.fields
            if entry.lengths[at := FIELD_NUMBER[field]]
            and (blob := segment.postings(field, entry.offsets[at], entry.offsets[at] + entry.lengths[at]))
        ]
        wanted, role, found = array("I", sorted(docs)), array("I", [form.role]), set[int]()
        for blob, offset, length in records:
            one = array("Q", [offset]), array("I", [length]), role
            starts = array("I", kernel.positions(segment.documents, blob, *one, wanted)[0])
            found.update(
                doc for doc, first, last in zip(wanted, starts, starts[1:], strict=False) if first < last
            )
        return found

    def _positions(self, number: int, field: str, slot: Leaf, wanted: Iterable[int]) -> dict[int, Standing]:
        """Where a leaf stands in those of the documents that hold it; `wanted` ascends."""
        records = self._records(number, slot).get(field)
        if records is None:
            return {}
        segment = self.view.segments[number]
        blob = _verified(segment, field, records)
        docs = array("I", wanted)
        raw_starts, raw_positions, raw_whole = kernel.positions(
            segment.documents, blob, records.offsets, records.lengths, records.roles, docs
        )
        starts, positions, whole = array("I", raw_starts), array("I", raw_positions), raw_whole
        ranges = zip(docs, starts, starts[1:], strict=False)
        return {doc: (positions[start:end], whole[start:end]) for doc, start, end in ranges if start < end}

    def _records(self, number: int, leaf: Leaf) -> dict[str, Records]:
        """The posting records of a leaf by field; no field where it does not occur."""
        known = self._found.get((number, leaf))
        if known is not None:
            return known
        segment = self.view.segments[number]
        by_field: dict[str, Records] = {}
        if len(leaf.sources) == 1 and isinstance(leaf.sources[0], Pattern):
            by_field = self._found[number, leaf] = _matching(segment, leaf.sources[0].pattern, leaf.fields)
            if any(len(records.offsets) >= MAX_FORMS for records in by_field.values()):
                self.cut[leaf.text] = None
            return by_field
        for source in leaf.sources:
            for field, offset, length, role, weight in self._places(segment, source, leaf.fields):
                records = by_field.get(field)
                if records is None:
                    records = by_field[field] = Records(array("Q"), array("I"), array("I"), array("f"))
                records.offsets.append(offset)
                records.lengths.append(length)
                records.roles.append(role)
                records.weights.append(weight)
        found = self._found[number, leaf] = {
            field: by_field[field] for field in leaf.fields if field in by_field
        }
        return found

    def _places(
        self, segment: Segment, source: Source, fields: tuple[str, ...]
    ) -> Iterator[tuple[str, int, int, int, float]]:
        match source:
            case Stem(term, parts):
                entry = segment.term(term)
                if entry is not None:
                    role = ROLE_ALL if parts else ROLE_WHOLE
                    for field in fields:
                        number = FIELD_NUMBER[field]
                        if entry.lengths[number]:
                            yield field, entry.offsets[number], entry.lengths[number], role, 1.0
            case Exact(form):
                yield from self._forms(segment, ((form, 1.0),), fields)
            case Forms(forms):
                yield from self._forms(segment, forms, fields)
            case Pattern(pattern):
                for field, records in _matching(segment, pattern, fields).items():
                    offsets, lengths, roles, weights, _ = records
                    for record in zip(offsets, lengths, roles, weights, strict=True):
                        yield field, *record

    def _forms(
        self, segment: Segment, forms: tuple[tuple[str, float], ...], fields: tuple[str, ...]
    ) -> Iterator[tuple[str, int, int, int, float]]:
        for form, weight in forms:
            entry = segment.form(form)
            if entry is None:
                continue
            _, lengths, offsets = segment.terms.at(entry.term)
            for field in fields:
                number = FIELD_NUMBER[field]
                if lengths[number]:
                    yield field, offsets[number], lengths[number], entry.role, weight


def _matching(segment: Segment, pattern: str, fields: tuple[str, ...]) -> dict[str, Records]:
    """The records of the exact forms that match a pattern, by field; those of one term follow each other."""
    forms = segment.forms
    raw = pattern.encode("utf-8", "replace")
    first, last = forms.range_of(raw.partition(b"*")[0].partition(b"?")[0])
    found = array(
        "I", kernel.match_keys(forms.blocks, forms.offsets, forms.columns, first, last, raw, MAX_FORMS)
    )
    # Sorted by term, then by role: numbers of 64 bits, which are the pairs in memory.
    entries = sorted([term << 32 | role for term, role in zip(found[0::3], found[1::3], strict=True)])
    pairs = array("I", array("Q", entries).tobytes())
    roles, terms = pairs[0::2], pairs[1::2]
    columns = segment.terms.values_at(terms.tobytes())
    records = {}
    for field in fields:
        lengths, offsets = columns[FIELD_NUMBER[field]]
        if any(lengths):
            ones = array("f", [1.0]) * len(roles)
            starts, sizes = array("Q", offsets), array("I", lengths)
            # A later term lies behind: words with one beginning lie close together and are verified at once.
            records[field] = Records(starts, sizes, roles, ones, (starts[0], starts[-1] + sizes[-1]))
    return records


def _verified(segment: Segment, field: str, records: Records) -> memoryview:
    """The field's postings, verified where the records lie."""
    blob: memoryview | None = None
    if records.span != (0, 0):
        blob = segment.postings(field, *records.span)
    else:
        for offset, length in zip(records.offsets, records.lengths, strict=True):
            blob = segment.postings(field, offset, offset + length)
    return blob if blob is not None else memoryview(b"")


def _weight(plan: Plan) -> float:
    word = plan.word if isinstance(plan, Compound) else plan
    return word.weight if isinstance(word, Leaf) else 1.0


def _is_plain(plan: Plan) -> bool:
    return isinstance(plan, Leaf) and is_stems(plan)


def _is_condition(plan: Plan) -> bool:
    return isinstance(plan, DateWithin | PathLike | Without)


def is_stems(leaf: Leaf) -> bool:
    """Whether a word stands for terms, not for exact forms or a pattern."""
    sources = leaf.sources
    if len(sources) == 1:
        return type(sources[0]) is Stem
    return all(type(source) is Stem for source in sources)


def _is_simple(plan: Compound) -> bool:
    """Whether the kernel can look for it: each part is one term, in the fields of the word, as a part, too."""
    return is_stems(plan.word) and all(
        len(part.sources) == 1
        and type(part.sources[0]) is Stem
        and part.sources[0].parts
        and part.fields == plan.word.fields
        for part in plan.parts
    )


def _every(segment: Segment) -> Pair:
    if segment.live is None:
        ids = array("I", range(segment.documents))
    else:
        ids = array("I", (doc for doc in range(segment.documents) if segment.is_live(doc)))
    return ids.tobytes(), bytes(4 * len(ids))


def _with_path(segment: Segment, fits: Callable[[str], bool]) -> Pair:
    wanted = [fits(text.partition("\0")[2]) for text in segment.sources]
    ids = array("I", (doc for doc, source in enumerate(segment.source_of) if wanted[source]))
    return ids.tobytes(), bytes(4 * len(ids))
