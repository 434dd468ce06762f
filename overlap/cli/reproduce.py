"""The command `reproduce`: a kept run once more, and whether it gives the same bytes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from overlap.cli import runs
from overlap.cli.console import progress, show
from overlap.cli.help import examples
from overlap.errors import InputError, NotFoundError
from overlap.record import register
from overlap.settings import OFF

DIFFERENT = 1
EXAMPLES = examples("overlap compare --save may.json", "overlap reproduce may.json")
_FEW = 5
"""So many pairs that differ are shown; `diff` shows them all."""


def reproduce(
    file: Annotated[Path, typer.Argument(help="A run that 'overlap compare --save FILE' kept.")],
) -> None:
    """Repeat a run, and say whether it gives the same bytes.

    With the settings and inputs that the run names, from the current folder. Ends with 0 when the bytes are the same,
    with 1 when they are not, and says which version, input or pair differs; with 2 when an input is not there.
    """
    from overlap.record import changes
    from overlap.record.runs import recall
    from overlap.store import files

    old = changes.read(file)
    run = recall(old, str(file))
    try:
        lexicon = "" if run.settings.lexicon == OFF else run.settings.lexicon
        own = run.settings.glossary, run.settings.weights, lexicon, run.settings.embeddings, run.decisions
        for name in filter(None, own):
            files.digest(Path(name))
        known = register.read(Path(run.decisions)) if run.decisions else {}
        sides = runs.load_sides(run)
    except (InputError, NotFoundError) as error:
        raise InputError(
            f"{file} cannot be repeated, for an input is missing: {error.problem}",
            "Repeat it in the folder it was kept from, with the files it names.",
        ) from error
    with progress("Comparing"):
        text = runs.write(run, sides, known)
    if files.encoded(text) == file.read_bytes():
        show(f"{file}: the same bytes.\n")
        return
    show("".join(f"{line}\n" for line in _differences(file, old, changes.parse(text, "the new run"))))
    raise typer.Exit(DIFFERENT)


def _differences(file: Path, old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    """Say what differs, causes first."""
    from overlap.record import changes, origins

    found = changes.difference(old, new)
    causes = [f"Another version: {each}." for each in origins.changed_versions(old, new)]
    causes += [f"Other content: {name} ({what})." for what, name in origins.changed_inputs(old, new).items()]
    shown = [f"  {each.kind}: {each.left} and {each.right} ({each.pair}): {each.why}." for each in found.changes[:_FEW]]
    more = len(found.changes) - len(shown)
    return [
        f"{file}: not the same bytes.",
        *(causes or ["All inputs and versions are those of the run: the file itself was changed."]),
        found.result() if found.changes else "No pair is another one.",
        *shown,
        *([f"  {more} more: write the new run with --save, and see overlap diff."] if more else []),
    ]
