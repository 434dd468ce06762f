"""What the two texts of a pair have in common, and what each has alone, in sentences that say where it stands."""

from collections.abc import Set

from overlap.comparison.matter import Matter
from overlap.model import Pair
from overlap.report.liaison import words
from overlap.report.liaison.parts import Section, listed, quoted, sentence

_PLACES = {
    words.TITLE: ("the title of {}", "the titles of {} and {}"),
    "": ("the scope of {}", "the scopes of {} and {}"),
    "summary": ("the summary of {}", "the summaries of {} and {}"),
    "note": ("our note about {}", "our notes about {} and {}"),
}
"""Where a word stands, in one text and in both; a note is of the list, and not of the text."""


def section(matter: Matter) -> Section:
    """Say of few pairs what the texts have in common, and what each has alone."""
    field = words.of_the_field(matter)
    points = tuple(_said(pair, matter, field) for pair in matter.pairs)
    has_alone = any(some for pair in matter.pairs for some in words.alone(pair, matter, field))
    return Section(f"What the texts have in common{', and what each has alone' if has_alone else ''}", (), points)


def parts(pair: Pair, matter: Matter, field: Set[str]) -> list[str]:
    """Say which words both texts of a pair have, and where, and which stand in one title alone."""
    ours, theirs = matter.both(pair)
    grouped: dict[tuple[str, str], list[str]] = {}
    for each in words.both(pair, matter, field):
        there = f" (“{each.there}” in {theirs.id})" if each.there else ""
        grouped.setdefault(each.places, []).append(f"“{each.word}”{there}")
    told = [f"{_where(places, ours.id, theirs.id)} both have {listed(some)}" for places, some in grouped.items()]
    told = told or [f"the titles of {ours.id} and {theirs.id} have no telling word in common"]
    for entry, some in zip((ours, theirs), words.alone(pair, matter, field), strict=True):
        told += [f"only the title of {entry.id} has {quoted(some)}"] if some else []
    return told


def _where(places: tuple[str, str], ours: str, theirs: str) -> str:
    one, other = places
    if one == other:
        return _PLACES[one][1].format(ours, theirs)
    return f"{_PLACES[one][0].format(ours)} and {_PLACES[other][0].format(theirs)}"


def _said(pair: Pair, matter: Matter, field: Set[str]) -> str:
    said = [f"{sentence('; '.join(parts(pair, matter, field)))} ({pair.id})."]
    if pair.declared:
        said.append(f"They are declared to be coordinated: {pair.declared} ({pair.id}).")
    return " ".join(said)
