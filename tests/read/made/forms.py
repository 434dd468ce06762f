"""Forms with known values: every wording in every layout and format that can hold it."""

import random
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from overlap.errors import InputError
from overlap.read.reading import Reading
from tests.read.made.pages import WRITERS, Block, folded, half, read

WORDINGS: Mapping[str, Mapping[str, str]] = tomllib.loads(
    (Path(__file__).parent / "forms.toml").read_text(encoding="utf-8")
)
_ORDER = ("number", "title", "group", "proposer", "date", "scope", "purpose", "related", "stage", "target")
_SPEECH = {
    "en": (
        "Mooring of river ferries at floating ramps",
        "Ramps that carry ferries over shallow water are described here, with their loads.",
    ),
    "fr": (
        "Amarrage des bacs fluviaux aux rampes flottantes",
        "Le présent document décrit les rampes flottantes et leurs charges.",
    ),
    "es": (
        "Amarre de transbordadores en rampas flotantes",
        "Este documento describe las rampas flotantes y sus cargas.",
    ),
    "de": (
        "Festmachen von Flussfähren an schwimmenden Rampen",
        "Dieses Dokument beschreibt schwimmende Rampen und deren Lasten.",
    ),
    "zh": ("内河渡船浮动坡道系泊要求", "本文件规定了浮动坡道的载荷和系泊方法。"),
    "ru": (
        "Швартовка речных паромов у плавучих рамп",
        "Настоящий документ устанавливает требования к плавучим рампам и нагрузкам.",
    ),
    "ar": ("إرساء العبارات النهرية على المنحدرات العائمة", "تحدد هذه الوثيقة متطلبات المنحدرات العائمة وأحمالها."),
    "it": (
        "Ormeggio dei traghetti fluviali a rampe galleggianti",
        "Il presente documento descrive le rampe galleggianti e i loro carichi.",
    ),
    "pt": (
        "Amarração de balsas fluviais em rampas flutuantes",
        "Este documento descreve as rampas flutuantes e as suas cargas.",
    ),
    "ja": ("河川フェリーの浮体式斜路への係留", "この規格は、浮体式斜路の荷重及び係留方法について規定する。"),
    "ko": ("하천 여객선의 부유식 경사로 계류", "이 표준은 부유식 경사로의 하중과 계류 방법을 규정한다."),
    "nl": (
        "Afmeren van rivierveren aan drijvende hellingen",
        "Dit document beschrijft drijvende hellingen en hun belasting.",
    ),
    "sv": (
        "Förtöjning av flodfärjor vid flytande ramper",
        "Detta dokument beskriver flytande ramper och deras laster.",
    ),
}
_LANGUAGES = {
    **{"afnor": "fr", "fiche": "fr", "une": "es", "ficha": "es", "din": "de", "vorhaben": "de", "guobiao": "zh"},
    **{"tuanti": "zh", "gost": "ru", "zayavka": "ru", "arabic": "ar", "uni": "it", "abnt": "pt", "jisc": "ja"},
    **{"kats": "ko", "nen": "nl", "sis": "sv"},
}
_OTHERS = {
    "number": "XFR-2041",
    "proposer": "Harbour Board of Nowhere",
    "date": "2026-03-14",
    "group": "WG 7",
    "purpose": "Operators ask for one method, since accidents happen each winter.",
    "related": "ISO 12345-2:2019, EN 14329",
    "stage": "Preliminary",
    "target": "2028-06",
}
_HINTS = {"title": "(Give a short and clear title)", "scope": "Describe in a few sentences what is covered."}
_PROMPTS = ("", "[insert text]", "TBD", "n/a", "<to be completed>", "Click or tap here to enter text.", "—")
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Made:
    """A form: its file, what stands in its fields, and what must not come out of it."""

    name: str
    suffix: str
    half: str
    """`built`, `kept`, or `mixed` where its wording is of one half and its layout of the other."""
    data: bytes
    labels: tuple[str, ...]
    values: Mapping[str, str]
    """By field; empty where a prompt stands, or nothing."""
    hints: tuple[str, ...]


def _rows(pairs: Pairs) -> list[Block]:
    return [Block("table", rows=tuple(pairs))]


