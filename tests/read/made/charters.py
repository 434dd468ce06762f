"""Charters and terms of reference with known statements: every heading in every layout and format that can hold it."""

import random
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from overlap.errors import InputError
from tests.read.made.pages import WRITERS, Block, folded, half, read

_PAGE = tomllib.loads((Path(__file__).parent / "charters.toml").read_text(encoding="utf-8"))
_NAMED = {
    "en": "Charter of the {}", "fr": "Mandat du {}", "es": "Mandato del {}", "de": "{}: Satzung", "zh": "{}章程",
    "ru": "Положение о деятельности: {}", "pt": "Termos de referência do {}", "it": "Mandato del {}", "ja": "{}規約",
}  # fmt: skip
_WILL = {
    "en": "The group will",
    "fr": "Le groupe est chargé de",
    "es": "El grupo se encarga de",
    "de": "Die Gruppe wird",
}
Lay = Callable[[str, Sequence[str], str], list[Block]]


@dataclass(frozen=True, slots=True)
class Made:
    """A charter: its file, the statements in it by kind, and what states nothing."""

    name: str
    suffix: str
    half: str
    data: bytes
    said: tuple[tuple[str, str], ...]
    noise: tuple[str, ...]


def _listed(mark: Callable[[int], str], end: str = "") -> Lay:
    def lay(heading: str, items: Sequence[str], _: str) -> list[Block]:
        last = len(items) - 1
        texts = [f"{mark(n)}{each}{(end if n < last else '.') if end else ''}" for n, each in enumerate(items)]
        kind = "p" if mark(0) else "li"
        return [Block("h", heading, level=2), *(Block(kind, each) for each in texts)]

    return lay


def _led(heading: str, items: Sequence[str], language: str) -> list[Block]:
    lead = {"en": "This covers:", "fr": "Cela comprend :", "es": "Esto incluye:", "de": "Dazu gehören:"}.get(
        language, ""
    )
    leads = [Block("p", lead)] if lead else []
    return [Block("h", heading, level=2), *leads, *(Block("li", each) for each in items)]


def _prose(heading: str, items: Sequence[str], language: str) -> list[Block]:
    end = "。" if language in ("zh", "ja") else "."
    return [Block("h", heading, level=2), *(Block("p", each[:1].upper() + each[1:] + end) for each in items)]


def _cells(heading: str, items: Sequence[str], _: str) -> list[Block]:
    return [Block("table", rows=((heading, "\n".join(items)),))]


def _rows(heading: str, items: Sequence[str], _: str) -> list[Block]:
    return [Block("h", heading, level=2), Block("table", rows=tuple((str(n), each) for n, each in enumerate(items, 1)))]


LAYOUTS: Mapping[str, tuple[str, Lay]] = {
    "bullets": (".docx .html .md .txt .rst", _listed(lambda _: "")),
    "numbered": (".docx .html .txt", _listed(lambda n: f"{n + 1}. ")),
    "lettered": (".docx .html .txt", _listed(lambda n: f"{'abcdef'[n]}) ", ";")),
    "semicolons": (".docx .html .md", _listed(lambda _: "", ";")),
    "led": (".docx .html .md .rst", _led),
    "prose": (".docx .html .md .txt .rst", _prose),
    "bold lines": (
        ".docx .html .md",
        lambda heading, items, _: [Block("bold", heading), *(Block("li", each) for each in items)],
    ),
    "colon": (
        ".docx .txt .md",
        lambda heading, items, _: [Block("p", f"{heading}:"), *(Block("li", each) for each in items)],
    ),
    "cells": (".docx .html", _cells),
    "rows": (".docx .html", _rows),
    "numbered headings": (
        ".docx .html .md",
        lambda heading, items, _: [Block("h", f"2. {heading}", level=2), *(Block("li", each) for each in items)],
    ),
    "run in": (".docx .html .md", lambda heading, items, _: [Block("p", "; ".join(items) + ".", f"{heading}:")]),
}


def made() -> Iterator[Made]:
    """Yield every set of headings in every layout and format."""
    for name, (language, *headings) in _PAGE["headings"].items():
        for layout, (suffixes, lay) in LAYOUTS.items():
            for suffix in suffixes.split():
                yield _made(name, language, headings, layout, lay, suffix)


def _made(name: str, language: str, headings: Sequence[str], layout: str, lay: Lay, suffix: str) -> Made:
    drawn = random.Random(f"{name} {layout} {suffix}")
    texts = _PAGE["texts"][language]
    blocks = [Block("h", _NAMED[language].format(texts["group"]))]
    said: list[tuple[str, str]] = []
    for role, heading in zip(("scope", "tasks", "exclusion"), headings, strict=False):
        if heading:
            items = texts[role]
            blocks += lay(heading, items, language)
            said += [(role.replace("tasks", "scope"), each) for each in items]
    noise = drawn.sample(texts["noise"], 2)
    blocks += [Block("h", headings[3], level=2), *(Block("p", each) for each in noise)]
    halves = {half(name), half(layout)}
    return Made(
        f"{name}, {layout}{suffix}",
        suffix,
        halves.pop() if len(halves) == 1 else "mixed",
        WRITERS[suffix](blocks),
        tuple(said),
        tuple(noise),
    )


def judged(one: Made) -> Iterator[tuple[str, bool, str]]:
    """Read a charter, and tell for each statement whether it came out once, alone and of its kind."""
    reading = read(one.suffix, one.data)
    rows = () if isinstance(reading, InputError) else reading.rows
    found = [(row.fields.get("kind", ""), folded(row.fields.get("text", ""))) for row in rows]
    cores = [folded(each) for _, each in one.said]
    known = Counter(core for _, text in found for core in cores if core in text)
    got = str(reading) if isinstance(reading, InputError) else f"{reading.kind}: {[text for _, text in found]}"
    for kind, each in one.said:
        core = folded(each)
        alone = [text for its, text in found if its == kind and core in text and sum(c in text for c in cores) == 1]
        yield kind, len(alone) == known[core] == 1, f"{each}: {got}"
    strange = [each for each in one.noise if any(folded(each) in text for _, text in found)]
    yield "noise", not strange, f"{strange}"
