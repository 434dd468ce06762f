"""The command `liaison draft`, which is what `liaison` does: a liaison statement about some pairs, to be approved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from overlap.cli import decide, register
from overlap.cli.console import check_output, say, show
from overlap.cli.heading import Names
from overlap.cli.help import examples
from overlap.cli.options import Filters, Folding, Reading, Scoring, Strict, settings_of
from overlap.cli.register import NONE, REGISTER, RegisterOption
from overlap.cli.sides import NamedSides, load
from overlap.cli.signature import Without, Words, unfold
from overlap.cli.values import word_template
from overlap.errors import InputError, OutputError, SettingsError
from overlap.record import liaisons
from overlap.settings import By, Level, Settings

if TYPE_CHECKING:
    from overlap.comparison.matter import Matter
    from overlap.corpus.received import Received
    from overlap.model import Corpus, Pair
    from overlap.record.register import Decision
    from overlap.report.liaison import Draft
    from overlap.report.liaison.head import Head

EXAMPLES = examples(
    'overlap liaison P-R2KQFZT1 P-WF4MESTE --to "ISO/IEC JTC 4" --for action --deadline 2027-02-15 -o LS.docx',
    'overlap liaison --subject "maturity model" --question 7/20 --contact "Jane Doe; jane@itu.example" -o LS.docx',
    "overlap liaison --undecided --group Q7/20 -o LS.docx --template LS-form.docx",
    "overlap liaison --from report.xlsx -o LS.docx",
    "overlap liaison --reply incoming.docx -o reply.docx",
    "overlap liaison list --due 30d",
    "overlap liaison sent L-7QR051S5 --number SG20-LS45",
)
SUFFIXES = (".docx", ".md", ".txt")


@dataclass(frozen=True, kw_only=True)
class About:
    """What the statement is about."""

    pairs: Annotated[
        list[str] | None,
        typer.Argument(help="The ids of pairs, or of two work items; or list, show, sent, answered or close."),
    ] = None
    subject: Annotated[str, typer.Option("--subject", help="All pairs of a subject, by its name or S-id.")] = ""
    undecided: Annotated[
        bool, typer.Option("--undecided", help="All pairs to look at on which nothing is decided; see --group.")
    ] = False
    filled_in: Annotated[
        Path | None, typer.Option("--from", help="The pairs marked in a report: .xlsx, or .json of the page.")
    ] = None
    reply: Annotated[
        Path | None, typer.Option("--reply", help="A statement received: the documents it names, and an answer.")
    ] = None

    def check(self) -> None:
        """Refuse a statement about nothing, or about two things."""
        ways = [bool(self.pairs), bool(self.subject), self.undecided, bool(self.filled_in)]
        if sum(ways) > 1 or not (any(ways) or self.reply):
            problem = "Name the pairs in one way." if any(ways) else "No pair is named."
            remedy = "Give ids of pairs, or one of --subject, --undecided, --from, --reply."
            raise SettingsError(problem, remedy)


@dataclass(frozen=True, kw_only=True)
class HeadOptions(Words):
    """The fields of the head."""

    to: Annotated[
        list[str] | None, typer.Option("--to", help="The addressee; repeatable. [default: the other side]")
    ] = None
    cc: Annotated[list[str] | None, typer.Option("--cc", help="Who gets a copy; repeatable.")] = None
    purpose: Annotated[
        str, typer.Option("--for", help="action, comment or information. [default: action; of a reply information]")
    ] = ""
    deadline: Annotated[str, typer.Option("--deadline", help="By when a reply is asked for, as 2027-02-15.")] = ""
    question: Annotated[str, typer.Option("--question", help="Question(s), as 7/20.")] = ""
    source: Annotated[str, typer.Option("--source", help="Who sends it. [default: the side that writes]")] = ""
    approval: Annotated[str, typer.Option("--approval", help="Who approved it, where and when.")] = ""
    contact: Annotated[str, typer.Option("--contact", help="Whom to ask; parts stand between semicolons.")] = ""
    title: Annotated[str, typer.Option("--title", help="The title. [default: by the subjects]")] = ""
    abstract: Annotated[str, typer.Option("--abstract", help="The abstract. [default: what is said and asked]")] = ""
    keywords: Annotated[str, typer.Option("--keywords", help="For a form that has them. [default: the subjects]")] = ""
    place: Annotated[str, typer.Option("--place", help="Where the meeting is that sends it.")] = ""
    date: Annotated[str, typer.Option("--date", help="The date of the statement, as written.")] = ""
    number: Annotated[str, typer.Option("--number", help="The number of the document, where it has one.")] = ""
    related: Annotated[
        list[str] | None, typer.Option("--related", help="A document to name beside those of the pairs; repeatable.")
    ] = None

    def head(self, is_reply: bool) -> "Head":
        """Make the head. Raises SettingsError for a purpose or a deadline that is none."""
        from overlap.report.liaison.head import Head

        if self.deadline:
            liaisons.check_day(self.deadline, "--deadline")
        given: dict[str, Any] = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "purpose"}
        given |= {name: tuple(given[name] or ()) for name in ("to", "cc", "related")}
        usual = liaisons.Purpose.INFORMATION if is_reply else liaisons.Purpose.ACTION
        today = date.today().isoformat()
        return Head(**given, purpose=liaisons.check_purpose(self.purpose or usual), today=today)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Where the draft goes, and in which form."""

    output: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", help="Write a file: .docx, .md or .txt; repeatable. [default: the screen]"),
    ] = None
    template: Annotated[
        Path | None, typer.Option("--template", help="Your form as a Word document; its head is filled in.")
    ] = None
    form: Annotated[str, typer.Option("--form", help="itu-t or iso. [default: that of the side that writes]")] = ""

    def check(self, inputs: tuple[str, ...], decisions: Path) -> None:
        """Refuse what could not be written."""
        from overlap.report.liaison.forms import forms

        if self.form and self.form not in forms():
            raise SettingsError(f"No form is called {self.form}.", f"Use {' or '.join(forms())}.")
        if self.template and not any(path.suffix.lower() == ".docx" for path in self.output or ()):
            raise SettingsError("--template is for Word, and no Word document is written.", "Add -o LS.docx.")
        if self.template:
            word_template(self.template)
        for path in self.output or ():
            check_output(path, inputs, SUFFIXES, "liaison statement")
            if self.template and path.resolve() == self.template.resolve():
                raise OutputError(f"{path}: is also the template.", "Write to another file.")
        if self.output and str(decisions) != NONE:
            check_output(decisions, inputs, (decisions.suffix.lower(),))


