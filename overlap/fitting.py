"""Weights learnt from judged pairs: logistic regression, with cross-validation grouped by item."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from overlap import scoring, vectors, weights
from overlap.glossary import Glossary
from overlap.judgements import Judgement
from overlap.model import WorkItem
from overlap.scoring import Array, Features

AGENDA = 2.0
"""From this grade on a pair belongs on a coordination agenda."""
_PENALTY = 0.01
"""Half the weight of the squared coefficients in what is minimized; keeps them finite."""
_FOLDS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Judged pairs with what their scores are made of, one number a pair."""

    features: Features
    grades: Array
    items: tuple[str, ...]
    """For each pair the item by which pairs are kept together."""


def judged(
    left: Sequence[WorkItem],
    right: Sequence[WorkItem],
    judgements: Sequence[Judgement],
    glossary: Glossary,
    numbers: weights.Vectors,
    embeddings: str = "",
) -> Judged:
    """Look up the features of judged pairs; statistics are taken over the two whole lists, other pairs left out."""
    space = vectors.build(left, right, glossary, numbers, embeddings)
    found = scoring.features(space, slice(None))
    rows, columns = (
        {document.id: n for n, item in enumerate(side) for document in item.documents} for side in (left, right)
    )
    known = [each for each in judgements if each.left_id in rows and each.right_id in columns]
    places = [rows[each.left_id] for each in known], [columns[each.right_id] for each in known]
    return Judged(found.at(places), np.array([each.grade for each in known]), tuple(left[row].id for row in places[0]))


def join(some: Sequence[Judged]) -> Judged:
    """Put the pairs of several lists together; items of different lists stay apart."""
    return Judged(
        Features(*(np.concatenate([getattr(one.features, each.name) for one in some]) for each in fields(Features))),
        np.concatenate([one.grades for one in some]),
        tuple(f"{number}:{item}" for number, one in enumerate(some) for item in one.items),
    )


def fit(pairs: Judged, start: weights.Weights) -> weights.Weights:
    """Learn base and weights anew; what is chosen by hand, the vectors, `same_title` and levels, is kept.

    With title and scope the pairs that have both count, with titles only every pair, its scopes put aside.
    """
    found, relevant = pairs.features, pairs.grades >= AGENDA
    both = found.has_scopes
    full, short = start.title_and_scope, start.title_only
    has_model = bool(found.meaning.any())
    names = ["subject", "phrases", "breadth", *(["meaning"] if has_model else [])]
    *learnt, base = _logistic(_columns(found, names)[both], relevant[both], full.same_title * found.same_title[both])
    full = replace(full, base=base, **dict(zip(names, learnt, strict=True)))
    names = ["title", *(["meaning"] if has_model else [])]
    *learnt, base = _logistic(_columns(found, names), relevant, short.same_title * found.same_title)
    short = replace(short, base=base, subject=learnt[0], meaning=learnt[1] if has_model else short.meaning)
    return replace(start, title_and_scope=full, title_only=short)


def _columns(found: Features, names: Sequence[str]) -> Array:
    return np.stack([getattr(found, name) for name in names], axis=1)


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
    return Judged(pairs.features.at(chosen), pairs.grades[chosen], items)


def _logistic(inputs: Array, relevant: NDArray[np.bool_], fixed: Array) -> list[float]:
    """Find the coefficients, the base last, that make the judgements most likely beside a fixed part of the sum."""
    columns = np.column_stack([inputs, np.ones(len(inputs))])
    penalty = np.append(np.full(inputs.shape[1], _PENALTY), 0.0)
    sign = np.where(relevant, 1.0, -1.0)

    def loss(coefficients: Array) -> tuple[float, Array]:
        log_odds = columns @ coefficients + fixed
        slope = columns.T @ (1 / (1 + np.exp(-log_odds)) - relevant) + penalty * coefficients
        return float(np.logaddexp(0, -sign * log_odds).sum() + (penalty * coefficients**2).sum() / 2), slope

    found: list[float] = minimize(loss, np.zeros(columns.shape[1]), jac=True, method="BFGS").x.tolist()
    return found
