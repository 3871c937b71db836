r"""Bytes to text, and text to its final form: NFC, newlines as \n. From here on offsets do not move.

The ladder: byte order mark (UTF-8, UTF-16, UTF-32); UTF-8; a charset the document declares (HTML); UTF-8 with
a few bytes of cp1252 among it; cp1252. Soft hyphens and line-end hyphens stay in the text: the analyzer sees
through them.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple
from unicodedata import combining, is_normalized, normalize

from searcher.errors import DocumentError

# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The five bytes that cp1252 leaves undefined become C1 controls, as in browsers, and count as such.
_CP1252 = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))

_MIXED = "utf-8+cp1252"

_DECLARABLE = re.compile(r"(?:iso-?8859|windows|cp|koi8|mac|gb|big5|shift_jis|euc)[-_0-9a-z]*")
_LATIN_1 = {"iso8859-1", "cp1252", "latin_1", "ascii"}

_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b") + b"\x7f"
_C1 = re.compile("[\x80-\x9f]")
_BINARY_SHARE = 0.1

_HIGH_BYTES = bytes(range(128, 256))

# Ordering combining marks takes time with the square of their number: 80,000 on one letter took 6 s.
_MARKS_MAX = 30
_MARKS_TOO = frozenset("\u0f73\u0f75\u0f81")  # signs of no class, made of two marks that are put in order
_STRIDE = 64
_NO_LATIN_MARKS = re.compile(r"[^\x00-\u02ff\w\s\u034f]{31,}")
_JOINER = "\u034f"


class Decoded(NamedTuple):
    """A text in its final form and the encoding its bytes were in."""

    text: str
    encoding: str


def decode(data: bytes, declared: str = "") -> Decoded:
    r"""Decode a whole file; DocumentError if it is binary: NUL, or more than one control in ten characters.

    >>> decode("Bu\u0308rger\r\n".encode())
    Decoded(text='Bürger\n', encoding='utf-8')
    >>> decode(b"\x84Stra\xdfe\x93")
    Decoded(text='„Straße“', encoding='cp1252')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            break
    else:
        refuse_binary(data)
        text, encoding = decode_unmarked(data, declared)
    if "\0" in text:
        raise DocumentError("is binary: it holds NUL characters")
    if len(_C1.findall(text)) > _BINARY_SHARE * len(text):
        raise DocumentError("is binary: more than one character in ten is a control")
    return Decoded(final(text), encoding)


def refuse_binary(data: bytes) -> None:
    """DocumentError if these bytes, which have no byte order mark, are not those of a text."""
    if b"\0" in data:
        raise DocumentError("is binary: it holds NUL bytes (or it is UTF-16 without a byte order mark)")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _BINARY_SHARE * len(data):
        raise DocumentError("is binary: more than one byte in ten is a control")


def has_mark(head: bytes) -> str:
    """Name the encoding that a byte order mark at the start announces, or ""."""
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), "")


def decode_unmarked(data: bytes, declared: str = "") -> tuple[str, str]:
    """Text and encoding of bytes without a byte order mark; every byte becomes something."""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if (codec := _codec(declared)) and codec not in _LATIN_1:
        return data.decode(codec, "replace"), codec
    repaired = data.decode("utf-8", "replace")
    damaged = repaired.count("\ufffd")
    whole = len(repaired) - damaged - len(data.translate(None, _HIGH_BYTES))
    if whole > 4 * damaged:
        # UTF-8 that was cut off, or has lines of another origin in it: cp1252 alone would spoil all of its
        # umlauts
        return data.decode("utf-8", "searcher.cp1252"), _MIXED
    return codecs.charmap_decode(data, "strict", _CP1252)[0], "cp1252"


def _one_byte_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _CP1252[error.object[error.start]], error.start + 1


codecs.register_error("searcher.cp1252", _one_byte_as_cp1252)


def _codec(declared: str) -> str:
    """Python's name of a declared charset if it is a plain extension of ASCII, else ""."""
    name = declared.strip().lower()
    if not _DECLARABLE.fullmatch(name) or len(name) > 40:
        return ""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def final(text: str) -> str:
    r"""Give the text with \n for every line end, lone surrogates replaced, in NFC."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    if len(text) > _STRIDE and any(combining(sign) or sign in _MARKS_TOO for sign in text[::_STRIDE]):
        # a run that costs time is longer than the stride, so that looking at every 64th character is enough
        # to meet it
        text = _NO_LATIN_MARKS.sub(_with_joiners, text)
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    return text


def without_surrogates(text: str) -> str:
    """Give the text with U+FFFD for every lone surrogate, as JSON escapes can make them."""
    return _SURROGATES.sub("\ufffd", text)


def _with_joiners(found: re.Match[str]) -> str:
    """Put a combining grapheme joiner after every 30 marks, as in Unicode's stream-safe form (UAX 15)."""
    run = found[0]
    return _JOINER.join(run[at : at + _MARKS_MAX] for at in range(0, len(run), _MARKS_MAX))
