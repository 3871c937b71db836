"""Which characters of a text are marked for which query."""

from __future__ import annotations

import pytest

from searcher.analysis import Form
from searcher.model import FIELDS, Span
from searcher.query import plan
from searcher.snippets import Locator, Words, locate, merged, title_spans
from tests.unit.snippets.samples import (
    ANALYZER,
    body,
    document,
    exact,
    forms,
    marked,
    pattern,
    phrase,
    seed,
    stem,
)

WORDS: list[tuple[str, plan.Plan, str]] = [
    ("inflected", stem("Haus"), "Das [Haus], die [Häuser], des [Hauses]; kein Haudegen."),
    ("any case", stem("haus"), "[HAUS] und [haus]"),
    ("not inside a word", stem("Ei"), "Ein Stein, ein [Ei]"),
    ("exact", exact("Haus"), "Das [Haus], die Häuser, ein [haus]"),
    ("truncated", pattern("militär*"), "[Militärs] und die [Militärbasis], paramilitärisch"),
    ("truncated left", pattern("*basis"), "Die [Militärbasis] und die [Basis], basisnah"),
    ("one letter", pattern("m?ller"), "[Müller], [Möller], Miiller"),
    ("truncated, with an umlaut", pattern("müll*"), "[Müllabfuhr], Muellabfuhr"),
    ("fuzzy", forms("tadschikistan"), "in [Tadschikistan]"),
    ("part at the end", stem("Basis"), "eine Militär[basis] im Land"),
    ("part at the start", stem("Militär"), "eine [Militär]basis im Land"),
    ("both parts", plan.AllOf((stem("Militär"), stem("Basis"))), "eine [Militärbasis] im Land"),
    ("no parts wanted", stem("Basis", parts=False), "eine Militärbasis, die [Basis]"),
    ("whole compound", stem("Militärbasis"), "zwei [Militärbasen], eine Basis"),
    ("hyphenated line", stem("Bundesregierung"), "die [Bundes-\nregierung] tagt"),
    ("soft hyphen", stem("Bundesregierung"), "die [Bundes\xadregierung] tagt"),
    ("part after a soft hyphen", stem("Basis"), "die Militär\xad[basis] dort"),
    ("gender star", stem("Bürgerinnen"), "alle [Bürger*innen] und [BürgerInnen]"),
    ("hyphenated word", phrase(stem("EU"), stem("Kommission")), "die [EU]-[Kommission], die Kommission"),
    ("any of", plan.AnyOf((stem("Haus"), stem("See"))), "[Haus] am [See]"),
    ("not the excluded", plan.Without(stem("Haus"), stem("See")), "[Haus] am See"),
    ("nothing but excluded", plan.Without(None, stem("See")), "Haus am See"),
    ("boosted", plan.Boosted(stem("Haus"), 3.0), "[Haus] am See"),
    ("filters", plan.AllOf((plan.DateWithin(1, 2), plan.PathLike("*"), stem("See"))), "Haus am [See]"),
    ("everything", plan.All(), "Haus am See"),
]
_A, _B, _C = stem("alpha"), stem("beta"), stem("gamma")
PHRASES: list[tuple[str, plan.Plan, str]] = [
    ("phrase", phrase(_A, _B), "alpha gamma [alpha] [beta] beta alpha"),
    ("phrase twice", phrase(_A, _B), "[alpha] [beta] [alpha] [beta]"),
    ("word repeated", phrase(_A, _A), "alpha beta [alpha] [alpha]"),
    ("slop", phrase(_A, _B, slop=1), "[alpha] gamma [beta]; alpha gamma gamma beta; beta alpha"),
    ("slop shared by three", phrase(_A, _B, _C, slop=1), "[alpha] x [beta] [gamma]; alpha x beta x gamma"),
    ("any order", phrase(_A, _B, slop=1, ordered=False), "[beta] x [alpha] x x beta x x alpha"),
    ("over punctuation", phrase(_A, _B), "[alpha]. \n\n[Beta]"),
    ("a part in a phrase", phrase(stem("gegen"), stem("Schmuggler")), "[gegen] Drogen[schmuggler]"),
    ("parts in order are no compound", phrase(stem("Haus"), stem("Tür")), "die Haustür; [Haus] [Tür]"),
    (
        "near",
        plan.Near(phrase(_A, _B), _C, 2, FIELDS),
        "[alpha] [beta] x y [gamma] x x x alpha beta x x x gamma",
    ),
    (
        "near, other order",
        plan.Near(phrase(_A, _B), _C, 1, FIELDS),
        "[gamma] x [alpha] [beta] x x gamma x x beta",
    ),
    (
        "a compound and its parts near each other",
        plan.Compound(stem("Gebührenerhebung"), (stem("Gebühr"), stem("Erhebung")), 3),
        "[Gebührenerhebung]. Die [Erhebung] von [Gebühren]. Daten und noch vieles mehr, eine andere Erhebung",
    ),
]


