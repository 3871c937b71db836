"""Prefixes of German verbs, and words that look like a verb's form but are nouns or adjectives.

Source: written for this project from general knowledge of German. Licence: CC0 1.0.
"""

from __future__ import annotations

from searcher.analysis.data import words

SEPARABLE = frozenset(
    words(
        """
        ab acht an auf aufeinander aus auseinander bei bekannt bereit bevor da dar davon dazu durch ein
        einher empor entgegen
        entlang fehl fern fertig fest fort frei gegenüber gering geheim gleich gut heim her herab heran
        herauf heraus herbei
        herein herum herunter hervor herbei hin hinab hinauf hinaus hinein hinunter hinweg hinzu hoch
        kennen klar klein leicht
        los mit nach nahe nieder offen preis rück ruhig schwer sicher stand statt still stumm teil tot
        um unter über voll vor
        voran voraus vorbei vorher vorüber vorweg wahr weg weiter wert wett wider wieder wiederher wohl
        zu zufrieden
        zugrunde zurecht zurück zusammen zustande zuvor zuwider zwischen
        """
    )
)

INSEPARABLE = frozenset(
    words("be emp ent er hinter miss ob über um un unter ver voll wider wieder durch zer")
)

NOT_VERBS = frozenset(
    words(
        """
        weiß weiss bewusst bewusste bewussten bewusster bewusstes bewusstem unbewusst unbewusste unbewussten
        eintritt zutritt rücktritt austritt beitritt antritt auftritt übertritt vortritt durchtritt
        gefahren mutter bett verlag belag verdachts verdachtes bogen planeten planet sparten buchten
        nähte gruben vollmachten
        vorgesetzte vorgesetzten vorgesetzter sondern innern wassern
        schildern blättern gliedern mitgliedern abwässern rädern löchern brettern geistern kleidern
        vierten vierter viertes viertem geviert predigt predigten
        macht fahrt sucht flucht wacht dienst verdienst last naht kost wert braut blutet traute
        abfahrt anfahrt auffahrt ausfahrt einfahrt durchfahrt überfahrt vorfahrt zufahrt rückfahrt
        mitfahrt weiterfahrt
        zuflucht ausflucht vollmacht allmacht übermacht anmacht
        angemessen angemessene angemessenen angemessener angemessenes angemessenem
        verschieden verschiedene verschiedenen verschiedener verschiedenes verschiedenem
        bekannt bekannte bekannten bekannter bekanntes bekanntem unbekannt
        verwandt verwandte verwandten verwandter verwandtes verwandtem
        gesandte gesandten gesandter abgesandte abgesandten abgesandter
        angestellte angestellten angestellter angestellt abgeordnete abgeordneten abgeordneter
        beamte beamten beamter gelehrte gelehrten gelehrter gefangene gefangenen gefangener
        verdacht bedacht andacht betrieben begriffen vertrieben antrieben verboten geboten boten
        angeboten
        genossen genosse beschlüssen geschossen befunden gewissen bissen
        bedeutend bedingt gesamt gesamte gesamten gesamter gesamtes gesamtem gemeint
        geschichte geschichten gericht gerichte bericht berichte unterricht gewicht gesicht gebet gebiet
        gehalt gewalt gestalt
        ass sog log modern herzog
        geist gast test rest fest post angst kunst lust gunst ernst herbst selbst obst
        erst erste ersten erster erstes erstem meist meiste meisten best beste besten
        rat rate räte fälle halte fülle führe
        zeit zeiten seite seiten leute weite weiten breite arbeit
        ware waren anteil anteils vorteil vorteils gegenteil urteil
        bestimmt bestimmte bestimmten bestimmter bestimmtes bestimmtem unbestimmt
        """
    )
)

NOUNS_TOO = frozenset(
    words(
        """
        ackern ärgern ankern bauern dauern donnern feiern feuern federn fiebern filtern fingern futtern hämmern
        hungern jammern
        kellern klammern lagern leitern mauern meistern mustern opfern ordern polstern puffern schultern
        splittern speichern
        steuern trauern wassern wundern wuchern zaubern zuckern bessern
        angeln fackeln fesseln gipfeln hageln hobeln kapseln koppeln kugeln kurbeln mangeln nageln
        pendeln
        pinseln regeln rudern schaufeln schaukeln segeln siegeln spiegeln staffeln stempeln wechseln
        wickeln wirbeln winkeln
        zweifeln zügeln titeln
        """
    )
)
"""Infinitives that are a noun's plural too (*Steuern, Regeln*): these keep the noun's stem."""

PAST = dict(
    pair.split(":")
    for pair in words(
        """
        nahm:nehmen nahmen:nehmen sahen:sehen trugen:tragen sanken:sinken hingen:hängen zwangen:zwingen
        fuhr:fahren fuhren:fahren erfuhr:erfahren erfuhren:erfahren verfuhr:verfahren verfuhren:verfahren
        widerfuhr:widerfahren entschied:entscheiden beschloss:beschliessen
        verschloss:verschliessen entschloss:entschliessen umschloss:umschliessen entstand:entstehen
        entstanden:entstehen griffen:greifen ergriff:ergreifen ergriffen:ergreifen drangen:dringen
        stanken:stinken schwammen:schwimmen
        """
    )
)
"""Past tenses that a rule takes for nouns, for others of their verb are some (*Abfuhr, Abschied, Abschluss*)."""
