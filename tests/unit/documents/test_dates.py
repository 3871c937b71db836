"""Dates: precision, the calendar's limits, German forms."""

from __future__ import annotations

from datetime import date

import pytest

from searcher.documents import date_in_name, parse_date


@pytest.mark.parametrize(
    ("text", "given", "first", "last"),
    [
        ("2022", "2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-06", "2022-06", date(2022, 6, 1), date(2022, 6, 30)),
        ("2022-06-14", "2022-06-14", date(2022, 6, 14), date(2022, 6, 14)),
        ("2024-02", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("0001", "0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12", "9999-12", date(9999, 12, 1), date(9999, 12, 31)),
        ("9999", "9999", date(9999, 1, 1), date(9999, 12, 31)),
        (" 2022-06-14 ", "2022-06-14", date(2022, 6, 14), date(2022, 6, 14)),
        ("2022-06-14T23:59:59.123Z", "2022-06-14", date(2022, 6, 14), date(2022, 6, 14)),
        ("2022-06-14 10:00 +02:00", "2022-06-14", date(2022, 6, 14), date(2022, 6, 14)),
        ("2022-06-14T10+0200", "2022-06-14", date(2022, 6, 14), date(2022, 6, 14)),
        ("20220614", "2022-06-14", date(2022, 6, 14), date(2022, 6, 14)),
        ("14.06.2022", "2022-06-14", date(2022, 6, 14), date(2022, 6, 14)),
        ("14. 6. 2022", "2022-06-14", date(2022, 6, 14), date(2022, 6, 14)),
        ("06.2022", "2022-06", date(2022, 6, 1), date(2022, 6, 30)),
        ("14. Juni 2022", "2022-06-14", date(2022, 6, 14), date(2022, 6, 14)),
        ("März 2022", "2022-03", date(2022, 3, 1), date(2022, 3, 31)),
        ("Okt. 2022", "2022-10", date(2022, 10, 1), date(2022, 10, 31)),
    ],
)
def test_interval(text: str, given: str, first: date, last: date) -> None:
    assert parse_date(text) == (given, first.toordinal(), last.toordinal())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gestern",
        "22-06-14",
        "2022-13",
        "2022-00",
        "2022-02-30",
        "2023-02-29",
        "0000",
        "10000",
        "2022-6",
        "2022-06-14x",
        "2022-06-14T",
        "30.02.2022",
        "Foo 2022",
        "2022--06",
        "-2022",
        "\uff12\uff10\uff12\uff12",
        "2022\n2023",
        "\u0662\u0660\u0662\u0662",
        "9" * 1_000_000,
    ],
    ids=lambda text: text[:20] or "empty",
)
def test_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"no date|no such"):
        parse_date(text)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("2022-06-14_Besuch.txt", "2022-06-14"),
        ("2022-06_Besuch.txt", "2022-06"),
        ("2022-06-14.txt", "2022-06-14"),
        ("2022-06-14 Besuch.txt", "2022-06-14"),
        ("2022-06-14-besuch.md", "2022-06-14"),
        ("2022-06-141.txt", None),
        ("2022-06-14a.txt", None),
        ("2022-13-14_x.txt", None),
        ("2022_x.txt", None),
        ("x_2022-06-14.txt", None),
    ],
)
def test_file_name(name: str, given: str | None) -> None:
    found = date_in_name(name)
    assert (found.given if found else None) == given
