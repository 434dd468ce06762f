"""The territory map for programs: as an object for JSON, and as a matrix of items and statements."""

from collections.abc import Mapping, Sequence
from typing import Any

from overlap.comparison.territory import Cover, Holding, Status, Territory
from overlap.model import Report, WorkItem
from overlap.text.cells import write_csv


def as_json(territory: Territory) -> dict[str, Any]:
    """Give the map as an object for JSON."""
    return {
        "roles": dict(territory.roles),
        "counts": {side: {str(each): territory.count(side, each) for each in Status} for side in ("left", "right")},
        "items": [_holding(each) for each in territory.holdings],
        "contests": [
            {
                "left": each.left.id,
                "right": each.right.id,
                "weight": round(each.weight, 6),
                "items": [item.id for item in each.items],
            }
            for each in territory.contests
        ],
        "coverage": [_cover(each) for each in territory.covers],
        "cells": [
            {
                "left": each.left,
                "right": each.right,
                "pairs": each.pairs,
                "strongest": [each.strongest[0].id, each.strongest[1].id, each.strongest[2]],
            }
            for each in territory.cells
        ],
    }


def _holding(holding: Holding) -> dict[str, Any]:
    return {
        "side": holding.side,
        "id": holding.item.id,
        "title": holding.item.title,
        "status": holding.status,
        "claims": [
            {
                "side": claim.side,
                "statement": claim.statement.id,
                "closeness": round(claim.closeness, 6),
                "words": claim.words,
                "through": claim.through.id if claim.through else None,
                "score": claim.score,
            }
            for claim in holding.claims
        ],
        "excluded": [statement.id for statement in holding.excluded],
    }


def _cover(cover: Cover) -> dict[str, Any]:
    parts = [{"word": part.word, "share": round(part.share, 6), "item": part.item.id} for part in cover.parts]
    return {
        "side": cover.side,
        "statement": cover.statement.id,
        "share": round(cover.share, 6),
        "parts": parts,
        "open": cover.open,
    }


def matrix(territory: Territory, report: Report) -> list[list[str]]:
    """Lay out the whole map: a row an item, a column a statement, in each cell how the statement claims the item.

    `direct 0.412` is a claim by its words with their closeness, `through ISO 37163:2020` one through another item,
    `excluded` ground that an exclusion took.
    """
    titles = {"left": report.left.corpus.title, "right": report.right.corpus.title}
    statements = [*report.left.entries, *report.left.apart, *report.right.entries, *report.right.apart]
    header = ["side", "item", "title", "group", "status", *(each.id for each in statements)]
    rows = [header, ["", "", "", "", "", *(each.title for each in statements)]]
    for holding in territory.holdings:
        cells: Mapping[str, str] = {
            **{each.id: "excluded" for each in holding.excluded},
            **{
                claim.statement.id: f"through {claim.through.id}" if claim.through else f"direct {claim.closeness:.3f}"
                for claim in holding.claims
            },
        }
        about = [titles[holding.side], holding.item.id, holding.item.title, _group(holding.item), str(holding.status)]
        rows.append([*about, *(cells.get(each.id, "") for each in statements)])
    return rows


def _group(item: WorkItem) -> str:
    return ", ".join(filter(None, [item.committee, item.group]))


def matrix_csv(rows: Sequence[Sequence[str]], *, raw: bool = False) -> str:
    """Write the matrix as CSV; `raw` for programs."""
    return write_csv(rows, raw=raw)
