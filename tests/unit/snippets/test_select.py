"""Which piece of a document is shown for a query, and how."""

from __future__ import annotations

from dataclasses import replace

import pytest

from searcher.model import Document, Snippet, Zone
from searcher.query import plan
from searcher.snippets import line_at, locate, section_at, select
from searcher.snippets.select import MOST_OF_A_WORD
from tests.unit.snippets.samples import ANALYZER, body, document, phrase, seed, stem

FILLER = "Hier steht ein Satz ohne Bedeutung. "


def show(text: Document, *wanted: plan.Plan, count: int = 1, width_chars: int = 240) -> list[str]:
    return [
        snippet.marked("[", "]") for snippet in snippets(text, *wanted, count=count, width_chars=width_chars)
    ]


def snippets(
    text: Document, *wanted: plan.Plan, count: int = 1, width_chars: int = 240
) -> tuple[Snippet, ...]:
    marks = locate(text, plan.AllOf(wanted), ANALYZER)
    return select(text, marks, count=count, width_chars=width_chars)


@pytest.mark.parametrize(
    ("text", "width_chars", "shown"),
    [
        ("Das Haus steht.", 240, "Das [Haus] steht."),
        ("Eins. Zwei. Das Haus steht. Drei. Vier.", 23, "Das [Haus] steht. Drei."),
        ("Eins. Zwei. Das Haus steht. Drei. Vier.", 30, "Das [Haus] steht. Drei. Vier."),
        ("Eins. Zwei. Das Haus steht. Drei. Vier.", 240, "Eins. Zwei. Das [Haus] steht. Drei. Vier."),
        ("Das Haus am Rand der kleinen Stadt am See.", 30, "Das [Haus] am Rand der …"),
        ("Am Rand der kleinen Stadt am See ein Haus.", 30, "… Stadt am See ein [Haus]."),
        ("Am Rand der kleinen Stadt ein Haus in der Nähe vom See.", 30, "… [Haus] in der Nähe vom See."),
        ("Eins.\n\nDas Haus.\n\nZwei.", 240, "Das [Haus]."),
        ("Eins\n  und das\tHaus\r\nund zwei.", 240, "Eins und das [Haus] und zwei."),
        ("Das „Haus“.", 20, "Das „[Haus]“."),
        ("x" * 60 + " Haus " + "y" * 60, 30, "… [Haus] …"),
        ("(" + "x" * 60 + ",Haus," + "y" * 60, 30, "… [Haus] …"),
    ],
)
def test_whole_sentences_else_words(text: str, width_chars: int, shown: str) -> None:
    assert show(body(text), stem("Haus"), width_chars=width_chars) == [shown]


@pytest.mark.parametrize(
    ("text", "word", "shown"),
    [
        ("die Bundes-\nregierung tagt", "Bundesregierung", "die [Bundesregierung] tagt"),
        ("die Bundes\xadregierung tagt", "Bundesregierung", "die [Bundesregierung] tagt"),
        ("die Militär-\nbasis dort", "Basis", "die Militär[basis] dort"),
        ("die DM-\nBundesmünze", "Bundesmünze", "die DM-[Bundesmünze]"),
        ("Vor-\nund Nachteile", "Nachteile", "Vor- und [Nachteile]"),
        ("Ei\xad\nsen und Holz", "Holz", "Eisen und [Holz]"),
        ("Eisen\r\xad und \xad \xadHolz", "Holz", "Eisen und [Holz]"),
        ("alle Bürger*innen", "Bürgerinnen", "alle [Bürger*innen]"),
        ("rot\x1b[31m Haus\x00", "Haus", "rot\x1b[31m [Haus]\x00"),
    ],
)
def test_breaks_of_words_are_undone_and_nothing_else(text: str, word: str, shown: str) -> None:
    (snippet,) = snippets(body(text), stem(word))
    at = 0
    for start, end in snippet.spans:
        assert start >= at
        at = end
    pieces = shown.replace("\x1b[31m", "\x1b{31m").split("[")
    assert snippet.text == shown.replace("\x1b[", "\x1b{").replace("[", "").replace("]", "").replace("{", "[")
    assert [snippet.text[start:end] for start, end in snippet.spans] == [
        piece.split("]")[0] for piece in pieces[1:]
    ]


