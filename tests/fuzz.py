"""Changes files at random, and looks that each is read or refused in one line; `make fuzz`.

Every reader is a target, and every file that overlap keeps and reads back. A seed is a small file of our own; where the
shared samples are, those of at most LARGEST bytes too. What a reader gives must also survive the way from the helper
process. What LibreOffice and other programs convert is not read here: it would take a second for each.
"""

import io
import json
import random
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from overlap.cli import decide
from overlap.cli.config import defaults
from overlap.corpus import catalogue, library, partial
from overlap.corpus.catalogue import Origin
from overlap.errors import InputError, OverlapError
from overlap.judge import judgements
from overlap.model import Corpus, Statement, WorkItem
from overlap.read import frames
from overlap.read.formats import READERS
from overlap.read.parsing import Request, parse
from overlap.read.reading import Reading, clean
from overlap.record import changes, liaisons, register, runs, watching
from overlap.score import lexicon, weights
from overlap.settings import AS_WRITTEN
from overlap.text import glossary
from overlap.text.notation import read_json
from tests.conftest import ROOT, SHARED
from tests.excelfile import workbook
from tests.papers import column, pdf
from tests.record.test_kept import OTHERS, paths
from tests.record.test_kept import changed as changed_at
from tests.wordfile import docx, paragraph, table

NUMBER = 100_000
SEED = 20261130
LARGEST = 60_000
SECONDS = 20
"""So long one input may take, where a helper would have two minutes."""
ZIPPED = (".docx", ".xlsx", ".zip", ".ods")
TOKENS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbf\xbe", b"\x1b[31m",
    b"\r", b"\n\n", b'"', b"'", b"\\", b"\\ud800", b"{", b"[", b"}", b"]", b"<", b">", b"&", b"&#0;", b"&#xD800;",
    b"<!--", b"]]>", b"-" * 40, b"0", b"-1", b"1e999", b"NaN", b"99999999999999999999", b"null", b"true", b"...",
    b"; " * 30, b"|" * 50, b"#" * 20, b"\t" * 30, "é٣ß中​‮".encode(), b"<table><tr><td colspan=99999>", b"xml:space",
    b"stream", b"endobj", b"=cmd|' /C calc'!A0",
)  # fmt: skip

FEW = 1000
"""Bytes of a trap that a reader gets."""
TRAPS = (
    b"", b" ", b"\n", b"\0" * 1000, b"\xff" * 1000, b"\xef\xbb\xbf", b"\xff\xfe", b"PK\x03\x04", b"%PDF-1.7",
    b"ARROW1", b"{}", b"[]", b"null", b"0", b"[" * 20_000, b'{"a":' * 20_000,
    b'[{"a":' * 5_000 + b"1" + b"}]" * 5_000, b"a = " + b"[" * 20_000, b"a." * 5_000 + b"a = 1",
    b"[a." + b"b." * 20_000 + b"c]", b"a = " + b"{b = " * 20_000, b"1" * 10_000, b'{"a": ' + b"9" * 10_000 + b"}",
    b"a = " + b"9" * 10_000, b'["\\ud800"]', b'{"\\ud800": "\\udfff"}', b"<a>" * 5_000, b"<div>" * 5_000,
    b"> " * 20_000, b"- " * 20_000, b"a: &a [*a, *a]", b"a: &a\n  b: *a", b"- " * 5000 + b"x", b"*" * 5_000,
    b"`" * 5_000, b"(" * 5_000, b"|" * 5_000, b'"' * 5_000, b",\n" * 5_000, b"x" * 100_000, b"\r" * 5_000,
)  # fmt: skip
"""What is tried on each as it is: nested too deeply, numbers too long, nothing, the beginning of something else."""

Target = Callable[[bytes], object]

