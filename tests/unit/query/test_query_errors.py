"""Queries that are refused: where the caret stands, and what the message says."""

from __future__ import annotations

import pytest

from searcher.errors import QuerySyntaxError
from searcher.query import parse

REFUSED = [
    # the query, a caret under the place, and the message
    ('"ersten Mal', "^", "this quotation is not closed"),
    ("Putin „ersten Mal", "      ^", "this quotation is not closed"),
    ('18" Monitor', "  ^", "this quotation is not closed"),
    ('Putin ""', "      ^", "a phrase without words"),
    ('"– !"', "^", "a phrase without words"),
    ('"Putin * Taliban"', "       ^", "a star alone in a phrase"),
    ('"Putin Talibn~"', "             ^", "fuzzy words cannot stand in a phrase"),
    ('"Putin Taliban^2"', "              ^", "weights cannot stand in a phrase"),
    ('"Putin =Tal*"', "       ^", "truncation matches exact forms already"),
    ('"Putin Taliban"~', "                ^", "no number of words"),
    ('"Putin Taliban"~x', "                ^", '"x" is not a number of words'),
    ('"Putin Taliban"~1001', "                ^", "a distance of 1001 words; the limit is 1000"),
    ('"Putin"~2', "       ^", "a distance needs two words"),
    ("(Putin ODER Kreml", "^", "this parenthesis is not closed"),
    ("Putin (a (b)", "      ^", "this parenthesis is not closed"),
    ("Putin) Kreml", "     ^", "this parenthesis was never opened"),
    ("Putin )", "      ^", "this parenthesis was never opened"),
    (")", "^", "this parenthesis was never opened"),
    ("Putin ()", "      ^", "nothing between the parentheses"),
    ("(–)", "^", "nothing between the parentheses"),
    ("UND Putin", "^", "UND has nothing before it"),
    ("AND", "^", "AND has nothing before it"),
    ("ODER Putin", "^", "ODER has nothing before it"),
    ("(OR Putin)", " ^", "OR has nothing before it"),
    ("Putin UND", "      ^", "UND has nothing after it"),
    ("Putin ODER", "      ^", "ODER has nothing after it"),
    ("(Putin OR) Kreml", "       ^", "OR has nothing after it"),
    ("Putin NICHT", "      ^", "NICHT has nothing after it"),
    ("NOT OR foo", "    ^", "NOT and OR in a row"),
    ("Putin UND ODER Kreml", "          ^", "UND and ODER in a row"),
    ("Putin ODER UND Kreml", "           ^", "UND has nothing before it"),
    ("Putin ODER ODER Kreml", "           ^", "ODER and ODER in a row"),
    ("NICHT NICHT Putin", "      ^", "NICHT and NICHT in a row"),
    ("NICHT -Putin", "      ^", "NICHT and - before one word"),
    ("Putin, UND, Kreml", "       ^", "UND with punctuation at it"),
    ("Putin UND?", "      ^", "UND with punctuation at it"),
    ("--Putin", "^", "one - excludes a word"),
    ("Putin –Kreml", "      ^", '"–" directly before a word is a dash'),
    ("Putin NAHE Taliban", "      ^", "NAHE needs a distance"),
    ("Putin NEAR/ Taliban", "           ^", "no number of words"),
    ("Putin NAHE/x Taliban", "           ^", '"x" is not a number of words'),
    ("Putin NAHE/9999 Taliban", "           ^", "a distance of 9999 words; the limit is 1000"),
    ("NAHE/5 Taliban", "^", "NAHE/5 has nothing before it"),
    ("Putin NAHE/5", "      ^", "NAHE/5 has nothing after it"),
    ("a NAHE/5 b NAHE/5 c", "           ^", "NAHE joins two words, not three"),
    ("Putin NAHE/5 -Kreml", "             ^", "beside NAHE stand words"),
    ("Putin NAHE/5 (a b)", "             ^", "beside NAHE stand words"),
    ("Titel:Putin NAHE/5 Taliban", "            ^", "both sides of NAHE must be asked in the same field"),
    ("Titel:", "     ^", "nothing to search for after Titel:"),
    ("Titel: Putin", "     ^", "nothing to search for after Titel:"),
    ("Titel:–", "      ^", "nothing to search for after Titel:"),
    ("Titel:Text:Putin", "      ^", "two fields for one word"),
    ("Titel:(a Text:b)", "         ^", "Text: inside of another field"),
    ("Titel:-Putin", "      ^", "- stands before the field"),
    ("=Titel:Putin", "^", "= stands behind the field"),
    ("Titel:seit:2021", "      ^", "two fields for one word"),
    ("date:gestern", "     ^", '"gestern" is not a date'),
    ("date:14.6.2022", "     ^", '"14.6.2022" is not a date'),
    ("seit:2022-13", "          ^", "there is no month 13"),
    ("date:2022-02-30", "             ^", "2022-02 has no day 30"),
    ("date:0000", "     ^", "there is no year 0"),
    ("date:2022..x", "           ^", '"x" is not a date'),
    ("date:2022..2021", "     ^", "the range ends before it begins"),
    ("date:..", "     ^", "a range needs at least one end"),
    ("seit:2021..2022", "         ^", "since: takes one date, no range"),
    ("bis:2022-02-31", "            ^", "2022-02 has no day 31"),
    ("date:2021 .. 2022", "          ^", "a range of dates is written without blanks"),
    ("date:(2021 2022)", "     ^", "date: takes one value, no group"),
    ('Pfad:" "', "      ^", "an empty path"),
    ("path:*a*b*c*d*e*f*g*h*i", "     ^", "9 stars in a path; the limit is 8"),
    ("Taliban^", "        ^", "no number after ^"),
    ("Taliban^x", "        ^", '"x" is not a number after ^'),
    ("Taliban^nan", "        ^", '"nan" is not a number after ^'),
    ("Taliban^inf", "        ^", '"inf" is not a number after ^'),
    ("Taliban^0", "        ^", "the weight 0 is not between"),
    ("Taliban^1e999", "        ^", "the weight 1e999 is not between"),
    ("a~b~c", " ^", "~ stands behind a word, once"),
    ("NAHE", "^", "NAHE has nothing before it"),
    ("Putin NAHE, Kreml", "      ^", "NAHE with punctuation at it"),
    ("Taliban^-1", "        ^", "a weight cannot be negative"),
    ("Taliban^2^3", "        ^", '"2^3" is not a number after ^'),
    ("Taliban ^3", "        ^", "a weight without a word"),
    ("Tadschickistan~3", "               ^", "3 edits; the limit is 2"),
    ("Tadschickistan~0", "               ^", "a fuzzy word allows 1 or 2 edits"),
    ("Tadschickistan~0.8", "               ^", '"0.8" is not a number of edits'),
    ("Haus~2", "     ^", "2 edits need a word of 5 letters or more"),
    ("E-Mail~2", "       ^", "2 edits need a word of 5 letters or more"),
    ("Titel:EU-Rat~2", "             ^", "2 edits need a word of 5 letters or more"),
    ("~Haus", "^", "~ stands behind a word, once"),
    ("Haus~~", "    ^", "~ stands behind a word, once"),
    ("Milit*~", "      ^", "a word is either truncated or fuzzy"),
    ("=Haus~", "     ^", "a word is either exact (=) or fuzzy (~)"),
    ("(a b)~2", "     ^", "~ stands behind a word or a phrase"),
    ("=Milit*", "^", "truncation matches exact forms already"),
    ("==Haus", " ^", "= is written once"),
    ("Putin =?", "      ^", "= without a word"),
    ("=(a b)", "^", "= stands before a word or a phrase"),
    ("M*", "^", "a truncated word needs at least 2 fixed letters"),
    ("Putin ** Kreml", "      ^", "a truncated word needs at least 2 fixed letters"),
    ("EU-K*", "   ^", "a truncated word needs at least 2 fixed letters"),
    ("Titel:*", "      ^", "a truncated word needs at least 2 fixed letters"),
    ("*a*b*c*d*e*f*g*h*", "^", "9 stars in a word; the limit is 8"),
    ("–", "^", "only punctuation, nothing to search for"),
    ("  … ! ?", "  ^", "only punctuation, nothing to search for"),
]


