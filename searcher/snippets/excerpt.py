"""A range of a text in, a Snippet out: cut where people would cut, on one line, marked exactly."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from searcher.model import Document, Snippet, Span
from searcher.snippets.locate import merged
from searcher.snippets.sentences import BLANK_LINE, sentence_ends

MIN_WIDTH_CHARS = 20
"""No snippet is asked to be narrower: a cut word of German needs as much."""

_CUT = len("… ") + len(" …")
_SMALL_WORDS = r"(?:und|oder|bzw|sowie|bis|als|wie|noch|statt)\b"
_UNTIDY = re.compile(
    # The first look decides for nearly every character: a quarter of the time. Then,
    # in the order of the alternatives: `Bundes-\nregierung` is one word; `DM-\nBundesmünze` keeps its hyphen;
    # soft hyphens are not shown; all other blanks (`Vor-\nund Nachteile`) are one blank, also around a soft hyphen
    rf"""(?=[-\u2010\xad\t\r\n]|[ ][ \xad\t\r\n]) (?:
        (?<=[^\W\d_A-ZÄÖÜ]) [-\u2010][ \t]*\r?\n[ \t]* (?=[a-zß-öø-ÿ]) (?!{_SMALL_WORDS})
      | (?<=\w[-\u2010]) [ \t]*\r?\n[ \t]* (?=\w) (?!{_SMALL_WORDS})
      | \xad+ (?:[ \t]*\r?\n[ \t]*)?
      | (?P<blank>[ ](?:\xad*[ \t\r\n])+ | [\t\r\n](?:\xad*[ \t\r\n])*)
    )""",
    re.VERBOSE,
)


class Frame(NamedTuple):
    """A range of the text to be shown, and whether it is cut out of a sentence at its start and its end."""

    start: int
    end: int
    cut_before: bool
    cut_after: bool


def frame(text: str, core: Span, bounds: Span, *, width_chars: int) -> Frame:
    """Choose what to show around `core`, within `bounds` (the zone or zones it lies in) and `width_chars`.

    Whole sentences of the core's paragraph as far as they fit; if the core's own sentence does not, as much
    of it as fits, cut between words. Only a width's distance on either side of the core is looked at, so the
    time does not depend on the length of the text.
    """
    width = max(width_chars, MIN_WIDTH_CHARS)
    low, high = max(bounds.start, core.start - width), min(bounds.end, core.end + width)
    starts_here, ends_here = low == bounds.start, high == bounds.end
    for blank in BLANK_LINE.finditer(text, low, core.start):
        low, starts_here = blank.end(), True
    if after_core := BLANK_LINE.search(text, core.end, high):
        high, ends_here = after_core.start(), True
    low += len(text[low : core.start]) - len(text[low : core.start].lstrip())
    high -= len(text[core.end : high]) - len(text[core.end : high].rstrip())

    ends = sentence_ends(text, low, high)
    starts = [low] * starts_here + [begin for _, begin in ends]
    stops = [end for end, _ in ends] + [high] * ends_here
    before = [start for start in starts if start <= core.start]
    after = [stop for stop in stops if stop >= core.end]
    if before and after and after[0] - before[-1] <= width:
        return _whole_sentences(before, after, width)
    sentence = before[-1] if before else None, after[0] if after else None
    return _cut_out(text, core, sentence, Span(low, high), width)


def _whole_sentences(before: list[int], after: list[int], width: int) -> Frame:
    """Take the sentence, with those after it and then those before it as far as all fit."""
    start = before[-1]
    end = max(stop for stop in after if stop - start <= width)
    start = min(begin for begin in before if end - begin <= width)
    return Frame(start, end, cut_before=False, cut_after=False)


def _cut_out(
    text: str, core: Span, sentence: tuple[int | None, int | None], around: Span, width: int
) -> Frame:
    """Cut a sentence that is too long: from its start or up to its end if the core is near, else around it.

    sentence: its start and its end, None where they are too far away to be seen.
    """
    begin, stop = sentence
    room = width - _CUT
    core = _whole_words(text, core, around, room)
    if begin is not None and core.end - begin <= room:
        start = begin
        end = _word_end(text, core.end, min(begin + room, around.end))
    elif stop is not None and stop - core.start <= room:
        start = _word_start(text, max(stop - room, around.start), core.start)
        end = stop
    else:
        spare = max(room - (core.end - core.start), 0)
        start = _word_start(text, max(core.start - spare // 2, around.start), core.start)
        end = _word_end(text, core.end, max(min(start + room, around.end), core.end))
    return Frame(start, end, cut_before=start != begin, cut_after=end != stop)


def _whole_words(text: str, core: Span, around: Span, room: int) -> Span:
    """Add to the core what is written together with it, if there is room; a longer core is cut."""
    start, end = core
    while start > around.start and not text[start - 1].isspace():
        start -= 1
    while end < around.end and not text[end].isspace():
        end += 1
    if end - start <= room:
        return Span(start, end)
    return Span(core.start, min(core.end, core.start + room))


def _word_start(text: str, low: int, high: int) -> int:
    """Find the first place from `low` where a word begins, `high` at the latest."""
    at = low
    if at > 0 and not text[at - 1].isspace():
        while at < high and not text[at].isspace():
            at += 1
    while at < high and text[at].isspace():
        at += 1
    return at


def _word_end(text: str, low: int, high: int) -> int:
    """Find the last place up to `high` where a word ends, `low` at the earliest."""
    at = high
    if at < len(text) and not text[at].isspace():
        while at > low and not text[at - 1].isspace():
            at -= 1
    while at > low and text[at - 1].isspace():
        at -= 1
    return at


def render(document: Document, shown: Frame, spans: Sequence[Span], *, section: str) -> Snippet:
    r"""Show a frame on one line: line breaks and runs of blanks are one blank, hyphenated words one word.

    `spans` are ranges of the document's text; what is outside the frame is left out.

    >>> document = Document("a", "a", "a", "", "der Bundes-\nrat  tagt", ())
    >>> render(document, Frame(0, 21, False, True), [Span(4, 15)], section="").marked("[", "]")
    'der [Bundesrat] tagt …'
    """
    edits = list[tuple[int, int]]()  # (where in the document, what is shorter from there on)
    pieces, at, lost = ["… "] if shown.cut_before else [], shown.start, 0
    for untidy in _UNTIDY.finditer(document.text, shown.start, shown.end):
        by = " " if untidy["blank"] else ""
        pieces += [document.text[at : untidy.start()], by]
        at = untidy.end()
        lost += len(untidy[0]) - len(by)
        edits.append((at, lost))
    pieces.append(document.text[at : shown.end])
    if shown.cut_after:
        pieces.append(" …")
    places = [place for place, _ in edits]
    shift = shown.start - (2 if shown.cut_before else 0)

    def moved(place: int) -> int:
        index = bisect_right(places, place) - 1
        return place - shift - (edits[index][1] if index >= 0 else 0)

    visible = [(max(start, shown.start), min(end, shown.end)) for start, end in spans]
    return Snippet(
        text="".join(pieces),
        line=document.text.count("\n", 0, shown.start) + 1,
        spans=merged(Span(moved(start), moved(end)) for start, end in visible if start < end),
        section=section,
    )


def line_at(document: Document, offset: int) -> int:
    """Count the lines up to a place of the text: the first line is 1."""
    return document.text.count("\n", 0, offset) + 1


def section_at(document: Document, offset: int) -> str:
    """Give the heading that a place stands under (or is part of), "" before the first one."""
    zones = document.zones
    for zone in reversed(zones[: bisect_right(zones, offset, key=lambda zone: zone.start)]):
        if zone.field == "headings":
            return " ".join(document.text[zone.start : zone.end].split())
    return ""
