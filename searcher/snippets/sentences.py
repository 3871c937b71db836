"""Where German sentences end; for choosing what to show, so a doubtful full stop is not an end."""

from __future__ import annotations

import re

BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
"""What separates paragraphs."""

_CANDIDATE = re.compile(
    # `re` skips to one of the signs that the pattern begins with
    r"""[.!?…\n] (?:
        (?<!\n) (?P<stops>[.!?…]*) (?:["”“»«’‘'\u203a\u2039)\]]|\[\d{1,3}\])* (?P<gap>\s+)  # what closes with it
      | (?<=\n) [ \t]* (?=[-*•–][ \t] | \(?[a-z0-9]{1,2}\)[ \t])   # the next item of a list
    )""",
    re.VERBOSE,
)
_OPENERS = "\"'„“»«‚‘\u203a\u2039([–-*_ "

ABBREVIATIONS = frozenset(
    """
    abb abk abs abschn abt adr allg amtl anh anl anm anz apl art aufl ausg az bd bde bearb begr beil bes
    betr bez bgbl bhf bibl bl brit bsp bspw buchst bzgl bzw ca chr co dept dez dgl dipl dir dr dres dt ebd
    ehem eidg eigtl einschl engl entspr erg erw etc ev evtl exkl fa feb febr fn forts fr franz frl geb gebr
    gegr gem gen ges gest gez ggf ggfs ggü griech grs habil hd hg hl hr hrn hrsg inc ing inh inkl insb
    insbes int ital jahrg jan jb jg jh jhd jhdt jr jur kap kath kfm kgl kl komm lat lfd lic lit ltd ltg luth
    mag masch max med mind mio mr mrd mrs ms mtl nachf nam nat nov nr nrn num okt op par pers pfd pfr phil
    pl pol prof prot präs qm rd rdnr rdz ref reg rel rer resp rgbl rn russ röm sen sept sog soz span spez st
    std stellv str tab techn teilw tel theol tsd typ tägl ugs unbek urspr usf usw verf verh verm versch vgl
    vgla vol vors vs wg wiss xx zb ziff zit zl zus zw zzgl österr
    """.split()  # noqa: SIM905 - a list of words
)
"""Words after whose full stop a sentence goes on; single letters (z. B., J. S. Bach) need no entry."""

_ENDS_TOO = frozenset({"etc", "usf", "usw"})
"""Abbreviations that as often end a sentence: they do where a capital follows."""

_BEFORE_NUMBERS = frozenset(
    "abb anh anl art bd fig kap kl komm max min op par pl reg span std str tab tel typ".split()  # noqa: SIM905
)
"""Abbreviations that are words too, or end sentences: abbreviated where a number or a sign follows."""

_COUNTED = re.compile(
    r"(?:§|\b(?:Abs|Nr|Nrn|Art|Artikels?|Satz(?:es)?|S|Seite|Kapitel|Anlage|Absatz(?:es)?|Nummer|Ziffer|Paragraf|"
    r"Paragraph|Tabelle|Rn|Band)\.?)\s*$"
)
_ROMAN = re.compile(r"[IVXLC]{1,6}\Z")


def sentence_ends(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where sentences end and the next ones begin in a range: [(end of one, start of the next), …].

    The last sentence has no entry: it ends where the paragraph does.

    >>> text = "Er kam z. B. am 20. Juni nach St. Petersburg. Nach Abs. 3 Nr. 2 war das § 3. Danach nicht."
    >>> [text[a:b] + "|" + text[b:b+6] for a, b in sentence_ends(text, 0, len(text))]
    [' |Nach A', ' |Danach']
    """
    ends = list[tuple[int, int]]()
    for found in _CANDIDATE.finditer(text, start, end):
        if found["gap"] is None:
            ends.append((found.start(), found.end()))
        elif _is_end(text, found, start):
            ends.append((found.start("gap"), found.end()))
    return ends


def _is_end(text: str, found: re.Match[str], low: int) -> bool:
    following = text[found.end() : found.end() + 12].lstrip(_OPENERS)[:1]
    if not following or following.islower():
        return not following and found.end() >= len(text)
    stop = text[found.start() : found.end("stops")]
    if "!" in stop or "?" in stop or len(stop) > 1 or stop == "…":
        return True
    return not _is_abbreviated(text, found.start(), low, following)


def _is_abbreviated(text: str, dot: int, low: int, following: str) -> bool:
    """Whether the full stop at `dot` belongs to the word or number before it."""
    begin = dot
    while begin > max(low, dot - 24) and (text[begin - 1].isalnum() or text[begin - 1] == "."):
        begin -= 1
    word = text[begin:dot].rpartition(".")[2]
    if not word:
        return False
    if word.isdigit():
        # a year or an amount ends a sentence; 20. (Juni), 19. (Jahrhundert), 1. (a list's item) do not
        return len(word) < 4 and not _COUNTED.search(text, max(low, begin - 16), begin)
    if len(word) == 1 or _ROMAN.match(word):
        return word.isalpha() or not word.isalnum()
    lower = word.lower()
    if lower in _ENDS_TOO:
        return not following.isupper()
    if lower in _BEFORE_NUMBERS:
        return following.isdigit() or following == "§"
    return lower in ABBREVIATIONS
