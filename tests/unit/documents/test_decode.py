"""The ladder of encodings, and the final form of a text."""

from __future__ import annotations

from unicodedata import is_normalized

import pytest

from searcher.documents.decode import decode, final
from searcher.errors import DocumentError

UMLAUTS = "Grüße aus Łódź: Straße – „schön“ €"
GERMAN = "Grüße – „schön“ €"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (UMLAUTS.encode(), UMLAUTS, "utf-8"),
        (UMLAUTS.encode("utf-8-sig"), UMLAUTS, "utf-8"),
        (UMLAUTS.encode("utf-16"), UMLAUTS, "utf-16-le"),
        (b"\xfe\xff" + UMLAUTS.encode("utf-16-be"), UMLAUTS, "utf-16-be"),
        (UMLAUTS.encode("utf-32"), UMLAUTS, "utf-32-le"),
        (b"\0\0\xfe\xff" + UMLAUTS.encode("utf-32-be"), UMLAUTS, "utf-32-be"),
        (GERMAN.encode("cp1252"), GERMAN, "cp1252"),
        (b"Stra\xdfe \x81" + b"x" * 20, "Straße \x81" + "x" * 20, "cp1252"),
        (b"", "", "utf-8"),
        (UMLAUTS.encode() + "ü".encode()[:1], UMLAUTS + "Ã", "utf-8+cp1252"),
        ("äöüßÄÖÜ\n".encode() + b"Stra\xdfe", "äöüßÄÖÜ\nStraße", "utf-8+cp1252"),
        ("ä".encode() + b"\xe4\xf6\xfc", "Ã¤äöü", "cp1252"),
        (b"\xff\xfea\0\n\0\xe4", "a\n\ufffd", "utf-16-le"),
        (b"\xff\xfe\x00\xd8a\0", "\ufffda", "utf-16-le"),
    ],
)
def test_ladder(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == (text, encoding)


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("iso-8859-2", "iso8859-2", "Ł"),
        ("windows-1250", "cp1250", "Ł"),
        ("ISO-8859-1", "cp1252", "£"),
        ("koi8-r", "koi8-r", "ё"),
        ("utf-7", "cp1252", "£"),
        ("utf-16", "cp1252", "£"),
        ("unicode_escape", "cp1252", "£"),
        ("cp99999", "cp1252", "£"),
        ("nichts", "cp1252", "£"),
        ("", "cp1252", "£"),
    ],
)
def test_declared_charset(declared: str, encoding: str, text: str) -> None:
    assert decode(b"\xa3", declared) == (text, encoding)


@pytest.mark.parametrize(
    "data",
    [
        b"a\0b",
        b"\0",
        b"\x89PNG\r\n\x1a\n\0\0\0",
        bytes(range(1, 32)) * 3,
        b"\x01abc" * 3,
        b"\x81\x8d" + b"x" * 10,
        b"\xff\xfea\0\0\0",
        "Text".encode("utf-16-le"),
        b"\x7fELF\x02\x01\x01" + b"\x02" * 9,
    ],
)
def test_binary(data: bytes) -> None:
    with pytest.raises(DocumentError, match="is binary"):
        decode(data)


def test_a_few_controls_are_no_binary() -> None:
    assert decode(b"\x1b[31mrot\x1b[0m und ein \x07Piep").text.startswith("\x1b")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("u\u0308ber", "über"),
        ("ﬁx ²", "ﬁx ²"),
        ("Bundes\u00adregierung", "Bundes\u00adregierung"),
        ("Bundes-\r\nregierung", "Bundes-\nregierung"),
        ("a\u2028b\x0bc\x85d", "a\u2028b\x0bc\x85d"),
        ("\u212b", "Å"),
    ],
)
def test_final(raw: str, text: str) -> None:
    assert final(raw) == text


@pytest.mark.parametrize("mark", ["\u0301\u0316", "\u0316\u0301", "\u05b0\u0301"])
@pytest.mark.parametrize("before", ["e", "e" * 100, "\n" * 63])
def test_endless_marks_take_no_time(mark: str, before: str) -> None:
    text = final(before + mark * 200_000 + "ende")
    assert text.endswith("ende")
    assert is_normalized("NFC", text)
    assert final(text) == text
