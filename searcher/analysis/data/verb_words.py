"""Prefixes of German verbs, and words that look like a verb's form but are nouns or adjectives.

Source: written for this project from general knowledge of German. Licence: CC0 1.0.
"""

from __future__ import annotations

from searcher.analysis.data import words

SEPARABLE = frozenset(
    words(
        """
        ab acht allein an aneinander auf aufeinander aufrecht aus auseinander bei beieinander bekannt bereit bevor
        bloß da dabei daher dahin dar daran darauf davon dazu dazwischen dran drauf durch durcheinander ein einher
        empor entgegen entlang entzwei fehl fern fertig fest flach fort frei gegen gegenüber geheim gering gleich gut
        heim her herab heran herauf heraus herbei herein herum herunter hervor hier hierher hin hinab hinauf hinaus
        hinein hinterher hinunter hinweg hinzu hoch ineinander inne instand irre kalt kaputt kennen klar klein krank
        kund lahm leicht liegen los mit miss miteinander nach nahe näher nebeneinander nieder offen platt preis quer
        ran rauf raus rein rüber rück ruhig rum runter schief schön schwer sicher stand statt stehen still stumm teil
        tot trocken über übereinander überein übrig um umher unter verloren voll vor voran voraus vorbei vorher
        vorüber vorweg wahr weg weiter wert wett wider wieder wiederauf wiederein wiederher wohl zu zueinander
        zufrieden zugrunde zugute zunichte zurecht zurück zusammen zustande zuvor zuwider zwischen mitein
        """.replace("ß", "ss")
    )
)

INSEPARABLE = frozenset(words("be emp ent er hinter miss ob über um unter ver voll wider wieder durch zer"))

INNER = words("be emp ent er ver voll zer")
"""Inseparable prefixes that may stand behind another one (*zuerkennen, wiederentdecken*)."""

NOT_VERBS = frozenset(
    words(
        """
        weiß weiss bewusst bewusste bewussten bewusster bewusstes bewusstem unbewusst unbewusste unbewussten
        gefahren verdachts verdachtes bogen planeten planet sparten buchten
        nähte gruben vollmachten bucht schulter schultern sparte
        vorgesetzte vorgesetzten vorgesetzter sondern innern wassern
        blättern schildern mitgliedern rumkugeln abwässern rädern löchern brettern geistern kleidern
        vierte vierten vierter viertes viertem geviert
        macht sucht flucht wacht last naht kost wert braut traute
        zuflucht ausflucht vollmacht allmacht übermacht anmacht
        angemessen angemessene angemessenen angemessener angemessenes angemessenem
        verschieden verschiedene verschiedenen verschiedener verschiedenes verschiedenem
        bekannt bekannte bekannten bekannter bekanntes bekanntem unbekannt
        verwandt verwandte verwandten verwandter verwandtes verwandtem
        gesandte gesandten gesandter abgesandte abgesandten abgesandter
        angestellte angestellten angestellter angestellt abgeordnete abgeordneten abgeordneter
        beamte beamten beamter gelehrte gelehrten gelehrter gefangene gefangenen gefangener
        verdacht bedacht andacht verboten geboten boten
        angeboten
        genossen genosse beschlüssen geschossen befunden gewissen bissen
        bedeutend bedingt gesamt gesamte gesamten gesamter gesamtes gesamtem
        geschichte geschichten gericht gerichte bericht berichte unterricht gewicht gesicht gebet gebiet
        gehalt gewalt gestalt
        ass sog log modern
        geist gast test rest fest post angst kunst lust gunst ernst herbst selbst obst
        erst erste ersten erster erstes erstem meist meiste meisten best beste besten
        rat rate räte fälle halte fülle führe
        zeit zeiten seite seiten leute weite weiten breite arbeit
        ware waren anteil anteils vorteil vorteils gegenteil urteil
        herzog herzoge herzogen herzöge herzögen untertan untertanen totempfahl hineingeraten aneinandergeraten
        vollgeschossen untergeschossen zwischengeschossen unterbewusst unterbewusste unterbewussten
        erblast fluchten wachten zerrungen wetterhütte wetterhütten reuter jagst brecht malter kauter
        haut vorhaut unterhaut erbrecht werft werften wohlgefallen düster gegenmacht nachfolgern verfolgern
        aufsteigern aussteigern einsteigern absteigern umsteigern hinterzimmern trockenmauern mitbürgern äusserst
        längst innerst beiss erblich
        bestimmt bestimmte bestimmten bestimmter bestimmtes bestimmtem unbestimmt
        """
    )
)