@unfold
def draft(
    *,
    about: About,
    head: HeadOptions,
    paper: Paper,
    sides: Annotated[NamedSides, Without("within")],
    called: Names,
    folding: Folding,
    filters: Annotated[Filters, Without("type", "status")],
    scoring: Scoring,
    decisions: RegisterOption = REGISTER,
    reading: Reading,
    strict: Strict = False,
) -> None:
    """Draft a liaison statement about some pairs, in Word, Markdown or plain text, for the group to approve.

    Every sentence is made from the lists and carries the id of its pair; what is asked follows what was decided, else
    what can still be changed. Fields of the head that nobody filled in are marked in the draft, and listed. A draft
    that is written into a file is noted in the register; list, show, sent, answered and close keep what becomes of it.
    """
    about.check()
    given = [*sides.names, *(str(path) for path in (about.reply, about.filled_in) if path)]
    paper.check(tuple(given), decisions)
    wanted = head.head(bool(about.reply))
    marked, bad = _marked(about.filled_in) if about.filled_in else ({}, ())
    incoming = _incoming(about.reply) if about.reply else None
    known = register.read(decisions)
    both = called.give(load(sides, reading.settings(), strict))
    today = date.today().isoformat() if known else ""
    settings = settings_of(folding, filters, scoring, today=today, limit=None, level=Level.RELATED, by=By.SUBJECT)
    matter = _matter(both, settings, known, about, marked, incoming, wanted)
    from overlap.report import liaison

    made = liaison.make(wanted, matter, paper.form)
    _write(made, paper, has_reasons=any(each.reason for each in matter.decisions.values()))
    if paper.output and str(decisions) != NONE:
        entry = _entry(made, matter)
        register.change_liaisons(decisions, lambda there: liaisons.draft(there, entry))
        say(f"noted as {entry.id} in {decisions}; when it is sent: overlap liaison sent {entry.id} --number N.")
    decide.refuse(bad)


