"""The German chain: a text to tokens, and one raw token to its form.

A word's term is made in steps, each of them switchable in `Options`. The same steps serve documents and
queries, and a word has one term whatever its case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from functools import cache, lru_cache, partial
from typing import NamedTuple, Protocol

from searcher.analysis import compounds as compound_words
from searcher.analysis.base_forms import adjective_base, function_base, noun_base
from searcher.analysis.compound_rules import Part, read_rules, rules_of_environment
from searcher.analysis.data import double_spellings
from searcher.analysis.data.function_words import APART
from searcher.analysis.data.irregular_nouns import ADJECTIVES, ENDINGS, WHOLE
from searcher.analysis.data.own_endings import (
    NOT_OWN_ENDINGS,
    NOT_OWN_S,
    OWN_E,
    OWN_ENDINGS,
    OWN_ER,
    OWN_S,
    OWN_S_WHOLE,
    OWN_WHOLE,
    US_FORMS,
)
from searcher.analysis.data.vowels import TRUE_DIGRAPHS, TRUE_UMLAUTS
from searcher.analysis.ellipsis import completed
from searcher.analysis.fold import OPEN, exact_form, exact_offsets, open_part, without_accents
from searcher.analysis.gender import woman
from searcher.analysis.spelling import keep_umlauts, one_spelling
from searcher.analysis.stem import STEMMER_VERSION, stem
from searcher.analysis.tokenizer import WordRules, raw_spans, raw_tokens, word_rules
from searcher.analysis.verbs import TABLES as VERBS
from searcher.analysis.verbs import is_noun_as_part, verb_base
from searcher.digests import blake2b
from searcher.model import Token

# 1: first chain
# 2: sah, gab, kam are verbs; Dienst is none; Statuen, Oboen, Individuen; no parts where a capital stands inside a word
# 3: endings that the stemmer takes off the base form only (Problem, Kurs), -s behind vowels, women's names by rule and
#    in compounds, past tenses that look like nouns, weiß
# 4: verbs with prefixes in every form, short nouns
# 5: words that are written once for several (Vor- und Nachteile), E-Mail, two spellings of one word
# 6: function words apart from words of their stem (seit, Seite), nouns that keep an e or an umlaut of their own
ANALYSIS_VERSION = 6

LONGEST_TERM = 128
"""Letters. A longer run of letters (base64, DNA) is no word: it keeps its position, its form has no terms."""

# HWirtMeistPrV is a law's abbreviation, which has no parts; BürgerInnen are Bürgerinnen
_CAPITAL_INSIDE = re.compile("[a-zäöüß][A-ZÄÖÜ](?!n(?:nen)?$)")
_ELISION = re.compile(r"^[dl]'(?=[^\W\d_]{3})")
_CLITIC = re.compile(r"'s?$")


_PARTS_KEPT = 1 << 15
"""Parts of compounds whose terms are kept: 220,000 parts in the words of a corpus of laws are 16,000 words."""


Step = Callable[[str], str]


class FormTerm(NamedTuple):
    """A term of a form. `start:end` is its range in the raw token; part: it is a member of a compound."""

    term: str
    part: bool
    start: int
    end: int


class Form(NamedTuple):
    """What a raw token is indexed as; equal `exact`, equal terms (but for their ranges, and for open words).

    The whole word's term comes first, then the base name of a woman's (*Ärztin, Arzt*) and what an open word stands
    for (*Vor- und Nachteile*: *Vorteile*), then parts; a part that is a woman's name has two terms as well.
    """

    exact: str
    terms: tuple[FormTerm, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of the chain, in the order of the steps; all of them are in the fingerprint.

    Measured as nDCG@10 of plain BM25F without compounds on xquad_de, libohelp and law_dev, each step on top
    of those before:

        stem alone            .9441  .6139  .6172
        accents, spelling     .9441  .6139  .6172
        adjectives            .9441  .6137  .6174
        verbs                 .9479  .6151  .6326
        nouns                 .9481  .6163  .6328
        umlauts               .9484  .6190  .6339

    Not taken: short nouns in -ung to their verb (Prüfung, prüfen): .9481 .6175 .6345 instead of the nouns'
    line is not significant, and Bildung would be found by Bild. Nor present participles to their verb (spannend,
    entsprechend): they are adjectives, and law_dev loses .0004, libohelp .0002.
    """

    compounds: bool = True
    accents: bool = True
    spelling: bool = True
    adjectives: bool = True
    verbs: bool = True
    nouns: bool = True
    umlauts: bool = True
    women: bool = True


