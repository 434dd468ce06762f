"""On what ground a liaison statement stands: whose mandates it concerns, which channel there is, what was decided."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from overlap.comparison import links
from overlap.comparison.matter import Matter
from overlap.comparison.territory import Claim
from overlap.items import liaisons
from overlap.model import Corpus, Entry, Pair, Side, Statement, WorkItem
from overlap.record.register import Decision
from overlap.report.liaison.parts import FEW, Section, ids, listed
from overlap.report.liaison.requests import noted

_MAIN = 3
"""So many of the words that two texts share, the weightiest, say what the pair is about."""
_PERIOD = re.compile(r"\b(?:19|20)\d\d\s?[-–]\s?((?:19|20)\d\d)\b")
"""A study period in what a statement is called."""
_QUESTION = re.compile(r"\b(?:Question |Q(?=\d))([\w/]+)")
"""A Question, by its number or, as in a list that does not know it, by another word."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def held(matter: Matter, side: Side) -> Mapping[str, tuple[Pair, ...]]:
    """Give the committees that hold the items of a side, with the pairs, where they are not the side itself."""
    found: dict[str, tuple[Pair, ...]] = {}
    for pair in matter.pairs:
        entry = matter.both(pair)[side is matter.them]
        committee = entry.committee if isinstance(entry, WorkItem) else ""
        if committee and not _is_itself(committee, side.corpus):
            found[committee] = (*found.get(committee, ()), pair)
    return dict(sorted(found.items()))


def _is_itself(committee: str, corpus: Corpus) -> bool:
    """Say whether a committee is the side itself, by one of its names."""
    named = {group[1:] for group in liaisons.groups(committee)}
    names = (corpus.name, corpus.title, *corpus.aliases)
    return committee in names or any({group[1:] for group in liaisons.groups(name)} & named for name in names)


def mandates(matter: Matter) -> Section:
    """Name the mandate statements that the texts of the pairs are nearest to; of many pairs in an annex."""
    told: dict[str, list[Pair]] = {}
    for pair in matter.pairs:
        for name, claim in _nearest(pair, matter):
            said = f"{name} is closest to {claim.statement.called}, which our list gives as: {claim.statement.text}"
            told.setdefault(said.rstrip("."), []).append(pair)
    points = tuple(f"{said} ({ids(about)})." for said, about in told.items())
    note = "The mandates are given in the words of the lists compared; the official texts prevail."
    return _of_few("The mandates concerned", matter, points, (note,) if points else ())


def _of_few(heading: str, matter: Matter, points: tuple[str, ...], after: tuple[str, ...] = ()) -> Section:
    """Make a section of the text, or of many pairs an annex: so much as there is of it, the text stays short."""
    is_annex = len(matter.pairs) > FEW
    return Section(
        heading[:1].lower() + heading[1:] if is_annex else heading, (), points, after=after, is_annex=is_annex
    )


def _nearest(pair: Pair, matter: Matter) -> Iterator[tuple[str, Claim]]:
    """Yield for each text of a pair the statement in force, of whoever holds it, that is nearest to it."""
    sides = {"left": (matter.dossier.items.left, pair.left), "right": (matter.dossier.items.right, pair.right)}
    lapsed = {each.id for side, _ in sides.values() for each in side.corpus.mandate if _has_ended(each, side.corpus)}
    for name, claim in matter.dossier.nearest(pair, lapsed):
        side, entry = sides[name]
        if _is_of_subject(claim, pair) and _is_of_holder(claim.statement, entry, side):
            yield entry.id, claim


def _has_ended(statement: Statement, corpus: Corpus) -> bool:
    """Say whether a statement is of a study period that ended before the list was made."""
    period = _PERIOD.search(statement.called)
    years = _YEAR.findall(corpus.as_of)
    return period is not None and bool(years) and period[1] < max(years)


def _is_of_holder(statement: Statement, entry: object, side: Side) -> bool:
    """Say whether a statement is one of the side as a whole, or of the committee that holds the text."""
    committee = entry.committee if isinstance(entry, WorkItem) else ""
    if _is_of_another_question(statement, entry):
        return False
    whole = not statement.body or statement.body in (side.corpus.name, side.corpus.title, *side.corpus.aliases)
    return whole or not committee or liaisons.is_listed(statement.body, "", committee) or statement.body == committee


def _is_of_another_question(statement: Statement, entry: object) -> bool:
    """Say whether a statement is of a Question, and the text is not known to be of that one but of another."""
    own = {*_QUESTION.findall(entry.group)} if isinstance(entry, WorkItem) else set()
    named = {*_QUESTION.findall(statement.called)}
    return bool(own and named) and not own & named


