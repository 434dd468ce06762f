"""Identifiers against the fixtures of the reference library of the field, metanorma/pubid, where they are.

The folder of a copy of that repository, or of a part of it, is named by $PUBID_FIXTURES; without it these are skipped.
Of each file so many of a hundred lines must be understood, and so many be one work exactly where a plain reading of
the digits says so.
"""

import os
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from overlap.text.identifiers import parse
from tests.conftest import ROOT

FOLDER = os.environ.get("PUBID_FIXTURES", "")
needs_fixtures = pytest.mark.skipif(not FOLDER, reason="PUBID_FIXTURES names no copy of metanorma/pubid")

ISO = {
    "iso-pubid-basic",
    "iso-pubid-cd",
    "iso-pubid-coramd",
    "iso-pubid-directives",
    "iso-pubid-draft-amd-cor",
    "iso-pubid-legacy-tr-ts",
    "iso-pubid-nsb",
    "iso-pubid-supplement-iteration",
    "iwa-pubid",
    "csv-pubid",
    "iec-pubid",
    "ish-pubid",
    "iso-iec-pubid",
    "sheets-pubid",
    "tc1-pubid",
    "tr-pubid",
    "ts-pubid",
    "vap-pubid",
}
LANGUAGES = {"iso-pubid-french", "iso-pubid-languages", "iso-pubid-russian"}
PROGRAMME = {"working-programmes"}
DOCUMENTS = {"iecee-trf-pubid", "iecex-trf-pubid", "iecq-pubid", "working-documents", "wd-special-groups"}
SETS = {
    "ISO and IEC": (ISO, "", 0.995),
    "languages": (LANGUAGES, "", 0.95),
    "IEC's programme of work": (PROGRAMME, "", 0.95),
    "IEC's other documents": (DOCUMENTS, "", 0.95),
    "ETSI": ({"pubids"}, "etsi", 0.95),
    "IEEE": ({"pubid-parsed", "unapproved", "pubid-to-parse"}, "ieee", 0.95),
    "ITU": ({"itu-r"}, "", 0.99),
}


FIRST_OF_IEEE = re.compile(
    r"(?<![A-Z.\d])P?([A-Z]{0,2}\d+(?:(?!REV|D\d)[A-Z])*(?:\.\d+(?:(?!REV|D\d)[A-Z])*)*"
    r"(?:-(?!(?:19|20)\d\d(?!\d)|REV|F?DIS|CD|D\d)[A-Z]*\d+(?:(?!D\d)[A-Z])*)*)"
)


def lines(names: set[str], gem: str) -> list[str]:
    paths = [
        each for each in sorted(Path(FOLDER).rglob("*.txt")) if each.stem in names and (not gem or gem in str(each))
    ]
    every = (line.strip() for path in paths for line in path.read_text("utf-8").splitlines())
    return [line for line in every if line and not line.startswith("#")]


def digits(line: str, name: str) -> str:
    """Name the work by the plain look of an identifier: its first number, whatever stands around it."""
    text = re.sub(r"ISO/HL7", "ISO", line.upper())
    if name == "ETSI":
        return re.split(r"/A\d|/C\d| V?\d+\.\d+\.\d+| ED\.", text)[0].replace("GSM ", "").replace(".", "")
    if name == "ITU":
        return re.sub(r"-\d+$", "", text)
    if name == "IEEE":
        found = FIRST_OF_IEEE.search(text)
        return found[1] if found else ""
    series = next((each for each in ("GUIDE", "IWA", "TTA", "DIR", "CISPR", "PNW", "PWI") if each in text), "")
    series = "GUIDE" if "РУКОВ" in text else series
    if name == "IEC's other documents" or series == "DIR":
        return re.sub(r":\d{4}", "", text)
    found = re.search(r"(?<![A-Z\d])\d+[A-Z]*(?:-(?!(?:19|20)\d\d(?![\d-]))[A-Z\d]+)*(?:/\d(?=:))?", text)
    return f"{series} {found[0]}" if found else ""


def measure(name: str) -> tuple[int, float, float, list[str], list[tuple[str, ...]]]:
    names, gem, _ = SETS[name]
    every = lines(names, gem)
    unknown = [line for line in every if not parse(line).is_standard]
    by_digits, by_work = defaultdict(set), defaultdict(set)
    for line in every:
        by_digits[digits(line, name)].add(parse(line).numbers[0])
        by_work[parse(line).numbers[0]].add(digits(line, name))
    unlike = {
        line: (*sorted(by_digits[digits(line, name)]), *sorted(by_work[parse(line).numbers[0]]))
        for line in every
        if len(by_digits[digits(line, name)]) > 1 or len(by_work[parse(line).numbers[0]]) > 1
    }
    apart = sum(line in unlike for line in every)
    return len(every), 1 - len(unknown) / len(every), 1 - apart / len(every), unknown, sorted(set(unlike.values()))


@needs_fixtures
@pytest.mark.parametrize("name", SETS)
def test_the_identifiers_of_the_field_are_understood_and_told_apart(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    count, understood, alike, unknown, unlike = measure(name)
    least = SETS[name][2]
    record_property("figures", f"{count}: {understood:.4f} understood, {alike:.4f} one work where the digits say so")
    assert understood >= least, unknown[:20]
    assert alike >= least, unlike[:20]


def test_the_fixtures_are_no_part_of_the_project() -> None:
    assert not FOLDER or not Path(FOLDER).resolve().is_relative_to(ROOT)
