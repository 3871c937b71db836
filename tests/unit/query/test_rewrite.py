"""Trees and the plans they become, by a small analysis whose every rule can be seen, and by the real one."""

from __future__ import annotations

import re

import pytest

from searcher.analysis import Form, FormTerm, german
from searcher.errors import QuerySyntaxError
from searcher.model import FIELDS
from searcher.query import describe, not_required, parse, rewrite
from searcher.query.nodes import Word
from searcher.query.plan import (
    All,
    AllOf,
    AnyOf,
    Boosted,
    Compound,
    DateWithin,
    Exact,
    Forms,
    Leaf,
    Near,
    PathLike,
    Pattern,
    Plan,
    Sequence,
    Source,
    Stem,
    Without,
)
from searcher.query.rewrite import FEW
from searcher.query.words import COMPOUND_WINDOW, FUNCTION_WORD_WEIGHT


class Small:
    """The term of a word is its lower case without a final e or en; `Ober|haus` is written with a bar."""

    def raw_tokens(self, text: str) -> list[str]:
        return re.findall(r"[^\W_][^\W_|]*(?:\|[^\W_|]+)*", text)

    def form(self, raw: str) -> Form:
        exact = raw.replace("|", "").lower()
        terms = [FormTerm(self.term(exact), part=False, start=0, end=len(raw))]
        if "|" in raw:
            at = 0
            for part in raw.split("|"):
                terms.append(FormTerm(self.term(part.lower()), part=True, start=at, end=at + len(part)))
                at += len(part) + 1
        return Form(exact, tuple(terms))

    def term(self, exact: str) -> str:
        return re.sub("en?$", "", exact)


SMALL = Small()


def leaf(text: str, *sources: Source, fields: tuple[str, ...] = FIELDS, weight: float = 1.0) -> Leaf:
    return Leaf(text, sources or (Stem(SMALL.term(text.lower())),), fields, weight)


def seq(*texts: str, slop: int = 0, ordered: bool = True, fields: tuple[str, ...] = FIELDS) -> Sequence:
    return Sequence(tuple(leaf(text, fields=fields) for text in texts), slop, ordered, fields)


A, B, C, D = leaf("aa"), leaf("bb"), leaf("cc"), leaf("dd")
BODY = ("body", "headings")

