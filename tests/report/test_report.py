"""What each format looks like; `make golden` rewrites the expected files."""

import csv
import io
import json
import math
import os
from dataclasses import replace
from pathlib import Path

import pytest

from overlap import render
from overlap.comparison import subjects
from overlap.comparison.comparison import compare, explain
from overlap.items.lazy import Lazy
from overlap.model import Corpus, Fault, Pair, Report, Statement, Subject
from overlap.report import SUFFIXES, WRITERS, Format, format_of, pieces, terminal
from overlap.report.columns import columns
from overlap.report.layout import Screen
from overlap.settings import Explained, Level, Settings

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture
def report(left: Corpus, right: Corpus) -> Report:
    fault = Fault("left.csv", "row 7", "no title, so left out", "fill in the column 'title'")
    return compare(replace(left, faults=(fault,)), right, Settings(limit=3))


def check(text: str, name: str) -> None:
    path = GOLDEN / name
    if os.environ.get("GOLDEN") == "rewrite":
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", SUFFIXES.values())
def test_each_format_is_as_expected(report: Report, form: Format) -> None:
    suffix = next(suffix for suffix, each in SUFFIXES.items() if each is form)
    check(render(report, form), f"pairs{suffix}")


def test_an_explanation_is_as_expected(left: Corpus, right: Corpus) -> None:
    check(terminal.write_explanation(explain(left, right, "Y.2", "ISO 20")), "explanation.txt")


def test_mandates_are_as_expected(left: Corpus, right: Corpus) -> None:
    statements = (
        Statement("L/1", "Smart parking", "scope", "L"),
        Statement("L/2", "Tunnels covered by M", "exclusion", "L"),
    )
    one = replace(left, mandate=statements, mandate_missing=("The Resolution was not obtained",))
    other = replace(right, mandate=(Statement("R/1", "Parking and tunnels", "title", "R"),))
    check(render(compare(one, other, subject=Subject.MANDATES), Format.TABLE), "mandates.txt")


def test_every_format_has_a_writer_and_a_suffix() -> None:
    assert set(WRITERS) == set(Format) == {*SUFFIXES.values(), Format.RAW_CSV}
    assert format_of(Path("A.MD")) is Format.MARKDOWN


class Repeated(Lazy[Pair]):
    """One pair many times, made when it is read."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.made = 0

    def __len__(self) -> int:
        return 5 * subjects.MOST

    def at(self, place: int) -> Pair:
        """Make one of them."""
        self.made += 1
        return replace(self.pair, rank=place + 1)


@pytest.mark.parametrize("form", [Format.CSV, Format.RAW_CSV, Format.JSONL])
def test_a_pair_is_made_when_its_line_is(report: Report, form: Format) -> None:
    every = Repeated(report.pairs[0])
    written = iter(pieces(replace(report, pairs=every), form))
    assert [next(written), next(written)]
    assert every.made <= subjects.MOST + 1
    assert sum(1 for _ in written) >= len(every) - 1


def test_no_line_of_the_terminal_is_wider_than_the_page(report: Report) -> None:
    for width in (60, 80, 120):
        text = terminal.write(report, Screen(width))
        assert max(map(len, text.splitlines())) <= width
        assert "\x1b" not in text


def test_nothing_is_cut_from_the_terminal() -> None:
    from overlap.corpus import corpora

    report = compare(corpora.load("sg20"), corpora.load("jc4"))
    text = "".join(terminal.write(report).split())
    for pair in report.pairs:
        assert all(word in text for word in pair.left.id.split())
        assert all(word in text for word in pair.right.title.split() if len(word) < 12)


def test_csv_and_json_hold_the_same_numbers(report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(render(report, Format.CSV))))
    whole = json.loads(render(report, Format.JSON))
    lines = [json.loads(line) for line in render(report, Format.JSONL).splitlines()]
    pairs = [line for line in lines if line["type"] == "pair"]
    assert whole["pairs"] == pairs
    assert [(row["rank"], row["left_id"], float(row["score"])) for row in rows] == [
        (str(pair["rank"]), pair["left"]["id"], pair["score"]) for pair in pairs
    ]
    assert list(rows[0]) == [*columns(statements=False), "subject", "subject_id"]
    named = {pair: each for each in whole["subjects"] for pair in each["pairs"]}
    assert [(row["subject"], row["subject_id"]) for row in rows] == [
        (named[row["pair"]]["name"], named[row["pair"]]["id"]) for row in rows
    ]
    assert whole["schema_version"] == lines[0]["schema_version"] == 2
    for pair in pairs:
        assert round(sum(channel["share"] for channel in pair["channels"]), 6) == pair["log_odds"]
        assert round(1 / (1 + math.exp(-pair["log_odds"])), 6) == pair["score"]


def test_a_title_cannot_become_markup(left: Corpus, right: Corpus) -> None:
    text = render(compare(left, right, Settings(limit=None)), Format.MARKDOWN)
    assert "<script>" not in text
    assert "transmission \\| &lt;script&gt;" in text


def test_what_was_left_out_is_in_every_format_for_people_and_programs(report: Report) -> None:
    for form in set(Format) - {Format.CSV, Format.RAW_CSV}:
        assert "row 7" in render(report, form)


def test_every_pair_is_written_one_by_one_and_the_distant_ones_without_an_explanation(
    left: Corpus, right: Corpus
) -> None:
    report, explained = (compare(left, right, Settings(limit=None, explain=each)) for each in Explained)
    text = render(report, Format.JSONL)
    pairs = [line for line in map(json.loads, text.splitlines()) if line["type"] == "pair"]
    whole = json.loads(render(report, Format.JSON))
    assert pairs == [*whole["pairs"], *whole["coordinated"], *whole["decided"]]
    assert all(json.dumps(json.loads(line), ensure_ascii=False) == line for line in text.splitlines())
    assert [pair.id for pair in report.pairs] == [pair.id for pair in explained.pairs]
    assert report.pairs[0] == explained.pairs[0] == next(iter(report.pairs))
    assert {each.level is Level.DISTANT for each in report.pairs} == {True, False}
    for few, every in zip(report.pairs, explained.pairs, strict=True):
        assert few.channels == (() if every.level is Level.DISTANT else every.channels)
        assert (few.score, few.compared_on) == (every.score, every.compared_on)
