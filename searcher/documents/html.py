"""HTML: the text a reader sees, its headings, and what the head says about title and date.

libxml2 reads events, no tree is built: nesting 100,000 deep is as good as flat. Of the parsers that make a
tree, lexbor took over 15 s for 100,000 nested `<div>`, and libxml2 itself drops all below 256 levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from time import thread_time
from typing import cast

from lxml import etree

from searcher.documents.dates import date_or_none
from searcher.documents.decode import Decoded, decode, final
from searcher.documents.parts import Parts, document
from searcher.documents.raw import at_most
from searcher.documents.structure import LONGEST_TITLE, Heading, shortened, zones
from searcher.documents.walk import SourceFile
from searcher.errors import DocumentError
from searcher.model import DateInterval, Document, Zone

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
# fmt: off
_NEVER_TEXT = frozenset((
    "script", "style", "template", "noscript", "iframe", "object", "svg", "canvas", "audio", "video",
))
_DROPPED = _NEVER_TEXT | {"nav"}
_PARAGRAPHS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "dir", "div", "dl",
    "fieldset", "figcaption", "figure", "footer", "form", "frameset", "header", "hgroup", "hr", "html",
    "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "ul", *_HEADINGS,
))
# fmt: on
_LINES = {"br", "dd", "dt", "li", "tr", "caption", "option", "legend", "thead", "tbody", "tfoot"}
_CELLS = {"td", "th"}
_DATE_NAMES = (
    "article:published_time",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "datepublished",
    "pubdate",
)
_CHARSET = re.compile(rb"""<meta\s[^>]{0,512}?charset\s*=\s*["']?\s*([-\w]{1,40})""", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"""\s*<\?xml\s[^>]{0,256}?encoding\s*=\s*["']([-\w]{1,40})""")
_HEAD_BYTES = 4096
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\f\r]+")
_FEED = 1 << 13  # between two of them the clock is looked at, and a signal is heard: of 64 KiB one took 1.7 s

# With elements that are never closed libxml2 takes time with the square of their number: 2 MiB took over a minute.
_SECONDS, _SECONDS_A_CHAR = 2.0, 0.2e-6


def read(file: SourceFile, pieces: Iterator[bytes], *, max_bytes: int) -> Iterator[Document]:
    """Read the one document of a `.html` file."""
    data = at_most(pieces, max_bytes)
    head = data[:_HEAD_BYTES]
    charset = _XML_CHARSET.match(head) or _CHARSET.search(head)
    decoded = decode(data, charset[1].decode() if charset else "")
    text, found = parts(decoded.text)
    yield document(file, Decoded(text, decoded.encoding), found)


def parts(markup: str) -> tuple[str, Parts]:
    r"""Extract the text of a page and what is known about it.

    The title is that of the head, else the first h1, which then is no heading any more. The lead is the
    paragraph that follows the first h1.

    >>> page = "<title>Besuch</title><h1>Reise</h1><p>Er <b>reist</b>.<script>x()</script><p>Mehr."
    >>> text, found = parts(page)
    >>> text, found.title, [zone.field for zone in found.zones]
    ('Reise\n\nEr reist.\n\nMehr.', 'Besuch', ['headings', 'lead', 'body'])
    """
    if not markup or markup.isspace():
        return "", Parts("", ())
    page = _parsed(markup, _Page(_DROPPED))
    if not page.blocks:
        # as in a page whose `nav` was never closed, or that is hidden until a script has run
        page = _parsed(markup, _Page(_NEVER_TEXT, hidden=True))
    text, headings = _joined(page.blocks)
    title = shortened("".join(page.title))
    first = next((heading for heading in headings if heading.level == 1), None)
    if not title and first is not None:
        title = shortened(text[first.start : first.end])
        if len(title) <= LONGEST_TITLE:
            headings.remove(first)
            return text, Parts(title, _without(text, headings, first), *page.date())
    return text, Parts(title, zones(text, 0, headings, lead=first.end if first else None), *page.date())


def _without(text: str, headings: list[Heading], title: Heading) -> tuple[Zone, ...]:
    """Find the zones, with the heading that became the title cut out."""
    cut = Heading(title.start, title.end, title.end, title.end, 1)
    return zones(text, 0, sorted([*headings, cut]), lead=title.end)


