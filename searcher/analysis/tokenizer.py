r"""Text to raw tokens: runs of letters and digits, and what belongs to one word in spite of a mark.

Inside one raw token are
- soft hyphens, and a hyphen at the end of a line when the word goes on in lower case (`Bundes-\nregierung`;
not
  `DM-\nBundesmünze`, not `Vor-\nund Nachteile`);
- the marks of gendered forms: `Bürger*innen`, `Bürger:innen`, `Bürger_innen`, `Lehrer/-in`, `jede*r`,
`eine:n`;
- apostrophes between letters (`geht's`, `O'Neill`) and points between thousands (`1.200`);
- combining marks that have no composed letter.
Hyphenated words (`E-Mail`) are several tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from searcher.analysis.ellipsis import open_word

_L = r"[^\W_]"
# The combining marks in use: Latin, Cyrillic, Hebrew, Arabic, the Indic scripts, Thai, kana. `\w` has none
# of them.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711"
    "\u0730-\u074a\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d"
    "\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c4d\u0d00-\u0d03\u0d3e-\u0d4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
_BREAK = r"[ \t]*\r?\n[ \t]*"
_JOINS = (
    rf"\xad+(?:{_BREAK})?(?={_L})",
    # Lower case before the hyphen keeps `DM-` and `E-` apart; small words continue another word (`Vor- und`).
    rf"(?<=[^\W\d_A-ZÄÖÜ])[-\u2010]{_BREAK}(?=[a-zß-öø-ÿ])(?!(?:und|oder|bzw|beziehungsweise|respektive|sowie|bis|als|wie|noch|statt|u|o)\b)",
    rf"(?<=[^\W\d_][^\W\d_])[*:·](?=(?i:in(?:nen{_L}*)?|e)(?!{_L}))",
    # `_` and `/` mean other things too (log_in, und/in): only behind four letters and endings that persons have.
    rf"(?<={_L}{_L}{_L}{_L})(?<=er|or|st|nt|zt|rt|nd|ld|eg|og|rg|ch|ef|ur|ot|ar|ER|ST|NT)(?<!oder)(?<!über)(?<!nach)(?<!durch)"
    rf"(?:/-?|_)(?=(?i:in(?:nen{_L}*)?)(?!{_L}))",
    rf"(?<=e)[*:·_/](?=[rnm](?!{_L}))",
    r"(?<=\d)(?<!\d\d\d\d)[.\u202f'’](?=\d\d\d(?!\d))",
    r"(?<=[^\W\d_])['’](?=[^\W\d_])",
    rf"[{_MARKS}]+",
)
_JOIN_START = rf"\xad\-\u2010*:·_/.\u202f'’{_MARKS}"

_LATIN = "[A-Za-z0-9ÄÖÜäöüß]"  # nearly all letters, and a set that `re` looks up in a table

# One look at the next character decides for nearly every word: the time of a plain `[^\W_]+`, where the same
# alternatives in a plain loop took twice that. The first letter stands alone so that `re` can skip to it.
WORD = re.compile(rf"{_L}{_LATIN}*+(?:(?![\w{_JOIN_START}])|{_L}*+(?:(?:{'|'.join(_JOINS)}){_L}*+)*+)")


# A hyphen with a letter or digit on one side only, or behind a single one.
_BESIDE = re.compile(
    rf"[-\u2010\u2011](?:(?<={_L}.)(?!{_L})|(?<!{_L}.)(?={_L})|(?<={_L}.)(?<!{_L}{_L}.))", re.DOTALL
)


class WordRules(NamedTuple):
    """The pattern of a word, and the marks that it may go on with: what `searcher.kernel.words` asks for.

    open_word: tells the raw token of a word beside a hyphen.
    """

    pattern: re.Pattern[str]
    before_letter: str
    before_space: str
    anywhere: str
    open_word: Callable[[str, int, int], str | None]


@cache
def word_rules() -> WordRules:
    """What tells words in a text, and where a look at one character is not enough."""
    marks = re.findall(r"(.)-(.)|(.)", _MARKS)
    ranges = [range(ord(first or alone), ord(last or alone) + 1) for first, last, alone in marks]
    anywhere = "\xad" + "".join(chr(code) for codes in ranges for code in codes)
    return WordRules(WORD, "*:·_/.\u202f'’", "-\u2010", anywhere, open_word)


def raw_tokens(text: str) -> list[str]:
    """Split a text into its raw tokens, in order; an open word has its partner with it (`ellipsis`).

    >>> raw_tokens("Die 1.200 Bürger*innen der Maus-Liste, geht's?")
    ['Die', '1.200', 'Bürger*innen', 'der', 'Maus', 'Liste', "geht's"]
    """
    beside = {match.start() for match in _BESIDE.finditer(text)}
    if not beside:
        return WORD.findall(text)
    tokens = []
    for match in WORD.finditer(text):
        start, end = match.span()
        found = open_word(text, start, end) if end in beside or start - 1 in beside else None
        tokens.append(match[0] if found is None else found)
    return tokens


def raw_spans(text: str) -> list[tuple[int, int]]:
    """Where the raw tokens of a text stand.

    >>> raw_spans("im Haus")
    [(0, 2), (3, 7)]
    """
    return [match.span() for match in WORD.finditer(text)]
