"""`searcher search`: one query or a file of them, answered in the format asked for."""

from __future__ import annotations

import re
from typing import TypedDict, Unpack, cast

import click

from searcher.engine import Searcher, open_index
from searcher.model import Facet, Order, Results
from searcher.terminal import show_json
from searcher.terminal.commands import HELP_OPTIONS, Command, index_folder, index_option, typed
from searcher.terminal.exits import ExitCode
from searcher.terminal.output import COLOR_CHOICES, Notices, Output, notices, standard_output

FORMATS = ("text", "json", "ndjson", "csv", "tsv", "paths")


class QueryCommand(Command):
    """A command whose arguments are a query or an id: `-Ukraine` is a word of it (`NOT Ukraine`), not five options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Set the options apart from the words, and hand click both."""
        try:
            options, words = _options_and_words(args, self.get_params(ctx))
        except click.UsageError as error:
            error.ctx = ctx  # for whose -h is named
            raise
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
        elif arg.startswith("-") and f"-{arg}" in known:
            raise click.UsageError(f"did you mean -{arg}? Write `-- {arg}` if it is a word of the query.")
        else:
            words.append(arg)
    return options, words


class Options(TypedDict):
    """What was asked for, as click names it."""

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


def format_of(asked: Options) -> str:
    """Return the output format, from the three options that say something about it."""
    if asked["json"] and asked["output_format"] not in {None, "json"}:
        raise click.UsageError(f"--json and --format {asked['output_format']} exclude each other")
    if asked["nul"] and (asked["json"] or asked["output_format"] not in {None, "paths"}):
        raise click.UsageError("-0 goes with --format paths only")
    form = "json" if asked["json"] else "paths" if asked["nul"] else asked["output_format"] or "text"
    if asked["count"] and form != "text":
        raise click.UsageError("-c prints one number and has no other format; in JSON it is `total`")
    if asked["count"] or form in {"csv", "tsv", "paths"}:
        for name, wanted in (("facet", asked["facet"]), ("explain", asked["explain"])):
            if wanted:
                raise click.UsageError(f"--{name} goes with the formats text, json and ndjson only")
    return form


def ask(searcher: Searcher, query: str, asked: Options) -> Results:
    """Search as the options say."""
    # One hit is asked for even so: whether there is any decides on the exit code.
    only_number = asked["count"] or asked["quiet"]
    return searcher.search(
        query,
        limit=1 if only_number else asked["limit"] or None,
        offset=0 if only_number else asked["offset"],
        sort=asked["sort"],
        since=asked["since"],
        until=asked["until"],
        path=None if asked["path"] is None else typed(asked["path"]),
        facet=() if only_number else asked["facet"],
        explain=asked["explain"],
        snippets=0 if only_number or format_of(asked) == "paths" else asked["snippets"],
        compounds=not asked["no_compounds"],
        exact=asked["exact"],
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
@click.option(
    "-q",
    "--quiet",
    is_flag=True,
    help="No output in any format; the exit code tells: 0 found, 1 nothing found.",
)
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
def search(**asked: Unpack[Options]) -> int:
    """Search the index; several words are one query.

    Put a query with quotes, parentheses or * into single quotes, so that the shell leaves it alone.
    """
    form = format_of(asked)
    if asked["queries"] is not None:
        return _answer_file(asked)
    if not asked["words"]:
        raise click.UsageError("a query is missing: `searcher search Militärbasen`, or --queries FILE")
    say = notices(color=asked["color"], quiet=asked["quiet"])
    with open_index(index_folder(asked["index_dir"])) as searcher:
        results = ask(searcher, typed(" ".join(asked["words"])), asked)
    if not asked["quiet"]:
        if asked["count"]:
            standard_output().text(f"{results.total}\n")
        else:
            _show(results, form, asked)
        _tell(results, form, say, count=asked["count"])
    # Looser hits count where they are shown.
    shown = results.hits and not (asked["count"] or asked["quiet"])
    return ExitCode.FOUND if results.total or shown else ExitCode.NOTHING


def _show(results: Results, form: str, asked: Options) -> None:
    output = standard_output()
    if form == "json":
        shown = show_json.search_object(results)
        output.utf8(show_json.dumps(shown, indent=2 if output.is_terminal else None) + "\n")
    elif form == "ndjson":
        output.utf8(show_json.search_lines(results))
    elif form == "text":
        from searcher.terminal.screen import screen

        screen(asked["color"]).results(results)
    else:
        _show_table(results, form, asked, output)


def _show_table(results: Results, form: str, asked: Options, output: Output) -> None:
    from searcher.terminal import show_table

    if asked["nul"]:
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


def _answer_file(asked: Options) -> int:
    if asked["words"]:
        raise click.UsageError("--queries and a query exclude each other")
    if asked["count"] or asked["nul"] or asked["output_format"] not in {None, "json", "ndjson"}:
        raise click.UsageError(
            "--queries answers in lines of JSON; --count and other formats do not go with it"
        )
    from searcher.terminal.queries import JsonLines, lines_of, run

    printer = JsonLines(standard_output(), quiet=asked["quiet"])
    with open_index(index_folder(asked["index_dir"])) as searcher:
        return run(lines_of(str(asked["queries"])), lambda query: ask(searcher, query, asked), printer)


def answer_standard_input(index_dir: str) -> int:
    """`searcher` without a command and without a terminal: every line of stdin is a query."""
    defaults = search.make_context("search", ["--queries", "-", "--index", index_dir])
    return _answer_file(cast(Options, defaults.params))
