"""A plan as a tree of Whoosh's own queries, so that stock searchers can run it on the same index.

Whoosh sees one posting list a term for words and parts alike, and each exact form as a term with a mark
before it. So three things are only near to what `searcher` finds: `--no-compounds` still finds parts,
truncation has no umlaut-less twins, and of more than two words in any order the gaps count in pairs.

Loaded only for Whoosh: importing it takes longer than a whole search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from searcher.index.whoosh_api import AndNotMatcher, SpanNear2, SpanOr
from searcher.index.whoosh_api import stock_query as stock
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
    Stem,
    Without,
)

EXACT_MARK = "="
DATE_FIRST, DATE_LAST, PATH = "date_from", "date_to", "path"
"""Fields of the schema: days as ordinals (NUMERIC), and the path in lower case (ID)."""

PARTS_WEIGHT = 0.7
"""What a compound's scattered parts count against the word itself (GERMAN.md section 2.4)."""


class _Near(SpanNear2):  # type: ignore[misc]
    """SpanNear2, whose estimates name a variable that Whoosh 2.7.4 does not have."""

    def _and_query(self) -> Any:
        return stock.And(self.qs)


class _AnyOf(SpanOr):  # type: ignore[misc]
    """SpanOr, with the estimates that Whoosh asks for and it has not."""

    def estimate_size(self, reader: Any) -> int:
        """Return documents at most."""
        return int(sum(query.estimate_size(reader) for query in self.subqs))

    def estimate_min_size(self, reader: Any) -> int:
        """Return documents at least."""
        return int(max(query.estimate_min_size(reader) for query in self.subqs))


class _AndNotMatcher(AndNotMatcher):  # type: ignore[misc]
    """AndNotMatcher, which in 2.7.4 keeps its first document though it is excluded.

    It looks for the excluded side's first document only, and not for the first that is not before its own; and it
    reads a document of a side that was skipped to its end.
    """

    def _find_first(self) -> None:
        self._find_next()

    def _find_next(self) -> bool:
        return bool(self.a.is_active() and self.b.is_active() and super()._find_next())


class _AndNot(stock.AndNot):  # type: ignore[misc]
    """AndNot by that matcher.

    Require with a Not would do for `docs`, but `search` runs Require as if it were AndNot (2.7.4).
    """

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        kept = self.a.matcher(searcher, context)
        return _AndNotMatcher(kept, self.b.matcher(searcher, searcher.boolean_context()))


def to_whoosh(plan: Plan, weight: float = 1.0) -> Any:
    """Translate a plan; what is multiplied by `weight` are the boosts of its terms.

    >>> to_whoosh(Leaf("Häuser", (Stem("haus"), Exact("häuser")), ("body",)))
    Or([Term('body', 'haus'), Term('body', '=häuser')])
    """
    return _TRANSLATIONS[type(plan)](plan, weight)


def _leaf(leaf: Leaf, weight: float) -> Any:
    return _either(query for field in leaf.fields for query in _terms(leaf, field, weight * leaf.weight))


def _terms(leaf: Leaf, field: str, weight: float) -> list[Any]:
    terms: list[Any] = []
    for source in leaf.sources:
        if isinstance(source, Stem):
            terms.append(stock.Term(field, source.term, boost=weight))
        elif isinstance(source, Exact):
            terms.append(stock.Term(field, EXACT_MARK + source.form, boost=weight))
        elif isinstance(source, Forms):
            terms += [stock.Term(field, EXACT_MARK + form, boost=weight * w) for form, w in source.forms]
        else:
            terms.append(_pattern(source, field, weight))
    return terms


def _pattern(source: Pattern, field: str, weight: float) -> Any:
    fixed = source.pattern.rstrip("*")
    # constantscore=False: only then do they have spans, which phrases need
    if fixed + "*" == source.pattern and "*" not in fixed and "?" not in fixed:
        return stock.Prefix(field, EXACT_MARK + fixed, boost=weight, constantscore=False)
    return stock.Wildcard(field, EXACT_MARK + source.pattern, boost=weight, constantscore=False)


def _compound(compound: Compound, weight: float) -> Any:
    scattered = Sequence(compound.parts, compound.window, ordered=False, fields=compound.word.fields)
    return stock.DisjunctionMax([_leaf(compound.word, weight), _sequence(scattered, weight * PARTS_WEIGHT)])


def _sequence(sequence: Sequence, weight: float) -> Any:
    return _either(_in_field(sequence, field, weight) for field in sequence.fields)


def _near(near: Near, weight: float) -> Any:
    return _either(
        _Near(
            [_in_field(side, field, weight * near.weight) for side in (near.left, near.right)],
            slop=near.distance + 1,
            ordered=False,
        )
        for field in near.fields
    )


def _in_field(side: Leaf | Sequence, field: str, weight: float) -> Any:
    """Translate to spans of one field."""
    if isinstance(side, Leaf):
        terms = _terms(side, field, weight * side.weight)
        return terms[0] if len(terms) == 1 else _AnyOf(terms) if terms else stock.NullQuery
    slots = [_in_field(slot, field, weight * side.weight) for slot in side.slots]
    return _Near(slots, slop=side.slop + 1, ordered=side.ordered)


def _either(queries: Iterable[Any]) -> Any:
    some = list(queries)
    return some[0] if len(some) == 1 else stock.Or(some) if some else stock.NullQuery


def _all_of(plan: AllOf, weight: float) -> Any:
    # A filter adds the same constant to all scores; Require would not, but see _AndNot.
    asked = stock.And([to_whoosh(child, weight) for child in plan.children])
    if not plan.weighing:
        return asked
    return stock.AndMaybe(asked, _either(to_whoosh(child, weight) for child in plan.weighing))


def _without(plan: Without, weight: float) -> Any:
    # Not a Not inside of an And, which adds 1 to every score.
    kept = stock.Every() if plan.kept is None else to_whoosh(plan.kept, weight)
    return _AndNot(kept, to_whoosh(plan.excluded))


def _date(dates: DateWithin, _weight: float) -> Any:
    limits = []
    if dates.last is not None:
        limits.append(stock.NumericRange(DATE_FIRST, None, dates.last))
    if dates.first is not None:
        limits.append(stock.NumericRange(DATE_LAST, dates.first, None))
    return stock.And(limits) if limits else stock.Every()


def _path(path: PathLike, _weight: float) -> Any:
    glob = path.glob.lower()
    pattern = glob if "*" in glob or "?" in glob else f"*{glob}*"
    return stock.Wildcard(PATH, pattern)


_TRANSLATIONS: dict[type, Callable[[Any, float], Any]] = {
    Leaf: _leaf,
    Compound: _compound,
    Sequence: _sequence,
    Near: _near,
    AllOf: _all_of,
    AnyOf: lambda plan, weight: _either(to_whoosh(child, weight) for child in plan.children),
    Without: _without,
    Boosted: lambda plan, weight: to_whoosh(plan.child, weight * plan.weight),
    DateWithin: _date,
    PathLike: _path,
    All: lambda _plan, _weight: stock.Every(),
}
