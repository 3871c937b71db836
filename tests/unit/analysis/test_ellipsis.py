"""Words that are written only once for several: what the open ones are completed to."""

from __future__ import annotations

import pytest

from searcher.analysis import german
from searcher.analysis.compounds import default
from searcher.analysis.ellipsis import completed
from searcher.analysis.fold import OPEN, exact_form
from searcher.analysis.tokenizer import raw_spans, raw_tokens

CASES = {
    "Vor- und Nachteile": ["vorteile"],
    "Vor- und\nNachteile": ["vorteile"],
    "Vor-\nund Nachteile": ["vorteile"],
    "Vor\u2011 und Nachteile": ["vorteile"],
    "Ein- und Ausfuhr": ["einfuhr"],
    "Ein- und Ausfuhrbestimmungen": ["einfuhrbestimmungen"],
    "Bundes- und Landesregierung": ["bundesregierung"],
    "die Bundes- als auch die Landesregierung": ["bundesregierung"],
    "Bundes-/Landesbehörde": ["bundesbehörde"],
    "Haupt-, Neben- und Zusatzkosten": ["hauptkosten", "nebenkosten"],
    "„Haupt-“ und „Nebenkosten“": ["hauptkosten"],
    "Güterein- und -ausfuhr": ["gütereinfuhr", "güterausfuhr"],
    "Textilindustrie und -handel": ["textilhandel"],
    "Textilindustrie, -handel und -forschung": ["textilhandel", "textilforschung"],
    "Verkehrslenkung bzw. -überwachung": ["verkehrsüberwachung"],
    "land- und forstwirtschaftlich": ["landwirtschaftlich"],
    "Kinder- und Jugendhilfe": ["kinderhilfe"],
    "Straf- und/oder Bußgeldverfahren": ["strafverfahren"],
    "See- sowie Binnenschifffahrt": ["seeschifffahrt"],
    "An- oder Abmeldung": ["anmeldung"],
    "auf- und abbauen": ["aufbauen"],
    "Be- und Entladen": ["beladen"],
    "ein- bis zweimal": ["einmal"],
    "Mutter- und Vaterschaft": ["mutterschaft"],
    "EU- und NATO-Staaten": ["eustaaten"],
    "Corona- und Klima-Krise": ["coronakrise"],
    "Dienst- und sonstige Leistungen": [],
    "Renten- und Krankenversicherungsbeiträge": ["rentenversicherungsbeiträge", "rentenbeiträge"],
    # not open, or nothing there that completes them
    "Vor- und": [],
    "eine Bundes- regierung": [],
    "Bundes-\nregierung": [],
    "10 - 12 und - nichts": [],
    "Ver- und Hund": [],
    "-1 und -2": [],
}


@pytest.mark.parametrize("text", CASES, ids=str)
def test_an_open_word_is_completed(text: str) -> None:
    found = [whole for raw in raw_tokens(text) if OPEN in raw for whole in completed(raw, default())]
    assert found == CASES[text]


@pytest.mark.parametrize("text", CASES, ids=str)
def test_it_keeps_its_place_and_its_own_form(text: str) -> None:
    for raw, (start, end) in zip(raw_tokens(text), raw_spans(text), strict=True):
        piece, form = text[start:end], german().form(raw)
        alone = german().form(piece)
        assert exact_form(raw) == form.exact == alone.exact
        assert set(alone.terms) <= set(form.terms)
        assert all(0 <= term.start < term.end <= len(piece) for term in form.terms)


def test_a_completed_word_is_no_part() -> None:
    tokens = [(token.term, token.part, token.position) for token in german().tokens("Vor- und Nachteile")]
    assert tokens == [("vor", False, 0), ("vorteil", False, 0), ("und", False, 1), ("nachteil", False, 2)]


def test_without_compounds_nothing_is_completed() -> None:
    tokens = [token.term for token in german(compounds=False).tokens("Vor- und Nachteile")]
    assert tokens == ["vor", "und", "nachteil"]


def test_a_long_row_of_open_words_takes_no_time_to_speak_of() -> None:
    text = "Ab-, " * 50_000 + "und Anbau " + "-" * 50_000 + " und -" * 50_000
    assert len(raw_tokens(text)) == len(raw_spans(text))
