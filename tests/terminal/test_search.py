from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import jsonschema
import pytest

from tests.terminal.processes import ROOT, environment, run

SCHEMA = json.loads((ROOT / "searcher/search.schema.json").read_text(encoding="utf-8"))
SEED = "000_c11d820a8b29f7a9.txt"


@pytest.mark.parametrize(
    "query",
    [
        "Militärbasen",
        "Militärbasis",
        "militärbasis",
        "MILITÄRBASEN",
        "Militaerbasis",
        "militaerbasen",
        "Militärbasen Tadschikistan",
    ],
)
def test_the_seed_is_found_in_any_form_and_the_words_are_marked(place: Path, query: str) -> None:
    done = run("search", *query.split(), cwd=place)
    assert done.returncode == 0
    shown = done.stdout.decode()
    assert shown.startswith("1  Besuch in ")
    assert f"   seeds/{SEED}:13 · 2022-06 · " in shown
    assert "[Militärbasis]" in shown
    assert "understood as: " in done.stderr.decode()
    assert query.split()[0] in done.stderr.decode()
    assert "1 document" in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["search", "Putin"], 0),
        (["search", "Xylophonkonzert"], 1),
        (["search", "(Putin"], 2),
        (["search"], 2),
        (["search", "Putin", "--no-such"], 2),
        (["search", "Putin", "--since", "gestern"], 2),
        (["search", "Putin", "--json", "--format", "csv"], 2),
        (["search", "Putin", "--index", "nowhere"], 4),
        (["search", "-q", "Putin"], 0),
        (["search", "-q", "Xylophonkonzert"], 1),
        (["search", "-c", "Xylophonkonzert"], 1),
        (["search", "--queries", "nowhere.txt"], 2),
        (["explain", "UND"], 2),
        (["show", SEED], 0),
        (["show", "nobody.txt"], 1),
        (["show", "-nobody"], 1),
        (["show", SEED, "--query", " "], 2),
        (["show", "one", "two"], 2),
        (["search", "Putin", "--since", "2022", "--until", "2021"], 2),
        (["search", "Putin", "--path", ""], 2),
        (["explain", "Putin"], 0),
        (["explain", "Xylophonkonzert"], 1),
        (["info"], 0),
        (["info", "--index", "seeds"], 4),
        (["check"], 0),
        (["check", "--index", "nowhere"], 4),
        (["suche"], 2),
        (["index", "nowhere", "--index", "new"], 2),
        (["--version"], 0),
        (["search", "Putin", "--version"], 0),
        (["explain", "--version"], 0),
        (["check", "--version"], 0),
        (["-h"], 0),
        (["search", ""], 2),
        (["search", "  "], 2),
        (["search", "", "--since", "2022"], 0),
        (["explain", ""], 2),
        (["explain", "seit:2021"], 2),
        (["explain", "Militär*"], 0),
        (["explain", "Xylo*"], 1),
        (["search", "Putin", "--json", "-c"], 2),
        (["search", "Putin", "--format", "csv", "-c"], 2),
        (["search", "Putin", "--format", "csv", "--facet", "year"], 2),
        (["search", "Putin", "-c", "--facet", "year"], 2),
        (["search", "Putin", "-0", "--explain"], 2),
        (["search", "Putin", "--json", "-q"], 0),
        (["search", "-h"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_exit_codes(place: Path, arguments: list[str], code: int) -> None:
    done = run(*arguments, cwd=place)
    assert done.returncode == code, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    if code > 1:
        assert done.stdout == b""
        assert done.stderr.startswith(b"searcher: ")


def test_json_follows_the_schema_and_the_spans_are_exact(place: Path) -> None:
    done = run(
        "search", "--json", "Militärbasen", "--facet", "year", "--facet", "path", "--explain", cwd=place
    )
    answer = json.loads(done.stdout)
    jsonschema.validate(answer, SCHEMA)
    assert done.stderr == b""
    assert answer["total"] == 1
    assert answer["facets"]["year"] == [["2022", 1]]
    hit = answer["hits"][0]
    assert (hit["id"], hit["date"], hit["date_from"], hit["date_to"], hit["line"]) == (
        SEED,
        "2022-06",
        "2022-06-01",
        "2022-06-30",
        13,
    )
    assert hit["explanation"]["value"] == pytest.approx(hit["score"], rel=1e-4)
    for snippet in hit["snippets"]:
        assert all(snippet["text"][start:end] == word for start, end, word in snippet["spans"])


def test_ndjson_is_hits_and_a_summary(place: Path) -> None:
    done = run("search", "Pinguin", "--format", "ndjson", "-n", "0", cwd=place)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    line_schema = {**SCHEMA, "$ref": "#/$defs/line"}
    for line in lines:
        jsonschema.validate(line, line_schema)
    assert [line["type"] for line in lines] == ["hit"] * (len(lines) - 1) + ["summary"]
    assert lines[-1]["total"] == len(lines) - 1 >= 122
    assert [line["rank"] for line in lines[:-1]] == list(range(1, len(lines)))


def test_limit_and_offset_cut_the_same_ranking(place: Path) -> None:
    def ids(*options: str) -> list[str]:
        return [
            hit["id"]
            for hit in json.loads(run("search", "--json", "Pinguin", *options, cwd=place).stdout)["hits"]
        ]

    everything = ids("-n", "0")
    assert ids() == everything[:10]
    assert ids("-n", "3", "--offset", "5") == everything[5:8]


def test_sorting_and_dates(place: Path) -> None:
    def hits(*options: str) -> list[dict[str, str]]:
        done = run("search", "--json", "-n0", "Pinguin", *options, cwd=place)
        shown: list[dict[str, str]] = json.loads(done.stdout)["hits"]
        return shown

    dated = [hit["date_from"] for hit in hits("--sort", "date") if hit["date_from"]]
    assert dated == sorted(dated)
    dated = [hit["date_from"] for hit in hits("--sort=-date") if hit["date_from"]]
    assert dated == sorted(dated, reverse=True)
    assert [hit["id"] for hit in hits("--since", "2021-01", "--until", "2021-12-31")] == ["lang.txt"]
    assert {hit["path"] for hit in hits("--path", "*.jsonl")} == {"more/saetze.jsonl"}


def test_count_quiet_and_paths(place: Path) -> None:
    assert run("search", "-c", "Militärbasen", cwd=place).stdout == b"1\n"
    quiet = run("search", "-q", "Militärbasen", cwd=place)
    assert (quiet.stdout, quiet.stderr) == (b"", b"")
    assert run("search", "--format", "paths", "Militärbasen", cwd=place).stdout == f"seeds/{SEED}\n".encode()
    many = run("search", "-0", "-n0", "Pinguin", cwd=place).stdout.split(b"\0")
    assert many.count(b"more/saetze.jsonl") == 1
    evil = run("search", "-0", "Zwergpinguin", cwd=place).stdout
    assert evil == "more/boese \x1b[31m\u202e.txt\0".encode()


def test_csv_and_tsv(place: Path) -> None:
    table = run("search", "--format", "csv", "-n0", "Pinguin", cwd=place).stdout.decode()
    rows = list(csv.DictReader(StringIO(table)))
    assert len(rows) >= 122
    formula = next(row for row in rows if "formel" in row["path"])
    assert formula["id"] == "=formel.txt"
    assert formula["path"].endswith("/=formel.txt")
    assert formula["title"].startswith("'=1+1")
    lines = run("search", "--format", "tsv", "-n0", "Pinguin", cwd=place).stdout.decode().splitlines()
    assert len(lines) == len(rows) + 1
    assert len({line.count("\t") for line in lines}) == 1


def test_several_snippets(place: Path) -> None:
    done = run("search", "--json", "Eis", "--path", "*lang*", "--snippets", "3", cwd=place)
    assert len(json.loads(done.stdout)["hits"][0]["snippets"]) == 3


def test_a_suggestion_where_nothing_is_found(place: Path) -> None:
    done = run("search", "Tadschickistan", cwd=place)
    assert done.returncode == 1
    assert done.stdout == b""
    assert "did you mean: Tadschikistan\n" in done.stderr.decode()


def test_queries_are_answered_in_order_and_a_bad_one_does_not_stop_the_rest(place: Path) -> None:
    lines = "Militärbasen\n(Putin\nXylophonkonzert\n".encode() + b"\xff\n" + b"Taliban"
    for arguments in (["search", "--queries", "-"], []):
        done = run(*arguments, cwd=place, stdin=lines)
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert [answer["query"] for answer in answers] == [
            "Militärbasen",
            "(Putin",
            "Xylophonkonzert",
            "\ufffd",
            "Taliban",
        ]
        assert [answer.get("total") for answer in answers] == [1, None, 0, None, 1]
        assert answers[1]["position"] == 0
        assert "error" in answers[3]
        assert done.returncode == 2
        for answer in answers:
            jsonschema.validate(answer, SCHEMA["$defs"]["error"] if "error" in answer else SCHEMA)


def test_queries_from_a_file_with_options(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "queries.txt"
    file.write_text("Pinguin\nMilitärbasen\n", encoding="utf-8")
    done = run("search", "--queries", str(file), "-n", "2", cwd=place)
    assert done.returncode == 0
    assert [len(json.loads(line)["hits"]) for line in done.stdout.splitlines()] == [2, 1]


def test_no_queries_are_no_trouble(place: Path) -> None:
    done = run(cwd=place)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_an_excluded_word_is_no_option(place: Path) -> None:
    both = json.loads(run("search", "--json", "Pinguin", "-Eis", cwd=place).stdout)
    assert "lang.txt" not in {hit["id"] for hit in both["hits"]}
    assert both["query"] == "Pinguin -Eis"


def test_the_index_is_named_by_option_or_environment(place: Path, tmp_path: Path) -> None:
    index = str(place / "index")
    for arguments in (
        ["search", "-c", "Putin", "--index", index],
        ["--index", index, "search", "-c", "Putin"],
    ):
        assert run(*arguments, cwd=tmp_path).stdout == b"1\n"
    assert run("search", "-c", "Putin", cwd=tmp_path, env={"SEARCHER_INDEX": index}).stdout == b"1\n"
    assert run("search", "-c", "Putin", cwd=tmp_path, env={"SEARCHER_INDEX": ""}).returncode == 4


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "xx_YY"},
    ],
)
def test_machine_formats_are_utf8_whatever_the_locale(place: Path, env: dict[str, str]) -> None:
    done = run("search", "--json", "Militärbasen", cwd=place, env=env)
    answer = json.loads(done.stdout.decode("utf-8"))
    assert answer["query"] == "Militärbasen"
    assert answer["total"] == 1
    assert "Militärbasis".encode() in done.stdout
    shown = run("search", "Militärbasen", cwd=place, env=env)
    assert shown.returncode == 0
    assert shown.stdout.isascii() or "Militärbasis" in shown.stdout.decode()


