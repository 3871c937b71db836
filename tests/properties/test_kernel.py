"""Compiled and reference kernel give the same bytes, and both what the definitions say."""

from __future__ import annotations

import itertools
import math
import random
import re
from array import array
from collections.abc import Callable
from types import ModuleType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from searcher.kernel import ROLE_ALL, ROLE_WHOLE, reference
from tests.unit.kernel.samples import (
    KERNELS,
    NONE32,
    Collection,
    Occurrence,
    Written,
    as_list,
    collection,
    f32,
    floats,
    ints,
    u32,
    u64,
)

few = settings(max_examples=60)
seeds = st.integers(0, 2**32 - 1)
lists = st.dictionaries(st.integers(0, 199), st.floats(0, 1e6, width=32), max_size=200)


def agree(call: Callable[[ModuleType], object]) -> object:
    """What all kernels return."""
    first, *others = [call(kernel) for kernel in KERNELS]
    assert all(first == other for other in others)
    return first


def near(found: tuple[bytes, bytes], wanted: dict[int, float]) -> None:
    """The score list has these documents and, about, these scores."""
    assert ints(found[0]) == sorted(wanted)
    assert floats(found[1]) == pytest.approx([wanted[doc] for doc in sorted(wanted)], rel=1e-6)


# ------------------------------------------------------------------ records


@few
@given(seeds)
def test_what_is_written_can_be_read(seed: int) -> None:
    made = collection(seed)
    blob, lengths = agree(lambda kernel: kernel.invert(*made.arguments()))  # type: ignore[misc]
    at = 0
    for occurrences, length in zip(made.occurrences(), ints(lengths), strict=True):
        if not occurrences:
            assert length == 0
            continue
        record, at = blob[at : at + length], at + length
        decoded = agree(lambda kernel: kernel.decode(record, len(made.documents)))  # noqa: B023
        docs, tfs, ptfs, positions, roles = (ints(column) for column in decoded)  # type: ignore[attr-defined]
        groups = [list(group) for _, group in itertools.groupby(occurrences, lambda o: o.doc)]
        assert docs == [group[0].doc for group in groups]
        assert tfs == [len(group) for group in groups]
        assert ptfs == [sum(o.role == 0 for o in group) for group in groups]
        assert (positions, roles) == ([o.pos for o in occurrences], [o.role for o in occurrences])
    assert at == len(blob)


@few
@given(seeds)
def test_parts_are_summed_for_each_document(seed: int) -> None:
    made = collection(seed)
    tokens, lengths, *_ = made.arguments()
    values = array("I", [seed % (raw + 7) for raw in range(len(made.raws))])
    found = agree(lambda kernel: kernel.sum_parts(tokens, lengths, values))
    assert ints(found) == [sum(values[raw] for raw in document) for document in made.documents]  # type: ignore[arg-type]


@given(
    st.lists(
        st.tuples(
            st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4)), max_size=4), st.lists(st.integers(0, 9))
        )
    )
)
def test_each_term_of_a_word_is_there_once(words: list[tuple[list[tuple[int, int]], list[int]]]) -> None:
    own = [pair for pairs, _ in words for pair in pairs]
    arguments = (
        u32(*(len(pairs) for pairs, _ in words)),
        u32(*(term for term, _ in own)),
        u32(*(role for _, role in own)),
        u32(*(len(parts) for _, parts in words)),
        u32(*(part for _, parts in words for part in parts)),
    )
    found = agree(lambda kernel: kernel.add_parts(*arguments))
    counts, terms, roles, n_parts = (ints(column) for column in found)  # type: ignore[attr-defined]
    each = iter(zip(terms, roles, strict=True))
    for (pairs, parts), count, more in zip(words, counts, n_parts, strict=True):
        wanted = dict(reversed(pairs))
        assert more == len({*parts} - {*wanted})
        assert dict(next(each) for _ in range(count)) == dict.fromkeys(parts, 0) | wanted
        assert count == len({*parts, *wanted})


@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("wrong", range(5))
def test_terms_that_are_not_as_many_as_counted_are_refused(kernel: ModuleType, wrong: int) -> None:
    arguments = [u32(1, 2), u32(7, 8, 9), u32(2, 2, 2), u32(0, 1), u32(5)]
    assert kernel.add_parts(*arguments)[0] == u32(1, 3).tobytes()
    arguments[wrong] = u32(*arguments[wrong], 1)
    with pytest.raises(ValueError, match="add_parts"):
        kernel.add_parts(*arguments)


