"""benchmarks: how fast `searcher` is beside other engines, how good its rankings are on judged collections.

Run by hand (`python -m benchmarks.speed`, `.quality`), never by the tests; needs the extra `bench`. Uses
only what any program can: `searcher.build`, `searcher.open_index`, and the command itself.
"""
