"""One word of a query line, with what is written at it: `=Haus`, `Militär*`, `Dschihad~2`, `Taliban^3`."""

from __future__ import annotations

import re
from typing import NamedTuple, NoReturn

from searcher.analysis import raw_spans
from searcher.errors import QuerySyntaxError
from searcher.query import limits
from searcher.query.nodes import Boost, Everything, Fuzzy, Node, Wildcard, Word

QUOTES = '"„“”«»'
TRAILING = ".,;:!…'‘’‚›‹[]{}<>|/\\"  # noqa: RUF001 - quotation marks of German text
"""Punctuation that ends a sentence or a quotation; at the end of a word it is not part of it."""

HYPHENS = "-\u2010\u2011"
"""What joins words: as typed, typographic, and the one at which no line breaks."""

_LETTER = re.compile(r"[^\W_]")
_ONE_HYPHEN = str.maketrans(dict.fromkeys(HYPHENS, "-"))
_RUN = re.compile(r"\w+")
# As the tokenizer joins them, or a word would mean one thing in a query and another in a document.
_GENDER = re.compile(
    r"(?<=[^\W\d_][^\W\d_])\*(?=(?:in|e)(?![^\W\d_])|innen)|(?<=e)\*(?=[rnm](?![^\W\d_]))", re.IGNORECASE
)
_MARKS = "\u0300-\u036f"  # combining ones: `ü` may have been typed as two characters
_PIECE = re.compile(rf"[\w*?{_MARKS}]+")
_NOT_FIXED = re.compile(rf"[*?{_MARKS}]")
_FUZZY = re.compile(r"([^~]+)~([^~]*)")
_WEIGHT = re.compile(r"\d+(?:[.,]\d+)?(?:e-?\d+)?", re.ASCII)
_ENDLESS = re.compile(r"(\S{30})\S{30,}")
_DASHES = "\u2013\u2014\u2212"  # en dash, em dash, minus sign
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


class Place(NamedTuple):
    """Where a word stands and how it is to be read: the line, the field it is asked in, and two modes.

    exact: plain words mean their exact form. question: a `?` at the end of a word is a question mark.
    """

    line: str
    field: str | None
    exact: bool = False
    question: bool = False


def has_letter(text: str) -> bool:
    """Whether there is a letter or digit in it, so that there is something to search for.

    >>> has_letter("–"), has_letter("§5")
    (False, True)
    """
    return text.isalnum() or _LETTER.search(text) is not None


def one_hyphen(text: str) -> str:
    """Write each hyphen as `-`.

    >>> one_hyphen("E\u2011Mail")
    'E-Mail'
    """
    return text.translate(_ONE_HYPHEN)


def count_words(text: str) -> int:
    """How many runs of letters and digits there are: what the limit on words counts.

    >>> count_words("EU-Kommission")
    2
    """
    return 1 if text.isalnum() else len(_RUN.findall(text))


def is_wildcard(text: str) -> bool:
    """Whether a `*` or `?` in it stands for letters; the gender star (`Bürger*innen`) is part of a word.

    >>> is_wildcard("Bürger*innen"), is_wildcard("Bürger*")
    (False, True)
    """
    return "?" in text or ("*" in text and "*" in _GENDER.sub("", text))


def refuse(message: str, line: str, position: int, hint: str = "") -> NoReturn:
    """Raise the QuerySyntaxError; what it repeats of the query is cut short, for a message is one line."""
    message, hint = (_ENDLESS.sub(r"\1…", text) for text in (message, hint))
    raise QuerySyntaxError(message, query=line, position=position, hint=hint)


def parse_atom(text: str, start: int, place: Place) -> Node:
    """Read `text`, which begins at `start` of the line and has neither blanks, quotes nor parentheses.

    >>> parse_atom("Taliban^3", 0, Place("Taliban^3", None))
    Boost(child=Word(text='Taliban', field=None, exact=False, start=0, end=7), weight=3.0)
    """
    text = text.rstrip(TRAILING)
    # `Putin!?` is an exclamation, no truncated word.
    if text[-1:] == "?" and text.rstrip("?")[-1:] in TRAILING:
        text = text.rstrip("?" + TRAILING)
    core, caret, weight = text.partition("^")
    if caret:
        if not has_letter(core) and "*" not in core:
            refuse(
                "a weight without a word",
                place.line,
                start,
                "write it at the word, without a blank: Taliban^3",
            )
        factor = parse_weight(weight, start + len(core) + 1, place.line)
        return Boost(_unweighted(core, start, place), factor)
    return _unweighted(core, start, place)


def _unweighted(text: str, start: int, place: Place) -> Node:
    line, field, exact, question = place
    if question:
        text = text.rstrip("?" + TRAILING)
    if text.isalnum():
        check_length(text, line, start)
        return Word(text, field, exact, start, start + len(text))
    if text.startswith("="):
        return _exact(text[1:], start + 1, place)
    if text[0] in _DASHES and text[1:2].isalnum():
        refuse(
            f'"{text[0]}" directly before a word is a dash, not the minus that excludes',
            line,
            start,
            f"write -{text[1:]} to exclude it, or a blank after the dash",
        )
    if "~" in text:
        match = _FUZZY.fullmatch(text)
        if match is None:
            refuse(
                "~ stands behind a word, once",
                line,
                start + text.index("~"),
                "write Tadschickistan~ or Tadschickistan~2",
            )
        return _fuzzy(match[1], match[2], start, place)
    if is_wildcard(text):
        return Everything() if text == "*" and field is None else parse_wildcard(text, start, field, line)
    check_length(text, line, start)
    return Word(text, field, exact, start, start + len(text))


