"""Which liaison there is between the committees of two sides, by the published lists of liaisons and by the texts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from overlap.comparison import links
from overlap.comparison.matter import Matter
from overlap.items import liaisons
from overlap.model import Committee, Entry, Pair, Side, WorkItem
from overlap.report.liaison.parts import FEW, Section, ids
from overlap.text.printing import listed


@dataclass(frozen=True, slots=True)
class _Known:
    """What the lists of liaisons tell of the committees of one side."""

    partner: str
    """The other side, as a list of liaisons calls it."""
    there: Mapping[str, Committee]
    """Those with a liaison, by what a letter calls them."""
    none: Mapping[str, Committee]
    above: Mapping[str, Committee]
    """Of those without one the committee above that has one, by their names."""
    unknown: Sequence[str]
    """Those that no list is of."""


def channel(matter: Matter, to: Sequence[str] = ()) -> Section:
    """Say in one sentence which liaisons are known and which are not there, and what the texts say of liaisons.

    What is not known is not told.
    """
    named: dict[links.Link, list[Pair]] = {}
    for pair in matter.pairs:
        for link in _links(pair, matter):
            named.setdefault(link, []).append(pair)
    is_few = len(matter.pairs) <= FEW
    points = tuple(f"{link.said} ({ids(about)})." for link, about in named.items()) if is_few else ()
    agreed = tuple(_agreed(named))
    both = (_known(matter, matter.them, to, agreed), _known(matter, matter.us, (), agreed))
    whole = " ".join((*_told(both, matter), *(() if is_few else (f"{link.said}." for link in named))))
    return Section("The liaison channel", (whole,) if whole else (), points)


def _agreed(named: Mapping[links.Link, Sequence[Pair]]) -> Iterator[str]:
    """Yield texts that name the committees in liaison by what a document says, its own one among them."""
    for link, about in named.items():
        yield link.said
        works = (each for pair in about for each in (pair.left, pair.right) if isinstance(each, WorkItem))
        yield from (each.committee for work in works for each in work.documents if each.id == link.by)


def _known(matter: Matter, side: Side, more: Sequence[str], agreed: Sequence[str]) -> _Known:
    """Find which committees of a side list a liaison with the other side, and which list none.

    Of one that a text names as in liaison nobody says that it has none.
    """
    other = matter.us if side is matter.them else matter.them
    bodies, groups = matter.organizations(other), _committees(matter, other)
    there: dict[str, Committee] = {}
    none: dict[str, Committee] = {}
    above: dict[str, Committee] = {}
    unknown: dict[tuple[str, ...], str] = {}
    for name in (*_committees(matter, side), *more):
        own = liaisons.groups(name)
        found = _listing(name, matter)
        is_agreed = any(
            liaisons.is_listed(text, "", each) for text in agreed for each in (name, found and found.name) if each
        )
        if not found:
            if not is_agreed:
                unknown.setdefault(own[0][1:] if own else (name,), name)
            continue
        called = found.name if {*own} & {*liaisons.groups(found.name)} else f"{found.name} (above {name})"
        if any(_is_with(each, bodies, groups) for each in found.liaisons):
            there[called] = found
        elif is_agreed:
            continue
        elif (parent := _parent(name, matter)) and any(_is_with(each, bodies, groups) for each in parent.liaisons):
            above[called] = parent
        else:
            none[called] = found
    partner = "/".join(dict.fromkeys(each.split("-")[0] for each in bodies if "/" not in each)) or other.corpus.title
    return _Known(partner, there, none, above, tuple(unknown.values()))


def _told(both: Sequence[_Known], matter: Matter) -> Iterator[str]:
    """Say what the lists tell, with their date once; of committees that no list is of where they tell nothing else."""
    every = [each for known in both for some in (known.there, known.none, known.above) for each in some.values()]
    if every:
        dates = listed(sorted({each.as_of for each in every if each.as_of}))
        told = [sentence for known in both for sentence in _of_side(known)]
        yield f"According to the lists of liaisons{f' of {dates}' * bool(dates)}, {told[0]}"
        yield from told[1:]
    theirs, ours = both
    if theirs.unknown and not ours.there and any(each.liaisons for each in _lists(matter)):
        yield f"The lists that we have do not give the liaisons of {listed(theirs.unknown)}."


def _of_side(known: _Known) -> Iterator[str]:
    """Say which committees of a side have a liaison, and which have none."""
    there, none = listed(known.there), listed(known.none)
    if there or none:
        has = f"{there} {_have(known.there)} a liaison with {known.partner}" if there else ""
        lacks = (
            f"{none} {_have(known.none)} none"
            if there
            else f"{none} {_have(known.none)} no liaison with {known.partner}"
        )
        offer = f"{lacks}; we would be glad to establish one" if none else ""
        yield f"{', and '.join(filter(None, (has, offer)))}."
    for name, parent in known.above.items():
        yield f"{name} itself has no liaison with {known.partner}, but {parent.name} above it has one."


def _have(some: Mapping[str, Committee]) -> str:
    return "has" if len(some) == 1 else "have"


def _lists(matter: Matter) -> Sequence[Committee]:
    return (*matter.committees, *matter.us.corpus.committees, *matter.them.corpus.committees)


def _parent(name: str, matter: Matter) -> Committee | None:
    """Find the list of liaisons of the committee right above one."""
    above = {group[:-1] for group in liaisons.groups(name) if len(group) > 2}
    return next((each for each in _lists(matter) if each.liaisons and above & {*liaisons.groups(each.name)}), None)


def _committees(matter: Matter, side: Side) -> list[str]:
    """Name the committees of the texts of a side, each once."""
    entries = (matter.both(pair)[side is matter.them] for pair in matter.pairs)
    return [*dict.fromkeys(each.committee for each in entries if isinstance(each, WorkItem) and each.committee)]


def _listing(name: str, matter: Matter) -> Committee | None:
    """Find the list of liaisons of a committee, else of the one right above it; None where none is at hand."""
    known = {group: each for each in _lists(matter) for group in liaisons.groups(each.name) if each.liaisons}
    own = liaisons.groups(name)
    return next(
        (known[each] for each in (*own, *(group[:-1] for group in own if len(group) > 2)) if each in known), None
    )


def _is_with(liaison: str, bodies: Sequence[str], committees: Sequence[str]) -> bool:
    """Say whether a liaison is with an organization, or with one of its committees."""
    if liaison in {part for body in bodies for part in (body, body.split("-")[0])}:
        return True
    return any(liaisons.is_listed(liaison, body, name) for body in bodies for name in committees)


def _links(pair: Pair, matter: Matter) -> Iterator[links.Link]:
    """Yield which liaisons the documents of a pair list with the other text's committee, or with its side."""
    ours, theirs = matter.placed(pair)
    for (one, _), (other, side) in ((ours, theirs), (theirs, ours)):
        for document in one.documents if isinstance(one, WorkItem) else ():
            if named := _liaisons(document, other, side):
                yield links.Link(links.Kind.LIAISON, document.id, f"{document.id} lists a liaison with {listed(named)}")


def _liaisons(document: WorkItem, other: Entry, side: Side) -> list[str]:
    """Give the liaisons of a document that are with the group of another text, or with the side that it is of."""
    corpus = side.corpus
    own = (corpus.name, corpus.title, *corpus.aliases, *(each.name for each in corpus.committees))
    groups = {group for name in own for group in liaisons.groups(name)}
    group = (other.body, other.committee, other.group) if isinstance(other, WorkItem) else ("", "", "")
    parts = filter(None, map(str.strip, re.split(r"[;,]", document.liaisons)))
    return [each for each in parts if liaisons.is_listed(each, *group) or {*liaisons.groups(each)} & groups]