@pytest.mark.parametrize(("line", "caret", "message"), [pytest.param(*row, id=row[0]) for row in REFUSED])
def test_refused(line: str, caret: str, message: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(line)
    assert caught.value.message.startswith(message)
    assert caught.value.position == caret.index("^")
    assert caught.value.query == line
    assert caught.value.hint


LIMITS = [
    ("characters", "a" * 10_001, "a query of 10,001 characters; the limit is 10,000"),
    ("letters", "a" * 129, "a word of 129 letters; the limit is 128"),
    ("letters of a phrase", '"' + "a" * 129 + '"', "a word of 129 letters; the limit is 128"),
    ("letters of a truncated word", "a" * 128 + "*", "a word of 129 letters; the limit is 128"),
    ("words", "ab " * 257, "more than 256 words; that is the limit"),
    ("words with operators", "ab ODER " * 256 + "ab", "more than 256 words; that is the limit"),
    ("words in one chunk", "a.b.c.d " * 65, "more than 256 words; that is the limit"),
    ("nesting", "(" * 51 + "a" + ")" * 51, "more than 50 parentheses nested; that is the limit"),
    ("nested exclusion", "-(" * 5000, "more than 50 parentheses nested; that is the limit"),
    ("phrase", '"' + "a " * 65 + '"', "a phrase of more than 64 words; that is the limit"),
    ("path", "path:" + "a" * 1025, "a path of 1,025 characters; the limit is 1,024"),
    (
        "pairs",
        f"({' ODER '.join('a' * 9)}) NAHE/5 ({' ODER '.join('b' * 9)})",
        "81 pairs of words at one NAHE; the limit is 64",
    ),
]


@pytest.mark.parametrize(("line", "message"), [pytest.param(*row[1:], id=row[0]) for row in LIMITS])
def test_over_a_limit(line: str, message: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(line)
    assert caught.value.message == message
    assert 0 <= caught.value.position <= len(line)
