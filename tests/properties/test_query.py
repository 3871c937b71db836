# ruff: noqa: RUF001 - letters that look like others are what some of these lines are about
"""What holds for every query line: it is read or refused, and what was read can be written and read again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from searcher.analysis import german
from searcher.errors import QuerySyntaxError
from searcher.query import describe, parse, rewrite, suggest, to_query
from searcher.query.nodes import And, Boost, Fuzzy, Near, Node, Not, Or, Phrase, Wildcard, Word

PIECES = st.sampled_from(
    [
        *(
            "Putin",
            "Haus",
            "Bürger*innen",
            "E-Mail",
            "der",
            "wer",
            "Militär*",
            "M?ller",
            "Basi?",
            "12:30",
            "Mu\u0308*",
        ),
        *("UND", "ODER", "NICHT", "AND", "OR", "NOT", "NAHE/5", "NEAR/2", "NAHE", "oder", "UND,"),
        *(
            "(",
            ")",
            '"',
            "„",
            "“",
            "”",
            "»",
            "«",
            "-",
            "=",
            "~",
            "~2",
            "^3",
            "^0,5",
            "^",
            "*",
            "?",
            ",",
            "–",
            "…",
        ),
        *(
            "Titel:",
            "text:",
            "Pfad:",
            "seit:2021",
            "date:2022-06..",
            "bis:",
            "Titel:(",
            '"a b"~5',
            "-(",
            "(a ODER b)",
        ),
        *("date:2021 ..", "--", "\u00ad", "\u2028", "\t", "ſ", "🙂", "\x1b[31m", "\ud800", "日本"),
    ]
)
LINES = st.one_of(
    st.text(max_size=40),
    st.lists(PIECES, max_size=12).map(" ".join),
    st.lists(st.one_of(PIECES, st.just(" ")), max_size=14).map("".join),
)
GERMAN = german()


def refusal(line: str, *, exact: bool = False) -> QuerySyntaxError | None:
    try:
        rewrite(parse(line, exact=exact), GERMAN)
    except QuerySyntaxError as error:
        return error
    return None


@given(LINES, st.booleans())
def test_a_line_is_planned_or_refused_at_a_place(line: str, exact: bool) -> None:
    error = refusal(line, exact=exact)
    if error:
        assert 0 <= error.position <= len(error.query)
        assert error.message
        assert error.hint
        assert error.query == line or "that is indexed" in error.message


def read(line: str) -> Node | None:
    try:
        return parse(line)
    except QuerySyntaxError:
        return None


@given(LINES)
def test_what_was_read_can_be_written_and_read_again(line: str) -> None:
    node = read(line)
    if node is not None:
        assert parse(to_query(node)) == node


@given(LINES)
def test_what_was_read_is_described_and_has_no_suggestion_where_all_is_known(line: str) -> None:
    node = read(line)
    if node is not None:
        assert describe(node)
        assert suggest(node, similar=lambda _form, _edits: [], known=lambda _form: 1, line=line) is None


@given(LINES)
def test_words_stand_where_they_say(line: str) -> None:
    node = read(line)
    if node is not None:
        for word in words(node):
            text = word.pattern if isinstance(word, Wildcard) else word.text
            assert line[word.start : word.end] == text


def words(node: Node) -> list[Word | Wildcard | Fuzzy]:
    if isinstance(node, And | Or):
        return [word for child in node.children for word in words(child)]
    if isinstance(node, Not | Boost):
        return words(node.child)
    if isinstance(node, Near):
        return words(node.left) + words(node.right)
    if isinstance(node, Phrase):
        return list(node.members)
    return [node] if isinstance(node, Word | Wildcard | Fuzzy) else []


WORDS = st.sampled_from(["Putin", "Häuser", "E-Mail", "der", "Bürger:innen", "50+1"])


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> Node:
    """Draw a tree as `parse` makes it: every And and Or has two children or more."""
    kind = draw(
        st.sampled_from(
            ["word", "wildcard", "fuzzy", "phrase", "near", *(["and", "or", "not", "boost"] * (depth > 0))]
        )
    )
    field = draw(st.sampled_from([None, "title", "lead", "body"]))
    word = Word(draw(WORDS), field, draw(st.booleans()))
    if kind == "wildcard":
        return Wildcard(draw(st.sampled_from(["Milit*", "*basis", "M?ller"])), field)
    if kind == "fuzzy":
        return Fuzzy("Tadschickistan", draw(st.integers(1, 2)), field)
    if kind == "phrase":
        members = tuple(Word(text, field) for text in draw(st.lists(WORDS, min_size=2, max_size=4)))
        return Phrase(members, draw(st.integers(0, 9)), field)
    if kind == "near":
        return Near(word, Word(draw(WORDS), field), draw(st.integers(0, 99)), field)
    if kind in ("and", "or"):
        children = tuple(draw(st.lists(trees(depth=depth - 1), min_size=2, max_size=3)))
        return And(children) if kind == "and" else Or(children)
    if kind == "not":
        return Not(draw(trees(depth=depth - 1)))
    if kind == "boost":
        return Boost(draw(trees(depth=depth - 1)), draw(st.sampled_from([3.0, 0.5, 0.05])))
    return word


@given(trees())
def test_trees_are_written_as_they_are_read(node: Node) -> None:
    assert parse(to_query(node)) == node


def test_a_small_weight_is_written_as_it_is_read() -> None:
    node = Boost(Word("Haus", start=0, end=4), 1e-05)
    assert parse(to_query(node)) == node


@given(st.lists(WORDS.filter(str.isalnum), min_size=1, max_size=6))
def test_plain_words_are_read_alike_by_the_short_way_and_the_parser(texts: list[str]) -> None:
    assert parse(" ".join(texts)) == parse(" ".join(texts) + ",")
