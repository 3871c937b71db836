"""Markdown: front matter, headings with marks. The text is shown and searched as it was written."""

from __future__ import annotations

from collections.abc import Iterator

from searcher.documents.dates import date_or_none
from searcher.documents.decode import decode
from searcher.documents.frontmatter import front_matter
from searcher.documents.parts import Parts, document
from searcher.documents.plain import title_line
from searcher.documents.raw import at_most
from searcher.documents.structure import LONGEST_TITLE, marked_lines, zones
from searcher.documents.walk import SourceFile
from searcher.model import Document


def read(file: SourceFile, pieces: Iterator[bytes], *, max_bytes: int) -> Iterator[Document]:
    """Read the one document of a `.md` file."""
    decoded = decode(at_most(pieces, max_bytes))
    yield document(file, decoded, parts(decoded.text))


def parts(text: str) -> Parts:
    r"""Title, zones, date and the rest of the front matter.

    The title is the front matter's, else the first heading if nothing stands before it, else a short first
    line.

    >>> found = parts("---\ndate: 2022-06\ntags: [Reise]\n---\n# Besuch\n\nEr reist.")
    >>> found.title, found.date.given, found.meta, found.zones
    ('Besuch', '2022-06', {'tags': ['Reise']}, (Zone(field='lead', start=46, end=55),))
    """
    meta, start = front_matter(text)
    headings = list(marked_lines(text, start, underlined=True))
    given = meta.pop("title", "")
    title = given if isinstance(given, str) else ", ".join(given)
    if not title and headings and not text[start : headings[0].start].strip():
        first = headings[0]
        title = text[first.text_start : first.text_end]
        if len(title) <= LONGEST_TITLE:
            del headings[0]
            start = first.end
    elif not title and start == 0 and not headings:
        title, start = title_line(text)
    written = meta.get("date")
    date = date_or_none(written) if isinstance(written, str) else None
    if date is not None:
        del meta["date"]
    return Parts(title, zones(text, start, headings, lead=start if title else None), date, meta)
