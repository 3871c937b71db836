"""Paths against a glob: `*` and `?` cross folders, `[…]` is a set; without any of them it may stand anywhere."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable


def matcher(glob: str) -> Callable[[str], bool]:
    """Tell whether a path fits, case ignored.

    >>> [matcher(glob)("Texte/2022/Bericht.txt") for glob in ("2022", "*.txt", "texte/*", "bericht.txt", "*.md")]
    [True, True, True, True, False]
    """
    wild = any(sign in glob for sign in "*?[")
    fits = re.compile(fnmatch.translate(glob.casefold() if wild else f"*{glob.casefold()}*")).match
    return lambda path: fits(path.casefold()) is not None
