"""Dates as precise as they were given: text in, DateInterval out.

Used by the readers and by the query parser, so it imports next to nothing.
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, date
from functools import lru_cache

from searcher.model import DateInterval

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan jänner january",
            "februar feb feber february",
            "märz mär maerz mrz march mar",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "dezember dez december dec",
        ),
        start=1,
    )
    for name in names.split()
}

# A time after the day is let through and not read: what counts is the day as its author wrote it.
_TIME = r"(?:[Tt ]\d\d(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)?\s*(?:[Zz]|[+-]\d\d:?\d\d)?)?"
_ISO = re.compile(rf"(\d{{4}})(?:-(\d\d)(?:-(\d\d){_TIME})?)?", re.A)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.A)
_GERMAN = re.compile(r"(?:(\d{1,2})\.\s?)?(\d{1,2})\.\s?(\d{4})", re.A)
_NAMED = re.compile(r"(?:(\d{1,2})\.?\s)?\s*([A-Za-zäÄ]+)\.?\s+(\d{4})")
_FILE_NAME = re.compile(r"(\d{4}-\d\d(?:-\d\d)?)(?![^\W_]|-\d)", re.A)
_LONGEST = 64


def parse_date(text: str) -> DateInterval:
    """Read the interval a date stands for; its `given` is the ISO form in the precision of `text`.

    Read are `2022`, `2022-06`, `2022-06-14` (with or without a time after it), `20220614`, `14.06.2022`,
    `06.2022`, `14. Juni 2022` and `Juni 2022`; years 1 to 9999, always with four digits. ValueError says what
    is wrong.

    >>> parse_date("2022-06")
    DateInterval(given='2022-06', first=738307, last=738336)
    >>> [parse_date(text).given for text in ("14.6.2022", "Juni 2022", "2022-06-14T23:30:00+02:00")]
    ['2022-06-14', '2022-06', '2022-06-14']
    """
    wanted = text.strip()
    if len(wanted) > _LONGEST:
        raise ValueError("no date: longer than any date")
    return _parsed(wanted)


# the records of a collection share their dates: reading 92,773 took 1.3 s of 5.8 without a memory
@lru_cache(maxsize=1024)
def _parsed(wanted: str) -> DateInterval:
    if found := _ISO.fullmatch(wanted) or _COMPACT.fullmatch(wanted):
        year, month, day = found.groups()
    elif found := _GERMAN.fullmatch(wanted):
        day, month, year = found.groups()
    elif (found := _NAMED.fullmatch(wanted)) and found[2].lower() in _MONTHS:
        day, month, year = found[1], str(_MONTHS[found[2].lower()]), found[3]
    else:
        raise ValueError(f"no date: {wanted!r}; write 2022, 2022-06 or 2022-06-14")
    return interval(int(year), int(month) if month else None, int(day) if day else None)


def interval(year: int, month: int | None = None, day: int | None = None) -> DateInterval:
    """Give the days of a year, of a month or of a day; ValueError if the calendar has none.

    >>> interval(2024, 2).last - interval(2024, 2).first + 1
    29
    """
    if not 1 <= year <= MAXYEAR:
        raise ValueError(f"no such year: {year:04}; years run from 0001 to {MAXYEAR}")
    if month is None:
        return DateInterval(f"{year:04}", date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
    if not 1 <= month <= 12:
        raise ValueError(f"no such month: {year:04}-{month:02}")
    first = date(year, month, 1).toordinal()
    days = 31 if month == 12 else date(year, month + 1, 1).toordinal() - first
    if day is None:
        return DateInterval(f"{year:04}-{month:02}", first, first + days - 1)
    if not 1 <= day <= days:
        raise ValueError(f"no such day: {year:04}-{month:02}-{day:02}")
    return DateInterval(f"{year:04}-{month:02}-{day:02}", first + day - 1, first + day - 1)


def date_or_none(text: str) -> DateInterval | None:
    """Give the interval, or None where `text` is no date: a document with a bad date has none."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def date_in_name(name: str) -> DateInterval | None:
    """Read the date a file name begins with.

    A year alone is not taken: `1000_Fragen.txt` is no document of the Middle Ages.

    >>> date_in_name("2022-06-14_Besuch.txt").given, date_in_name("1000_Fragen.txt")
    ('2022-06-14', None)
    """
    found = _FILE_NAME.match(name)
    return date_or_none(found[1]) if found else None
