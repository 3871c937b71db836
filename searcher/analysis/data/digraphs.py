"""Strings in which ae, oe, ue are two sounds, so that the stemmer must not read them as umlauts.

Source: written for this project from general knowledge of German. Licence: CC0 1.0.
Only strings are listed whose words would else fall together with others (Poet, Pot) or apart from their own inflected
forms (Statue, Statuen).
"""

from __future__ import annotations

TRUE_DIGRAPHS = tuple(
    """
    israel ismael michael raphael rafael nathanael aero maestr paella phaet
    boeing poet poes poem heroen oboe aloe goethe soest koexist koeffi koeduk moers itzehoe noel joel chloe kanoe soeben
    duell duett duero suez statue revue avenue fondue barbecue individue residue vakue manuel samuel emanuel
    venezuel puert guerill buenos zuerst zuerk pirouette silhouette
    """.split()
)
