"""The whole territory map as Markdown."""

from collections.abc import Mapping

from overlap.comparison.territory import Territory
from overlap.model import Report, Statement
from overlap.report.markdown import escape
from overlap.report.territories.wording import CONTEST, TITLES, claimed, meanings, stand_ins
from overlap.report.wording import notes


def write(territory: Territory, report: Report) -> str:
    """Write the whole map as Markdown."""
    sides = {"left": report.left.corpus.title, "right": report.right.corpus.title}
    lines = [
        "",
        "## Whose ground",
        "",
        *(f"- {escape(line)}" for line in stand_ins(report)),
        "",
        f"| work items | {escape(sides['left'])} | {escape(sides['right'])} |",
        "|---|--:|--:|",
    ]
    lines += [
        f"| {status}: {meaning} | {territory.count('left', status)} | {territory.count('right', status)} |"
        for status, meaning in meanings(territory).items()
    ]
    lines += [
        "",
        f"### Statements that claim the same items\n\n{CONTEST}\n",
        "| statements | items |",
        "|---|---|",
    ]
    lines += [
        f"| {'<br>'.join(map(_named, (each.left, each.right)))} | {escape(', '.join(item.id for item in each.items))} |"
        for each in territory.contests
    ]
    lines += [*_work_items(territory, sides), *_covers(territory)]
    lines += ["", *(f"- {escape(line)}" for line in (TITLES, *notes(report))), ""]
    return "\n".join(lines)


def _named(statement: Statement) -> str:
    return f"**{escape(statement.called)}** {escape(statement.text)}"


def _work_items(territory: Territory, sides: Mapping[str, str]) -> list[str]:
    lines = ["", "### Work items", "", "| side | item | stands | claimed by |", "|---|---|---|---|"]
    lines += [
        f"| {escape(sides[each.side])} | **{escape(each.item.id)}** {escape(each.item.title)} | {each.status} | "
        f"{escape(claimed(each))} |"
        for each in territory.holdings
    ]
    return lines


def _covers(territory: Territory) -> list[str]:
    lines = ["", "### Coverage", "", "| covered | statement | by | open |", "|--:|---|---|---|"]
    lines += [
        f"| {each.share:.0%} | {_named(each.statement)} | "
        f"{escape('; '.join(f'{part.word} ({part.item.id})' for part in each.parts))} | "
        f"{escape(', '.join(each.open))} |"
        for each in territory.covers
    ]
    return lines
