"""The names that may stand before a colon, in lower case, German and English, and what each means."""

from __future__ import annotations

FIELDS = {
    "title": "title",
    "titel": "title",
    "lead": "lead",
    "vorspann": "lead",
    "body": "body",
    "text": "body",
    "path": "path",
    "pfad": "path",
    "date": "date",
    "datum": "date",
    "since": "since",
    "seit": "since",
    "until": "until",
    "bis": "until",
}
FILTERS = frozenset(("path", "date", "since", "until"))
