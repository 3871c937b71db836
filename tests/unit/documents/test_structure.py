"""Headings, lead and body."""

from __future__ import annotations

import pytest

from searcher.documents.structure import (
    LONGEST_TITLE,
    marked_lines,
    paragraphs,
    short_lines,
    shortened,
    zones,
)


def _cut(text: str, *, marked: bool = False, lead: bool = False) -> list[tuple[str, str]]:
    headings = marked_lines(text, 0, underlined=True) if marked else short_lines(text, 0)
    found = zones(text, 0, headings, lead=0 if lead else None)
    return [(zone.field, text[zone.start : zone.end]) for zone in found]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("", []),
        (" \n\n\t\n", []),
        ("Ein Satz.", [("body", "Ein Satz.")]),
        ("\n\n Ein Satz. \n", [("body", "Ein Satz.")]),
        ("Kopf\n\nEin Satz.\n \nNoch einer.", [("headings", "Kopf"), ("body", "Ein Satz.\n \nNoch einer.")]),
        ("Satz.\n\nKopf\n\nSatz.", [("body", "Satz."), ("headings", "Kopf"), ("body", "Satz.")]),
        ("Zwei\nZeilen", [("body", "Zwei\nZeilen")]),
        ("x" * 101, [("body", "x" * 101)]),
        ("Was nun?\n\nEs ging.", [("headings", "Was nun?"), ("body", "Es ging.")]),
        ("Vor St. Petersburg\n\nEis.", [("headings", "Vor St. Petersburg"), ("body", "Eis.")]),
        ("Was nun?", [("body", "Was nun?")]),
        ("Es ging.\n\nAnna Muster", [("body", "Es ging.\n\nAnna Muster")]),
        ("Er ging.“", [("body", "Er ging.“")]),
        ("Es gilt:", [("body", "Es gilt:")]),
        ("- Milch", [("body", "- Milch")]),
        ("* * *", [("body", "* * *")]),
        ("A\n\nB\n\nC.", [("headings", "A"), ("headings", "B"), ("body", "C.")]),
    ],
)
def test_short_lines(text: str, cut: list[tuple[str, str]]) -> None:
    assert _cut(text) == cut


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("# Kopf\nText", [("headings", "Kopf"), ("body", "Text")]),
        ("Text\n## Kopf ##\nText", [("body", "Text"), ("headings", "Kopf"), ("body", "Text")]),
        ("#Kopf", [("body", "#Kopf")]),
        ("####### Kopf", [("body", "####### Kopf")]),
        ("   # Kopf", [("headings", "Kopf")]),
        ("    # Kopf", [("body", "# Kopf")]),
        ("# C#", [("headings", "C#")]),
        ("# \nText", [("body", "Text")]),
        ("```\n# kein\n```\n# Kopf", [("body", "```\n# kein\n```"), ("headings", "Kopf")]),
        ("````\n```\n# kein\n````\n# Kopf", [("body", "````\n```\n# kein\n````"), ("headings", "Kopf")]),
        ("~~~\n# kein", [("body", "~~~\n# kein")]),
        ("Kopf\n====\nText", [("headings", "Kopf"), ("body", "Text")]),
        ("A.\n\nKopf\n---\nText", [("body", "A."), ("headings", "Kopf"), ("body", "Text")]),
        ("Zwei\nZeilen\n---", [("body", "Zwei\nZeilen\n---")]),
        ("Text\n\n---\n\nText", [("body", "Text\n\n---\n\nText")]),
        ("# A\n# B\n\n\n# C", [("headings", "A"), ("headings", "B"), ("headings", "C")]),
        ("Preis: # 5 #\nund # 6", [("body", "Preis: # 5 #\nund # 6")]),
    ],
)
def test_marked_lines(text: str, cut: list[tuple[str, str]]) -> None:
    assert _cut(text, marked=True) == cut


@pytest.mark.parametrize(
    "text", ["# A\nx\n # B\n#c\n### D ###\n", "a\n# B", "#\n# x", "x # y\n    # z\n# E#"]
)
def test_the_fast_way_finds_the_same(text: str) -> None:
    fast = list(marked_lines(text, 0))
    assert fast == list(marked_lines(text + "\n\n~~~", 0)) == list(marked_lines(text, 0, underlined=True))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Eins.\n\nZwei.", [("lead", "Eins."), ("body", "Zwei.")]),
        ("Eins.\n\nKopf\n\nZwei.", [("lead", "Eins."), ("headings", "Kopf"), ("body", "Zwei.")]),
        ("Kopf\n\nZwei.", [("headings", "Kopf"), ("body", "Zwei.")]),
        ("\n\nEins.", [("lead", "Eins.")]),
    ],
)
def test_lead(text: str, cut: list[tuple[str, str]]) -> None:
    assert _cut(text, lead=True) == cut


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 1_000_000,
        " " * 1_000_000 + "x",
        "\n" + " " * 1_000_000 + "x",
        "# " + " " * 1_000_000 + "x",
        "=" * 1_000_000 + "x",
        "\n" + "=" * 1_000_000 + " " * 1_000_000 + "x",
        "#" * 1_000_000,
        "# # " * 200_000,
        "\n#" * 300_000,
        "`" * 1_000_000,
        "\n```" * 200_000,
        "x\n-\n" * 200_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_hostile_texts_are_linear(text: str) -> None:
    zones(text, 0, short_lines(text, 0))
    zones(text, 0, marked_lines(text, 0, underlined=True))
    zones(text, 0, marked_lines(text, 0))


def test_headings_are_bounded() -> None:
    text = "Kopf\n\n" * 20_000 + "Satz."
    found = zones(text, 0, short_lines(text, 0))
    assert len(found) == 10_001
    assert found[-1].field == "body"
    assert found[-1].end == len(text.rstrip())


def test_paragraphs() -> None:
    text = "\n\n a\nb \n\t\nc\n\n"
    assert [text[start:end] for start, end in paragraphs(text, 0)] == ["a\nb", "c"]


def test_shortened() -> None:
    assert shortened(" a\n b ") == "a b"
    assert len(shortened("wort " * 1000)) <= LONGEST_TITLE + 2
    assert shortened("wort " * 1000).endswith("wort …")
    assert shortened("x" * 1000) == "x" * LONGEST_TITLE + " …"