class Splitter(Protocol):
    """Finds the parts of a word, as ranges in its exact form."""

    def members(self, word: str) -> Sequence[Part]:
        """Parts, and runs of parts that are words, in order; none if the word is no compound."""

    def split(self, word: str) -> tuple[Part, ...]:
        """The parts alone."""

    def gather(
        self, words: Sequence[str], first: dict[str, bytes], last: dict[str, bytes]
    ) -> tuple[bytes, bytes]:
        """For each word how many numbers (u32) the members have that are keys here, and these numbers."""

    def knows(self, word: str) -> bool:
        """Whether it is a known word."""


class Analyzer:
    """One configured chain. Pure: equal input, equal output, from any thread.

    >>> [(token.term, token.start, token.end) for token in german().tokens("in alten Häusern")]
    [('in', 0, 2), ('alt', 3, 8), ('haus', 9, 16)]
    """

    def __init__(
        self, options: Options, splitter: Splitter | None = None, *, rules: tuple[str, ...] = ()
    ) -> None:
        """Splitter: for compounds, if the options want them; rules: the user's lines that it follows."""
        self.options = options
        self._splitter = splitter if options.compounds else None
        self._steps = _steps(options)
        self._ascii_steps = _without(without_accents, self._steps)
        self._first_term = partial(_applied, _without(verb_base, self._steps))
        self._last_term = partial(_applied, _without(function_base, self._steps))
        self._last_kept = lru_cache(_PARTS_KEPT)(self.last_terms)
        self._first_kept = lru_cache(_PARTS_KEPT)(self.first_terms)
        self.fingerprint = _fingerprint(options, rules)

    def raw_tokens(self, text: str) -> list[str]:
        """Words of a text as they are written; an open one with its partner (`ellipsis`)."""
        return raw_tokens(text)

    def word_rules(self) -> WordRules:
        """What finds `raw_tokens` faster, where there is a compiled kernel."""
        return word_rules()

    def raw_spans(self, text: str) -> list[tuple[int, int]]:
        """Where `raw_tokens` stand."""
        return raw_spans(text)

    def exact(self, raw: str) -> str:
        """Give `form(raw).exact` without its terms: a hundredth of the work."""
        return exact_form(raw)[:LONGEST_TERM]

    def term(self, exact: str) -> str:
        """Term of a word, or of a compound's part, given in its exact form."""
        return _applied(self._ascii_steps if exact.isascii() else self._steps, exact)

    def form(self, raw: str) -> Form:
        """One raw token's exact form and terms; nothing else decides them, so callers may keep them.

        >>> german(compounds=False).form("Häusern")
        Form(exact='häusern', terms=(FormTerm(term='haus', part=False, start=0, end=7),))
        """
        exact, words, compound = self.words(raw)
        raw = open_part(raw)
        wholes = dict.fromkeys(term for word in words for term in self.names(word))
        terms = [FormTerm(term, part=False, start=0, end=len(raw)) for term in wholes]
        ranges = self._splitter.members(compound) if compound and self._splitter else ()
        if ranges:
            places = range(len(raw) + 1) if len(raw) == len(exact) else exact_offsets(raw)
            for start, end in ranges:
                # The end of the last letter, not the place of the next: a soft hyphen between is in no part.
                last = places[end - 1] + 1
                terms += [
                    FormTerm(term, part=True, start=places[start], end=last)
                    for term in self._part_terms(exact, start, end, ranges)
                ]
        return Form(exact, tuple(terms))

    def words(self, raw: str) -> tuple[str, Sequence[str], str]:
        r"""Give the exact form, the whole words that are meant, and the word whose parts `gather` finds, or "".

        The first of the words is the exact form itself; an open word means others, too. None: it has no terms.

        >>> german().words("Haustüren"), german().words("Vor-\0Nachteile")
        (('haustüren', ('haustüren',), 'haustüren'), ('vor', ('vor', 'vorteile'), ''))
        """
        if OPEN in raw:
            return self._open(raw)
        exact = exact_form(raw)
        if not exact or len(exact) > LONGEST_TERM:
            return exact[:LONGEST_TERM], (), ""
        if self._splitter is None or len(exact) < compound_words.MIN_WORD or not exact.isalpha():
            return exact, (exact,), ""
        if not raw[1:].islower() and _CAPITAL_INSIDE.search(raw):
            return exact, (exact,), ""
        return exact, (exact,), exact

    def names(self, exact: str) -> Sequence[str]:
        """Terms of a whole word: its own; of a woman's name the base name's, too.

        >>> german().names("ärztinnen"), german().names("häusern")
        (['arztin', 'arzt'], ['haus'])
        """
        return self._names(exact, self.term) if exact.isalpha() else [self._marked_term(exact)]

    def gather(
        self, compounds: Sequence[str], first: dict[str, bytes], last: dict[str, bytes]
    ) -> tuple[bytes, bytes]:
        """Look up the parts of many words at once: for each word how many numbers (u32) these have, and all numbers.

        compounds: as of `words`, "" for a word without parts; first, last: the numbers of the parts, which
        `__missing__` may find by `first_terms` of those that others follow and by `last_terms` of the others.
        """
        if self._splitter is None:
            return bytes(4 * len(compounds)), b""
        return self._splitter.gather(compounds, first, last)

    def _part_terms(
        self, exact: str, start: int, end: int, ranges: Sequence[tuple[int, int]]
    ) -> Sequence[str]:
        return (self._last_kept if end == ranges[-1][1] else self._first_kept)(exact[start:end])

    def completed(self, word: str, partner: str) -> Sequence[str]:
        """The exact forms of what a shortened word stands for, likeliest first; its hyphen says where it goes on.

        >>> german().completed("Vor-", "Nachteile"), german().completed("-handel", "Textilindustrie")
        (['vorteile'], ['textilhandel'])
        """
        return completed(f"{word}{OPEN}{partner}", self._splitter) if self._splitter is not None else []

    def knows(self, exact: str) -> bool:
        """Whether a word is right as it is, as far as the table of compounds tells.

        >>> [german().knows(word) for word in ("vorteile", "hundesteuer", "drogenschmugler")]
        [True, True, False]
        """
        return self._splitter is not None and self._splitter.knows(exact)

    def is_composed(self, exact: str) -> bool:
        """Whether a word is made of words that are right: likely right itself, but *Weinachten* is such a one, too.

        >>> [german().is_composed(word) for word in ("ziegenmelker", "weinachtsmann", "drogenschmugler")]
        [True, True, False]
        """
        splitter = self._splitter
        if splitter is None:
            return False
        parts = splitter.split(exact)
        return bool(parts) and all(splitter.knows(exact[start:end]) for start, end in parts)

    def tokens(self, text: str) -> list[Token]:
        """All tokens of a text; those of one word share its position."""
        forms: dict[str, Form] = {}
        tokens = []
        for position, ((start, _), raw) in enumerate(
            zip(raw_spans(text), self.raw_tokens(text), strict=True)
        ):
            form = forms.get(raw)
            if form is None:
                form = forms[raw] = self.form(raw)
            for term, part, term_start, term_end in form.terms:
                tokens.append(Token(term, start + term_start, start + term_end, position, part, form.exact))
        return tokens

    def first_terms(self, exact: str) -> Sequence[str]:
        """The terms of a part that others follow: no form of a verb (*Sprach|kurs, Weiß|wein*)."""
        return self._names(exact, self._first_term)

    def last_terms(self, exact: str) -> Sequence[str]:
        """The terms of the last part: a past tense is a noun there (*Haar|wuchs*), and so is *wegen* (*Rad|wegen*)."""
        return self.first_terms(exact) if is_noun_as_part(exact) else self._names(exact, self._last_term)

    def _names(self, exact: str, term: Callable[[str], str]) -> Sequence[str]:
        both = woman(exact) if self.options.women and exact.endswith(("in", "innen")) else None
        return [term(exact)] if both is None else [*dict.fromkeys(map(term, both))]

    def _marked_term(self, exact: str) -> str:
        """Term of what has digits, apostrophes or loose accents in it."""
        if "'" in exact:
            exact = _ELISION.sub("", _CLITIC.sub("", exact)).replace("'", "")
        return self.term(exact) if exact.isalpha() else without_accents(exact)[:LONGEST_TERM]

    def _open(self, raw: str) -> tuple[str, Sequence[str], str]:
        """`words` of an open word."""
        exact, words, compound = self.words(open_part(raw))
        if words and self._splitter is not None:
            wholes = completed(raw, self._splitter)
            words = (exact, *(word for word in wholes if word.isalpha() and len(word) <= LONGEST_TERM))
        return exact, words, compound


