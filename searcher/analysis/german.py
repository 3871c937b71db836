"""The German chain: a text to tokens, and one raw token to its form.

A word's term is made in steps, each of them switchable in `Options`: base form of irregular nouns, adjectives and verbs,
accents off, stem. The same steps serve documents and queries, and a word has one term whatever its case.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import astuple, dataclass
from functools import cache
from hashlib import blake2b
from typing import NamedTuple, Protocol

from searcher.analysis import compounds as compound_words
from searcher.analysis.base_forms import adjective_base, noun_base
from searcher.analysis.fold import exact_form, exact_offsets, without_accents
from searcher.analysis.spelling import keep_umlauts, one_spelling
from searcher.analysis.stem import STEMMER_VERSION, stem
from searcher.analysis.tokenizer import raw_spans, raw_tokens
from searcher.analysis.verbs import verb_base
from searcher.model import Token

# 1: first chain
ANALYSIS_VERSION = 1

LONGEST_TERM = 128
"""Letters. A longer run of letters (base64, DNA) is no word: it keeps its position and has no terms."""

_VERBS_IN_INNEN = ("beginnen", "gewinnen", "spinnen", "rinnen", "sinnen", "drinnen", "binnen", "minnen", "zinnen")
_ELISION = re.compile(r"(?:d|l)'(?=[^\W\d_]{3})")
_CLITIC = re.compile(r"'s?$")


class FormTerm(NamedTuple):
    """A term of a form. `start:end` is its range in the raw token; part: it is a member of a compound."""

    term: str
    part: bool
    start: int
    end: int


class Form(NamedTuple):
    """What a raw token is indexed as. The whole word's term comes first, then parts; no terms: not indexed."""

    exact: str
    terms: tuple[FormTerm, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of the chain; all of them are part of the fingerprint. Measured effects: tests/bench/analysis.md."""

    compounds: bool = True
    accents: bool = True
    spelling: bool = True
    adjectives: bool = True
    verbs: bool = True
    nouns: bool = True
    umlauts: bool = True


class Splitter(Protocol):
    """What finds the parts of a word: ranges in the exact form."""

    def split(self, word: str) -> tuple[compound_words.Part, ...]: ...
    def subcompounds(
        self, word: str, parts: tuple[compound_words.Part, ...]
    ) -> tuple[compound_words.Part, ...]: ...


class Analyzer:
    """One configured chain. Pure and without state that changes: equal input, equal output, from any thread.

    >>> [(token.term, token.start, token.end) for token in german().tokens("in alten Häusern")]
    [('in', 0, 2), ('alt', 3, 8), ('haus', 9, 16)]
    """

    def __init__(self, options: Options, splitter: Splitter | None = None) -> None:
        self.options = options
        self._splitter = splitter if options.compounds else None
        self._steps = _steps(options)
        self.fingerprint = _fingerprint(options)

    def raw_tokens(self, text: str) -> list[str]:
        """The words of a text as they are written."""
        return raw_tokens(text)

    def raw_spans(self, text: str) -> list[tuple[int, int]]:
        """Where `raw_tokens` stand."""
        return raw_spans(text)

    def term(self, exact: str) -> str:
        """The term of a word or of a compound's part, given in its exact form."""
        for step in self._steps:
            exact = step(exact)
        return exact

    def form(self, raw: str) -> Form:
        """One raw token's exact form and terms; nothing else decides them, so callers keep them per raw token.

        >>> german(compounds=False).form("Häusern")
        Form(exact='häusern', terms=(FormTerm(term='haus', part=False, start=0, end=7),))
        """
        exact = exact_form(raw)
        size = len(raw)
        if len(exact) > LONGEST_TERM:
            return Form(exact[:LONGEST_TERM], ())
        if not exact.isalpha():
            return Form(exact, (FormTerm(self._marked_term(exact), False, 0, size),))
        terms = [FormTerm(self.term(exact), False, 0, size)]
        if exact.endswith("innen") and _is_female_plural(exact):
            # Bürger*innen are Bürgerinnen, and Bürger too.
            terms = [FormTerm(self.term(exact[:-3]), False, 0, size)]
            base = self.term(exact[:-5])
            if base != terms[0].term:
                terms.append(FormTerm(base, False, 0, size))
        if self._splitter is not None and len(exact) >= compound_words.MIN_WORD:
            parts = self._splitter.split(exact)
            if parts:
                self._add_parts(raw, exact, parts, terms)
        return Form(exact, tuple(terms))

    def tokens(self, text: str) -> list[Token]:
        """All tokens of a text; those of one word share its position."""
        forms: dict[str, Form] = {}
        tokens = []
        for position, (start, end) in enumerate(raw_spans(text)):
            raw = text[start:end]
            form = forms.get(raw)
            if form is None:
                form = forms[raw] = self.form(raw)
            for term, part, term_start, term_end in form.terms:
                tokens.append(Token(term, start + term_start, start + term_end, position, part, form.exact))
        return tokens

    def _marked_term(self, exact: str) -> str:
        """The term of what has digits, apostrophes or combining marks in it."""
        if "'" in exact:
            word = _ELISION.sub("", _CLITIC.sub("", exact)).replace("'", "")
            return self.term(word) if word.isalpha() else word
        return without_accents(exact) if self.options.accents else exact

    def _add_parts(
        self, raw: str, exact: str, parts: tuple[compound_words.Part, ...], terms: list[FormTerm]
    ) -> None:
        splitter = self._splitter
        if splitter is None:
            return
        places = exact_offsets(raw) if len(raw) != len(exact) else None
        for start, end in sorted({*parts, *splitter.subcompounds(exact, parts)}):
            term = self.term(exact[start:end])
            if places is not None:
                # the last letter's end, not the next letter's start: a soft hyphen between belongs to no part
                start, end = places[start], places[end - 1] + 1
            terms.append(FormTerm(term, True, start, end))


def _is_female_plural(exact: str) -> bool:
    return len(exact) > 7 and not exact.endswith(_VERBS_IN_INNEN)


def _steps(options: Options) -> tuple[Callable[[str], str], ...]:
    chosen = (
        (options.accents, without_accents),
        (options.spelling, one_spelling),
        (options.adjectives, adjective_base),
        (options.verbs, verb_base),
        (options.nouns, noun_base),
        (options.umlauts, keep_umlauts),
        (True, stem),
    )
    return tuple(step for wanted, step in chosen if wanted)


def _fingerprint(options: Options) -> str:
    """What an index must be built with to be read: 16 hexadecimal digits over versions, tables and options."""
    table = compound_words.TABLE_VERSION if options.compounds else ""
    facts = (ANALYSIS_VERSION, STEMMER_VERSION, table, *astuple(options))
    return blake2b(repr(facts).encode(), digest_size=8).hexdigest()


@cache
def german(*, compounds: bool = True, rules: tuple[str, ...] = ()) -> Analyzer:
    """The chain for German, shared. rules: a user's lines for compounds (`Stau|becken`, `=Beispiel`)."""
    splitter: Splitter | None = None
    if compounds and compound_words.DATA.exists():
        splitter = compound_words.default()
        if rules:
            splitter = compound_words.default().with_rules(rules)
    return Analyzer(Options(compounds=compounds), splitter)
