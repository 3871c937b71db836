"""The commands that look at the index: `show`, `explain`, `info` and `check`."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from searcher import engine
from searcher.engine import Searcher, open_index
from searcher.errors import DocumentNotFoundError
from searcher.model import CheckReport, Document, IndexInfo, Span, WordExplanation
from searcher.terminal.amounts import amount, listing, size
from searcher.terminal.commands import HELP_OPTIONS, Command, index_folder, index_option, typed
from searcher.terminal.exits import ExitCode
from searcher.terminal.layout import Line, Piece, text_lines
from searcher.terminal.output import COLOR_CHOICES, standard_output
from searcher.terminal.screen import screen
from searcher.terminal.search_command import QueryCommand
from searcher.terminal.show_json import dumps, value_object
from searcher.terminal.show_text import plain

_AS_SHOWN = re.compile(r"(.+):\d+", re.DOTALL)  # how a hit is shown: its path, and the line

color_option = click.option(
    "--color", default="auto", show_default=True, type=click.Choice(COLOR_CHOICES), help="Use colours."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")


@click.command("show", cls=QueryCommand, context_settings=HELP_OPTIONS)
@click.argument("doc_id", metavar="ID")
@click.option("--query", metavar="QUERY", help="Mark the words that this query finds.")
@click.option("--plain", "bare", is_flag=True, help="Only the text: no heading, no marks, no pager.")
@color_option
@index_option
def show(*, doc_id: str, query: str | None, bare: bool, color: str, index_dir: str | None) -> int:
    """Show a document, the words of a query marked, in the pager.

    ID is what `searcher search --json` calls id: the path of the file inside the folder that was indexed. The path
    that a search shows will do as well, with or without its line (`seeds/a.txt:13`).
    """
    with open_index(index_folder(index_dir)) as searcher:
        document = _document(searcher, doc_id)
        spans: tuple[Span, ...] = ()
        if query is not None and not bare:
            document, spans = searcher.marked(document.id, typed(query))
    if bare:
        standard_output().text(plain(text_lines(document.text)))
    else:
        screen(color).page(document, spans)
    return ExitCode.FOUND


def _document(searcher: Searcher, named: str) -> Document:
    """What is meant by an id, by the name of a file or by a place as a hit shows it."""
    shown = _AS_SHOWN.fullmatch(named)
    try:
        return searcher.document(named)
    except DocumentNotFoundError:
        if shown is None:
            raise
        return searcher.document(shown[1])


@click.command("explain", cls=QueryCommand, context_settings=HELP_OPTIONS)
@click.argument("words", nargs=-1, required=True, metavar="WORD|QUERY")
@json_option
@color_option
@index_option
def explain(*, words: tuple[str, ...], as_json: bool, color: str, index_dir: str | None) -> int:
    """Say how words are analysed (stem, parts, variants) and how often they occur."""
    query = typed(" ".join(words))
    with open_index(index_folder(index_dir)) as searcher:
        explanations = searcher.explain(query)
    if as_json:
        _print_json(
            {"format_version": 1, "query": query, "words": [_word_object(word) for word in explanations]}
        )
    else:
        lines: list[Line] = []
        for explanation in explanations:
            lines += [Line()] if lines else []
            lines += word_lines(explanation)
        screen(color).lines(lines)
    return ExitCode.FOUND if any(word.documents for word in explanations) else ExitCode.NOTHING


@click.command("info", cls=Command, context_settings=HELP_OPTIONS)
@json_option
@color_option
@index_option
def info(*, as_json: bool, color: str, index_dir: str | None) -> int:
    """Say what the index holds, and what was left out of it and why."""
    with open_index(index_folder(index_dir)) as searcher:
        found = searcher.info()
    if as_json:
        _print_json(value_object(found))
    else:
        screen(color).lines(info_lines(found))
    return ExitCode.FOUND


@click.command("check", cls=Command, context_settings=HELP_OPTIONS)
@json_option
@color_option
@index_option
def check(*, as_json: bool, color: str, index_dir: str | None) -> int:
    """Verify every checksum of the index and that its parts agree."""
    report = engine.check(index_folder(index_dir))
    if as_json:
        _print_json({**value_object(report), "sound": not report.problems})
    else:
        screen(color).lines(check_lines(report))
    return ExitCode.INDEX if report.problems else ExitCode.FOUND


def _print_json(value: object) -> None:
    output = standard_output()
    output.utf8(dumps(value, indent=2 if output.is_terminal else None) + "\n")


def _word_object(word: WordExplanation) -> dict[str, object]:
    parts = [{"text": text, "term": term, "documents": documents} for text, term, documents in word.parts]
    shown = value_object(word)
    del shown["format_version"]
    return {**shown, "parts": parts}


def word_lines(word: WordExplanation) -> Iterator[Line]:
    """Return a word's analysis."""
    found = "not in the index"
    if word.documents:
        found = f"{_times(word)} in {amount(word.documents, 'document')}"
    yield Line((Piece(word.word, "title"), Piece("  "), Piece(found, "number")))
    rows = {
        "term": [word.term] if word.term else [],
        "parts": [
            f"{text} (term {term}, {amount(documents, 'document')})" for text, term, documents in word.parts
        ],
        "also searched": [", ".join(word.variants)] if word.variants else [],
        "forms": [f"{form.form} {form.count:,}" for form in word.forms],
        "function word": ["found in phrases, weighs little elsewhere"] if word.stop_word else [],
    }
    yield from _table({name: ", ".join(values) for name, values in rows.items() if values})


def _times(word: WordExplanation) -> str:
    if not word.in_compounds:
        return amount(word.occurrences, "time")
    if not word.occurrences:
        return f"{amount(word.in_compounds, 'time')}, always in compounds,"
    return f"{amount(word.occurrences, 'time')} and {word.in_compounds:,} more in compounds,"


def info_lines(found: IndexInfo) -> Iterator[Line]:
    """Say what the index holds."""
    dates = f"{found.dates[0]} to {found.dates[1]}" if found.dates else "none"
    yield from _table({
        "index": found.folder,
        "documents": f"{found.documents:,}",
        "words": f"{found.words:,}",
        "terms": f"{found.terms:,} (from {found.forms:,} forms)",
        "dates": dates,
        "encodings": listing(dict(found.encodings)) or "none",
        "sources": ", ".join(found.sources),
        "size": f"{size(found.size_bytes)} in {amount(found.segments, 'segment')}",
        "built": f"{found.built} (commit {found.generation})",
        "format": f"{found.format_version}",
        "analysis": found.analysis,
        "left out": f"{len(found.skipped):,}",
    })  # fmt: skip
    for path, reason in found.skipped:
        yield Line((Piece(path, "path"), Piece(": "), Piece(reason)), 2)


def check_lines(report: CheckReport) -> Iterator[Line]:
    """Say what was verified, and what is wrong."""
    extent = (
        f"{amount(report.files, 'file')}, {amount(report.documents, 'document')}, {size(report.size_bytes)}"
    )
    if not report.problems:
        yield Line((Piece(f"The index in {report.folder} is sound: {extent} verified."),))
        return
    yield Line(
        (Piece(f"The index in {report.folder} is damaged: {amount(len(report.problems), 'problem')}."),)
    )
    for problem in report.problems:
        yield Line((Piece(problem.file, "path"), Piece(": "), Piece(problem.message)), 2)
        yield Line((Piece(problem.remedy, "dim"),), 4)


def _table(rows: dict[str, str]) -> Iterator[Line]:
    width = max(map(len, rows), default=0)
    for name, value in rows.items():
        yield Line((Piece(f"{name:<{width}}  ", "dim"), Piece(value)), 2)
