"""The command `report`: documents to hand out."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from overlap.cli import office
from overlap.cli.console import check_output, counting, say
from overlap.cli.execution import Execution, score
from overlap.cli.heading import Heading, Names
from overlap.cli.help import examples
from overlap.cli.options import (
    ByOption,
    Comparing,
    Filters,
    Folding,
    LevelOption,
    OrderOption,
    Reading,
    Scoring,
    Strict,
    settings_of,
)
from overlap.cli.register import REGISTER, DecisionsOption
from overlap.cli.sides import Sides, load
from overlap.cli.signature import Without, unfold
from overlap.cli.values import at_least, by_of, level_of, order_of, word_template
from overlap.errors import OutputError, SettingsError
from overlap.record import liaisons, register
from overlap.settings import DEFAULTS, By, Level, Settings

if TYPE_CHECKING:
    from overlap.comparison.dossier import Dossier
    from overlap.model import Corpus, Report
    from overlap.record.changes import Difference
    from overlap.record.register import Decision
    from overlap.score.scoring import Scores

_BY_HAND = "Write .docx and save that as PDF."
SUFFIXES = (".docx", ".pdf", ".xlsx", ".html", ".md")
EXAMPLES = examples(
    "overlap report -o report.docx -o report.xlsx -o report.html",
    'overlap report sg20 jc4 -o TD.docx --template TSAG.docx --question 7/20 --place "Geneva" --date 2026-11-24',
    "overlap report sg20 proposals.csv -o report.html --open",
)


@dataclass(frozen=True, kw_only=True)
class Documents:
    """The documents to be written."""

    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output", "-o", help="Write a file: .docx, .pdf (by LibreOffice), .xlsx, .html or .md; repeatable."
        ),
    ] = None
    template: Annotated[
        Path | None, typer.Option("--template", help="A Word document whose head is filled in; all of it is kept.")
    ] = None
    in_place: Annotated[bool, typer.Option("--in-place", help="Write over the template itself.")] = False
    annex: Annotated[
        bool, typer.Option("--annex", help="In Markdown: what was compared and the mandates too, not the agenda alone.")
    ] = False
    open_it: Annotated[bool, typer.Option("--open", help="Open the web page when it is written.")] = False

    def check(self, inputs: tuple[str, ...]) -> None:
        """Refuse what could not be written or opened."""
        if not self.output:
            raise SettingsError("Nothing to write.", "Say where: -o report.docx -o report.html -o report.xlsx.")
        for path in self.output:
            check_output(path, inputs, SUFFIXES, "report")
            if path.suffix.lower() == ".pdf" and not office.find():
                raise OutputError(f"{path}: LibreOffice, which makes it, is not installed.", _BY_HAND)
            if self.template and not self.in_place and path.resolve() == self.template.resolve():
                raise OutputError(f"{path}: is also the template.", "Write to another file, or add --in-place.")
        if self.template:
            word_template(self.template)
        if self.open_it and not self.pages:
            raise SettingsError("--open opens the web page, and none is written.", "Add -o report.html.")

    def open(self) -> None:
        """Open the first web page, if that is wanted."""
        if self.open_it:
            typer.launch(str(self.pages[0].resolve()))

    @property
    def pages(self) -> list[Path]:
        """Those that a browser shows."""
        return [path for path in self.output or () if path.suffix.lower() == ".html"]


@dataclass(frozen=True, kw_only=True)
class Shown(Comparing):
    """Which pairs the documents hold, and how they are put."""

    limit: Annotated[
        int, typer.Option("--limit", "-n", callback=at_least(0), help="Hold so many pairs; 0 for all.")
    ] = 0
    level: LevelOption = None
    by: ByOption = By.SUBJECT
    order: OrderOption = DEFAULTS.order

    def settings(self) -> dict[str, Any]:
        """Give the settings; all that are related or closer unless a level is named."""
        level = level_of(self.level) or Level.RELATED
        return {"limit": self.limit or None, "level": level, "by": by_of(self.by), "order": order_of(self.order)}


JudgedPairs = Annotated[
    Path | None,
    typer.Option(
        "--judgements", help="Judged pairs, as label writes them, to tell how much is missed; the bundled ones if any."
    ),
]
Since = Annotated[
    Path | None,
    typer.Option("--since", help="A run kept with compare --save: say what changed since then, and why."),
]


@unfold
def report(
    *,
    sides: Annotated[Sides, Without("within")],
    called: Names,
    documents: Documents,
    heading: Heading,
    folding: Folding,
    shown: Shown,
    filters: Annotated[Filters, Without("type")],
    scoring: Scoring,
    decisions: DecisionsOption = REGISTER,
    judgements: JudgedPairs = None,
    since: Since = None,
    reading: Reading,
    execution: Execution,
    strict: Strict = False,
) -> None:
    """Write the report to hand out: Word, Excel, a web page, Markdown, all with the same numbers.

    Word has the header of a meeting document, the closest pairs with an empty column for what is proposed, and the
    mandates. Excel has a row a pair, with columns for the decision. The web page opens without a network. What every
    document of yours says can be configured: 'overlap init' writes a file for it.
    """
    from overlap.record import changes

    heading.check()
    documents.check(sides.names)
    executor, known = execution.executor(sides.names), register.read(decisions)
    before = changes.read(since) if since else None
    both = called.give(load(sides, reading.settings(), strict))
    settings = settings_of(folding, shown, filters, scoring, today=heading.day(by_clock=bool(known)))
    scores = score(executor, both, settings)
    with counting("Writing") as told:
        whole = _compile(both, settings, heading, known, scores, judgements)
        sent = liaisons.by_pair(liaisons.read(decisions).values(), heading.day(by_clock=True))
        if before:
            whole = replace(whole, since=_difference(before, _every(both, whole.items, known, scores), sides.names))
        contents = _render(whole := replace(whole, liaisons=sent), documents, told)
    _write(contents, whole, _left(whole, documents))
    documents.open()


def _compile(
    both: "tuple[Corpus, Corpus]",
    settings: Settings,
    heading: Heading,
    known: "Mapping[str, Decision]",
    scores: "Scores | None",
    judged: Path | None,
) -> "Dossier":
    """Put together all that the documents hold, with the estimate of what is missed."""
    from overlap.comparison import comparison, dossier
    from overlap.judge import missed

    scores = scores or comparison.score(*both, settings)
    whole = dossier.compile_dossier(*both, settings, dossier.Header(**asdict(heading)), known, scores)
    return replace(whole, missed=missed.of_lists(scores, both[0].name, both[1].name, judged))


def _render(
    dossier: "Dossier", asked: Documents, progress: Callable[[int, int | None], None] | None
) -> dict[Path, str | bytes]:
    """Make the contents of all documents, as their suffixes say."""
    from overlap.report import documents

    contents: dict[Path, str | bytes] = {}
    paths = asked.output or ()
    for number, path in enumerate(paths, start=1):
        suffix = path.suffix.lower()
        if suffix == ".pdf":
            made = next((contents[each] for each in paths[: number - 1] if each.suffix.lower() == ".docx"), None)
            contents[path] = office.pdf(made if isinstance(made, bytes) else _word(dossier, asked.template))
        else:
            contents[path] = documents.write(dossier, suffix, asked.template, asked.annex)
        if progress:
            progress(number, len(paths))
    return contents


def _word(dossier: "Dossier", template: Path | None) -> bytes:
    from overlap.report.word import write_docx

    return write_docx(dossier, template)


def _left(dossier: "Dossier", asked: Documents) -> list[str]:
    """Say what of the template is left as it is, to be filled in or taken out by hand."""
    from overlap.report import documents

    left = {path: documents.unfilled(dossier, path.suffix.lower(), asked.template) for path in asked.output or ()}
    names = {"reach": "telephone and e-mail of the contact"}
    return [
        f"{path}: left as the template has it: {', '.join(names.get(each, each) for each in fields)}"
        for path, fields in left.items()
        if fields
    ]


def _write(contents: dict[Path, str | bytes], dossier: "Dossier", left: list[str]) -> None:
    """Write all documents, and tell how many pairs each holds, and what is left to do."""
    from overlap.report.wording import pairs
    from overlap.store import files

    files.write_all(contents)
    for path in contents:
        held = dossier.items.pairs if path.suffix.lower() in _WHOLE else dossier.agenda
        many = len(dossier.subjects)
        say(f"wrote {path} ({many} subject{'' if many == 1 else 's'}, {pairs(len(held))})")
    for line in left:
        say(line)


_WHOLE = (".xlsx", ".html")
"""What holds the pairs that are only related too."""


def _every(
    both: "tuple[Corpus, Corpus]", items: "Report", known: "Mapping[str, Decision]", scores: "Scores | None"
) -> "Report":
    """Give the report without its limit: a pair that is only not listed is not gone."""
    from overlap.comparison import comparison

    settings = items.settings
    if settings.limit is None:
        return items
    return comparison.compare(*both, replace(settings, limit=None), decisions=known, scores=scores)


def _difference(before: Mapping[str, Any], items: "Report", names: tuple[str, str]) -> "Difference":
    """Say what changed between a run that was kept and the pairs of a report."""
    from overlap.record import changes, runs
    from overlap.report import data

    run = runs.Run(left=names[0], right=names[1], settings=items.settings)
    now = data.write_json(items, run=runs.describe(run, items))
    return changes.difference(before, changes.parse(now, "this report"))
