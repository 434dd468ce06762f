"""The options of the command line, each once: name, help, completion, and what its words mean."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli.console import say
from overlap.corpus import corpora, library
from overlap.errors import SettingsError
from overlap.settings import Level, ReadSettings
from overlap.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable

    from overlap.report import Format
    from overlap.score.blocks import Progress, Run


def examples(*lines: str) -> str:
    """Lay out example commands for the foot of a help page, which keeps their line breaks."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def complete_names(incomplete: str) -> list[str]:
    """List the bundled and the imported corpora whose names begin like that."""
    names = [*(folder.name for folder in corpora.bundled()), *library.names()]
    return [name for name in names if name.startswith(incomplete)]


def complete_imported(incomplete: str) -> list[str]:
    """List the imported corpora whose names begin like that."""
    return [name for name in library.names() if name.startswith(incomplete)]


def complete_ids(incomplete: str) -> list[str]:
    """List the bundled work items whose ids begin like that."""
    items = (item for folder in corpora.bundled() for item in corpora.load_folder(folder).work_items)
    return [item.id for item in items if item.id.casefold().startswith(incomplete.casefold())]


SIDE = "A bundled or imported name, a corpus folder, a file, or - for standard input."
LEFT, RIGHT = corpora.default_pair()
BOTH = [LEFT, RIGHT]
REGISTER = Path("decisions.toml")


def _from(ctx: typer.Context, parameter: str) -> str:
    """Tell where a parameter comes from: COMMANDLINE, DEFAULT_MAP for what is configured, DEFAULT."""
    source = ctx.get_parameter_source(parameter)
    return source.name if source else ""


def _unless_within(ctx: typer.Context, right: str | None) -> str | None:
    """Leave the right side out where LEFT is compared with itself, unless it was named all the same."""
    return right if not ctx.params.get("within") or _from(ctx, "right") == "COMMANDLINE" else None


def _named_register(ctx: typer.Context, path: Path) -> Path:
    """Refuse a register that is named and not there; one that is configured may be yet to be made."""
    if not path.exists() and _from(ctx, "decisions") == "COMMANDLINE":
        raise SettingsError(f"{path}: no such register.", "'overlap decide --decisions FILE' makes one.")
    if not path.exists() and _from(ctx, "decisions") == "DEFAULT_MAP":
        say(f"{path}: the register that is configured is not there yet; the first decision makes it.")
    return path


