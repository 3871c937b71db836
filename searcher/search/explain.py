"""Why a document has its score: the plan again, with the number each part gave."""

from __future__ import annotations

from array import array
from bisect import bisect_left

from searcher.model import Explanation
from searcher.query.plan import (
    AllOf,
    AnyOf,
    Boosted,
    Compound,
    Leaf,
    Near,
    Plan,
    Sequence,
    Without,
    joined,
)
from searcher.search.bm25 import COMPOUND_WEIGHT, K1, idf
from searcher.search.evaluate import Evaluator, Pair, count
from searcher.search.topk import Place


def explain(evaluator: Evaluator, plan: Plan, place: Place) -> Explanation:
    """Explain one hit; the parts of "sum of" add up to its value."""
    words = _explain(evaluator, plan, place)
    added = (
        Explanation("stands early in the text or its headings", place.early),
        Explanation("letter 4-grams in common", place.grams),
    )
    parts = (words, *(part for part in added if part.value))
    both = Explanation("sum of", place.score / place.factor, parts) if len(parts) > 1 else words
    if place.factor == 1:
        return both
    why = "written as asked for" if place.factor > 1 else "below those with all"
    return Explanation(f"{place.factor:.3g} x, {why}", place.score, (both,))


def _explain(evaluator: Evaluator, plan: Plan, place: Place) -> Explanation:
    value = _score(evaluator.loosely(plan) if place.loose else evaluator.run(plan), place)
    words = joined(plan) if place.loose else ()
    if words:
        together = _explain(evaluator, plan, place._replace(loose=False))
        parts = [part for word in words if (part := _explain(evaluator, word, place)).value]
        apart = Explanation("sum of", sum(part.value for part in parts), tuple(parts))
        return Explanation("larger of the word and of its words", value or 0.0, (together, apart))
    match plan:
        case AllOf() | AnyOf():
            children = plan.children + plan.weighing if isinstance(plan, AllOf) else plan.children
            parts = [_explain(evaluator, child, place) for child in children]
            if place.loose:
                value = sum(part.value for part in parts)
            return Explanation("sum of", value or 0.0, tuple(part for part in parts if part.value))
        case Boosted(child, weight):
            return Explanation(f"{weight:g} x", value or 0.0, (_explain(evaluator, child, place),))
        case Without(kept, _):
            return Explanation("kept", value or 0.0, (_explain(evaluator, kept, place),) if kept else ())
        case Compound(word, parts_, _):
            shown = tuple(_explain(evaluator, part, place) for part in parts_)
            return Explanation(
                f"larger of the word and {COMPOUND_WEIGHT:g} x its parts",
                value or 0.0,
                (_explain(evaluator, word, place), *(part for part in shown if part.value)),
            )
        case Leaf() | Sequence() | Near():
            n = sum(map(count, evaluator.run(plan)))
            total = evaluator.view.documents
            label = f"{_name(plan)} (in {n} of {total} documents, idf {idf(n, total):.3f}"
            if value:
                # value = weight * idf * frequency * (k1 + 1) / (frequency + k1), solved for the frequency
                saturated = value / (plan.weight * idf(n, total))
                label += f", {saturated * K1 / (K1 + 1 - saturated):.2f} times by field and length"
            return Explanation(f"{label})", value or 0.0)
        case _:
            return Explanation(type(plan).__name__, value or 0.0)


def _name(plan: Leaf | Sequence | Near) -> str:
    if isinstance(plan, Leaf):
        return plan.text
    if isinstance(plan, Near):
        return f"{_name(plan.left)} near {_name(plan.right)}"
    return '"' + " ".join(slot.text for slot in plan.slots) + '"'


def _score(found: list[Pair], place: Place) -> float | None:
    ids, scores = found[place.segment]
    numbers = memoryview(ids).cast("I")
    at = bisect_left(numbers, place.doc)
    if at == len(numbers) or numbers[at] != place.doc:
        return None
    return array("f", scores[4 * at : 4 * at + 4])[0]
