"""Front matter: the block of `key: value` lines between `---` at the head of a Markdown file.

Not with a YAML library: YAML makes 2022-06-14 a date but 2022-06 a text, `no` a truth value and `12:30` a
number, fails on `title: Reise: ein Bericht`, and its aliases unfold to any size; and it is slow where many
small files are read. Here all values are text, lists are lists of text, what is nested deeper is kept as it
stands, and nothing fails.
"""

from __future__ import annotations

import re

_LONGEST = 1 << 16
_KEY = re.compile(r"([\w][\w .-]{0,63}?)[ \t]*:(?:[ \t]+(.*))?", re.DOTALL)
_ITEM = re.compile(r"[ \t]*-(?:[ \t]+(.*))?")
_LISTED = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]*?)\s*(?:,|\Z)""")
_ESCAPE = re.compile(r"\\(.)")


def front_matter(text: str) -> tuple[dict[str, str | list[str]], int]:
    r"""Read the values by key in lower case, and where the text after the block begins; ({}, 0) for none.

    >>> front_matter('---\nTitle: "Reise: ein Bericht"\ntags:\n  - Berlin\n  - Bonn\n---\nText')
    ({'title': 'Reise: ein Bericht', 'tags': ['Berlin', 'Bonn']}, 62)
    """
    block = _block(text)
    if block is None:
        return {}, 0
    lines, end = block
    values: dict[str, str | list[str]] = {}
    at = 0
    while at < len(lines):
        key = _KEY.fullmatch(lines[at])
        at += 1
        if key is None:
            if at > 1 and lines[at - 1].strip() and not lines[at - 2].strip():
                return {}, 0  # a paragraph: the block was never closed, and what ended it is a rule
            continue
        first = at
        while at < len(lines) and (not lines[at] or lines[at][0] in " \t-"):
            at += 1
        values[key[1].lower()] = _value((key[2] or "").strip(), lines[first:at])
    return (values, end) if values else ({}, 0)


def _block(text: str) -> tuple[list[str], int] | None:
    if not text.startswith("---\n"):
        return None
    lines = text[4:_LONGEST].split("\n")
    end = 4
    for number, line in enumerate(lines):
        end += len(line) + 1
        if line.rstrip() in ("---", "..."):
            return lines[:number], min(end, len(text))
    return None


def _value(written: str, below: list[str]) -> str | list[str]:
    if written[:1] in ("|", ">") and len(written) <= 3:
        joint = "\n" if written[0] == "|" else " "
        return joint.join(line.strip() for line in below).strip()
    if written.startswith("[") and written.endswith("]"):
        listed = (_scalar(found[1]) for found in _LISTED.finditer(written[1:-1]))
        return [item for item in listed if item]
    below = [line for line in below if line.strip()]
    if not below:
        return _scalar(written)
    items = [_ITEM.fullmatch(line) for line in below]
    if not written and all(items):
        return [_scalar((item[1] or "").strip()) for item in items if item]
    return "\n".join([written, *below]).strip("\n")


def _scalar(written: str) -> str:
    """Read a value without its quotes; a comment after an unquoted one is cut off."""
    quote = written[:1]
    if quote in ('"', "'"):
        end = written.rfind(quote)
        if end > 0 and written[end + 1 :].strip()[:1] in ("", "#"):
            inside = written[1:end]
            return _ESCAPE.sub(r"\1", inside) if quote == '"' else inside.replace("''", "'")
    return "" if quote == "#" else written.partition(" #")[0].rstrip()
