"""What the tests of this folder share: a document made of fields, plans made of words, marks as text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from searcher.analysis import german
from searcher.model import FIELDS, Document, Zone
from searcher.query import plan
from searcher.snippets import Mark, merged

ANALYZER = german()
SEED = Path(__file__).parents[3] / "seeds" / "000_c11d820a8b29f7a9.txt"


def document(*fields: tuple[str, str], between: str = "\n\n") -> Document:
    """A document whose text is the given (field, text) pairs, one zone each."""
    text, zones = "", list[Zone]()
    for field, piece in fields:
        start = len(text) + (len(between) if text else 0)
        text = text + between + piece if text else piece
        zones.append(Zone(field, start, start + len(piece)))
    return Document("id", "path", "source", "", text, tuple(zones))


def body(text: str) -> Document:
    return document(("body", text))


def seed() -> Document:
    """The seed article with its lead, its body and its one section heading."""
    text = SEED.read_text("utf-8")
    lead = text.index("\n\n") + 2
    first = text.index("\n\n", lead)
    heading = text.index("Russland hat wichtige")
    heading_end = text.index("\n", heading)
    zones = (
        Zone("lead", lead, first),
        Zone("body", first, heading),
        Zone("headings", heading, heading_end),
        Zone("body", heading_end, len(text)),
    )
    return Document("seed", "seeds/seed.txt", "seed.txt", text[:first].splitlines()[0], text, zones)


def stem(text: str, *, parts: bool = True, weight: float = 1.0, fields: Sequence[str] = FIELDS) -> plan.Leaf:
    """A word and its inflected forms."""
    term = ANALYZER.form(text).terms[0].term
    return plan.Leaf(text, (plan.Stem(term, parts),), tuple(fields), weight)


def exact(text: str) -> plan.Leaf:
    return plan.Leaf(text, (plan.Exact(text.lower()),), FIELDS)


def pattern(text: str) -> plan.Leaf:
    return plan.Leaf(text, (plan.Pattern(text),), FIELDS)


def forms(*words: str) -> plan.Leaf:
    return plan.Leaf(words[0], (plan.Forms(tuple((word, 1.0) for word in words)),), FIELDS)


def phrase(*words: plan.Leaf, slop: int = 0, ordered: bool = True) -> plan.Sequence:
    return plan.Sequence(words, slop, ordered, FIELDS)


def marked(text: str, marks: Sequence[Mark]) -> str:
    """The text with brackets around its marks."""
    pieces, at = [], 0
    for start, end in merged(marks):
        pieces += [text[at:start], "[", text[start:end], "]"]
        at = end
    return "".join([*pieces, text[at:]])