def test_the_window_with_most_of_the_words_wins() -> None:
    text = body(f"Das Haus. {FILLER * 8}Der See. {FILLER * 8}Das Haus am See. {FILLER * 8}")
    (shown,) = show(text, stem("Haus"), stem("See"), width_chars=60)
    assert "[Haus] am [See]" in shown


def test_words_side_by_side_win_over_words_far_apart() -> None:
    text = body(f"Das Haus. {FILLER * 2}Der See.\n\n{FILLER * 8}Das Haus am See.")
    assert "[Haus] am [See]" in show(text, stem("Haus"), stem("See"), width_chars=120)[0]


def test_function_words_beside_others_are_not_shown() -> None:
    text = body(
        f"Wer die eine und die andere fragt. {FILLER * 8}Das Haus steht leer, die Tür offen. {FILLER * 8}"
    )
    words = (stem("wer", weight=0.4), stem("die", weight=0.4), stem("Haus"))
    assert show(text, *words, width_chars=40) == ["Das [Haus] steht leer, die Tür offen."]


def test_a_function_word_that_may_be_all_of_a_hit_is_shown_but_does_not_decide() -> None:
    text = body(
        f"Wer die eine und die andere fragt. {FILLER * 8}Das Haus steht leer, die Tür offen. {FILLER * 8}"
    )
    either = plan.AnyOf((stem("die", weight=0.4), stem("Haus")))
    assert show(text, either, width_chars=40) == ["Das [Haus] steht leer, [die] Tür offen."]


def test_function_words_alone_are_shown() -> None:
    assert show(body(f"{FILLER}Sein oder nicht."), stem("oder", weight=0.4), width_chars=40) == [
        "Sein [oder] nicht."
    ]


def test_a_phrase_is_shown_whole() -> None:
    text = body(f"Haus. {FILLER * 5}Sein altes Haus am See. {FILLER * 5}")
    (shown,) = show(text, phrase(stem("altes"), stem("Haus"), stem("am"), stem("See")), width_chars=40)
    assert shown == "Sein [altes] [Haus] [am] [See]."


def test_a_phrase_wider_than_a_snippet_is_shown_in_part() -> None:
    text = body("Haus und " + "Wort " * 20 + "See")
    (shown,) = show(text, phrase(stem("Haus"), stem("See"), slop=50), width_chars=40)
    assert shown.startswith("[Haus] und Wort")


def test_the_body_before_its_heading() -> None:
    text = document(("headings", "Das Haus"), ("body", "In diesem Haus wohnt niemand."))
    (snippet,) = snippets(text, stem("Haus"))
    assert (snippet.text, snippet.section) == ("In diesem Haus wohnt niemand.", "Das Haus")


def test_a_heading_if_only_it_has_the_word() -> None:
    text = document(("headings", "Das Haus"), ("body", "Hier wohnt niemand."))
    assert show(text, stem("Haus")) == ["Das [Haus]"]


def test_a_heading_that_the_title_repeats_only_if_nothing_else_has_a_word() -> None:
    fields = ("headings", "§ 1 Haus und See"), ("body", "In einem Haus wohnt jemand.")
    wanted = stem("Haus"), stem("See")
    assert show(document(*fields), *wanted) == ["§ 1 [Haus] und [See]"]
    titled = replace(document(*fields), title="§ 1 Haus und See – Gesetz")
    assert show(titled, *wanted) == ["In einem [Haus] wohnt jemand."]
    assert show(titled, stem("See")) == ["§ 1 Haus und [See]"]


def test_words_in_neighbouring_paragraphs_are_shown_together() -> None:
    assert show(body("Das Haus.\n\nDer See."), stem("Haus"), stem("See")) == ["Das [Haus]. Der [See]."]


def test_fields_are_not_shown_together() -> None:
    text = document(("headings", "Haus"), ("body", "Der See."))
    assert show(text, stem("Haus"), stem("See")) == ["Der [See]."]


