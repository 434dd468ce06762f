"""The whole territory map as Markdown."""

from overlap.comparison.territory import Territory
from overlap.model import Report
from overlap.report.markdown import escape
from overlap.report.territories.wording import CONTEST, MEANING, TITLES, claimed
from overlap.report.wording import notes


def write(territory: Territory, report: Report) -> str:
    """Write the whole map as Markdown."""
    sides = {"left": report.left.corpus.title, "right": report.right.corpus.title}
    lines = [
        "",
        "## Whose ground",
        "",
        f"| work items | {escape(sides['left'])} | {escape(sides['right'])} |",
        "|---|--:|--:|",
    ]
    lines += [
        f"| {status}: {meaning} | {territory.count('left', status)} | {territory.count('right', status)} |"
        for status, meaning in MEANING.items()
    ]
    lines += [
        "",
        f"### Statements that claim the same items\n\n{CONTEST}\n",
        "| weight | statements | items |",
        "|--:|---|---|",
    ]
    lines += [
        f"| {each.weight:.1f} | **{escape(each.left.id)}** {escape(each.left.text)}<br>**{escape(each.right.id)}** "
        f"{escape(each.right.text)} | {escape(', '.join(item.id for item in each.items))} |"
        for each in territory.contests
    ]
    lines += ["", "### Work items", "", "| side | item | stands | claimed by |", "|---|---|---|---|"]
    lines += [
        f"| {escape(sides[each.side])} | **{escape(each.item.id)}** {escape(each.item.title)} | {each.status} | "
        f"{escape(claimed(each))} |"
        for each in territory.holdings
    ]
    lines += ["", "### Coverage", "", "| covered | statement | by | open |", "|--:|---|---|---|"]
    lines += [
        f"| {each.share:.0%} | **{escape(each.statement.id)}** {escape(each.statement.text)} | "
        f"{escape('; '.join(f'{part.word} ({part.item.id})' for part in each.parts))} | "
        f"{escape(', '.join(each.open))} |"
        for each in territory.covers
    ]
    lines += ["", *(f"- {escape(line)}" for line in (TITLES, *notes(report))), ""]
    return "\n".join(lines)
