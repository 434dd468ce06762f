"""The command `mandates`: whose mandate claims what."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli.console import check_output, page, progress, say, show
from overlap.cli.help import examples
from overlap.cli.options import Listing, Outputs, Reading, Scoring, Strict, settings_of
from overlap.cli.sides import Sides, load
from overlap.cli.signature import unfold
from overlap.model import Subject

if TYPE_CHECKING:
    from overlap.comparison.territory import Territory
    from overlap.model import Report

EXAMPLES = examples(
    "overlap mandates",
    "overlap mandates sg20 jc4 --per-item 2 -o mandates.md",
    "overlap mandates --matrix territory.xlsx",
)
Matrix = Annotated[
    Path | None,
    typer.Option("--matrix", help="Write the whole map, items by statements: .csv or .xlsx."),
]


All = Annotated[bool, typer.Option("--all", help="Show the whole on the terminal: coverage and ranking too.")]


@unfold
def mandates(
    *,
    sides: Sides,
    listing: Listing,
    outputs: Outputs,
    matrix: Matrix = None,
    whole: All = False,
    scoring: Scoring,
    reading: Reading,
    strict: Strict = False,
) -> None:
    """Chart whose ground it is: mandates against mandates, and against work items.

    Which statements claim the same items, which items stand on contested or foreign ground, what nobody claims, and
    how much of each statement the other side's items already cover. Then the statements of both sides, ranked with
    the scoring of compare.
    """
    settings = settings_of(listing, scoring, within=sides.within)
    form = outputs.form()
    outputs.check(sides.names)
    if matrix:
        check_output(matrix, sides.names, (".csv", ".xlsx"))
    both = load(sides, reading.settings(), strict)
    from overlap.comparison import comparison
    from overlap.report import territories
    from overlap.store import files

    with progress("Comparing"):
        report = comparison.compare(*both, settings, Subject.MANDATES)
        territory = comparison.chart(*both, settings)
    contents = {path: territories.render(territory, report, each) for path, each in outputs.formats().items()}
    drawn = {matrix: _matrix(territory, report, matrix, outputs.raw_csv)} if matrix and territory else {}
    files.write_all({**contents, **drawn})
    for path in (*contents, *drawn):
        say(f"wrote {path}.")
    if matrix and not territory:
        say(f"{matrix} not written: the map needs work items on both sides.")
    if outputs.format_name or not (contents or drawn):
        show(territories.render(territory, report, form, page(), whole))


def _matrix(territory: "Territory", report: "Report", path: Path, raw: bool) -> str | bytes:
    """Write the whole map, as its suffix says."""
    from overlap.report import excel, territories, wording

    rows = territories.matrix(territory, report)
    if path.suffix.lower() == ".xlsx":
        return excel.write_rows(rows, "territory", (2, 3), wording.notes(report))
    return territories.matrix_csv(rows, raw=raw)
