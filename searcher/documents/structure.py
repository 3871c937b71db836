"""Where in a text its headings, lead and body lie: text and headings in, zones out.

A paragraph is what stands between blank lines. Paragraphs of the body that follow each other are one zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from searcher.model import Zone

SHORT_LINE = 100
"""A heading is a line of at most so many code points."""

LONGEST_TITLE = 500
"""A title is at most so long; what a longer line has to say stays in the text, too."""

# Bounds the memory for a text of nothing but short lines: what comes after so many is body.
_HEADINGS_MAX = 10_000

_BLANK_LINES = re.compile(r"\n\s*\n")
_MARK = re.compile(r"\n {0,3}(?:(#{1,6})[ \t]+([^\n]*)|(`{3,}|~{3,})|(=+|-{2,})[ \t]*(?=\n|\Z))")
_MARK_AT_START = re.compile(r" {0,3}(?:(#{1,6})[ \t]+([^\n]*)|(`{3,}|~{3,})|(\Z.))")
_ENDS_SENTENCE = re.compile(r"[.,;:…][\"'“”«»’)\]]*\Z")
_LISTED = re.compile(r"[-*+•–|>][ \t]|\|")


class Heading(NamedTuple):
    """A heading: the range it takes out of the body, and within that its words; level 1 is the highest."""

    start: int
    end: int
    text_start: int
    text_end: int
    level: int


def zones(text: str, start: int, headings: Iterable[Heading], *, lead: int | None = None) -> tuple[Zone, ...]:
    r"""Find the zones of `text[start:]`, given its headings in order.

    lead: `start` or the end of a heading; the first paragraph from there is the lead unless a heading is.

    >>> text = "Vorspann.\n\nA\n\nText.\n\nMehr."
    >>> [(zone.field, text[zone.start:zone.end]) for zone in zones(text, 0, short_lines(text, 0), lead=0)]
    [('lead', 'Vorspann.'), ('headings', 'A'), ('body', 'Text.\n\nMehr.')]
    """
    found: list[Zone] = []
    at = start
    for heading in headings:
        if at == lead:
            at = _add_lead(found, text, at, heading.start)
        _add(found, "body", text, at, heading.start)
        _add(found, "headings", text, heading.text_start, heading.text_end)
        at = heading.end
    if at == lead:
        at = _add_lead(found, text, at, len(text))
    _add(found, "body", text, at, len(text))
    return tuple(found)


def short_lines(text: str, start: int) -> Iterator[Heading]:
    """Find headings without marks: single short lines between blank lines that do not end like a sentence.

    What nothing follows is the heading of nothing: a text of one line, a name below an article.
    """
    waiting = list[Heading]()
    found = 0
    for first, last in paragraphs(text, start):
        if last - first <= SHORT_LINE and is_heading_line(text[first:last]):
            waiting.append(Heading(first, last, first, last, 2))
            found += 1
            if found == _HEADINGS_MAX:
                break
        elif waiting:
            yield from waiting
            waiting.clear()
    if found == _HEADINGS_MAX:
        yield from waiting


def is_heading_line(line: str) -> bool:
    r"""Whether a short paragraph can be a heading.

    >>> [is_heading_line(line) for line in ("Was nun?", "Er ging.", "- Milch", "zwei\nZeilen", "***")]
    [True, False, False, False, False]
    """
    return (
        "\n" not in line
        and not _ENDS_SENTENCE.search(line.rstrip())
        and not _LISTED.match(line)
        and any(map(str.isalnum, line))
    )


def marked_lines(text: str, start: int, *, underlined: bool = False) -> Iterator[Heading]:
    r"""Find headings with marks, as in Markdown: `# Heading`, and underlined lines if asked for.

    Fenced code has none.

    `start` is the beginning of a line.

    >>> text = "# A #\n```\n# no\n```\n## B"
    >>> [text[heading.text_start : heading.text_end] for heading in marked_lines(text, 0)]
    ['A', 'B']
    """
    fence = ""
    found = 0
    for hit in _marks(text, start, underlined=underlined):
        marks, words, fenced, line = hit.groups()
        begin = hit.end() - len(hit[0].lstrip("\n"))
        if fence:
            if fenced and fenced.startswith(fence):
                fence = ""
            continue
        if fenced:
            fence = fenced
        elif marks:
            yield Heading(begin, hit.end(), hit.start(2), hit.start(2) + len(_unclosed(words)), len(marks))
            found += 1
        elif underlined and (above := _line_above(text, start, hit.start())) is not None:
            yield Heading(above, hit.end(), above, hit.start(), 1 if line[0] == "=" else 2)
            found += 1
        if found == _HEADINGS_MAX:
            return


def paragraphs(text: str, start: int, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Find the ranges between blank lines, without the white space around them."""
    at, last = start, len(text) if end is None else end
    for gap in _BLANK_LINES.finditer(text, start, last):
        if trimmed := trim(text, at, gap.start()):
            yield trimmed
        at = gap.end()
    if trimmed := trim(text, at, last):
        yield trimmed


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Give the range without white space at its ends; None if nothing else is in it."""
    piece = text[start:end]
    right = piece.rstrip()
    if not right:
        return None
    return start + len(right) - len(right.lstrip()), start + len(right)


def shortened(title: str) -> str:
    """Make a title of at most LONGEST_TITLE code points, on one line."""
    words = " ".join(title[: 4 * LONGEST_TITLE].split())
    if len(words) <= LONGEST_TITLE:
        return words
    before, _, cut = words[:LONGEST_TITLE].rpartition(" ")
    return f"{before or cut} …"


def _marks(text: str, start: int, *, underlined: bool) -> Iterator[re.Match[str]]:
    if not underlined and "```" not in text and "~~~" not in text:
        yield from _number_signs(text, start)
        return
    if start == 0 and (first := _MARK_AT_START.match(text)):
        yield first
    yield from _MARK.finditer(text, max(0, start - 1))


def _number_signs(text: str, start: int) -> Iterator[re.Match[str]]:
    """Find the same marks where there can be no others, in a third of the time."""
    at = text.find("#", start)
    while at >= 0:
        line = text.rfind("\n", start, at)
        hit = _MARK.match(text, line) if line >= start else _MARK_AT_START.match(text, start)
        if hit:
            yield hit
        end = text.find("\n", at)
        at = text.find("#", end) if end >= 0 else -1


def _unclosed(words: str) -> str:
    """Give a heading's words without the marks that may close it."""
    trimmed = words.rstrip()
    without = trimmed.rstrip("#")
    return without.rstrip() if not without or without[-1] in " \t" else trimmed


def _line_above(text: str, start: int, end: int) -> int | None:
    """Where the line that ends at `end` begins, if it is a paragraph of its own."""
    begin = text.rfind("\n", start, end) + 1 or start
    if not text[begin:end].strip():
        return None
    before = text.rfind("\n", start, max(start, begin - 1)) + 1 or start
    return begin if begin == start or not text[before:begin].strip() else None


def _add(found: list[Zone], field: str, text: str, start: int, end: int) -> None:
    if start < end and (trimmed := trim(text, start, end)):
        found.append(Zone(field, *trimmed))


def _add_lead(found: list[Zone], text: str, start: int, end: int) -> int:
    first = next(paragraphs(text, start, end), None)
    if first is None:
        return start
    found.append(Zone("lead", *first))
    return first[1]
