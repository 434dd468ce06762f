"""Why a pair scores what it does: the log-odds broken down into channels and terms that add up to it."""

from collections import Counter
from collections.abc import Iterator, Mapping

from overlap.model import Channel, Statement, Term
from overlap.score import matrices, relations, vectors
from overlap.score.channels import CHANNELS
from overlap.score.features import Features
from overlap.score.rounding import STEP, apportion
from overlap.score.scoring import Scores
from overlap.score.vectors import Space


def compared_on(scores: Scores, row: int, column: int) -> str:
    """Say which texts of two entries were compared; a text without a counted term cannot be."""
    if isinstance(scores.left[row], Statement):
        return "statement"
    space, places = scores.space, (row, column)
    titles = [has[place] for has, place in zip(space.have_titles, places, strict=True)]
    if _has_scopes(space, row, column):
        return "title+scope" if all(titles) else "scope only"
    if not all(titles):
        return "title against scope"
    return "title against title+scope" if any(_have_scope(space, places)) else "title only"


Measured = Mapping[str, float]
"""What each channel measures on a pair, by its name."""


def measure(found: Features) -> Iterator[Measured]:
    """Yield what the channels measure on each of some pairs."""
    values = {name: each.tolist() for name, each in found.values.items()}
    return ({name: each[number] for name, each in values.items()} for number in range(len(found.has_scopes)))


def evidence(
    scores: Scores, row: int, column: int, log_odds: int, measured: Measured
) -> tuple[tuple[Channel, ...], tuple[Term, ...]]:
    """Break the log-odds of one pair, times STEP, down into channels and terms; the shares add up to it exactly."""
    full = _has_scopes(scores.space, row, column)
    found = _summands(scores, row, column, full, measured)
    single = _single(scores, full, measured)
    parts = [(name, value * weight, "") for name, (value, weight) in single.items()]
    parts += [(name, value * weight, term) for name, weight, terms in found for term, value in terms.items()]
    shares = apportion([value for _, value, _ in parts], log_odds)
    told = sorted(zip(shares, parts, strict=True), key=lambda part: (-part[0], part[1][0], part[1][2]))
    whole: Counter[str] = Counter()
    for share, (name, _, _) in zip(shares, parts, strict=True):
        whole[name] += share
    sums = {name: share / STEP for name, share in whole.items()}
    channels = [Channel("base", 1.0, single["base"][1], sums["base"])]
    channels += [
        Channel(name, round(sum(terms.values()), 6), weight, sums.get(name, 0.0))
        for name, weight, terms in found
        if terms or (full and name != RELATED)
    ]
    channels += [
        Channel(name, round(value, 6), weight, sums[name])
        for name, (value, weight) in single.items()
        if name != "base" and (round(value, 6) or sums[name])
    ]
    written = _written(scores, row, column)
    terms = tuple(
        Term(term if name == RELATED else _spelt(scores.space, term), name, share / STEP, written.get(term, ()))
        for share, (name, _, term) in told
        if term and share
    )
    return tuple(channels), terms


def _single(scores: Scores, full: bool, measured: Measured) -> dict[str, tuple[float, float]]:
    """Give base and the channels that are one number: by name the value and the weight."""
    numbers = scores.numbers.title_and_scope if full else scores.numbers.title_only
    return {"base": (1.0, numbers.base)} | {
        each.name.replace("_", " "): (measured[each.name], getattr(numbers, each.name))
        for each in CHANNELS
        if each.name in measured and each.name not in _BY_TERM and (scores.space.has_meaning or not each.needs_model)
    }


RELATED = "related words"
_BY_TERM = ("subject", "phrases", "related")
"""Channels that are told term by term."""


def _summands(
    scores: Scores, row: int, column: int, full: bool, measured: Measured
) -> list[tuple[str, float, dict[str, float]]]:
    """Give the channels that are sums over terms: name, weight, and for each term the product of its two values."""
    space = scores.space
    numbers = scores.numbers.title_and_scope if full else scores.numbers.title_only
    related = relations.relations(space, row, column, measured["related"])
    here, there = (
        [matrices.row(each, row) for each in (space.left.in_title, space.left.in_scope)],
        [matrices.row(each, column) for each in (space.right.in_title, space.right.in_scope)],
    )
    cross = Counter(_products(here[0], there[1]))
    cross.update(_products(here[1], there[0]))
    phrases = _products(matrices.row(space.left.phrases, row), matrices.row(space.right.phrases, column))
    title = "statement" if isinstance(scores.left[row], Statement) else "title"
    return [
        (title, numbers.subject, _named(space, _products(here[0], there[0]))),
        ("scope", numbers.subject, _named(space, _products(here[1], there[1]))),
        ("title against scope", numbers.subject, _named(space, cross)),
        ("phrases", numbers.phrases, {space.phrase(phrase): value for phrase, value in phrases.items()}),
        (RELATED, numbers.related, related),
    ]


def _named(space: Space, products: Mapping[int, float]) -> dict[str, float]:
    return {space.vocabulary[term]: value for term, value in products.items()}


def _products(here: Mapping[int, float], there: Mapping[int, float]) -> dict[int, float]:
    """Multiply the values of each term that two entries share."""
    return {term: value * there[term] for term, value in here.items() if term in there}


def _has_scopes(space: Space, row: int, column: int) -> bool:
    return all(_have_scope(space, (row, column)))


def _have_scope(space: Space, places: tuple[int, int]) -> tuple[bool, bool]:
    return space.have_scopes[0][places[0]], space.have_scopes[1][places[1]]


def _spelt(space: Space, term: str) -> str:
    """Write a term, or the two of a phrase, as the lists mostly do."""
    return " ".join(space.spelling(each) for each in term.split(vectors.JOINT))


def _written(scores: Scores, row: int, column: int) -> dict[str, tuple[str, ...]]:
    """Tell for each term that the glossary made of other words how the two entries write it."""
    found: dict[str, dict[str, None]] = {}
    for entry in (scores.left[row], scores.right[column]):
        for text in (entry.title, entry.scope):
            for term, spelling in scores.spelled(text):
                found.setdefault(term, {})[spelling] = None
    return {term: tuple(spellings) for term, spellings in found.items()}
