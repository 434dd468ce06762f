"""What `overlap evaluate` prints."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from overlap.judge.evaluation import Evaluation, Measure
from overlap.judge.judgements import Judgement
from overlap.judge.metrics import Bin
from overlap.model import Pair
from overlap.report.columns import entry_fields
from overlap.report.terminal import PLAIN, Page, render_parts
from overlap.report.wording import compared_on, top_terms

_HEADINGS = ("AP ≥2", "95 %", "AP ≥1", "nDCG", "P@20", "R@10")


def write(evaluation: Evaluation, page: Page = PLAIN) -> str:
    """Write an evaluation as a page: how the ranking does, whether the probabilities hold, and the worst misses."""
    sides = evaluation.left.corpus.title, evaluation.right.corpus.title
    parts: list[RenderableType] = [
        Text(f"{sides[0]} and {sides[1]}: {evaluation.judged} judged pairs, {evaluation.agenda} of grade 2 or more"),
        Text(),
        _measures(evaluation.measures),
        Text("AP average precision; nDCG of the first 50; P@20 precision; R@10 recall of each item, averaged."),
        Text(),
        Text(f"The probabilities: calibration error {evaluation.calibration_error:.3f}", style="bold"),
        _bins(evaluation.bins),
        Text(),
        Text("The levels: how many of their pairs have grade 3, 2 or more, 1 or more", style="bold"),
        _levels(evaluation),
        Text(),
        Text("Worst misses: grade 2 or more, lowest score", style="bold"),
        *_pairs(evaluation.misses),
        Text("False alarms: below grade 2, highest score", style="bold"),
        *_pairs(evaluation.false_alarms),
    ]
    if evaluation.left_out:
        names = ", ".join(f"{each.left_id} / {each.right_id}" for each in evaluation.left_out)
        parts.append(Text(f"Judged, but not in the two lists: {len(evaluation.left_out)} pairs: {names}."))
    return render_parts(parts, page)


def write_json(evaluation: Evaluation) -> str:
    """Write an evaluation as one JSON object."""
    whole = {
        "judged": evaluation.judged,
        "agenda": evaluation.agenda,
        "calibration_error": evaluation.calibration_error,
        "measures": [{**asdict(each), "name": each.name.strip()} for each in evaluation.measures],
        "reliability": [asdict(each) for each in evaluation.bins],
        "levels": [asdict(each) for each in evaluation.levels],
        "misses": [_judged(*each) for each in evaluation.misses],
        "false_alarms": [_judged(*each) for each in evaluation.false_alarms],
        "left_out": [asdict(each) for each in evaluation.left_out],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _judged(judgement: Judgement, pair: Pair) -> dict[str, Any]:
    return {
        "grade": judgement.grade,
        "score": pair.score,
        "left": entry_fields(pair.left),
        "right": entry_fields(pair.right),
        "channels": [asdict(each) for each in pair.channels],
    }


def _measures(measures: Sequence[Measure]) -> Table:
    table = _table("Ranked by", *_HEADINGS)
    for each in measures:
        low, high = each.interval
        values = each.related, each.ndcg, each.precision, each.recall
        table.add_row(each.name, f"{each.agenda:.3f}", f"{low:.2f}-{high:.2f}", *(f"{value:.3f}" for value in values))
    return table


def _bins(bins: Sequence[Bin]) -> Table:
    table = _table("Probability", "pairs", "said", "found")
    for each in bins:
        table.add_row(
            f"{each.lowest:.1f} to {each.highest:.1f}", str(each.pairs), f"{each.said:.2f}", f"{each.found:.2f}"
        )
    return table


def _levels(evaluation: Evaluation) -> Table:
    table = _table("Level", "pairs", "grade 3", "≥ 2", "≥ 1")
    for each in evaluation.levels:
        shares = (
            f"{count / each.pairs:.0%}" if each.pairs else "-" for count in (each.likely, each.agenda, each.related)
        )
        table.add_row(each.level, str(each.pairs), *shares)
    return table


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(first)
    for heading in others:
        table.add_column(heading, justify="right")
    return table


def _pairs(pairs: Sequence[tuple[Judgement, Pair]]) -> list[Text]:
    """Write each pair with its grade, its score and the channels that made it."""
    lines = []
    for judgement, pair in pairs:
        channels = ", ".join(f"{each.name} {each.share:+.1f}" for each in pair.channels if abs(each.share) >= 0.05)
        lines += [
            Text(f"  grade {judgement.grade:g}, score {pair.score:.3f}: {pair.left.id} and {pair.right.id}"),
            Text(f"    {pair.left.title}"),
            Text(f"    {pair.right.title}"),
            Text(f"    {compared_on(pair)}: {channels or 'no shared term'}; {top_terms(pair)}"),
            Text(),
        ]
    return lines or [Text("  none"), Text()]
