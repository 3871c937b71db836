"""Words with two spellings, accepted both or of old and new orthography, have one term; words like them keep theirs."""

from __future__ import annotations

import pytest

from searcher.analysis import german
from searcher.analysis.data import double_spellings
from searcher.analysis.spelling import one_spelling

SAME = """
Photographie Fotografie        photographieren fotografieren  Photo Foto               Geographie Geografie
geographisch geografisch       Graphik Grafik                 Graphologe Grafologe     Paragraphen Paragrafen
Mikrophon Mikrofon             Symphonie Sinfonie             Phantasie Fantasie       phantastisch fantastisch
Orthographie Orthografie       Delphine Delfin                potentiell potenziell    Potential Potenzial
existentiell existenziell      substantiell substanziell      Differential Differenzial
Schiffahrt Schifffahrt         Brennessel Brennnessel
daß dass                       Fluß Fluss                     aufwendig aufwändig      aufwendige aufwändigen
Tip Tipp                       Tips Tipp                      numerieren nummerieren   Numerierung Nummerierung
plazieren platzieren           plaziert platziert             Stengel Stängel          rauh rau
rauhe rauen                    As Ass                         As Asse                  Greuel Gräuel
Gemse Gämse                    behende behände                überschwenglich überschwänglich
selbständig selbstständig      Stop Stopp                     Club Klub                Joghurt Jogurt
Oxyd Oxid                      Albtraum Alptraum              Ghetto Getto             Panther Panter
Karamel Karamell               Blumenstengel Blumenstängel    Geheimtips Geheimtipps       Sportclub Sportklub
"""
APART = """
Graph Graf       numerisch Nummer     Mops Mopp       Brauhaus Brau     Grauhaar Grau      Phase Fase
partiell Partie  Philosoph Filosof    Stil Stiel
"""


def pairs(table: str) -> list[tuple[str, str]]:
    words = table.split()
    return list(zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize("pair", pairs(SAME), ids="-".join)
def test_both_spellings_have_one_term(pair: tuple[str, str]) -> None:
    old, new = (german(compounds=False).form(word).terms[0].term for word in pair)
    assert old == new


@pytest.mark.parametrize("pair", pairs(APART), ids="-".join)
def test_other_words_keep_their_terms(pair: tuple[str, str]) -> None:
    one, other = (german(compounds=False).form(word).terms[0].term for word in pair)
    assert one != other


@pytest.mark.parametrize(
    "pair",
    [
        pair
        for table in (double_spellings.BEGINNINGS, double_spellings.WHOLE, double_spellings.ENDINGS)
        for pair in pairs(table)
    ],
    ids="-".join,
)
def test_the_spelling_that_is_taken_stays(pair: tuple[str, str]) -> None:
    assert one_spelling(pair[1]) == pair[1]