def _joined(blocks: list[tuple[int, str]]) -> tuple[str, list[Heading]]:
    """Join (level, text) blocks, with blank lines between them; those of a level above 0 are headings."""
    headings = []
    at = 0
    for level, block in blocks:
        if level:
            headings.append(Heading(at, at + len(block), at, at + len(block), level))
        at += len(block) + 2
    return "\n\n".join([block for _, block in blocks]), headings


def _parsed(markup: str, page: _Page) -> _Page:
    # huge_tree lifts libxml2's limits for texts and attributes; max_bytes has bounded both
    # lxml asks a target for what it has; the stubs ask for comments, too, and for names and texts in bytes
    target = cast("etree.ParserTarget", page)
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    started = thread_time()
    try:
        for at in range(0, len(markup), _FEED):
            parser.feed(markup[at : at + _FEED].encode())
            if thread_time() - started > _SECONDS + at * _SECONDS_A_CHAR:
                raise DocumentError("takes too long to read: its elements are never closed")
        parser.close()
    except etree.LxmlError as error:
        raise DocumentError(f"is no HTML that can be read: {error}") from error
    return page


class _Page:
    """Takes the parser's events and keeps blocks of text."""

    def __init__(self, dropped: frozenset[str], *, hidden: bool = False) -> None:
        self.blocks: list[tuple[int, str]] = []
        self.title: list[str] = []
        self._dates: dict[str, str] = {}
        self._dropped, self._dropping, self._depth = dropped, "", 0
        self._with_hidden = hidden
        self._in_title = False
        self._pre = 0
        self._level = 0
        self._block: list[str] = []
        self._gap = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._dropping:
            self._depth += tag == self._dropping
        elif tag in self._dropped or (attributes and not self._with_hidden and _is_hidden(attributes)):
            self._dropping, self._depth = tag, 1
        elif tag in _PARAGRAPHS:
            self._open(tag)
        elif tag in _LINES:
            self._gap = "\n"
        elif tag in _CELLS:
            self._gap = self._gap or " "
        elif tag == "title":
            # one in an image's description comes later and is not meant
            self._in_title = not self.title
        elif tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            self._dates.setdefault(name.lower(), attributes.get("content", ""))
        elif tag == "time":
            self._dates.setdefault("<time>", attributes.get("datetime", ""))

    def end(self, tag: str) -> None:
        if self._dropping:
            self._depth -= tag == self._dropping
            if not self._depth:
                self._dropping = ""
        elif tag in _PARAGRAPHS:
            self._close()
            self._level = 0
            self._pre -= tag == "pre" and self._pre > 0
        elif tag in _LINES:
            self._gap = "\n"
        elif tag == "title":
            self._in_title = False

    def data(self, text: str) -> None:
        if self._dropping:
            return
        if self._in_title:
            self.title.append(text)
        elif self._pre:
            self._block += [self._gap, text]
            self._gap = ""
        else:
            self._add(_SPACES.sub(" ", text))

    def close(self) -> None:
        self._close()

    def date(self) -> tuple[DateInterval | None, dict[str, str]]:
        """Choose the page's date; what is given as one and cannot be read is kept as it is."""
        given = [self._dates[name] for name in (*_DATE_NAMES, "<time>") if self._dates.get(name)]
        dates = (date_or_none(text) for text in given)
        date = next((date for date in dates if date is not None), None)
        return date, ({"date": given[0]} if given and date is None else {})

    def _add(self, text: str) -> None:
        words = text.strip(" ")
        if text.startswith(" "):
            self._gap = self._gap or " "
        if words:
            if self._block:
                self._block.append(self._gap)
            self._block.append(words)
            self._gap = " " if text.endswith(" ") else ""

    def _open(self, tag: str) -> None:
        level = _HEADINGS.get(tag, 0)
        if self._level and not self._block and not level:
            return  # a block in a heading that has no words yet
        self._close()
        self._level = level
        self._pre += tag == "pre"

    def _close(self) -> None:
        block = final("".join(self._block)).strip()
        if block:
            self.blocks.append((self._level, block))
        self._block, self._gap = [], ""


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element is one that its reader does not see."""
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return True
    return _HIDDEN.search(attributes.get("style", "")) is not None