@pytest.mark.parametrize(("wanted", "text"), [case[1:] for case in WORDS], ids=[case[0] for case in WORDS])
def test_words(wanted: plan.Plan, text: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    assert marked(plain, locate(body(plain), wanted, ANALYZER)) == text


@pytest.mark.parametrize(
    ("wanted", "text"), [case[1:] for case in PHRASES], ids=[case[0] for case in PHRASES]
)
def test_phrases(wanted: plan.Plan, text: str) -> None:
    plain = text.replace("[", "").replace("]", "")
    assert marked(plain, locate(body(plain), wanted, ANALYZER)) == text


def test_a_phrase_continues_over_the_zones_of_its_field_but_not_into_another() -> None:
    text = document(("body", "alpha"), ("headings", "beta"), ("body", "beta"))
    marks = locate(text, phrase(_A, _B), ANALYZER)
    assert [(mark.field, text.text[mark.start : mark.end]) for mark in marks] == [
        ("body", "alpha"),
        ("body", "beta"),
    ]
    assert marks[0].group == marks[1].group >= 0


def test_each_occurrence_of_a_phrase_is_a_group() -> None:
    marks = locate(body("alpha beta alpha beta"), plan.AllOf((phrase(_A, _B), _C)), ANALYZER)
    assert [mark.group for mark in marks] == [0, 0, 1, 1]


def test_fields_are_kept_apart() -> None:
    text = document(("lead", "Haus"), ("body", "Haus"))
    marks = locate(text, stem("Haus", fields=("lead", "title")), ANALYZER)
    assert [(mark.field, mark.start) for mark in marks] == [("lead", 0)]


def test_title() -> None:
    assert title_spans("Die Militärbasis", stem("Basis"), ANALYZER) == (Span(11, 16),)
    assert title_spans("Die Militärbasis", stem("Basis", fields=("body",)), ANALYZER) == ()


def test_weights_put_words_before_parts_and_parts_before_scattered_ones() -> None:
    compound = plan.Compound(stem("Militärbasis"), (stem("Militär"), stem("Basis")), 5)
    text = body("Militärbasis. Dies und das und vieles mehr. Basis des Militärs")
    weight = {text.text[mark.start : mark.end]: mark.weight for mark in locate(text, compound, ANALYZER)}
    assert weight["Militärbasis"] > weight["Basis"] == weight["Militärs"] > 0
    part = locate(body("Militärbasis"), stem("Basis"), ANALYZER)[0].weight
    assert weight["Militärbasis"] > part > weight["Basis"]


def test_seed_by_every_form_of_the_word() -> None:
    text = seed()
    for word in ("Militärbasen", "militärbasis", "MILITÄRBASIS"):
        spans = merged(locate(text, stem(word), ANALYZER))
        assert [text.text[start:end] for start, end in spans] == ["Militärbasis", "Militärbasis"]


class _Recording:
    """The analyzer, and which words it was asked for."""

    def __init__(self) -> None:
        self.asked = list[str]()

    def raw_tokens(self, text: str) -> list[str]:
        return ANALYZER.raw_tokens(text)

    def raw_spans(self, text: str) -> list[tuple[int, int]]:
        return ANALYZER.raw_spans(text)

    def exact(self, raw: str) -> str:
        return ANALYZER.exact(raw)

    def form(self, raw: str) -> Form:
        self.asked.append(raw)
        return ANALYZER.form(raw)


def test_one_locator_serves_many_documents_and_shares_what_it_learns() -> None:
    analyzer = _Recording()
    words = Words(analyzer)
    text = body("Haus und Hof und Haus")
    for wanted in (stem("Hof"), stem("Haus")):
        locator = Locator(wanted, analyzer, words)
        assert len(locator.marks(text)) == len(locator.marks(text)) > 0
    assert sorted(analyzer.asked) == ["Haus", "Hof", "und"]


def test_no_word_is_analysed_for_patterns_and_forms() -> None:
    analyzer = _Recording()
    wanted = plan.AnyOf((pattern("h*s"), exact("hof"), forms("unf", "und")))
    assert (
        marked("Haus und Hof", Locator(wanted, analyzer).marks(body("Haus und Hof"))) == "[Haus] [und] [Hof]"
    )
    assert not analyzer.asked


def test_words_are_remembered_up_to_a_bound() -> None:
    analyzer = _Recording()
    words = Words(analyzer, limit=3)
    for word in ("eins", "zwei", "drei", "vier", "vier", "eins"):
        assert words.form(word) == ANALYZER.form(word)
    assert analyzer.asked == ["eins", "zwei", "drei", "vier", "eins"]


def test_only_the_words_that_the_index_points_at_are_looked_at() -> None:
    analyzer = _Recording()
    text = document(("body", "Haus Hof"), ("lead", "Haus"), ("body", "Hof Haus Bootshaus"))
    places = {"body": ([2, 3, 4], [0, 1, 0])}
    found = Locator(stem("Haus"), analyzer).marks(text, at=[places])
    assert [(mark.field, text.text[mark.start : mark.end]) for mark in found] == [
        ("body", "Haus"),
        ("body", "haus"),
    ]
    assert analyzer.asked == ["Hof", "Bootshaus"]


def test_when_the_time_is_up_what_was_found_so_far_is_marked() -> None:
    text = body("alpha beta " * 40_000)
    every = Locator(phrase(_A, _B), ANALYZER).marks(text)
    some = Locator(phrase(_A, _B), ANALYZER).marks(text, in_time=lambda: False)
    assert len(every) == 80_000
    assert every[: len(some)] == some
    assert 2 <= len(some) <= 1_000
    both = plan.AnyOf((phrase(_A, _B), phrase(_B, _A)))
    short = body("alpha beta alpha")
    assert len(Locator(both, ANALYZER).marks(short, in_time=lambda: False)) == 2
    assert len(Locator(both, ANALYZER).marks(short)) == 4


def test_when_the_time_is_up_no_more_new_words_are_compared() -> None:
    text = body(" ".join(f"wort{number}" for number in range(1_000)))
    locator = Locator(pattern("wort*"), ANALYZER)
    assert 0 < len(locator.marks(text, in_time=lambda: False)) < 100
    assert len(Locator(pattern("wort*"), ANALYZER).marks(text)) == 1_000


def test_a_text_of_megabytes_is_read_in_pieces_with_the_same_outcome() -> None:
    text = body("Wort für Wort " * 40_000 + "alpha beta" + " Wort" * 40_000)
    marks = locate(text, phrase(_A, _B), ANALYZER)
    assert [text.text[mark.start : mark.end] for mark in marks] == ["alpha", "beta"]
