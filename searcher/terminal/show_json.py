"""Values as JSON: `searcher/search.schema.json` describes a search's.

The text is kept true. What a terminal could act upon is written as JSON escapes, which are the same value.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from searcher.errors import QuerySyntaxError, SearcherError
from searcher.model import DateInterval, Explanation, Hit, Results, Snippet, Span
from searcher.terminal.safe import json_escapes

# 1: the keys of INTERFACE section 3; a key may be added without a new number, none is renamed or dropped
FORMAT_VERSION = 1


def dumps(value: object, *, indent: int | None = None) -> str:
    r"""One line of JSON (several with `indent`), without its line end.

    >>> print(dumps({"title": "Häuser \x1b"}))
    {"title": "Häuser \u001b"}
    """
    return json_escapes(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent))


def search_object(results: Results) -> dict[str, Any]:
    """Return the answer to a search."""
    hits = [hit_object(hit) for hit in results.hits]
    return {"format_version": FORMAT_VERSION, **_head(results), "hits": hits, "facets": _facets(results)}


def search_lines(results: Results) -> str:
    """Return the answer as JSON lines: one a hit, and then the summary."""
    lines = [dumps({"type": "hit", **hit_object(hit)}) for hit in results.hits]
    lines.append(
        dumps(
            {
                "type": "summary",
                "format_version": FORMAT_VERSION,
                **_head(results),
                "facets": _facets(results),
            }
        )
    )
    return "".join(f"{line}\n" for line in lines)


def error_object(query: str, error: SearcherError) -> dict[str, Any]:
    """Return a query that was refused, in the place of its answer."""
    shown: dict[str, Any] = {"format_version": FORMAT_VERSION, "query": query, "error": str(error)}
    if isinstance(error, QuerySyntaxError):
        shown |= {"position": error.position, "hint": error.hint}
    return shown


def _head(results: Results) -> dict[str, Any]:
    return {
        "query": results.query,
        "understood": results.understood,
        "notes": list(results.notes),
        "suggestion": results.suggestion,
        "total": results.total,
        "offset": results.offset,
        "took_ms": round(results.took_ms, 3),
    }


def _facets(results: Results) -> dict[str, list[list[str | int]]]:
    return {name: [[value, count] for value, count in counts] for name, counts in results.facets.items()}


def hit_object(hit: Hit) -> dict[str, Any]:
    """One hit."""
    first, last = days(hit.date)
    shown = {
        "rank": hit.rank,
        "id": hit.id,
        # All that 32 bits hold: scores that look equal are equal, and then the ids decide on the order.
        "score": float(f"{hit.score:.9g}"),
        "path": hit.path,
        "title": hit.title,
        "title_spans": _spans(hit.title, hit.title_spans),
        "date": hit.date.given if hit.date else None,
        "date_from": first,
        "date_to": last,
        "section": hit.section,
        "line": hit.line or None,
        "snippets": [_snippet(snippet) for snippet in hit.snippets],
    }
    if hit.explanation is not None:
        shown["explanation"] = _explanation(hit.explanation)
    return shown


def days(interval: DateInterval | None) -> tuple[str | None, str | None]:
    """Return the first and the last day, ISO.

    >>> days(DateInterval("2022-06", 738307, 738336))
    ('2022-06-01', '2022-06-30')
    """
    if interval is None:
        return None, None
    return date.fromordinal(interval.first).isoformat(), date.fromordinal(interval.last).isoformat()


def _snippet(snippet: Snippet) -> dict[str, Any]:
    return {"text": snippet.text, "line": snippet.line, "spans": _spans(snippet.text, snippet.spans)}


def _spans(text: str, spans: Iterable[Span]) -> list[list[int | str]]:
    return [[start, end, text[start:end]] for start, end in spans]


def _explanation(explanation: Explanation) -> dict[str, Any]:
    return {"label": explanation.label, "value": explanation.value,
            "parts": [_explanation(part) for part in explanation.parts]}  # fmt: skip


def value_object(value: Any) -> dict[str, Any]:
    """Return a report of the engine (BuildReport, IndexInfo …): its fields are the keys."""
    plain: dict[str, Any] = _plain(value)
    return {"format_version": FORMAT_VERSION, **plain}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: _plain(item) for name, item in zip(value._fields, value, strict=True)}
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
