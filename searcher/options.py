"""What a program may give to `build` and `search`, checked: a UsageError says what is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

from searcher.errors import QuerySyntaxError, UsageError
from searcher.model import Facet, Order
from searcher.query.filters import parse_filter
from searcher.query.nodes import DateRange, PathGlob

_E = TypeVar("_E", Order, Facet)


def folder_of(index: object) -> str:
    """The name of the index folder."""
    if not isinstance(index, str | bytes | os.PathLike):
        raise UsageError(f"index is the name of a folder, not {index!r}")
    return os.fsdecode(index)


def names_of(what: str, given: object) -> list[str]:
    """One name, or several."""
    several = [given] if isinstance(given, str | bytes | os.PathLike) else given
    if not isinstance(several, Iterable):
        raise UsageError(f"{what} must be names, not {given!r}")
    names = []
    for name in several:
        if not isinstance(name, str | bytes | os.PathLike):
            raise UsageError(f"{what} must be names, not {name!r}")
        names.append(os.fsdecode(name))
    return names


def one_of(kind: type[_E], name: str) -> _E:
    """The member with this name."""
    try:
        return kind(name)
    except ValueError:
        raise UsageError(f"{name!r} is none of {', '.join(kind)}") from None


def check_numbers(**given: object) -> None:
    """Refuse what is no number from 0 on."""
    for name, number in given.items():
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise UsageError(f"{name} is a number from 0 on, not {number!r}")


def check_flags(**given: object) -> None:
    """Refuse what is neither True nor False."""
    for name, flag in given.items():
        if flag not in (True, False):
            raise UsageError(f"{name} is True or False, not {flag!r}")


def check_texts(**given: object) -> None:
    """Refuse what is no text."""
    for name, text in given.items():
        if not isinstance(text, str):
            raise UsageError(f"{name} is a text, not {text!r}")


def refuse_empty(query: str) -> None:
    """Refuse a query that asks for nothing."""
    if not query.strip():
        hint = "write a word, or * for all documents"
        raise QuerySyntaxError("the query is empty", query=query, position=0, hint=hint)


def facets_of(given: object) -> list[Facet]:
    """One facet, several, or none."""
    names = [given] if isinstance(given, str) else given or ()
    if not isinstance(names, Iterable):
        raise UsageError(f"{given!r} is none of {', '.join(Facet)}")
    return [one_of(Facet, name) for name in names]


def _date_text(name: str, given: object) -> str | None:
    """A date as it is written in a query; a number is a year."""
    if given is None or isinstance(given, str):
        return given
    if isinstance(given, int) and not isinstance(given, bool):
        return f"{given:04}"
    raise UsageError(f'{name} is a date such as "2022", "2022-06" or "2022-06-14", not {given!r}')


def filters_of(
    since: str | int | None, until: str | int | None, path: str | None
) -> tuple[DateRange | PathGlob, ...]:
    """The options that filter, as what could stand in the query; UsageError names the one that is wrong."""
    found = []
    options = {"since": _date_text("since", since), "until": _date_text("until", until), "path": path}
    for name, value in options.items():
        if value is None:
            continue
        try:
            found.append(parse_filter(name, value, 0, value))
        except QuerySyntaxError as error:
            raise UsageError(f"{name}: {error}; {error.hint}") from error
    return tuple(found)
