"""The terminal as a page; with the CLI, the only module that knows rich."""

import io
from dataclasses import dataclass
from typing import Literal

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from overlap.model import Entry, Pair, Report
from overlap.report.wording import (
    SCORE,
    compared_on,
    details,
    footer,
    found,
    header,
    notes,
    rank_of,
    standing,
    top_terms,
)
from overlap.score.rounding import STEP, apportion

ColorSystem = Literal["auto", "standard", "256", "truecolor", "windows"] | None


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to write on."""

    width: int = 80
    color: ColorSystem = None
    """None for text without any escape code."""


PLAIN = Page()


def write(report: Report, page: Page = PLAIN) -> str:
    """Write the ranked pairs as a table, everything in full; with no colour system there is no escape code in it."""
    table = Table(box=None, padding=(0, 2, 1, 0), pad_edge=False, width=page.width)
    table.add_column("#", justify="right", style="bold", min_width=2, no_wrap=True)
    table.add_column("Level", ratio=10, overflow="fold")
    table.add_column(Text(report.left.corpus.title), ratio=14, overflow="fold")
    table.add_column(Text(report.right.corpus.title), ratio=14, overflow="fold")
    for pair in report.pairs:
        table.add_row(str(pair.rank or ""), _verdict(pair), _entry(pair.left), _entry(pair.right))
    listing: RenderableType = (
        table if report.pairs else Text("No pair to show: none shares a term and meets the filters.")
    )
    return render_parts([*_lines(header(report)), Text(), listing, Text(), *_lines(footer(report))], page)


def write_explanation(report: Report, page: Page = PLAIN) -> str:
    """Write the one pair of a report in full: both entries, and each channel and term with its share of the score."""
    pair = report.pairs[0]
    parts: list[RenderableType] = [
        *_both(pair.left, pair.right),
        Text(
            f"{pair.level}: score {pair.score:.3f}, {rank_of(pair, report)}, {pair.id}",
            style="bold",
        ),
        *([Text(f"Already coordinated: {pair.declared}.", style="bold")] if pair.declared else []),
        Text(f"Compared on {compared_on(pair)}. {SCORE}"),
        Text(),
        _waterfall(pair),
        Text(),
        *_lines(notes(report)),
    ]
    return render_parts(parts, page)


def write_entries(entries: tuple[Entry, Entry], page: Page = PLAIN) -> str:
    """Write two entries in full, one below the other, and nothing of how close they are."""
    return render_parts(_both(*entries)[:-1], page)


def write_listing(columns: list[str], rows: list[list[str]], page: Page = PLAIN) -> str:
    """Write plain rows under a header."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return render_parts([table], page)


def _verdict(pair: Pair) -> Text:
    verdict = Text(str(pair.level), style="bold")
    return verdict.append(f"\n{pair.score:.3f} {compared_on(pair)}\n{top_terms(pair)}\n{pair.id}", style="not bold")


def _entry(entry: Entry) -> Text:
    text = Text(entry.id, style="bold")
    return text.append(f"\n{entry.title}", style="not bold").append(f"\n{standing(entry)}", style="not bold dim")


def _both(*entries: Entry) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for entry in entries:
        parts += [Text(entry.id, style="bold"), *_details(entry), Text()]
    return parts


def _details(entry: Entry) -> list[RenderableType]:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=11)
    grid.add_column(overflow="fold")
    for name, value in details(entry):
        grid.add_row(Text(name), Text(value))
    return [Padding(grid, (0, 0, 0, 2))]


def _waterfall(pair: Pair) -> Table:
    """Show the shares of channels and terms as they add up to the log-odds, in hundredths that still add up."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("Channel")
    table.add_column("What it found", overflow="fold")
    table.add_column("Log-odds", justify="right")
    table.add_column("")
    total = round((pair.log_odds or 0) * 100)
    for channel, share in zip(pair.channels, _hundredths([each.share for each in pair.channels], total), strict=True):
        if channel.name == "same title" and not share:
            continue
        terms = [term for term in pair.terms if term.channel == channel.name]
        table.add_row(Text(channel.name, style="bold"), Text(found(channel)), _signed(share), _bar(share))
        for term, part in zip(terms, _hundredths([term.share for term in terms], share), strict=True):
            written = f" ({', '.join(term.written)})" if term.written else ""
            table.add_row("", Text(f"  {term.text}{written}"), _signed(part), Text(_bar(part), style="dim"))
    if pair.compared_on == "title only":
        table.add_row(Text("scope", style="bold"), "not compared: not both have one", _signed(0), "")
    if pair.log_odds is None:
        table.add_row("", "no term in common, so the score is 0", "", "")
    else:
        table.add_row(Text("sum", style="bold"), f"a probability of {pair.score:.3f}", _signed(total), "")
    return table


def _signed(hundredths: int) -> str:
    return f"{hundredths / 100:+.2f}" if hundredths else "0.00"


def _bar(hundredths: int) -> str:
    return ("█" if hundredths > 0 else "▒") * round(abs(hundredths) / 40)


def _hundredths(shares: list[float], total: int) -> list[int]:
    """Round shares to hundredths that add up to the total."""
    return apportion([share * 100 / STEP for share in shares], total)


def _indented(part: RenderableType) -> RenderableType:
    """Keep the indentation of a text on every line of it."""
    depth = len(part.plain) - len(part.plain.lstrip(" ")) if isinstance(part, Text) else 0
    return Padding(part[depth:], (0, 0, 0, depth)) if isinstance(part, Text) and depth else part


def _lines(lines: list[str]) -> list[Text]:
    return [Text(line) for line in lines]


def render_lines(lines: list[str], page: Page = PLAIN) -> str:
    """Write lines of text; one that is too long goes on below its own beginning."""
    return render_parts([*_lines(lines)], page)


def render_parts(parts: list[RenderableType], page: Page) -> str:
    """Write what rich can lay out, as wide and as colourful as the page; an indented text stays so where it wraps."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=page.width,
        color_system=page.color,
        force_terminal=page.color is not None,
        highlight=False,
        emoji=False,
        markup=False,
    )
    console.print(Group(*map(_indented, parts)))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
