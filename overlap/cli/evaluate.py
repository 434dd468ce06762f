"""The command `evaluate`: how well the ranking agrees with pairs that experts judged."""

from pathlib import Path
from typing import Annotated

import typer

from overlap.cli.console import page, progress, say, show
from overlap.cli.help import examples
from overlap.cli.options import Folding, Reading, Scoring, Strict, TableOrJson, settings_of
from overlap.cli.sides import Sides, load
from overlap.cli.signature import Without, unfold
from overlap.cli.values import is_json
from overlap.errors import OutputError

EXAMPLES = examples(
    "overlap evaluate sg20 jc4 --judgements judged.csv",
    "overlap evaluate mine.csv theirs.csv --judgements judged.csv --learn weights.toml",
)
JUDGEMENTS = Path("judgements.csv")
JudgedPairs = Annotated[
    Path, typer.Option("--judgements", help="A CSV file with left_id,right_id,grade,reason; grades 0 to 3.")
]
Learn = Annotated[
    Path | None, typer.Option("--learn", help="Write weights learnt from these judgements to a .toml file.")
]


@unfold
def evaluate(
    *,
    sides: Annotated[Sides, Without("within")],
    judgements: JudgedPairs = JUDGEMENTS,
    folding: Folding,
    scoring: Scoring,
    learn: Learn = None,
    format_name: TableOrJson = "table",
    reading: Annotated[Reading, Without("mandate_of")],
    strict: Strict = False,
) -> None:
    """Measure how well the ranking agrees with pairs that experts judged.

    Prints precision and recall for the score, for each of its channels and for two plain methods, whether the
    probabilities and levels hold, and the worst misses with their explanation.
    """
    as_json = is_json(format_name)
    if learn and learn.suffix != ".toml":
        raise OutputError(f"{learn}: weights are written as .toml.", "Give a name that ends in .toml.")
    from overlap.judge import judgements as judged

    pairs = judged.read(judgements)
    both = load(sides, reading.settings(), strict)
    settings = settings_of(folding, scoring)
    from overlap.judge import evaluation
    from overlap.report import evaluations
    from overlap.score.weights import write
    from overlap.store import files

    with progress("Comparing"):
        found = evaluation.evaluate(*both, pairs, settings)
    show(evaluations.write_json(found) if as_json else evaluations.write(found, page()))
    if learn:
        learnt, held_out = evaluation.learn(*both, pairs, settings)
        files.write_all({learn: write(learnt)})
        say(f"wrote {learn}; use it with --weights {learn}.")
        say(f"its average precision on items held out (ten folds) is {held_out:.3f}; the table is of those before.")