def _without(step: Step, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(other for other in steps if other is not step)


def _applied(steps: tuple[Step, ...], exact: str) -> str:
    for step in steps:
        exact = step(exact)
    return exact[:LONGEST_TERM]


def _steps(options: Options) -> tuple[Step, ...]:
    chosen = (
        (options.accents, without_accents),
        (options.spelling, one_spelling),
        (True, function_base),
        (options.adjectives, adjective_base),
        (options.verbs, verb_base),
        (options.nouns, noun_base),
        (options.umlauts, keep_umlauts),
        (True, stem),
    )
    return tuple(step for wanted, step in chosen if wanted)


def _fingerprint(options: Options, rules: tuple[str, ...]) -> str:
    """Name what decides the terms: versions, tables, options; an index of another name must be rebuilt."""
    table: tuple[object, ...] = ()
    if options.compounds:
        table = (compound_words.TABLE_VERSION, sorted(read_rules(rules).items()))
    others = (APART, ENDINGS, WHOLE, ADJECTIVES, TRUE_DIGRAPHS, TRUE_UMLAUTS)
    spellings = (double_spellings.BEGINNINGS, double_spellings.WHOLE, double_spellings.ENDINGS)
    own = (OWN_E, OWN_ER, OWN_ENDINGS, NOT_OWN_ENDINGS, OWN_WHOLE, OWN_S, OWN_S_WHOLE, NOT_OWN_S, US_FORMS)
    facts = (ANALYSIS_VERSION, STEMMER_VERSION, table, astuple(options), VERBS, others, spellings, own)
    return blake2b(repr(facts).encode(), digest_size=8).hexdigest()


def german(*, compounds: bool = True, rules: tuple[str, ...] | None = None) -> Analyzer:
    """Return the chain for German, shared.

    rules: a user's lines for compounds (`Stau|becken`, `=Beispiel`); None: those of the file that the environment names
    (`compound_rules.RULES_VARIABLE`). They are part of the fingerprint. Raises RuleError for a line, RulesFileError
    for a file that cannot be read.
    """
    if not compounds:
        return _german(None)
    return _german(rules_of_environment() if rules is None else rules)


@cache
def _german(rules: tuple[str, ...] | None) -> Analyzer:
    if rules is None:
        return Analyzer(Options(compounds=False))
    splitter = compound_words.default()
    return Analyzer(Options(), splitter.with_rules(rules) if rules else splitter, rules=rules)
