"""What `overlap evaluate` prints."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from overlap.comparison.dossier import LevelWorth, Missed
from overlap.judge.evaluation import Evaluation, Measure
from overlap.judge.judgements import Judgement
from overlap.judge.metrics import Bin
from overlap.model import Pair
from overlap.report.columns import entry_fields
from overlap.report.layout import PLAIN, Block, Column, Screen, render, table, text
from overlap.report.summary import about, missed
from overlap.report.wording import compared_on, top_terms

_HEADINGS = ("AP ≥2", "95 %", "AP ≥1", "nDCG", "P@20", "R@10")


def write(evaluation: Evaluation, screen: Screen = PLAIN) -> str:
    """Write an evaluation as a page: how the ranking does, whether the probabilities hold, and the worst misses."""
    sides = evaluation.left.corpus.title, evaluation.right.corpus.title
    blocks: list[Block] = [
        text(f"{sides[0]} and {sides[1]}: {evaluation.judged} judged pairs, {evaluation.agenda} of grade 2 or more"),
        text(""),
        _measures(evaluation.measures),
        text("AP average precision; nDCG of the first 50; P@20 precision; R@10 recall of each item, averaged."),
        text(""),
        text(f"The probabilities: calibration error {evaluation.calibration_error:.3f}", "bold"),
        _bins(evaluation.bins),
        text(""),
        text("The levels: how many of their pairs have grade 3, 2 or more, 1 or more", "bold"),
        _levels(evaluation),
        text(""),
        *_missed(evaluation.missed),
        text("Worst misses: grade 2 or more, lowest score", "bold"),
        *_pairs(evaluation.misses),
        text("False alarms: below grade 2, highest score", "bold"),
        *_pairs(evaluation.false_alarms),
    ]
    if evaluation.left_out:
        names = ", ".join(f"{each.left_id} / {each.right_id}" for each in evaluation.left_out)
        blocks.append(text(f"Judged, but not in the two lists: {len(evaluation.left_out)} pairs: {names}."))
    return render(blocks, screen)


def write_json(evaluation: Evaluation) -> str:
    """Write an evaluation as one JSON object."""
    whole = {
        "judged": evaluation.judged,
        "agenda": evaluation.agenda,
        "calibration_error": evaluation.calibration_error,
        "measures": [{**asdict(each), "name": each.name.strip()} for each in evaluation.measures],
        "reliability": [asdict(each) for each in evaluation.bins],
        "levels": [asdict(each) for each in evaluation.levels],
        "missed": asdict(evaluation.missed) if evaluation.missed else None,
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


def _measures(measures: Sequence[Measure]) -> Block:
    rows = []
    for each in measures:
        low, high = each.interval
        values = each.agenda, each.related, each.ndcg, each.precision, each.recall
        first, *others = (f"{value:.3f}" for value in values)
        rows.append([each.name, first, f"{low:.2f}-{high:.2f}", *others])
    return _numbers(("Ranked by", *_HEADINGS), rows)


def _bins(bins: Sequence[Bin]) -> Block:
    rows = [
        (f"{each.lowest:.1f} to {each.highest:.1f}", str(each.pairs), f"{each.said:.2f}", f"{each.found:.2f}")
        for each in bins
    ]
    return _numbers(("Probability", "pairs", "said", "found"), rows)


def _levels(evaluation: Evaluation) -> Block:
    rows = []
    for each in evaluation.levels:
        counts = (each.likely, each.agenda, each.related)
        shares = (f"{count / each.pairs:.0%}" if each.pairs else "-" for count in counts)
        rows.append([each.level, str(each.pairs), *shares])
    return _numbers(("Level", "pairs", "grade 3", "≥ 2", "≥ 1"), rows)


def _missed(estimate: Missed | None) -> list[Block]:
    """Write what is not among the pairs to look at; by pairs drawn at random, if there are any."""
    if estimate is None:
        return []
    rows = [
        (str(each.level), f"{each.pairs:,}", f"{each.judged:,}", str(each.agenda), str(each.drawn), _rest(each))
        for each in estimate.levels
    ]
    return [
        text("What is missed", "bold"),
        _numbers(("Level", "pairs", "judged", "≥ 2", "drawn", "≥ 2 among the rest, 95 %"), rows),
        text(missed(estimate)),
        text(
            "" if estimate.recall else "Not every level was drawn from at random: overlap label --sample 100 does it."
        ),
        text(""),
    ]


def _rest(level: LevelWorth) -> str:
    return "?" if level.rest is None else about(level.rest).removeprefix("about ")


def _numbers(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    """Lay out names and the numbers of each."""
    first, *others = headings
    columns = [Column(first, is_cut=True), *(Column(each, is_number=True, is_cut=True) for each in others)]
    return table(columns, rows)


def _pairs(pairs: Sequence[tuple[Judgement, Pair]]) -> list[Block]:
    """Write each pair with its grade, its score and the channels that made it."""
    lines: list[Block] = []
    for judgement, pair in pairs:
        channels = ", ".join(f"{each.name} {each.share:+.1f}" for each in pair.channels if abs(each.share) >= 0.05)
        lines += [
            text(f"  grade {judgement.grade:g}, score {pair.score:.3f}: {pair.left.id} and {pair.right.id}"),
            text(f"    {pair.left.title}"),
            text(f"    {pair.right.title}"),
            text(f"    {compared_on(pair)}: {channels or 'no shared term'}; {top_terms(pair)}"),
            text(""),
        ]
    return lines or [text("  none"), text("")]
