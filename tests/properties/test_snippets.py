"""Whatever the text and the query: snippets are pieces of the text, and their spans what was marked."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from searcher.model import FIELDS, Document, Zone
from searcher.query import plan
from searcher.snippets import Locator, Mark, line_at, locate, merged, select
from searcher.snippets.together import in_any_order, in_order
from searcher.snippets.wildcard import matcher, quick_test
from tests.unit.snippets.samples import ANALYZER

VOCABULARY = (
    "Haus",
    "Häuser",
    "See",
    "Militärbasis",
    "Basis",
    "die",
    "z. B.",
    "§ 3",
    "20. Juni",
    "Vor-",
    "Ende.",
)
ODD = 'aäß\u017fZ9§.!?…\n\r\t\v\f\x1c\x85\u2028\xa0\xad\u0301-\u2010*:_/()"„“\x00\x1b\U0001f600 '
BETWEEN = (" ", " ", " ", "\n", "\n\n", ". ", ", ", "-\n", "  ", "\xad")


@st.composite
def texts(draw: st.DrawFn) -> str:
    if draw(st.booleans()):
        return draw(st.text(ODD, max_size=300))
    words = draw(st.lists(st.tuples(st.sampled_from(VOCABULARY), st.sampled_from(BETWEEN)), max_size=80))
    return "".join(word + between for word, between in words)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(texts())
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    zones = [
        Zone(draw(st.sampled_from(FIELDS[1:])), start + 1, end)
        for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)
        if start + 1 < end
    ]
    return Document("i", "p", "s", "t", text, tuple(zones))


def leaves() -> st.SearchStrategy[plan.Leaf]:
    sources = st.one_of(
        st.sampled_from(["haus", "see", "basis", "militarbasis", "die"]).map(plan.Stem),
        st.sampled_from(["häuser", "ende", "3"]).map(plan.Exact),
        st.sampled_from(["*s", "h?us*", "*i*"]).map(plan.Pattern),
    )
    return st.builds(
        lambda source, weight: plan.Leaf("x", (source,), FIELDS, weight), sources, st.sampled_from([0.4, 1])
    )


def plans() -> st.SearchStrategy[plan.Plan]:
    phrases = st.builds(
        lambda slots, slop, ordered: plan.Sequence(tuple(slots), slop, ordered, FIELDS),
        st.lists(leaves(), min_size=2, max_size=3),
        st.integers(0, 3),
        st.booleans(),
    )
    near = st.builds(plan.Near, phrases, leaves(), st.integers(0, 4), st.just(FIELDS))
    return st.lists(st.one_of(leaves(), phrases, near), min_size=1, max_size=3).map(
        lambda nodes: plan.AllOf(tuple(nodes))
    )


@given(documents(), plans())
def test_marks_lie_in_their_fields(document: Document, wanted: plan.Plan) -> None:
    for mark in locate(document, wanted, ANALYZER):
        assert any(
            zone.field == mark.field and zone.start <= mark.start < mark.end <= zone.end
            for zone in document.zones
        )
        assert mark.weight > 0


@given(documents(), plans())
def test_looking_only_where_the_words_are_changes_nothing(document: Document, wanted: plan.Plan) -> None:
    locator = Locator(wanted, ANALYZER)
    everywhere = {field: (range(2_000), bytes(2_000)) for field in FIELDS}
    assert locator.marks(document, at=[everywhere] * len(locator.leaves)) == locator.marks(document)


@given(documents(), plans(), st.integers(1, 4), st.integers(1, 120))
def test_snippets_are_pieces_of_the_text(
    document: Document, wanted: plan.Plan, count: int, width_chars: int
) -> None:
    marks = locate(document, wanted, ANALYZER)
    zones = document.zones or (Zone("body", 0, len(document.text)),)
    snippets = select(document, marks, count=count, width_chars=width_chars)
    assert len(snippets) <= count
    only_title = document.text.strip("# \n") == document.title and all(
        mark.field == "title" for mark in marks
    )
    visible = any(document.text[zone.start : zone.end].strip() for zone in zones)
    assert bool(snippets) == (visible and not only_title)
    plain = _bare(document.text)
    for snippet in snippets:
        assert len(snippet.text) <= max(width_chars, 20)
        assert "\n" not in snippet.text
        assert "  " not in snippet.text
        assert _bare(snippet.text.removeprefix("… ").removesuffix(" …")) in plain
        assert 1 <= snippet.line <= line_at(document, len(document.text))
        at = 0
        for start, end in snippet.spans:
            assert at <= start < end <= len(snippet.text)
            at = end + 1


@given(documents(), plans())
def test_what_is_marked_is_what_was_found(document: Document, wanted: plan.Plan) -> None:
    marks = locate(document, wanted, ANALYZER)
    found = {_bare(document.text[start:end]) for start, end in merged(marks)}
    some_of_them = re.compile("|".join(map(re.escape, found)).join(("(?:", ")+")))
    for snippet in select(document, marks):
        assert all(some_of_them.fullmatch(_bare(snippet.text[start:end])) for start, end in snippet.spans)
        assert bool(snippet.spans) == bool(marks)


@given(st.integers(0, 400), st.integers(0, 400), st.integers(20, 200))
def test_a_hit_is_shown_wherever_it_lies(before: int, after: int, width_chars: int) -> None:
    text = "Hier steht ein Satz ohne Bedeutung. " * before + "Das Haus. " + "Und danach noch einer. " * after
    document = Document("i", "p", "s", "t", text, (Zone("body", 0, len(text)),))
    mark = Mark(text.index("Haus"), text.index("Haus") + 4, 1.0, 0, -1, "body")
    (snippet,) = select(document, [mark], width_chars=width_chars)
    assert [snippet.text[start:end] for start, end in snippet.spans] == ["Haus"]


@given(
    st.lists(st.lists(st.integers(0, 12), max_size=5, unique=True).map(sorted), min_size=1, max_size=3),
    st.integers(0, 4),
)
def test_phrases_agree_with_trying_all_places(slots: list[list[int]], reach: int) -> None:
    ordered = {
        chain[0] for chain in _chains(slots) if all(a < b for a, b in pairwise(chain))
        and chain[-1] - chain[0] < len(slots) + reach
    }  # fmt: skip
    assert {chain[0] for chain in in_order(slots, reach=reach)} == ordered
    near = {min(chain) for chain in _chains(slots) if max(chain) - min(chain) < len(slots) + reach}
    assert {min(chain) for chain in in_any_order(slots, reach=reach)} == near


@given(st.text("ab*?", max_size=8), st.text("ab", max_size=8))
def test_wildcards_agree_with_regular_expressions(pattern: str, word: str) -> None:
    expression = "".join({"*": ".*", "?": "."}.get(char, char) for char in pattern)
    assert matcher(pattern)(word) == (re.fullmatch(expression, word) is not None)


@given(st.lists(st.text("ab*?", max_size=5), max_size=3), st.text("ab", max_size=6))
def test_no_word_that_fits_is_passed_over(patterns: list[str], word: str) -> None:
    fits = any(matcher(pattern)(word) for pattern in patterns)
    assert quick_test(patterns)(word) >= fits


def _chains(slots: list[list[int]]) -> list[tuple[int, ...]]:
    chains: list[tuple[int, ...]] = [()]
    for places in slots:
        chains = [(*chain, place) for chain in chains for place in places]
    return chains


def _bare(text: str) -> str:
    """The text without what showing it on one line may change: blanks, soft hyphens, a line's last hyphen."""
    return re.sub(r"[ \t\r\n\xad\-\u2010]", "", text)
