"""Which entries of a catalogue can be close to a few others: found without making vectors of all of it.

Two entries are as close as the terms that both have make them, and the length of a vector is the same whatever it is
compared with. So the lengths of a catalogue's vectors are remembered, and of the vectors only the columns are made that
the few others have: the channels of the score that are products are then exact, and the rest is bounded as always.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from overlap.items.folding import Folded
from overlap.model import Entry
from overlap.score import blocks, candidates, vectors
from overlap.score.counts import Counts, count, distinct
from overlap.score.features import features
from overlap.score.lexicon import Lexicon
from overlap.score.rounding import STEP
from overlap.score.tfidf import Lengths, known_lengths
from overlap.score.vectors import SideVectors, Space
from overlap.score.vocabulary import fit
from overlap.score.weights import Weights
from overlap.text.glossary import Glossary

MOST = 16
"""For more entries than these it is quicker to make all vectors."""
_TOGETHER = 2**16
"""So many pairs are bounded in one go."""
_MARGIN = 1
"""By so much, times STEP, a bound may be off, for sums of floating-point numbers depend on what else is added."""


def near(
    few: Sequence[Entry],
    catalogue: Folded,
    floor: int,
    glossary: Glossary,
    numbers: Weights,
    beside: Sequence[Sequence[Entry]],
    lexicon: Lexicon | None,
) -> tuple[list[int], Space]:
    """Give the entries that may have a score of `floor`, times STEP, or more with one of a few, and their vectors.

    What is rare is counted in the catalogue on the right, and in the lists `beside` the few on the left.
    """
    here, there = count(few, glossary), count(catalogue, glossary)
    statistics = [count(each, glossary) for each in beside], [there]
    spellings = here.spellings, there.spellings

    def space(some: Counts, lengths: Lengths | None = None) -> Space:
        fitted = fit(statistics, [here] if lengths else [here, some], glossary, numbers.vectors)
        return vectors.space(fitted, (here, some), numbers.vectors, lexicon, spellings, lengths=lengths)

    beside_digest = " ".join(_digest(*each) for each in zip(beside, statistics[0], strict=True))
    lengths = known_lengths(catalogue, there, statistics, glossary, numbers.vectors, beside_digest)
    rows = _reaching(space(there, lengths).sides, floor, numbers)
    return rows.tolist(), space(there.take(rows))


def _reaching(sides: tuple[SideVectors, SideVectors], floor: int, numbers: Weights) -> NDArray[np.int64]:
    """Find the entries of the right side whose bound reaches a score."""
    rows, columns = candidates.sharing(*sides)
    found = [columns[:0]]
    for start in range(0, len(rows), _TOGETHER):
        some = slice(start, start + _TOGETHER)
        most = features(sides, rows[some], columns[some], at_most=True).log_odds(numbers)
        found.append(columns[some][blocks.points(np.rint(most * STEP).astype(np.int64)) + _MARGIN >= floor])
    return distinct(np.concatenate(found))


def _digest(entries: Sequence[Entry], counts: Counts) -> str:
    """Reduce to a number what is counted in a list."""
    if isinstance(entries, Folded):
        return entries.digest
    numbers = (each.tobytes() for each in (counts.frequency, counts.pairs, counts.pair_frequency))
    said = (str(len(counts)).encode(), "\n".join(counts.terms).encode(), *numbers)
    return hashlib.sha256(b"\0".join(said)).hexdigest()
