"""What is read, by the endings of a name: formats, and compressions of any of them."""

from __future__ import annotations

FORMATS = (".txt", ".md", ".html", ".htm", ".jsonl")

COMPRESSIONS = (".gz", ".bz2", ".xz")


def format_of(name: str) -> tuple[str, str]:
    """Tell the format and the compression by the name's endings, "" for unknown and for none.

    >>> format_of("laws.jsonl.xz"), format_of("A.HTM"), format_of("bild.png"), format_of("x.xz")
    (('.jsonl', '.xz'), ('.htm', ''), ('', ''), ('', '.xz'))
    """
    stem, compression = name.lower(), ""
    for ending in COMPRESSIONS:
        if stem.endswith(ending):
            stem, compression = stem.removesuffix(ending), ending
            break
    dot = stem.rfind(".")
    ending = stem[dot:] if dot >= 0 else ""
    return (ending if ending in FORMATS else ""), compression
