"""*Seite* found every *seit*, *Sicherheit* every *sich*, *Ware* every *war*, and marked them: one stem, two words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from searcher import Searcher
from tests.regressions.conftest import opened_texts

TEXTS = {
    "small": "Seit gestern war sich mein Nachbar nicht einig, wann er nach Hause will, weil er schon mag und kann.",
    "page": "Auf der letzten Seite steht, dass die Ware in der Wanne liegt und die Kanne fehlt.",
    "niece": "Meine Nichte sorgt mit festem Willen für die Sicherheit am Magen, auf jeder Ebene und an jeder Sonde.",
    "both": "Wir müssen weiter, sondern uns ab, wegen der Weile unter dem Weg.",
}
FOUND = {
    "Seite": "page",
    "Seiten": "page",
    "Ware": "page",
    "Wanne": "page",
    "Kanne": "page",
    "Nichten": "niece",
    "Wille": "niece",
    "Sicherheit": "niece",
    "Magen": "niece",
    "Ebenen": "niece",
    "Sonde": "niece",
    "Weg": "both",
    "Wege": "both",
    "seit": "small",
    "sich": "small",
    "nicht": "small",
    '"war sich mein"': "small",
    "meine": "niece small",
    "wegen": "both",
}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    with opened_texts(tmp_path_factory.mktemp("function_words"), TEXTS) as opened:
        yield opened


@pytest.mark.parametrize("query", FOUND, ids=str)
def test_a_function_word_is_no_form_of_another_word(searcher: Searcher, query: str) -> None:
    assert {Path(hit.id).stem for hit in searcher.search(query)} == set(FOUND[query].split())
