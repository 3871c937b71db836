"""Plain text: the seed's form with its date line, and any other text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from searcher.documents.dates import date_or_none
from searcher.documents.decode import decode
from searcher.documents.parts import Parts, document
from searcher.documents.raw import at_most
from searcher.documents.structure import LONGEST_TITLE, Heading, paragraphs, short_lines, zones
from searcher.documents.walk import SourceFile
from searcher.model import Document

_DATE_LINE = re.compile(r"\s*date[ \t]+(\d{4}[-\d]*)(?!\S)[ \t]*([^\n]*)")

# A first line is a title if it is so short; the seed's form says itself which line it is, whatever its
# length.
_SHORT_TITLE = 120

# Narrower paragraphs are no wrapped prose, but lines that end where their author wanted.
_NARROWEST_WRAP = 50


def read(file: SourceFile, pieces: Iterator[bytes], *, max_bytes: int) -> Iterator[Document]:
    """Read the one document of a `.txt` file."""
    decoded = decode(at_most(pieces, max_bytes))
    yield document(file, decoded, parts(decoded.text))


def parts(text: str) -> Parts:
    r"""Title, zones and date of a text.

    >>> found = parts(" date 2022-06 Besuch\n\nEr reist.\n\nDer Anlass\n\nEs geht um viel.")
    >>> found.title, found.date.given, [zone.field for zone in found.zones]
    ('Besuch', '2022-06', ['lead', 'headings', 'body'])
    """
    if line := _DATE_LINE.match(text):
        return _dated(text, line)
    title, start = title_line(text)
    return Parts(title, zones(text, start, short_lines(text, start), lead=start if title else None))


def title_line(text: str) -> tuple[str, int]:
    r"""Find the first line if it is a title, and where the rest begins; ("", 0) if it belongs to the text.

    A title is short, and it is not the first line of a wrapped paragraph.

    >>> title_line("Kurz\nText."), title_line("Die Regierung hat in dieser Woche\nbeschlossen, es zu tun.")
    (('Kurz', 5), ('', 0))
    """
    first = next(paragraphs(text, 0), None)
    if first is None:
        return "", 0
    lines = text[first[0] : first[1]].split("\n", 20)
    title = lines[0].rstrip()
    if len(title) > _SHORT_TITLE or not any(map(str.isalnum, title)):
        return "", 0
    if len(lines) > 1 and _is_wrapped(lines[:20]):
        return "", 0
    return title, min(first[0] + len(lines[0]) + 1, len(text))


def _dated(text: str, line: re.Match[str]) -> Parts:
    date, meta = date_or_none(line[1]), dict[str, Any]()
    if date is None:
        meta["date"] = line[1]
    # a title that is too long to be one is shown cut, but stays searchable as a whole
    start = line.end() if len(line[2]) <= LONGEST_TITLE else line.start(2)
    return Parts(line[2].strip(), zones(text, start, _after_lead(text, start), lead=start), date, meta)


def _after_lead(text: str, start: int) -> Iterator[Heading]:
    """Find the headings; what follows the date line is the lead even if it looks like one."""
    lead = next(paragraphs(text, start), None)
    return (heading for heading in short_lines(text, start) if lead is None or heading.start != lead[0])


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the first line ends only because the next word did not fit: true for prose of a fixed width."""
    following = lines[1].split(maxsplit=1)
    if following and following[0][:1].islower():
        return True
    width = max(map(len, lines))
    return width >= _NARROWEST_WRAP and len(lines[0]) + 1 + len(following[0] if following else "") > width