def _matter(
    both: "tuple[Corpus, Corpus]",
    settings: Settings,
    known: "Mapping[str, Decision]",
    about: About,
    marked: "Mapping[str, Decision]",
    incoming: "Received | None",
    wanted: "Head",
) -> "Matter":
    """Compare both lists, and take out of them what the statement is about."""
    from overlap.comparison import comparison, dossier, matter, names
    from overlap.corpus import corpora

    scores = comparison.score(*both, settings)
    whole = dossier.compile_dossier(*both, settings, dossier.Header(), known, scores)
    named, found, near = matter.naming(whole, incoming.documents) if incoming else ((), (), ())
    chosen: Sequence[Pair] = ()
    if about.pairs or marked:
        wanted_pairs = names.pairs_of(*both, about.pairs) if about.pairs else [*marked]
        chosen = matter.by_ids(whole, scores, wanted_pairs)
    elif about.subject:
        chosen = matter.of_subject(whole, about.subject)
    elif about.undecided:
        chosen = matter.undecided(whole)
    chosen = matter.in_order((*chosen, *found))
    told = {pair.id: marked[name] for pair in chosen for name in (pair.formerly, pair.id) if name in marked}
    to = wanted.to or ((incoming.sender,) if incoming else ())
    is_turned = matter.is_written_by_right(whole, to, wanted.source, incoming)
    decided = {**matter.decided(chosen, known), **told}
    return matter.Matter(whole, chosen, is_turned, decided, incoming, named, near, corpora.committees())


def _incoming(path: Path) -> "Received":
    """Read the statement to be answered, and say so where it does not look like one."""
    from overlap.corpus import received

    incoming = received.read(path)
    if not incoming.is_recognised:
        say(f"{path}: not of the form of a liaison statement; its title and the documents it names were taken.")
    return incoming


def _marked(path: Path) -> "tuple[dict[str, Decision], Sequence[str]]":
    """Read which pairs were marked in a report, and name the rows that are none. Raises InputError where all are."""
    found, bad = decide.filled(path)
    if bad and not found:
        raise InputError(bad[0], "Correct that row, and draft again.")
    return {each.pair: each for each in found}, bad


def _write(made: "Draft", paper: Paper, *, has_reasons: bool) -> None:
    """Write the files, or show the text; tell what is missing, and what to look at before it is sent."""
    from overlap.report import liaison
    from overlap.report.liaison.head import unmet
    from overlap.store import files

    paths = paper.output or ()
    files.write_all({path: liaison.write(made, path.suffix.lower(), paper.template) for path in paths})
    if not paths:
        show(str(liaison.write(made, ".txt")))
    for path in paths:
        say(f"wrote {path}.")
        if left := liaison.unfilled(made, path.suffix.lower(), paper.template):
            say(f"{path}: left as the template has it: {', '.join(left)}")
    if made.unplaced and not paper.template:
        say(f"without a place in this form: {', '.join(made.unplaced)}; see --form and --template.")
    suffixes = [path.suffix.lower() for path in paths] or [".txt"]
    if gaps := dict.fromkeys(each for suffix in suffixes for each in liaison.missing(made, suffix, paper.template)):
        say(f"to be completed: {', '.join(gaps)}.")
    if wrong := unmet(made.head):
        say(f"the deadline {made.head.deadline} {wrong}, and marked so.")
    if doubts := [each for section in made.sections for each in section.to_check]:
        say(f"to be checked, as the draft marks it: {'; '.join(doubts)}.")
    if made.advice:
        say(made.advice)
    for each in made.doubts:
        say(f"to be checked: {each}.")
    if has_reasons:
        say("the reasons of decisions are in the draft: read them before it is sent.")


def _entry(made: "Draft", matter: "Matter") -> liaisons.Liaison:
    """Give what the register keeps of a draft."""
    head, pairs = made.head, tuple(sorted(pair.id for pair in matter.pairs))
    reply = matter.received.number if matter.received else ""
    return liaisons.Liaison(
        id=liaisons.name(head.to, pairs, reply),
        title=head.title,
        to=", ".join(head.to),
        purpose=head.purpose,
        pairs=pairs,
        reply_to=reply,
        deadline=head.deadline,
        drafted=date.today().isoformat(),
    )
