"""The query syntax: one line in, a tree of nodes out, or an error that says where, and what to write.

    any      := all ((ODER | OR) all)*
    all      := ((UND | AND)? not)+
    not      := (NICHT | NOT)? near
    near     := operand ((NAHE | NEAR) "/" number operand)?
    operand  := "-"? (field ":")? (word | "="? phrase | "(" any ")") suffix
    suffix   := ("~" number)? ("^" number)?

Linear in the line, and it recurses only into parentheses, whose depth is limited.
"""

from __future__ import annotations

import re
from typing import NoReturn

from searcher.query import atoms, filters, limits, phrases
from searcher.query.atoms import TRAILING, Place
from searcher.query.fields import FIELDS, FILTERS
from searcher.query.nodes import (
    And,
    Boost,
    DateRange,
    Everything,
    Fuzzy,
    Near,
    Node,
    Not,
    Or,
    PathGlob,
    Phrase,
    Wildcard,
    Word,
)
from searcher.query.scanner import NEAR, OPERATORS, RESERVED, Scanner

_EXAMPLES = {"date": "2022-06", "since": "2021", "until": "2022-03", "path": "*.txt"}
_BLANKLESS = re.compile(r"\S+")


def parse(line: str, *, exact: bool = False) -> Node:
    """Read a query line; `exact` reads every word as if it had a `=`. An empty line means all documents.

    >>> parse("Taliban^3")
    Boost(child=Word(text='Taliban', field=None, exact=False, start=0, end=7), weight=3.0)
    """
    size = len(line)
    if size > limits.QUERY_CHARS:
        message = f"a query of {size:,} characters; the limit is {limits.QUERY_CHARS:,}"
        atoms.refuse(message, line, limits.QUERY_CHARS, "make it shorter")
    if not exact and line.replace(" ", "").isalnum():
        plain = _plain_words(line)
        if plain is not None:
            return plain
    if not line or line.isspace():
        return Everything()
    return _Parser(line, exact=exact).parse()


def _plain_words(line: str) -> Node | None:
    """Read words and blanks, or words with ODER between all of them, without a parser; None if it takes one after all.

    Most queries are such ones.
    """
    found = list(_BLANKLESS.finditer(line))
    any_of = len(found) > 2 and len(found) % 2 == 1 and OPERATORS.get(found[1].group()) == "or"
    if any_of:
        if any(OPERATORS.get(match.group()) != "or" for match in found[3::2]):
            return None
        found = found[0::2]
    words = [
        Word(match.group(), start=match.start(), end=match.end())
        for match in found
        if match.group() not in RESERVED and match.end() - match.start() <= limits.WORD_CHARS
    ]
    if len(words) != len(found) or not 0 < len(words) <= limits.WORDS:
        return None
    if any_of:
        return Or(tuple(words))
    return words[0] if len(words) == 1 else And(tuple(words), plain=True)


def _weights(node: Node) -> tuple[float, float]:
    """The least and the most that a word in the tree is multiplied by."""
    match node:
        case Boost(child, weight):
            least, most = _weights(child)
            return least * weight, most * weight
        case Not(child):
            return _weights(child)
        case And(children) | Or(children):
            found = [_weights(child) for child in children]
            return min(least for least, _ in found), max(most for _, most in found)
    return 1.0, 1.0


def _is_plain(node: Node) -> bool:
    if isinstance(node, Word):
        return node.field is None and not node.exact
    return isinstance(node, DateRange | PathGlob)


def _complete(place: str, operator: str) -> str:
    """What to write where an operator lacks a word."""
    name = operator.partition("/")[0]
    wanted = f"Putin {name}/5 Taliban" if name in ("NAHE", "NEAR") else f"a word {place} it"
    return f"write {wanted}, or {name.lower()} for the word"


