"""What is on each line of an answer for people; the printers decide how it looks.

Pieces hold text as it is: `show_text` and `show_rich` clean every one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from searcher.model import Document, Explanation, Hit, Results, Span
from searcher.terminal.amounts import amount, duration


class Piece(NamedTuple):
    """Some text and what it is: a key of `show_rich.STYLES`. `file`: the path it stands for."""

    text: str
    style: str = ""
    file: str = ""


class Line(NamedTuple):
    """One line, before it is wrapped; a wrapped one goes on under its first piece.

    label: stands in the place of the indent, on the first row only, and is as wide.
    """

    pieces: tuple[Piece, ...] = ()
    indent: int = 0
    label: Piece | None = None


MARK = "mark"
_WHITE = re.compile(r"\s+")
_ON_A_LINE = re.compile(r"\S(?:[^\n]*\S)?")


def marked(text: str, spans: Sequence[Span], style: str = "") -> tuple[Piece, ...]:
    """Return the text cut at the borders of its spans.

    >>> marked("im Haus", [Span(3, 7)])
    (Piece(text='im ', style='', file=''), Piece(text='Haus', style='mark', file=''))
    """
    pieces, at = [], 0
    for start, end in spans:
        pieces += [Piece(text[at:start], style), Piece(text[start:end], MARK)]
        at = end
    pieces.append(Piece(text[at:], style))
    return tuple(piece for piece in pieces if piece.text)


def result_lines(results: Results) -> Iterator[Line]:
    """Return the hits, best first, and then the facets."""
    indent = len(str(results.offset + len(results.hits))) + 2
    for number, hit in enumerate(results.hits):
        if number:
            yield Line()
        yield from _hit_lines(hit, indent)
    for name, counts in results.facets.items():
        if not counts:
            continue
        if results.hits:
            yield Line()
        yield Line((Piece(name, "label"),))
        shown = [(value or "no date", count) for value, count in counts]
        width = max(len(value) for value, _ in shown)
        for value, count in shown:
            yield Line((Piece(f"{value:<{width}}  ", "facet"), Piece(f"{count:,}", "number")), 2)


def _hit_lines(hit: Hit, indent: int) -> Iterator[Line]:
    title = marked(hit.title, hit.title_spans, "title") if hit.title else (Piece(hit.id, "title"),)
    yield Line(_flat(title), indent, Piece(f"{hit.rank:>{indent - 2}}  ", "rank"))
    # No snippets were asked for: then no line is known either.
    line = f":{hit.line}" if hit.line else ""
    if hit.path.endswith(hit.id):
        where = [Piece(f"{hit.path}{line}", "path", hit.path)]
    else:  # one of many documents of a file: `show` asks for its id
        file = [Piece(hit.path, "path", hit.path), Piece(" · ", "dim")] if hit.path != "-" else []
        where = [*file, Piece(f"{hit.id}{line}", "path")]
    if hit.date is not None:
        where += [Piece(" · ", "dim"), Piece(hit.date.given, "date")]
    if hit.section and hit.section not in hit.title:
        where += [Piece(" · ", "dim"), *_flat((Piece(hit.section, "section"),))]
    yield Line(tuple(where), indent)
    for snippet in hit.snippets:
        place = (Piece(f"{snippet.line}: ", "dim"),) if len(hit.snippets) > 1 else ()
        yield Line((*place, *_flat(marked(snippet.text, snippet.spans))), indent)
    if hit.explanation is not None:
        yield from _explanation_lines(hit.explanation, indent)


def _explanation_lines(explanation: Explanation, indent: int) -> Iterator[Line]:
    yield Line((Piece(f"{explanation.value:.4f}", "number"), Piece(f"  {explanation.label}", "dim")), indent)
    for part in explanation.parts:
        yield from _explanation_lines(part, indent + 2)


def _flat(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the pieces with every run of white space as one blank: titles and snippets are one line each."""
    return tuple(piece._replace(text=_WHITE.sub(" ", piece.text)) for piece in pieces)


def document_lines(document: Document, spans: Sequence[Span]) -> Iterator[Line]:
    """Return a whole document: what it is, a blank line, its text."""
    yield Line(_flat((Piece(document.title or document.id, "title"),)))
    date = [Piece(document.date.given, "date"), Piece(" · ", "dim")] if document.date else []
    encoding = [Piece(f" · {document.encoding}", "dim")] if document.encoding != "utf-8" else []
    yield Line((*date, Piece(document.path, "path", document.path), *encoding))
    yield Line()
    yield from text_lines(document.text, spans)


def text_lines(text: str, spans: Sequence[Span] = ()) -> Iterator[Line]:
    """Return the lines of a text; a span may go over the end of one, and the blanks there are not marked."""
    line: list[Piece] = []
    on_lines = [
        Span(start + found.start(), start + found.end())
        for start, end in spans
        for found in _ON_A_LINE.finditer(text[start:end])
    ]
    for piece in marked(text.rstrip("\n"), on_lines):
        first, *rest = piece.text.split("\n")
        line += [piece._replace(text=first)] if first else []
        for part in rest:
            yield Line(tuple(line))
            line = [piece._replace(text=part)] if part else []
    yield Line(tuple(line))


def summary(results: Results) -> str:
    """Return the one line below the hits: how many there are, which of them were shown, how long it took.

    >>> summary(Results("x", "x", (), None, 0, 0, 0.42, ()))
    'nothing found · 0.42 ms'
    """
    time = duration(results.took_ms / 1000)
    if not results.total and not results.hits:
        return f"nothing found · {time}"
    total = amount(results.total, "document")
    if results.offset and not results.hits:
        return f"no hit after the first {results.offset:,}: {total} · {time}"
    shown = len(results.hits)
    first, last = results.offset + 1, results.offset + shown
    if not shown or (first == 1 and last == results.total):
        return f"{total} · {time}"
    if last > results.total:  # those with some of the words follow; `notes` says so
        return f"{total} · shown {first:,}–{last:,} · {time}"
    return f"{first:,}–{last:,} of {total} · {time}"
