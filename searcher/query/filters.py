"""What stands behind `path:`, `date:`, `since:` and `until:`: documents are kept or not, no score."""

from __future__ import annotations

from searcher.query import dates, limits
from searcher.query.atoms import refuse
from searcher.query.nodes import DateRange, PathGlob


def parse_filter(name: str, value: str, start: int, line: str) -> DateRange | PathGlob:
    """Read `value`, which stands at `start` of the line behind the field `name`.

    >>> parse_filter("since", "2021", 5, "seit:2021")
    DateRange(first=737791, last=None, text='2021..')
    """
    return _path(value, start, line) if name == "path" else _date(name, value, start, line)


def _path(value: str, start: int, line: str) -> PathGlob:
    if not value.strip():
        refuse("an empty path", line, start, "write path:seeds/*")
    if len(value) > limits.PATH_CHARS:
        refuse(
            f"a path of {len(value):,} characters; the limit is {limits.PATH_CHARS:,}",
            line,
            start + limits.PATH_CHARS,
            "write a part of it",
        )
    stars = value.count("*")
    if stars > limits.WILDCARD_STARS:
        refuse(
            f"{stars} stars in a path; the limit is {limits.WILDCARD_STARS}",
            line,
            start,
            "write a part of it",
        )
    return PathGlob(value)


def _date(name: str, value: str, start: int, line: str) -> DateRange:
    value = value.rstrip(",;!")
    if not value:
        refuse("no date", line, start, f"write {name}:2022-06")
    if name == "date":
        return DateRange(*dates.parse_range(value, line, start), value)
    if ".." in value:
        refuse(f"{name}: takes one date, no range", line, start + value.index(".."), f"write date:{value}")
    first, last = dates.parse_date(value, line, start)
    if name == "since":
        return DateRange(first, None, f"{value}..")
    return DateRange(None, last, f"..{value}")
