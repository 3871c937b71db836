"""What one word is in a text and what people type for it: asked as a user would, of a real index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from searcher import Searcher, build, open_index
from tests.regressions.conftest import opened_texts

TEXTS = {
    "vor": "Wir nennen die Vor- und\nNachteile der Sache.",
    "vorteil": "Die Vorteile sind klar.",
    "bund": "Es berät die Bundes- und Landesregierung.",
    "textil": "Die Textilindustrie und -handel, die Güterein- und -ausfuhr.",
    "mail": "Eine E-Mail-Adresse hat sie.",
    "email": "Sie schrieb ihm per Email.",
    "klima": "Der CO2-Ausstoß steigt.",
    "klima2": "Der CO2Ausstoß sinkt.",
    "handel": "Der Online-Handel ruht.",
    "handel2": "Der Onlinehandel blüht.",
    "dezimal": "Die Version 1.5 ist neu.",
    "ganz": "Es sind 15 Leute.",
    "blank": "Die Stadt hat 100 000 Bürger.",
    "punkt": "Die Stadt hat 100.000 Menschen.",
    "glatt": "Die Stadt hat 100000 Seelen.",
    "alt": "Daß die Binnenschiffahrt mit Photographien des Delphins numeriert wird, ist ein aufwendiger Tip.",
    "neu": "Dass die Binnenschifffahrt mit Fotografien des Delfins nummeriert wird, ist ein aufwändiger Tipp.",
    "paragraph": "Nach § 263a StGB wird bestraft.",
    "paragraph2": "Nach § 263 a StGB wird bestraft.",
}
FOUND = {
    "Vorteile": "vor vorteil",
    "Vor- ODER Nachteile": "vor",
    "Vor- UND Nachteile": "vor",
    '"Vor- und Nachteile"': "vor",
    "Vorteil": "vor vorteil",
    "=Vorteile": "vorteil",
    "Nachteile": "vor",
    '"die Vorteile und Nachteile"': "vor",
    "Bundesregierung": "bund",
    "Textilhandel": "textil",
    "Textilindustrie und -handel": "textil",
    "Textilindustrie -handel": "",
    "Gütereinfuhr": "textil",
    "Güterausfuhren": "textil",
    "Email": "mail email",
    "E-Mail": "mail email",
    "E-Mails": "mail email",
    "Emailadresse": "mail",
    "CO2-Ausstoß": "klima klima2",
    "CO2Ausstoß": "klima klima2",
    "Onlinehandel": "handel handel2",
    "Online-Handel": "handel handel2",
    "1.5": "dezimal",
    "15": "ganz",
    "100 000": "blank punkt glatt",
    "Stadt 100 000": "blank punkt glatt",
    "=100 =000": "blank",
    "§ 263 a": "paragraph paragraph2",
    "§ 263 a StGB": "paragraph paragraph2",
    "100000": "blank punkt glatt",
    "100.000": "blank punkt glatt",
    "Photographie": "alt neu",
    "Fotografien": "alt neu",
    "Delphine": "alt neu",
    "Delfin": "alt neu",
    "dass": "alt neu",
    "daß": "alt neu",
    "numerieren": "alt neu",
    "nummerieren": "alt neu",
    "aufwendig": "alt neu",
    "aufwändige": "alt neu",
    "Tipps": "alt neu",
    "Schiffahrt": "alt neu",
    "Schifffahrt": "alt neu",
    "=Delphins": "alt",
    "§ 263a": "paragraph paragraph2",
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    with opened_texts(tmp_path_factory.mktemp("traps"), TEXTS) as opened:
        yield opened


def found(searcher: Searcher, query: str) -> set[str]:
    results = searcher.search(query, limit=None)
    return {Path(hit.id).stem for hit in results.hits[: results.total]}


@pytest.mark.parametrize("query", FOUND, ids=str)
def test_it_finds_what_is_meant(searcher: Searcher, query: str) -> None:
    assert found(searcher, query) == set(FOUND[query].split())


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("Vorteile", "Wir nennen die [Vor]- und Nachteile der Sache."),
        ("Nachteile", "Wir nennen die Vor- und [Nachteile] der Sache."),
        ("Vorteile Nachteile", "Wir nennen die [Vor]- und [Nachteile] der Sache."),
        ("Textilhandel", "Die [Textil]industrie und -[handel], die Güterein- und -ausfuhr."),
        ("Güterausfuhr", "Die Textilindustrie und -handel, die Güterein- und -[ausfuhr]."),
    ],
)
def test_the_place_of_a_shortened_word_is_marked(searcher: Searcher, query: str, marked: str) -> None:
    assert marked in [hit.snippets[0].marked("[", "]") for hit in searcher.search(query)]


@pytest.mark.parametrize(
    ("query", "better"),
    [
        ("Emailadrese", "Emailadresse"),
        ("Onlinehandell", "Onlinehandel"),
        ("Deplhine", "Delphins"),
        ("Bürgerr", "Bürger"),
        ("Binenschifffahrt", "Binnenschifffahrt"),
        ("Binnenschiffart", "Binnenschiffahrt"),  # made of words, but hardly meant
        ("Eingang", None),  # a word that the texts have not got
        ("Basis", None),
        ("Hundesteuer", None),
        ("Xylophon", None),
        ("Tilsit", None),  # Titel is two letters away
    ],
)
def test_a_suggestion_makes_sense_and_finds_something(
    searcher: Searcher, query: str, better: str | None
) -> None:
    suggestion = searcher.search(query).suggestion
    assert suggestion == better
    assert suggestion is None or searcher.search(suggestion).total


def test_a_suggestion_finds_something_with_the_same_filters(searcher: Searcher) -> None:
    assert searcher.search("Onlinehandell", path="*handel2*").suggestion == "Onlinehandel"
    assert searcher.search("Onlinehandell", path="*vorteil*").suggestion is None
    assert searcher.search("Onlinehandell", since="2020").suggestion is None


def test_a_word_that_stands_in_compounds_only_is_known(searcher: Searcher) -> None:
    """*Industrie* was corrected where another word was misspelt, for the texts have it only as a part."""
    assert searcher.search("Industrie Delfisn").suggestion == "Industrie Delfins"


@pytest.mark.parametrize(
    ("query", "understood"),
    [
        ("Vor- und Nachteile", "all of: Vorteile, Nachteile; not required: und"),
        ('"Vor- und Nachteile"', 'the phrase "Vorteile und Nachteile"'),
        (
            "HAUPT-, Neben- und Zusatzkosten",
            "all of: HAUPTKOSTEN, Nebenkosten, Zusatzkosten; not required: und",
        ),
        ("Textilindustrie und -handel", "all of: Textilindustrie, Textilhandel; not required: und"),
        ("Klimawandel oder -schutz", "all of: Klimawandel, Klimaschutz; not required: oder"),
        ("Klimaminister bzw. -amt", "all of: Klimaminister, Klimaamt; not required: bzw"),
        # no word begins like the one before, so it is left out
        ("Putin und -ukraine", "all of: Putin, und; without: ukraine"),
        ("Bundestag und -Regierung", "all of: Bundestag, und; without: Regierung"),
        ("Textilindustrie -handel", "Textilindustrie; without: handel"),
        ("Vor- und", 'all of: Vor (without "-"), und'),
        ("100 000 Bürger", "all of: 100.000, Bürger"),
        ("1 000 000", "1.000.000"),
        ("§ 263 a StGB", 'all of: 263a, StGB; not searched: "§"'),
        ("2020 100", "all of: 2020, 100"),
        ("C++", 'C (without "++")'),
        ("C# lernen", 'all of: C (without "#"), lernen'),
        ("=C++", 'exactly "C" (without "++")'),
        ("50+1", 'the phrase "50 1"'),
    ],
)
def test_nothing_is_changed_or_dropped_in_silence(searcher: Searcher, query: str, understood: str) -> None:
    assert searcher.search(query).understood == understood


def test_a_word_that_others_write_with_a_hyphen_is_marked_whole(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Titel der Datei\n\nDie E-Mail-Adresse per E\u2010Mail an E.\n", encoding="utf-8"
    )
    build([tmp_path / "a.txt"], tmp_path / "index")
    with open_index(tmp_path / "index") as opened:
        for query in ("Email", "E-Mail"):
            found = opened.search(query).hits[0].snippets[0].marked("[", "]")
            assert found == "Die [E-Mail]-Adresse per [E\u2010Mail] an E.", query
        assert "an [E]" in opened.search("E").hits[0].snippets[0].marked("[", "]")
