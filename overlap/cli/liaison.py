"""The commands `liaison`: a draft, and what became of the statements that were drafted."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from overlap.cli import draft as drafting
from overlap.cli.console import page, say, show
from overlap.cli.help import examples
from overlap.cli.options import TableOrJson
from overlap.cli.register import REGISTER, RegisterOption, change_liaisons
from overlap.cli.values import is_json
from overlap.errors import SettingsError
from overlap.record import liaisons
from overlap.text.printing import printable
from overlap.text.suggestions import did_you_mean

_DRAFT = "draft"


class Drafting(TyperGroup):
    """A group whose first command is meant where none is named: `overlap liaison P-R2KQFZT1` drafts."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 -- typer has no public name for it
        """Put the first command before what was typed; a mistyped one is told."""
        if (
            args
            and args[0] not in self.commands
            and args[0].isalpha()
            and (near := did_you_mean(args[0], self.commands))
        ):
            raise SettingsError(f"No pair and no command is called {args[0]}.", near.strip())
        return super().parse_args(ctx, args if args and args[0] in self.commands else [_DRAFT, *args])


app = typer.Typer(
    cls=Drafting, rich_markup_mode=None, help="Draft a liaison statement about pairs, and keep what becomes of it."
)
app.command(_DRAFT, epilog=drafting.EXAMPLES)(drafting.draft)

Statement = Annotated[str, typer.Argument(help="Its id, as L-7QR051S5, or the number of its document.")]
Day = Annotated[str, typer.Option("--date", help="When, as 2026-11-29. [default: today]")]


@app.command("list", epilog=examples("overlap liaison list", "overlap liaison list --due 30d"))
def list_liaisons(
    due: Annotated[
        str, typer.Option("--due", help="Only what waits for a reply and is due within so many days, as 30d.")
    ] = "",
    decisions: RegisterOption = REGISTER,
    format_name: TableOrJson = "table",
) -> None:
    """List the liaison statements of the register, those that are overdue first."""
    today = date.today()
    last = (today + timedelta(_days(due))).isoformat() if due else ""
    found = liaisons.due(liaisons.read(decisions).values(), today.isoformat(), last)
    if is_json(format_name):
        listed = [{**asdict(each), "state": each.state(today.isoformat())} for each in found]
        show(json.dumps(listed, ensure_ascii=False, indent=2) + "\n")
        return
    from overlap.report import terminal

    rows = [
        [each.id, each.state(today.isoformat()), each.title, each.to, each.deadline, each.answer or each.number]
        for each in found
    ]
    head = ["Statement", "State", "Title", "To", "Deadline", "Document"]
    show(terminal.write_listing(head, rows, page()) if rows else f"{decisions}: none{' due' if due else ''}.\n")


@app.command("show", epilog=examples("overlap liaison show L-7QR051S5"))
def show_liaison(statement: Statement, decisions: RegisterOption = REGISTER) -> None:
    """Show one statement in full."""
    from overlap.report import terminal

    found = liaisons.find(liaisons.read(decisions), statement)
    said = {"state": found.state(date.today().isoformat()), **asdict(found)}
    rows = [[name.capitalize().replace("_", " "), _plain(value)] for name, value in said.items() if value]
    show(terminal.write_listing(["Statement", ""], rows, page()))


@app.command("sent", epilog=examples("overlap liaison sent L-7QR051S5 --number SG20-LS45 --date 2026-11-29"))
def sent(
    statement: Statement,
    number: Annotated[str, typer.Option("--number", help="The number of the document that was sent.")],
    day: Day = "",
    deadline: Annotated[str, typer.Option("--deadline", help="By when a reply was asked for, if it changed.")] = "",
    decisions: RegisterOption = REGISTER,
) -> None:
    """Note that a statement was sent, with the number of the document."""
    life = {"sent": day or _today(), "number": printable(number), **({"deadline": deadline} if deadline else {})}
    _note(decisions, statement, **life)


@app.command("answered", epilog=examples("overlap liaison answered SG20-LS45 --number 'JTC4 N112'"))
def answered(
    statement: Statement,
    number: Annotated[str, typer.Option("--number", help="The number of their document.")] = "",
    day: Day = "",
    decisions: RegisterOption = REGISTER,
) -> None:
    """Note that the other side answered, with the number of their document."""
    _note(decisions, statement, answered=day or _today(), answer=printable(number))


@app.command("close", epilog=examples("overlap liaison close L-7QR051S5"))
def close(statement: Statement, day: Day = "", decisions: RegisterOption = REGISTER) -> None:
    """Note that nothing more is to come of a statement."""
    _note(decisions, statement, closed=day or _today())


def _note(path: Path, statement: str, **life: str) -> None:
    found = liaisons.find(liaisons.read(path), statement)
    change_liaisons(path, lambda there: liaisons.note(there, found.id, **life))
    say(f"{liaisons.said(liaisons.read(path)[found.id], _today())}; in {path}.")


def _today() -> str:
    return date.today().isoformat()


def _days(text: str) -> int:
    """Give the days of `30d`, `30` or `6w`."""
    found = re.fullmatch(r"(\d{1,4})\s?([dw]?)", text.strip().casefold())
    if not found:
        raise SettingsError(f"--due {text} is no number of days.", "Write it as 30d, or 6w for weeks.")
    return int(found[1]) * (7 if found[2] == "w" else 1)


def _plain(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "\n".join(value)
