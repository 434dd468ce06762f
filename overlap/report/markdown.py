"""Markdown, to paste into a wiki, an issue or a mail."""

import re

from overlap.model import Entry, Pair, Report
from overlap.report.pairs import score_of
from overlap.report.wording import compared_on, coordinated, footer, header, standing, top_terms
from overlap.text.printing import printable


def write(report: Report) -> str:
    """Write the report as a page with one table of pairs."""
    left, right = report.left.corpus.title, report.right.corpus.title
    return "\n".join(
        [
            f"# Overlap of {report.subject}: {escape(left)} and {escape(right)}",
            "",
            *(f"- {escape(line)}" for line in header(report)),
            "",
            f"| # | level | {escape(left)} | {escape(right)} | shared words |",
            "|--:|---|---|---|---|",
            *(_row(pair) for pair in report.pairs),
            "",
            *(f"- {escape(line)}" for line in footer(report)),
            *_coordinated(report),
            *_decided(report),
            *_lone(report),
            "",
        ]
    )


def _row(pair: Pair) -> str:
    level = f"**{pair.level}**<br>{score_of(pair.score)} {escape(compared_on(pair))}<br>{pair.id}"
    return f"| {pair.rank or '–'} | {level} | {_entry(pair.left)} | {_entry(pair.right)} | {escape(top_terms(pair))} |"


def _entry(entry: Entry) -> str:
    return f"**{escape(entry.id)}**<br>{escape(entry.title)}<br>{escape(standing(entry))}"


def _coordinated(report: Report) -> list[str]:
    """List the pairs that are coordinated already, one a line."""
    lines = [f"- {escape(coordinated(pair))}" for pair in report.coordinated]
    return ["", "## Already coordinated", "", *lines] if lines else []


def _decided(report: Report) -> list[str]:
    """List the pairs on which a decision stands, one a line."""
    lines = [f"- {escape(f'{pair.left.id} and {pair.right.id}: {pair.decision}')}" for pair in report.decided]
    return ["", "## Decided", "", *lines] if lines else []


def _lone(report: Report) -> list[str]:
    """List the entries with no near neighbour, one a line."""
    if not report.lone:
        return []
    lines = [f"- {escape(lone.entry.id)}: {escape(lone.entry.title)}" for lone in report.lone]
    return ["", "## No near neighbour on the other side", "", *lines]


def escape(text: str) -> str:
    """Keep a text from being read as Markdown or HTML."""
    one_line = " ".join(printable(text).split())
    return re.sub(r"([\\`*_\[\]|#])", r"\\\1", one_line).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