ROWS = [
    ["id", "title", "scope", "status"],
    ["P.1", "Smart parking", "Lots that count cars.", "under study"],
    ["P.2", "Tolls"],
]
MARKDOWN = """# Liaison statement
| Title | Smart parking |
|---|---|
| Source | SG20 |

## 1 Scope

This document specifies lots, see ISO 37100:2016 and Y.4904.

- ramps
"""
HTML = """<html><head><title>ISO 1:2020 - Lots</title></head><body><h1>ISO 1:2020</h1><h2>Abstract</h2>
<p>Lots &amp; cars.</p><table>
<tr><th>Number</th><th>Title</th></tr><tr><td>P.1</td><td>Parking</td></tr></table></body></html>"""
XML = """<?xml version="1.0"?><standard><front><iso-meta><title-wrap xml:lang="en"><full>Lots</full></title-wrap>
<std-ref type="dated">ISO 1:2020</std-ref></iso-meta></front>
<body><sec><title>Scope</title><p>Lots.</p></sec></body></standard>"""
RELATON = """title:
- type: main
  content: Smart parking
  language: [en]
docid:
- id: ISO 1
  type: ISO
ext:
  editorialgroup:
    technical_committee:
    - name: Cities
"""
ASCIIDOC = """= Smart parking
:docnumber: 1
:doctype: standard

[abstract]
== Scope

Lots.

|===
|id |title
|P.1 |Lots
|===
"""
MAIL = b"""From: a@example.org
Subject: LS on lots
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain

Lots.
--x
Content-Type: text/csv
Content-Disposition: attachment; filename=l.csv

id,title
P.1,Lots
--x--
"""
RECORD = {
    "reference": "ISO 1:2024",
    "deliverableType": "IS",
    "currentStage": 6060,
    "title": {"en": "Lots"},
    "scope": {"en": "<p>Lots</p>"},
}


def _csv() -> bytes:
    return "\n".join(",".join(row) for row in ROWS).encode()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.csv", _csv())
        made.writestr("b/c.md", MARKDOWN)
    return out.getvalue()


def seeds() -> dict[str, list[bytes]]:
    """Give for each suffix that is read here some files."""
    word = docx(paragraph("Scope", "Heading1"), paragraph("Lots."), table(ROWS[:2]), title="Lots")
    made = {
        ".docx": [word],
        ".xlsx": [workbook(Items=ROWS)],
        ".pdf": [pdf([[column(["1 Scope", "This document specifies lots."], 72, 700)]])],
        ".html": [HTML.encode()],
        ".md": [MARKDOWN.encode()],
        ".adoc": [ASCIIDOC.encode()],
        ".txt": [MARKDOWN.encode(), _csv()],
        ".xml": [XML.encode()],
        ".zip": [_zip()],
        ".eml": [MAIL],
        ".mht": [MAIL],
        ".csv": [_csv()],
        ".tsv": [_csv().replace(b",", b"\t")],
        ".json": [json.dumps([RECORD]).encode()],
        ".jsonl": [json.dumps(RECORD).encode() * 2],
        ".yaml": [RELATON.encode()],
    }
    for path in sorted((SHARED / "samples").glob("*")) if SHARED.is_dir() else ():
        suffix = {".htm": ".html"}.get(path.suffix, path.suffix)
        if suffix in made and path.stat().st_size <= LARGEST:
            made[suffix].append(path.read_bytes())
    return made


def _reader(suffix: str) -> Target:
    def read(data: bytes) -> None:
        found = parse(Request(suffix, data, f"x{suffix}", AS_WRITTEN))
        if isinstance(found, InputError):
            if "TimeoutError" in found.problem:
                return  # the helper would have ended it
            assert "the reader failed" not in found.problem, found.problem
            assert "\n" not in found.problem + found.remedy
            return
        pipe = io.BytesIO()
        frames.answer(pipe, [found])
        pipe.seek(0)
        (come,) = frames.answers(pipe, [Request(suffix, b"", f"x{suffix}", AS_WRITTEN)])
        assert isinstance(come, Reading)
        assert clean(come) == clean(
            replace(found, faults=tuple(replace(each, source=f"x{suffix}") for each in found.faults))
        )

    return read


def _kept(folder: Path, name: str, read: Callable[[Path], object]) -> Target:
    path = folder / name

    def look(data: bytes) -> None:
        path.write_bytes(data)
        try:
            read(path)
        except OverlapError as refused:
            if "\n" in refused.problem:
                raise AssertionError(refused.problem) from refused

    return look


def _run(path: Path) -> None:
    run, new = changes.read(path), changes.read(ROOT / "tests" / "data" / "kept" / "run.json")
    changes.difference(run, new)
    changes.difference(new, run)
    runs.recall(run, path.name)


def _catalogue(path: Path) -> None:
    read = catalogue.read(path)
    list(read.work_items)
    read.work_items.is_whole()  # type: ignore[attr-defined]
    catalogue.origin_of(path)


