"""The text of a liaison statement: sentences made from the lists alone, each about a pair with the id of that pair."""

from collections.abc import Iterable

from overlap.comparison.matter import Matter
from overlap.items import stages
from overlap.model import Entry, Pair, WorkItem
from overlap.record.liaisons import Purpose
from overlap.report import summary
from overlap.report.liaison.ground import channel, mandates
from overlap.report.liaison.head import MISSING, Head
from overlap.report.liaison.parts import Line, Section, Table, ids, listed
from overlap.report.liaison.requests import requests
from overlap.report.wording import pairs, standing, top_terms

PROMPT = (
    "That two titles or scopes are close is a prompt for experts to look at the texts; whether the work overlaps is "
    "for the experts of both groups to say."
)
_FEW = 5
"""Of so many pairs what both cover stands in sentences, of more in a table."""


def sections(head: Head, matter: Matter) -> tuple[Section, ...]:
    """Write the parts of a statement; those that have nothing to say are left out."""
    parts = [_received(matter)] if matter.received else [_opening(head, matter)]
    if matter.named:
        parts.append(_documents(matter))
    if matter.pairs:
        parts += [_items(matter), _cover(matter), _changeable(matter), mandates(matter), channel(matter)]
    parts.append(_answer(head, matter) if matter.received else _asked(head, matter))
    return tuple(each for each in parts if each.paragraphs or each.points or each.table or each.after)


def _opening(head: Head, matter: Matter) -> Section:
    us, them = matter.us.corpus.title, matter.them.corpus.title
    subjects = [each.name for each in matter.subjects]
    about = f" The subject{'s are' if len(subjects) > 1 else ' is'} {listed(f'“{each}”' for each in subjects)}."
    sender = f"{us} has compared its work items"
    if head.source != us:
        sender = f"{head.source} has compared the work items of {us}"
    many = len(matter.pairs)
    return Section(
        "Background",
        (
            f"{sender} with those of {them}. This statement is about {pairs(many)} whose titles or scopes are close."
            f"{about} We write to {listed(head.to)} so that the two groups can complement each other.",
            *_compared(matter),
        ),
    )


def _compared(matter: Matter) -> tuple[str, ...]:
    dates = [
        f"the list of {side.corpus.title} is {f'as of {side.corpus.as_of}' if side.corpus.as_of else 'not dated'}"
        for side in (matter.us, matter.them)
    ]
    said = "; ".join(dates)
    return (f"{summary.compared(matter.dossier)} {said[:1].upper()}{said[1:]}.", PROMPT)


def _received(matter: Matter) -> Section:
    received = matter.received
    assert received
    us = matter.us.corpus.title
    number = f" {received.number}" if received.number else ""
    title = f", “{received.title}”" if received.title else ""
    sender = f" to {received.sender}" if received.sender else ""
    paragraphs = [f"{us} is grateful{sender} for the liaison statement{number}{title}."]
    if received.asked:
        paragraphs.append(f"We understand that you ask the following: “{received.asked}”")
    if received.deadline:
        paragraphs.append(f"You asked for a reply by {received.deadline}.")
    return Section("Your statement", (*paragraphs, *_compared(matter)))


def _documents(matter: Matter) -> Section:
    """Say of each document that a received statement names what the lists say."""
    points = []
    for each in matter.named:
        if each.item is None or each.side is None:
            points.append(f"{each.name} is in neither list.")
            continue
        about = [pair for pair in matter.pairs if each.item.id in (pair.left.id, pair.right.id)]
        close = (
            f" It is close to {listed(_other(each.item, pair) for pair in about)}."
            if about
            else " No pair with it is close."
        )
        called = "" if each.item.id == each.name else f", there {each.item.id}"
        there = f"{each.name} is in the list of {each.side.corpus.title}{called}"
        points.append(f"{there}: {each.item.title} ({standing(each.item)}).{close}")
    return Section("The documents that you name, and what the lists say of them", (), tuple(points))


def _other(item: WorkItem, pair: Pair) -> str:
    other = pair.right if pair.left.id == item.id else pair.left
    return f"{other.id}, {other.title} ({pair.id})"


def _items(matter: Matter) -> Section:
    rows = []
    for pair in matter.pairs:
        ours, theirs = matter.both(pair)
        is_long = len(matter.pairs) > _FEW
        rows.append((((pair.id, ""),), _entry(ours, is_long), _entry(theirs, is_long)))
    heads = ("Pair", matter.us.corpus.title, matter.them.corpus.title)
    table = Table("The work items concerned", heads, tuple(rows), (2.9, 6.85, 6.85))
    return Section("The work items concerned", table=table)


