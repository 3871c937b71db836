"""The one door: `build` makes an index, `open_index` answers from it. The command line adds nothing to this."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from searcher.analysis import fold_variants, german, is_function_word, open_part
from searcher.errors import (
    DocumentNotFoundError,
    IndexDamagedError,
    IndexVersionError,
    QuerySyntaxError,
    UsageError,
)
from searcher.index.opening import open_segments, read_sources
from searcher.index.snapshot import Snapshot, open_snapshot
from searcher.kernel import kernel
from searcher.model import (
    Document,
    Explanation,
    Facet,
    Hit,
    IndexInfo,
    Order,
    Results,
    Span,
    WordExplanation,
    WordForm,
)
from searcher.options import (
    check_flags,
    check_numbers,
    check_texts,
    facets_of,
    filters_of,
    folder_of,
    one_of,
    refuse_empty,
)
from searcher.query import describe, not_required, parse, rewrite, suggest, words_of
from searcher.query.nodes import DateRange, Fuzzy, Node, PathGlob, Wildcard, Word
from searcher.query.plan import AllOf, DateWithin, Forms, Leaf, PathLike, Pattern, Plan
from searcher.query.plan import Sequence as Slots
from searcher.query.words import cover
from searcher.query.written_out import written_out
from searcher.search.budget import OutOfTimeError, time_for_snippets
from searcher.search.evaluate import Evaluator
from searcher.search.explain import explain
from searcher.search.rank import Ranking, count_by, rank
from searcher.search.topk import Place
from searcher.search.view import MAX_FORMS, View
from searcher.snippets import Locator, Standing, Words, line_at, merged, section_at, select
from searcher.snippets.wildcard import matcher

if TYPE_CHECKING:
    from searcher.building import Progress, build, check

__all__ = ["Progress", "Searcher", "build", "check", "open_index"]

_BUILDING = {"build", "check", "Progress"}
SNIPPET_CHARS = 240
# A file name with bytes that the system could not decode, as `os.fsdecode` gives it.
_UNDECODED = re.compile(r"(?=.*[\udc80-\udcff])[^\ud800-\udc7f\udd00-\udfff]*", re.DOTALL)
_MOST = 1 << 31  # hits: more documents than an index holds
_S = ParamSpec("_S")
_T = TypeVar("_T")


def __getattr__(name: str) -> Any:
    """`build` and `check` are loaded when they are used: a search is over before they would be."""
    if name not in _BUILDING:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("searcher.building"), name)


def open_index(index: str | os.PathLike[str] = "index") -> Searcher:
    """Open what is committed in the folder, as a snapshot that no writer disturbs.

    IndexMissingError, IndexDamagedError, or IndexVersionError (another format, or words analysed another way).
    """
    return Searcher(open_snapshot(folder_of(index)))


def _reads_index(method: Callable[_S, _T]) -> Callable[_S, _T]:
    """A method that says so where the index contradicts itself although its checksums are right."""

    @wraps(method)
    def reading(*arguments: _S.args, **named: _S.kwargs) -> _T:
        searcher = arguments[0]
        if isinstance(searcher, Searcher) and searcher.closed:
            raise UsageError("this index is closed: open it again with open_index")
        try:
            return method(*arguments, **named)
        except (ValueError, IndexError, KeyError) as error:
            raise IndexDamagedError(
                f"the index is damaged ({error}): build it again with `searcher index --rebuild`"
            ) from error

    return reading


class Searcher:
    """An opened index; a context manager. May be used from several threads."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.closed = False
        state = snapshot.manifest.state
        self._analyzer = german(compounds=bool(state.get("compounds", True)))
        if self._analyzer.fingerprint != snapshot.manifest.analysis:
            raise IndexVersionError(
                f"the index in {snapshot.folder!r} was built by another version of the German analysis: "
                "build it again with `searcher index`"
            )
        self._view = View(open_segments(snapshot))
        self._words = Words(self._analyzer, spans=kernel.Words(*self._analyzer.word_rules()).spans)

    def __enter__(self) -> Searcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the files go; whatever is asked of it later is a UsageError."""
        self.closed = True
        self._snapshot.close()

    @_reads_index
    def is_stale(self) -> bool:
        """Whether a newer state is committed: open the index again to see it."""
        return self._snapshot.is_stale()

    @_reads_index
    def search(  # noqa: PLR0913  # the options of the command `search`
        self,
        query: str,
        *,
        limit: int | None = 10,
        offset: int = 0,
        sort: Order | str = Order.SCORE,
        since: str | int | None = None,
        until: str | int | None = None,
        path: str | None = None,
        facet: Facet | str | Sequence[Facet | str] = (),
        explain: bool = False,
        snippets: int = 1,
        compounds: bool = True,
        exact: bool = False,
    ) -> Results:
        """Answer one query line.

        limit 0 or None: all hits; since, until: "2022", "2022-06" or "2022-06-14", or a year as a number; path: a
        glob; facet: one or several; snippets: at most so many a hit. QuerySyntaxError for a query that cannot be
        understood, UsageError for an impossible option.
        """
        started = time.perf_counter()
        check_numbers(limit=limit or 0, offset=offset, snippets=snippets)
        check_flags(explain=explain, compounds=compounds, exact=exact)
        check_texts(query=query, path=path or "")
        filters = filters_of(since, until, path)
        limit, offset = min(limit, _MOST) if limit else None, min(offset, _MOST)
        order, facets = one_of(Order, sort), facets_of(facet)
        self._snapshot.check_again()
        if not filters:
            refuse_empty(query)
        node = parse(query, exact=exact)

        def planned(node: Node) -> Plan:
            return _filtered(self._plan(node, compounds=compounds, exact=exact), filters)

        def finds(line: str) -> bool:
            return self._finds(planned(parse(line, exact=exact)))

        plan = planned(node)
        evaluator = Evaluator(self._view)
        with _in_time(query):
            ranking = rank(evaluator, plan, limit=limit, offset=offset, order=order, matches=bool(facets))
            hits, bare = self._hits(ranking, plan, evaluator, offset, snippets, explained=explain)
            counted = {by.value: count_by(self._view, ranking.matches, by) for by in facets}
        return Results(
            query=query,
            understood="; ".join([self._understood(node, exact=exact), *map(describe, filters)]),
            notes=_notes(ranking, bare, evaluator.cut),
            suggestion=self._suggestion(node, query, finds) if not ranking.total else None,
            total=ranking.total,
            offset=offset,
            took_ms=(time.perf_counter() - started) * 1000,
            hits=hits,
            facets=counted,
        )

    @_reads_index
    def document(self, doc_id: str) -> Document:
        r"""The document with this id, else the only one of the file with this path; or DocumentNotFoundError.

        A name as the system gives it will do: in ids a byte that is not UTF-8 is written `\xNN`.
        """
        check_texts(doc_id=doc_id)
        name = doc_id
        if _UNDECODED.fullmatch(doc_id):
            from searcher.documents import visible  # noqa: PLC0415

            name = visible(doc_id)
        for number, segment in enumerate(self._view.segments):
            doc = segment.find_id(name)
            if doc is not None:
                return self._document(Place(number, doc, 0.0))
        in_file = [
            Place(number, doc, 0.0)
            for number, segment in enumerate(self._view.segments)
            for doc in segment.docs_of_path(name)
        ]
        if len(in_file) != 1:
            ids = [self._view.segments[place.segment].ids[place.doc] for place in in_file]
            raise DocumentNotFoundError(name, ids)
        return self._document(in_file[0])

    @_reads_index
    def marked(self, doc_id: str, query: str) -> tuple[Document, tuple[Span, ...]]:
        """A document, and where in its text the query's words stand."""
        check_texts(query=query)
        refuse_empty(query)
        document = self.document(doc_id)
        locator = Locator(self._plan(parse(query)), self._analyzer, self._words)
        return document, merged(locator.marks(document))

    @_reads_index
    def explain(self, query: str) -> tuple[WordExplanation, ...]:
        """How each word of a query is analysed and how often it occurs; QuerySyntaxError as for `search`.

        Of a truncated or fuzzy word it is the words of the index that it stands for; of `=Haus` that form alone.
        """
        check_texts(query=query)
        words = tuple(words_of(parse(query)))
        if not words:
            hint = "write a word: Militärbasen, or Militär*"
            raise QuerySyntaxError("there is no word to explain", query=query, position=0, hint=hint)
        explained: dict[str, WordExplanation] = {}
        for word in words:
            if isinstance(word, Word):
                tokens = map(open_part, self._analyzer.raw_tokens(word.text))
                explain_one = self._explain_form if word.exact else self._explain_word
                explained |= {found.word: found for found in map(explain_one, tokens)}
            else:
                explained |= {found.word: found for found in self._explain_several(word, query)}
        return tuple(explained.values())

    @_reads_index
    def complete(self, prefix: str, limit: int = 20) -> list[str]:
        """The most frequent words of the index that begin so."""
        check_texts(prefix=prefix)
        check_numbers(limit=limit)
        return self._view.beginning_with(prefix.lower(), limit) if prefix else []

    @_reads_index
    def info(self) -> IndexInfo:
        """What the index holds."""
        from searcher.building import summary  # noqa: PLC0415

        documents, words, dates, encodings = summary(self._view)
        manifest = self._snapshot.manifest
        sources = read_sources(self._snapshot)
        return IndexInfo(
            folder=self._snapshot.folder,
            format_version=manifest.format_version,
            generation=manifest.generation,
            documents=documents,
            words=words,
            terms=self._view.distinct("terms"),
            forms=self._view.distinct("forms"),
            segments=len(manifest.segments),
            size_bytes=manifest.size_bytes,
            dates=dates,
            encodings=encodings,
            sources=tuple(manifest.state.get("paths", ())),
            analysis=manifest.analysis,
            built=manifest.created,
            skipped=sources.skipped,
        )

    def _plan(self, node: Node, *, compounds: bool = True, exact: bool = False) -> Plan:
        return rewrite(
            node,
            self._analyzer,
            compounds=compounds,
            exact=exact,
            known=self._view.known,
            expand_fuzzy=self._expand,
            fits=self._view.fits,
        )

    def _understood(self, node: Node, *, exact: bool) -> str:
        node = written_out(node, self._analyzer)
        return describe(node, not_required(node, self._analyzer, exact=exact))

    def _expand(self, word: str, edits: int) -> list[tuple[str, float]]:
        return [(form, 1.0 / (1 + distance)) for form, distance, _ in self._view.similar(word, edits)]

    def _suggestion(self, node: Node, line: str, finds: Callable[[str], bool]) -> str | None:
        return suggest(
            node,
            similar=self._nearby,
            known=self._occurs,
            split=self._parts,
            is_word=self._analyzer.knows,
            is_composed=self._analyzer.is_composed,
            finds=finds,
            line=line,
        )

    def _nearby(self, word: str, edits: int) -> list[tuple[str, int, int]]:
        """The words with a similar spelling, without those of deleted documents only."""
        found = self._view.similar(word, edits)
        if all(segment.live is None for segment in self._view.segments):
            return found
        return [each for each in found if self._view.occurrences(each[0])]

    def _occurs(self, form: str) -> int:
        """How often a word stands in the index, or in how many documents another form of it does."""
        terms = (term.term for term in self._analyzer.form(form).terms if not term.part)
        return self._view.occurrences(form) or sum(map(self._view.documents_with, terms))

    def _finds(self, plan: Plan) -> bool:
        """Whether a plan finds anything, if only documents with some of its words."""
        try:
            ranking = rank(Evaluator(self._view), plan, limit=1, matches=False)
        except OutOfTimeError:
            return False
        return ranking.total + ranking.looser > 0

    def _parts(self, word: str) -> list[tuple[int, int]]:
        return list(cover(self._analyzer.form(word).terms))

    def _hits(  # noqa: PLR0913
        self,
        ranking: Ranking,
        plan: Plan,
        evaluator: Evaluator,
        offset: int,
        snippets: int,
        *,
        explained: bool,
    ) -> tuple[tuple[Hit, ...], int]:
        """The hits of the page, and how many of them lack snippets because the time was up."""
        if not snippets and not explained:
            return self._bare_hits(ranking.places, _by_segment(ranking.places), offset), 0
        with_all = max(0, ranking.total - offset)
        locator, stands = None, dict[tuple[int, int], list[Standing | None]]()
        looser = None  # finds what those below hold
        if snippets:
            locator = looser = Locator(plan, self._analyzer, self._words)
            if ranking.looser:
                looser = Locator(plan, self._analyzer, self._words, apart=True)
            for of, places in ((locator, ranking.places[:with_all]), (looser, ranking.places[with_all:])):
                for number, docs in _by_segment(places).items():
                    stands |= _standing(evaluator, of, number, docs)
        hits, complete = [], len(ranking.places)
        in_time = time_for_snippets(len(ranking.places))
        for number, place in enumerate(ranking.places, 1):
            if locator and not in_time():
                locator = looser = None
                complete = max(0, number - 2)  # the one before may be incomplete, too
            hit = self._hit(
                place,
                offset + number,
                locator if number <= with_all else looser,
                stands.get((place.segment, place.doc)),
                snippets,
                explain(evaluator, plan, place) if explained else None,
                in_time,
            )
            hits.append(hit)
        if locator and not in_time():
            complete = len(hits) - 1  # of the last one not all may have been looked at
        return tuple(hits), len(hits) - complete

    def _bare_hits(
        self, places: Sequence[Place], docs: Mapping[int, Sequence[int]], offset: int
    ) -> tuple[Hit, ...]:
        """The hits without snippets; docs: their numbers by segment, in the order of the places."""
        segments = self._view.segments
        texts = {
            number: zip(segments[number].ids.some(of), segments[number].titles.some(of), strict=True)
            for number, of in docs.items()
        }
        hits = []
        for rank_, (number, doc, score, *_) in enumerate(places, offset + 1):
            segment = segments[number]
            doc_id, title = next(texts[number])
            path, date = segment.source(doc)[1], segment.date(doc)
            hits.append(Hit(rank_, doc_id, score, path, title, date, "", 0, ()))
        return tuple(hits)

    def _hit(  # noqa: PLR0913
        self,
        place: Place,
        rank_: int,
        locator: Locator | None,
        stands: Sequence[Standing | None] | None,
        snippets: int,
        explanation: Explanation | None,
        in_time: Callable[[], bool],
    ) -> Hit:
        segment = self._view.segments[place.segment]
        if locator is None:
            doc = place.doc
            _, path = segment.source(doc)
            return Hit(
                rank_,
                segment.ids[doc],
                place.score,
                path,
                segment.titles[doc],
                segment.date(doc),
                "",
                0,
                (),
                (),
                explanation,
            )
        document = self._document(place)
        marks = locator.marks(document, stands, in_time)
        chosen = select(document, marks, count=snippets, width_chars=SNIPPET_CHARS, in_time=in_time)
        at = min((mark.start for mark in marks), default=None)
        first = chosen[0] if chosen else None
        return Hit(
            rank=rank_,
            id=document.id,
            score=place.score,
            path=document.path,
            title=document.title,
            date=document.date,
            section=first.section if first else section_at(document, at or 0),
            line=first.line if first else line_at(document, at or 0),
            snippets=chosen,
            title_spans=merged(locator.title_marks(document.title, stands)),
            explanation=explanation,
        )

    def _document(self, place: Place) -> Document:
        segment, doc = self._view.segments[place.segment], place.doc
        stored = segment.stored(doc)
        source, path = segment.source(doc)
        return Document(
            segment.ids[doc],
            path,
            source,
            segment.titles[doc],
            stored.text,
            stored.zones,
            segment.date(doc),
            stored.encoding,
            stored.meta,
        )

    def _explain_several(self, word: Wildcard | Fuzzy, query: str) -> Iterator[WordExplanation]:
        """A word that stands for several, piece by piece where it is hyphenated."""
        evaluator = Evaluator(self._view)
        plan = self._plan(replace(word, field=None))
        for leaf in plan.slots if isinstance(plan, Slots) else (plan,):
            assert isinstance(leaf, Leaf)  # noqa: S101 - what such a word is planned as
            patterns = [source.pattern for source in leaf.sources if isinstance(source, Pattern)]
            forms = {form for source in leaf.sources if isinstance(source, Forms) for form, _ in source.forms}
            for pattern in patterns:
                fits = matcher(pattern)
                prefix = pattern.partition("*")[0].partition("?")[0]
                forms |= {form for form in self._view.with_prefix(prefix) if fits(form)}
            if not forms and not patterns:
                yield self._explain_word(leaf.text)
                continue
            with _in_time(query):
                documents = sum(len(ids) // 4 for ids, _ in evaluator.run(leaf))
            counts = {form: self._view.occurrences(form) for form in forms}
            yield WordExplanation(
                word=f"{leaf.text}~{word.edits}" if isinstance(word, Fuzzy) else leaf.text,
                term="",
                documents=documents,
                occurrences=sum(counts.values()),
                in_compounds=0,
                variants=tuple(pattern for pattern in patterns if pattern != leaf.text.lower()),
                parts=(),
                forms=self._forms(counts),
                stop_word=False,
            )

    def _forms(self, counts: Mapping[str, int]) -> tuple[WordForm, ...]:
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:20]
        return tuple(WordForm(text, n, self._view.documents_with_form(text)) for text, n in ordered if n)

    def _explain_form(self, raw: str) -> WordExplanation:
        """Explain a word of which this form only is asked for."""
        exact = self._analyzer.exact(raw)
        count = self._view.occurrences(exact)
        return WordExplanation(
            word=f"={raw}",
            term="",
            documents=self._view.documents_with_form(exact),
            occurrences=count,
            in_compounds=0,
            variants=(),
            parts=(),
            forms=self._forms({exact: count}),
            stop_word=is_function_word(exact),
        )

    def _explain_word(self, raw: str) -> WordExplanation:
        form = self._analyzer.form(raw)
        whole = [term.term for term in form.terms if not term.part]
        forms, in_compounds = self._view.forms_of(whole[0]) if whole else ({}, 0)
        return WordExplanation(
            word=raw,
            term=whole[0] if whole else "",
            documents=self._view.documents_with(whole[0]) if whole else 0,
            occurrences=sum(forms.values()),
            in_compounds=in_compounds,
            variants=tuple(v for v in fold_variants(form.exact) if self._view.known(v)),
            parts=tuple(
                (raw[term.start : term.end], term.term, self._view.documents_with(term.term))
                for term in form.terms
                if term.part
            ),
            forms=self._forms(forms),
            stop_word=is_function_word(form.exact),
        )


