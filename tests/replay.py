"""The promise of `review --stop-at`, replayed: judged pairs read in many orders, and what had been seen at the stop."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from overlap.judge.judgements import AGENDA
from overlap.judge.stopping import EVERY, Pool, log_odds
from overlap.score.channels import Array

_NOISE = 0.5
"""Deviation of what is added to the log-odds of each pair, so that no two orders are the same."""
_STEP = 10
"""The estimate is asked for after so many pairs."""


class Stopped(NamedTuple):
    """Where a reading stopped."""

    read: int
    seen: float
    """The share of what is worth raising that had been read."""


def order(probabilities: Array, seed: int) -> Iterator[int]:
    """Yield the pairs as a review does: the closest first, every tenth at random."""
    random = np.random.default_rng(seed)
    closest = np.argsort(-(log_odds(probabilities) + random.normal(0, _NOISE, len(probabilities))), kind="stable")
    drawn = random.permutation(len(probabilities))
    read = np.zeros(len(probabilities), dtype=bool)
    first = second = 0
    for number in range(len(probabilities)):
        if number % EVERY == EVERY - 1:
            while read[drawn[second]]:
                second += 1
            place = int(drawn[second])
        else:
            while read[closest[first]]:
                first += 1
            place = int(closest[first])
        read[place] = True
        yield place


def replay(probabilities: Array, wanted: NDArray[np.bool_], seed: int, target: float) -> Stopped:
    """Read pairs in one order until the estimate says that enough was seen."""
    pool = Pool(probabilities, len(probabilities))
    places: list[int] = []
    for place in order(probabilities, seed):
        places.append(place)
        if len(places) % _STEP == 0 and pool.progress(probabilities[places], wanted[places]).may_stop(target):
            break
    return Stopped(len(places), float(wanted[places].sum() / wanted.sum()))


def print_table(files: Mapping[str, tuple[Array, Array]], orders: int) -> bool:
    """Print how often the promise held, by file and target; say whether it held too seldom in one."""
    head = "".join(f"{f'{target:.0%}: held':>12} {'read':>6}" for target in (0.9, 0.95))
    print(
        f"\nStopping: judged files read in {orders} orders until so much was seen with 95 % confidence\n\n{'':32}{head}"
    )
    missed = False
    for name, (odds, grades) in files.items():
        wanted, chances = grades >= AGENDA, 1 / (1 + np.exp(-odds))
        line = f"{name:32}"
        for target in (0.9, 0.95):
            some = [replay(chances, wanted, seed, target) for seed in range(orders)]
            held = float(np.mean([each.seen >= target for each in some]))
            line += f"{held:12.1%} {np.median([each.read for each in some]) / len(odds):6.0%}"
            missed |= held < 0.95
        print(line, flush=True)
    return missed
