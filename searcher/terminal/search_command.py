"""`searcher search`: one query or a file of them, answered in the format asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import click

from searcher.engine import Searcher, open_index
from searcher.errors import UsageError
from searcher.model import Facet, Order, Results
from searcher.terminal import show_json
from searcher.terminal.commands import HELP_OPTIONS, index_folder, index_option, typed
from searcher.terminal.exits import ExitCode
from searcher.terminal.output import COLOR_CHOICES, Notices, Output, notices, standard_output

FORMATS = ("text", "json", "ndjson", "csv", "tsv", "paths")


class QueryCommand(click.Command):
    """A command whose arguments are a query: `-Ukraine` is a word of it (`NOT Ukraine`), not five options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Set the options apart from the words, and hand click both."""
        options, words = _options_and_words(args, self.get_params(ctx))
        return super().parse_args(ctx, [*options, "--", *words])


def _options_and_words(args: list[str], params: list[click.Parameter]) -> tuple[list[str], list[str]]:
    known = {name: param for param in params if isinstance(param, click.Option) for name in param.opts}
    takes_value = {name for name, param in known.items() if not param.is_flag}
    flags = "".join(name[1] for name in known if len(name) == 2 and name not in takes_value)
    cluster = re.compile(rf"-[{flags}]+|-[{flags}]*n\d*|-[a-zA-Z]")
    options: list[str] = []
    words: list[str] = []
    rest = iter(args)
    for arg in rest:
        if arg == "--":
            words += rest
        elif (arg.startswith("--") and len(arg) > 2) or cluster.fullmatch(arg):
            options.append(arg)
            if arg in takes_value or re.fullmatch(rf"-[{flags}]*n", arg):
                if (value := next(rest, None)) is None:
                    raise click.UsageError(f"Option '{arg}' requires an argument.")
                options.append(value)
        elif f"-{arg}" in known:
            raise click.UsageError(f"did you mean -{arg}? Write `-- {arg}` if it is a word of the query.")
        else:
            words.append(arg)
    return options, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for; the fields are the options."""

    words: tuple[str, ...]
    index_dir: str | None
    limit: int
    offset: int
    sort: str
    since: str | None
    until: str | None
    path: str | None
    output_format: str | None
    json: bool
    nul: bool
    count: bool
    quiet: bool
    facet: tuple[str, ...]
    explain: bool
    queries: str | None
    snippets: int
    no_compounds: bool
    exact: bool
    color: str

    @property
    def format(self) -> str:
        """The output format, from the three options that say something about it."""
        if self.json and self.output_format not in {None, "json"}:
            raise UsageError(f"--json and --format {self.output_format} exclude each other")
        if self.nul and (self.json or self.output_format not in {None, "paths"}):
            raise UsageError("-0 goes with --format paths only")
        return "json" if self.json else "paths" if self.nul else self.output_format or "text"

    def ask(self, searcher: Searcher, query: str) -> Results:
        """Search as the options say."""
        without_hits = self.count or self.quiet
        return searcher.search(
            query,
            limit=0 if without_hits else self.limit or None,
            offset=self.offset,
            order=Order(self.sort),
            since=self.since,
            until=self.until,
            path=None if self.path is None else typed(self.path),
            facets=() if without_hits else tuple(Facet(name) for name in self.facet),
            explain=self.explain,
            snippets=0 if self.format == "paths" else self.snippets,
            compounds=not self.no_compounds,
            exact=self.exact,
        )


@click.command("search", cls=QueryCommand, context_settings=HELP_OPTIONS)
@click.argument("words", nargs=-1, metavar="QUERY...")
@click.option("-n", "--limit", default=10, show_default=True, type=click.IntRange(min=0), metavar="N",
              help="Show at most N hits; 0: all.")  # fmt: skip
