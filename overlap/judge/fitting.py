"""Weights learnt from judged pairs: logistic regression, with cross-validation grouped by item.

scikit-learn's LogisticRegression takes neither an offset nor bounds, and here `same_title` is a fixed part of the sum
and no weight may be below 0: so the solver beneath it, L-BFGS-B, is called by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from overlap.judge.judgements import AGENDA, Judgement, find
from overlap.model import WorkItem
from overlap.score import features, weights
from overlap.score.channels import CHANNELS, Array, products
from overlap.score.features import Features
from overlap.score.vectors import Space

FEWEST = 50
"""So many pairs, and a fifth of them on either side of the agenda, are needed to learn a table of weights."""
_PENALTY = 1 / 60
"""What the squared coefficients of standardized channels cost, a pair: ridge regression. Channels that say nearly the
same share the weight, and what one list has by chance counts less in the others."""
_FOLDS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Judged pairs with what their scores are made of, one number a pair."""

    features: Features
    grades: Array
    items: tuple[str, ...]
    """For each pair the item by which pairs are kept together."""
    share: Array
    """How much each pair counts: those of a long list less, so that every list counts the same."""
    aside: tuple[Features, ...] = ()
    """The same with the scopes of the left put aside, and with those of the right; none where they are not known."""
    titles: Array | None = None
    """The cosine of the two titles; None where it is not known."""
    places: tuple[tuple[int, int], ...] = ()
    """For each pair the places of its two work items."""
    judgements: tuple[Judgement, ...] = ()


def look_up(
    space: Space,
    left: Sequence[WorkItem],
    right: Sequence[WorkItem],
    judgements: Sequence[Judgement],
    aside: Sequence[Space] = (),
) -> Judged:
    """Find the features of judged pairs; what is not in the two lists is left out.

    An id stands for the work item that the document was folded into; where it is none, its number without edition does
    if only one work item has it. Judgements of several documents of one work item stay one by one. `aside` are the
    spaces of the lists that `put_aside` gives.
    """
    found = list(find(left, right, judgements))
    rows, columns = np.array([place for place, _ in found], dtype=np.int64).reshape(-1, 2).T
    return Judged(
        features.features(space.sides, rows, columns),
        np.array([each.grade for _, each in found]),
        tuple(left[row].id for (row, _), _ in found),
        np.ones(len(found)),
        tuple(features.features(each.sides, rows, columns) for each in aside),
        products(space.left.title, space.right.title, rows, columns),
        tuple(place for place, _ in found),
        tuple(each for _, each in found),
    )


def put_aside(
    left: Sequence[WorkItem], right: Sequence[WorkItem]
) -> Iterator[tuple[Sequence[WorkItem], Sequence[WorkItem]]]:
    """Yield the two lists with the scopes of the left put aside, and with those of the right."""
    bare = [[replace(item, scope="") for item in side] for side in (left, right)]
    yield bare[0], right
    yield left, bare[1]


def join(some: Sequence[Judged]) -> Judged:
    """Put the pairs of several lists together; items of different lists stay apart, and every list counts the same."""
    aside = [one.aside for one in some]
    mean = sum(len(one.grades) for one in some) / len(some)
    return Judged(
        _joined([one.features for one in some]),
        np.concatenate([one.grades for one in some]),
        tuple(f"{number}:{item}" for number, one in enumerate(some) for item in one.items),
        np.concatenate([np.full(len(one.grades), mean / max(len(one.grades), 1)) for one in some]),
        tuple(map(_joined, zip(*aside, strict=True))) if all(aside) else (),
    )


def _joined(some: Sequence[Features]) -> Features:
    values = {name: np.concatenate([each.values[name] for each in some]) for name in some[0].values}
    return Features(values, np.concatenate([each.has_scopes for each in some]))