CASES: list[tuple[str, Plan]] = [
    ("", All()),
    ("Hauben", leaf("Hauben", Stem("haub"))),
    ("=Hauben", leaf("Hauben", Exact("hauben"))),
    ("aa bb", AllOf((A, B), few=1)),
    ("aa – bb", AllOf((A, B), few=1)),
    ("aa bb cc", AllOf((A, B, C), few=FEW)),
    ("aa –", A),
    ("aa * bb", AllOf((A, B))),
    ("aa UND bb", AllOf((A, B))),
    ("aa bb cc dd", AllOf((A, B, C, D), few=FEW)),
    ("aa bb UND cc dd", AllOf((A, B, C, D))),
    ("aa ODER bb", AnyOf((A, B))),
    ("aa -bb", Without(A, B)),
    ("aa -bb -cc", Without(A, AnyOf((B, C)))),
    ("-aa", Without(None, A)),
    ("-(-aa)", A),
    ("aa^3", Boosted(A, 3)),
    ("Titel:aa", leaf("aa", fields=("title",))),
    ("Vorspann:aa", leaf("aa", fields=("lead",))),
    ("Text:aa", leaf("aa", fields=BODY)),
    ("date:2022..", DateWithin(738156, None)),
    ("Pfad:x", PathLike("x")),
    ("aa Pfad:x", AllOf((A, PathLike("x")))),
    ("aa bb cc dd Pfad:x", AllOf((AllOf((A, B, C, D), few=FEW), PathLike("x")))),
    ("wer aa Pfad:x", AllOf((AllOf((leaf("wer", weight=0.4), A), few=FEW), PathLike("x")))),
    ("Pfad:x -aa", Without(PathLike("x"), A)),
    ("der aa", AllOf((leaf("der", weight=FUNCTION_WORD_WEIGHT), A), few=1)),
    ("wer aa", AllOf((leaf("wer", weight=FUNCTION_WORD_WEIGHT), A), few=FEW)),
    ("der und", AllOf((leaf("der"), leaf("und")), few=1)),
    ("der -aa", Without(leaf("der"), A)),
    ('"der aa"', seq("der", "aa")),
    ('"Haus"', leaf("Haus")),
    ('"aa bb"~3', seq("aa", "bb", slop=3, ordered=False)),
    ('Text:"aa bb"', seq("aa", "bb", fields=BODY)),
    ('"aa E-Mail"', seq("aa", "E", "Mail")),
    ('"aa =Hauben"', Sequence((A, leaf("Hauben", Exact("hauben"))), 0, ordered=True, fields=FIELDS)),
    ('"aa Mi*"', Sequence((A, leaf("Mi*", Pattern("mi*"))), 0, ordered=True, fields=FIELDS)),
    ("aa NAHE/5 bb", seq("aa", "bb", slop=5, ordered=False)),
    ('"aa bb" NAHE/5 cc', Near(seq("aa", "bb"), C, 5, FIELDS)),
    ("aa NAHE/5 E-Mail", Near(A, seq("E", "Mail"), 5, FIELDS)),
    ("E-Mail", AllOf((AnyOf((seq("E", "Mail"), leaf("EMail"))),), few=1)),
    ("E-Mail Pfad:x", AllOf((AllOf((AnyOf((seq("E", "Mail"), leaf("EMail"))),), few=1), PathLike("x")))),
    ("E-Mail -aa", Without(AnyOf((seq("E", "Mail"), leaf("EMail"))), A)),
    ("Titel:E-Mail", AnyOf((seq("E", "Mail", fields=("title",)), leaf("EMail", fields=("title",))))),
    ("12:30", seq("12", "30")),
    (
        "=E-Mail",
        Sequence((leaf("E", Exact("e")), leaf("Mail", Exact("mail"))), 0, ordered=True, fields=FIELDS),
    ),
    ("50+1", seq("50", "1")),
    ("foo:bar", seq("foo", "bar")),
    ("q@x.de", seq("q", "x", "de")),
    ("2022-06-14", seq("2022", "06", "14")),
    ("aa foo:bar", AllOf((A, seq("foo", "bar")), few=1)),
    ("aa E-Mail", AllOf((A, AnyOf((seq("E", "Mail"), leaf("EMail")))), few=FEW)),
    ("Milit*", leaf("Milit*", Pattern("milit*"))),
    ("Mu\u0308**ller", leaf("Mü**ller", Pattern("mü*ller"))),
    ("EU-Ko*", Sequence((leaf("EU"), leaf("Ko*", Pattern("ko*"))), 0, ordered=True, fields=FIELDS)),
    ("Hauz~", leaf("Hauz", Forms((("hauz", 1.0),)))),
    (
        "Ober|haus",
        Compound(
            leaf("Ober|haus", Stem("oberhaus")), (leaf("Ober", Stem("ober")), leaf("haus")), COMPOUND_WINDOW
        ),
    ),
    ('"Ober|haus"', leaf("Ober|haus", Stem("oberhaus"))),
]


@pytest.mark.parametrize(("line", "plan"), [pytest.param(*row, id=row[0] or "empty") for row in CASES])
def test_plan(line: str, plan: Plan) -> None:
    assert rewrite(parse(line), SMALL) == plan


@pytest.mark.parametrize("line", ["USB-Scanner", "aa E-Mail", "=E-Mail", "Bundes- und Landesrecht"])
@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011"])
def test_every_hyphen_is_one(line: str, hyphen: str) -> None:
    assert rewrite(parse(line.replace("-", hyphen)), german()) == rewrite(parse(line), german())


def test_without_compounds_neither_parts_nor_words_as_parts_are_asked_for() -> None:
    assert rewrite(parse("Ober|haus"), SMALL, compounds=False) == leaf(
        "Ober|haus", Stem("oberhaus", parts=False)
    )
    assert rewrite(parse('"aa bb"'), SMALL, compounds=False) == Sequence(
        (leaf("aa", Stem("aa", parts=False)), leaf("bb", Stem("bb", parts=False))),
        0,
        ordered=True,
        fields=FIELDS,
    )


def test_exact_means_the_form_as_written() -> None:
    assert rewrite(parse("Ober|haus E-Mail"), SMALL, exact=True) == AllOf(
        (
            leaf("Ober|haus", Exact("oberhaus")),
            Sequence((leaf("E", Exact("e")), leaf("Mail", Exact("mail"))), 0, ordered=True, fields=FIELDS),
        )
    )


def test_a_fuzzy_word_becomes_the_forms_of_the_index() -> None:
    asked: list[tuple[str, int]] = []

    def expand(form: str, edits: int) -> list[tuple[str, float]]:
        asked.append((form, edits))
        return [("tadschikistan", 0.9)]

    assert rewrite(parse("Tadschickistan~2"), SMALL, expand_fuzzy=expand) == leaf(
        "Tadschickistan", Forms((("tadschikistan", 0.9),))
    )
    rewrite(parse("EU-Kommision~2"), SMALL, expand_fuzzy=expand)
    assert asked == [("tadschickistan", 2), ("eu", 1), ("kommision", 2)]