def _exact(text: str, start: int, place: Place) -> Node:
    line, field = place.line, place.field
    if not has_letter(text) and "*" not in text:
        refuse("= without a word", line, start - 1, "write it at the word, without a blank: =Haus")
    if text[0] == "=":
        refuse("= is written once", line, start, f"write ={text.lstrip('=')}")
    if "~" in text:
        refuse(
            "a word is either exact (=) or fuzzy (~)", line, start + text.index("~"), "leave one of them out"
        )
    if is_wildcard(text):
        refuse("truncation matches exact forms already", line, start - 1, f"write {text} without the =")
    check_length(text, line, start)
    return Word(text, field, exact=True, start=start, end=start + len(text))


def parse_wildcard(text: str, start: int, field: str | None, line: str) -> Wildcard:
    """Read a truncated word; each of its hyphenated pieces needs its own fixed letters."""
    check_length(text, line, start)
    if text.count("*") > limits.WILDCARD_STARS:
        refuse(
            f"{text.count('*')} stars in a word; the limit is {limits.WILDCARD_STARS}",
            line,
            start,
            "write one * for a run of letters",
        )
    for piece in _PIECE.finditer(text):
        letters = _NOT_FIXED.sub("", piece.group())
        if len(letters) < limits.WILDCARD_LETTERS and is_wildcard(piece.group()):
            refuse(
                f"a truncated word needs at least {limits.WILDCARD_LETTERS} fixed letters",
                line,
                start + piece.start(),
                "write more of the word",
            )
    return Wildcard(text, field, start, start + len(text))


def _fuzzy(text: str, edits_text: str, start: int, place: Place) -> Fuzzy:
    line, at = place.line, start + len(text) + 1
    if not has_letter(text):
        refuse("~ without a word", line, start, "write it at the word, without a blank: Tadschickistan~")
    if is_wildcard(text):
        refuse("a word is either truncated or fuzzy", line, at - 1, "leave out the * or ?, or the ~")
    if edits_text and not _NUMBER.fullmatch(edits_text):
        refuse(f'"{edits_text}" is not a number of edits', line, at, "write ~, ~1 or ~2")
    edits = int(edits_text) if edits_text else 1
    if edits < 1:
        refuse("a fuzzy word allows 1 or 2 edits", line, at, f"write ={text} for no edits")
    if edits > limits.FUZZY_EDITS:
        refuse(f"{edits} edits; the limit is {limits.FUZZY_EDITS}", line, at, "write ~ or ~2")
    longest = max(end - begin for begin, end in raw_spans(text))
    if edits > 1 and longest < limits.FUZZY_LETTERS:
        refuse(
            f"{edits} edits need a word of {limits.FUZZY_LETTERS} letters or more",
            line,
            at,
            f"write {text}~ for 1 edit",
        )
    check_length(text, line, start)
    return Fuzzy(text, edits, place.field, start, start + len(text))


def parse_weight(text: str, position: int, line: str) -> float:
    """Read a finite number above 0, with point or comma.

    >>> parse_weight("0,5", 4, "foo^0,5")
    0.5
    """
    text = text.rstrip(TRAILING)
    if text[:1] == "-" and _WEIGHT.fullmatch(text[1:]):
        refuse(
            "a weight cannot be negative",
            line,
            position,
            "write -Wort to exclude a word, Wort^0.5 to weaken it",
        )
    if not _WEIGHT.fullmatch(text):
        what = f'"{text}" is not a number' if text else "no number"
        refuse(f"{what} after ^", line, position, "write Taliban^3 or Taliban^0.5")
    weight = float(text.replace(",", "."))
    if not limits.WEIGHT_MIN <= weight <= limits.WEIGHT_MAX:
        refuse(
            f"the weight {text} is not between 0.000001 and 1,000,000",
            line,
            position,
            "write Taliban^3 or Taliban^0.5",
        )
    return weight


def parse_distance(text: str, position: int, line: str, *, example: str) -> int:
    """Read the number of words that may lie between, 1 to `limits.DISTANCE`."""
    if not _NUMBER.fullmatch(text):
        what = f'"{text}" is not a number of words' if text else "no number of words"
        refuse(what, line, position, f"write {example}")
    distance = int(text)
    if distance > limits.DISTANCE:
        refuse(
            f"a distance of {text} words; the limit is {limits.DISTANCE}", line, position, f"write {example}"
        )
    return distance


def check_length(text: str, line: str, start: int) -> None:
    """Refuse a word that is longer than any in the index."""
    if len(text) > limits.WORD_CHARS:
        refuse(
            f"a word of {len(text)} letters; the limit is {limits.WORD_CHARS}",
            line,
            start + limits.WORD_CHARS,
            "write the beginning and *",
        )
