"""Numbers in words."""

from __future__ import annotations


def amount(count: int, noun: str) -> str:
    """Return a count with its noun.

    >>> amount(1, "document"), amount(1200, "document"), amount(2, "query")
    ('1 document', '1,200 documents', '2 queries')
    """
    if count == 1:
        return f"1 {noun}"
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {plural}"


def size(count_bytes: int) -> str:
    """Return a size in the unit that suits it.

    >>> size(512), size(2_349), size(157_000_000)
    ('512 bytes', '2.3 kB', '157 MB')
    """
    if count_bytes < 1000:
        return amount(count_bytes, "byte")
    value, units = count_bytes / 1000, ["kB", "MB", "GB", "TB"]
    while value >= 999.5 and len(units) > 1:
        value /= 1000
        del units[0]
    unit = units[0]
    return f"{value:.1f} {unit}" if value < 99.95 else f"{value:.0f} {unit}"


def duration(seconds: float) -> str:
    """Return a duration in the unit that suits it.

    >>> duration(0.00042), duration(0.25), duration(12.34), duration(200)
    ('0.42 ms', '250 ms', '12.3 s', '3 min 20 s')
    """
    if seconds < 0.01:
        return f"{seconds * 1000:.2f} ms"
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60} s"


def listing(counts: dict[str, int]) -> str:
    """Names with their counts, most first.

    >>> listing({"cp1252": 2, "utf-8": 40})
    'utf-8 40, cp1252 2'
    """
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {count:,}" for name, count in ordered)
