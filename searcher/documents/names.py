"""File names as text: always valid UTF-8, never two names made one."""

from __future__ import annotations

import os
import re

_LIKE_AN_ESCAPE = re.compile(r"\\(?=x[0-9a-f]{2})")
_UNDECODABLE = re.compile(r"[\udc80-\udcff]")


def visible(name: str) -> str:
    r"""Write the name with every byte that is not UTF-8 written as `\xNN`, whatever the locale.

    A backslash that would read like such an escape becomes `\x5c`, so that different names stay different.

    >>> visible("gr\udcfcn.txt"), visible(r"gr\xfcn.txt"), visible("grün.txt")
    ('gr\\xfcn.txt', 'gr\\x5cxfcn.txt', 'grün.txt')
    """
    if name.isascii() and "\\" not in name:
        return name
    text = os.fsencode(name).decode("utf-8", "surrogateescape")
    text = _LIKE_AN_ESCAPE.sub(r"\\x5c", text)
    return _UNDECODABLE.sub(lambda found: f"\\x{ord(found[0]) - 0xDC00:02x}", text)
