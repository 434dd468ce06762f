"""Whether the levels of a comparison hold on judged pairs."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from overlap.judge.judgements import AGENDA
from overlap.score.channels import Array
from overlap.settings import Level

RELATED = 1.0
LIKELY = 2.5


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How often a level holds: its pairs, and how many of them have grade 2.5, 2 and 1 or more."""

    level: Level
    pairs: int
    likely: int
    agenda: int
    related: int


def count_levels(probabilities: Array, grades: Array, levels: Mapping[Level, float]) -> list[LevelCount]:
    """Count for each level how many of its pairs have the grade that its words promise."""
    found, below = [], np.ones(len(grades), dtype=bool)
    for level, lowest in levels.items():
        here = below & (probabilities >= lowest)
        below &= ~here
        counts = [int((grades[here] >= least).sum()) for least in (LIKELY, AGENDA, RELATED)]
        found.append(LevelCount(level, int(here.sum()), *counts))
    return found
