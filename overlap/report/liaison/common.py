"""What the two texts of a pair have in common, and what each has alone, in sentences that say where it stands."""

from collections.abc import Mapping, Sequence

from overlap.comparison import links
from overlap.comparison.matter import Matter
from overlap.model import Pair
from overlap.report.liaison import joint, words
from overlap.report.liaison.parts import Section, quoted, sentence
from overlap.text.printing import listed

_PLACES = {
    words.TITLE: ("the title of {}", "the titles of {} and {}", "titles"),
    "": ("the scope of {}", "the scopes of {} and {}", "scopes"),
    "summary": ("the summary of {}", "the summaries of {} and {}", "summaries"),
    "note": ("our note about {}", "our notes about {} and {}", "our notes"),
}
"""Where a word stands: in one text, in both, and in both in a cell; a note is of the list, and not of the text."""


def section(matter: Matter) -> Section:
    """Say of few pairs what the texts have in common, and what each has alone."""
    field = words.of_the_field(matter)
    points = tuple(_said(pair, matter, field) for pair in matter.pairs)
    has_alone = any(some for pair in matter.pairs for _, some in _alone(pair, matter, field))
    return Section(
        f"What the texts have in common{', and what each has alone' if has_alone else ''}",
        (),
        points,
        to_check=joint.to_check(matter),
    )


def brief(pair: Pair, matter: Matter, field: words.Field) -> str:
    """Say in a cell which words both titles have, else which both texts have, and where: `ours ~ theirs`."""
    every = words.both(pair, matter, field)
    titles = [each for each in every if each.places == (words.TITLE, words.TITLE)]
    told = [_cell(each) for each in titles or every]
    return "; ".join([*told, *filter(None, [pair.declared])]) or "-"


def _cell(each: words.Shared) -> str:
    """Quote what both texts have, in whatever number, else what each has: `“terms” ~ “vocabulary”`."""
    if word := each.shared or each.word * each.is_same:
        one, other = each.places
        where = _PLACES[one][2] if one == other else f"{_short(one)}, {_short(other)}"
        return quoted([word]) + ("" if where == _PLACES[words.TITLE][2] else f" ({where})")
    said = zip((each.word, each.there), each.places, strict=True)
    return " ~ ".join(f"“{word}”{'' if place == words.TITLE else f' ({_short(place)})'}" for word, place in said)


def _short(place: str) -> str:
    return _PLACES[place][2].removesuffix("s")


def _said(pair: Pair, matter: Matter, field: words.Field) -> str:
    """Say which words both texts of a pair have, and where, and which stand in one title alone."""
    ours, theirs = matter.both(pair)
    told = [
        f"{_where(places, ours.id, theirs.id)} both {verb} {listed(some)}"
        for (places, verb), some in _grouped(pair, matter, field).items()
    ]
    told = told or [f"the titles of {ours.id} and {theirs.id} have no telling word in common"]
    if not pair.declared and (some := words.of_field(pair, matter, field)):
        told.append(f"the titles also have {quoted(some)}, as many of these lists")
    told += [f"only the title of {name} has {quoted(some)}" for name, some in _alone(pair, matter, field)]
    said = [f"{sentence('; '.join(told))} ({pair.id})."]
    said += [f"{each} ({pair.id})." for each in _mentions(pair)]
    said += [f"They are already {joint.said(pair, matter)}: {pair.declared} ({pair.id})."] if pair.declared else []
    return " ".join(said)


def mentions(matter: Matter) -> Section:
    """Say of many pairs, in an annex, which texts name the other one."""
    points = tuple(f"{each} ({pair.id})." for pair in matter.pairs for each in _mentions(pair))
    return Section("what the texts say of each other", (), points, is_annex=True)


def _mentions(pair: Pair) -> Sequence[str]:
    """Give how one text names the other; of a common text that is no news, and a liaison is of the committees."""
    found = () if pair.declared else links.named(pair)
    return tuple(dict.fromkeys(each.said for each in found if each.kind is not links.Kind.LIAISON))


def _alone(pair: Pair, matter: Matter, field: words.Field) -> Sequence[tuple[str, Sequence[str]]]:
    """Give the words that one title has alone, with the number of its text; of a common text none is of interest."""
    found = zip(matter.both(pair), words.alone(pair, matter, field), strict=True)
    return [(entry.id, some) for entry, some in found if some and not pair.declared]


def _grouped(pair: Pair, matter: Matter, field: words.Field) -> Mapping[tuple[tuple[str, str], str], Sequence[str]]:
    """Give what both texts have by the places in both, apart from what they speak of in words of their own."""
    ours, theirs = matter.both(pair)
    grouped: dict[tuple[tuple[str, str], str], list[str]] = {}
    for each in words.both(pair, matter, field):
        verb = "speak of" if each.there and not each.shared else "have"
        grouped.setdefault((each.places, verb), []).append(_spelled(each, f"in {ours.id}", f"in {theirs.id}"))
    return grouped


def _spelled(each: words.Shared, ours: str, theirs: str) -> str:
    """Quote what both texts have, and how the one that says more, or says it in other words, writes it."""
    if each.there and each.shared and each.shared != each.word:
        return f"“{each.shared}” ({ours} “{each.word}”)"
    return f"“{each.word}”{f' ({theirs} “{each.there}”)' if each.there else ''}"


def _where(places: tuple[str, str], ours: str, theirs: str) -> str:
    one, other = places
    if one == other:
        return _PLACES[one][1].format(ours, theirs)
    return f"{_PLACES[one][0].format(ours)} and {_PLACES[other][0].format(theirs)}"
