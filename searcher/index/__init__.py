"""index: Documents in, immutable segments out, and back from their bytes, verified.

`update` turns documents into postings (`invert`), segments (`segment`, the byte formats) and merges of them; `folder`
commits a set of files in one rename, which `manifest` describes; `snapshot` opens what is committed. `codec` shows the
same segments to Whoosh, whose one door is `whoosh_api`. Knows the analysis and the file system; knows no query, no
scores and no screen. A search loads a few of these modules only: import what is needed from its own.
"""