def _entry(entry: Entry, is_short: bool) -> tuple[Line, ...]:
    """Give what a list says of an entry; the address is behind its name, and below where there is room for it."""
    lines = [(entry.id, entry.url), (entry.title, ""), (standing(entry), "")]
    if entry.url and not is_short:
        lines.append((entry.url, entry.url))
    return tuple(line for line in lines if line[0])


def _cover(matter: Matter) -> Section:
    """Say what the two of each pair cover, and what each covers alone."""
    heading = "What both say, and what each says alone"
    if len(matter.pairs) <= _FEW:
        return Section(heading, (), tuple(_both(pair, matter) for pair in matter.pairs))
    rows = []
    for pair in matter.pairs:
        ours, theirs = _alone(pair, matter)
        cells = (pair.id, top_terms(pair), ", ".join(ours) or "–", ", ".join(theirs) or "–")
        rows.append(tuple(((text, ""),) for text in cells))
    us, them = matter.us.corpus.title, matter.them.corpus.title
    table = Table(
        "Words that both texts of a pair use, and words of one title that the other text has nowhere",
        ("Pair", "Both", f"Only {us}", f"Only {them}"),
        tuple(rows),
        (2.9, 5.5, 4.1, 4.1),
    )
    return Section(heading, table=table)


def _alone(pair: Pair, matter: Matter) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (pair.right_only, pair.left_only) if matter.is_turned else (pair.left_only, pair.right_only)


def _both(pair: Pair, matter: Matter) -> str:
    ours, theirs = matter.both(pair)
    shared = f"shares the words {listed(top_terms(pair).split(', '))}" if pair.terms else "shares no word"
    alone = [
        f"{entry.id} alone speaks of {listed(words)}"
        for entry, words in zip((ours, theirs), _alone(pair, matter), strict=True)
        if words
    ]
    by_title = f"; by its title, {listed(alone)}" if alone else ""
    parts = [f"What was compared of {ours.id} and {theirs.id} {shared}{by_title} ({pair.id})."]
    if pair.declared:
        parts.append(f"They are declared to be coordinated: {pair.declared} ({pair.id}).")
    return " ".join(parts)


def _changeable(matter: Matter) -> Section:
    """Say of each text once what can still be done about it, and until when."""
    told: dict[str, tuple[str, list[Pair]]] = {}
    for pair in matter.pairs:
        for entry in matter.both(pair):
            if isinstance(entry, WorkItem):
                told.setdefault(entry.id, (_possible(entry), []))[1].append(pair)
    grouped: dict[str, tuple[list[str], dict[str, Pair]]] = {}
    for name, (said, about) in told.items():
        names, known = grouped.setdefault(said, ([], {}))
        names.append(name)
        known |= {pair.id: pair for pair in about}
    points = tuple(f"{listed(names)}: {said} ({ids(known.values())})." for said, (names, known) in grouped.items())
    return Section("What can still be changed, and until when", (), points)


def _possible(item: WorkItem) -> str:
    """Say what can be done at the stage of a work item, and until when where the list says so."""
    document = stages.live(item)
    found = stages.stage(document)
    what = found.opening.possible.partition(": ")[2] or found.opening.possible
    name = "" if document.id == item.id else f"the text under way is {document.id}, "
    if not document.stage and not document.status:
        return f"{name}the list states no stage"
    until = ""
    if found.opening.is_open:
        until = f"; due {document.timing}" if document.timing else "; the list gives no date"
    return f"{name}{found.said}; possible now: {what}{until}"


def _asked(head: Head, matter: Matter) -> Section:
    lead = {
        Purpose.ACTION: "You are kindly invited to consider the following.",
        Purpose.COMMENT: "We would welcome your comments on the texts named here, and on the following.",
        Purpose.INFORMATION: "This statement is for information; a reply is welcome and not required.",
    }
    return Section("What we ask", (lead[head.purpose],), _requests(matter), after=_closing(head))


def _answer(head: Head, matter: Matter) -> Section:
    ask = ("From our side, you are kindly invited to consider the following.",) if matter.pairs else ()
    answer = MISSING.format("the answer of the group to each point")
    return Section("Our answer", (answer, *ask), _requests(matter), after=_closing(head))


def _requests(matter: Matter) -> tuple[str, ...]:
    return tuple(f"Please {request}: {_names(about, matter)}." for request, about in requests(matter).items())


def _closing(head: Head) -> tuple[str, ...]:
    by = f"We would be grateful for a reply by {head.deadline}. " if head.deadline else ""
    by = "" if head.purpose is Purpose.INFORMATION else by
    return (
        f"{by}We would be glad to be told early of developments of your texts named here, and will tell you of those "
        "of ours.",
    )


def _names(about: Iterable[Pair], matter: Matter) -> str:
    both = ((*matter.both(pair), pair.id) for pair in about)
    return "; ".join(f"{ours.id} and {theirs.id} ({name})" for ours, theirs, name in both)
