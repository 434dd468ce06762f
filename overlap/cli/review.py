"""The command `review`: going through the list, decision by decision, with an estimate of how much is left."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from overlap.cli.console import check_output, page, progress, say, show
from overlap.cli.help import examples
from overlap.cli.options import Folding, Reading, Scoring, Strict, settings_of
from overlap.cli.register import NONE, REGISTER, RegisterOption, change
from overlap.cli.register import read as read_register
from overlap.cli.sides import Sides, load
from overlap.cli.signature import Without, unfold
from overlap.errors import InputError, SettingsError
from overlap.record import register
from overlap.record.register import NO_OVERLAP, OUTCOMES, Decision
from overlap.text.printing import printable

if TYPE_CHECKING:
    from overlap.judge.review import Session
    from overlap.model import Corpus

EXAMPLES = examples(
    "overlap review sg20 jc4", "overlap review sg20 jc4 --stop-at 0.9 --by Q7/20", "overlap review --estimate"
)
_KEYS = "n none, 1-13 outcome, ? list, s skip, u undo, q quit"
StopAt = Annotated[
    float | None,
    typer.Option("--stop-at", min=0.0, max=1.0, help="End when so much was seen with 95 % confidence, as 0.9."),
]


@dataclass(frozen=True)
class _Change:
    """A decision that was written in this session, and what stood there before."""

    name: str
    before: Decision | None


@unfold
def review(
    *,
    sides: Annotated[Sides, Without("within")],
    stop_at: StopAt = None,
    by: Annotated[str, typer.Option("--by", help="Who decides, as Q7/20.")] = "",
    estimate: Annotated[bool, typer.Option("--estimate", help="Say how far it is, and ask nothing.")] = False,
    decisions: RegisterOption = REGISTER,
    folding: Folding,
    scoring: Scoring,
    reading: Annotated[Reading, Without("mandate_of")],
    strict: Strict = False,
) -> None:
    """Go through the pairs, the closest first, and decide; every tenth is one at random.

    Each decision is written into the register at once, so that you can stop and go on at any time; what is decided
    there already, by 'decide' or the marks of a report, counts as read. Keys: n no overlap, 1 to 13 another outcome,
    both with a reason after a blank; s skips, u takes the last one back, q quits. It shows how many pairs worth
    raising are probably left, and how many you have probably seen.
    """
    if "-" in (sides.left, sides.right) and not estimate:
        raise InputError("Standard input is where your answers come from.", "Give the list as a file.")
    if str(decisions) == NONE:
        raise SettingsError("A review writes into a register.", "Name one with --decisions.")
    if not estimate:
        check_output(decisions, sides.names, (decisions.suffix.lower(),))
    known = read_register(decisions)
    both = load(sides, reading.settings(), strict)
    from overlap.comparison import comparison
    from overlap.judge import review as reviewing

    settings = settings_of(folding, scoring, today=date.today().isoformat())
    with progress("Comparing"):
        session = reviewing.begin(comparison.score(*both, settings), known, settings)
    if not estimate:
        show(f"{_outcomes()}\n")
        session = _go_through(session, both, decisions, by, stop_at)
    show(_said(session))


def _go_through(
    session: "Session", both: "tuple[Corpus, Corpus]", path: Path, by: str, stop_at: float | None
) -> "Session":
    """Ask for pair after pair and write each decision at once; an interrupt ends it as quitting does."""
    done: list[_Change] = []
    try:
        while session.now:
            if stop_at is not None and session.progress.may_stop(stop_at):
                say(f"you may stop: at least {stop_at:.0%} was seen, with 95 % confidence.")
                break
            show(f"\n{_said(session)}\n{_shown(session, both)}")
            answered = _answer(session, path, by, done)
            if answered is None:
                break
            session = answered
    except KeyboardInterrupt:  # what was decided is in the register
        show("\n")
    return session


def _said(session: "Session") -> str:
    """Say how far it is, as wide as the terminal."""
    from overlap.report.progress import said

    return _wrapped(said(session.progress))


def _shown(session: "Session", both: "tuple[Corpus, Corpus]") -> str:
    """Write the pair: both texts, and what made them close."""
    from overlap.report import terminal
    from overlap.report.wording import top_terms

    pair = session.pair
    entries = terminal.write_entries((pair.left, pair.right), both, page(), date.today().isoformat())
    return f"{entries}\n{_wrapped(f'{pair.id}, {pair.level}: {top_terms(pair)}')}"


def _wrapped(line: str) -> str:
    from overlap.report.layout import render, text

    return render([text(line)], page())


def _answer(session: "Session", path: Path, by: str, done: list[_Change]) -> "Session | None":
    """Ask until there is an answer; None to quit, and when the input ends."""
    while True:
        show(f"{_KEYS}: ")
        line = sys.stdin.readline()
        key, _, reason = line.strip().partition(" ")
        key = key.casefold()
        if not line:
            show("\n")
        if not line or key == "q":
            return None
        if key == "s":
            return session.skip()
        if key == "u":
            if session.before:
                return _undone(session, path, done)
            show("There is nothing to take back: this session has just begun.\n")
            continue
        if key in _OF_KEYS:
            return _decided(
                session,
                path,
                Decision(pair="", left="", right="", outcome=_OF_KEYS[key], by=printable(by), reason=printable(reason)),
                done,
            )
        show(f"{_outcomes()}\n" if key == "?" else "Answer with one of these keys.\n")


def _decided(session: "Session", path: Path, bare: Decision, done: list[_Change]) -> "Session":
    """Write a decision on the pair at hand."""
    from dataclasses import replace

    pair = session.pair
    made = register.stamp(replace(bare, pair=pair.id, decided=date.today().isoformat()), pair.left, pair.right)

    def with_it(there: Mapping[str, Decision]) -> dict[str, Decision]:
        done.append(_Change(pair.id, there.get(pair.id)))
        return {**there, pair.id: made}

    change(path, with_it)
    show(f"Noted: {register.said(made)}.\n")
    return session.decide(made.outcome != NO_OVERLAP)


def _undone(session: "Session", path: Path, done: list[_Change]) -> "Session":
    """Take the last answer back, in the register too where it was a decision."""
    before = session.before
    assert before
    assert before.now
    show(f"Taken back: the answer on {before.pair.id}.\n")
    if len(before.decided) < len(session.decided):
        last = done.pop()
        rest = {last.name: last.before} if last.before else {}
        change(path, lambda there: {**{name: each for name, each in there.items() if name != last.name}, **rest})
    return before


_OF_KEYS: Mapping[str, str] = {"n": NO_OVERLAP} | {str(n): each for n, each in enumerate(OUTCOMES[1:], start=1)}


def _outcomes() -> str:
    return "\n".join(f"{key:>2}  {outcome}" for key, outcome in _OF_KEYS.items())
