"""Which decision of a register is about a pair: by its ids, else by its works, however a list spells them."""

from collections.abc import Collection, Mapping

from overlap.model import Entry, Pair, called, pair_id
from overlap.record.register import Decision, numbers
from overlap.text.identifiers import parse


def by_work(register: Mapping[str, Decision]) -> Mapping[str, Decision]:
    """Index decisions by the ids of the pairs of works that they are about; of several the last counts."""
    found: dict[str, Decision] = {}
    for decision in sorted(register.values(), key=lambda each: (each.decided, each.pair)):
        for one in parse(decision.left).numbers:
            found |= {pair_id(one, other): decision for other in parse(decision.right).numbers}
    return found


def find(pair: Pair, register: Mapping[str, Decision], works: Mapping[str, Decision]) -> Decision | None:
    """Find the decision on a pair: by its id, by the id it had before 0.2, else by its works (`by_work`).

    So a decision survives the next spelling and the next edition of either text.
    """
    for name in (pair.id, pair.formerly):
        if name in register:
            return register[name]
    names = (pair_id(one, other) for one in sorted(numbers(pair.left)) for other in sorted(numbers(pair.right)))
    return next((works[name] for name in names if name in works), None)


def ids_of(one: Entry, other: Entry) -> frozenset[str]:
    """Give the ids of a pair: the one that is printed now, and the one that versions before 0.2 printed."""
    return frozenset((pair_id(called(one), called(other)), pair_id(one.id, other.id)))


def look_up(pair: str, register: Mapping[str, Decision]) -> Decision | None:
    """Find a decision by the id of its pair, whichever version of overlap printed that."""
    if pair in register:
        return register[pair]
    named = (each for each in register.values() if pair == pair_id(each.left, each.right))
    return next(named, None) or by_work(register).get(pair)


def absent(decision: Decision, works: Collection[str]) -> tuple[str, ...]:
    """Name the texts of a decision of which no list has the work any more, however it is spelled."""
    return tuple(
        name for name in (decision.left, decision.right) if not any(number in works for number in parse(name).numbers)
    )
