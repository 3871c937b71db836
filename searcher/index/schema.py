"""The fields of the index and what is kept of each document besides the words.

Positions count from 0 in each field of a document; a field's zones follow one another without a gap.
"""

from __future__ import annotations

from searcher.model import FIELDS

# 1: the first format
# 2: exceptions of a posting record take two bytes, where none needs four
SEGMENT_VERSION = 2
SCHEMA_VERSION = 1

N_FIELDS = len(FIELDS)
FIELD_NUMBER = {name: number for number, name in enumerate(FIELDS)}

PART_WEIGHT = 0.3
"""What an occurrence as a part of a compound counts, in frequencies and in lengths (GERMAN.md section 2.3)."""

EXACT_MARK = "="
"""How Whoosh sees an exact form: the term `=häuser` beside the term `haus`."""