def _note(path: Path) -> None:
    target = path.with_name("data.jsonl")
    target.write_text("x")
    for told in (partial.kept(target), partial.begun(target)):
        assert told is None or {*map(type, (told.address, told.etag, told.modified, told.sha256))} == {str}
        assert told is None or type(told.size) is int


def _origin(path: Path) -> None:
    try:
        told = catalogue.origin_from(read_json(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return  # as `library.origin` has it
    for name, value in asdict(told).items():
        kind = tuple if name in ("files", "addresses", "committees") else str
        assert type(value) is kind, (name, value)
        assert kind is str or {*map(type, value)} <= {str}


def _current(path: Path) -> None:
    """Read the name of a version as `corpus list` and `compare` do."""
    home = path.parent / "corpora" / "x"
    (home / "1").mkdir(parents=True, exist_ok=True)
    (home / "1" / "catalogue.columns").write_bytes(b"")
    path.replace(home / "current")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OVERLAP_DATA", str(path.parent))
        library.names()
        library.path_of("x")


def kept(folder: Path) -> dict[str, tuple[Target, list[bytes]]]:
    """Give for each kind of file that is kept, or given to be read back, its reader and some files."""
    here = ROOT / "tests" / "data" / "kept"
    registers = [each.read_bytes() for each in sorted(here.glob("*-*.toml"))]
    items = tuple(
        WorkItem(f"P.{n}", "Smart parking", "Lots.", aliases=("Q.1",), relations=("ISO 1",)) for n in range(9)
    )
    corpus = Corpus("x", "X", "May 2026", work_items=items, mandate=(Statement("1", "Parking"),))
    catalogue.write(corpus, folder / "made", Origin(kind="relaton", files=("a.csv",)))
    origin = json.dumps({"kind": "relaton", "files": ["a.csv"], "addresses": [], "title": "X", "program": "0.1"})
    watched = watching.Watched(id="P.1", title="Lots", opening="comments", stage="30.20", is_open=True, is_gone=False)
    event = watching.Event(kind=watching.EventKind.NEW, about="P-1", said="Lots", date="2026-11-29")
    state = watching.State(
        sides=("a", "b"), signature="s", items={"left P.1": watched}, told=frozenset({"P-1"}), events=(event,)
    )
    page = {"decisions": [{"pair": "P-GH657D73", "outcome": "merge", "reason": "x", "by": "Q7", "expires": "never"}]}
    words = lexicon.read()
    assert words is not None
    small = lexicon.make(words.terms[:5], words.vectors(words.terms[:5]), words.records[:5], words.total)
    note = json.dumps({"address": "https://example.org/a", "sha256": "", "size": 1, "etag": '"a"', "modified": "x"})
    settings = b'[compare]\nlimit = 5\nlevel = "related"\n[read]\ncolumn = ["title=Name"]\n'
    terms = b'[[group]]\nterms = ["car park", "parking lot"]\n'
    return {
        "decisions.toml": (_kept(folder, "decisions.toml", register.read), registers),
        "liaisons.toml": (_kept(folder, "liaisons.toml", liaisons.read), registers),
        "run.json": (_kept(folder, "run.json", _run), [(here / "run.json").read_bytes()]),
        "watch.json": (_kept(folder, "watch.json", watching.read), [watching.write(state).encode()]),
        "judged.csv": (
            _kept(folder, "judged.csv", judgements.read),
            [judgements.write([judgements.Judgement("a", "b", 2.5, "c", True)]).encode()],
        ),
        "catalogue.columns": (_kept(folder, "catalogue.columns", _catalogue), [(folder / "made").read_bytes()]),
        "catalogue.arrow": (_kept(folder, "catalogue.arrow", _catalogue), [(here / "catalogue.arrow").read_bytes()]),
        "origin.json": (_kept(folder, "origin.json", _origin), [origin.encode()]),
        "current": (_kept(folder, "current", _current), [b"2026-11-01\n"]),
        "data.jsonl.json": (_kept(folder, "data.jsonl.json", _note), [note.encode()]),
        "overlap.toml": (_kept(folder, "overlap.toml", defaults.read_file), [settings]),
        "glossary.toml": (_kept(folder, "glossary.toml", lambda path: glossary.read(str(path))), [terms]),
        "weights.toml": (
            _kept(folder, "weights.toml", lambda path: weights.read(str(path))),
            [weights.write(weights.read()).encode()],
        ),
        "lexicon.npz": (_kept(folder, "lexicon.npz", lambda path: lexicon.read(str(path))), [lexicon.write(small)]),
        "page.json": (_kept(folder, "page.json", decide.filled), [json.dumps(page).encode()]),
    }


def changed(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Change a file in a few places: bits, bytes, pieces cut, doubled, put elsewhere, tokens, pieces of other files."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5, 9))):
        start = chance.randrange(len(made) + 1)
        end = min(len(made), start + chance.choice((1, 1, 2, 4, 8, 30, 200)))
        match chance.randrange(9):
            case 0 if made:
                made[start % len(made)] ^= 1 << chance.randrange(8)
            case 1 if made:
                made[start % len(made)] = chance.randrange(256)
            case 2:
                del made[start:end]
            case 3:
                made[start:start] = made[start:end] * chance.choice((1, 2, 50))
            case 4:
                del made[start:]
            case 5:
                other = chance.choice(others)
                place = chance.randrange(len(other) + 1)
                made[start:end] = other[place : place + chance.choice((4, 30, 200))]
            case 6:
                made[start:end] = made[start:end][::-1]
            case _:
                made[start : chance.choice((start, end))] = chance.choice(TOKENS)
    return bytes(made)


def changed_inside(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Change a part of a packed file, and pack it again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError):
        return changed(data, others, chance)
    name = chance.choice(sorted(parts))
    parts[name] = changed(parts[name], [*parts.values()], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each, content in parts.items():
            new.writestr(zipfile.ZipInfo(each), content)
    return out.getvalue()


def changed_value(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Put something else for a value of a JSON file, or take it out."""
    try:
        whole = json.loads(data)
    except ValueError:
        return changed(data, others, chance)
    for _ in range(chance.choice((1, 1, 2))):
        if there := list(paths(whole)):
            whole = changed_at(whole, chance.choice(there), chance.choice(OTHERS))
    return json.dumps(whole).encode()


def fuzz(number: int, seed: int = SEED, only: str = "") -> Iterator[tuple[str, int, float, list[tuple[bytes, str]]]]:
    """Try so many inputs, as many for each target; yield each target, the number, the seconds and what failed."""
    with tempfile.TemporaryDirectory() as folder:
        given = {suffix: (_reader(suffix), files) for suffix, files in seeds().items()} | kept(Path(folder))
        for name, (target, files) in given.items():
            if only and name != only:
                continue
            chance = random.Random(f"{seed} {name}")
            failed: dict[str, tuple[bytes, str]] = {}
            start, share = time.monotonic(), number // (1 if only else len(given))
            traps = [each[:FEW] for each in TRAPS] if name in READERS else TRAPS  # the helper ends what takes too long
            for n in range(share):
                change = _way(name) if chance.random() < 0.8 else changed
                data = traps[n] if n < len(traps) else change(chance.choice(files), files, chance)
                if problem := _problem(target, data):
                    failed.setdefault(problem.partition(": ")[0], (data, problem))
            yield name, share, time.monotonic() - start, [*failed.values()]


def _way(name: str) -> Callable[[bytes, Sequence[bytes], random.Random], bytes]:
    return changed_inside if name.endswith(ZIPPED) else changed_value if name.endswith((".json", ".jsonl")) else changed


def _problem(target: Target, data: bytes) -> str:
    def late(*_: object) -> None:
        raise TimeoutError(f"took longer than {SECONDS} seconds")

    signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    try:
        target(data)
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is what is looked for
        place, line = "", error.__traceback__
        while line:
            place, line = f"{Path(line.tb_frame.f_code.co_filename).name}:{line.tb_lineno}", line.tb_next
        return f"{type(error).__name__} at {place}: {str(error)[:150]}"
    finally:
        signal.alarm(0)
    return ""


def main(arguments: Sequence[str]) -> int:
    """Print what was tried, and keep what failed; arguments: how many, the seed, one target, a folder for failures."""
    number, seed, only, folder = [*arguments, *(str(NUMBER), str(SEED), "", "")[len(arguments) :]]
    tried = wrong = 0
    for name, count, seconds, failed in fuzz(int(number), int(seed), only):
        print(f"{name:<20}{count:>7} inputs {seconds:>7.1f} s {len(failed):>4} kinds of failure", flush=True)
        for data, problem in failed:
            print(f"    {problem}")
            if folder:
                (Path(folder) / f"{wrong}-{name}").write_bytes(data)
            wrong += 1
        tried += count
    print(f"{tried:,} inputs, {wrong} kinds of failure (seed {seed}).")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
