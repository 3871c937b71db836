"""Answers made by hand."""

from __future__ import annotations

from searcher.model import DateInterval, Explanation, Hit, Results, Snippet, Span

JUNE = DateInterval("2022-06", 738307, 738336)


def hit(**changes: object) -> Hit:
    values: dict[str, object] = {
        "rank": 1,
        "id": "a.txt",
        "score": 7.3125,
        "path": "seeds/a.txt",
        "title": "Besuch in Tadschikistan",
        "date": JUNE,
        "section": "Militärbasis in Tadschikistan",
        "line": 13,
        "snippets": (Snippet("eine bedeutende Militärbasis in dem Land", 13, (Span(16, 28),)),),
    }
    return Hit(**(values | changes))  # type: ignore[arg-type]


def results(*hits: Hit, **changes: object) -> Results:
    values: dict[str, object] = {
        "query": "Militärbasen",
        "understood": "Militärbasen",
        "notes": (),
        "suggestion": None,
        "total": len(hits),
        "offset": 0,
        "took_ms": 0.9,
        "hits": hits,
        "facets": {},
    }
    return Results(**(values | changes))  # type: ignore[arg-type]


EXPLAINED = hit(explanation=Explanation("sum of", 7.3125, (Explanation("idf of militarbas", 7.3125),)))

# What a document must not do to a terminal, and a healthy neighbour that must come through.
HOSTILE = {
    "colour": "\x1b[31mrot",
    "title": "\x1b]0;Titel\x07",
    "clipboard": "\x1b]52;c;ZWNobw==\x07",
    "link": "\x1b]8;;http://example.org\x1b\\da\x1b]8;;\x1b\\",
    "c1": "\x9b31mrot\x9d0;x\x9c",
    "cursor": "a\rb\x08c\x0bd\x0ce",
    "delete": "a\x7fb",
    "bidi": "\u202eabc\u202c \u2066x\u2069 \u200f",
    "separators": "a\u2028b\u2029c",
    "tags": "a\U000e0041\U000e007fb",
    "surrogate": "a\udc9bb",
    "markup": "[red]rot[/red] [/x] :smile: [link=http://x]y[/link]",
    "zalgo": "a" + "\u0301" * 500 + "b",
    "mixed zalgo": "a" + "\u0301\u200d" * 500 + "b",
}