def test_an_argument_in_another_encoding_is_understood(place: Path) -> None:
    done = run(b"search", b"--json", b"Milit\xe4rbasen", cwd=place)
    assert json.loads(done.stdout)["query"] == "Militärbasen"


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--format", "csv"],
        ["--format", "tsv"],
        ["--format", "paths"],
        ["--json"],
        ["--format", "ndjson"],
        ["--color", "never"],
    ],
)
def test_on_a_pipe_there_is_not_one_escape_byte(place: Path, options: list[str]) -> None:
    for command in (["search", "Zwergpinguin", *options], ["search", "Zwergpinguin\x1b[31m\x9b", *options]):
        done = run(*command, cwd=place, env={"NO_COLOR": "1"})
        for stream in (done.stdout, done.stderr):
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", stream.decode("utf-8"))


def test_the_other_commands_are_harmless_too(place: Path) -> None:
    evil = json.loads(run("search", "--json", "Zwergpinguin", cwd=place).stdout)["hits"][0]["id"]
    for command in (
        ["show", evil, "--query", "Zwergpinguin"],
        ["show", evil, "--plain"],
        ["explain", "\x1b[31mrot"],
        ["info"],
        ["show", "\x1b[31m"],
    ):
        done = run(*command, cwd=place)
        for stream in (done.stdout, done.stderr):
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", stream.decode("utf-8"))


