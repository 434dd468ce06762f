"""The command `label`: judging pairs one by one."""

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli.console import check_output, page, progress, say, show
from overlap.cli.evaluate import JUDGEMENTS
from overlap.cli.help import examples
from overlap.cli.options import Folding, Reading, Scoring, Strict, settings_of
from overlap.cli.sides import Sides, load
from overlap.cli.signature import Without, unfold
from overlap.cli.values import at_least
from overlap.errors import InputError

if TYPE_CHECKING:
    from overlap.judge.labelling import Session
    from overlap.model import Corpus

EXAMPLES = examples(
    "overlap label sg20 jc4 --judgements judged.csv",
    "overlap label sg20 jc4 --judgements judged.csv --sample 100",
)
Sample = Annotated[
    int,
    typer.Option(
        "--sample", callback=at_least(0), help="Ask among others for so many pairs drawn at random, in all sittings."
    ),
]
_KEYS = "3 2 1 0, s skip, u undo, q quit"


@unfold
def label(
    *,
    sides: Annotated[Sides, Without("within")],
    judgements: Annotated[
        Path, typer.Option("--judgements", help="The CSV file to go on with; it is made if it is not there.")
    ] = JUDGEMENTS,
    sample: Sample = 0,
    folding: Folding,
    scoring: Scoring,
    reading: Annotated[Reading, Without("mandate_of")],
    strict: Strict = False,
) -> None:
    """Judge pairs one by one, the most uncertain first.

    Scores are hidden. Each answer is written at once, so that you can stop and go on at any time: 3 likely
    duplication, 2 substantial overlap, 1 related, 0 unrelated; s skips, u takes the last answer back, q quits.
    Text after a grade is kept as the reason. With --sample every second pair is one drawn at random, until there are
    so many: only they tell 'evaluate' how much is missed of what nobody looked at.
    """
    from overlap.judge import judgements as judged

    if "-" in (sides.left, sides.right):
        raise InputError("Standard input is where your answers come from.", "Give the list as a file.")
    check_output(judgements, sides.names, (".csv",))
    known = judged.read(judgements) if judgements.exists() else ()
    both = load(sides, reading.settings(), strict)
    from overlap.comparison import comparison
    from overlap.judge import labelling, sampling

    with progress("Comparing"):
        scores = comparison.score(*both, settings_of(folding, scoring))
    drawn = sampling.draw(scores, known, sample)
    names = frozenset((one.id, other.id) for one, other in drawn)
    session = labelling.Session(labelling.mixed(drawn, labelling.queue(scores, known)), known, names)
    show("\n".join(f"{grade}  {meaning}" for grade, meaning in labelling.GRADES.items()) + "\n")
    session = _judge(session, judgements, both)
    said = f"; in {judgements}" if judgements.exists() else ", so nothing written"
    say(f"{labelling.counted(session.judged)}{said}.")


def _judge(session: "Session", path: Path, both: "tuple[Corpus, Corpus]") -> "Session":
    """Ask for pair after pair and write each answer at once; an interrupt ends it as quitting does."""
    from overlap.judge import judgements, labelling
    from overlap.report import terminal
    from overlap.store import files

    with suppress(KeyboardInterrupt):  # what was answered is in the file
        while session.now:
            show(f"\n{labelling.counted(session.judged)}\n\n{terminal.write_entries(session.now, both, page())}\n")
            answered = _answer(session)
            if answered is None:
                break
            if answered.judged != session.judged:
                there = judgements.read(path) if path.exists() else ()
                files.write_all({path: judgements.write(judgements.merge(there, session.judged, answered.judged))})
            session = answered
    return session


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
