"""The compiled kernel is optional: where it cannot be built, its numpy twin does the same work."""

from pathlib import Path

from setuptools import Extension, setup

KERNEL = "searcher/kernel/native.c"

setup(
    ext_modules=(
        [
            Extension(
                "searcher.kernel.native",
                [KERNEL],
                extra_compile_args=["-O3", "-ffp-contract=off"],
                optional=True,
            )
        ]
        if Path(KERNEL).is_file()
        else []
    )
)
