"""Names of women: their singular, and the name they are made from (Bürgerinnen: Bürgerin, Bürger)."""

from __future__ import annotations

from searcher.analysis.data import words

_OTHERS_IN_INNEN = frozenset(
    words(
        """
        zerrinnen gerinnen verrinnen entrinnen ausrinnen besinnen ersinnen entsinnen nachsinnen
        dachrinnen regenrinnen hierinnen mittendrinnen
        """
    )
)
_COMPOUNDS_IN_INNEN = ("beginnen", "gewinnen", "spinnen")  # no woman's name ends like these: Jahresgewinnen
# Singulars by their whole ending, for -in alone is no sign (Termin, Benzin); -erin is left to the stemmer.
_SINGULAR = tuple(
    words(
        """
        istin ärztin ologin agogin eurin torin sorin udentin identin ientin izentin demonstrantin
        migrantin asylantin praktikantin lieferantin kollegin freundin kundin köchin wirtin chefin beamtin
        anwältin pilotin genossin französin jüdin
        """
    )
)


def woman(exact: str) -> tuple[str, str] | None:
    """Singular and base of a female form, or None. The base may lack an ending (*kolleg*), as the stem does.

    >>> woman("bürgerinnen"), woman("ärztin"), woman("beginnen"), woman("termin")
    (('bürgerin', 'bürger'), ('ärztin', 'ärzt'), None, None)
    """
    if exact.endswith("innen"):
        other = len(exact) < 8 or exact in _OTHERS_IN_INNEN or exact.endswith(_COMPOUNDS_IN_INNEN)
        return None if other else (exact[:-3], exact[:-5])
    if exact.endswith(_SINGULAR):
        return exact, exact[:-2]
    return None
