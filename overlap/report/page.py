"""A web page in one file, to open from a mail: no network, no server, every text escaped; knows Jinja2."""

import base64
import hashlib
import json
from collections.abc import Sequence
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from overlap import __version__
from overlap.comparison.dossier import Dossier, links
from overlap.comparison.territory import group
from overlap.model import Entry, Pair, WorkItem
from overlap.record.register import OUTCOMES
from overlap.report.territories import MEANING
from overlap.report.wording import NOTICE, found, header, moved, notes, standing
from overlap.score import weights
from overlap.settings import Level
from overlap.text import glossary
from overlap.text.words import tokens


def write_html(dossier: Dossier) -> str:
    """Write the page; its script and style are allowed by their hashes and nothing else is."""
    script, style = _asset("page.js"), _asset("page.css")
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    about = [
        *header(dossier.items),
        *(f"{side.corpus.title}: {line}" for side in _sides(dossier) for line in side.corpus.provenance),
        *(f"{side.corpus.title}: {line}" for side in _sides(dossier) for line in side.corpus.missing),
    ]
    return environment.from_string(_asset("page.html.j2")).render(
        dossier=dossier,
        notice=NOTICE,
        version=__version__,
        left=dossier.items.left.corpus.title,
        right=dossier.items.right.corpus.title,
        about=about,
        remarks=notes(dossier.statements or dossier.items)[:-1],
        territory=dossier.territory,
        since=dossier.since,
        moved=moved,
        meaning=MEANING,
        script=Markup(script),
        style=Markup(style),
        script_hash=_hash(script),
        style_hash=_hash(style),
        data=Markup(_island(_data(dossier))),
    )


def _sides(dossier: Dossier) -> tuple[Any, Any]:
    return dossier.items.left, dossier.items.right


def _asset(name: str) -> str:
    return resources.files("overlap").joinpath("report/assets", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _island(data: dict[str, Any]) -> str:
    """Write JSON that no text in it can end: `<`, `>` and `&` as escapes of JSON."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for each in "<>&\u2028\u2029":
        text = text.replace(each, f"\\u{ord(each):04x}")
    return text


def _data(dossier: Dossier) -> dict[str, Any]:
    """Give all that the script shows; numbers are those of every other format."""
    report = dossier.items
    numbers = weights.read(report.settings.weights)
    vocabulary: dict[str, int] = {}
    spellings: list[str] = []
    places = [{entry.id: n for n, entry in enumerate(side.entries)} for side in _sides(dossier)]
    words = glossary.read(report.settings.glossary)

    def number(term: str, spelt: str) -> int:
        if term not in vocabulary:
            vocabulary[term] = len(spellings)
            spellings.append(spelt)
        return vocabulary[term]

    def spans(text: str) -> list[list[int]]:
        return [[each.start, each.end, number(each.term, each.surface.lower())] for each in tokens(text, words)]

    def item(side: str, entry: Entry, known: dict[str, str]) -> dict[str, Any]:
        claims = [claim.statement.id for claim in dossier.claims.get((side, entry.id), ())]
        return {
            "id": entry.id,
            "title": entry.title,
            "scope": entry.scope,
            "standing": standing(entry),
            "committee": getattr(entry, "committee", ""),
            "group": getattr(entry, "group", ""),
            "place": group(entry) if isinstance(entry, WorkItem) else "",
            "status": getattr(entry, "status", "").replace("_", " "),
            "stage": getattr(entry, "stage", ""),
            "note": _NOTE if getattr(entry, "scope_origin", "") == "note" else "",
            "claims": ", ".join(claims[:6]),
            "links": known,
            "titleSpans": spans(entry.title),
            "scopeSpans": spans(entry.scope),
        }

    every = (*report.pairs, *report.coordinated, *report.decided)
    known: dict[str, dict[str, str]] = {}
    for pair in every:
        if said := "; ".join(links(pair)[bool(pair.declared) :]):
            known.setdefault(pair.left.id, {})[pair.right.id] = said
    items = [
        [item(name, entry, known.get(entry.id, {}) if name == "left" else {}) for entry in side.entries]
        for name, side in zip(("left", "right"), _sides(dossier), strict=True)
    ]
    rows = [_pair(pair, places, number) for pair in every]
    lowest = numbers.levels[report.settings.level] if report.settings.level else 0
    return {
        "items": items,
        "pairs": rows,
        "terms": spellings,
        "levels": {str(level): least for level, least in numbers.levels.items()},
        "cut": numbers.levels[Level.SUBSTANTIAL],
        "lowest": lowest,
        "every": report.compared,
        "below": report.compared - len(every),
        "filters": dossier.filters,
        "histogram": dossier.histogram,
        "outcomes": OUTCOMES,
    }


_NOTE = "The scope is a note written about the document, not the publisher's text."


def _pair(pair: Pair, places: Sequence[dict[str, int]], number: Any) -> list[Any]:  # noqa: ANN401 -- a function of this page
    names = [channel.name for channel in pair.channels]
    channels = [[each.name, round(each.share, 4), found(each)] for each in pair.channels]
    terms = [
        [number(f"\t{term.text}", term.text), names.index(term.channel), round(term.share, 3)]
        for term in pair.terms
        if abs(term.share) >= _LEAST
    ]
    left, right = places[0][pair.left.id], places[1][pair.right.id]
    return [left, right, round(pair.score * 1e6), pair.id, channels, terms, pair.declared or pair.decision]


_LEAST = 0.005
"""Smaller shares of words are part of their channel's and not named one by one in the page; JSON has them."""
