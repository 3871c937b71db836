r"""The output door: text from outside becomes text that a terminal only shows.

Documents, file names and queries may hold escape sequences that recolour the screen, move the cursor, set
the clipboard or turn the reading direction round. Every printer for people passes every piece through `clean`
(many lines) or `one_line`; JSON keeps the text true and has escapes for the same characters (`\u001b`).

>>> clean("\x1b[31mrot\x1b[0m")
'␛[31mrot␛[0m'
"""

from __future__ import annotations

import re
from unicodedata import category, east_asian_width

# What a terminal may act upon, or what reorders or hides text:
# C0 but tab and newline, DEL, C1 · Arabic letter mark, direction marks, embeddings, overrides, isolates,
# deprecated format characters · line and paragraph separator · interlinear annotation · tags · surrogates
_DANGEROUS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
    "\u2028\u2029"
    "\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
    "\ud800-\udfff"
)
_ANYWHERE = re.compile(f"[{_DANGEROUS}]")
_ON_A_LINE = re.compile(f"[\t\n{_DANGEROUS}]")

# Combining marks are no word characters to `re`: a pile of them is a run of these
_PILE = re.compile(r"[^\w\s\x00-\x7f]{5,}")
MOST_MARKS = 4  # Vietnamese needs 2, pointed Hebrew 3


def clean(text: str) -> str:
    r"""Return the text with everything a terminal might act upon made visible; newlines and tabs stay.

    >>> clean("a\tb\nc\rd \x9b1m \u202eabc")
    'a\tb\nc␍d \\x9b1m \\u202eabc'
    """
    return _PILE.sub(_capped, _ANYWHERE.sub(_visible, text))


def one_line(text: str) -> str:
    r"""As `clean`, and tabs and newlines made visible too: for titles, names and messages.

    >>> one_line("a\nb")
    'a␊b'
    """
    return _PILE.sub(_capped, _ON_A_LINE.sub(_visible, text))


def json_escapes(line: str) -> str:
    r"""Write the dangerous characters of a line of JSON as escapes: the same value, harmless on a terminal.

    >>> json_escapes('"\x9b1m"')
    '"\\u009b1m"'
    """
    return _ANYWHERE.sub(_json_escape, line)


def cells(text: str) -> int:
    """How many columns of a terminal the text fills: a wide character two, a combining mark none.

    >>> cells("Mu\u0308ll"), cells("日本")
    (4, 4)
    """
    if text.isascii():
        return len(text)
    return sum(_cell(character) for character in text)


def _cell(character: str) -> int:
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def _capped(match: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in match[0]:
        kind = category(character)
        # A format character between two marks must not start a new pile.
        marks = marks + 1 if kind[0] == "M" else marks if kind == "Cf" and marks else 0
        if marks <= MOST_MARKS:
            kept.append(character)
        elif marks == MOST_MARKS + 1 and kind[0] == "M" and kept[-1] != "…":
            kept.append("…")
    return "".join(kept)
