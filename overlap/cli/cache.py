"""The command `cache`: what is kept between runs, and taking it away."""

import typer

from overlap.cli.console import page, say, show
from overlap.cli.help import examples
from overlap.corpus import library
from overlap.store import cache, scratch

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Show or clear what is kept between runs.")


@app.command("info", epilog=examples("overlap cache info"))
def info() -> None:
    """List what is kept of imported catalogues, so that they are not read anew: what was used last comes first."""
    from overlap.report import terminal

    found = cache.kept()
    rows = [[each.what, each.of[:12], each.program, f"{each.size / 1e6:.1f}"] for each in found]
    if rows:
        show(terminal.write_listing(["What", "Of work items", "By overlap", "MB"], rows, page()))
    total = sum(each.size for each in found) / 1e6
    show(f"{cache.folder()}: {_files(found)}, {total:.1f} MB of at most {cache.MOST / 1e6:,.0f}.\n")


@app.command("clear", epilog=examples("overlap cache clear"))
def clear() -> None:
    """Remove all that is kept, and what killed imports left; the next run makes it again."""
    removed = cache.clear()
    scratch.sweep(scratch.temporary())
    library.sweep()
    say(f"removed {_files(removed)}, {sum(each.size for each in removed) / 1e6:.1f} MB, from {cache.folder()}.")


def _files(found: list[cache.Kept]) -> str:
    return f"{len(found)} file{'' if len(found) == 1 else 's'}"
