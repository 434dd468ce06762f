"""The territory map, for people and for programs."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from overlap.comparison.territory import Claim, Holding, Status, Territory
from overlap.model import Report, WorkItem
from overlap.report import Format, data, markdown, terminal
from overlap.report import render as render_report
from overlap.report.markdown import escape
from overlap.report.terminal import PLAIN, Page, render_parts
from overlap.report.wording import notes


def render(territory: Territory | None, report: Report, form: Format, page: Page = PLAIN) -> str:
    """Write a ranking of statements with the map before or after it; CSV holds the ranking alone."""
    if territory is None:
        return terminal.write(report, page) if form is Format.TABLE else render_report(report, form)
    if form is Format.TABLE:
        ranked = f"\nThe statements of both sides, ranked\n{terminal.write(report, page)}"
        return f"{write(territory, report, page)}{ranked}"
    if form is Format.JSON:
        return data.write_json(report, territory=as_json(territory))
    if form is Format.JSONL:
        line = json.dumps({"type": "territory", **as_json(territory)}, ensure_ascii=False)
        return f"{data.write_jsonl(report)}{line}\n"
    if form is Format.MARKDOWN:
        return f"{markdown.write(report)}{write_markdown(territory, report)}"
    return data.write_csv(report)


_SHADES = " ░▒▓█"
_SHOWN = 8
"""So many of each list are shown on the page; JSON, Markdown and the matrix hold all."""
MEANING = {
    Status.CONTESTED: "claimed by both mandates",
    Status.OUTSIDE: "claimed by the other mandate only",
    Status.OWN: "claimed by its own mandate only",
    Status.UNCLAIMED: "claimed by no statement",
}


def write(territory: Territory, report: Report, page: Page) -> str:
    """Write the map as a page: counts, contested statements, heat map, items on foreign ground, coverage."""
    parts: list[RenderableType] = [Text("Whose ground", style="bold"), _counts(territory, report), Text()]
    parts += [Text("Statements that claim the same items", style="bold"), Text(_CONTEST), Text()]
    parts += [*_contests(territory), *_more(len(territory.contests))]
    parts += [
        Text("Pairs of work items that overlap substantially, by group", style="bold"),
        _heat_map(territory),
        *_strongest(territory),
        Text(),
    ]
    for status in (Status.OUTSIDE, Status.UNCLAIMED):
        some = [each for each in territory.holdings if each.status is status]
        if some:
            parts += [Text(f"Items {MEANING[status]}", style="bold"), *_holdings(some)]
    parts += [
        Text(
            "How many of a statement's words the other side's items hold together, each word by what it says",
            style="bold",
        ),
        *_covers(territory),
    ]
    parts += [Text(line) for line in (_TITLES, *notes(report))]
    return render_parts(parts, page)


_CONTEST = "Each item counts once, shared out among the statements that claim it."


def _counts(territory: Territory, report: Report) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("Work items", overflow="fold")
    for side in (report.left, report.right):
        table.add_column(side.corpus.title, justify="right", overflow="fold")
    for status, meaning in MEANING.items():
        counts = (str(territory.count(side, status)) for side in ("left", "right"))
        table.add_row(f"{status}: {meaning}", *counts)
    return table


def _contests(territory: Territory) -> Iterable[RenderableType]:
    for each in territory.contests[:_SHOWN]:
        items = ", ".join(item.id for item in each.items[:6])
        more = f" and {len(each.items) - 6} more" if len(each.items) > 6 else ""
        yield Text(f"{each.weight:.1f} items")
        yield Text(f"  {each.left.id}: {each.left.text}")
        yield Text(f"  {each.right.id}: {each.right.text}")
        yield Text(f"    {items}{more}", style="dim")
        yield Text()


def _heat_map(territory: Territory) -> RenderableType:
    if not territory.cells:
        return Text("none")
    rows = list(dict.fromkeys(cell.left for cell in territory.cells))
    columns = sorted({cell.right for cell in territory.cells})
    most = max(cell.pairs for cell in territory.cells)
    counts = {(cell.left, cell.right): cell.pairs for cell in territory.cells}
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("")
    for column in columns:
        table.add_column(column, justify="right", overflow="fold")
    for row in rows:
        shown = (counts.get((row, column), 0) for column in columns)
        table.add_row(row, *(f"{_shade(count, most)} {count}" if count else "." for count in shown))
    return table


def _strongest(territory: Territory) -> Iterable[Text]:
    """Name the strongest pair of each cell, the closest first."""
    cells = sorted(territory.cells, key=lambda cell: (-cell.strongest[2], cell.left, cell.right))
    for cell in cells[:_SHOWN]:
        one, other, score = cell.strongest
        yield Text(f"  {cell.left} and {cell.right}: {one.id} and {other.id}, {score:.3f}")
    if len(cells) > _SHOWN:
        yield Text(f"  {len(cells) - _SHOWN} more cells (--format json)")
    if cells:
        yield Text("Items whose Question or group is not in the list stand under their committee.")


def _shade(count: int, most: int) -> str:
    """Shade a count, so that it can be read without colour."""
    return _SHADES[-(-count * (len(_SHADES) - 1) // most)] * 2


def _holdings(holdings: Sequence[Holding]) -> Iterable[RenderableType]:
    for each in holdings[:_SHOWN]:
        yield Text(f"  {each.item.id} {each.item.title}")
        if each.claims:
            yield Text(f"    {_claimed(each)}", style="dim")
    yield from _more(len(holdings))


def _claimed(holding: Holding) -> str:
    """Say which statements claim an item, and by what."""
    said = "; ".join(map(_claim, holding.claims)) or "no statement is near"
    taken = ", ".join(each.id for each in holding.excluded)
    return f"{said}{f'; excluded by {taken}' if taken else ''}"


def _claim(claim: Claim) -> str:
    if claim.through:
        return f"{claim.statement.id} (through {claim.through.id}, {claim.score:.2f})"
    return f"{claim.statement.id} ({', '.join(claim.words[:4])})"


def _covers(territory: Territory) -> Iterable[RenderableType]:
    for each in territory.covers[:_SHOWN]:
        by_item: dict[str, list[str]] = {}
        for part in each.parts:
            by_item.setdefault(part.item.id, []).append(part.word)
        cited = "; ".join(f"{item}: {', '.join(words)}" for item, words in by_item.items())
        yield Text(f"  {each.share:.0%} of {each.statement.id}: {each.statement.text}")
        rest = f"; open: {', '.join(each.open)}" if each.open else ""
        yield Text(f"    {cited}{rest}", style="dim")
    yield from _more(len(territory.covers))


_TITLES = "A title names a whole field: it holds only the items of its own side."


def _more(count: int) -> list[RenderableType]:
    more = count - _SHOWN
    return [*([Text(f"  {more} more (--format json or markdown, --matrix)")] if more > 0 else []), Text()]


def write_markdown(territory: Territory, report: Report) -> str:
    """Write the whole map as Markdown."""
    sides = {"left": report.left.corpus.title, "right": report.right.corpus.title}
    lines = [
        "",
        "## Whose ground",
        "",
        f"| work items | {escape(sides['left'])} | {escape(sides['right'])} |",
        "|---|--:|--:|",
    ]
    lines += [
        f"| {status}: {meaning} | {territory.count('left', status)} | {territory.count('right', status)} |"
        for status, meaning in MEANING.items()
    ]
    lines += [
        "",
        f"### Statements that claim the same items\n\n{_CONTEST}\n",
        "| weight | statements | items |",
        "|--:|---|---|",
    ]
    lines += [
        f"| {each.weight:.1f} | **{escape(each.left.id)}** {escape(each.left.text)}<br>**{escape(each.right.id)}** "
        f"{escape(each.right.text)} | {escape(', '.join(item.id for item in each.items))} |"
        for each in territory.contests
    ]
    lines += ["", "### Work items", "", "| side | item | stands | claimed by |", "|---|---|---|---|"]
    lines += [
        f"| {escape(sides[each.side])} | **{escape(each.item.id)}** {escape(each.item.title)} | {each.status} | "
        f"{escape(_claimed(each))} |"
        for each in territory.holdings
    ]
    lines += ["", "### Coverage", "", "| covered | statement | by | open |", "|--:|---|---|---|"]
    lines += [
        f"| {each.share:.0%} | **{escape(each.statement.id)}** {escape(each.statement.text)} | "
        f"{escape('; '.join(f'{part.word} ({part.item.id})' for part in each.parts))} | "
        f"{escape(', '.join(each.open))} |"
        for each in territory.covers
    ]
    lines += ["", *(f"- {escape(line)}" for line in (_TITLES, *notes(report))), ""]
    return "\n".join(lines)


def as_json(territory: Territory) -> dict[str, Any]:
    """Give the map as an object for JSON."""
    return {
        "roles": dict(territory.roles),
        "counts": {side: {str(each): territory.count(side, each) for each in Status} for side in ("left", "right")},
        "items": [
            {
                "side": each.side,
                "id": each.item.id,
                "title": each.item.title,
                "status": each.status,
                "claims": [
                    {
                        "side": claim.side,
                        "statement": claim.statement.id,
                        "closeness": round(claim.closeness, 6),
                        "words": claim.words,
                        "through": claim.through.id if claim.through else None,
                        "score": claim.score,
                    }
                    for claim in each.claims
                ],
                "excluded": [statement.id for statement in each.excluded],
            }
            for each in territory.holdings
        ],
        "contests": [
            {
                "left": each.left.id,
                "right": each.right.id,
                "weight": round(each.weight, 6),
                "items": [item.id for item in each.items],
            }
            for each in territory.contests
        ],
        "coverage": [
            {
                "side": each.side,
                "statement": each.statement.id,
                "share": round(each.share, 6),
                "parts": [
                    {"word": part.word, "share": round(part.share, 6), "item": part.item.id} for part in each.parts
                ],
                "open": each.open,
            }
            for each in territory.covers
        ],
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


def matrix_csv(rows: Sequence[Sequence[str]]) -> str:
    """Write the matrix as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
