"""The commands about judged pairs, `evaluate` and `label`."""

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli.console import check_output, page, progress, say, show
from overlap.cli.inputs import Sources, load
from overlap.cli.options import (
    LEFT,
    RIGHT,
    Columns,
    GlossaryOption,
    Left,
    NoFold,
    Right,
    Strict,
    WeightsOption,
    WithEmbeddings,
    examples,
    read_settings,
)
from overlap.errors import InputError, OutputError, SettingsError
from overlap.settings import Settings

if TYPE_CHECKING:
    from overlap.judge.labelling import Session

EVALUATE_EXAMPLES = examples(
    "overlap evaluate sg20 jc4 --judgements judged.csv",
    "overlap evaluate mine.csv theirs.csv --judgements judged.csv --learn weights.toml",
)
LABEL_EXAMPLES = examples("overlap label sg20 jc4 --judgements judged.csv")
_KEYS = "3 2 1 0, s skip, u undo, q quit"


def evaluate(
    left: Left = LEFT,
    right: Right = RIGHT,
    judgements: Annotated[
        Path, typer.Option("--judgements", help="A CSV file with left_id,right_id,grade,reason; grades 0 to 3.")
    ] = Path("judgements.csv"),
    no_fold: NoFold = False,
    glossary: GlossaryOption = "",
    weights: WeightsOption = "",
    embeddings: WithEmbeddings = "",
    learn: Annotated[
        Path | None, typer.Option("--learn", help="Write weights learnt from these judgements to a .toml file.")
    ] = None,
    format_name: Annotated[str, typer.Option("--format", "-f", help="Print as table or json.")] = "table",
    column: Columns = None,
    strict: Strict = False,
) -> None:
    """Measure how well the ranking agrees with pairs that experts judged.

    Prints precision and recall for the score, for each of its channels and for two plain methods, whether the
    probabilities and levels hold, and the worst misses with their explanation.
    """
    if format_name not in ("table", "json"):
        raise SettingsError(f"No format is called {format_name}.", "Use table or json.")
    if learn and learn.suffix != ".toml":
        raise OutputError(f"{learn}: weights are written as .toml.", "Give a name that ends in .toml.")
    from overlap.judge import judgements as judged

    pairs = judged.read(judgements)
    sides = load(Sources(left, right, within=False, settings=read_settings(column, ""), strict=strict))
    settings = Settings(fold=not no_fold, glossary=glossary, weights=weights, embeddings=embeddings)
    from overlap.judge import evaluation
    from overlap.report import evaluations
    from overlap.score.weights import write
    from overlap.store import files

    with progress("Comparing"):
        found = evaluation.evaluate(*sides, pairs, settings)
    show(evaluations.write_json(found) if format_name == "json" else evaluations.write(found, page()))
    if learn:
        learnt, held_out = evaluation.learn(*sides, pairs, settings)
        files.write_all({learn: write(learnt)})
        say(f"wrote {learn}; use it with --weights {learn}.")
        say(f"its average precision on items held out (ten folds) is {held_out:.3f}; the table is of those before.")


def label(
    left: Left = LEFT,
    right: Right = RIGHT,
    judgements: Annotated[
        Path, typer.Option("--judgements", help="The CSV file to go on with; it is made if it is not there.")
    ] = Path("judgements.csv"),
    no_fold: NoFold = False,
    glossary: GlossaryOption = "",
    weights: WeightsOption = "",
    embeddings: WithEmbeddings = "",
    column: Columns = None,
    strict: Strict = False,
) -> None:
    """Judge pairs one by one, the most uncertain first.

    Scores are hidden. Each answer is written at once, so that you can stop and go on at any time: 3 likely
    duplication, 2 substantial overlap, 1 related, 0 unrelated; s skips, u takes the last answer back, q quits.
    Text after a grade is kept as the reason.
    """
    from overlap.judge import judgements as judged

    if "-" in (left, right):
        raise InputError("Standard input is where your answers come from.", "Give the list as a file.")
    check_output(judgements, (left, right or RIGHT), (".csv",))
    known = judged.read(judgements) if judgements.exists() else ()
    sides = load(Sources(left, right, within=False, settings=read_settings(column, ""), strict=strict))
    from overlap.comparison.comparison import score
    from overlap.judge import labelling
    from overlap.report import terminal
    from overlap.store import files

    settings = Settings(fold=not no_fold, glossary=glossary, weights=weights, embeddings=embeddings)
    with progress("Comparing"):
        scores = score(*sides, settings)
    session = labelling.Session(labelling.queue(scores, known), known)
    show("\n".join(f"{grade}  {meaning}" for grade, meaning in labelling.GRADES.items()) + "\n")
    with suppress(KeyboardInterrupt):  # what was answered is in the file
        while session.now:
            show(f"\n{labelling.counted(session.judged)}\n\n{terminal.write_entries(session.now, page())}\n")
            answered = _answer(session)
            if answered is None:
                break
            if answered.judged != session.judged:
                there = judged.read(judgements) if judgements.exists() else ()
                files.write_all({judgements: judged.write(judged.merge(there, session.judged, answered.judged))})
            session = answered
    say(
        f"{labelling.counted(session.judged)}{f'; in {judgements}' if judgements.exists() else ', so nothing written'}."
    )


def _answer(session: "Session") -> "Session | None":
    """Ask until there is an answer; None to quit, and when the input ends."""
    from overlap.judge.labelling import GRADES

    keys: Mapping[str, Callable[[], Session]] = {"s": session.skip, "u": session.undo}
    while True:
        show(f"{_KEYS}: ")
        line = sys.stdin.readline()
        key, _, reason = line.strip().partition(" ")
        if not line or key.casefold() == "q":
            return None
        if key in GRADES:
            return session.grade(float(key), reason.strip())
        if key.casefold() == "u" and not session.before:
            show("Nothing to take back in this session; correct the file itself.\n")
            continue
        if key.casefold() in keys:
            return keys[key.casefold()]()
        show("Answer with one of these keys.\n")
