"""Markdown and its front matter."""

from __future__ import annotations

from typing import Any

import pytest

from searcher.documents.frontmatter import front_matter
from searcher.documents.markdown import parts


@pytest.mark.parametrize(
    ("text", "title", "date", "zones"),
    [
        (
            "# Titel\n\nText.\n\n## Kopf\nMehr.",
            "Titel",
            None,
            [("lead", "Text."), ("headings", "Kopf"), ("body", "Mehr.")],
        ),
        ("Titel\n=====\nText.", "Titel", None, [("lead", "Text.")]),
        ("Text.\n\n# Kopf", "", None, [("body", "Text."), ("headings", "Kopf")]),
        ("Titel\n\nText.", "Titel", None, [("lead", "Text.")]),
        (
            "---\ntitle: T\ndate: 2022-06\n---\n# K\nText.",
            "T",
            "2022-06",
            [("headings", "K"), ("body", "Text.")],
        ),
        ("---\ntitle: T\n---\n\nText.\n\nMehr.", "T", None, [("lead", "Text."), ("body", "Mehr.")]),
        ("---\ndate: gestern\n---\nText.", "", None, [("body", "Text.")]),
        ("---\n\nText.", "", None, [("body", "---\n\nText.")]),
        ("---\ntitle: ohne Ende\n\nText.", "", None, [("body", "---\ntitle: ohne Ende\n\nText.")]),
        ("---\ntags: [a]\n---", "", None, []),
    ],
)
def test_forms(text: str, title: str, date: str | None, zones: list[tuple[str, str]]) -> None:
    found = parts(text)
    cut = [(zone.field, text[zone.start : zone.end]) for zone in found.zones]
    assert (found.title, found.date.given if found.date else None, cut) == (title, date, zones)


@pytest.mark.parametrize(
    ("block", "values"),
    [
        ("title: Reise: ein Bericht", {"title": "Reise: ein Bericht"}),
        ("Title: 'Putin''s Reise'  # so", {"title": "Putin's Reise"}),
        ('title: "Der \\"Kreml\\""', {"title": 'Der "Kreml"'}),
        ("date: 2022-06-14\ndraft: no\ntime: 12:30", {"date": "2022-06-14", "draft": "no", "time": "12:30"}),
        ("tags: [Bonn, 'Köln, Stadt', \"B\"]", {"tags": ["Bonn", "Köln, Stadt", "B"]}),
        ("tags:\n- a\n- b", {"tags": ["a", "b"]}),
        ("tags:\n  - a\n\n  - 'b'", {"tags": ["a", "b"]}),
        ("text: |\n  eins\n  zwei\nx: y", {"text": "eins\nzwei", "x": "y"}),
        ("text: >-\n  eins\n  zwei", {"text": "eins zwei"}),
        ("tief:\n  a: 1\n  b: 2", {"tief": "  a: 1\n  b: 2"}),
        ("a: &x [1]\nb: *x", {"a": "&x [1]", "b": "*x"}),
        ("leer:\nx: y", {"leer": "", "x": "y"}),
        ("x: wert # Kommentar", {"x": "wert"}),
        ("x: C#", {"x": "C#"}),
        ("kein Schlüssel\nx: y", {"x": "y"}),
        ("x: 'offen", {"x": "'offen"}),
        ("a: {b: c}", {"a": "{b: c}"}),
        ("!!python/object:os.system: x\ny: !!python/name:os.system", {"y": "!!python/name:os.system"}),
    ],
)
def test_front_matter(block: str, values: dict[str, Any]) -> None:
    text = f"---\n{block}\n---\nText"
    found, start = front_matter(text)
    assert found == values
    assert text[start:] == "Text"


def test_hostile_front_matter_is_linear() -> None:
    for line in (
        "x: [" + "'" * 60_000,
        "x: [" + "a," * 30_000 + "]",
        "x" * 65_000,
        "x: " + "[" * 60_000,
        "x: '" * 16_000,
    ):
        front_matter(f"---\n{line}\n---\n")
        front_matter(f"---\n{line}]\n---\n")


def test_a_block_that_is_never_closed_takes_no_text_with_it() -> None:
    text = "---\ntitle: Reise\n\nEr reist heute ab.\n\n---\n\nMehr."
    found = parts(text)
    assert "title" not in found.meta
    assert {"Er reist heute ab.", "Mehr."} <= set(
        "\n\n".join(text[zone.start : zone.end] for zone in found.zones).split("\n\n")
    )
