"""Verbs: past tenses that look like nouns, and words that look like verbs."""

from __future__ import annotations

import pytest

from searcher.analysis import german

MEET = """
nehmen nahm nahmen
sehen sah sahen
fahren fuhr fuhren
erfahren erfuhr erfuhren
entscheiden entschied entscheidet
beschließen beschloss beschloß beschließt
entstehen entstand entstanden
weiß weiße weißen weißer Weiß
wissen wusste gewusst
bewusst bewusste bewussten
"""

APART = "weiß-wissen bewusst-wissen Abfuhr-abfahren Bestand-bestehen Griff-greifen Sahne-sehen"


def terms(word: str, *, part: bool = False) -> set[str]:
    return {term.term for term in german().form(word).terms if term.part is part}


@pytest.mark.parametrize("line", MEET.strip().splitlines())
def test_forms_meet(line: str) -> None:
    assert len({frozenset(terms(word)) for word in line.split()}) == 1


@pytest.mark.parametrize("pair", APART.split())
def test_words_are_apart(pair: str) -> None:
    one, other = pair.split("-")
    assert terms(one).isdisjoint(terms(other))


@pytest.mark.parametrize(
    ("compound", "word"),
    [
        ("Weißwein", "weiß"),
        ("Sprachkurs", "Sprache"),
        ("Sprachwissenschaft", "Sprache"),
        ("Schreibtisch", "schreiben"),
    ],
)
def test_a_part_that_others_follow_is_no_form_of_a_verb(compound: str, word: str) -> None:
    assert terms(compound, part=True) & terms(word)


def test_wine_is_nothing_that_is_known() -> None:
    assert terms("Weißwein", part=True).isdisjoint(terms("Wissen"))
