"""Queries in words, and in query syntax again."""

from __future__ import annotations

import pytest

from searcher.query import describe, parse, to_query

CASES = [
    # the line, in words, in query syntax
    ("", "all documents", "*"),
    ("Taliban", "Taliban", "Taliban"),
    ("Militärbasen, Tadschikistan!", "all of: Militärbasen, Tadschikistan", "Militärbasen Tadschikistan"),
    ("Besuch – Putin", 'all of: Besuch, Putin; not searched: "–"', "Besuch – Putin"),
    ("Putin – UND Kreml", 'all of: Putin, Kreml; not searched: "–"', "Putin – AND Kreml"),
    ("Putin UND Kreml", "all of: Putin, Kreml", "Putin AND Kreml"),
    ("Putin oder ODER Kreml", "any of: (all of: Putin, oder), Kreml", "Putin AND oder OR Kreml"),
    (
        "Putin NICHT (Ukraine ODER Krim)",
        "Putin; without: (any of: Ukraine, Krim)",
        "Putin AND -(Ukraine OR Krim)",
    ),
    ("(Putin –)", 'Putin; not searched: "–"', "(Putin –)"),
    ("-Ukraine", "all documents; without: Ukraine", "-Ukraine"),
    ("-a -b", "all documents; without: a, b", "-a AND -b"),
    ("=Haus", 'exactly "Haus"', "=Haus"),
    ("Militär*", 'words beginning with "Militär"', "Militär*"),
    ("*basis", 'words ending in "basis"', "*basis"),
    ("*bas*", 'words with "bas" in them', "*bas*"),
    ("Putin!? Kreml", "all of: Putin, Kreml", "Putin Kreml"),
    ("M?ller", 'words like "M?ller"', "M?ller"),
    ("Bürger*innen", "Bürger*innen", "Bürger*innen"),
    ("Tadschickistan~", "words within 1 edit of Tadschickistan", "Tadschickistan~1"),
    ("Tadschickistan~2", "words within 2 edits of Tadschickistan", "Tadschickistan~2"),
    ("Taliban^3", "Taliban (weight 3)", "Taliban^3"),
    ("(Putin Kreml)^0,5", "(all of: Putin, Kreml) (weight 0.5)", "(Putin AND Kreml)^0.5"),
    ("„ersten =Mal“", 'the phrase "ersten =Mal"', '"ersten =Mal"'),
    (
        '"Putin Taliban"~5',
        'the words "Putin Taliban" with at most 5 words between, in any order',
        '"Putin Taliban"~5',
    ),
    ("Putin NAHE/1 Taliban", "Putin with at most 1 word between it and Taliban", "Putin NEAR/1 Taliban"),
    ("Putin NAHE/0 Taliban", "Putin with no word between it and Taliban", "Putin NEAR/0 Taliban"),
    ("Titel:Taliban", "Taliban in the title", "title:Taliban"),
    ("Text:Milit*", 'words beginning with "Milit" in the body', "body:Milit*"),
    (
        "Titel:(a NAHE/5 b)",
        "a with at most 5 words between it and b in the title",
        "title:a NEAR/5 title:b",
    ),
    ("date:2022-06", "date 2022-06", "date:2022-06"),
    ("date:2022-06..2022-09", "date 2022-06 to 2022-09", "date:2022-06..2022-09"),
    ("Putin seit:2021", "Putin; since 2021", "Putin date:2021.."),
    ("bis:2022-03 Putin Kreml", "all of: Putin, Kreml; until 2022-03", "date:..2022-03 Putin Kreml"),
    ("Pfad:seeds Putin", 'Putin; path with "seeds"', 'path:"seeds" Putin'),
    ("!Putin", 'Putin (without "!")', "!Putin"),
    ("C++ +Putin", 'all of: C (without "++"), Putin (without "+")', "C++ +Putin"),
    ("#Haus~", 'words within 1 edit of Haus (without "#")', "#Haus~1"),
    ("‚Putin‘ Haus!", 'all of: Putin (without "‚"), Haus', "‚Putin Haus"),
    ("100% @Putin", 'all of: 100 (without "%"), Putin (without "@")', "100% @Putin"),
    ("Müllers’ “R&D”", 'all of: Müllers, the phrase "R&D"', 'Müllers AND "R&D"'),
    ("12:30 E-Mail", 'all of: the phrase "12 30", E-Mail', "12:30 E-Mail"),
    ("EU-Kommision~2", "words within 2 edits (EU: 1) of EU-Kommision", "EU-Kommision~2"),
    ("EU-Kommision~", "words within 1 edit of EU-Kommision", "EU-Kommision~1"),
    ("USB\u2011Scanner", "USB\u2011Scanner", "USB\u2011Scanner"),
    ("E\u2010Mail", "E\u2010Mail", "E\u2010Mail"),
    ("=E\u2011Mail", 'exactly "E\u2011Mail"', "=E\u2011Mail"),
    ("=foo/bar", 'the phrase "=foo =bar"', "=foo/bar"),
    ("@Haus*", 'words beginning with "Haus" (without "@")', "@Haus*"),
    ("path:*.txt", 'path like "*.txt"', 'path:"*.txt"'),
    ('Pfad:»a "b"«', 'path with "a "b""', 'path:»a "b"«'),
]


@pytest.mark.parametrize(
    ("line", "words", "syntax"), [pytest.param(*row, id=row[0] or "empty") for row in CASES]
)
def test_described(line: str, words: str, syntax: str) -> None:
    assert describe(parse(line)) == words
    assert to_query(parse(line)) == syntax
    assert parse(syntax) == parse(line)
