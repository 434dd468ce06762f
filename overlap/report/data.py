"""JSON, JSONL and CSV, for other programs."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import chain
from json.encoder import encode_basestring as _quote
from typing import Any

from overlap import __version__
from overlap.comparison import subjects
from overlap.model import Entry, Pair, Report, Side, Subject
from overlap.record import seal
from overlap.record.changes import SCHEMA_VERSION
from overlap.report.columns import Column, columns, entry_fields
from overlap.report.wording import BASIS, NOTICE
from overlap.text import cells


def write_json(report: Report, **more: Any) -> str:  # noqa: ANN401 -- whatever JSON can hold
    """Write the whole report as one JSON object, with more fields after those of its own; a run may be sealed."""
    whole = {
        **_about(report),
        "pairs": [_pair(pair) for pair in report.pairs],
        "subjects": [
            {"id": each.id, "name": each.name, "pairs": [pair.id for pair in each.pairs]}
            for each in subjects.of(report)
        ],
        "coordinated": [_pair(pair) for pair in report.coordinated],
        "decided": [_pair(pair) for pair in report.decided],
        "no_near_neighbour": list(_lone(report)),
        "left_out": [asdict(fault) for fault in report.left_out],
        **more,
    }
    whole = seal.sealed(whole) if more.get("run", {}).get("sealed") else whole
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def jsonl(report: Report) -> Iterator[str]:
    """Yield one JSON object a line: the report's settings and sides, then each pair, then what has no pair.

    A pair is made when its line is.
    """
    yield _line(_about(report))
    write = _Writer()
    for pair in chain(report.pairs, report.coordinated, report.decided):
        yield write.line(pair)
    for lone in _lone(report):
        yield _line({"type": "no_near_neighbour", **lone})
    for fault in report.left_out:
        yield _line({"type": "left_out", **asdict(fault)})


def _line(fields: Mapping[str, Any]) -> str:
    return _encode(fields) + "\n"


_encode = json.JSONEncoder(ensure_ascii=False).encode


class _Writer:
    """Writes pairs as JSON; the text of an entry, which is in a thousand pairs, is made once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Entry, str]] = {}

    def line(self, pair: Pair) -> str:
        """Write what `_pair` gives, as the encoder does, in a tenth of the time for a pair without an explanation."""
        if pair.channels or pair.terms:
            evidence = f'"channels": {_encode(_channels(pair))}, "terms": {_encode(_terms(pair))}'
        else:
            evidence = '"channels": [], "terms": []'
        rank, log_odds = ("null" if each is None else repr(each) for each in (pair.rank, pair.log_odds))
        return (
            f'{{"type": "pair", "id": "{pair.id}", "rank": {rank}, "left": {self._entry(pair.left)}, '
            f'"right": {self._entry(pair.right)}, "score": {pair.score!r}, "log_odds": {log_odds}, '
            f'"level": "{pair.level}", "compared_on": "{pair.compared_on}", "declared": {_quote(pair.declared)}, '
            f'"decision": {_quote(pair.decision)}, "reopened": {_quote(pair.reopened)}, "relation": "{pair.relation}", '
            f'"left_only": {_encode(pair.left_only)}, "right_only": {_encode(pair.right_only)}, {evidence}}}\n'
        )

    def _entry(self, entry: Entry) -> str:
        known = self._known.get(id(entry))
        if known is None:
            known = self._known[id(entry)] = entry, _encode(entry_fields(entry))
        return known[1]


def raw_csv(report: Report) -> Iterator[str]:
    """Yield what `csv` does, for programs: texts as they are, though a spreadsheet would run some."""
    return csv(report, raw=True)


def csv(report: Report, *, raw: bool = False) -> Iterator[str]:
    """Yield one pair a row under a header, those already coordinated last; a pair is made when its row is."""
    groups = subjects.by_pair(subjects.of(report))
    table: dict[str, Column] = {
        **columns(report.subject is Subject.MANDATES),
        "subject": lambda pair: groups[pair.id].name if pair.id in groups else "",
        "subject_id": lambda pair: groups[pair.id].id if pair.id in groups else "",
    }
    pairs = chain(report.pairs, report.coordinated, report.decided)
    return cells.lines(chain([table], ((read(pair) for read in table.values()) for pair in pairs)), raw=raw)


def _about(report: Report) -> dict[str, Any]:
    """Give what holds for the report as a whole."""
    return {
        "type": "report",
        "schema_version": SCHEMA_VERSION,
        "overlap_version": __version__,
        "notice": NOTICE,
        "scores": BASIS,
        "subject": report.subject,
        "settings": asdict(report.settings),
        "left": _side(report.left),
        "right": _side(report.right),
        "compared": report.compared,
        "already_coordinated": len(report.coordinated),
        "decided_before": len(report.decided),
        "matching": report.matching,
        "shown": len(report.pairs),
        "levels": dict(report.levels),
        **({} if report.floor is None else {"ranked_from": report.floor}),
    }


def _side(side: Side) -> dict[str, Any]:
    corpus = side.corpus
    return {
        "name": corpus.name,
        "title": corpus.title,
        "as_of": corpus.as_of,
        "read": side.rows,
        "compared": len(side.entries),
        "provenance": corpus.provenance,
        "missing": corpus.missing,
        "mandate_missing": corpus.mandate_missing,
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "type": "pair",
        "id": pair.id,
        "rank": pair.rank,
        "left": entry_fields(pair.left),
        "right": entry_fields(pair.right),
        "score": pair.score,
        "log_odds": pair.log_odds,
        "level": pair.level,
        "compared_on": pair.compared_on,
        "declared": pair.declared,
        "decision": pair.decision,
        "reopened": pair.reopened,
        "relation": pair.relation,
        "left_only": pair.left_only,
        "right_only": pair.right_only,
        "channels": _channels(pair),
        "terms": _terms(pair),
    }


def _channels(pair: Pair) -> list[dict[str, Any]]:
    return [
        {"channel": each.name, "value": each.value, "weight": each.weight, "share": each.share}
        for each in pair.channels
    ]


def _terms(pair: Pair) -> list[dict[str, Any]]:
    return [
        {"term": each.text, "channel": each.channel, "share": each.share}
        | ({"written": each.written} if each.written else {})
        for each in pair.terms
    ]


def _lone(report: Report) -> Iterator[dict[str, Any]]:
    for lone in report.lone:
        yield {
            "side": lone.side,
            "id": lone.entry.id,
            "title": lone.entry.title,
            "best_score": lone.best_score,
        }
