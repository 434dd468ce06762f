"""The commands `corpus list`, `show` and `validate`: which lists there are, and what is in them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from overlap.cli import catalogues, faults
from overlap.cli.completion import complete_names
from overlap.cli.console import page, say, show
from overlap.cli.help import examples
from overlap.cli.sides import SIDE
from overlap.corpus import corpora, library
from overlap.errors import InputError
from overlap.model import Committee

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Show and check corpora.")


@app.command("list", epilog=examples("overlap corpus list"))
def list_corpora() -> None:
    """List the bundled corpora, and the imported ones with the versions kept of them."""
    from overlap.report import terminal

    listed = list(map(corpora.load_folder, corpora.bundled()))
    for name in library.names():
        older = [version for version in library.versions(name) if version != library.current(name)]
        for version in ("", *reversed(older)):
            try:
                listed.append(corpora.load_imported(name, version))
            except InputError as error:
                say(error)
    rows = [
        [corpus.name, corpus.title, str(len(corpus.work_items)), str(len(corpus.mandate)), corpus.as_of]
        for corpus in listed
    ]
    show(terminal.write_listing(["Name", "Title", "Work items", "Statements", "As of"], rows, page()))


@app.command("show", epilog=examples("overlap corpus show sg20 --items", "overlap corpus show jc4 --identifiers"))
def show_corpus(
    name: Annotated[str, typer.Argument(help=SIDE, autocompletion=complete_names)],
    items: Annotated[bool, typer.Option("--items", help="List the work items too.")] = False,
    statements: Annotated[bool, typer.Option("--statements", help="List the statements of the mandate too.")] = False,
    identifiers: Annotated[
        bool, typer.Option("--identifiers", help="List the identifiers that are not understood, by family.")
    ] = False,
) -> None:
    """Show what a corpus holds and lacks."""
    from overlap.report import terminal

    corpus = corpora.load(name)
    rows = [
        ["Name", corpus.name],
        ["Title", corpus.title],
        ["Aliases", ", ".join(corpus.aliases)],
        ["Bodies", ", ".join(corpus.bodies)],
        ["As of", corpus.as_of or "not stated"],
        ["Work items", str(len(corpus.work_items))],
        ["Statements", f"{len(corpus.mandate)} of the mandate"],
        *(["Committee", _committee(each)] for each in corpus.committees),
        *(["Source", line] for line in corpus.provenance),
        *(["Missing", line] for line in (*corpus.missing, *corpus.mandate_missing)),
        ["Licence", corpus.licence],
    ]
    show(terminal.write_listing(["Corpus", ""], [row for row in rows if row[1]], page()))
    if items:
        listed = [[item.id, item.title] for item in corpus.work_items]
        show("\n" + terminal.write_listing(["Work item", "Title"], listed, page()))
    if statements:
        claims = [[each.id, each.called, each.text] for each in corpus.mandate]
        show("\n" + terminal.write_listing(["Id", "Statement", "Text"], claims, page()))
    if identifiers:
        _show_unknown([item.id for item in corpus.work_items])
    faults.tell(corpus.faults)


def _committee(each: Committee) -> str:
    """Write a committee with what is known of it."""
    known = [each.status, f"liaisons: {', '.join(each.liaisons)}" if each.liaisons else "", each.as_of]
    return "; ".join(filter(None, [f"{each.name}, {each.title} ({each.role})", *known]))


def _show_unknown(ids: Sequence[str]) -> None:
    """List the identifiers that follow the rules of no publisher: nothing but an equal one folds with them."""
    from overlap.report import terminal
    from overlap.text.identifiers.families import unknown

    families = unknown(ids)
    count = sum(map(len, families.values()))
    show(f"\n{len(ids) - count:,} of {len(ids):,} identifiers are understood.\n")
    rows = [
        [family or "(figures)", f"{len(each):,}", "; ".join(dict.fromkeys(each[:_EXAMPLES]))]
        for family, each in families.items()
    ]
    if rows:
        show("\n" + terminal.write_listing(["Not understood", "Count", "As"], rows, page()))


_EXAMPLES = 4
"""Of a family of identifiers."""


@app.command("validate", epilog=examples("overlap corpus validate my-corpus"))
def validate_corpus(path: Annotated[Path, typer.Argument(help="A corpus folder of your own.")]) -> None:
    """Check a corpus folder of your own.

    Each fault is named with its row and what to do; the exit code is 2 if there is one.
    """
    corpus = corpora.load_folder(path)
    faults.refuse(corpus.faults)
    show(f"{path}: {len(corpus.work_items)} work items, {len(corpus.mandate)} statements, no fault.\n")


app.command("import", epilog=catalogues.IMPORT_EXAMPLES)(catalogues.import_corpus)
app.command("fetch", epilog=catalogues.FETCH_EXAMPLES)(catalogues.fetch_corpus)
app.command("update", epilog=catalogues.UPDATE_EXAMPLES)(catalogues.update_corpora)
app.command("repair", epilog=catalogues.REPAIR_EXAMPLES)(catalogues.repair_corpora)
app.command("remove", epilog=catalogues.REMOVE_EXAMPLES)(catalogues.remove_corpus)
