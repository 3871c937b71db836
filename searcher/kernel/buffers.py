"""Buffers in, arrays of little-endian numbers over them; nothing is copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from typing_extensions import Buffer

U8: TypeAlias = npt.NDArray[np.uint8]
U32: TypeAlias = npt.NDArray[np.uint32]
I32: TypeAlias = npt.NDArray[np.int32]
U64: TypeAlias = npt.NDArray[np.uint64]
I64: TypeAlias = npt.NDArray[np.int64]
F32: TypeAlias = npt.NDArray[np.float32]
Bools: TypeAlias = npt.NDArray[np.bool_]
_Scalar = TypeVar("_Scalar", bound=np.generic)

NONE32 = 0xFFFFFFFF
"""No number: a term that a source does not have, a document that is dropped."""
LARGEST = 0xFFFFFFF0
"""Positions, roles and counts go no further."""


def _numbers(buffer: Buffer, kind: type[_Scalar]) -> npt.NDArray[_Scalar]:
    """Array over a buffer; ValueError where the compiled twin could not read it in place."""
    view = memoryview(buffer)
    if not view.contiguous:
        raise BufferError("a buffer is not contiguous")
    numbers = np.frombuffer(view, kind) if view.nbytes else np.empty(0, kind)
    if not numbers.flags.aligned:
        raise ValueError("a buffer is not aligned to its element")
    return numbers


def u8(buffer: Buffer) -> U8:
    """Bytes of a buffer."""
    return _numbers(buffer, np.uint8)


def u32(buffer: Buffer) -> U32:
    """Its u32 numbers.

    >>> u32(bytes.fromhex("01000000 00010000"))
    array([  1, 256], dtype=uint32)
    """
    return _numbers(buffer, np.uint32)


def i32(buffer: Buffer) -> I32:
    """Its i32 numbers."""
    return _numbers(buffer, np.int32)


def u64(buffer: Buffer) -> U64:
    """Its u64 numbers."""
    return _numbers(buffer, np.uint64)


def f32(buffer: Buffer) -> F32:
    """Its f32 numbers."""
    return _numbers(buffer, np.float32)


def ends(counts: I64) -> I64:
    """Where each of the runs with these lengths ends when they lie one behind the other."""
    return np.cumsum(counts, dtype=np.int64)


def ranges(starts: I64, counts: I64) -> I64:
    """The indices of many runs, one run behind the other.

    >>> ranges(np.array([5, 0, 9]), np.array([2, 0, 3]))
    array([ 5,  6,  9, 10, 11])
    """
    ends_ = ends(counts)
    total = int(ends_[-1]) if len(ends_) else 0
    return np.repeat(starts - ends_ + counts, counts) + np.arange(total)


def gather(blob: U8, starts: I64, counts: I64) -> U8:
    """The bytes of many runs of a blob, one run behind the other."""
    if len(starts) == 1:
        return blob[int(starts[0]) : int(starts[0] + counts[0])]
    return blob[ranges(starts, counts)]


def within_runs(values: I64, counts: I64) -> I64:
    """Running sums that begin anew in each run.

    >>> within_runs(np.array([1, 2, 3, 10, 20]), np.array([3, 2]))
    array([ 1,  3,  6, 10, 30])
    """
    sums = np.cumsum(values, dtype=np.int64)
    ends_ = ends(counts)
    before = np.concatenate(([0], sums))[ends_ - counts]
    within: I64 = sums - np.repeat(before, counts)
    return within


def run_sums(values: I64 | Bools, counts: I64) -> I64:
    """The sum of each run.

    >>> run_sums(np.array([1, 2, 3, 10, 20]), np.array([3, 0, 2]))
    array([ 6,  0, 30])
    """
    sums = np.concatenate(([0], np.cumsum(values, dtype=np.int64)))
    ends_ = ends(counts)
    each: I64 = sums[ends_] - sums[ends_ - counts]
    return each
