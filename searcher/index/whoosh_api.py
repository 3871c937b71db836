"""The one door to Whoosh, for both distributions that carry it: `whoosh` 2.7.4 and `whoosh3`, under one import name.

2.7.4 warns about its own string literals while Python compiles it; that is nobody's business here.
"""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import __version__ as VERSION  # noqa: N812 - it is a constant, and is called like one
    from whoosh import query as stock_query
    from whoosh.analysis import Analyzer as WhooshAnalyzer
    from whoosh.analysis import Token as WhooshToken
    from whoosh.codec.base import Automata, Codec, FieldCursor, PerDocumentReader, TermsReader
    from whoosh.codec.base import Segment as WhooshSegment
    from whoosh.fields import ID, NUMERIC, STORED, TEXT, Schema
    from whoosh.filedb.structfile import StructFile
    from whoosh.index import _CURRENT_TOC_VERSION as TOC_VERSION
    from whoosh.matching import AndNotMatcher, ListMatcher
    from whoosh.query.spans import SpanNear2, SpanOr
    from whoosh.reading import TermInfo
    from whoosh.system import _FLOAT_SIZE, _INT_SIZE, _LONG_SIZE

NUMBER_SIZES = (_INT_SIZE, _LONG_SIZE, _FLOAT_SIZE)

__all__ = [
    "ID",
    "NUMBER_SIZES",
    "NUMERIC",
    "STORED",
    "TEXT",
    "TOC_VERSION",
    "VERSION",
    "AndNotMatcher",
    "Automata",
    "Codec",
    "FieldCursor",
    "ListMatcher",
    "PerDocumentReader",
    "Schema",
    "SpanNear2",
    "SpanOr",
    "StructFile",
    "TermInfo",
    "TermsReader",
    "WhooshAnalyzer",
    "WhooshSegment",
    "WhooshToken",
    "stock_query",
]
