"""Checking the proposals of files and folders, as `check` and `baseline` do."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli import columns
from overlap.cli.completion import complete_names
from overlap.cli.console import progress
from overlap.cli.register import Decisions
from overlap.cli.values import GATE, accept_of, is_gate, level_of
from overlap.errors import InputError
from overlap.model import Corpus, Fault, WorkItem
from overlap.settings import ReadSettings, Settings
from overlap.text.identifiers import parse
from overlap.text.suggestions import typed

if TYPE_CHECKING:
    from overlap.comparison.gate import Gate
    from overlap.comparison.proposals import Check
    from overlap.corpus.submissions import Proposal

Proposals = Annotated[list[Path], typer.Argument(help="Proposals, or folders of proposals.")]
Against = Annotated[
    list[str],
    typer.Option(
        "--against", help="A bundled name, a corpus folder or a file; repeatable.", autocompletion=complete_names
    ),
]


@dataclass(frozen=True, kw_only=True)
class Failing:
    """The options that say what makes a check fail."""

    fail_on: Annotated[
        str,
        typer.Option("--fail-on", help="Fail for what is so close and not named: gate, likely, substantial, related."),
    ] = GATE
    accept: Annotated[
        str, typer.Option("--accept", help="What is enough: the item named, or a liaison with its group.")
    ] = "named"
    skip_unreadable: Annotated[
        bool, typer.Option("--skip-unreadable", help="Leave out what cannot be checked; it is still named.")
    ] = False
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="End with 0 whatever is found.")] = False

    def gate(self, settings: Settings) -> "Gate":
        """Make the gate of it. Raises SettingsError for words that mean none."""
        from overlap.comparison.gate import Gate
        from overlap.score import weights

        numbers = weights.read(settings.weights)
        level = None if is_gate(self.fail_on) else level_of(self.fail_on)
        line = numbers.levels[level] if level else numbers.gate
        return Gate(name=level or GATE, line=line, accept=accept_of(self.accept))


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was checked, what could not be, and what is wrong with the rest."""

    checks: "tuple[Check, ...]"
    unchecked: tuple[Fault, ...]
    told: tuple[Fault, ...]
    against: tuple[Corpus, ...]


def check_all(
    files: Iterable[Path],
    against: Iterable[str],
    settings: Settings,
    reading: ReadSettings,
    decisions: Decisions,
) -> Checked:
    """Check all proposals of files and folders, and name what could not be; what is given again is checked once.

    What scores is imported while the helper process reads; a thread that is a daemon keeps nobody who leaves.
    """
    threading.Thread(target=import_module, args=("overlap.comparison.proposals",), daemon=True).start()
    from overlap.corpus import corpora, submissions

    both = tuple(corpora.load(name, reading) for name in against)
    with progress("Checking"):
        given = submissions.read(files, reading, settings.glossary)
        listed = [given.headings, *(each.headings for each in both)]
        columns.check(reading, {path: there for each in listed for path, there in each.items()})
        from overlap.comparison import proposals

        once = _once(given.proposals)
        items = tuple(each[0].item for each in once)
        found = proposals.check(Corpus("proposals", "proposals", work_items=items), both, settings, decisions)
        checks = tuple(
            replace(check, source=first.source, line=first.line, also=tuple(map(_at, others)))
            for check, (first, *others) in zip(found, once, strict=True)
        )
    return Checked(checks=checks, unchecked=given.unchecked, told=given.told, against=both)


def nothing(unchecked: Sequence[Fault]) -> InputError:
    """Say that nothing that was given could be checked, and why."""
    causes = [f"{each}." for each in unchecked]
    problem = "\n  ".join(["Nothing could be checked:", *causes])
    there = [each.source for each in unchecked if Path(each.source).exists()]
    shows = f"'overlap ingest {typed(there[0])}' shows what is read out of it." if there else ""
    return InputError(problem, shows or "Name files that are there.")


def _once(given: "Iterable[Proposal]") -> "list[list[Proposal]]":
    """Put those together that say the same in all that is checked."""
    found: dict[tuple[object, ...], list[Proposal]] = {}
    for each in given:
        found.setdefault(_says(each.item), []).append(each)
    return list(found.values())


def _says(item: WorkItem) -> tuple[object, ...]:
    own = item.id if parse(item.id).is_standard else ""
    texts = (
        own,
        item.title,
        item.scope,
        item.summary,
        item.justification,
        item.liaisons,
        *item.relations,
        *item.joint_with,
    )
    return tuple(" ".join(text.casefold().split()) for text in texts)


def _at(proposal: "Proposal") -> str:
    """Say where a proposal stands, and what it is called there."""
    return f"{', '.join(filter(None, [proposal.source, proposal.place]))} as {proposal.item.id}"