class _Parser(Scanner):
    """One method a rule of the grammar; each begins at its first token and ends behind its last."""

    def parse(self) -> Node:
        node = self.any(None)
        if self.kind == ")":
            self.refuse_unopened()
        if isinstance(node, And) and not self.operators and all(map(_is_plain, node.children)):
            return And(node.children, plain=True)
        return node

    def any(self, field: str | None) -> Node:
        children = [self.all(field)]
        while self.kind == "or":
            self.step()
            children.append(self.all(field))
        return children[0] if len(children) == 1 else Or(tuple(children))

    def all(self, field: str | None) -> Node:
        begin = self.start
        children: list[Node] = []
        found = 0
        while self.kind not in ("end", ")", "or"):
            if self.kind == "noise":
                self.noise(children)
                continue
            if self.kind == "near" or (self.kind == "and" and not found):
                self.refuse_before()
            if self.kind == "and":
                operator, position = self.text, self.start
                self.step()
                if self.kind not in ("word", "not"):
                    self.refuse_after(operator, position)
            children.append(self.negation(field))
            found += 1
        if not found:
            self.refuse_nothing(begin)
        return children[0] if len(children) == 1 else And(tuple(children))

    def noise(self, children: list[Node]) -> None:
        """Keep punctuation between words in the tree, so that it can be said that it is not searched."""
        text = self.minus + self.text
        if text.startswith("..") and children and isinstance(children[-1], DateRange):
            self.refuse("a range of dates is written without blanks", self.start, "write date:2021..2022")
        children.append(Word(text, start=self.start, end=self.start + len(text)))
        self.step()

    def negation(self, field: str | None) -> Node:
        if self.kind != "not":
            return self.near(field)
        operator, position = self.text, self.start
        self.step()
        if self.kind == "not":
            self.refuse(f"{operator} and {self.text} in a row", self.start, f"write one {operator}, or none")
        if self.kind != "word":
            self.refuse_after(operator, position)
        if self.minus:
            self.refuse(f"{operator} and - before one word", self.start, "write one of them")
        return Not(self.near(field))

    def near(self, field: str | None) -> Node:
        left_at, left = self.start, self.operand(field)
        match = NEAR.fullmatch(self.text) if self.kind == "near" else None
        if match is None:
            return left
        name, number = match.groups()
        operator, position = self.text, self.start
        if number is None:
            self.refuse(
                f"{name} needs a distance",
                position,
                f"write Putin {name}/5 Taliban, or {name.lower()} for the word",
            )
        distance = atoms.parse_distance(
            number, position + len(name) + 1, self.line, example=f"Putin {name}/5 Taliban"
        )
        self.step()
        if self.kind != "word":
            self.refuse_after(operator, position)
        right_at, right = self.start, self.operand(field)
        if self.kind == "near":
            hint = f"write (a {name}/5 b) UND (b {name}/5 c)"
            self.refuse(f"{name} joins two words, not three", self.start, hint)
        lefts, rights = self.side(left, left_at, name), self.side(right, right_at, name)
        if len(lefts) * len(rights) > limits.NEAR_PAIRS:
            message = (
                f"{len(lefts) * len(rights)} pairs of words at one {name}; the limit is {limits.NEAR_PAIRS}"
            )
            self.refuse(message, position, "ask for fewer alternatives")
        if len({word.field for word in (*lefts, *rights)}) > 1:
            message = f"both sides of {name} must be asked in the same field"
            self.refuse(message, position, f"write title:(Putin {name}/5 Taliban)")
        pairs = [
            Near(one, other, distance, one.field, min(one.start, other.start), max(one.end, other.end))
            for one in lefts
            for other in rights
        ]
        return pairs[0] if len(pairs) == 1 else Or(tuple(pairs))

    def side(self, node: Node, position: int, name: str) -> list[Word | Wildcard | Fuzzy | Phrase]:
        """List the words that one side of NAHE may be."""
        alternatives = node.children if isinstance(node, Or) else (node,)
        words = [child for child in alternatives if isinstance(child, Word | Wildcard | Fuzzy | Phrase)]
        if len(words) < len(alternatives):
            message = f"beside {name} stand words, phrases, or (one ODER other) of them"
            self.refuse(message, position, f"write (Putin {name}/5 Taliban)^3 or -(Putin {name}/5 Taliban)")
        return words

    def operand(self, field: str | None) -> Node:
        text, start = self.text, self.start + len(self.minus)
        if not self.minus:
            return self.positive(text, start, field)
        if len(self.minus) > 1:
            hint = f"write -{text or '(…)'}, or a blank after the dashes"
            self.refuse("one - excludes a word", self.start, hint)
        return Not(self.positive(text, start, field))

    def positive(self, text: str, start: int, field: str | None) -> Node:
        if text.isalnum():
            return self.word(text, start, field)
        head, colon, value = text.partition(":")
        if colon and head.lower() in FIELDS:
            return self.in_field(head, value, start + len(head) + 1, field)
        if colon and head[:1] == "=" and head[1:].lower() in FIELDS:
            self.refuse("= stands behind the field", start, f"write {head[1:]}:={value or 'Haus'}")
        if not text or (text == "=" and self.opens(self.after)):
            return self.enclosed(field, exact=bool(text))
        return self.word(text, start, field)

    def word(self, text: str, start: int, field: str | None) -> Node:
        self.count(atoms.count_words(text.partition("^")[0].partition("~")[0]), start)
        core = text.rstrip(f"?{TRAILING}") if self.question else text.rstrip(TRAILING)
        if core in RESERVED and core != text:
            hint = f"write {core} alone, or {core.lower()} for the word"
            self.refuse(f"{core} with punctuation at it", start, hint)
        node = atoms.parse_atom(text, start, Place(self.line, field, self.exact, self.question))
        self.step()
        return node

    def in_field(self, head: str, value: str, start: int, outer: str | None) -> Node:
        """Read what stands behind `Titel:` and the like; `outer` is the field of the group around it."""
        name = FIELDS[head.lower()]
        one = "name one field for a word"
        if outer is not None:
            self.refuse(f"{head}: inside of another field", start - len(head) - 1, one)
        if not value and not self.opens(self.after):
            example = _EXAMPLES.get(name, "Wort")
            hint = f"write {head}:{example} without a blank, or {head} without the colon"
            self.refuse(f"nothing to search for after {head}:", start - 1, hint)
        inner, colon, _ = value.partition(":")
        if colon and inner.lower() in FIELDS and name != "path":
            self.refuse("two fields for one word", start, one)
        if value[:1] == "-" and name != "path":
            self.refuse("- stands before the field", start, f"write -{head}:{value.lstrip('-') or 'Wort'}")
        if name in FILTERS:
            return self.filter(head, name, value, start)
        self.operators = True
        if not value or (value == "=" and self.opens(self.after)):
            return self.enclosed(name, exact=bool(value))
        if not atoms.has_letter(value) and "*" not in value and value[0] not in "=~^":
            self.refuse(f"nothing to search for after {head}:", start, f"write {head}:Wort")
        return self.word(value, start, name)

    def filter(self, head: str, name: str, value: str, start: int) -> Node:
        if not value and self.line[self.after] == "(":
            self.refuse(f"{head}: takes one value, no group", self.after, f"write {head}: at each of them")
        if not value:
            start, value = self.quoted()
        node = filters.parse_filter(name, value, start, self.line)
        self.step()
        return node

    def enclosed(self, field: str | None, *, exact: bool) -> Node:
        """Read a phrase or group with what stands directly behind it."""
        if self.line[self.after] != "(":
            return self.phrase(field, exact=exact or self.exact)
        if exact:
            self.refuse("= stands before a word or a phrase", self.after - 1, "write =Haus at each word")
        node = self.group(field)
        behind = self.after
        fuzzy, weight = self.suffix()
        if fuzzy is not None:
            self.refuse("~ stands behind a word or a phrase", fuzzy[1], "write it at each word: Haus~")
        self.step()
        if weight is None:
            return node
        # Each is within its limits, and yet 50 nested ones made a score infinite.
        least, most = _weights(node)
        if least * weight < limits.WEIGHT_MIN or most * weight > limits.WEIGHT_MAX:
            self.refuse(
                "weights that multiply to less than 0.000001 or more than 1,000,000",
                behind,
                "weigh the words or the group, not both",
            )
        return Boost(node, weight)

    def group(self, field: str | None) -> Node:
        opened = self.after
        self.operators = True
        self.depth += 1
        if self.depth > limits.NESTING:
            self.refuse(
                f"more than {limits.NESTING} parentheses nested; that is the limit", opened, "leave some out"
            )
        self.after += 1
        self.step()
        node = self.any(field)
        if self.kind != ")":
            self.refuse("this parenthesis is not closed", opened, "add ) where the group ends")
        self.depth -= 1
        self.after += 1
        return node

    def phrase(self, field: str | None, *, exact: bool) -> Node:
        self.operators = True
        start, text = self.quoted()
        members, words = phrases.parse_members(text, Place(self.line, field, exact, question=False), start)
        self.count(words, start)
        fuzzy, weight = self.suffix()
        slop = 0
        if fuzzy is not None:
            if words == 1:
                self.refuse(
                    "a distance needs two words", fuzzy[1], "write Wort~ without quotes for a fuzzy word"
                )
            slop = atoms.parse_distance(fuzzy[0], fuzzy[1] + 1, self.line, example='"Putin Taliban"~5')
        node = Phrase(members, slop, field, start, start + len(text))
        self.step()
        return node if weight is None else Boost(node, weight)

    def refuse_unopened(self) -> NoReturn:
        self.refuse("this parenthesis was never opened", self.start, "leave it out, or open it before")

    def refuse_before(self) -> NoReturn:
        """Refuse the operator at hand, which has nothing before it."""
        self.refuse(f"{self.text} has nothing before it", self.start, _complete("before", self.text))

    def refuse_after(self, operator: str, position: int) -> NoReturn:
        """Refuse an operator that is not followed by what it needs."""
        if self.kind in ("and", "or", "near"):
            self.refuse(f"{operator} and {self.text} in a row", self.start, "leave one of them out")
        self.refuse(f"{operator} has nothing after it", position, _complete("after", operator))

    def refuse_nothing(self, begin: int) -> NoReturn:
        """Refuse a place, from `begin`, where words should be."""
        before = self.line[:begin].rstrip()
        last = before.rpartition(" ")[2].lstrip("(")
        if OPERATORS.get(last) == "or":
            self.refuse_after(last, len(before) - len(last))
        if self.kind == "or":
            self.refuse_before()
        if before.endswith("("):
            self.refuse("nothing between the parentheses", len(before) - 1, "write a word between them")
        if self.kind == ")":
            self.refuse_unopened()
        self.refuse("only punctuation, nothing to search for", begin, "write a word")
