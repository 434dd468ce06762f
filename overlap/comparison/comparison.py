"""The run, from two corpora to a report; read this first."""

from collections.abc import Mapping
from types import MappingProxyType

from overlap.comparison import mandates
from overlap.comparison.choice import choose_pairs
from overlap.comparison.listing import coordinated, list_pairs
from overlap.comparison.lone import find_lone
from overlap.comparison.names import are_statements, find_both
from overlap.comparison.pairs import closest_first, ranked, report_pairs, standing_decisions, told
from overlap.comparison.sides import is_english, left_out, sides
from overlap.comparison.territory import Territory
from overlap.errors import SettingsError
from overlap.items import coordination
from overlap.model import (
    Corpus,
    Report,
    Side,
    Statement,
    Subject,
)
from overlap.record.register import Decision
from overlap.score import blocks, scoring, weights
from overlap.score.rounding import STEP
from overlap.settings import DEFAULTS, Level, Settings
from overlap.text import glossary, languages


def compare(
    left: Corpus,
    right: Corpus,
    settings: Settings = DEFAULTS,
    subject: Subject = Subject.WORK_ITEMS,
    decisions: Mapping[str, Decision] = MappingProxyType({}),
    scores: scoring.Scores | None = None,
) -> Report:
    """Rank the pairs of work items, or of mandate statements, of two corpora by how close they are.

    Pairs on which a decision of the register stands on `settings.today` are no findings; those whose decision no
    longer holds are, and say why. `scores` are those of `score` if they are at hand.

    Raises NotFoundError when a side has nothing to compare, SettingsError when a filter fits nothing.
    """
    both = sides(left, right, settings, subject, (scores.left, scores.right) if scores else None)
    scores = scores or _score(both, settings)
    joint = declared(both, settings)
    standing = {} if subject is Subject.MANDATES else standing_decisions(scores, decisions, joint, settings)
    decided = {place: each for place, each in standing.items() if not each.open_again and not settings.show_decided}
    settled = {*joint, *decided}
    chosen = choose_pairs(scores, settings, both, settled)
    lone = find_lone(scores, settings)
    return Report(
        subject=subject,
        settings=settings,
        left=both[0],
        right=both[1],
        pairs=list_pairs(chosen, settings, joint, standing),
        matching=len(chosen),
        levels=scoring.count_levels(scores, settled),
        coordinated=coordinated(scores, joint),
        decided=tuple(told(each.pair, each) for each in closest_first(decided.values())),
        lone=lone,
        lone_on=lone.on,
        left_out=left_out(both),
        floor=None if scores.floor is None else scores.floor / STEP,
    )


def explain(
    left: Corpus,
    right: Corpus,
    left_id: str,
    right_id: str,
    settings: Settings = DEFAULTS,
    decisions: Mapping[str, Decision] = MappingProxyType({}),
) -> Report:
    """Report one pair, of two work items or two statements, with the rank and score that `compare` gives it.

    What was decided about it stands on it. Either of the two may be named first. Raises NotFoundError when an id is
    not there.
    """
    subject = Subject.MANDATES if are_statements(left_id, right_id, left, right) else Subject.WORK_ITEMS
    both = sides(left, right, settings, subject)
    row, column = find_both(left_id, right_id, both)
    if settings.within and row == column:
        raise SettingsError(f"{left_id} and {right_id} are one work item.", "Name two; --no-fold takes editions apart.")
    if settings.within and row > column:
        row, column = column, row
    scores = _score(both, settings)
    joint = declared(both, settings)
    standing = {} if subject is Subject.MANDATES else standing_decisions(scores, decisions, joint, settings)
    (pair,) = report_pairs(scores, ranked(scores, [(row, column)]), joint)
    return Report(
        subject=subject,
        settings=settings,
        left=both[0],
        right=both[1],
        pairs=(told(pair, standing.get((row, column))),),
        matching=1,
        levels=scoring.count_levels(scores, joint),
        coordinated=coordinated(scores, joint),
        decided=(),
        lone=(),
        lone_on={},
        left_out=left_out(both),
    )


def declared(sides: tuple[Side, Side], settings: Settings) -> Mapping[tuple[int, int], str]:
    """Find the pairs that are coordinated already."""
    found = coordination.declared(sides[0].entries, sides[1].entries)
    return {place: said for place, said in found.items() if place[0] < place[1]} if settings.within else found


def chart(left: Corpus, right: Corpus, settings: Settings, scores: scoring.Scores | None = None) -> Territory | None:
    """Chart whose ground the work items of two corpora stand on; None where there are none to give.

    `scores` are those of `score` if they are at hand.
    """
    if settings.within or not all(any(map(is_english, corpus.work_items)) for corpus in (left, right)):
        return None
    both = sides(left, right, settings, Subject.MANDATES)
    statements = [[*(each for each in side.entries if isinstance(each, Statement)), *side.apart] for side in both]
    words, numbers = glossary.read(settings.glossary), weights.read(settings.weights)
    is_whole = not left.mandate_missing and not right.mandate_missing
    scores = scores or score(left, right, settings)
    return mandates.chart((statements[0], statements[1]), scores, words, numbers, is_whole)


def score(left: Corpus, right: Corpus, settings: Settings, run: blocks.Run = blocks.on_this_machine) -> scoring.Scores:
    """Score the pairs of work items of two corpora, as `compare` does; `run` says where, which changes no score.

    Raises NotFoundError when there is nothing.
    """
    return _score(sides(left, right, settings), settings, run)


def closest(both: tuple[Side, Side], settings: Settings, level: Level) -> scoring.Scores:
    """Score the pairs as `score` does; of long lists only those of a level and closer are listed, ranked as there."""
    return _score(both, settings, level=level)


def _score(
    both: tuple[Side, Side],
    settings: Settings,
    run: blocks.Run = blocks.on_this_machine,
    level: Level = Level.RELATED,
) -> scoring.Scores:
    """Score the pairs by the words of the field and the weights that the settings name."""
    words, numbers = glossary.read(settings.glossary), weights.read(settings.weights)
    lowest = min(numbers.levels[level], settings.min_score or 1.0)
    lists = both[0].entries, both[1].entries
    languages.forget()  # what is compared is read by now
    return scoring.score(
        *lists, settings.within, words, numbers, settings.embeddings, lowest, run, lexicon=settings.lexicon
    )