def test_several_snippets_come_in_the_order_of_the_text_and_do_not_overlap() -> None:
    text = body(f"{FILLER * 9}Der See ist tief. {FILLER * 9}Das Haus am Wald. {FILLER * 9}Wald und Wald.")
    shown = show(text, stem("Haus"), stem("See"), stem("Wald"), count=3, width_chars=50)
    assert [piece.count("[") for piece in shown] == [1, 2, 2]
    assert ["See" in shown[0], "Haus" in shown[1], "Wald" in shown[2]] == [True] * 3


def test_no_more_snippets_than_there_are_places() -> None:
    assert len(show(body("Das Haus."), stem("Haus"), count=5)) == 1


def test_without_marks_the_beginning_is_shown() -> None:
    text = document(("headings", "Titel"), ("lead", "  Der Vorspann. Und mehr."), ("body", "Der Text."))
    assert show(text, plan.All()) == ["Der Vorspann. Und mehr."]
    assert show(text, stem("fehlt"), width_chars=20) == ["Der Vorspann."]


@pytest.mark.parametrize("text", [Document("i", "p", "s", "t", "", ()), body(" \n "), document(("body", ""))])
def test_an_empty_text_has_no_snippet(text: Document) -> None:
    assert select(text, []) == ()


def test_a_document_without_zones_still_has_a_beginning() -> None:
    assert select(Document("i", "p", "s", "t", "Nur so. ", ()), [])[0].text == "Nur so."


def test_a_text_that_is_nothing_but_its_title_has_no_snippet() -> None:
    for text in ("Ein Haus", "# Ein Haus\n"):
        assert select(Document("i", "p", "s", "Ein Haus", text, ()), []) == ()


def test_lines_and_sections() -> None:
    text = document(("lead", "Vorspann."), ("headings", "Erster\nTeil"), ("body", "Eins.\nZwei."))
    assert [line_at(text, place) for place in (0, 9, 10, 11)] == [1, 1, 2, 3]
    assert section_at(text, 0) == ""
    assert section_at(text, text.text.index("Teil")) == section_at(text, len(text.text)) == "Erster Teil"


def test_a_hit_far_down_in_a_long_text() -> None:
    text = body("\n".join(f"Zeile {i} ohne Inhalt." for i in range(50_000)) + "\nAm Ende das Haus.")
    (snippet,) = snippets(text, stem("Haus"), width_chars=60)
    assert snippet.marked("[", "]").endswith("Am Ende das [Haus].")
    assert snippet.line == line_at(text, text.text.index(snippet.text[:12]))


def test_rare_words_count_however_often_the_others_come() -> None:
    text = body("das Wort, " * (MOST_OF_A_WORD + 5) + "nun das Haus.")
    (shown,) = show(text, stem("Wort"), stem("Haus"), width_chars=60)
    assert "[Haus]" in shown


def test_when_the_time_is_up_the_best_so_far_is_shown() -> None:
    text = body("Ein Haus steht hier. " * 500 + "Das Haus am See.")
    marks = locate(text, plan.AllOf((stem("Haus"), stem("See"))), ANALYZER)
    (first,) = select(text, marks, in_time=lambda: False)
    assert "am See" not in first.text
    (best,) = select(text, marks)
    assert best.text.endswith("am See.")


def test_seed() -> None:
    (snippet,) = snippets(seed(), stem("Militärbasis"), stem("Tadschikistan"))
    assert snippet.line == 13
    assert snippet.section == "Russland hat wichtige Militärbasis in Tadschikistan"
    assert snippet.marked("[", "]") == (
        "[Tadschikistan] ist wirtschaftlich stark abhängig von Russland. "
        "Moskau unterhält zudem eine bedeutende [Militärbasis] in dem Land."
    )


def test_zones_side_by_side_are_read_as_one_field() -> None:
    text = Document("i", "p", "s", "t", "Das Haus. Der See.", (Zone("body", 0, 9), Zone("body", 10, 18)))
    assert show(text, stem("Haus"), stem("See")) == ["Das [Haus]. Der [See]."]
