"""The compiled modules are optional: where they cannot be built, their twins in Python do the same work."""

from pathlib import Path

from setuptools import Extension, setup

COMPILED = {
    "searcher.kernel.native": "searcher/kernel/native.c",
    "searcher.analysis.compound_native": "searcher/analysis/compound_native.c",
}

setup(
    ext_modules=[
        Extension(name, [source], extra_compile_args=["-O3", "-ffp-contract=off"], optional=True)
        for name, source in COMPILED.items()
        if Path(source).is_file()
    ]
)
