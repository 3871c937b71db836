"""Dates of the query language: `2022`, `2022-06`, `2022-06-14` and ranges of them, as ordinals.

Nothing but integer arithmetic, because `datetime` costs a scripted query more than the rest of its parsing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from searcher.query.atoms import refuse

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FORMS = "write 2022, 2022-06 or 2022-06-14"


class Interval(NamedTuple):
    """First and last day as proleptic Gregorian ordinals, inclusive; None is open."""

    first: int | None
    last: int | None


def ordinal(year: int, month: int, day: int) -> int:
    """Compute `datetime.date(year, month, day).toordinal()` for year 1 to 9999.

    >>> ordinal(1, 1, 1), ordinal(2022, 6, 14)
    (1, 738320)
    """
    before = year - 1
    days = before * 365 + before // 4 - before // 100 + before // 400
    return days + sum(_days(year, m) for m in range(1, month)) + day


def parse_date(text: str, line: str, position: int) -> tuple[int, int]:
    """Read a date, which stands at `position` of the line: its first and last day.

    >>> parse_date("2022-06", "date:2022-06", 5)
    (738307, 738336)
    """
    match = _DATE.fullmatch(text)
    if match is None:
        refuse(f'"{text}" is not a date', line, position, _FORMS)
    year, month, day = (int(group) if group else None for group in match.groups())
    if not year:
        refuse("there is no year 0", line, position, _FORMS)
    if month is None:
        return ordinal(year, 1, 1), ordinal(year, 12, 31)
    if not 1 <= month <= 12:
        refuse(
            f"there is no month {month}",
            line,
            position + match.start(2),
            "months are 1 to 12",
        )
    if day is None:
        return ordinal(year, month, 1), ordinal(year, month, _days(year, month))
    if not 1 <= day <= _days(year, month):
        refuse(
            f"{year:04}-{month:02} has no day {day}",
            line,
            position + match.start(3),
            f"its last day is {_days(year, month)}",
        )
    return ordinal(year, month, day), ordinal(year, month, day)


def parse_range(text: str, line: str, position: int) -> Interval:
    """Read a date, or two with `..` between, of which one may be left out.

    >>> parse_range("2022..", "date:2022..", 5)
    Interval(first=738156, last=None)
    """
    start, dots, end = text.partition("..")
    if not dots:
        return Interval(*parse_date(text, line, position))
    if not start and not end:
        refuse(
            "a range needs at least one end",
            line,
            position,
            "write 2021.., ..2022 or 2021..2022",
        )
    first = parse_date(start, line, position)[0] if start else None
    last = parse_date(end, line, position + len(start) + 2)[1] if end else None
    if first is not None and last is not None and first > last:
        refuse("the range ends before it begins", line, position, f"write {end}..{start}")
    return Interval(first, last)


def _days(year: int, month: int) -> int:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAYS[month - 1] + leap
