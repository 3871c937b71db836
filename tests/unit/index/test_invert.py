"""Segments are the same however many runs they are made of, and whatever the lexicon has met before."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from searcher.analysis import Analyzer, german
from searcher.index.agreement import check_segment
from searcher.index.folder import FolderWriter
from searcher.index.invert import Lexicon, SegmentBuilder, digest
from searcher.index.merge import merge
from searcher.index.segment import Segment
from searcher.index.snapshot import open_file
from searcher.kernel import ROLE_FIRST, ROLE_PART, kernel
from searcher.model import FIELDS, Document, Zone
from tests.unit.kernel.samples import ints

_TEXT = (
    "Haus Häuser Häusern Hausmeister Bundesregierung Bundes-\nregierung Ärztin Ärzte Arzt Bürger*innen der Der DER "
    "1.200 geht's E-Mail Straße Strasse Minister Ministerin Donaudampfschifffahrt gegangen 東京"
)
WORDS = _TEXT.split(" ")


def documents(seed: int, count: int = 40) -> list[Document]:
    """Some texts with a heading each; one of them is empty but for its title."""
    rng = random.Random(seed)
    found = []
    for number in range(count):
        heading, body = (" ".join(rng.choices(WORDS, k=rng.randint(1, 30))) for _ in range(2))
        text = f"{heading}\n\n{body}" if number else ""
        zones = (Zone("headings", 0, len(heading)), Zone("body", len(heading) + 2, len(text))) if text else ()
        name = f"{seed}-{number}.txt"
        found.append(Document(name, name, name, rng.choice(WORDS), text, zones))
    return found


def built(lexicon: Lexicon, found: Iterable[Document], run_words: int = 1 << 20) -> bytes:
    """The bytes of a segment."""
    builder = SegmentBuilder(lexicon, run_words)
    for document in found:
        builder.add(document, digest(document))
    out = bytearray()
    builder.write(out.extend)
    return bytes(out)


def opened(folder: Path, raw: bytes) -> Segment:
    """A segment of these bytes, in a folder of its own."""
    with FolderWriter(folder) as writer:
        file = writer.create("segment", "bin")
        file.write(raw)
        entry = file.close()
        return Segment(open_file(str(folder), entry))


def content(segment: Segment) -> dict[tuple[str, str], list[tuple[int, int, str]]]:
    """Where each term occurs: field and term to (document, position, the exact form or what else it is there)."""
    form_of = {
        (term, role): key.decode() for key, (term, role, _), _ in segment.forms.items() if role >= ROLE_FIRST
    }
    found = {}
    for number, (key, lengths, sums) in enumerate(segment.terms.items()):
        for field, at, size in zip(FIELDS, sums, lengths, strict=True):
            if not size:
                continue
            blob = segment.postings(field, at, at + size)
            assert blob is not None
            docs, tfs, _, positions, roles = map(ints, kernel.decode(blob[at : at + size], segment.documents))
            each = [doc for doc, tf in zip(docs, tfs, strict=True) for _ in range(tf)]
            names = [form_of.get((number, role), str(role)) for role in roles]
            found[field, key.decode()] = list(zip(each, positions, names, strict=True))
    return found


def forms(segment: Segment) -> list[tuple[bytes, int]]:
    """The exact forms, and how often they occur."""
    return [(key, count) for key, (_, _, count), _ in segment.forms.items()]


@pytest.mark.parametrize("run_words", [1, 50, 300])
@pytest.mark.parametrize("compounds", [False, True])
def test_runs_leave_no_trace(run_words: int, compounds: bool) -> None:
    found, analyzer = documents(1), german(compounds=compounds)
    assert built(Lexicon(analyzer), found, run_words) == built(Lexicon(analyzer), found)


@pytest.mark.parametrize(
    "analyzer", [german(), german(compounds=False), german(rules=("Minister|in", "=Hausmeister"))]
)
def test_a_lexicon_has_the_terms_of_the_forms(analyzer: Analyzer) -> None:
    lexicon = Lexicon(analyzer)
    lexicon.words.numbers(
        f"{_TEXT} Vor- und Nachteile, Ministerpräsidentinnen; HWirtMeistPrV Landesärztinnen {'x' * 200}"
    )
    lexicon.learn()
    names = [*lexicon.terms]
    exacts = [*lexicon.forms]
    for number, word in enumerate(lexicon.words.listed(0)):
        form = analyzer.form(word)
        wholes = {term.term for term in form.terms if not term.part}
        parts = {term.term for term in form.terms} - wholes
        places = range(*lexicon.offsets[number : number + 2])
        found = {names[lexicon.word_terms[at]]: lexicon.word_roles[at] for at in places}
        assert len(found) == len(places)
        assert {term for term, role in found.items() if role != ROLE_PART} == wholes
        assert {term for term, role in found.items() if role == ROLE_PART} == parts
        assert lexicon.parts[number] == len(parts)
        if wholes:
            assert exacts[lexicon.word_forms[number]] == form.exact


@pytest.mark.parametrize("run_words", [60, 1 << 20])
def test_a_lexicon_that_knows_more_makes_the_same_segment(tmp_path: Path, run_words: int) -> None:
    analyzer = german()
    lexicon = Lexicon(analyzer)
    others = [Document("x", "x", "x", "Andere Wörter", "DER Zug", (Zone("body", 0, 7),))]
    built(lexicon, [*others, *reversed(documents(3))])
    fresh = opened(tmp_path / "a", built(Lexicon(analyzer), documents(2)))
    later = opened(tmp_path / "b", built(lexicon, documents(2), run_words))
    assert content(later) == content(fresh)
    assert forms(later) == forms(fresh)
    assert later.header == fresh.header


def test_merged_segments_are_what_one_would_be(tmp_path: Path) -> None:
    analyzer = german()
    parts = [documents(seed, count) for seed, count in ((4, 30), (5, 1), (6, 20))]
    segments = [
        opened(tmp_path / str(number), built(Lexicon(analyzer), part)) for number, part in enumerate(parts)
    ]
    out = bytearray()
    merge(segments, out.extend)
    merged = opened(tmp_path / "merged", bytes(out))
    whole = opened(
        tmp_path / "whole", built(Lexicon(analyzer), [document for part in parts for document in part])
    )
    assert content(merged) == content(whole)
    assert forms(merged) == forms(whole)
    assert [merged.stored(doc) for doc in range(51)] == [whole.stored(doc) for doc in range(51)]


def test_what_a_segment_lists_is_what_it_has_one_by_one(tmp_path: Path) -> None:
    made = opened(tmp_path, built(Lexicon(german()), documents(7, 21)))
    assert list(made.ids) == [made.ids[doc] for doc in range(21)]
    assert list(made.all_sources()) == [made.source(doc) for doc in range(21)]
    assert made.deleted() == []
    some = Segment(made.file, bytes([0b1111_0110, 0xFF, 0b0000_1111]))
    assert some.deleted() == [0, 3, 20] == [doc for doc in range(21) if not some.is_live(doc)]


@pytest.mark.parametrize("deleted", [{0}, {1, 2, 3}, set(range(1, 30)), set(range(30)), {29}])
def test_merged_segments_know_nothing_of_deleted_documents(tmp_path: Path, deleted: set[int]) -> None:
    analyzer = german()
    first, second = documents(8, 30), documents(9, 5)
    live = sum(1 << doc for doc in range(30) if doc not in deleted).to_bytes(4, "little")
    parts = [
        Segment(opened(tmp_path / "first", built(Lexicon(analyzer), first)).file, live),
        opened(tmp_path / "second", built(Lexicon(analyzer), second)),
    ]
    out = bytearray()
    merge(parts, out.extend)
    merged = opened(tmp_path / "merged", bytes(out))
    kept = [document for doc, document in enumerate(first) if doc not in deleted]
    whole = opened(tmp_path / "whole", built(Lexicon(analyzer), [*kept, *second]))
    assert content(merged) == content(whole)
    assert forms(merged) == forms(whole)
    assert len(merged.terms) == len(whole.terms)
    assert check_segment("merged", merged, [document.source for document in (*first, *second)]) == []
