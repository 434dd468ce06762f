"""The promise of `review --stop-at`, replayed: judged lists read in many orders, and what had been seen at the stop.

Nothing is learnt from the list that is read: its scores and its prior are of the other lists.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from overlap.judge.stopping import EVERY, Curve, Pool, Prior, Progress
from overlap.score.channels import Array

TARGETS = (0.9, 0.95)
MARKS = (50, 100, 200, 400, 800)
"""After so many pairs it is looked at whether the truth lies in the interval."""
_NOISE = 0.5
"""Deviation of what is added to the log-odds of each pair, so that no two orders are the same."""
_FIRST = 10
"""The estimate is asked for after so many pairs, and again after so many or a tenth more."""
_MOST = 20_000
"""Nobody reads more: a promise that is not given by then is not given."""
_LOWEST = -14.0


class Ranked(NamedTuple):
    """The pairs of a list, the closest first."""

    odds: Array
    """The log-odds of those that share a term."""
    wanted: NDArray[np.bool_]
    """Which pairs are worth raising, of all."""

    @classmethod
    def of(cls, odds: Array, wanted: NDArray[np.bool_]) -> "Ranked":
        """Put pairs in order; those that share no term have log-odds without end."""
        order = np.argsort(-odds, kind="stable")
        return cls(odds[order][np.isfinite(odds[order])], wanted[order])


class Stopped(NamedTuple):
    """Where a reading stopped."""

    read: int
    seen: float
    """The share of what is worth raising that had been read."""


class Replayed(NamedTuple):
    """One order."""

    stops: Mapping[float, Stopped]
    """Where it stopped, by target; none for a promise that was not given."""
    within: Mapping[int, bool]
    """Whether the truth lay in the interval, by mark."""
    ideal: Mapping[float, int]
    """After how many pairs so much had been seen."""


def order(odds: Array, whole: int, seed: int) -> Iterator[int]:
    """Yield the pairs as a review does: the closest first, every tenth at random."""
    random = np.random.default_rng(seed)
    noisy = np.append(odds, np.full(whole - len(odds), _LOWEST)) + random.normal(0, _NOISE, whole)
    closest, drawn = iter(np.argsort(-noisy, kind="stable").tolist()), iter(random.permutation(whole).tolist())
    read = bytearray(whole)
    for number in range(min(whole, _MOST)):
        place = next(n for n in (drawn if number % EVERY == EVERY - 1 else closest) if not read[n])
        read[place] = 1
        yield place


def looks(pairs: Ranked, prior: Prior, places: NDArray[np.intp]) -> Iterator[Progress]:
    """Estimate how much is left, again and again while these pairs are read."""
    pool, read = Pool(len(pairs.odds), len(pairs.wanted), prior), _FIRST
    while read < len(places):
        yield pool.progress(places[:read] + 1, pairs.wanted[places[:read]])
        read += max(_FIRST, read // 10)
    yield pool.progress(places + 1, pairs.wanted[places])


def replay(pairs: Ranked, prior: Prior, seed: int, targets: Sequence[float] = TARGETS) -> Replayed:
    """Read pairs in one order until the estimate says that enough was seen."""
    places = np.fromiter(order(pairs.odds, len(pairs.wanted), seed), dtype=np.intp)
    shares = np.cumsum(pairs.wanted[places]) / pairs.wanted.sum()
    stops: dict[float, Stopped] = {}
    within: dict[int, bool] = {}
    for now in looks(pairs, prior, places):
        share = float(shares[now.read - 1])
        within |= {mark: _holds(now, share) for mark in MARKS if mark <= now.read and mark not in within}
        new = [target for target in targets if target not in stops and now.may_stop(target)]
        stops |= {target: Stopped(now.read, share) for target in new}
        if len(stops) == len(targets):
            break
    return Replayed(stops, within, {target: int(np.searchsorted(shares, target - 1e-9)) + 1 for target in targets})


def _holds(now: Progress, share: float) -> bool:
    return now.seen.low - 1e-9 <= share <= now.seen.high + 1e-9


def curve(wanted: NDArray[np.bool_]) -> Curve:
    """Fit the curve to a list that was read to its end."""
    logs, sign = np.log(np.arange(1, len(wanted) + 1)), np.where(wanted, 1, -1)

    def surprise(numbers: Array) -> float:
        return float(np.logaddexp(0, -sign * (numbers[0] - numbers[1] * logs)).sum())

    return Curve(*minimize(surprise, (6, 1.6), method="Nelder-Mead", options={"xatol": 1e-4, "fatol": 1e-4}).x.tolist())


def prior(curves: Sequence[Curve]) -> Prior:
    """Say how the curves of some lists are spread."""
    mean, deviation = (Curve(*each.tolist()) for each in (np.mean(curves, axis=0), np.std(curves, axis=0, ddof=1)))
    return Prior(mean, deviation, float(np.corrcoef(np.array(curves).T)[0, 1]))


def print_table(title: str, lists: Mapping[str, Ranked], priors: Mapping[str, Prior], orders: int) -> bool:
    """Print how often the promise held, by list and target; say whether it held too seldom in one."""
    head = "".join(f"{f'{target:.0%}: held':>11} {'read':>6} {'ideal':>6}" for target in TARGETS)
    print(f"\n{title}, in {orders} orders, until so much was seen with 95 % confidence\n")
    print(f"{'':24}{'pairs':>8}{head}  within")
    missed = False
    for name, pairs in lists.items():
        some = [replay(pairs, priors[name], seed) for seed in range(orders)]
        line = f"{name:24}{len(pairs.wanted):8,}"
        for target in TARGETS:
            given = [each.stops[target] for each in some if target in each.stops]
            held = float(np.mean([each.seen >= target - 1e-9 for each in given])) if given else None
            read = np.median([each.stops[target].read if target in each.stops else _MOST for each in some])
            ideal = np.median([each.ideal[target] for each in some])
            line += f"{'never given' if held is None else f'{held:.1%}':>11} {_count(read)} {_count(ideal)}"
            missed |= held is not None and held < 0.95
        within = np.mean([is_within for each in some for is_within in each.within.values()])
        print(f"{line} {within:7.1%}", flush=True)
    return missed


def print_marked(lists: Mapping[str, Ranked], priors: Mapping[str, Prior], read: int = 100) -> None:
    """Print what share the estimate says was seen where a page was marked: every pair read, and finds alone."""
    print(f"\nMarks of a page, of the closest {read}: share seen in truth, said with all marked, with finds alone\n")
    shares = []
    for name, pairs in lists.items():
        closest = np.arange(read)
        finds = closest[pairs.wanted[closest]]
        pool = Pool(len(pairs.odds), len(pairs.wanted), priors[name])
        said = (pool.progress(some + 1, pairs.wanted[some]).seen.value for some in (closest, finds))
        shares.append([len(finds) / pairs.wanted.sum(), *said])
        print(f"{name:24}" + "".join(f"{share:8.0%}" for share in shares[-1]))
    print(f"{'mean':24}" + "".join(f"{share:8.0%}" for share in np.mean(shares, axis=0)))


def _count(pairs: float) -> str:
    return f"{pairs:6,.0f}" if pairs < _MOST else f"> {_MOST // 1000}k".rjust(6)
