"""Vowels that the stemmer would fold though they tell words apart: true ae, oe, ue, and some umlauts.

Source: written for this project from general knowledge of German. Licence: CC0 1.0.
"""

from __future__ import annotations

from searcher.analysis.data import words

TRUE_DIGRAPHS = tuple(
    words(
        """
        israel ismael michael raphael rafael nathanael aero maestr paella phaet
        boeing poet poes poem heroen oboe aloe goethe soest koexist koeffi koeduk moers itzehoe noel
        joel chloe kanoe soeben
        duell duett duero suez statue revue avenue fondue barbecue individue residue vakue manuel samuel
        emanuel
        (?<=.)zue(?:r(?![nic])|nt|i) venezuel puert guerill buenos pirouette silhouette
        """
    )
)
"""Strings in which ae, oe, ue are two sounds, if their words would else fall together with others (Poet, Pot)
or apart from their own inflected forms (Statue, Statuen)."""

TRUE_UMLAUTS = tuple(
    words(
        """
        bürger förder führ küche (?<!sch)(?<!k)lös müll schön schüler währ zähl ^drück[et] ^bär(?:en)?$ ^güte$
        würd blüte(?!r) fläch höhl säge sägt stück glück (?<!ge)fähr(?![tldi]|st) ^kür(?:en)?$ (?<!werk)stätte
        kündig (?:zu|ver|voll|^)ständig köhler mähne möhre ^spät(?!z)
        (?:natür|tatsäch|hauptsäch|ursprüng|gewöhn|bezüg|anläss|beträcht|ausdrück)(?=lich)
        """
    )
)
"""Strings whose umlaut makes another word (fördern, fordern; Schüler, Schule) and never a plural."""