def _grid(pairs: Pairs) -> list[Block]:
    twos = [pairs[at : at + 2] for at in range(0, len(pairs), 2)]
    return [Block("table", rows=tuple(tuple(cell for pair in two for cell in pair) for two in twos))]


def _columns(pairs: Pairs) -> list[Block]:
    threes = [pairs[at : at + 3] for at in range(0, len(pairs), 3)]
    rows = (tuple(each[side] for each in three) for three in threes for side in (0, 1))
    return [Block("table", rows=tuple(rows))]


def _paragraphs(mark: str) -> Callable[[Pairs], list[Block]]:
    return lambda pairs: [Block("p", f"{label}{mark}{value}") for label, value in pairs]


LAYOUTS: Mapping[str, tuple[str, Callable[[Pairs], list[Block]]]] = {
    "cell beside": (".docx .html .md .xlsx", _rows),
    "cell below": (
        ".docx .html .xlsx",
        lambda pairs: [Block("table", rows=tuple((each,) for pair in pairs for each in pair))],
    ),
    "four cells": (".docx .html .xlsx", _grid),
    "row below row": (".docx .html .xlsx", _columns),
    "numbered rows": (
        ".docx .html .md .xlsx",
        lambda pairs: [Block("table", rows=tuple((str(n), *pair) for n, pair in enumerate(pairs, 1)))],
    ),
    "headed rows": (".docx .html .md", lambda pairs: [Block("table", rows=(("Item", "Information"), *pairs))]),
    "same cell, colon": (
        ".docx .html",
        lambda pairs: [Block("table", rows=tuple((f"{label}: {value}",) for label, value in pairs))],
    ),
    "same cell, break": (
        ".docx .html .xlsx",
        lambda pairs: [Block("table", rows=tuple((f"{label}\n{value}",) for label, value in pairs))],
    ),
    "a table each": (".docx .html .md", lambda pairs: [Block("table", rows=(pair,)) for pair in pairs]),
    "colon": (".docx .html .md .txt .rst", _paragraphs(": ")),
    "dash": (".docx .txt .md", _paragraphs(" – ")),
    "tab": (".docx .txt", _paragraphs("\t")),
    "dots": (".docx .txt", _paragraphs(" ........ ")),
    "break": (".docx .html .md", _paragraphs(":\n")),
    "paragraph below": (
        ".docx .html .md .txt .rst",
        lambda pairs: [Block("p", each) for label, value in pairs for each in (f"{label}:", value)],
    ),
    "bare label, paragraph below": (".docx .txt", lambda pairs: [Block("p", each) for pair in pairs for each in pair]),
    "bold label": (".docx .html .md .rst", lambda pairs: [Block("p", value, f"{label}:") for label, value in pairs]),
    "bold line": (
        ".docx .html .md .rst",
        lambda pairs: [each for label, value in pairs for each in (Block("bold", label), Block("p", value))],
    ),
    "heading": (
        ".docx .html .md .txt .rst",
        lambda pairs: [each for label, value in pairs for each in (Block("h", label, level=2), Block("p", value))],
    ),
    "numbered heading": (
        ".docx .html .md",
        lambda pairs: [
            each
            for n, (label, value) in enumerate(pairs, 1)
            for each in (Block("h", f"{n}. {label}", level=2), Block("p", value))
        ],
    ),
    "heading with value": (
        ".html .md",
        lambda pairs: [Block("h", f"{label}: {value}", level=2) for label, value in pairs],
    ),
    "item": (".docx .html .md .txt .rst", lambda pairs: [Block("li", f"{label}: {value}") for label, value in pairs]),
    "bold item": (".docx .html .md .rst", lambda pairs: [Block("li", value, f"{label}:") for label, value in pairs]),
    "definition": (".html .rst", lambda pairs: [Block("dl", value, label) for label, value in pairs]),
    "field list": (".rst", lambda pairs: [Block("field", value, label) for label, value in pairs]),
    "check box above": (
        ".docx .md",
        lambda pairs: [Block("p", "☐ New work  ☒ Revision  ☐ Withdrawal"), *_paragraphs(": ")(pairs)],
    ),
    "numbered": (
        ".docx .txt .md",
        lambda pairs: [Block("p", f"{n}. {label}: {value}") for n, (label, value) in enumerate(pairs, 1)],
    ),
}


