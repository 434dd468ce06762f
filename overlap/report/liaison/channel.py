"""Which liaison there is between the committees of two sides, by the published lists of liaisons and by the texts."""

import re
from collections.abc import Iterator, Mapping, Sequence

from overlap.comparison import links
from overlap.comparison.matter import Matter
from overlap.items import liaisons
from overlap.model import Committee, Entry, Pair, Side, WorkItem
from overlap.report.liaison.parts import FEW, Section, ids
from overlap.text.printing import listed

_ESTABLISH = "we would be glad to establish one"


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
    told = (
        _known(matter, matter.them, to, agreed),
        _known(matter, matter.us, (), agreed),
        *(() if is_few else (f"{link.said}." for link in named)),
    )
    whole = " ".join(filter(None, told))
    return Section("The liaison channel", (whole,) if whole else (), points)


def _agreed(named: Mapping[links.Link, Sequence[Pair]]) -> Iterator[str]:
    """Yield texts that name the committees in liaison by what a document says, its own one among them."""
    for link, about in named.items():
        yield link.said
        works = (each for pair in about for each in (pair.left, pair.right) if isinstance(each, WorkItem))
        yield from (each.committee for work in works for each in work.documents if each.id == link.by)


def _known(matter: Matter, side: Side, more: Sequence[str], agreed: Sequence[str]) -> str:
    """Say which committees of a side list a liaison with the other side, and which list none.

    Of one that a text names as in liaison nobody says that it has none.
    """
    other = matter.us if side is matter.them else matter.them
    bodies, groups = matter.organizations(other), _committees(matter, other)
    there: dict[str, Committee] = {}
    none: dict[str, Committee] = {}
    above: dict[str, Committee] = {}
    unknown: dict[str, None] = {}
    for name in (*_committees(matter, side), *more):
        if found := _listing(name, matter):
            is_there = any(_is_with(each, bodies, groups) for each in found.liaisons)
            if is_there:
                there[found.name] = found
            elif any(liaisons.is_listed(text, "", each) for text in agreed for each in (name, found.name)):
                continue
            elif (parent := _parent(name, matter)) and any(_is_with(each, bodies, groups) for each in parent.liaisons):
                above[found.name] = parent
            else:
                none[found.name] = found
        elif side is matter.them and not any(liaisons.is_listed(text, "", name) for text in agreed):
            unknown[name] = None
    names = dict.fromkeys(each.split("-")[0] for each in bodies if "/" not in each)
    partner = "/".join(names) or other.corpus.title
    dates = {each.as_of for each in (*there.values(), *none.values(), *above.values()) if each.as_of}
    dated = f" (lists of {listed(sorted(dates))})" if dates else ""
    told = [f"We know of a liaison of {listed(there)} with {partner}{'' if none else dated}"] if there else []
    if none:
        begin = f"{told.pop()}, and of none of {listed(none)}" if told else _none(listed(none), partner)
        told.append(f"{begin}{dated}; {_ESTABLISH}")
    told += [
        f"{_none(f'{name} itself', partner)}, but of one of {each.name} above it{dated}" for name, each in above.items()
    ]
    if unknown and any(each.liaisons for each in matter.committees):
        told.append(f"Our lists do not have the liaisons of {listed(unknown)}")
    return " ".join(f"{each}." for each in told)


def _none(name: str, partner: str) -> str:
    return f"We know of no liaison of {name} with {partner}"


def _parent(name: str, matter: Matter) -> Committee | None:
    """Find the list of liaisons of the committee right above one."""
    above = {group[:-1] for group in liaisons.groups(name) if len(group) > 2}
    every = (*matter.committees, *matter.us.corpus.committees, *matter.them.corpus.committees)
    return next((each for each in every if each.liaisons and above & {*liaisons.groups(each.name)}), None)


def _committees(matter: Matter, side: Side) -> list[str]:
    """Name the committees of the texts of a side, each once."""
    entries = (matter.both(pair)[side is matter.them] for pair in matter.pairs)
    return [*dict.fromkeys(each.committee for each in entries if isinstance(each, WorkItem) and each.committee)]


def _listing(name: str, matter: Matter) -> Committee | None:
    """Find the list of liaisons of a committee, else of the one right above it; None where none is at hand."""
    known = {
        group: each
        for each in (*matter.committees, *matter.us.corpus.committees, *matter.them.corpus.committees)
        for group in liaisons.groups(each.name)
        if each.liaisons
    }
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