KNOWN = {"häuser": 9, "müller": 5, "straße": 2, "neue": 7, "israel": 1}


@pytest.mark.parametrize(
    ("word", "terms"),
    [
        ("Haeuser", ["haeuser", "häuser"]),
        ("hauser", ["hauser", "häuser"]),
        ("Mueller", ["mueller", "müller"]),
        ("Strasse", ["strass", "straß"]),
        ("neue", ["neu"]),  # known as it is: not neü
        ("Israel", ["israel"]),
        ("Boeing", ["boeing"]),  # Böing is no word of the index
    ],
)
def test_other_spellings_are_words_of_the_index(word: str, terms: list[str]) -> None:
    plan = rewrite(parse(word), SMALL, known=lambda form: KNOWN.get(form, 0))
    assert plan == leaf(word, *map(Stem, terms))


@pytest.mark.parametrize(
    ("word", "exact", "patterns"),
    [
        ("Muell*", False, ["müll*"]),
        ("Strass*", False, ["straß*"]),
        ("Muell*", True, ["muell*"]),
        ("Haeus*", False, ["haeus*"]),  # there are words that are written so
        ("Neue*", False, ["neue*"]),
        ("Goeth*", False, ["goeth*"]),  # nor is there a word for Göth*
    ],
)
def test_other_spellings_of_a_truncated_word_where_nothing_fits_it(
    word: str, *, exact: bool, patterns: list[str]
) -> None:
    fits = {"müll*", "straß*", "haeus*", "häus*", "neü*"}
    plan = rewrite(parse(word), SMALL, exact=exact, fits=fits.__contains__)
    assert plan == leaf(word, *map(Pattern, patterns))


def test_a_word_that_is_never_indexed_is_refused() -> None:
    class Nothing(Small):
        def raw_tokens(self, text: str) -> list[str]:
            return [text] if text == "Haus" else []

    with pytest.raises(QuerySyntaxError, match="holds no letter or digit that is indexed"):
        rewrite(Word("ↂ"), Nothing())


GERMAN = german()


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("Haus", "häusern"),
        ("Häuser", "Ha\u0308user"),
        ("Straße", "STRASSE"),
        ("Bürger*innen", "Bürger:innen"),
        ("Mili\u00adtär", "Militär"),
    ],
)
def test_spellings_of_a_word_have_one_plan(line: str, same: str) -> None:
    one, other = (rewrite(parse(text), GERMAN, compounds=False) for text in (line, same))
    assert isinstance(one, Leaf)
    assert isinstance(other, Leaf)
    assert one.sources == other.sources


def test_a_german_compound_has_its_parts() -> None:
    plan = rewrite(parse("Drogenschmugglern"), GERMAN)
    assert isinstance(plan, Compound)
    assert [part.text.removesuffix("n") for part in plan.parts] == ["Droge", "schmuggler"]


def test_german_questions_are_answered_loosely_and_their_small_words_only_weigh() -> None:
    plan = rewrite(parse("Wer regiert Tadschikistan?"), GERMAN)
    assert isinstance(plan, AllOf)
    assert plan.few == FEW
    asked, weighing = (
        [(child.text, child.weight) for child in children if isinstance(child, Leaf)]
        for children in (plan.children, plan.weighing)
    )
    assert asked == [("regiert", 1.0), ("Tadschikistan", 1.0)]
    assert weighing == [("Wer", FUNCTION_WORD_WEIGHT)]


@pytest.mark.parametrize(
    ("line", "small"),
    [
        ("Wie hoch ist der Eiffelturm?", ["Wie", "ist", "der"]),
        ("Haftung für Schäden seit:2020", ["für"]),
        ("Haftung UND für UND Schäden", []),
        ("Haftung für Schäden -Bund", []),
        ('"Haftung für" Schäden', []),
        ("Haftung =für Schäden", []),
        ("Haftung title:für Schäden", []),
        ("Sein und Zeit", []),  # one word with a meaning: all are asked for
        ("Wer ist das?", []),
        ("die Linke", []),
    ],
)
def test_function_words_that_need_not_occur(line: str, small: list[str]) -> None:
    node = parse(line)
    assert [word.text for word in not_required(node, GERMAN)] == small
    assert not_required(node, GERMAN, exact=True) == ()
    for word in small:
        assert word in describe(node, not_required(node, GERMAN)).partition("; not required: ")[2]
