"""What is suggested for a query that found nothing."""

from __future__ import annotations

import pytest

from searcher.query import parse, suggest
from searcher.query.misspelt import misspelt

COUNTS = {
    **{
        "tadschikistan": 7,
        "militärbasis": 3,
        "militär": 9,
        "drogen": 8,
        "schmuggler": 4,
        "haus": 30,
        "maus": 2,
    },
    **{"putin": 50, "taliban": 20, "bündnis": 6, "nato": 5, "kommission": 4, "eu": 9},
    **{"verwaltung": 12, "gericht": 11},
}


def distance(one: str, other: str) -> int:
    """Count the edits between two words, the obvious way; two swapped letters are one edit."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b)))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                row[-1] = min(row[-1], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]


def similar(form: str, edits: int) -> list[tuple[str, int, int]]:
    return [(word, d, count) for word, count in COUNTS.items() if (d := distance(form, word)) <= edits]


def known(form: str) -> int:
    return COUNTS.get(form, 0)


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("Tadschickistan", "Tadschikistan"),
        ("tadschickistan", "tadschikistan"),
        ("TADSCHICKISTAN", "TADSCHIKISTAN"),
        ("Putin UND Tadschickistan", "Putin UND Tadschikistan"),
        ("  Putin   Tadschickistan!", "  Putin   Tadschikistan!"),
        ("Titel:=Tadschickistan^3 -Quarkz", "Titel:=Tadschikistan^3 -Quarkz"),
        ("Miltärbasis", "Militärbasis"),  # a whole word of the index
        ("Drogenschmugler", "Drogenschmuggler"),  # parts of the index: drogen + schmuggler
        ("Miltärbündnis", "Militärbündnis"),
        ("Miltärsbündnis Putin", "Militärbündnis Putin"),
        ("Verwaltunsgericht", "Verwaltungsgericht"),  # the link stays
        ("Verwalttungsgericht", "Verwaltungsgericht"),
        ("Verwaltungsgerihct", "Verwaltungsgericht"),
        ("EU-Komission", "EU-Kommission"),
        ('"Putni Taliban"~5', '"Putin Taliban"~5'),
        ("Putni NAHE/5 Talban", "Putin NAHE/5 Taliban"),
        ("NTAO", "NATO"),
        ("Hasu", "Haus"),  # one swap away; so is nothing else
        ("Qaus", "Haus"),  # as near as Maus, and more frequent
        ("Putin", None),
        ("Xylophon", None),
        ("Tadschickistan Xylophon", None),  # would still find nothing
        ("Tadschickistan ODER Xylophon", "Tadschikistan ODER Xylophon"),
        ("Xy", None),
        ("Wer ist Putni?", "Wer ist Putin?"),  # function words are not corrected
        ("*", None),
        ("Milt*", None),
        ("seit:2021", None),
    ],
)
def test_suggestion(line: str, better: str | None) -> None:
    assert suggest(parse(line), similar=similar, known=known, line=line) == better


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("Mauss", None),  # five letters: as good as any other word
        ("Talibann", "Taliban"),
        ("Kommision", "Kommission"),
        ("Talikan", None),
        ("Xylophon Talibann", None),
    ],
)
def test_a_word_of_german_is_hardly_misspelt(line: str, better: str | None) -> None:
    found = suggest(parse(line), similar=similar, known=known, is_word=lambda _: True, line=line)
    assert found == better


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("Miltärbasis", "Militärbasis"),  # one letter is missing
        ("Ferwaltung", "Verwaltung"),  # one is heard like another
        ("Milikärbasis", None),  # nobody writes k for t
        ("Verwalltungg", None),  # two slips
    ],
)
def test_of_what_is_made_of_words_one_slip_is_corrected(line: str, better: str | None) -> None:
    found = suggest(parse(line), similar=similar, known=known, is_composed=lambda _: True, line=line)
    assert found == better


@pytest.mark.parametrize(("line", "better"), [("Asfalt", "Asphalt"), ("Filosofi", "Philosophie")])
def test_ph_may_be_written_as_it_is_heard(line: str, better: str) -> None:
    counts = {"asphalt": 3, "philosophie": 2}

    def nearby(form: str, edits: int) -> list[tuple[str, int, int]]:
        return [(word, d, count) for word, count in counts.items() if (d := distance(form, word)) <= edits]

    assert suggest(parse(line), similar=nearby, known=lambda form: counts.get(form, 0), line=line) == better


def test_what_finds_nothing_is_not_suggested() -> None:
    asked: list[str] = []

    def finds(line: str) -> bool:
        asked.append(line)
        return line == "Maus"

    assert suggest(parse("Baus"), similar=similar, known=known, finds=finds, line="Baus") == "Maus"
    assert asked == ["Haus", "Maus"]
    assert suggest(parse("Talbian"), similar=similar, known=known, finds=lambda _: False) is None


@pytest.mark.parametrize(
    ("written", "meant", "distance"),
    [
        ("strasse", "straße", 0.0),
        ("muell", "müll", 0.0),
        ("wiederruf", "widerruf", 0.8),
        ("rhytmus", "rhythmus", 0.6),
        ("komission", "kommission", 0.5),
        ("standart", "standard", 0.6),
        ("hasu", "haus", 0.7),
        ("gaus", "haus", 0.8),
        ("basis", "dass", 1.8),
        ("eingang", "einlang", 1.0),
        ("", "ab", 1.6),
    ],
)
def test_some_slips_are_likelier_than_others(written: str, meant: str, distance: float) -> None:
    assert misspelt(written, meant) == pytest.approx(distance)
    assert misspelt(meant, written) == pytest.approx(distance)


def test_without_the_line_the_query_is_written_anew() -> None:
    assert suggest(parse("Putin ODER Talban"), similar=similar, known=known) == "Putin OR Taliban"


def test_the_splitter_says_which_part_is_misspelt() -> None:
    def split(word: str) -> tuple[tuple[int, int], ...]:
        return ((0, 6), (6, 10)) if word == "drogenhasu" else ()

    asked: list[str] = []

    def counted(form: str, edits: int) -> list[tuple[str, int, int]]:
        asked.append(form)
        return similar(form, edits)

    assert suggest(parse("Drogenhasu"), similar=counted, known=known, split=split) == "Drogenhaus"
    assert asked[:2] == ["drogenhasu", "hasu"]
