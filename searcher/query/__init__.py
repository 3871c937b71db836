"""query: one line in, a tree of what was asked, and a plan of what that means to the index.

`parse` reads the line into nodes (`nodes.py`), or says where it cannot be understood; `describe` writes
nodes in words, `to_query` in query syntax; `written_out` completes shortened words; `rewrite` turns words into
terms (`plan.py`); `suggest` corrects what found nothing (`misspelt.py`). Knows the
analysis; knows no index, no scores and no screen.
"""

from __future__ import annotations

from searcher.query.describe import describe
from searcher.query.mentioned import words_of
from searcher.query.parser import parse
from searcher.query.rewrite import not_required, rewrite
from searcher.query.suggest import suggest
from searcher.query.syntax import to_query

__all__ = ["describe", "not_required", "parse", "rewrite", "suggest", "to_query", "words_of"]
