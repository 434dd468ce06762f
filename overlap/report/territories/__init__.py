"""The territory map, for people and for programs: one module a form."""

import json

from overlap.comparison.territory import Territory
from overlap.model import Report
from overlap.report import Format
from overlap.report import render as render_report
from overlap.report.data import csv, jsonl, write_json
from overlap.report.layout import PLAIN, Screen
from overlap.report.markdown import write as write_ranking_as_markdown
from overlap.report.terminal import write as write_ranking
from overlap.report.territories import markdown, terminal
from overlap.report.territories.data import as_json, matrix, matrix_csv

__all__ = ["matrix", "matrix_csv", "render"]


def render(
    territory: Territory | None, report: Report, form: Format, screen: Screen = PLAIN, with_all: bool = True
) -> str:
    """Write a ranking of statements with the map before or after it; CSV holds the ranking alone.

    Without `with_all` the table is one screen, without the ranking.
    """
    if territory is None:
        return write_ranking(report, screen) if form is Format.TABLE else render_report(report, form)
    if form is Format.TABLE and not with_all:
        return terminal.write(territory, report, screen)
    if form is Format.TABLE:
        ranked = f"\nThe statements of both sides, ranked\n{write_ranking(report, screen)}"
        return f"{terminal.write(territory, report, screen, with_all)}{ranked}"
    if form is Format.JSON:
        return write_json(report, territory=as_json(territory))
    if form is Format.JSONL:
        line = json.dumps({"type": "territory", **as_json(territory)}, ensure_ascii=False)
        return f"{''.join(jsonl(report))}{line}\n"
    if form is Format.MARKDOWN:
        return f"{write_ranking_as_markdown(report)}{markdown.write(territory, report)}"
    return "".join(csv(report, raw=form is Format.RAW_CSV))