def made() -> Iterator[Made]:
    """Yield every wording in every layout and format; what is filled in, and which hints there are, is drawn."""
    for name, wording in WORDINGS.items():
        for layout, (suffixes, lay) in LAYOUTS.items():
            for suffix in suffixes.split():
                yield _made(name, wording, layout, lay, suffix)


def _made(name: str, wording: Mapping[str, str], layout: str, lay: Callable[[Pairs], list[Block]], suffix: str) -> Made:
    drawn = random.Random(f"{name} {layout} {suffix}")
    title, scope = _SPEECH[_LANGUAGES.get(name, "en")]
    every = {**_OTHERS, "title": title, "scope": scope}
    fields = [each for each in _ORDER if each in wording]
    if drawn.random() < 0.3:
        drawn.shuffle(fields)
        fields.sort(key=lambda each: each != "title")
    is_empty = drawn.random() < 0.12
    values = {
        each: every[each] for each in fields if not is_empty and (each in ("title", "scope") or drawn.random() < 0.8)
    }
    prompt = drawn.choice(_PROMPTS)
    hinted = drawn.choice(("", "", "beside", "below"))
    pairs = []
    for each in fields:
        label = wording[each] + (f" {_HINTS[each]}" if hinted == "beside" and each == "title" else "")
        hint = f"{_HINTS[each]}\n" if hinted == "below" and each == "title" else ""
        pairs.append((label, f"{hint}{values.get(each, prompt)}"))
    blocks = [Block("h", wording["head"]), *lay(pairs)]
    halves = {half(name), half(layout)}
    labels = tuple(wording[each] for each in fields)
    return Made(
        f"{name}, {layout}{suffix}{', ' + hinted if hinted else ''}{', empty: ' + prompt if is_empty else ''}",
        suffix,
        halves.pop() if len(halves) == 1 else "mixed",
        WRITERS[suffix](blocks),
        labels,
        {each: values.get(each, "") for each in fields},
        tuple(_HINTS.values()),
    )


def judged(one: Made) -> Iterator[tuple[str, bool, str]]:
    """Read a form, and tell for each field whether its value came out alone."""
    reading = read(one.suffix, one.data)
    if not one.values.get("title"):
        yield (
            "empty",
            _is_refused(reading),
            "" if isinstance(reading, InputError) else str([dict(each.fields) for each in reading.rows]),
        )
        return
    rows = [] if isinstance(reading, InputError) else [each for each in reading.rows if "text" not in each.fields]
    fields = dict(rows[0].fields) if len(rows) == 1 else {}
    said = "no row" if isinstance(reading, InputError) else f"{reading.kind}, {len(rows)} rows"
    for name in ("title", "scope", "number"):
        if one.values.get(name):
            got = fields.get({"number": "id"}.get(name, name), "")
            yield name, folded(got) == folded(one.values[name]), got or said
    if one.values.get("related"):
        got = fields.get("relations", "")
        yield "related", "ISO 12345-2" in got and "EN 14329" in got, got or said
    spoken = " ".join(fields.get(name, "") for name in ("id", "title", "scope", "summary", "justification"))
    theirs = [one.values.get(name, "") for name in ("proposer", "date", "related", "stage", "target")]
    strange = [
        each
        for each in (*theirs, *one.hints, *one.labels, "[insert", "<to be", "Click or tap")
        if len(each) > 6 and folded(each) in folded(spoken)
    ]
    strange = [
        each
        for each in strange
        if folded(each) not in folded(f"{one.values['title']} {one.values['scope']} {one.values.get('purpose', '')}")
    ]
    yield "alone", not strange, f"{strange}"


def _is_refused(reading: Reading | InputError) -> bool:
    """Say whether nothing was made of an empty form, and the user is told."""
    if isinstance(reading, InputError):
        return True
    return bool(reading.faults) and not any("title" in each.fields for each in reading.rows)