@few
@given(seeds, st.integers(1, 4))
def test_a_merge_is_the_inversion_of_what_is_left(seed: int, n_sources: int) -> None:
    rng = random.Random(seed)
    whole = collection(seed)
    cuts = sorted(rng.randint(0, len(whole.documents)) for _ in range(n_sources - 1))
    sources, left, old_roles = [], [], set[int]()
    for start, stop in itertools.pairwise([0, *cuts, len(whole.documents)]):
        documents = whole.documents[start:stop]
        # Each source has its own numbers of terms and, from 2 on, of roles: here moved by `shift`.
        shift = rng.choice([0, 3])
        numbers = rng.sample(range(whole.n_terms + 2), whole.n_terms)
        raws = [
            {numbers[term]: role + shift if role >= 2 else role for term, role in raw.items()}
            for raw in whole.raws
        ]
        written = Written.of(Collection(documents, raws, whole.n_terms + 2))
        kept = [rng.random() < 0.8 for _ in documents]
        doc_map = array("I", [NONE32] * len(documents))
        for doc, document in enumerate(documents):
            if kept[doc]:
                doc_map[doc] = len(left)
                left.append(document)
        most = max((role for raw in raws for role in raw.values()), default=0) + 1
        role_map = [role - shift if role >= 2 + shift else role for role in range(most)]
        old_roles.update(role_map)
        role_offsets = array("I", [0, *(most * (term + 1) for term in range(whole.n_terms + 2))])
        sources.append(
            (
                written.blob, written.offsets, array("I", [*numbers, NONE32]), doc_map,
                role_offsets, array("I", role_map * (whole.n_terms + 2)),
            )
        )  # fmt: skip
    expected = Written.of(Collection(left, whole.raws, whole.n_terms + 1))
    found = agree(lambda kernel: kernel.merge(0, whole.n_terms + 1, sources))
    assert found == (expected.blob, expected.lengths.tobytes())
    middle = rng.randint(0, whole.n_terms)
    parts = [
        agree(lambda kernel: kernel.merge(*ends, sources))  # noqa: B023 - called at once
        for ends in ((0, middle), (middle, whole.n_terms))
    ]
    assert b"".join(part[0] for part in parts) == expected.blob  # type: ignore[index]


# ------------------------------------------------------------------ leaves


def weighted(occurrences: list[Occurrence], role: int, part_weight: float) -> dict[int, float]:
    """The definition of a leaf: occurrences that have the role, parts counting less when any role will do."""
    found: dict[int, float] = {}
    for doc, _, own in occurrences:
        if role == ROLE_ALL:
            value = part_weight if own == 0 else 1.0
        else:
            value = float(own != 0) if role == ROLE_WHOLE else float(own == role)
        if value:
            found[doc] = found.get(doc, 0.0) + value
    return found