PAST_NOUNS = frozenset(
    noun + ending
    for entry in words(
        """
        abbiss aufbiss einbiss anbiss biss+ überbiss unterbiss verbiss zubiss
        anbot anboten bot flachbogen standbogen verbot vorboten
        band banden breitband einband kaltband teilband überband verband vorband zuband
        andachte andachten
        andrang drang zudrang
        abfuhr abfuhren anfuhr anfuhren ausfuhr ausfuhren durchfuhr durchfuhren einfuhr einfuhren überfuhr überfuhren
        wiedereinfuhr wiederausfuhr zufuhr zufuhren
        abgaben angaben aufgaben ausgaben beigaben bekanntgaben draufgaben durchgaben eingaben festgaben freigaben
        gegengaben hergaben herausgaben hereingaben hingaben kundgaben mitgaben preisgaben rückgaben teilgaben
        übergaben vergaben vorgaben weitergaben wiedergaben zugaben zurückgaben
        gebaren
        abgriff+ angriff+ ausgriff+ begriff+ durchgriff+ eingriff+ fehlgriff+ gegengriff+ griff+ missgriff+ rückgriff+
        übergriff+ umgriff+ untergriff+ vorgriff+ zugriff+
        abhieb anhieb+ durchhieb gegenhieb+ hieb+ nachhieb
        anklang aufklang ausklang beiklang einklang gleichklang klang missklang nachklang widerklang wohlklang
        zusammenklang
        kniff+
        ablagen anlagen auflagen auslagen beilagen einlagen flachlagen hinterlagen hochlagen lagen mitlagen
        niederlagen offenlagen preislagen querlagen rücklagen schieflagen teillagen totlagen umlagen unterlagen
        verlagen vorlagen wetterlagen wiederauflagen zulagen zwischenlagen belag beläge belägen verlag
        gossen logen
        verlies
        abmass abmassen anmassen aufmass aufmassen ausmass ausmassen festmass gleichmass kleinmass mass massen
        teilmass
        trockenmassen übermass wertmass untermass miss
        abnahmen teilnahmen vorannahmen vornahmen wegnahmen zunahmen annahmen aufnahmen ausnahmen einnahmen entnahmen
        festnahmen mitnahmen nachnahmen rücknahmen
        übernahmen wiederaufnahmen
        abpfiff+ anpfiff+ pfiff+
        abrieb
        abriss+ anriss+ aufriss+ ausriss+ einriss+ querriss+ riss+ umriss umrisse verriss verrisse
        anritt+ ausritt+ beritt einritt ritt+ umritt+
        gleichrang nachrang rang vorrang
        abschied+ hinschied unterschied unterschiede
        gegenschiene gegenschienen schiene schienen
        anschiss+ beschiss schiss rausschmiss+ hinausschmiss+
        anschliff+ abschliff einschliff hinterschliff nachschliff schliff+
        schloss schoss
        schlangen
        abschnitt+ anschnitt+ aufschnitt+ ausschnitt+ beschnitt durchschnitt durchschnitte einschnitt+ mitschnitt+
        nachschnitt+ querschnitt+ rückschnitt+ schnitt+ teilschnitt+ überschnitt+ unterschnitt+ verschnitt+
        vorschnitt+ zusammenschnitt+ zuschnitt+ zwischenschnitt+
        fortschritt+ gleichschritt rückschritt+ schritt+ teilschritt+ zwischenschritt+
        schwamm überschwang
        abspann anspann ausspann einspann nachspann spann überspann umspann vollspann vorspann
        absprachen ansprachen aussprachen einsprachen gegensprachen geheimsprachen hochsprachen kleinsprachen
        mitsprachen rücksprachen sprachen teilsprachen vollsprachen vorsprachen zwischensprachen
        spross sprossen
        abstich anstich ausstich durchstich einstich plattstich stich vorstich
        abstand anstand aufstand ausstand beistand bestand einstand gegenstand gleichstand hochstand missstand
        preisstand querstand rückstand stand stillstand tiefstand überstand umstand unterstand verstand vorstand
        widerstand wohlstand zustand zwischenstand
        flachstahl plattstahl stahl stahlen
        abstieg+ anstieg+ aufstieg+ ausstieg+ durchstieg+ einstieg+ umstieg+ wiederaufstieg+ wiedereinstieg+
        zustieg+ stiege feststiege
        abstrich+ anstrich+ aufstrich+ ausstrich+ beistrich+ niederstrich+ querstrich+ rückstrich+ strich+
        teilstrich+ überstrich+ unterstrich unterstriche vorstrich+
        betrug
        abtrieb+ antrieb+ auftrieb+ austrieb+ betrieb+ eintrieb trieb+ umtrieb+ vertrieb vertriebe vortrieb+
        abtritt antritt auftritt austritt beitritt durchtritt eintritt fehltritt gleichtritt hintritt misstritt
        rücktritt übertritt untertritt vortritt wiedereintritt zusammentritt zutritt
        trank trog
        guttat guttaten mittat mittaten tat taten vortat vortaten wohltat wohltaten zutat zutaten
        anwuchs aufwuchs auswuchs bewuchs durchwuchs hochwuchs kleinwuchs misswuchs nachwuchs überwuchs unterwuchs
        vorwuchs zuwuchs
        festwiese festwiesen wiese wiesen
        aufwand einwand gegenwand hinterwand querwand rückwand vorwand wand wetterwand zwischenwand
        wogen
        zwang
        """
    )
    for noun in (entry.removesuffix("+"),)
    for ending in (("", "e", "en") if entry.endswith("+") else ("",))
)
"""Finite forms of strong verbs that are nouns, too (*Bestand*, but not *entstand*): only the nouns are meant.

`+`: the noun's plural in -e, -en as well.
"""

