"""German function words and question words, in their exact form (lower case, umlauts and ß kept).

Source: written for this project from general knowledge of German. Licence: CC0 1.0.
"""

from __future__ import annotations

from searcher.analysis.data import words

QUESTION_WORDS = frozenset(
    words(
        """
        wer wen wem wessen was wann wo woher wohin warum wieso weshalb weswegen wie wieviel wieviele
        welch welche welchem welchen welcher welches wodurch wofür wogegen womit woran worauf woraus
        worin worüber
        worum worunter wovon wovor wozu inwiefern inwieweit
        """
    )
)

FUNCTION_WORDS = QUESTION_WORDS | frozenset(
    words(
        """
        der die das des dem den ein eine einem einen einer eines kein keine keinem keinen keiner keines
        ich du er sie es wir ihr mich dich sich uns euch mir dir ihm ihn ihnen ihrer man
        mein meine meinem meinen meiner meines dein deine deinem deinen deiner deines
        sein seine seinem seinen seiner seines ihre ihrem ihren ihres unser unsere unserem unseren
        unserer unseres
        euer eure eurem euren eurer eures
        dieser diese dieses diesem diesen dies jener jene jenes jenem jenen jeder jede jedes jedem jeden
        derjenige diejenige dasjenige denjenigen demjenigen desjenigen diejenigen
        derselbe dieselbe dasselbe denselben demselben desselben dieselben deren dessen denen
        mancher manche manches manchem manchen solcher solche solches solchem solchen alle allem allen
        aller alles
        einige einigem einigen einiger einiges etwas nichts
        an am auf aus bei beim bis durch für gegen hinter in im ins ohne nach neben seit um unter über
        von vom vor zu
        zum zur zwischen während wegen trotz ab
        und oder aber denn sondern sowie dass daß ob wenn weil als da damit obwohl bevor nachdem falls
        sofern
        auch nur noch schon sehr so doch ja nein nicht mal eben halt etwa hier dort dann nun jetzt also
        dabei dadurch dafür dagegen daher dahin daran darauf daraus darin darüber darum darunter davon
        davor dazu
        hin her hinaus wieder weiter bzw
        bin bist ist sind seid war warst waren wart sei seien gewesen habe hast hat haben habt hatte
        hatten hätte hätten
        werde wirst wird werden werdet wurde wurden würde würden worden
        kann kannst können konnte konnten könnte könnten muss muß müssen musste mussten soll sollen
        sollte sollten
        will wollen wollte wollten darf dürfen durfte durften mag möchte
        """
    )
)

APART = """
seit
war wäre wären wäret wärst wärt
sich
nicht nichts
will willst
wollen
mag magst
seid
eben
wegen
weiter
wann
kann kannst
hat
sondern
nach
weil
mein meine meinem meiner meines meins
unter
hinter
einige einigem einiger einiges
schon
muss müssen müsse
ausser
"""
"""Function words that have the stem of another word (*Seite, Ware, Sicherheit, Nichte*), and are kept apart from it.

A line: the word, then forms that stay with it; ss for ß. *waren, meinen, einigen* are left to the other word.
"""


def is_question_word(exact: str) -> bool:
    """Whether a question asks with this word.

    >>> is_question_word("welche"), is_question_word("welt")
    (True, False)
    """
    return exact in QUESTION_WORDS


def is_function_word(exact: str) -> bool:
    """Whether the word carries grammar rather than content (question words included): GERMAN.md section 2.5.

    >>> is_function_word("über"), is_function_word("wer"), is_function_word("militär")
    (True, True, False)
    """
    return exact in FUNCTION_WORDS