Left = Annotated[str, typer.Argument(help=SIDE, autocompletion=complete_names)]
Right = Annotated[str | None, typer.Argument(help=SIDE, autocompletion=complete_names, callback=_unless_within)]
LeftId = Annotated[str, typer.Argument(help="A work item or statement of the left side.", autocompletion=complete_ids)]
RightId = Annotated[str, typer.Argument(help="One of the right side.", autocompletion=complete_ids)]
LeftOption = Annotated[str, typer.Option("--left", help=SIDE, autocompletion=complete_names)]
RightOption = Annotated[
    str | None, typer.Option("--right", help=SIDE, autocompletion=complete_names, callback=_unless_within)
]
Against = Annotated[
    list[str],
    typer.Option(
        "--against", help="A bundled name, a corpus folder or a file; repeatable.", autocompletion=complete_names
    ),
]
Within = Annotated[bool, typer.Option("--within", is_eager=True, help="Compare LEFT with itself.")]
NoFold = Annotated[bool, typer.Option("--no-fold", help="Take editions, drafts and amendments one by one.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=0, help="Show so many pairs; 0 for every pair.")]
PerItem = Annotated[int | None, typer.Option("--per-item", min=1, help="At most so many pairs of any one entry.")]
MinScore = Annotated[float, typer.Option("--min-score", help="Leave out pairs below this score, 0 to 1.")]
LevelOption = Annotated[
    str | None,
    typer.Option("--level", help="Leave out pairs further apart: likely, substantial, related or distant."),
]
Status = Annotated[list[str] | None, typer.Option("--status", help="Only with a work item of this status; repeatable.")]
TypeOption = Annotated[
    list[str] | None,
    typer.Option("--type", help="Only with a work item of this type, as Supplement or 'WID NEW'; repeatable."),
]
CommitteeOption = Annotated[
    list[str] | None,
    typer.Option("--committee", help="Only with a work item of this committee or one below it; repeatable."),
]
Group = Annotated[
    list[str] | None,
    typer.Option("--group", help="Only with a work item of this Question or group; repeatable."),
]
FormatOption = Annotated[
    str | None, typer.Option("--format", "-f", help="Print as table, json, jsonl, csv or markdown.")
]
Output = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        "-o",
        help="Write a file; its suffix (.txt .json .jsonl .csv .md) picks the format; repeatable.",
    ),
]
Save = Annotated[
    Path | None,
    typer.Option(
        "--save", help="Keep the run in a .json file: settings, versions, inputs, and every pair that is related."
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", help='Read a list\'s column as a field: --column title="Subject / Title"; repeatable.'),
]
MandateOf = Annotated[
    str, typer.Option("--mandate-of", help="Of a file with the mandates of several groups, take that of this one.")
]
GlossaryOption = Annotated[
    str,
    typer.Option(
        "--glossary", metavar="<path>", help="Words of the field of your own, beside those that overlap knows."
    ),
]
WeightsOption = Annotated[
    str, typer.Option("--weights", metavar="<path>", help="Weights of the score, as evaluate --learn writes them.")
]
WithEmbeddings = Annotated[
    str,
    typer.Option(
        "--with-embeddings", metavar="<path>", help="Ask a sentence-embedding model of your own too: its folder."
    ),
]
DecisionsOption = Annotated[
    Path, typer.Option("--decisions", help="The register of decisions, if it is there.", callback=_named_register)
]
RegisterOption = Annotated[Path, typer.Option("--decisions", help="The register of decisions.")]
ShowDecided = Annotated[bool, typer.Option("--show-decided", help="Keep decided pairs in the list, with the decision.")]
Scheduler = Annotated[
    str, typer.Option("--scheduler", metavar="<address>", help="Score on a Dask cluster: tcp://host:8786.")
]
Memory = Annotated[
    str, typer.Option("--memory", metavar="<size>", help="Score within so much memory, as 500MB or 2GB; else an error.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Any fault in the input is an error.")]


def level_of(name: str | None) -> Level | None:
    """Find the level whose words begin like that."""
    if name is None:
        return None
    for level in Level:
        if name.strip() and level.startswith(name.casefold().replace("-", " ")):
            return level
    near = did_you_mean(name, [level.split()[0] for level in Level])
    raise SettingsError(f"No level is called {name}.", f"{near}Use likely, substantial, related or distant.")


def format_of(name: str | None) -> "Format":
    """Find the format of that name; the table when none is named."""
    from overlap.report import Format

    try:
        return Format((name or Format.TABLE).casefold())
    except ValueError as error:
        raise SettingsError(
            f"No format is called {name}.",
            f"{did_you_mean(str(name), list(Format))}Use one of {', '.join(Format)}.",
        ) from error


def workplace(scheduler: str, memory: str) -> "Callable[[Progress | None], Run] | None":
    """Say where scores are made, and within which memory; None for this machine and all it has."""
    size = memory_of(memory) if memory else None
    if scheduler:
        from overlap.score import cluster

        cluster.check_address(scheduler)
        return lambda progress: cluster.on(scheduler, size, progress)
    if size:
        from overlap.score.memory import bounded

        return lambda _: bounded(size)
    return None


def memory_of(size: str) -> int:
    """Give the bytes of a size of memory: `500MB`, `2 GB`."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?([kMG])B", size.strip(), re.IGNORECASE)
    if not found:
        raise SettingsError(f"--memory {size} is no size.", "Write a number and kB, MB or GB, as 500MB or 2GB.")
    return round(float(found[1]) * {"k": 10**3, "m": 10**6, "g": 10**9}[found[2].lower()])


def read_settings(columns: list[str] | None, mandate_of: str) -> ReadSettings:
    """Take apart what the user says about the files: `title=Subject / Title` names a field and its column."""
    from overlap.read.entries import STATEMENT_FIELDS, WORK_ITEM_FIELDS

    named: dict[str, str] = {}
    known = tuple(dict.fromkeys((*WORK_ITEM_FIELDS, *STATEMENT_FIELDS)))
    for each in columns or ():
        field, _, heading = (part.strip() for part in each.partition("="))
        if field not in known or not heading:
            remedy = did_you_mean(field, known) + f"Write FIELD=HEADING with one of {', '.join(known)}."
            raise SettingsError(f"--column {each} names no field and column.", remedy)
        if named.get(field, heading) != heading or heading in (other for key, other in named.items() if key != field):
            raise SettingsError(f"--column {each}: the field or the column was named before.", "Name each once.")
        named[field] = heading
    return ReadSettings(columns=named, mandate_of=mandate_of)
