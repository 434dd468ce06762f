"""The territory map on the terminal: counts, contested statements, heat map, items on foreign ground, coverage."""

from collections.abc import Iterable, Sequence

from overlap.comparison.territory import Holding, Status, Territory
from overlap.model import Report
from overlap.report.layout import Block, Column, Screen, render, table, text
from overlap.report.readings import counted
from overlap.report.territories.wording import CONTEST, MEANING, TITLES, claimed, meanings, named, stand_ins
from overlap.report.wording import BASIS, NOTICE

_SHADES = " ░▒▓█"
_SHOWN = 8
"""So many of each list are shown on the terminal; JSON, Markdown and the matrix hold all."""
_FEW = 3
"""So many contests on one screen."""
_NAMED_ITEMS = 6
"""So many items of a contest are named, about a line of them."""


def write(territory: Territory, report: Report, screen: Screen, with_all: bool = False) -> str:
    """Write the map as a page: what the mandates lack, counts, contests, heat map; all of it if asked for."""
    most = _SHOWN if with_all else _FEW
    blocks: list[Block] = [*map(text, stand_ins(report)), text("")] if stand_ins(report) else []
    blocks += [text("Whose ground", "bold"), _counts(territory, report), text("")]
    blocks += [text(f"Statements that claim the same items. {CONTEST}", "bold")]
    blocks += [*_contests(territory, most), *_more(len(territory.contests), most)]
    blocks += [text("Pairs of work items that overlap substantially, by group", "bold"), _heat_map(territory), text("")]
    if not with_all:
        return render([*blocks, text(_REST), text(BASIS), text(NOTICE)], screen)
    blocks += [*_strongest(territory), text("")]
    for status in (Status.OUTSIDE, Status.UNCLAIMED):
        some = [each for each in territory.holdings if each.status is status]
        if some:
            blocks += [text(f"Items {MEANING[status]}", "bold"), *_holdings(some)]
    blocks += [
        text(
            "How many of a statement's words the other side's items hold together, each word by what it says",
            "bold",
        ),
        *_covers(territory),
    ]
    return render([*blocks, text(TITLES)], screen)


_REST = "--all adds coverage and the ranking of the statements; -o mandates.md and --matrix hold the whole."


def _counts(territory: Territory, report: Report) -> Block:
    sides = (Column(side.corpus.title, is_number=True) for side in (report.left, report.right))
    rows = [
        (f"{status}: {meaning}", *(str(territory.count(side, status)) for side in ("left", "right")))
        for status, meaning in meanings(territory).items()
    ]
    return table([Column("Work items"), *sides], rows)


def _contests(territory: Territory, most: int) -> Iterable[Block]:
    for each in territory.contests[:most]:
        items = ", ".join(item.id for item in each.items[:_NAMED_ITEMS])
        more = f" and {len(each.items) - _NAMED_ITEMS} more" if len(each.items) > _NAMED_ITEMS else ""
        yield text(f"  {named(each.left)}")
        yield text(f"  {named(each.right)}")
        yield text(f"    {counted(len(each.items), 'item')}: {items}{more}", "dim")


def _heat_map(territory: Territory) -> Block:
    if not territory.cells:
        return text("none")
    rows = list(dict.fromkeys(cell.left for cell in territory.cells))
    columns = sorted({cell.right for cell in territory.cells})
    most = max(cell.pairs for cell in territory.cells)
    counts = {(cell.left, cell.right): cell.pairs for cell in territory.cells}
    cells = [
        [f"{_shade(count, most)} {count}" if (count := counts.get((row, column))) else "." for column in columns]
        for row in rows
    ]
    headings = [Column(is_cut=True), *(Column(column, is_number=True) for column in columns)]
    return table(headings, [(row, *shown) for row, shown in zip(rows, cells, strict=True)])


def _strongest(territory: Territory) -> Iterable[Block]:
    """Name the strongest pair of each cell, the closest first."""
    cells = sorted(territory.cells, key=lambda cell: (-cell.strongest[2], cell.left, cell.right))
    for cell in cells[:_SHOWN]:
        one, other, score = cell.strongest
        yield text(f"  {cell.left} and {cell.right}: {one.id} and {other.id}, {score:.3f}")
    if len(cells) > _SHOWN:
        yield text(f"  {len(cells) - _SHOWN} more cells (--format json)")
    if cells:
        yield text("Items whose Question or group is not in the list stand under their committee.")


def _shade(count: int, most: int) -> str:
    """Shade a count, so that it can be read without colour."""
    return _SHADES[-(-count * (len(_SHADES) - 1) // most)] * 2


def _holdings(holdings: Sequence[Holding]) -> Iterable[Block]:
    for each in holdings[:_SHOWN]:
        yield text(f"  {each.item.id} {each.item.title}")
        if each.claims:
            yield text(f"    {claimed(each)}", "dim")
    yield from _more(len(holdings), _SHOWN)


def _covers(territory: Territory) -> Iterable[Block]:
    for each in territory.covers[:_SHOWN]:
        by_item: dict[str, list[str]] = {}
        for part in each.parts:
            by_item.setdefault(part.item.id, []).append(part.word)
        cited = "; ".join(f"{item}: {', '.join(words)}" for item, words in by_item.items())
        yield text(f"  {each.share:.0%} of {named(each.statement)}")
        rest = f"; open: {', '.join(each.open)}" if each.open else ""
        yield text(f"    {cited}{rest}", "dim")
    yield from _more(len(territory.covers), _SHOWN)


def _more(count: int, shown: int) -> list[Block]:
    more = count - shown
    return [*([text(f"  {more} more (--format json or markdown, --matrix)")] if more > 0 else []), text("")]
