"""Endings and beginnings by which an unknown word is judged, in families that share a weight."""

from __future__ import annotations

LONGEST_ENDING = 8
_LONGEST_BEGINNING = 8
_ADJECTIVE = ("", "e", "en", "em", "er", "es")

# family: its endings; * stands for the endings of an adjective
_FAMILIES = """
ung: ung ungen
heit: heit heiten keit keiten
schaft: schaft schaften
ion: ion ionen ions
tät: tät täten
ist: ist isten istin istinnen ismus
ieren: ieren iere ierst iert ierte ierten ierter iertes iertem ierung ierungen
tisch: atisch* etisch* itisch* otisch* utisch* ktisch* ptisch* ytisch* ntisch*
isch: isch*
lich: lich*
ig: ig*
bar: bar*
end: end*
los: los*
haft: haft*
sam: sam*
mäss: mässig*
in: in innen
logie: logie logien logisch logische logischen loge logen graphie grafie metrie
ment: ment ments mente menten
ent: ent enten ant anten enz anz enzen anzen
or: or oren ator atoren
ose: ose osen itis om ome in id on an at yl us um is ol en
place: ingen burg berg dorf hausen heim stadt bach stein feld hagen kirchen rode leben wald au brunn hofen
place: stetten kirch furt mühle mühl tal thal reuth hain see
person: mann meier maier bauer müller ski sky itz ow off ew ic sen son berger burger inger
te: te ten test tet
vowel: a i o u y
en: en
er: er ern ers
es: es em
e: e
n: n
s: s
t: t
"""

_BEGINNINGS = """
un ver be ge er ent zer miss ab an auf aus ein vor zu um über unter durch nach mit bei her hin
wieder zurück zusammen haupt hoch re kon ex in wider fort weg los
"""


def _families() -> dict[str, str]:
    families = {}
    for line in _FAMILIES.strip().split("\n"):
        family, _, endings = line.partition(": ")
        for ending in endings.split():
            for more in _ADJECTIVE if ending.endswith("*") else ("",):
                families[ending.removesuffix("*") + more] = family
    return families


ENDINGS = _families()
BEGINNINGS = frozenset(_BEGINNINGS.split())


def ending_class(word: str) -> str:
    """The family of the longest listed ending.

    >>> ending_class("zeitungen")
    '-ung'
    """
    for size in range(min(LONGEST_ENDING, len(word) - 2), 0, -1):
        family = ENDINGS.get(word[-size:])
        if family is not None:
            return "-" + family
    return "-"


def beginning_class(word: str) -> str:
    """The longest listed beginning.

    >>> beginning_class("verzeihung")
    'ver-'
    """
    for size in range(min(_LONGEST_BEGINNING, len(word) - 3), 1, -1):
        if word[:size] in BEGINNINGS:
            return word[:size] + "-"
    return "-"
