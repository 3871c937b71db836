"""Plain text: the seed's form, titles, dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from searcher.documents import read_documents, walk
from searcher.documents.plain import parts
from searcher.model import Document

SEEDS = Path(__file__).parents[3] / "seeds"


def _zones(text: str) -> list[tuple[str, str]]:
    return [(zone.field, text[zone.start : zone.end]) for zone in parts(text).zones]


def test_the_seed() -> None:
    files, skipped = walk([SEEDS])
    document = next(read_documents(next(file for file in files if file.source == "000_c11d820a8b29f7a9.txt")))
    assert isinstance(document, Document)
    assert skipped == []
    assert document.id == document.source == "000_c11d820a8b29f7a9.txt"
    assert document.title == "Besuch in Tadschikistan Putin will Beziehung zu Taliban aufbauen"
    assert document.date is not None
    assert document.date.given == "2022-06"
    assert document.text.startswith(" date 2022-06 Besuch")
    found = [(zone.field, document.text[zone.start : zone.end]) for zone in document.zones]
    assert [field for field, _ in found] == ["lead", "body", "headings", "body"]
    assert found[0][1].startswith("Zum ersten Mal")
    assert found[2][1] == "Russland hat wichtige Militärbasis in Tadschikistan"
    assert document.text.count("\n", 0, document.zones[2].start) + 1 == 11


@pytest.mark.parametrize(
    ("text", "title", "date", "zones"),
    [
        (" date 2022 Titel", "Titel", "2022", []),
        ("date 2022-06-14 Titel\nText.", "Titel", "2022-06-14", [("lead", "Text.")]),
        ("\n date 2022-06\n\nText.", "", "2022-06", [("lead", "Text.")]),
        (" date 2022-06 T\n\nKurz\n\nText.", "T", "2022-06", [("lead", "Kurz"), ("body", "Text.")]),
        (" date 2022-99 Titel\n\nText.", "Titel", None, [("lead", "Text.")]),
        (" date 2022x Titel\n\nText.", "date 2022x Titel", None, [("lead", "Text.")]),
        (" update 2022 Titel\n\nText.", "update 2022 Titel", None, [("lead", "Text.")]),
        ("Titel\n\nVorspann.\n\nMehr.", "Titel", None, [("lead", "Vorspann."), ("body", "Mehr.")]),
        ("\n\nTitel\nText.", "Titel", None, [("lead", "Text.")]),
        ("Titel", "Titel", None, []),
        (
            "x" * 121 + "\n\nKopf\n\nText.",
            "",
            None,
            [("body", "x" * 121), ("headings", "Kopf"), ("body", "Text.")],
        ),
        ("Er ging nach\nhause.", "", None, [("body", "Er ging nach\nhause.")]),
    ],
)
def test_forms(text: str, title: str, date: str | None, zones: list[tuple[str, str]]) -> None:
    found = parts(text)
    assert (found.title, found.date.given if found.date else None, _zones(text)) == (title, date, zones)


def test_a_wrapped_paragraph_is_no_title() -> None:
    line = "Die Bundesregierung hat in dieser Woche ein Gesetz beschlossen, das den\n"
    text = line + "Ländern mehr Geld für Schulen gibt. Der Bundesrat muss noch zustimmen.\n"
    assert parts(text).title == ""
    assert parts("Mehr Geld für Schulen\n" + text).title == "Mehr Geld für Schulen"


def test_a_title_without_end_stays_searchable() -> None:
    text = " date 2022 " + "Wort " * 1000
    found = parts(text)
    assert [(zone.field, text[zone.start : zone.end].count("Wort")) for zone in found.zones] == [
        ("lead", 1000)
    ]


def test_a_bad_date_is_kept_as_metadata() -> None:
    assert parts(" date 2022-99 Titel\n\nText.").meta == {"date": "2022-99"}
