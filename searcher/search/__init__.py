"""search: a plan and the segments of a snapshot in, the best k documents and the exact total out.

`evaluate` runs a plan over the segments seen as one (`view`), `rank` orders what matches, `rescore` looks at the best
ones again (`early`, `grams`), `bm25` has the formulas, `explain` takes a score apart. Knows plans, postings and the
kernel; knows no query syntax, no files, no texts to show and no screen.
"""
