"""The hits and scores of random queries on random documents equal a brute-force evaluation, whatever the segments."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from searcher.analysis import exact_form, german
from searcher.documents import read_documents
from searcher.documents.walk import walk
from searcher.engine import build, open_index
from searcher.errors import DocumentError, QuerySyntaxError
from searcher.model import Document
from searcher.query import parse, rewrite
from searcher.query.plan import AllOf, AnyOf, Compound, Leaf, Plan, Stem, Without, joined
from searcher.search.free_text import SPELLED, SPELLED_DEPTH, alone
from tests.brute_force import Corpus, fits, osa

WORDS = [
    *["Haus", "Häuser", "Hauses", "Tür", "Haustür", "der", "die", "das", "und", "gegen"],
    *["Militär", "Basis", "Militärbasis", "Militärbasen", "Drogen", "Schmuggler", "Drogenschmugglern"],
    *["Gebühren", "Erhebung", "Gebührenerhebung", "Straße", "Strasse", "neue", "Bürger*innen"],
    *["Bürgerinnen", "E-Mail", "1.200", "ging", "gehen", "Putin", "Taliban", "Kreml", "Ukraine", "x"],
    *["Hausärztin", "Hausarzt", "Ärztin", "Ärzte", "Zahnärztinnen"],
    *[
        "Vor- und Nachteile",
        "Vorteil",
        "Haus- und",
        "Militär-, Haupt- und Drogenbasis",
        "Gebühren und -erhebung",
    ],
]
PLAIN = [word for word in WORDS if word.isalpha()]
text = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
document = st.fixed_dictionaries(
    {"title": text, "text": text},
    optional={"date": st.sampled_from(["2021", "2022-06", "2022-06-14", "1999-12-31"])},
)
corpora = st.lists(document, min_size=1, max_size=12)

word = st.sampled_from(WORDS)
plain_word = st.sampled_from(PLAIN)
atom = st.one_of(
    word,
    plain_word.map("={}".format),
    plain_word.filter(lambda w: len(w) > 3).map(lambda w: w[:3] + "*"),
    plain_word.filter(lambda w: len(w) > 4).map(lambda w: "*" + w[-4:]),
    plain_word.filter(lambda w: len(w) > 4).map(lambda w: w[:2] + "?" + w[3:]),
    plain_word.filter(lambda w: len(w) > 4).map("{}~".format),
    st.lists(word, min_size=2, max_size=3).map(lambda ws: '"{}"'.format(" ".join(ws))),
    st.tuples(st.lists(word, min_size=2, max_size=3), st.integers(0, 6)).map(
        lambda t: '"{}"~{}'.format(" ".join(t[0]), t[1])
    ),
    st.tuples(plain_word, plain_word).map(" ".join),
    st.tuples(word, st.integers(1, 5), word).map(lambda t: f"{t[0]} NAHE/{t[1]} {t[2]}"),
    st.tuples(word, word, st.integers(1, 5), word).map(lambda t: f'"{t[0]} {t[1]}" NEAR/{t[2]} {t[3]}'),
    plain_word.map("title:{}".format),
    plain_word.map("Text:{}".format),
    plain_word.map("{}^2.5".format),
    st.sampled_from(["date:2022-06", "seit:2022", "bis:2021", "date:2021..2022-06-10"]),
)
queries = st.recursive(
    atom,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda t: f"({t[0]}) ODER ({t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]}) UND ({t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]}) NICHT ({t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]}) ({t[1]})"),
    ),
    max_leaves=5,
)


def write(path: Path, records: list[dict[str, str]]) -> None:
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")


def documents_in(*paths: Path) -> list[Document]:
    """What the readers make of the files (an empty record is none)."""
    found, _ = walk(paths)
    documents = []
    for file in found:
        with contextlib.suppress(DocumentError):  # an empty file is reported, and holds none
            documents += [entry for entry in read_documents(file) if isinstance(entry, Document)]
    return documents


def assert_agrees(folder: Path, documents: list[Document], query: str) -> None:
    analyzer = german()
    corpus = Corpus(documents, analyzer)
    forms: dict[str, int] = {}
    for words in corpus.words:
        for field in words.values():
            for word_ in field:
                if word_.whole:
                    forms[word_.exact] = forms.get(word_.exact, 0) + 1
    with open_index(folder) as searcher:
        try:
            results = searcher.search(query, limit=None, snippets=0)
        except QuerySyntaxError:
            return
        plan = rewrite(
            parse(query),
            analyzer,
            known=lambda form: forms.get(form, 0),
            expand_fuzzy=lambda w, edits: [
                (form, 1 / (1 + osa(w, form))) for form in sorted(forms) if osa(w, form) <= edits
            ],
            fits=lambda pattern: any(fits(form, pattern) for form in forms),
        )
        expected = _scores(corpus, documents, plan)
        got = {hit.id: hit.score for hit in results.hits[: results.total]}
        assert results.total == len(expected)
        assert got.keys() == expected.keys()
        if not (isinstance(plan, AllOf) and plan.few > 1):  # of a longer query letters are compared, too
            for doc_id, score in expected.items():
                assert got[doc_id] == pytest.approx(score, rel=1e-4, abs=1e-5)
        order = [(-hit.score, hit.id) for hit in results.hits[: results.total]]
        assert order == sorted(order)


def _scores(corpus: Corpus, documents: list[Document], plan: Plan) -> dict[str, float]:
    """The scores, with what the words gain that stand early in a text."""
    scores = corpus.run(plan)
    expected = {documents[doc].id: score for doc, score in scores.items()}
    word = alone(plan)
    if isinstance(word, Compound):
        holding = {documents[doc].id for doc in corpus.run(word.word)} & expected.keys()
        lowest = min((expected[doc_id] for doc_id in holding), default=None)
        for doc in scores:
            found = (word.word,) if documents[doc].id in holding else word.parts
            expected[documents[doc].id] += sum(corpus.early(doc, leaf) for leaf in found)
        _word_first(holding, lowest, expected)
    else:
        for doc in scores:
            expected[documents[doc].id] += _early(corpus, doc, plan)
    if word is not None:
        _spelled_first(word if isinstance(word, Leaf) else word.word, corpus, documents, expected)
    return expected


def _early(corpus: Corpus, doc: int, plan: Plan) -> float:
    match plan:
        case Compound(word, parts):
            return max(corpus.early(doc, word), sum(corpus.early(doc, part) for part in parts))
        case Leaf(sources=sources):
            return corpus.early(doc, plan) if all(isinstance(source, Stem) for source in sources) else 0.0
        case AllOf(children):
            return sum(_early(corpus, doc, child) for child in children)
        case Without(kept) if kept is not None:
            return _early(corpus, doc, kept)
        case AnyOf():
            return sum(_early(corpus, doc, leaf) for leaf in joined(plan))
    return 0.0


def _word_first(holding: set[str], lowest: float | None, expected: dict[str, float]) -> None:
    """Below the documents with a compound that is asked for alone stand those with its parts only."""
    others = expected.keys() - holding
    if lowest is not None and others:
        highest = max(expected[doc] for doc in others)
        if highest >= lowest:
            for doc in others:
                expected[doc] *= 0.999 * lowest / highest


def _spelled_first(word: Leaf, corpus: Corpus, documents: list[Document], expected: dict[str, float]) -> None:
    """Of the first page those that have a word asked for alone as it was typed gain, if not all have it so."""
    page = sorted(expected, key=lambda doc_id: (-expected[doc_id], doc_id))[:SPELLED_DEPTH]
    typed, own = exact_form(word.text), german().form(word.text).terms
    if not own or own[0].term not in {source.term for source in word.sources if isinstance(source, Stem)}:
        return
    holding = {
        documents[number].id
        for number, fields in enumerate(corpus.words)
        if any(other.exact == typed for field in word.fields for other in fields[field])
    }.intersection(page)
    if holding and len(holding) < len(page):
        for doc_id in holding:
            expected[doc_id] *= SPELLED


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(corpora, st.lists(queries, min_size=1, max_size=6))
def test_hits_equal_brute_force(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, str]], lines: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("engine")
    numbered = [{**record, "id": f"d{number:02}"} for number, record in enumerate(records)]
    write(folder / "a.jsonl", numbered)
    build([folder / "a.jsonl"], folder / "index")
    documents = documents_in(folder / "a.jsonl")
    for line in lines:
        assert_agrees(folder / "index", documents, line)


def test_a_compound_asked_for_alone_stands_above_its_parts(tmp_path: Path) -> None:
    texts = ("Haus Ärztin", "Tür", "Haus Haus Hausarzt")  # the parts alone would score more
    write(tmp_path / "a.jsonl", [{"id": f"d{number}", "text": text} for number, text in enumerate(texts)])
    build([tmp_path / "a.jsonl"], tmp_path / "index")
    assert_agrees(tmp_path / "index", documents_in(tmp_path / "a.jsonl"), "Hausärztin")


class Changes(RuleBasedStateMachine):
    """Files come, change and go; after each build the index equals what lies there, over however many segments."""

    folder: Path

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self._temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self._temporary.name)
        (self.folder / "texts").mkdir()
        self.files: dict[str, list[dict[str, str]]] = {}
        self.line = "Haus"
        self.dirty = True

    @rule(name=st.sampled_from("abcdef"), records=st.lists(document, max_size=5))
    def put(self, name: str, records: list[dict[str, str]]) -> None:
        self.files[name] = [{**record, "id": f"{name}{number}"} for number, record in enumerate(records)]
        write(self.folder / "texts" / f"{name}.jsonl", self.files[name])
        # Written twice within a tick of the clock with the same size: only the digest can tell, and it must.
        os.utime(self.folder / "texts" / f"{name}.jsonl")
        self.dirty = True

    @rule(name=st.sampled_from("abcdef"))
    def remove(self, name: str) -> None:
        if self.files.pop(name, None) is not None:
            (self.folder / "texts" / f"{name}.jsonl").unlink()
            self.dirty = True

    @rule(line=queries)
    def ask(self, line: str) -> None:
        self.line = line

    @invariant()
    def agrees(self) -> None:
        if self.dirty:
            build([self.folder / "texts"], self.folder / "index")
            self.dirty = False
        documents = documents_in(self.folder / "texts")
        assert_agrees(self.folder / "index", documents, self.line)

    def teardown(self) -> None:
        self._temporary.cleanup()


TestChanges = Changes.TestCase
TestChanges.settings = settings(
    max_examples=5, stateful_step_count=6, suppress_health_check=list(HealthCheck)
)
