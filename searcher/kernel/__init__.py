"""kernel: loops over arrays, compiled where a compiler was there, in numpy elsewhere.

Arrays come in and go out as buffers of little-endian numbers (u32, u64, f32), so that a query needs no numpy.
Knows no files, no German, no query syntax. `native` and `reference` hold the same functions;
`SEARCHER_KERNEL=reference` asks for the second.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING or os.environ.get("SEARCHER_KERNEL") == "reference":
    from searcher.kernel import reference as kernel
else:
    try:
        from searcher.kernel import native as kernel
    except ImportError:
        from searcher.kernel import reference as kernel

COMPILED = kernel.__name__.endswith("native")
ROLE_ALL = 0xFFFFFFFF
"""Any occurrence; as a part of a compound it counts `part_weight`."""
ROLE_WHOLE = 0xFFFFFFFE
"""Occurrences as a whole word."""
ROLE_PART = 0
ROLE_OTHER = 1
"""A whole word whose exact form belongs to another term."""
ROLE_FIRST = 2
"""The first of the roles that stand for the exact forms of a term."""
BLOCK = 64
"""Keys in a block of a dictionary."""

__all__ = [
    "BLOCK",
    "COMPILED",
    "NOWHERE",
    "ROLE_ALL",
    "ROLE_FIRST",
    "ROLE_OTHER",
    "ROLE_PART",
    "ROLE_WHOLE",
    "kernel",
]