@click.option(
    "--offset", default=0, type=click.IntRange(min=0), metavar="N", help="Leave out the first N hits."
)
@click.option(
    "--sort",
    default="score",
    show_default=True,
    type=click.Choice([order.value for order in Order]),
    help="Order of the hits.",
)
@click.option(
    "--since", metavar="DATE", help="Only documents of this date or later (2022, 2022-06, 2022-06-14)."
)
@click.option("--until", metavar="DATE", help="Only documents of this date or earlier.")
@click.option("--path", metavar="GLOB", help="Only documents whose path matches.")
@click.option("--format", "output_format", type=click.Choice(FORMATS), help="Output format.  [default: text]")
@click.option("--json", is_flag=True, help="The same as --format json.")
@click.option("-0", "--null", "nul", is_flag=True, help="Paths, a NUL after each, for xargs -0.")
@click.option("-c", "--count", is_flag=True, help="Only the number of documents found.")
@click.option("-q", "--quiet", is_flag=True, help="No output; the exit code tells: 0 found, 1 nothing found.")
@click.option("--facet", multiple=True, type=click.Choice([facet.value for facet in Facet]),
              help="Count the documents found by this; may be repeated.")  # fmt: skip
@click.option("--explain", is_flag=True, help="Show what each score is made of.")
@click.option(
    "--queries", metavar="FILE", help="Answer each line of FILE (-: standard input) with a line of JSON."
)
@click.option("--snippets", default=1, show_default=True, type=click.IntRange(min=0), metavar="N",
              help="Snippets a hit.")  # fmt: skip
@click.option("--no-compounds", is_flag=True, help="Do not look into compounds: Basis finds no Militärbasis.")
@click.option("--exact", is_flag=True, help="Only the forms as written, without inflection.")
@click.option(
    "--color", default="auto", show_default=True, type=click.Choice(COLOR_CHOICES), help="Use colours."
)
@index_option
def search(**options: Any) -> int:
    """Search the index; several words are one query.

    Put a query with quotes, parentheses or * into single quotes, so that the shell leaves it alone.
    """
    request = Request(**options)
    form = request.format
    if request.queries is not None:
        return _answer_file(request)
    if not request.words:
        raise click.UsageError("a query is missing: `searcher search Militärbasen`, or --queries FILE")
    say = notices(color=request.color, quiet=request.quiet)
    with open_index(index_folder(request.index_dir)) as searcher:
        results = request.ask(searcher, typed(" ".join(request.words)))
    if not request.quiet:
        if request.count:
            standard_output().text(f"{results.total}\n")
        else:
            _show(results, form, request)
        _tell(results, form, say, count=request.count)
    return ExitCode.FOUND if results.total or results.hits else ExitCode.NOTHING


def _show(results: Results, form: str, request: Request) -> None:
    output = standard_output()
    if form == "json":
        shown = show_json.search_object(results)
        output.utf8(show_json.dumps(shown, indent=2 if output.is_terminal else None) + "\n")
    elif form == "ndjson":
        output.utf8(show_json.search_lines(results))
    elif form == "text":
        from searcher.terminal.screen import screen

        screen(request.color).results(results)
    else:
        _show_table(results, form, request, output)


def _show_table(results: Results, form: str, request: Request, output: Output) -> None:
    from searcher.terminal import show_table

    if request.nul:
        output.raw(show_table.nul_paths(results))
    else:
        table = {
            "csv": show_table.comma_separated,
            "tsv": show_table.tab_separated,
            "paths": show_table.paths,
        }
        output.utf8(table[form](results))


def _tell(results: Results, form: str, say: Notices, *, count: bool) -> None:
    """Say what is not a result: on stderr, after it; JSON holds it itself."""
    if form in {"json", "ndjson"} and not count:
        return
    standard_output().flush()
    from searcher.terminal.screen import tell

    tell(results, say, briefly=count or form != "text")


def _answer_file(request: Request) -> int:
    if request.words:
        raise click.UsageError("--queries and a query exclude each other")
    if request.count or request.nul or request.output_format not in {None, "json", "ndjson"}:
        raise click.UsageError(
            "--queries answers in lines of JSON; --count and other formats do not go with it"
        )
    from searcher.terminal.queries import JsonLines, lines_of, run

    printer = JsonLines(standard_output(), quiet=request.quiet)
    with open_index(index_folder(request.index_dir)) as searcher:
        return run(lines_of(str(request.queries)), lambda query: request.ask(searcher, query), printer)


def answer_standard_input(index_dir: str) -> int:
    """`searcher` without a command and without a terminal: every line of stdin is a query."""
    defaults = search.make_context("search", ["--queries", "-", "--index", index_dir])
    return _answer_file(Request(**defaults.params))
