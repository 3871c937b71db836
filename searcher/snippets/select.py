"""Marks in, Snippets out: the pieces of a document that say most about the query."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from searcher.model import Document, Snippet, Span
from searcher.snippets.excerpt import MIN_WIDTH_CHARS, Frame, frame, render, section_at
from searcher.snippets.locate import Mark
from searcher.snippets.sentences import BLANK_LINE

# A window is worth the weights of the different query words in it, times these. Together they stay above 0.8:
# of two windows the one with more of the query's words wins.
_IN_FIELD = {
    "headings": 0.9,  # the section's heading is shown beside the snippet anyway
    "title": 0.4,  # a heading that the title repeats says nothing new
}
_OVER_PARAGRAPHS = 0.9
_SPREAD = 0.1  # what is lost when the words stand as far apart as the snippet is wide

_LIGHT = 0.45
"""Words below this weight (function words) are marked, but decide nothing unless there are no others."""

MOST_OF_A_WORD = 1000
"""So many occurrences of a word are weighed, so that a book does not take seconds."""

_SHOWN_BEFORE = 0.25
"""What a word still weighs for a document's next snippet when the ones before have shown it."""

_AT_A_TIME = 256  # windows that are compared before the clock is looked at: with many words, 20 ms

_VISIBLE = re.compile(r"\S")
_EDGES = 4  # the ellipses at both ends


class _Unit(NamedTuple):
    """A mark, or a phrase's marks: what is shown together or not at all. words: (leaf, weight), …."""

    start: int
    end: int
    words: tuple[tuple[int, float], ...]
    field: str


class _Window(NamedTuple):
    """Neighbouring units that one snippet could show."""

    value: float
    start: int
    end: int


def select(
    document: Document,
    marks: Sequence[Mark],
    *,
    count: int = 1,
    width_chars: int = 240,
    in_time: Callable[[], bool] = lambda: True,
) -> tuple[Snippet, ...]:
    """At most `count` snippets of at most `width_chars` characters, in the order of the text.

    The first choice is the window with the greatest weight of different query words; for each further one
    what was shown already counts less. Without marks in the text (the title matched, or only a date) its
    beginning is shown. in_time: asked before each further snippet, and now and then on the way to one.
    """
    width = max(width_chars, MIN_WIDTH_CHARS)
    in_text = [mark for mark in marks if mark.field != "title"]
    if not in_text:
        return _beginning(document, width)
    units = _in_title(document, _units(in_text, width - _EDGES))
    if len(units) > MOST_OF_A_WORD or any(unit.words[0][1] < _LIGHT for unit in units):
        units = _deciding(units, width)
    gaps = _Gaps(document, units, width)
    shown = list[Frame]()
    seen = dict[int, float]()
    while (
        len(shown) < count
        and (not shown or in_time())
        and (window := _Windows(units, gaps, seen, width - _EDGES).best(in_time))
    ):
        bounds = _bounds(document, window, shown)
        chosen = frame(document.text, Span(window.start, window.end), bounds, width_chars=width)
        shown.append(chosen)
        if len(shown) < count:
            inside = [unit for unit in units if unit.start < chosen.end and chosen.start < unit.end]
            seen |= {leaf: _SHOWN_BEFORE for unit in inside for leaf, _ in unit.words}
            units = [unit for unit in units if unit.end <= chosen.start or chosen.end <= unit.start]
            gaps = _Gaps(document, units, width)
    return tuple(
        render(document, piece, _spans_in(in_text, piece), section=section_at(document, piece.start))
        for piece in sorted(shown)
    )


def _spans_in(marks: Sequence[Mark], piece: Frame) -> list[Span]:
    return [Span(mark.start, mark.end) for mark in marks if mark.start < piece.end and piece.start < mark.end]


def _beginning(document: Document, width: int) -> tuple[Snippet, ...]:
    """Show the first sentences of the first zone that has any; a heading only if there is nothing else.

    Nothing of a text that is nothing but its title: that is shown anyway, and marked.
    """
    if document.text.strip("# \n") == document.title:
        return ()
    zones = sorted(document.zones, key=lambda zone: zone.field == "headings")
    for bounds in [Span(zone.start, zone.end) for zone in zones] or [Span(0, len(document.text))]:
        if visible := _VISIBLE.search(document.text, *bounds):
            piece = frame(document.text, Span(*visible.span()), bounds, width_chars=width)
            return (render(document, piece, (), section=section_at(document, piece.start)),)
    return ()


def _units(marks: Iterable[Mark], room: int) -> list[_Unit]:
    """Single marks, and phrases as one; a phrase that is wider than a snippet falls apart into its words."""
    units, phrases = list[_Unit](), dict[int, list[Mark]]()
    for mark in marks:
        start, end, weight, leaf, group, field = mark
        if group < 0:
            units.append(_Unit(start, end, ((leaf, weight),), field))
        else:
            phrases.setdefault(group, []).append(mark)
    for together in phrases.values():
        start, end = min(mark.start for mark in together), max(mark.end for mark in together)
        if end - start <= room:
            words = tuple((mark.leaf, mark.weight) for mark in together)
            units.append(_Unit(start, end, words, together[0].field))
        else:
            units += [
                _Unit(mark.start, mark.end, ((mark.leaf, mark.weight),), mark.field) for mark in together
            ]
    units.sort()
    return units


def _in_title(document: Document, units: list[_Unit]) -> list[_Unit]:
    """Tell apart the units of headings that the title repeats: their field is the title."""
    headings = [zone for zone in document.zones if zone.field == "headings"]
    repeated = [zone for zone in headings if document.text[zone.start : zone.end].strip() in document.title]
    if not repeated:
        return units
    return [
        unit._replace(field="title") if any(z.start <= unit.start < z.end for z in repeated) else unit
        for unit in units
    ]


