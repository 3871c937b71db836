"""Both kernels, numbers as buffers, and small collections with what must be found in them."""

from __future__ import annotations

import importlib
import random
from array import array
from collections import defaultdict
from types import ModuleType
from typing import NamedTuple

from searcher.kernel import reference

try:
    native: ModuleType | None = importlib.import_module("searcher.kernel.native")
except ImportError:
    native = None

KERNELS: list[ModuleType] = [reference] if native is None else [native, reference]
NONE32 = 0xFFFFFFFF


def u32(*numbers: int) -> array[int]:
    return array("I", numbers)


def u64(*numbers: int) -> array[int]:
    return array("Q", numbers)


def f32(*numbers: float) -> array[float]:
    return array("f", numbers)


def ints(buffer: bytes, code: str = "I") -> list[int]:
    return array(code, buffer).tolist()


def floats(buffer: bytes) -> list[float]:
    return array("f", buffer).tolist()


def scores(pair: tuple[bytes, bytes]) -> list[tuple[int, float]]:
    """What a score list says."""
    return list(zip(ints(pair[0]), floats(pair[1]), strict=True))


def as_list(found: dict[int, float]) -> tuple[array[int], array[float]]:
    """A score list of these scores."""
    return array("I", sorted(found)), array("f", [found[doc] for doc in sorted(found)])


class Occurrence(NamedTuple):
    doc: int
    pos: int
    role: int


class Collection(NamedTuple):
    """documents: raw tokens; raws: the terms (with a role each) that a raw token stands for."""

    documents: list[list[int]]
    raws: list[dict[int, int]]
    n_terms: int

    def arguments(self) -> tuple[array[int], array[int], array[int], array[int], array[int], int]:
        """For `invert`."""
        offsets = u32(0)
        terms, roles = u32(), u32()
        for raw in self.raws:
            terms.extend(raw)
            roles.extend(raw.values())
            offsets.append(len(terms))
        tokens = array("I", [raw for document in self.documents for raw in document])
        return tokens, array("I", map(len, self.documents)), offsets, terms, roles, self.n_terms

    def occurrences(self) -> list[list[Occurrence]]:
        """Of each term, sorted."""
        found: dict[int, list[Occurrence]] = defaultdict(list)
        for doc, document in enumerate(self.documents):
            for pos, raw in enumerate(document):
                for term, role in self.raws[raw].items():
                    found[term].append(Occurrence(doc, pos, role))
        return [found[term] for term in range(self.n_terms)]


class Written(NamedTuple):
    """Records of a collection: blob, where they begin (and the last ends), lengths."""

    blob: bytes
    offsets: array[int]
    lengths: array[int]

    @staticmethod
    def of(collection: Collection) -> Written:
        blob, lengths = reference.invert(*collection.arguments())
        offsets = u64(0)
        for length in ints(lengths):
            offsets.append(offsets[-1] + length)
        return Written(blob, offsets, array("I", lengths))

    def record(self, term: int) -> bytes:
        return self.blob[self.offsets[term] : self.offsets[term + 1]]


def collection(seed: int) -> Collection:
    """Any shape: few or many documents, short or long, with more than 254 of everything now and then."""
    rng = random.Random(seed)
    n_terms = rng.choice([1, 2, 5, 30])
    roles = rng.choice([[2], [0], [0, 2], [0, 1, 2, 3], [254, 255, 256, 70_000]])
    raws = [
        {term: rng.choice(roles) for term in rng.sample(range(n_terms), rng.randint(0, min(3, n_terms)))}
        for _ in range(rng.choice([1, 3, 20]))
    ]
    if rng.random() < 0.3:
        # Most raw tokens without a term: gaps of more than 254 between positions.
        raws += [{}] * rng.choice([10, 1_000])
    n_docs = rng.choice([1, 3, 40, 400])
    longest = rng.choice([0, 3, 20, 1_000 if n_docs <= 3 else 4])
    documents = [[rng.randrange(len(raws)) for _ in range(rng.randint(0, longest))] for _ in range(n_docs)]
    if rng.random() < 0.2:
        for _ in range(rng.choice([1, 3])):
            documents[rng.randrange(n_docs) : 0] = [[]] * rng.choice([1, 200, 17_000])
    return Collection(documents, raws, n_terms)
