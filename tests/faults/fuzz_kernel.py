"""Hostile buffers into every function of the kernel: `python -m tests.faults.fuzz_kernel [--seconds 60] [--seed 1]`.

Valid arguments are made, some of their numbers and bytes damaged, and both kernels called. The compiled one may
answer or raise ValueError, and must not touch memory that is not its own: where gcc is found it is built once
more with the address and undefined-behaviour sanitizers, and every buffer ends where its allocation does.
Where it raises, its twin raises too; where both answer, they answer the same.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import random
import shutil
import struct
import subprocess
import sys
import sysconfig
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

from searcher.kernel import ROLE_ALL, ROLE_WHOLE, reference
from tests.faults.report import Report
from tests.unit.kernel.samples import NONE32, Collection, Written, collection, f32

SOURCE = Path(reference.__file__).with_name("native.c")
Arguments: TypeAlias = list[Any]
EXTREMES = (0, 1, 2, 63, 64, 127, 128, 254, 255, 256, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFE, NONE32)


def cases(rng: random.Random) -> Iterator[tuple[str, Arguments]]:
    """Name and valid arguments for each function."""
    yield from _record_cases(rng, collection(rng.randrange(1 << 32)))
    yield from _list_cases(rng)
    yield from _dictionary_cases(rng)


def _record_cases(rng: random.Random, made: Collection) -> Iterator[tuple[str, Arguments]]:
    n_docs = len(made.documents)
    written = Written.of(made)
    yield "invert", list(made.arguments())
    tokens, lengths, *_ = made.arguments()
    yield "sum_parts", [tokens, lengths, array("I", range(len(made.raws)))]
    more = [rng.choice([0, 1, 3]) for _ in range(rng.choice([0, 1, 9]))]
    own = array("I", [1] * len(more))
    yield (
        "add_parts",
        [own, own, own, array("I", more), array("I", [rng.randrange(4) for _ in range(sum(more))])],
    )
    known = [term for term in range(made.n_terms) if written.lengths[term]] or [0]
    yield "decode", [written.record(rng.choice(known)), n_docs]
    role_offsets = array("I", range(0, 8 * made.n_terms + 1, 8))
    source = (
        written.blob, written.offsets, array("I", range(made.n_terms)), array("I", range(n_docs)),
        role_offsets, array("I", [*range(8)] * made.n_terms),
    )  # fmt: skip
    later = (*source[:3], array("I", range(n_docs, 2 * n_docs)), *source[4:])
    yield "merge", [0, made.n_terms, [source, later]]

    def entries() -> tuple[array[int], array[int], array[int]]:
        terms = [rng.choice(known) for _ in range(rng.choice([1, 2, 9]))]
        roles = [rng.choice([ROLE_ALL, ROLE_WHOLE, 0, 2, 255]) for _ in terms]
        return (
            array("Q", [written.offsets[term] for term in terms]),
            array("I", [written.lengths[term] for term in terms]),
            array("I", roles),
        )

    records = entries()
    docs = array("I", sorted(rng.sample(range(n_docs), min(n_docs, 9))))
    stems = [
        (written.blob, f32(*[1.0] * n_docs), offset, length, role)
        for offset, length, role in zip(*records, strict=True)
    ]
    yield "stems", [n_docs, None, 0.3, stems]
    scored = (array("I", range(n_docs)), f32(*[1.0] * n_docs))
    yield "score", [n_docs, None, 0.3, 1.2, n_docs, rng.random() < 0.5, [(1.0, stems), (None, scored)]]
    ranks, fields = array("I", range(n_docs)), rng.randint(0, 3)

    def part() -> tuple[float, list[tuple[bytes, array[float], int, int, int]]]:
        terms = [rng.choice(known) for _ in range(fields)]
        norms = f32(*[1.0] * n_docs)
        return 1.0, [
            (written.blob, norms, written.offsets[t], rng.choice([0, 1, 1]) * written.lengths[t], ROLE_ALL)
            for t in terms
        ]

    compound = (1.0, stems[:2], (0.7, rng.randint(0, 9), [part() for _ in range(rng.randint(1, 3))]))
    yield "compound", [n_docs, None, 0.3, 1.2, n_docs, compound, rng.randint(0, 3)]
    yield "score", [n_docs, None, 0.3, 1.2, n_docs, True, [(1.0, stems), compound]]
    yield (
        "best",
        [n_docs, None, 0.3, 1.2, n_docs, False, [(1.0, stems), (None, scored), compound], [], 3, ranks, None],
    )
    plain = [(1.0, [(*record[:4], ROLE_ALL) for record in stems[at:]]) for at in range(2)]
    yield "score", [n_docs, None, 0.3, 1.2, n_docs, True, plain]
    excluded = rng.choice([*plain, (1.0, stems), (None, scored), compound])
    yield "best", [n_docs, None, 0.3, 1.2, n_docs, True, [(1.0, stems)], [excluded], 3, ranks, None]
    yield "positions", [n_docs, written.blob, *records, docs]
    before = [rng.choice([None, b"", array("I", range(n_docs))]) for _ in stems]
    alive = rng.choice([None, rng.randbytes((n_docs + 7) // 8)])
    words = rng.choice([stems, plain[0][1]])
    again = (rng.choice([1, 3]), rng.choice([1, 3]), 20.0, 1.0, [before])
    yield "best", [n_docs, alive, 0.3, 1.2, n_docs, True, [(1.0, words)], [], 3, ranks, again]
    yield "early", [n_docs, alive, n_docs, words, before, rng.choice([None, 1]), 1.0, 20.0, docs]
    norms, live = f32(*[1.0] * n_docs), rng.choice([None, rng.randbytes((n_docs + 7) // 8)])
    groups = []
    for _ in range(rng.randint(1, 2)):
        offsets, sizes, roles = entries()
        groups.append(
            (written.blob, norms, offsets, sizes, roles, rng.choice([None, f32(*[2.0] * len(roles))]))
        )
    yield "leaf", [n_docs, live, 0.5, groups]
    slots = [entries() for _ in range(rng.randint(1, 4))]
    yield "sequence", [n_docs, live, norms, rng.randint(0, 5), rng.random() < 0.5, written.blob, slots]


def _list_cases(rng: random.Random) -> Iterator[tuple[str, Arguments]]:
    n_docs = rng.choice([1, 50, 2_000])

    def scored() -> tuple[array[int], array[float]]:
        ids = sorted(rng.sample(range(n_docs), rng.randint(0, min(n_docs, rng.choice([3, 60])))))
        return array("I", ids), array("f", [rng.choice([0.5, 1, 2]) for _ in ids])

    ranks = array("I", rng.sample(range(n_docs), n_docs))
    yield "union", [n_docs, rng.random() < 0.5, [scored() for _ in range(rng.choice([0, 2, 3, 20]))]]
    for name in ("intersect", "restrict", "subtract"):
        yield name, [scored(), scored()]
    yield "saturate", [scored()[1], 1.5, 1.2]
    yield "scale", [scored()[1], 0.5]
    yield "at_least", [scored(), 1.0]
    yield "norms", [ranks, rng.choice([None, ranks]), 0.5, 1.0, 0.75, 100.0]
    yield "topk", [scored(), rng.choice([-1, 0, 1, 10, 10_000]), ranks]
    days = array("i", [rng.choice([0, 5, 9]) for _ in range(n_docs)])
    yield "within", [scored(), days, days, rng.randint(0, 9), rng.randint(0, 9)]
    yield "tally", [scored()[0], ranks, n_docs]


def _dictionary_cases(rng: random.Random) -> Iterator[tuple[str, Arguments]]:
    letters = rng.choice(["ab", "abcdefghij", "aäß€😀"])
    longest = rng.choice([3, 9, 140])
    keys = sorted(
        {
            "".join(rng.choices(letters, k=rng.randint(0, longest))).encode()
            for _ in range(rng.choice([1, 9, 300]))
        }
    )
    columns = [array("I", [rng.choice([0, 7, 300]) for _ in keys]) for _ in range(rng.randint(0, 3))]
    n = len(columns)
    blocks, offsets, firsts, first_offsets, sums = reference.encode_dictionary(keys, list(columns))
    ends = array("I", offsets)
    block = rng.randrange(len(ends) - 1)
    key, word = rng.choice(keys), rng.choice(keys)[: rng.choice([4, 400])]
    seen = bytes([1]) * (len(blocks) // 16 + 2)
    yield "encode_dictionary", [keys, columns]
    yield "find_block", [firsts, first_offsets, key]
    yield "lookup", [firsts, first_offsets, blocks, offsets, sums, n, seen, rng.randint(0, 20), 4, key]
    yield "list_keys", [blocks[ends[block] : ends[block + 1]], n]
    pattern = "".join(rng.choices(letters + "**??", k=rng.randint(0, 6))).encode()
    yield "match_keys", [blocks, offsets, n, 0, len(ends) - 1, pattern, rng.choice([0, 3, 10_000])]
    yield "values_at", [blocks, offsets, sums, n, array("I", range(0, len(keys), rng.choice([1, 70])))]
    yield (
        "fuzzy",
        [blocks, offsets, firsts, first_offsets, n, word, rng.randint(0, 3), rng.choice([1, 10_000])],
    )
    text = b" ".join(rng.choices(keys, k=9)) + rng.randbytes(5)
    grams = array("I", sorted({*array("I", reference.list_grams(text)), 7}))
    yield "list_grams", [text]
    if n:
        yield "count_grams", [[(blocks, offsets)], n, rng.randrange(n)]
    yield "score_grams", [[text, b""], grams, f32(*[1.5] * len(grams)), 1.2, 0.75, 9.5]
    yield "find_block", [firsts, first_offsets, rng.randbytes(3)]


def damaged(rng: random.Random, value: Any, chance: float) -> Any:
    """The arguments with some of their buffers damaged."""
    if isinstance(value, list):
        return [damaged(rng, item, chance) for item in value]
    if isinstance(value, tuple):
        return tuple(damaged(rng, item, chance) for item in value)
    if not isinstance(value, bytes | array) or rng.random() >= chance:
        return value
    if isinstance(value, array) and value.typecode in "IQi" and value and rng.random() < 0.7:
        value = value[:]
        for _ in range(rng.choice([1, 1, 3])):
            index = rng.randrange(len(value))
            limit = 0x7FFFFFFF if value.typecode == "i" else NONE32
            value[index] = min(
                limit, max(0, rng.choice([*EXTREMES, value[index] + 1, value[index] - 1, rng.randrange(300)]))
            )
        return value
    return _damaged_bytes(rng, bytearray(bytes(value)))


def _damaged_bytes(rng: random.Random, raw: bytearray) -> bytes:
    for _ in range(rng.choice([1, 1, 2, 8])):
        at = rng.randrange(len(raw) + 1)
        what = rng.randrange(6)
        if what == 0 and at < len(raw):
            raw[at] = rng.randrange(256)
        elif what == 1 and at < len(raw):
            raw[at] ^= 1 << rng.randrange(8)
        elif what == 2:
            raw[at : at + 4] = struct.pack("<I", rng.choice(EXTREMES))
        elif what == 3:
            del raw[at : at + rng.choice([1, 4, 8, 100])]
        elif what == 4:
            raw[at:at] = raw[at : at + rng.choice([1, 4, 8, 100])]
        else:
            raw[at : at + 1] = rng.choice(
                [b"\xff", b"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80", b"\xff\xff\xff\xff\x0f"]
            )
    return bytes(raw)


def exact(value: Any) -> Any:
    """The arguments in buffers that end where their allocation does, so that a sanitizer sees each byte too many."""
    if isinstance(value, list):
        return value if value and isinstance(value[0], bytes) else [exact(item) for item in value]
    if isinstance(value, tuple):
        return tuple(exact(item) for item in value)
    return array("B", value) if isinstance(value, bytes) else value


def unaligned(rng: random.Random, value: Any) -> Any:
    """Now and then a buffer that does not begin where its elements may."""
    if isinstance(value, array) and rng.random() < 0.01:
        return memoryview(b"x" + value.tobytes())[1:]
    return value


def answer(kernel: ModuleType, name: str, arguments: Arguments) -> Any:
    """What the function returns, or ValueError for what it says is damaged."""
    try:
        found = getattr(kernel, name)(*arguments)
    except ValueError:
        return ValueError
    # A union of one list is that list, whatever its buffers are.
    return tuple(map(bytes, found)) if name == "union" else found


def fuzz(native: ModuleType, rng: random.Random, more: Callable[[], bool], *, twin: bool = True) -> Report:
    """Call everything with damaged arguments while `more()`; twin: compare with the reference."""
    report = Report("kernel, hostile buffers")
    while more():
        for name, valid in cases(rng):
            for chance in (0.0, 0.1, 0.3):
                arguments = [unaligned(rng, value) for value in exact(damaged(rng, valid, chance))]
                report.tried += 1
                try:
                    found = answer(native, name, arguments)
                    report.note("refused" if found is ValueError else "answered")
                    if not twin:
                        continue
                    wanted = answer(reference, name, arguments)
                except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
                    report.found(f"{name} {arguments!r:.2000}: {error!r}")
                    continue
                if wanted is ValueError and found is not ValueError:
                    report.note("refused by the reference only")
                    if not chance:
                        report.found(f"{name} {arguments!r:.2000}: refused by the reference")
                elif wanted != found:
                    report.found(f"{name} {arguments!r:.2000}: {found!r:.300}, not {wanted!r:.300}")
    return report


def sanitized(folder: Path) -> dict[str, str] | None:
    """Build the kernel with sanitizers; the environment in which it runs, or None without a gcc that can."""
    gcc = shutil.which("gcc")
    if gcc is None:
        return None
    include = sysconfig.get_paths()["include"]
    flags = [
        "-g",
        "-O1",
        "-shared",
        "-fPIC",
        "-fsanitize=address,undefined",
        "-fno-sanitize-recover=undefined",
    ]
    target = folder / "native.so"
    built = subprocess.run([gcc, *flags, f"-I{include}", str(SOURCE), "-o", str(target)], check=False)
    library = subprocess.run(
        [gcc, "-print-file-name=libasan.so"], check=False, capture_output=True, text=True
    )
    if built.returncode or not Path(library.stdout.strip()).is_absolute():
        return None
    return {
        **os.environ,
        "LD_PRELOAD": library.stdout.strip(),
        "ASAN_OPTIONS": "detect_leaks=0:allocator_may_return_null=1:abort_on_error=0",
        "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
        "PYTHONMALLOC": "malloc",
        "OPENBLAS_NUM_THREADS": "1",
        "FUZZ_KERNEL": str(target),
    }


def kernel_at(path: str) -> ModuleType:
    """Load a build of the kernel."""
    spec = importlib.util.spec_from_file_location("native", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> int:
    """Fuzz for some seconds; 1 if there are findings, the sanitizer's status if it stopped the run."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.fuzz_kernel", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--no-twin", action="store_true", help="only the compiled kernel: more calls a second"
    )
    options = parser.parse_args()
    built = os.environ.get("FUZZ_KERNEL")
    if built is None:
        with tempfile.TemporaryDirectory() as scratch:
            environment = sanitized(Path(scratch))
            if environment is not None:
                command = [sys.executable, "-m", "tests.faults.fuzz_kernel", *sys.argv[1:]]
                return subprocess.run(command, env=environment, check=False).returncode
    print("with sanitizers" if built else "without sanitizers (no gcc)", flush=True)
    native = kernel_at(built) if built else importlib.import_module("searcher.kernel.native")
    stop = time.monotonic() + options.seconds
    rng = random.Random(options.seed)
    report = fuzz(native, rng, lambda: time.monotonic() < stop, twin=not options.no_twin)
    print(report)
    for finding in report.findings[:20]:
        print(f"    {finding}")
    return 1 if report.findings else 0


if __name__ == "__main__":
    sys.exit(main())
