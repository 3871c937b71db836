"""Where sentences end and where they do not."""

from __future__ import annotations

import pytest

from searcher.snippets.sentences import sentence_ends

CASES = {
    "two": "Es regnet. | Die Straße ist nass.",
    "question and call": "Wirklich? | Ja! | Gut.",
    "ellipsis": "Er zögerte … | Dann ging er.",
    "dots": "Er zögerte... | Dann ging er.",
    "z. B.": "Tiere, z. B. Hunde und u. a. Katzen, d. h. Haustiere.",
    "closed up": "Tiere, z.B. Hunde und u.a. Katzen.",
    "Abs. and Nr.": "Nach Abs. 3 Nr. 2 Buchst. a und Art. 5 gilt das. | Sonst nicht.",
    "§": "Es gilt § 3. | Danach nicht.",
    "§ Abs.": "Es gilt § 3 Abs. 2. | Danach nicht.",
    "St.": "In St. Petersburg und St. Gallen. | Dort auch.",
    "date": "Am 20. Juni und am 1. Mai 2022. | Danach nicht.",
    "two dates": "Am 19. und 20. Juni ist Markt.",
    "year": "Das war 2022. | Danach kam nichts.",
    "written date": "Das war am 20.06.2022. | Danach kam nichts.",
    "ordinal": "Im 19. Jahrhundert, unter Wilhelm II. Kaiser, war es so.",
    "name": "J. S. Bach und Dr. med. Meier, Prof. Müller.",
    "usw.": "Hunde, Katzen usw. | Die Tiere schlafen.",
    "Art": "Sachen dieser Art. | Die anderen nicht.",
    "money": "Sie kostet 3 Mio. Euro, ca. 5 Mrd. Dollar.",
    "small goes on": "Er sagte Nein. und ging.",
    "quoted": "Sie sagte: „Komm.“ | Er kam.",
    "quoted plainly": 'Sie sagte: "Komm." | Er kam.',
    "footnote": "So war es.[1] | Danach nicht.",
    "opening quote": "Er kam. | „Gut“, sagte sie.",
    "list": "Es braucht:|\n- Brot|\n- Butter",
    "lettered list": "Es braucht|\na) Brot|\nb) Butter",
    "no blank": "Siehe beispiel.de/Seite.Eins dort.",
    "abbreviation in capitals": "Die Fa. Müller, ABS. 3.",
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_ends(text: str) -> None:
    plain = text.replace(" | ", " ").replace("|", "")
    pieces, at = list[str](), 0
    for end, begin in sentence_ends(plain, 0, len(plain)):
        pieces.append(plain[at:end])
        at = begin
    expected = [piece.strip() for piece in text.split("|")]
    assert [*pieces, plain[at:]] == expected


def test_only_the_range_is_looked_at() -> None:
    text = "Eins. Zwei. Drei. Vier."
    assert sentence_ends(text, 6, 18) == [(11, 12), (17, 18)]