def _is_of_subject(claim: Claim, pair: Pair) -> bool:
    """Say whether a statement claims a text by what makes the pair close, and by more than one word."""
    shared = {term.text.casefold() for term in sorted(pair.terms, key=lambda term: -term.share)[:_MAIN]}
    return len(claim.words) > 1 and any(word.casefold() in shared for word in claim.words)


class Listing(NamedTuple):
    """What the published list of liaisons of a committee says of the other side."""

    said: str
    """The committees go in at `{names}`, and the verb at `{lists}`."""
    is_channel: bool = False
    is_none: bool = False
    """Whether the list says that there is no such liaison."""


def _addressed(corpus: Corpus, to: Sequence[str]) -> frozenset[str]:
    """Give the committee that a side itself is, where the statement is addressed to it."""
    if not any(_is_itself(name, corpus) for name in to):
        return frozenset()
    return frozenset(each.name for each in corpus.committees if _is_itself(each.name, corpus))


def channel(matter: Matter, to: Sequence[str] = ()) -> Section:
    """Say which committees, of the texts and the one addressed, are in liaison with the other side by their lists."""
    addressed = _addressed(matter.them.corpus, to)
    listings: dict[Listing, tuple[dict[str, None], list[Pair]]] = {}
    named: dict[links.Link, list[Pair]] = {}
    for pair in matter.pairs:
        for committee, listing in _listings(pair, matter, addressed):
            committees, about = listings.setdefault(listing, ({}, []))
            committees[committee] = None
            about.append(pair)
        for link in _links(pair, matter):
            named.setdefault(link, []).append(pair)
    told = [
        (listing.said.format(names=listed(some), lists="list" if len(some) > 1 else "lists"), about)
        for listing, (some, about) in listings.items()
    ]
    every = (*told, *((link.said, about) for link, about in named.items()))
    is_few = len(matter.pairs) <= FEW
    points = tuple(f"{said} ({ids(about)})." for said, about in every) if is_few else ()
    told_all = " ".join(f"{said}." for said, _ in every)
    whole = () if is_few else (f"{told_all} Annex A has the committee of each text.",)
    is_known = any(each.is_channel for each in listings) or any(each.kind is links.Kind.LIAISON for each in named)
    is_known = is_known or any(pair.declared for pair in matter.pairs)
    is_known = is_known and not any(addressed & {*some} for each, (some, _) in listings.items() if each.is_none)
    none = () if is_known else ("If there is no liaison between our groups yet, we would be glad to establish one.",)
    return Section("The liaison channel", whole, points, after=none)


def _links(pair: Pair, matter: Matter) -> Iterator[links.Link]:
    """Yield what the documents of a pair say of the other text, of its committee, and of the side that it is of."""
    yield from (link for link in links.named(pair) if link.kind is not links.Kind.LIAISON)
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


def _listings(pair: Pair, matter: Matter, addressed: Set[str]) -> Iterator[tuple[str, Listing]]:
    """Yield for the committees of a pair, and those addressed, what their lists of liaisons say of the other side."""
    _, theirs = matter.both(pair)
    for position, entry in zip(matter.dossier.positions, (pair.left, pair.right), strict=True):
        committees = [entry.committee if isinstance(entry, WorkItem) else ""]
        committees += sorted(addressed - {*committees}) if entry is theirs else []
        states = (
            (position.listed, Listing(f"{{names}} {{lists}} a liaison with {position.partner}", is_channel=True)),
            (position.not_listed, Listing(f"{{names}} {{lists}} no liaison with {position.partner}", is_none=True)),
            (position.unknown if entry is theirs else (), Listing("We have no list of the liaisons of {names}")),
        )
        for some, listing in states:
            for found in (each for name in committees for each in some if each.name == name):
                dated = f", as of {found.as_of}" if found.as_of else ""
                yield found.name, listing._replace(said=f"{listing.said}{dated}")


def recorded(matter: Matter) -> Section:
    """Tell what was decided about pairs, with the reason and where it is recorded; of many pairs in an annex."""
    found = ((pair, matter.decisions[pair.id]) for pair in matter.pairs if pair.id in matter.decisions)
    points = tuple(_decided(pair, decision, matter) for pair, decision in found if noted(decision.outcome))
    return _of_few("What we have concluded so far", matter, points)


def _decided(pair: Pair, decision: Decision, matter: Matter) -> str:
    ours, theirs = matter.both(pair)
    where = [f" {word} {said}" for word, said in (("in", decision.ref), ("on", decision.decided)) if said]
    reason = " ".join(decision.reason.split()).rstrip(".")
    told = [f"{ours.id} and {theirs.id}: {noted(decision.outcome)}"]
    told += [f"It was recorded{''.join(where)}"] if where else []
    told += [f"The reason is: {reason}"] if reason else []
    return f"{'. '.join(told)} ({pair.id})."
