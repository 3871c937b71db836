"""The state of an interactive search and the commands that change it; knows no keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from searcher.engine import Searcher, open_index
from searcher.errors import SearcherError, UsageError
from searcher.model import Facet, Order, Results
from searcher.terminal.layout import Line, Piece
from searcher.terminal.look_commands import info_lines, word_lines
from searcher.terminal.screen import Screen

LONGEST_RANK = 3
"""Digits of a number that opens a hit; a longer one is a year, or a word like others."""

HELP = {
    "any other line": 'search for it (`Putin Taliban`, `"ersten Mal"`, `Putin NAHE/5 Taliban`)',
    "NUMBER": 'open that hit of the page shown (up to 999); a number as a query: "7"',
    ":n :more :next": "the next page",
    ":p :prev": "the page before",
    ":o :open NUMBER": "open a hit, the words marked",
    ":sort ORDER": f"order of the hits: {', '.join(Order)}",
    ":since DATE :until DATE": "only documents from or up to this date; without a date: all again",
    ":path GLOB": "only documents whose path matches; without a glob: all again",
    ":limit N": "hits a page",
    ":snippets N": "snippets a hit",
    ":facet NAME": f"count by {', '.join(Facet)}; without a name: no more",
    ":e :explain WORD": "how a word is analysed and how often it occurs",
    ":i :info": "what the index holds",
    ":h :help": "this help",
    ":q :quit": "the end (also Ctrl-D)",
}
ALIASES = {"more": "next", "n": "next", "p": "prev", "o": "open", "e": "explain", "i": "info",
           "h": "help", "?": "help", "q": "quit", "exit": "quit"}  # fmt: skip
COMMANDS = ("next", "prev", "open", "sort", "since", "until", "path", "limit", "snippets", "facet",
            "explain", "info", "help", "quit")  # fmt: skip

ALONE = {"next", "prev", "info", "help", "quit"}


@dataclass(slots=True)
class Session:
    """One person's searching: `queries` takes the commands out of the lines, `ask` asks the rest."""

    folder: str
    screen: Screen
    searcher: Searcher
    limit: int = 10
    offset: int = 0
    snippets: int = 1
    order: Order = Order.SCORE
    since: str | None = None
    until: str | None = None
    path: str | None = None
    facets: tuple[Facet, ...] = ()
    last: Results | None = field(default=None)

    def queries(self, lines: Iterable[str]) -> Iterator[str]:
        """Return the lines that are to be asked; commands are done in between."""
        for line in lines:
            text = line.strip()
            if not text:
                continue
            if text in {":q", ":quit", ":exit"}:
                return
            try:
                query = self._query_of(text)
            except SearcherError as error:
                self.screen.refuse(text, error)
                continue
            if query is not None:
                yield query

    def ask(self, query: str) -> Results:
        """Search the newest commit with the options as they stand."""
        self.renew()
        self.last = self._search(
            query, limit=self.limit, offset=self.offset, snippets=self.snippets, facets=self.facets
        )
        return self.last

    def _search(
        self, query: str, *, limit: int, offset: int, snippets: int, facets: tuple[Facet, ...] = ()
    ) -> Results:
        return self.searcher.search(
            query,
            limit=limit,
            offset=offset,
            sort=self.order,
            since=self.since,
            until=self.until,
            path=self.path,
            facet=facets,
            snippets=snippets,
        )

    def renew(self) -> None:
        """Open the index again if it has been written since."""
        if self.searcher.is_stale():
            newer = open_index(self.folder)
            self.searcher.close()
            self.searcher = newer

    def _query_of(self, text: str) -> str | None:
        """Return the query that the line asks for, if it does."""
        if text.isdecimal() and len(text) <= LONGEST_RANK and self.last is not None and self.last.hits:
            if not self._is_on_page(int(text)):
                raise UsageError(f'no hit {text} is shown; "{text}" in quotes searches for the number')
            self._open(text)
            return None
        if not text.startswith(":"):
            self.offset = 0
            return text
        name, _, argument = text[1:].partition(" ")
        name, argument = ALIASES.get(name, name), argument.strip()
        if name not in COMMANDS:
            raise UsageError(f"there is no command :{name}; :help lists them")
        if argument and name in ALONE:
            raise UsageError(f":{name} stands alone; `{argument}` was not read")
        if name in {"next", "prev"}:
            return self._turn(1 if name == "next" else -1)
        if name in {"open", "explain", "info", "help"}:
            self._look(name, argument)
            return None
        self._set(name, argument)
        self.offset = 0
        later = ", from the next query on" if self.last is None else ""
        self.screen.say.line(f"{name}: {argument or 'none'}{later}", style="dim")
        return self.last.query if self.last else None

    def _turn(self, pages: int) -> str:
        if self.last is None:
            raise UsageError("there is nothing to turn the pages of: search first")
        offset = self.offset + pages * self.limit
        if offset < 0 and self.offset == 0:
            raise UsageError("this is the first page")
        if pages > 0 and not self._search(self.last.query, limit=1, offset=offset, snippets=0).hits:
            raise UsageError("this is the last page")
        self.offset = max(0, offset)
        return self.last.query

    def _look(self, name: str, argument: str) -> None:
        if name == "open":
            self._open(argument)
        elif name == "explain":
            if not argument:
                raise UsageError("which word? `:explain Militärbasen`")
            for word in self.searcher.explain(argument):
                self.screen.lines(word_lines(word))
        elif name == "info":
            self.screen.lines(info_lines(self.searcher.info()))
        else:
            self.screen.lines(help_lines())
        self.screen.output.flush()

    def _set(self, name: str, argument: str) -> None:
        if name == "sort":
            self.order = Order(_choice(argument, tuple(Order)))
        elif name == "facet":
            self.facets = (Facet(_choice(argument, tuple(Facet))),) if argument else ()
        elif name == "limit":
            self.limit = _number(argument, least=1)
        elif name == "snippets":
            self.snippets = _number(argument, least=0)
        elif name in {"since", "until"}:
            if argument:
                self.searcher.search("*", limit=1, snippets=0, since=argument)  # a date, or it is refused
            setattr(self, name, argument or None)
        else:
            self.path = argument or None

    def _is_on_page(self, rank: int) -> bool:
        return self.last is not None and any(hit.rank == rank for hit in self.last.hits)

    def _open(self, argument: str) -> None:
        is_rank = argument.isdecimal() and len(argument) < 10
        if self.last is None or not is_rank or not self._is_on_page(int(argument)):
            raise UsageError("open which hit? Write the number of one that is shown")
        hit = next(hit for hit in self.last.hits if hit.rank == int(argument))
        self.screen.page(*self.searcher.marked(hit.id, self.last.query))
        self.screen.output.flush()


def help_lines() -> Iterator[Line]:
    """Say what can be typed."""
    width = max(map(len, HELP))
    for name, meaning in HELP.items():
        yield Line((Piece(f"{name:<{width}}  ", "number"), Piece(meaning)), 2)


def _choice(argument: str, choices: tuple[str, ...]) -> str:
    if argument not in choices:
        raise UsageError(f"one of these, please: {', '.join(choices)}")
    return argument


def _number(argument: str, *, least: int) -> int:
    if not argument.isdecimal() or len(argument) > 6 or int(argument) < least:
        raise UsageError(f"a number from {least} on, please")
    return int(argument)
