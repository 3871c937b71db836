"""Reasons and sizes as people read them."""

from __future__ import annotations


def why(error: OSError | ValueError) -> str:
    """Say the reason of an error with a file, in the system's words, without the file's name."""
    return ((error.strerror if isinstance(error, OSError) else "") or str(error)).lower()


def in_words(size: int) -> str:
    """Write a size for people.

    >>> in_words(32 << 20), in_words(1500), in_words(12)
    ('32 MiB', '1.5 KiB', '12 bytes')
    """
    for unit, name in ((1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")):
        if size >= unit:
            return f"{round(size / unit, 1):g} {name}"
    return f"{size} bytes"
