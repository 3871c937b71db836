"""Names of women: their singular, and the name they are made from (Bürgerinnen: Bürgerin, Bürger)."""

from __future__ import annotations

from searcher.analysis.data import words

_OTHERS_IN_INNEN = frozenset(
    words(
        """
        abgewinnen rückgewinnen umspinnen einspinnen zerrinnen gerinnen verrinnen entrinnen ausrinnen besinnen
        ersinnen entsinnen nachsinnen dachrinnen regenrinnen fahrrinnen spurrinnen wasserrinnen hierinnen
        mittendrinnen darinnen worinnen ansinnen verzinnen anpinnen
        """
    )
)
_INNEN_ENDINGS = ("beginnen", "gewinnen", "spinnen")
# Names of four and five letters are few (Irin, Botin), other words are many (Satin, Kamin, Robin).
_SHORT = frozenset(
    words(
        "irin zarin polin dänin botin erbin bärin patin ahnin äbtin rätin löwin häsin äffin elfin gotin jüdin"
    )
)
_LEAST = 6
"""Letters of all other names."""
# Other words in -in, as the last part of a compound too.
_OTHER_ENDINGS = tuple(
    words(
        """
        termin kamin benzin delphin delfin rubin medizin magazin disziplin doktrin bassin harlekin zeppelin bulletin
        baldachin kristallin vitamin insulin hämoglobin penicillin nikotin adrenalin dopamin serotonin morphin
        paraffin terpentin rosmarin vanillin albumin formalin plugin drin
        """
    )
)
# Words and names that are no compounds. Without -in most of them meet another word: Augustin, August; Dessin, dessen.
_OTHERS = frozenset(
    words(
        """
        adenin alanin anilin chinin chitin chorin creatin cystin dessin elastin florin glycin gobelin gratin
        immerhin login mandarin mithin olivin platin plantin popelin quintin safranin sanguin saturnin statin
        tannin warfarin weithin dorthin letzthin maskulin feminin cousin
        albertin antonin augustin austin baldin ballin bergin bernardin bernhardin bertin böcklin calvin cardin
        carlin carolin chaplin collin constantin corbin courtin crispin cronin curtin dustin eichin faustin
        franklin griffin hardin jasmin josefin josephin justin karlin karolin kerstin kirstin konstantin laurin
        marlin martin marvin maximin merlin mertin michelin nordin paulin quentin rankin rollin schäublin
        stählin sylvin thorin trittin valentin wallin werdin
        jelzin putin stalin berlin dublin fellin kremlin ruppin stettin templin tessin turin wettin wollin
        chemin coffin dolphin margin muffin origin puffin violin westin within
        """
    )
)
_BASES = {"füchs": "fuchs", "ir": "ire", "pol": "pole", "zeug": "zeuge", "bäuer": "bauer"}
# Wein, Terrain, Pinguin: a woman's -in follows a consonant (Ärztin), seldom an i (Lakaiin).
_VOWELS = frozenset("aeouäöü")


def woman(exact: str) -> tuple[str, str] | None:
    """Singular and base of a female form, or None. The base may lack an ending (*kolleg*), as the stem does.

    A singular in -erin is left to the stemmer, which takes all of it off, and -er, too.

    >>> woman("bürgerinnen"), woman("ärztin"), woman("russin")
    (('bürgerin', 'bürger'), ('ärztin', 'ärzt'), ('russin', 'russe'))
    >>> woman("beginnen"), woman("termin"), woman("lehrerin")
    (None, None, None)
    """
    if exact.endswith("innen"):
        singular = exact[:-3]
        if singular in _SHORT:
            return singular, _base(singular)
        other = len(exact) < 8 or exact in _OTHERS_IN_INNEN or exact.endswith(_INNEN_ENDINGS)
        return None if other else (singular, _base(singular))
    if exact.endswith("in") and _is_name(exact):
        return exact, _base(exact)
    return None


def _is_name(word: str) -> bool:
    """Whether a word in -in is the name of a woman that the stemmer does not make a man's."""
    if len(word) < _LEAST:
        return word in _SHORT
    if word[-3] in _VOWELS or word.endswith("erin"):
        return False
    # ohnehin, vorhin; but Griechin, Philosophin, Psychopathin
    if word[-3] == "h" and word[-4] not in "cpt":
        return False
    return not word.endswith(_OTHER_ENDINGS) and word not in _OTHERS


def _base(singular: str) -> str:
    """A name without -in, but with the e of *Chinese* and *Bote*, where without it another term would be made."""
    base = singular[:-2]
    if base in _BASES:
        return _BASES[base]
    return base + "e" if base.endswith(("s", "ß", "bot")) else base
