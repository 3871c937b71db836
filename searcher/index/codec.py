"""Binds our segments to Whoosh."""

from __future__ import annotations

from collections.abc import Sequence


def toc_bytes(generation: int, segments: Sequence[tuple[str, int, str | None]]) -> bytes:
    """Whoosh's table of contents for these segments (file name, documents, name of the live-documents file)."""
    return b"placeholder"
