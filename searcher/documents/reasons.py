"""Reasons and sizes as people read them."""

from __future__ import annotations

import errno

# What is wrong with the file or folder itself, and will be so tomorrow.
_OF_THE_FILE = frozenset(
    {errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.ENXIO}
)
_LACKS = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM})
_SHORTAGES = _LACKS | {errno.EIO, errno.ESTALE, errno.ETIMEDOUT}


def is_passing(error: OSError) -> bool:
    """Whether a folder may well be listed the next time: its documents must not be taken for gone."""
    return error.errno not in _OF_THE_FILE


def is_lack(error: OSError) -> bool:
    """Whether the process lacks something: leaving a file out would not help."""
    return error.errno in _LACKS


def is_shortage(error: OSError) -> bool:
    """Whether the process lacks something, or a disk or a server fails, and no document is to blame."""
    return error.errno in _SHORTAGES


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