def test_colour_can_be_asked_for_on_a_pipe_and_nothing_is_wrapped(place: Path) -> None:
    for arguments, env in ((["--color", "always"], {}), ([], {"FORCE_COLOR": "1"})):
        shown = run("search", "Militärbasen", *arguments, cwd=place, env=env).stdout.decode()
        assert "\x1b[" in shown
        assert "[Militärbasis]" not in shown
        assert len(shown.splitlines()) == 3


def test_show_marks_the_words(place: Path) -> None:
    shown = run("show", SEED, "--query", "Militärbasen", cwd=place).stdout.decode()
    assert shown.startswith("Besuch in Tadschikistan")
    assert "bedeutende [Militärbasis] in" in shown
    bare = run("show", SEED, "--plain", "--query", "Militärbasen", cwd=place).stdout.decode()
    assert bare.rstrip("\n") == (place / "seeds" / SEED).read_text(encoding="utf-8").rstrip("\n")


def test_show_takes_what_a_search_shows(place: Path) -> None:
    wanted = run("show", SEED, "--plain", cwd=place).stdout
    for shown in (f"seeds/{SEED}", f"seeds/{SEED}:13", f"{SEED}:13"):
        assert run("show", shown, "--plain", cwd=place).stdout == wanted
    # A file of many documents is none of them; its hits show their ids.
    hits = run("search", "Nummer", "-n", "1", cwd=place).stdout.decode()
    doc_id = re.search(r"more/saetze\.jsonl · (satz-\d+:1) · ", hits)
    assert doc_id
    assert b"Der Pinguin Nummer" in run("show", doc_id[1], cwd=place).stdout
    done = run("show", "more/saetze.jsonl", cwd=place)
    assert done.returncode == 1
    advice = re.search(r"`searcher (.*)`", done.stderr.decode())
    assert advice
    assert "satz-001" in run(*advice[1].replace("'", "").split(), cwd=place).stdout.decode()