@few
@given(seeds)
def test_leaves(seed: int) -> None:
    rng = random.Random(seed)
    made = collection(seed)
    n_docs = len(made.documents)
    written = Written.of(made)
    part_weight = rng.choice([0.0, 0.5, 1.0])
    live = rng.choice([None, rng.randbytes((n_docs + 7) // 8)])
    groups, wanted = [], dict[int, float]()
    for _ in range(rng.randint(0, 3)):
        norms = f32(*(rng.choice([0.5, 1.0, 1.5]) for _ in range(n_docs)))
        terms = [rng.randrange(made.n_terms) for _ in range(rng.choice([0, 1, 2, 9, 300]))]
        terms = [term for term in terms if written.lengths[term]]
        roles = [rng.choice([ROLE_ALL, ROLE_WHOLE, 0, 1, 2, 255, 70_000]) for _ in terms]
        weights = rng.choice([None, f32(*(rng.choice([0.25, 1, 3]) for _ in terms))])
        groups.append(
            (
                written.blob, norms, array("Q", [written.offsets[term] for term in terms]),
                array("I", [written.lengths[term] for term in terms]), array("I", roles), weights,
            )
        )  # fmt: skip
        for i, (term, role) in enumerate(zip(terms, roles, strict=True)):
            for doc, value in weighted(made.occurrences()[term], role, part_weight).items():
                if live is None or live[doc >> 3] >> (doc & 7) & 1:
                    wanted[doc] = wanted.get(doc, 0.0) + value * norms[doc] * (
                        1 if weights is None else weights[i]
                    )
    near(agree(lambda kernel: kernel.leaf(n_docs, live, part_weight, groups)), wanted)  # type: ignore[arg-type]


# ------------------------------------------------------------------ score lists


@few
@given(st.lists(lists, max_size=9), st.booleans(), st.sampled_from([200, 5_000]))
def test_unions(found: list[dict[int, float]], take_max: bool, n_docs: int) -> None:
    wanted: dict[int, float] = {}
    for each in found:
        for doc, score in each.items():
            together = max(wanted.get(doc, score), score) if take_max else wanted.get(doc, 0.0) + score
            wanted[doc] = together
    made = agree(lambda kernel: kernel.union(n_docs, take_max, [as_list(each) for each in found]))
    if len(found) == 1:
        assert made == as_list(found[0])
    else:
        near(made, wanted)  # type: ignore[arg-type]


@few
@given(lists, lists, st.integers(0, 199))
def test_two_lists(a: dict[int, float], b: dict[int, float], few: int) -> None:
    # One much shorter than the other takes another way through the compiled kernel.
    for one, two in ((a, b), (a, {few: 1.0}), ({few: 1.0}, a), (a, {})):
        pair = as_list(one), as_list(two)
        both = {doc: score + two[doc] for doc, score in one.items() if doc in two}
        near(agree(lambda kernel: kernel.intersect(*pair)), both)  # type: ignore[arg-type]  # noqa: B023
        kept = {doc: score for doc, score in one.items() if doc in two}
        near(agree(lambda kernel: kernel.restrict(*pair)), kept)  # type: ignore[arg-type]  # noqa: B023
        rest = {doc: score for doc, score in one.items() if doc not in two}
        near(agree(lambda kernel: kernel.subtract(*pair)), rest)  # type: ignore[arg-type]  # noqa: B023


@few
@given(lists, st.integers(-1, 210), seeds)
def test_the_best(found: dict[int, float], k: int, seed: int) -> None:
    ranks = list(range(200))
    random.Random(seed).shuffle(ranks)
    # Few different scores: ties are what must be the same in both.
    tied = {doc: float(int(score) % 3) for doc, score in found.items()}
    for each in (found, tied):
        best = agree(lambda kernel: kernel.topk(as_list(each), k, u32(*ranks)))  # noqa: B023
        order = sorted(each.items(), key=lambda hit: (-hit[1], ranks[hit[0]]))
        assert best == order[: max(k, 0)]


@few
@given(lists, st.floats(0, 1e6, width=32))
def test_minimum(found: dict[int, float], minimum: float) -> None:
    made = agree(lambda kernel: kernel.at_least(as_list(found), minimum))
    near(made, {doc: score for doc, score in found.items() if score >= minimum})  # type: ignore[arg-type]


@few
@given(lists, seeds)
def test_dates_and_tallies(found: dict[int, float], seed: int) -> None:
    rng = random.Random(seed)
    firsts = array("i", [rng.choice([0, 5, 10, 15]) for _ in range(200)])
    lasts = array("i", [first + rng.choice([0, 3, 7]) for first in firsts])
    first, last = rng.randint(-1, 20), rng.randint(-1, 20)
    made = agree(lambda kernel: kernel.within(as_list(found), firsts, lasts, first, last))
    kept = {doc: f for doc, f in found.items() if firsts[doc] and firsts[doc] <= last and lasts[doc] >= first}
    near(made, kept)  # type: ignore[arg-type]
    column = array("I", [rng.randrange(7) for _ in range(200)])
    counts = agree(lambda kernel: kernel.tally(as_list(found)[0], column, 9))
    assert ints(counts) == [sum(column[doc] == value for doc in found) for value in range(9)]  # type: ignore[arg-type]


@few
@given(
    st.lists(st.integers(0, 2**32 - 1), max_size=50),
    st.booleans(),
    st.floats(0, 1, width=32),
    st.floats(0, 1, width=32),
    st.floats(0, 1e4, width=32),
)
def test_norms_and_saturation(
    lengths: list[int], has_parts: bool, part_weight: float, b: float, average: float
) -> None:
    parts = u32(*reversed(lengths)) if has_parts else None
    made = agree(lambda kernel: kernel.norms(u32(*lengths), parts, part_weight, 2.0, b, average))
    for i, norm in enumerate(floats(made)):  # type: ignore[arg-type]
        n = lengths[i] + (part_weight * parts[i] if parts else 0.0)
        below = 1 - b + (b * n / average if average else 0.0)
        assert math.isinf(norm) or not below or norm == pytest.approx(2.0 / below, rel=1e-5)
    frequencies = f32(*(length % 1_000 / 8 for length in lengths))
    saturated = agree(lambda kernel: kernel.saturate(frequencies, 1.5, 1.25))
    assert floats(saturated) == pytest.approx([1.5 * f * 2.25 / (f + 1.25) for f in frequencies], rel=1e-5)  # type: ignore[arg-type]
    assert floats(agree(lambda kernel: kernel.scale(frequencies, 0.5))) == [f / 2 for f in frequencies]  # type: ignore[arg-type]


# ------------------------------------------------------------------ sequences


def chains(slots: list[set[int]], slop: int) -> int:
    """Places of the first slot from which a chain goes: each slot at its next place, `slop` between in all."""
    count = 0
    for first in slots[0]:
        at: int | None = first
        for slot in slots[1:]:
            at = min((p for p in slot if at is not None and p > at), default=None)
        count += at is not None and at - first - (len(slots) - 1) <= slop
    return count


def windows(slots: list[set[int]], slop: int) -> int:
    """Places from which every slot has one of its own within k + slop."""
    width = len(slots) + slop
    return sum(all(any(p <= q < p + width for q in slot) for slot in slots) for p in set().union(*slots))


@few
@given(seeds, st.booleans(), st.integers(0, 5))
def test_sequences(seed: int, ordered: bool, slop: int) -> None:
    rng = random.Random(seed)
    made = collection(seed)
    occurrences, written = made.occurrences(), Written.of(made)
    n_docs = len(made.documents)
    live = rng.choice([None, rng.randbytes((n_docs + 7) // 8)])
    norms = f32(*(rng.choice([0.5, 1.0]) for _ in range(n_docs)))
    known = [term for term in range(made.n_terms) if occurrences[term]]
    slots = []
    places: list[dict[int, set[int]]] = []
    for _ in range(rng.randint(1, 4)):
        terms = [rng.choice(known) for _ in range(rng.choice([1, 1, 2, 3, 40]))] if known else []
        roles = [rng.choice([ROLE_ALL, ROLE_ALL, ROLE_WHOLE, 0, 2, 70_000]) for _ in terms]
        slots.append(
            (
                array("Q", [written.offsets[term] for term in terms]),
                array("I", [written.lengths[term] for term in terms]),
                array("I", roles),
            )
        )
        found: dict[int, set[int]] = {}
        for term, role in zip(terms, roles, strict=True):
            for doc, pos, own in occurrences[term]:
                if role == ROLE_ALL or (own != 0 if role == ROLE_WHOLE else own == role):
                    found.setdefault(doc, set()).add(pos)
        places.append(found)
    wanted = {}
    for doc in range(n_docs):
        here = [found.get(doc, set()) for found in places]
        if all(here) and (live is None or live[doc >> 3] >> (doc & 7) & 1):
            # Long documents of one word are checked with the twin only: the definition is quadratic.
            if sum(map(len, here)) > 1_500:
                wanted = {}
                break
            wanted[doc] = (chains if ordered else windows)(here, slop) * norms[doc]
    else:
        wanted = {doc: value for doc, value in wanted.items() if value}
        made_list = agree(
            lambda kernel: kernel.sequence(n_docs, live, norms, slop, ordered, written.blob, slots)
        )
        near(made_list, wanted)  # type: ignore[arg-type]
        return
    agree(lambda kernel: kernel.sequence(n_docs, live, norms, slop, ordered, written.blob, slots))


# ------------------------------------------------------------------ dictionaries

words = st.text(st.sampled_from("abcdeäöüß€😀"), max_size=9)
vocabularies = st.sets(words, max_size=200).map(lambda found: sorted(word.encode() for word in found))


def columns_of(keys: list[bytes], count: int) -> list[array[int]]:
    rng = random.Random(len(keys))
    return [array("I", [rng.choice([0, 5, 127, 128, NONE32]) for _ in keys]) for _ in range(count)]


@few
@given(vocabularies, words, st.integers(0, 3))
@example([b"%05d" % i for i in range(300)], "00127", 3)
def test_a_dictionary_gives_back_what_was_put_in(keys: list[bytes], word: str, n_columns: int) -> None:
    columns = columns_of(keys, n_columns)
    made = agree(lambda kernel: kernel.encode_dictionary(keys, columns))
    blocks, offsets, firsts, first_offsets, sums = made  # type: ignore[misc]
    before = [tuple(sum(column[:i]) for column in columns) for i in range(len(keys) + 1)]
    values = list(zip(*columns, strict=True)) if columns else [()] * len(keys)
    seen = bytes([1]) * (len(blocks) // 16 + 2)
    for probe in {word.encode(), *keys[::7], b"", b"\xff"}:
        block = agree(lambda kernel: kernel.find_block(firsts, first_offsets, probe))  # noqa: B023
        assert block == sum(first <= probe for first in keys[::64]) - 1
        found = agree(
            lambda kernel: kernel.lookup(
                firsts,
                first_offsets,
                blocks,
                offsets,
                sums,
                n_columns,
                seen,
                5,
                4,
                probe,  # noqa: B023
            )
        )
        index = keys.index(probe) if probe in keys else None
        assert found == (None if index is None else (index, values[index], before[index]))
        unseen = agree(
            lambda kernel: kernel.lookup(
                firsts,
                first_offsets,
                blocks,
                offsets,
                sums,
                n_columns,
                bytes(len(seen)),
                5,
                4,
                probe,  # noqa: B023
            )
        )
        assert unseen == (None if block == -1 else block)
    ends = ints(offsets)
    for number, (start, stop) in enumerate(itertools.pairwise(ends)):
        listed = agree(lambda kernel: kernel.list_keys(blocks[start:stop], n_columns))  # noqa: B023
        base = before[number * 64]
        assert listed == [
            (keys[i], values[i], tuple(x - y for x, y in zip(before[i], base, strict=True)))
            for i in range(number * 64, min(len(keys), number * 64 + 64))
        ]
    ids = u32(*range(0, len(keys), 3))
    picked = agree(lambda kernel: kernel.values_at(blocks, offsets, sums, n_columns, ids))
    assert picked == tuple(
        (array("I", [column[i] for i in ids]).tobytes(), array("Q", [before[i][c] for i in ids]).tobytes())
        for c, column in enumerate(columns)
    )


@few
@given(vocabularies, st.text(st.sampled_from("abäß€😀**??"), max_size=7), st.sampled_from([0, 1, 5, NONE32]))
@example([b"aXb", b"ab"], "a?b", 9)
@example(["aäab".encode(), "aöb".encode()], "a?*b", 9)
def test_patterns(keys: list[bytes], pattern: str, limit: int) -> None:
    columns = columns_of(keys, 1)
    blocks, offsets, *_ = KERNELS[0].encode_dictionary(keys, columns)
    expression = re.compile("".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in pattern), re.DOTALL)
    wanted = [columns[0][i] for i, key in enumerate(keys) if expression.fullmatch(key.decode())]
    n_blocks = len(offsets) // 4 - 1
    found = agree(lambda kernel: kernel.match_keys(blocks, offsets, 1, 0, n_blocks, pattern.encode(), limit))
    assert ints(found) == wanted[:limit]  # type: ignore[arg-type]


def edits_between(a: str, b: str) -> int:
    """Optimal string alignment, by its recurrence."""
    table = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i, j in itertools.product(range(1, len(a) + 1), range(1, len(b) + 1)):
        table[i][j] = min(
            table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] != b[j - 1])
        )
        if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
            table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@few
@given(vocabularies, words, st.integers(0, 3), st.sampled_from([1, 4, NONE32]))
@example([b"", b"a", b"ab"], "", 1, 9)
@example(sorted({f"haus{i:03}".encode() for i in range(300)} | {b"hsau", b"huas", b"ahus"}), "haus", 2, 99)
def test_similar_words(keys: list[bytes], word: str, edits: int, limit: int) -> None:
    columns = columns_of(keys, 2)
    blocks, offsets, firsts, first_offsets, _ = KERNELS[0].encode_dictionary(keys, columns)
    wanted = [
        (key, distance, (columns[0][i], columns[1][i]))
        for i, key in enumerate(keys)
        if (distance := edits_between(word, key.decode())) <= edits
    ]
    found = agree(
        lambda kernel: kernel.fuzzy(blocks, offsets, firsts, first_offsets, 2, word.encode(), edits, limit)
    )
    assert found == wanted[:limit]


def test_nothing_at_all() -> None:
    empty = agree(lambda kernel: kernel.encode_dictionary([], []))
    assert empty == (b"", bytes(4), b"", bytes(4), b"")
    assert agree(lambda kernel: kernel.leaf(0, None, 1.0, [])) == (b"", b"")
    assert agree(lambda kernel: kernel.union(7, False, [])) == (b"", b"")
    assert agree(lambda kernel: kernel.invert(u32(), u32(), u32(), u32(), u32(), 2)) == (b"", bytes(8))
    assert agree(lambda kernel: kernel.merge(0, 2, [])) == (b"", bytes(8))
    assert agree(lambda kernel: kernel.merge(0, 1, [(b"", u64(0), u32(NONE32), u32(), u32(0), u32())])) == (
        b"",
        bytes(4),
    )


# ------------------------------------------------------------------ letter 4-grams

texts = st.text(st.sampled_from("abcdezABZäÖüßẞéłЖ語 -.,1\u00ad\u2013×÷"), max_size=60)


@few
@given(texts)
def test_grams_are_those_of_the_words(text: str) -> None:
    grams = ints(agree(lambda kernel: kernel.list_grams(text.encode())))  # type: ignore[arg-type]
    letters = re.findall(r"[^\W\d_]+", text.replace("\u00ad", ""))
    assert len(grams) == sum(max(0, len(word) - 3) for word in letters)
    assert grams == ints(
        agree(lambda kernel: kernel.list_grams(text.swapcase().replace("SS", "ß").encode()))
    ) or ("ß" in text or "ẞ" in text)


@few
@given(vocabularies, texts, st.lists(texts, max_size=5))
def test_grams_are_counted_and_scored(keys: list[bytes], query: str, documents: list[str]) -> None:
    columns = columns_of(keys, 2)
    blocks, offsets, *_ = reference.encode_dictionary(keys, list(columns))
    offsets_ = array("I", offsets)
    total, raw = agree(lambda kernel: kernel.count_grams([(blocks, offsets_)] * 2, 2, 1))  # type: ignore[misc]
    counts = ints(raw)
    expected: dict[int, int] = {}
    for key, value in zip(keys, columns[1], strict=True):
        for gram in ints(reference.list_grams(key)):
            expected[gram] = expected.get(gram, 0) + 2 * value
    assert total == sum(expected.values())
    assert {gram: n for gram, n in enumerate(counts) if n} == {
        gram: min(n, NONE32) for gram, n in expected.items() if n
    }
    grams = array("I", sorted(set(ints(reference.list_grams(query.encode())))))
    weights = array("f", [0.5 + n for n in range(len(grams))])
    encoded = [text.encode() for text in documents]
    scores = floats(agree(lambda kernel: kernel.score_grams(encoded, grams, weights, 1.2, 0.75, 7.5)))  # type: ignore[arg-type]
    for text, score in zip(encoded, scores, strict=True):
        found = ints(reference.list_grams(text))
        norm = 1.2 * (0.25 + 0.75 * len(found) / 7.5)
        assert score == pytest.approx(
            sum(
                weight * found.count(gram) * 2.2 / (found.count(gram) + norm)
                for gram, weight in zip(grams, weights, strict=True)
            ),
            rel=1e-4,
            abs=1e-5,
        )


@few
@given(seeds)
def test_positions_in_some_documents_and_few_records(seed: int) -> None:
    asked = Asked(seed)
    rng, written, occurrences, n_docs, known = (
        asked.rng, asked.written, asked.occurrences, asked.n_docs, asked.known
    )  # fmt: skip
    if not known:
        return
    terms = [rng.choice(known) for _ in range(rng.choice([1, 1, 3]))]
    roles = array("I", [rng.choice([ROLE_ALL, ROLE_WHOLE, 0, 2]) for _ in terms])
    offsets = array("Q", [written.offsets[term] for term in terms])
    lengths = array("I", [written.lengths[term] for term in terms])
    docs = array("I", sorted(rng.sample(range(n_docs), rng.randint(0, min(n_docs, 20)))))
    raw_starts, raw_positions, whole = agree(  # type: ignore[misc]
        lambda kernel: kernel.positions(n_docs, written.blob, offsets, lengths, roles, docs)
    )
    starts, found = ints(raw_starts), ints(raw_positions)
    for number, doc in enumerate(docs):
        expected = dict[int, bool]()
        for term, role in zip(terms, roles, strict=True):
            for at, pos, own in occurrences[term]:
                if at == doc and (role == ROLE_ALL or (own != 0 if role == ROLE_WHOLE else own == role)):
                    expected[pos] = expected.get(pos, False) or role != ROLE_ALL or own != 0
        here = slice(starts[number], starts[number + 1])
        assert list(zip(found[here], map(bool, whole[here]), strict=True)) == sorted(expected.items())
    norms = f32(*[0.5] * n_docs)
    records = [(written.blob, norms, *of) for of in zip(offsets, lengths, roles, strict=True)]
    groups = [(written.blob, norms, offsets, lengths, roles, None)]
    assert agree(lambda kernel: kernel.stems(n_docs, None, 0.25, records)) == agree(
        lambda kernel: kernel.leaf(n_docs, None, 0.25, groups)
    )


@few
@given(seeds)
def test_what_documents_gain_by_the_first_place_of_a_word(seed: int) -> None:
    asked = Asked(seed)
    rng, occurrences, n_docs, known = asked.rng, asked.occurrences, asked.n_docs, asked.known
    if not known:
        return
    terms = [rng.choice(known) for _ in range(rng.choice([1, 1, 2, 3]))]
    roles = (
        [ROLE_ALL] * len(terms)
        if rng.random() < 0.5
        else rng.choices([ROLE_ALL, ROLE_WHOLE, 0], k=len(terms))
    )
    live, records = asked.live, [asked.record(*of) for of in zip(terms, roles, strict=True)]
    numbers = array("I", rng.choices(range(9), k=n_docs))
    before = [rng.choice([None, b"", numbers]) for _ in terms]
    docs = array("I", rng.sample(range(n_docs), rng.randint(0, min(n_docs, 20))))
    holders, gains = agree(  # type: ignore[misc]
        lambda kernel: kernel.early(n_docs, live, n_docs, records, before, None, 0.5, 20.0, docs)
    )

    def places(term: int, role: int) -> list[tuple[int, int]]:
        found = occurrences[term]
        return [
            (o.doc, o.pos)
            for o in found
            if role == ROLE_ALL or (o.role != 0 if role == ROLE_WHOLE else o.role == role)
        ]

    found = [places(term, role) for term, role in zip(terms, roles, strict=True)]
    assert holders == len(
        {doc for of in found for doc, _ in of if live is None or live[doc >> 3] >> (doc & 7) & 1}
    )
    idf = math.log(1 + (n_docs - holders + 0.5) / (holders + 0.5))
    for doc, gain in zip(docs, floats(gains), strict=True):
        here = [
            pos + (added[doc] if added else 0)
            for of, added in zip(found, before, strict=True)
            if added is not None
            for at, pos in of
            if at == doc
        ]
        assert gain == pytest.approx(0.5 * idf / (1 + min(here) / 20) if here else 0.0)


class Asked:
    """Words of a small collection, as the kernel takes them, and what they must score."""

    def __init__(self, seed: int) -> None:
        self.rng = rng = random.Random(seed)
        made = collection(seed)
        self.occurrences, self.written, self.n_docs = (
            made.occurrences(),
            Written.of(made),
            len(made.documents),
        )
        self.known = [term for term in range(made.n_terms) if self.written.lengths[term]]
        self.live = rng.choice([None, rng.randbytes((self.n_docs + 7) // 8)])
        self.norms = f32(*(rng.choice([0.5, 1.0]) for _ in range(self.n_docs)))

    def record(self, term: int, role: int = ROLE_ALL) -> tuple[bytes, array[float], int, int, int]:
        return self.written.blob, self.norms, self.written.offsets[term], self.written.lengths[term], role

    def terms(self, least: int) -> list[int]:
        return (
            [self.rng.choice(self.known) for _ in range(self.rng.choice([least, 1, 1, 2]))]
            if self.known
            else []
        )

    def scores(self, weight: float, terms: list[tuple[int, int]]) -> dict[int, float]:
        """By the definition of `stems`, and of `saturate` with an idf."""
        frequencies: dict[int, float] = {}
        for term, role in terms:
            for doc, value in weighted(self.occurrences[term], role, 0.25).items():
                if self.live is None or self.live[doc >> 3] >> (doc & 7) & 1:
                    frequencies[doc] = frequencies.get(doc, 0.0) + value * self.norms[doc]
        n = len(frequencies)
        idf = math.log(1 + (self.n_docs - n + 0.5) / (n + 0.5))
        return {doc: weight * idf * f * 2.25 / (f + 1.25) for doc, f in frequencies.items()}

    def word(self) -> tuple[tuple[object, ...], dict[int, float]]:
        """A word and its scores."""
        kind = self.rng.random()
        if kind < 0.2:
            ids = sorted(self.rng.sample(range(self.n_docs), self.rng.randint(0, self.n_docs)))
            scores = [self.rng.choice([0.0, 1.5, 3.25]) for _ in ids]
            return (None, (array("I", ids), array("f", scores))), dict(zip(ids, scores, strict=True))
        if kind < 0.4:
            word, first, rest = self.compound()
            return word, first | rest
        roles = self.rng.choice([[ROLE_ALL], [ROLE_ALL], [ROLE_ALL, ROLE_WHOLE]])
        terms = [(term, self.rng.choice(roles)) for term in self.terms(0)]
        weight = self.rng.choice([0.5, 1.0])
        return (weight, [self.record(*of) for of in terms]), self.scores(weight, terms)

    def compound(self) -> tuple[tuple[object, ...], dict[int, float], dict[int, float]]:
        """A compound, the scores of the documents with it, and of those with its parts near each other only."""
        rng = self.rng
        # A field of the test is any term: the same blob, another record.
        terms = self.terms(0)
        parts = [[rng.choice([*self.known, None]) for _ in range(3)] for _ in range(rng.choice([1, 2, 2, 3]))]
        factor, slop = rng.choice([0.5, 4.0]), rng.choice([0, 2, 7])
        nothing = (b"", b"", 0, 0, ROLE_ALL)
        word = (
            1.0,
            [self.record(term) for term in terms],
            (factor, slop, [(1.0, [nothing if t is None else self.record(t) for t in of]) for of in parts]),
        )
        first = self.scores(1.0, [(term, ROLE_ALL) for term in terms])
        loose: dict[int, float] = {}
        scored = [self.scores(1.0, [(term, ROLE_ALL) for term in of if term is not None]) for of in parts]
        for field in zip(*parts, strict=True):
            if None in field:
                continue
            for doc in set.intersection(*map(set, scored)):
                places = [{pos for at, pos, _ in self.occurrences[term] if at == doc} for term in field]
                if all(places) and windows(places, slop):
                    loose[doc] = factor * sum(of[doc] for of in scored)
        rest = {doc: score for doc, score in loose.items() if doc not in first}
        return word, {doc: max(score, loose.get(doc, score)) for doc, score in first.items()}, rest


@few
@given(seeds)
def test_compounds(seed: int) -> None:
    asked = Asked(seed)
    if max(map(len, asked.occurrences), default=0) > 1_500:
        return  # the definition is quadratic
    n_docs = asked.n_docs
    word, first, rest = asked.compound()
    found = agree(lambda kernel: kernel.compound(n_docs, asked.live, 0.25, 1.25, n_docs, word, 0))
    near(found[0], first)  # type: ignore[index]
    near(found[1], rest)  # type: ignore[index]
    k = asked.rng.randint(1, n_docs)
    some = agree(lambda kernel: kernel.compound(n_docs, asked.live, 0.25, 1.25, n_docs, word, k))
    assert some[1][0] == found[1][0]  # type: ignore[index]
    ranks = array("I", range(n_docs))
    assert reference.topk(some[0], k, ranks) == reference.topk(found[0], k, ranks)  # type: ignore[index]
    if len(first) < k:
        assert some == found


@few
@given(seeds, st.booleans())
def test_words_are_scored_as_by_their_steps(seed: int, together: bool) -> None:
    asked = Asked(seed)
    if max(map(len, asked.occurrences), default=0) > 1_500:
        return
    n_docs, rng = asked.n_docs, asked.rng
    made = [asked.word() for _ in range(rng.randint(0, 5))]
    words, lists = [word for word, _ in made], [found for _, found in made]
    ids, scores = agree(lambda kernel: kernel.score(n_docs, asked.live, 0.25, 1.25, n_docs, together, words))  # type: ignore[misc]
    documents = (
        set().union(*lists) if not together else set(lists[0]).intersection(*lists[1:]) if lists else set()
    )
    near((ids, scores), {doc: sum(of.get(doc, 0.0) for of in lists) for doc in documents})
    without = [asked.word() for _ in range(rng.randint(0, 2))]
    ranks, excluded = array("I", range(n_docs)), [word for word, _ in without]
    most = rng.choice([1, 3])
    total, top, holders = agree(  # type: ignore[misc]
        lambda kernel: kernel.best(
            n_docs, asked.live, 0.25, 1.25, n_docs, together, words, excluded, most, ranks, None
        )
    )
    left = documents.difference(*(found for _, found in without))
    every = dict(zip(ints(ids), floats(scores), strict=True))
    assert total == len(left)
    assert top == sorted(((doc, every[doc]) for doc in left), key=lambda hit: (-hit[1], hit[0]))[:most]
    assert holders == [
        len(of) if (together or len(words) == 1) and len(word) == 2 and word[0] is not None else None
        for word, of in made
    ]
    numbers = array("I", rng.choices(range(9), k=n_docs))
    before = [
        [rng.choice([None, b"", numbers]) for _ in word[1]] if len(word) == 2 else [] for word, _ in made
    ]
    if None in holders or any(not length for word in words for _, _, _, length, _ in word[1]):
        return
    depth, wanted = rng.choice([1, 2, 5]), rng.choice([1, 2, 9])
    _, gained, _ = agree(  # type: ignore[misc]
        lambda kernel: kernel.best(
            *(n_docs, asked.live, 0.25, 1.25, n_docs, together, words, excluded, 9, ranks),
            (wanted, depth, 20.0, 0.5, before),
        )
    )
    top = sorted(((doc, every[doc]) for doc in left), key=lambda hit: (-hit[1], hit[0]))[:9]
    docs, gains = array("I", [doc for doc, _ in top[:depth]]), dict.fromkeys((doc for doc, _ in top), 0.0)
    for (weight, records), added, count in zip(words, before, holders, strict=True):
        _, of_word = reference.early(
            n_docs, asked.live, n_docs, records, added, count, 0.5 * weight, 20.0, docs
        )
        for doc, gain in zip(docs, floats(of_word), strict=True):
            gains[doc] += gain
    again = [(doc, score + gains[doc], gains[doc]) for doc, score in top]
    assert gained == (sorted(again[:depth], key=lambda hit: (-hit[1], hit[0])) + again[depth:])[:wanted]
