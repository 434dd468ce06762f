"""Two registers put together, and how far the people agree who decided in both."""

from collections.abc import Mapping

from overlap.record.register import KNOWN, OUTCOMES, Decision


def merge(one: Mapping[str, Decision], other: Mapping[str, Decision]) -> tuple[dict[str, Decision], tuple[str, ...]]:
    """Put two registers together; of two decisions on one pair the first stands, and those that differ are named."""
    conflicts = tuple(sorted(pair for pair in {*one} & {*other} if one[pair].outcome != other[pair].outcome))
    return {**other, **one}, conflicts


def kappa(one: Mapping[str, Decision], other: Mapping[str, Decision]) -> float:
    """Give Cohen's kappa of the outcomes of the pairs that both registers decide; nan where there is none.

    Cohen, A coefficient of agreement for nominal scales (1960).
    """
    pairs = [(one[pair].outcome, other[pair].outcome) for pair in {*one} & {*other}]
    if not pairs:
        return float("nan")
    agreed = sum(first == second for first, second in pairs) / len(pairs)
    every = (*OUTCOMES, KNOWN)
    by_chance = (
        sum(sum(first == each for first, _ in pairs) * sum(second == each for _, second in pairs) for each in every)
        / len(pairs) ** 2
    )
    return 1.0 if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)
