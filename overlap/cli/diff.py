"""The command `diff`: what changed between two runs."""

from pathlib import Path
from typing import Annotated

import typer

from overlap.cli.console import page, show
from overlap.cli.help import examples
from overlap.cli.options import TableOrJson
from overlap.cli.values import is_json

EXAMPLES = examples("overlap compare --save may.json", "overlap diff may.json november.json")


def diff(
    old: Annotated[Path, typer.Argument(help="A run kept with compare --save.")],
    new: Annotated[Path, typer.Argument(help="A later one.")],
    format_name: TableOrJson = "table",
) -> None:
    """Show what changed between two comparisons.

    Which pairs are new, decided, coordinated, gone, risen, fallen or open again, and why: a text, a list, the settings
    or the version.
    """
    as_json = is_json(format_name)
    from overlap.record import changes
    from overlap.report import differences

    found = changes.difference(changes.read(old), changes.read(new))
    show(differences.write_json(found) if as_json else differences.write(found, page()))
