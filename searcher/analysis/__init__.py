"""analysis: text in, tokens out.

Knows German: what a word is, which spellings and forms are one word, which parts a compound has. Knows no
files, no index, no query syntax and no screen. A raw token is a piece of the text as it stands there,
an open word (*Vor- und Nachteile*) with the word that completes it; its form (`Analyzer.form`) is a pure function of
it, so that indexing asks once per distinct raw token.
"""

from searcher.analysis.data.function_words import is_function_word, is_question_word
from searcher.analysis.fold import exact_form, open_part
from searcher.analysis.german import LONGEST_TERM, Analyzer, Form, FormTerm, Options, german
from searcher.analysis.spelling import fold_variants, pattern_spellings
from searcher.analysis.tokenizer import raw_spans

__all__ = [
    "LONGEST_TERM",
    "Analyzer",
    "Form",
    "FormTerm",
    "Options",
    "exact_form",
    "fold_variants",
    "german",
    "is_function_word",
    "is_question_word",
    "open_part",
    "pattern_spellings",
    "raw_spans",
]
