"""R9: reads a program's output as a terminal would, and lists everything that is not our own styling.

Allowed are text, newline, tab, SGR (colours and weights, `ESC [ … m`) and links (OSC 8) to percent-encoded
`file:` addresses; on a pipe without colours nothing of ESC at all.

>>> findings("\\x1b[1mHaus\\x1b[0m\\n")
[]
>>> findings("\\x1b[mHaus", styled=False)
["'\\\\x1b[m' at 0: styling where there should be none"]
>>> findings("\\x1b]0;title\\x07")
["'\\\\x1b]' at 0: an escape sequence that is not ours", "'\\\\x07' at 9: a control character"]
>>> findings("a\\u202eb")
["'\\\\u202e' at 1: a character that changes how others are shown"]
"""

from __future__ import annotations

import re
import unicodedata

_OURS = re.compile(
    r"\x1b\[[0-9;:]{0,40}m"
    r"|\x1b\]8;(?:id=[0-9A-Za-z-]*)?;(?:file://[A-Za-z0-9._~%/+@,=:!$&'()*-]*)?\x1b\\"
)
# What a progress bar needs: cursor off and on, line up, line erased, carriage return.
_BAR = re.compile(r"\x1b\[\?25[lh]|\x1b\[1?A|\x1b\[2?K|\r")
_INVISIBLE = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\U000e0000-\U000e007f\ufff9-\ufffb\ud800-\udfff]"
)
MOST_MARKS = 8  # combining marks on one letter; more cover the lines above


def findings(text: str, *, styled: bool = True, bar: bool = False) -> list[str]:
    """What in `text` could do more to a terminal than show it; `bar`: it may hold a progress bar of ours."""
    if bar:
        text = _BAR.sub("", text)
    found = []
    at = 0
    while at < len(text):
        char = text[at]
        if char == "\x1b":
            ours = _OURS.match(text, at)
            if ours and styled:
                at = ours.end()
                continue
            sequence = ours[0] if ours else text[at : at + 2]
            what = "styling where there should be none" if ours else "an escape sequence that is not ours"
            found.append(f"{sequence!r} at {at}: {what}")
            at += len(sequence)
            continue
        if (char < " " and char not in "\n\t") or "\x7f" <= char < "\xa0":
            found.append(f"{char!r} at {at}: a control character")
        elif _INVISIBLE.match(char):
            found.append(f"{char!r} at {at}: a character that changes how others are shown")
        at += 1
    if re.search(_stacked(text), text):
        found.append("letters with many combining marks")
    if styled and _left_on(text):
        found.append("styling is left on at the end")
    return found


def _stacked(text: str) -> str:
    marks = {char for char in set(text) if unicodedata.combining(char)}
    return f"[{''.join(map(re.escape, sorted(marks)))}]{{{MOST_MARKS + 1},}}" if marks else "(?!)"


def _left_on(text: str) -> bool:
    """Whether the last SGR is no reset, or a link is still open."""
    styles = re.findall(r"\x1b\[([0-9;:]*)m", text)
    links = re.findall(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\", text)
    return bool(styles and styles[-1] not in ("", "0")) or bool(links and links[-1])
