"""snippets: texts and a plan in; the marks in them, and the pieces worth showing, out.

Knows no index, no files, no colours and no screen. Offsets are code points of `Document.text`.
"""

from searcher.snippets.excerpt import line_at, section_at
from searcher.snippets.locate import Locator, Mark, Standing, locate, merged, title_spans
from searcher.snippets.select import select
from searcher.snippets.words import Words

__all__ = [
    "Locator",
    "Mark",
    "Standing",
    "Words",
    "line_at",
    "locate",
    "merged",
    "section_at",
    "select",
    "title_spans",
]