def _deciding(units: list[_Unit], room: int) -> list[_Unit]:
    """Leave out words that weigh little, if there are others, and what comes too often and alone."""
    heavy = {leaf for unit in units for leaf, weight in unit.words if weight >= _LIGHT}
    if heavy:
        units = [unit for unit in units if any(leaf in heavy for leaf, _ in unit.words)]
    times = Counter(leaf for unit in units for leaf, _ in unit.words)
    rare = [unit.start for unit in units if any(times[leaf] <= MOST_OF_A_WORD for leaf, _ in unit.words)]
    left = dict.fromkeys(times, MOST_OF_A_WORD)
    kept = list[_Unit]()
    for unit in units:
        next_rare = bisect_left(rare, unit.start - room)
        if next_rare < len(rare) and rare[next_rare] <= unit.start + room:
            kept.append(unit)
        elif any(left[leaf] > 0 for leaf, _ in unit.words):
            kept.append(unit)
            for leaf, _ in unit.words:
                left[leaf] -= 1
    return kept


class _Gap(IntEnum):
    """What lies between a unit and the one before; no snippet goes over a border."""

    NONE = 0
    PARAGRAPH = 1
    BORDER = 2


class _Gaps:
    """What lies before each unit, found out when it is asked for: in a long text few are looked at."""

    def __init__(self, document: Document, units: Sequence[_Unit], width: int) -> None:
        self._document, self._units, self._width = document, units, width
        self._starts = [zone.start for zone in document.zones]
        self._known: list[_Gap | None] = [None] * len(units)

    def __getitem__(self, number: int) -> _Gap:
        gap = self._known[number]
        if gap is None:
            gap = self._known[number] = self._between(self._units[number - 1], self._units[number])
        return gap

    def _between(self, left: _Unit, right: _Unit) -> _Gap:
        if right.start - left.end > self._width or left.field != right.field:
            return _Gap.BORDER
        text, starts = self._document.text, self._starts
        first, last = bisect_right(starts, left.start) - 1, bisect_right(starts, right.start) - 1
        if first == last:
            return _Gap.PARAGRAPH if BLANK_LINE.search(text, left.start, right.start) else _Gap.NONE
        between = pairwise(self._document.zones[first : last + 1])
        if any(a.field != b.field or text[a.end : b.start].strip() for a, b in between):
            return _Gap.BORDER
        return _Gap.PARAGRAPH


@dataclass(frozen=True, slots=True)
class _Windows:
    """The windows of one document; `shown` says what the words that other snippets show still weigh."""

    units: Sequence[_Unit]
    gaps: _Gaps
    shown: dict[int, float]
    room: int

    def best(self, in_time: Callable[[], bool]) -> _Window | None:
        """Find the window of greatest value, the first of equal ones; None if there are no units.

        When the time is up it is the best of those looked at.
        """
        limit = self._limit()
        best: _Window | None = None
        for i in range(len(self.units)):
            window = self._best_from(i, limit, best.value if best else -1.0)
            if window is not None:
                best = window
                if best.value >= limit:
                    break  # all words side by side: nothing further on can be better
            if i % _AT_A_TIME == _AT_A_TIME - 1 and not in_time():
                break
        return best

    def _limit(self) -> float:
        """Give the value of a window that holds all words side by side."""
        top = dict[int, float]()
        for leaf, weight in {word for unit in self.units for word in unit.words}:
            top[leaf] = max(weight, top.get(leaf, 0.0))
        return sum(weight * self.shown.get(leaf, 1.0) for leaf, weight in top.items())

    def _best_from(self, i: int, limit: float, least: float) -> _Window | None:
        """Find the best window that begins with a unit, if it is worth more than `least`."""
        units, gaps, first = self.units, self.gaps, self.units[i]
        start, furthest, words, field = first
        end, past = furthest, start + self.room
        held = dict[int, float]()
        total = self._added(first, held)
        factor = _IN_FIELD.get(field, 1.0)
        value = total * factor
        for j in range(i + 1, len(units)):
            unit = units[j]
            if unit.end > past or total >= limit or gaps[j] == _Gap.BORDER:
                break
            if gaps[j] == _Gap.PARAGRAPH:
                factor = min(factor, _OVER_PARAGRAPHS)
            elif j == i + 1 and unit.words == words:
                break  # what begins with the next unit holds the same words, closer together
            furthest = max(furthest, unit.end)
            if added := self._added(unit, held):
                total += added
                spread = max(unit.start - first.end, 0) / self.room
                if (more := total * factor * (1 - _SPREAD * spread)) > value:
                    value, end = more, furthest
        return _Window(value, start, end) if value > least else None

    def _added(self, unit: _Unit, held: dict[int, float]) -> float:
        """Add a unit's words to those held; returns what that is worth."""
        added = 0.0
        for leaf, weight in unit.words:
            more = weight - held.get(leaf, 0.0)
            if more > 0:
                held[leaf] = weight
                added += more * self.shown.get(leaf, 1.0)
        return added


def _bounds(document: Document, window: _Window, shown: Sequence[Frame]) -> Span:
    """How far a snippet may reach: the zones its window lies in, without what other snippets show."""
    starts = [zone.start for zone in document.zones]
    first = document.zones[max(bisect_right(starts, window.start) - 1, 0)]
    last = document.zones[max(bisect_right(starts, window.end - 1) - 1, 0)]
    low = max([first.start, *(piece.end for piece in shown if piece.end <= window.start)])
    high = min([last.end, *(piece.start for piece in shown if piece.start >= window.end)])
    return Span(low, high)