def fit(pairs: Judged, start: weights.Weights) -> weights.Weights:
    """Learn base and weights anew; what is chosen by hand, the vectors, `same_title` and levels, is kept.

    With title and scope the pairs that have both count; with a scope missing every pair, once with the scope of the
    left put aside and once with that of the right. Where there are too few pairs with both, that table is kept. No
    weight is below 0: to share more never lowers a score.
    """
    found, relevant = pairs.features, pairs.grades >= AGENDA
    both = found.has_scopes
    full = start.title_and_scope
    if is_enough(relevant[both]):
        full = _learnt(found.at(both).values, relevant[both], full, pairs.share[both])
    aside = pairs.aside or (found,)
    lacking = _joined([_where(both, each, found) for each in aside])
    often = len(aside)
    short = _learnt(lacking.values, np.tile(relevant, often), start.title_only, np.tile(pairs.share, often) / often)
    return replace(start, title_and_scope=full, title_only=short)


def _where(both: NDArray[np.bool_], one: Features, other: Features) -> Features:
    """Take the features of the one for some pairs, and of the other for the rest."""
    values = {name: np.where(both, each, other.values[name]) for name, each in one.values.items()}
    return Features(values, np.where(both, one.has_scopes, other.has_scopes))


def _learnt(found: Mapping[str, Array], relevant: NDArray[np.bool_], start: weights.Sum, share: Array) -> weights.Sum:
    """Learn base and weights of the channels that are learnt; those that say nothing of any pair are kept.

    The penalty draws the weights towards 0, and with them the probabilities towards the mean; a second fit, of one
    factor for all and the base, makes these right again.
    """
    every = [each for each in CHANNELS if each.name in found]
    learnt = [each.name for each in every if each.is_learnt and found[each.name].any()]
    fixed = sum((getattr(start, each.name) * found[each.name] for each in every if not each.is_learnt), np.zeros(1))
    columns = np.stack([found[name] for name in learnt], axis=1)
    drawn = _logistic(columns, relevant, fixed, share, _PENALTY * share.sum() * columns.var(axis=0))[:-1]
    factor, base = _logistic(columns @ np.array([drawn]).T, relevant, fixed, share, np.zeros(1))
    return replace(start, base=base, **{name: factor * each for name, each in zip(learnt, drawn, strict=True)})


def is_enough(relevant: NDArray[np.bool_]) -> bool:
    """Say whether weights can be learnt from pairs, by whether each belongs on an agenda."""
    agenda = int(relevant.sum())
    return len(relevant) >= FEWEST and min(agenda, len(relevant) - agenda) >= FEWEST // 5


def cross_validate(pairs: Judged, start: weights.Weights) -> Array:
    """Give the log-odds of each pair by weights learnt from the pairs of nine tenths of the other items."""
    names = sorted(set(pairs.items))
    fold = {name: place % _FOLDS for place, name in enumerate(np.random.default_rng(0).permutation(names).tolist())}
    folds = np.array([fold[item] for item in pairs.items])
    found = np.zeros(len(pairs.grades))
    for number in range(_FOLDS):
        here = folds == number
        if here.any():
            learnt = fit(_some(pairs, ~here), start)
            found[here] = _some(pairs, here).features.log_odds(learnt)
    return found


def _some(pairs: Judged, chosen: NDArray[np.bool_]) -> Judged:
    items = tuple(item for item, keep in zip(pairs.items, chosen, strict=True) if keep)
    aside = tuple(each.at(chosen) for each in pairs.aside)
    return Judged(pairs.features.at(chosen), pairs.grades[chosen], items, pairs.share[chosen], aside)


def _logistic(inputs: Array, relevant: NDArray[np.bool_], fixed: Array, share: Array, penalty: Array) -> list[float]:
    """Find the coefficients, the base last, that make the judgements most likely beside a fixed part of the sum."""
    columns = np.column_stack([inputs, np.ones(len(inputs))])
    drawn = np.append(penalty, 0.0)
    sign = np.where(relevant, 1.0, -1.0)

    def loss(coefficients: Array) -> tuple[float, Array]:
        log_odds = columns @ coefficients + fixed
        slope = columns.T @ (share * (1 / (1 + np.exp(-log_odds)) - relevant)) + drawn * coefficients
        surprise = (share * np.logaddexp(0, -sign * log_odds)).sum()
        return float(surprise + (drawn * coefficients**2).sum() / 2), slope

    bounds = [*[(0.0, None)] * inputs.shape[1], (None, None)]
    tight = {"ftol": 1e-12, "gtol": 1e-8}
    start = np.zeros(columns.shape[1])
    found: list[float] = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options=tight).x.tolist()
    return found
