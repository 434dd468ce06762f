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
from overlap.comparison import subjects
from overlap.comparison.dossier import Dossier, urgency
from overlap.comparison.territory import group
from overlap.items import rooms, stages
from overlap.model import Entry, Pair, Side, WorkItem
from overlap.record.register import OUTCOMES
from overlap.report import summary
from overlap.report.pairs import day, relation_of
from overlap.report.territories.wording import meanings, stand_ins
from overlap.report.wording import BASIS, NOTICE, filter_lines, found, header, moved, notes, standing
from overlap.score import weights
from overlap.settings import Level
from overlap.text import glossary
from overlap.text.printing import is_address
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
        basis=BASIS,
        sentences=summary.sentences(dossier),
        worth=summary.worth(dossier.missed.levels) if dossier.missed else [],
        version=__version__,
        left=dossier.items.left.corpus.title,
        right=dossier.items.right.corpus.title,
        about=about,
        remarks=[each for each in notes(dossier.statements or dossier.items) if each not in (BASIS, NOTICE)],
        territory=dossier.territory,
        since=dossier.since,
        moved=moved,
        meaning=meanings(dossier.territory) if dossier.territory else {},
        stand_ins=stand_ins(dossier.statements) if dossier.statements else [],
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
    spellings, today = _Spellings(glossary.read(report.settings.glossary)), day(report)
    every = (*report.pairs, *report.coordinated, *report.decided)
    items = [
        [_item(dossier, (name, side, today), entry, known.get(entry.id, {}), spellings) for entry in side.entries]
        for name, side, known in zip(
            ("left", "right"), _sides(dossier), (_known_links(dossier, every), {}), strict=True
        )
    ]
    places = [{entry.id: n for n, entry in enumerate(side.entries)} for side in _sides(dossier)]
    groups = subjects.by_pair(dossier.subjects)
    numbered = {each.id: n for n, each in enumerate(dossier.subjects)}
    rows = [
        [*_pair(pair, places, spellings, dossier), numbered[groups[pair.id].id] if pair.id in groups else -1]
        for pair in every
    ]
    return {
        "items": items,
        "pairs": rows,
        "terms": spellings.every,
        "levels": {str(level): least for level, least in numbers.levels.items()},
        "cut": numbers.levels[Level.SUBSTANTIAL],
        "lowest": numbers.levels[report.settings.level] if report.settings.level else 0,
        "every": report.compared,
        "below": report.compared - len(every),
        "filters": " ".join(filter_lines(report)),
        "subjects": [[each.id, each.name] for each in dossier.subjects],
        "histogram": dossier.histogram,
        "outcomes": OUTCOMES,
    }


class _Spellings:
    """The spellings of the terms, each once; the page refers to them by number."""

    def __init__(self, words: glossary.Glossary) -> None:
        self.every: list[str] = []
        self._words = words
        self._numbers: dict[str, int] = {}

    def number(self, term: str, spelt: str) -> int:
        """Give the number of a term; the spelling met first stands for it."""
        if term not in self._numbers:
            self._numbers[term] = len(self.every)
            self.every.append(spelt)
        return self._numbers[term]

    def spans(self, text: str) -> list[list[int]]:
        """Give start, end and number of each term in a text."""
        found = tokens(text, self._words)
        return [[each.start, each.end, self.number(each.term, each.surface.lower())] for each in found]


def _known_links(dossier: Dossier, every: Sequence[Pair]) -> dict[str, dict[str, str]]:
    """Give what the lists say of each pair, by its two ids; that it is joint stands elsewhere."""
    known: dict[str, dict[str, str]] = {}
    for pair in every:
        if said := "; ".join(dossier.links(pair)[bool(pair.declared) :]):
            known.setdefault(pair.left.id, {})[pair.right.id] = said
    return known


def _item(
    dossier: Dossier, there: tuple[str, Side, str], entry: Entry, known: dict[str, str], spellings: _Spellings
) -> dict[str, Any]:
    """Give an entry of a side, as things stand on a day."""
    name, side, today = there
    claims = [claim.statement.text for claim in dossier.claims.get((name, entry.id), ())]
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
        "claims": claims[:_MOST_CLAIMS],
        "url": entry.url if is_address(entry.url) else "",
        "open": isinstance(entry, WorkItem) and stages.is_open(entry),
        "possible": rooms.possible(entry, side.corpus, today) if isinstance(entry, WorkItem) else "",
        "links": known,
        "titleSpans": spellings.spans(entry.title),
        "scopeSpans": spellings.spans(entry.scope),
    }


_MOST_CLAIMS = 3
"""So many statements that claim an item are given, in their words."""
_NOTE = "The scope is a note written about the document, not the publisher's text."


def _pair(pair: Pair, places: Sequence[dict[str, int]], spellings: _Spellings, dossier: Dossier) -> list[Any]:
    names = [channel.name for channel in pair.channels]
    channels = [[each.name, round(each.share, 4), found(each)] for each in pair.channels]
    terms = [
        [spellings.number(f"\t{term.text}", term.text), names.index(term.channel), round(term.share, 3)]
        for term in pair.terms
        if abs(term.share) >= _LEAST
    ]
    left, right = places[0][pair.left.id], places[1][pair.right.id]
    return [
        left,
        right,
        round(pair.score * 1e6),
        pair.id,
        channels,
        terms,
        pair.declared or pair.decision,
        pair.formerly,
        pair.rank or 0,
        relation_of(pair, dossier.items.left.corpus.title, dossier.items.right.corpus.title),
        round(urgency(pair), 4),
    ]


_LEAST = 0.005
"""Smaller shares of words are part of their channel's and not named one by one in the page; JSON has them."""