NOT_FIRST_PERSONS = frozenset(
    words(
        """
        andere äussere bessere biedere bittere düstere finstere heitere innere lockere mildere mindere muntere
        nähere reichere saubere sondere sichere unsichere weitere google title
        """
    )
)
"""Adjectives and other words that look like the first person of a verb in -ern or -eln (*fordere, sammle*)."""

NOUN_HEADS = frozenset(words("fahrt dienst verdienst nähte nähten predigt predigten"))
"""Nouns that look like a verb's form behind any prefix, too (*Abfahrt, Wetterdienst*)."""

PART_NOUNS = frozenset(words("gliedern"))
"""Infinitives that are a noun's plural as the last part of a compound (*Kettengliedern*)."""

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
        trommeln würfeln stapeln bündeln gittern schleudern stacheln schachteln schlüsseln kuppeln pflastern
        knüppeln scheffeln riegeln pfeffern schimmeln heuern wedeln tadeln kitzeln jubeln schlummern schimmern
        wurzeln bürgern zimmern fächern fasern panzern foltern pilgern untertiteln kontern drosseln triggern
        kabeln spoilern ködern buddeln pöbeln rodeln deckeln sprudeln hebeln scheuern gurgeln baggern nebeln
        raspeln krempeln knebeln pudern mausern werkeln trampeln fummeln knuddeln pinkeln betteln faseln büffeln
        schaudern schmökern nuckeln schnorcheln stochern torkeln trillern fuchteln kringeln schmuggeln keltern
        wässern simmern hecheln klöppeln massregeln meisseln kegeln wettern zetteln kesseln geistern kerkern kupfern
        trichtern rätseln flügeln gabeln paddeln
        leiern pixeln runzeln schillern himmeln kanzeln bunkern fingern modeln satteln prickeln kullern trödeln
        prangern bimmeln schläfern schüchtern beuteln igeln pegeln ufern hamstern gärtnern möbeln dübeln covern
        schultern lümmeln wichteln vierteln schustern kellnern löffeln orakeln puzzeln schreinern tunneln zirkeln
        nabeln säbeln imkern rappeln
        """
    )
)
"""Infinitives that are a noun's plural too (*Steuern, Regeln*): these keep the noun's stem."""

WHOLE_FORMS = dict(
    pair.split(":")
    for pair in words(
        """
        hingen:hängen angehört:angehören angehörte:angehören angehörten:angehören dazugehört:dazugehören
        dazugehörte:dazugehören dazugehörten:dazugehören eingestanden:eingestehen zugestanden:zugestehen
        abgewogen:abwägen
        """
    )
)
"""Forms that the rules take for another verb's."""

BEHIND_HIN = frozenset(
    words(
        """
        arbeiten bekommen biegen blicken bringen deuten fahren führen gehen gelangen halten hören kriegen legen
        lenken nehmen reissen richten schmeissen schreiben werfen schauen schicken sehen stellen weisen wenden wirken
        """
    )
)
"""Infinitives that have *hin* before their zu (*hinzuweisen*); the others have *hinzu* (*hinzufügen*)."""
