"""Patterns of `--exclude`."""

from __future__ import annotations

import pytest

from searcher.documents import matcher


@pytest.mark.parametrize(
    ("pattern", "path", "meant"),
    [
        ("*.txt", "a/b.txt", True),
        ("*.txt", "b.txt.gz", False),
        ("alt", "x/alt", True),
        ("alt/", "x/alt", True),
        ("x/*.txt", "x/a.txt", True),
        ("x/*.txt", "x/y/a.txt", False),
        ("x/*.txt", "z/x/a.txt", False),
        ("./x/*.txt", "x/a.txt", True),
        ("**/a.txt", "a.txt", True),
        ("**/a.txt", "x/y/a.txt", True),
        ("x/**", "x/y/z", True),
        ("x/**/z", "x/z", True),
        ("x/**/z", "x/y/w/z", True),
        ("?.txt", "a.txt", True),
        ("?.txt", "ab.txt", False),
        ("[ab].txt", "b.txt", True),
        ("[!ab].txt", "b.txt", False),
        ("[!ab].txt", "c.txt", True),
        ("[]].txt", "].txt", True),
        ("[^a].txt", "^.txt", True),
        ("[a-c]*", "bild.txt", True),
        ("[", "[", True),
        ("a[", "a[", True),
        ("[z-a]", "z-a", False),
        ("[z-a]", "[z-a]", True),
        ("(.+)", "(.+)", True),
        ("a\nb", "a\nb", True),
        ("*", "a\nb", True),
        ("", "a", False),
        ("/", "a", False),
    ],
)
def test_pattern(pattern: str, path: str, *, meant: bool) -> None:
    assert matcher([pattern])(path) is meant


def test_several() -> None:
    meant = matcher(["*.bak", "alt/*"])
    assert [meant(path) for path in ("x.bak", "alt/x", "neu/x")] == [True, True, False]
    assert not matcher([])("x")
