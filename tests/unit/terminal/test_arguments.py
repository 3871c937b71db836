from __future__ import annotations

from typing import cast

import click
import pytest

from searcher.terminal.search_command import Options, format_of, search

DEFAULTS = search.make_context("search", ["x"]).params


def parsed(*arguments: str) -> dict[str, object]:
    params = search.make_context("search", list(arguments)).params
    return {name: value for name, value in params.items() if value != DEFAULTS[name] or name == "words"}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["Putin", "Taliban"], {"words": ("Putin", "Taliban")}),
        (["Putin", "-Ukraine"], {"words": ("Putin", "-Ukraine")}),
        (["Putin", "-china"], {"words": ("Putin", "-china")}),  # not -c -h -i -n -a
        (["-nicht", "Putin"], {"words": ("-nicht", "Putin")}),
        (["-n", "3", "x"], {"words": ("x",), "limit": 3}),
        (["-n3", "x"], {"words": ("x",), "limit": 3}),
        (["x", "-n", "0"], {"words": ("x",), "limit": 0}),
        (["-cq", "x"], {"words": ("x",), "count": True, "quiet": True}),
        (["-qn", "5", "x"], {"words": ("x",), "quiet": True, "limit": 5}),
        (["--sort", "-date", "x"], {"words": ("x",), "sort": "-date"}),
        (["--sort=-date", "x"], {"words": ("x",), "sort": "-date"}),
        (["x", "--", "--json", "-n"], {"words": ("x", "--json", "-n")}),
        (["-(a", "b)"], {"words": ("-(a", "b)")}),
        (['-"ersten Mal"'], {"words": ('-"ersten Mal"',)}),
        (["x", "-"], {"words": ("x", "-")}),
        (["--facet", "year", "x", "--facet", "path"], {"words": ("x",), "facet": ("year", "path")}),
        (["-0", "x"], {"words": ("x",), "nul": True}),
        (["-5", "x"], {"words": ("-5", "x")}),
        (["Vitamin", "c"], {"words": ("Vitamin", "c")}),  # a word may be a letter of an option
        (["0"], {"words": ("0",)}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_options_and_words(arguments: list[str], expected: dict[str, object]) -> None:
    assert parsed(*arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--jsno", "x"], "No such option"),
        (["-x"], "No such option"),
        (["-limit", "5", "x"], "did you mean --limit"),
        (["x", "-json"], "did you mean --json"),
        (["-n"], "requires an argument"),
        (["-n", "viele", "x"], "not a valid integer"),
        (["-n", "-1", "x"], "not in the range"),
        (["--sort", "size", "x"], "is not one of"),
        (["--format", "xml", "x"], "is not one of"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_mistakes_are_usage_errors(arguments: list[str], message: str) -> None:
    with pytest.raises(click.UsageError) as caught:
        parsed(*arguments)
    assert message in caught.value.format_message()


@pytest.mark.parametrize(
    ("arguments", "form"),
    [
        ([], "text"),
        (["--json"], "json"),
        (["--format", "csv"], "csv"),
        (["-0"], "paths"),
        (["-0", "--format", "paths"], "paths"),
    ],
)
def test_format(arguments: list[str], form: str) -> None:
    assert format_of(cast(Options, search.make_context("search", [*arguments, "x"]).params)) == form