def _by_segment(places: Iterable[Place]) -> dict[int, list[int]]:
    docs: dict[int, list[int]] = {}
    for place in places:
        docs.setdefault(place.segment, []).append(place.doc)
    return docs


def _standing(
    evaluator: Evaluator, locator: Locator, number: int, docs: Sequence[int]
) -> dict[tuple[int, int], list[Standing | None]]:
    """Where in documents of a segment the words of a query stand, by (segment, document).

    What the index tells needs no analysis: the first search would else wait for the table of compounds.
    """
    stands: dict[tuple[int, int], list[Standing | None]] = {(number, doc): [] for doc in docs}
    for leaf in locator.leaves:
        found = evaluator.standing(number, leaf, docs)
        for doc in docs:
            stands[number, doc].append(found[doc] if found is not None else None)
    return stands


@contextmanager
def _in_time(query: str) -> Iterator[None]:
    try:
        yield
    except OutOfTimeError as error:
        message = f"a query that takes more than {error.seconds:.1f} s; that is the limit"
        hint = "use fewer truncated words, or closer ones"
        raise QuerySyntaxError(message, query=query, position=0, hint=hint) from error


def _filtered(plan: Plan, filters: Sequence[DateRange | PathGlob]) -> Plan:
    """The plan with the filters of the options beside it."""
    beside: list[Plan] = [PathLike(each.glob) for each in filters if isinstance(each, PathGlob)]
    dates = [each for each in filters if isinstance(each, DateRange)]
    if dates:
        first = next((each.first for each in dates if each.first is not None), None)
        last = next((each.last for each in dates if each.last is not None), None)
        if first is not None and last is not None and first > last:
            raise UsageError("since is a later date than until: nothing can lie between them")
        beside.insert(0, DateWithin(first, last))
    return AllOf((plan, *beside)) if beside else plan


def _notes(ranking: Ranking, bare: int, cut: Iterable[str]) -> tuple[str, ...]:
    """What a reader must know: looser hits, hits without snippets, truncated words that stand for too many words."""
    notes = []
    if ranking.looser:
        found = "no document has all words" if not ranking.total else f"{ranking.total:,} with all words"
        notes.append(f"{found}; {ranking.looser:,} more with some of them follow")
    notes += [
        f"incomplete: {word} stands for more than {MAX_FORMS:,} words, only the first ones were looked up"
        for word in cut
    ]
    if bare:
        notes.append(f"incomplete: the time was up, the last {bare:,} hits have fewer snippets, or none")
    return tuple(notes)