def test_reports_as_json(place: Path) -> None:
    info = json.loads(run("info", "--json", cwd=place).stdout)
    assert info["documents"] >= 123
    assert info["skipped"][0]["path"].endswith("binaer.txt")
    check = json.loads(run("check", "--json", cwd=place).stdout)
    assert check["sound"] is True
    assert check["problems"] == []
    explained = json.loads(run("explain", "--json", "Militärbasen", cwd=place).stdout)
    assert [part["text"] for part in explained["words"][0]["parts"]] == ["Militär", "basen"]
    explained = json.loads(run("explain", "--json", "Titel:Putin UND Pinguin -Eis", cwd=place).stdout)
    assert [word["word"] for word in explained["words"]] == ["Putin", "Pinguin", "Eis"]


def test_the_program_is_the_module_and_says_its_version(place: Path) -> None:
    assert re.fullmatch(
        rb"searcher \d+\.\d+\S* \(Python \d+\.\d+\.\d+\S*\)\n", run("--version", cwd=place).stdout
    )


HEAVY = "rich prompt_toolkit whoosh lxml multiprocessing asyncio"
LOADED = f"""
import sys
from searcher.terminal.entry import main
main(sys.argv[1:])
print(*sorted(set("{HEAVY}".split()) & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize("options", [["--json"], ["--format", "ndjson"], ["--format", "csv"], ["-c"], []])
def test_a_search_loads_nothing_that_it_does_not_need(place: Path, options: list[str]) -> None:
    """Start-up is part of every scripted query: each of these costs more than the whole search."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, "search", "Putin", *options],
        cwd=place,
        capture_output=True,
        env=environment(),
        check=False,
    )
    assert done.stdout
    assert done.stderr.splitlines()[-1] == b""
