"""Words with two accepted spellings, or an old and a new one: what one of them begins with, and what the other does.

Source: written for this project after the official rules of German orthography (1996, 2006) and common usage.
Licence: CC0 1.0. In the one spelling of `spelling.one_spelling`: ss for ß, umlauts.
"""

from __future__ import annotations

BEGINNINGS = """
aufwendig aufwändig    albtr alptr            albdr alpdr
behend behänd          belemmer belämmer      bendel bändel         bettuch betttuch      brennessel brennnessel
bravur bravour         büfett buffet          büffet buffet
cadmium kadmium        calcium kalzium        carbonat karbonat     cellulose zellulose   chicoree schikoree
club klub              codier kodier          zirka circa
delphin delfin         eisschnellauf eisschnelllauf
exposee expose         fönen föhnen           frisör friseur        frisöse friseuse
gemse gämse            gemsbock gämsbock      getto ghetto          greuel gräuel
greulich gräulich      hämorrhoid hämorrid
joghurt jogurt         yoghurt jogurt         yogurt jogurt         känguruh känguru      karamell karamel
katarrh katarr         ketchup ketschup       kommunikee kommunique kontrollampe kontrolllampe
kreppapier krepppapier kusine cousine
mayonnaise majonäse    myrrhe myrre           nugat nougat          numerier nummerier
oxyd oxid              panther panter         penizillin penicillin plazier platzier      placier platzier
polonaise polonäse     portemonnaie portmonee programmusik programmmusik                  quentchen quäntchen
rauhhaar rauhaar        rauhe raue             rauhb raub            rauhf rauf            rauhn raun
rauhr raur             rauhs raus             rolladen rollladen    roheit rohheit
schiffahrt schifffahrt schnellauf schnelllauf
schneuz schnäuz        schwimmeister schwimmmeister                 selbstständ selbständ spaghetti spagetti
stengel stängel        steptanz stepptanz     stilleben stillleben  stoffetzen stofffetzen
stopuhr stoppuhr       stopschild stoppschild stukkateur stuckateur
thunfisch tunfisch     tolpatsch tollpatsch   trecking trekking     überschwenglich überschwänglich
varietee variete       verbleu verbläu        wetturn wettturn      zäheit zähheit        zierat zierrat
"""

WHOLE = """
fön föhn     föns föhns   mop mopp     rauh rau     rauher rauer
rauhem rauem rauhes raues stop stopp   stops stopps tip tipp     tips tipps   wächte wechte  wächten wechten
"""

ENDINGS = """
stengel stängel   tip tipp   club klub
"""
"""Behind other letters, with s or n behind them or without; for words that are not seen to be compounds."""
