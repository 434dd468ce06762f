"""The text of a liaison statement: sentences made from the lists alone, each about a pair with the id of that pair."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from overlap.comparison import links
from overlap.comparison.matter import Matter
from overlap.items import stages
from overlap.model import Committee, Entry, Pair, WorkItem
from overlap.record.liaisons import Purpose
from overlap.report import summary
from overlap.report.liaison.head import MISSING, Head
from overlap.report.liaison.requests import requests
from overlap.report.wording import pairs, standing, top_terms

PROMPT = (
    "That two titles or scopes are close is a prompt for experts to look at the texts; whether the work overlaps is "
    "for the experts of both groups to say."
)
_FEW = 5
"""Of so many pairs what both cover stands in sentences, of more in a table."""

Line = tuple[str, str]
"""A text, and the address that it leads to; that is empty for a plain text."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; each cell holds lines."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    widths: tuple[float, ...]
    """Centimetres on an upright page."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text under its heading."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: Table | None = None
    after: tuple[str, ...] = ()
    """Paragraphs below the points and the table."""


def sections(head: Head, matter: Matter) -> tuple[Section, ...]:
    """Write the parts of a statement; those that have nothing to say are left out."""
    parts = [_received(matter)] if matter.received else [_opening(head, matter)]
    if matter.named:
        parts.append(_documents(matter))
    if matter.pairs:
        parts += [_items(matter), _cover(matter), _changeable(matter), _mandates(matter), _channel(matter)]
    parts.append(_answer(head, matter) if matter.received else _asked(head, matter))
    told = [each for each in parts if each.paragraphs or each.points or each.table]
    return tuple(told)


def _opening(head: Head, matter: Matter) -> Section:
    us, them = matter.us.corpus.title, matter.them.corpus.title
    subjects = [each.name for each in matter.subjects]
    about = f" They concern {_listed(subjects)}." if len(subjects) > 1 else f" The subject is {_listed(subjects)}."
    many = len(matter.pairs)
    return Section(
        "Background",
        (
            f"{us} has compared its work items with those of {them}. In {pairs(many)} the titles or scopes are close."
            f"{about} We write to {_listed(head.to)} so that the two groups can complement each other.",
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
            f" It is close to {_listed(_other(each.item, pair) for pair in about)}."
            if about
            else " No pair with it is close."
        )
        called = "" if each.item.id == each.name else f", there {each.item.id}"
        listed = f"{each.name} is in the list of {each.side.corpus.title}{called}"
        points.append(f"{listed}: {each.item.title} ({standing(each.item)}).{close}")
    return Section("The documents that you name, and what the lists say of them", (), tuple(points))


def _other(item: WorkItem, pair: Pair) -> str:
    other = pair.right if pair.left.id == item.id else pair.left
    return f"{other.id}, {other.title} ({pair.id})"


def _items(matter: Matter) -> Section:
    rows = []
    for pair in matter.pairs:
        ours, theirs = matter.both(pair)
        rows.append((((pair.id, ""),), _entry(ours), _entry(theirs)))
    heads = ("Pair", matter.us.corpus.title, matter.them.corpus.title)
    table = Table("The work items concerned", heads, tuple(rows), (2.9, 6.85, 6.85))
    return Section("The work items concerned", table=table)


def _entry(entry: Entry) -> tuple[Line, ...]:
    lines = [(entry.id, entry.url), (entry.title, ""), (standing(entry), "")]
    if entry.url:
        lines.append((entry.url, entry.url))
    return tuple(line for line in lines if line[0])


def _cover(matter: Matter) -> Section:
    """Say what the two of each pair cover, and what each covers alone."""
    heading = "What both cover, and what each covers alone"
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
    shared = f"shares the words {_listed(top_terms(pair).split(', '))}" if pair.terms else "shares no word"
    parts = [f"What was compared of {ours.id} and {theirs.id} {shared} ({pair.id})."]
    parts += [
        f"By its title, {entry.id} alone speaks of {_listed(words)} ({pair.id})."
        for entry, words in zip((ours, theirs), _alone(pair, matter), strict=True)
        if words
    ]
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
    points = tuple(f"{_listed(names)}: {said} ({_ids(known.values())})." for said, (names, known) in grouped.items())
    return Section("What can still be changed, and until when", (), points)


def _possible(item: WorkItem) -> str:
    """Say what can be done at the stage of a work item, and until when where the list says so."""
    document = stages.live(item)
    found = stages.stage(document)
    what = found.opening.possible.partition(": ")[2] or found.opening.possible
    name = "" if document.id == item.id else f"{document.id}, "
    until = ""
    if found.opening.is_open:
        until = f"; due {document.timing}" if document.timing else "; the list gives no date"
    return f"{name}{found.said or found.opening.said}; possible now: {what}{until}"


def _mandates(matter: Matter) -> Section:
    """Name the mandate statements that the texts of the pairs are nearest to."""
    told: dict[str, list[Pair]] = {}
    for pair in matter.pairs:
        for side, statement in matter.dossier.concerned(pair):
            entry = pair.left if side == "left" else pair.right
            owner = matter.dossier.items.left if side == "left" else matter.dossier.items.right
            title = owner.corpus.title
            of = "" if title in statement.called else f" of {title}"
            said = f"{entry.id} is nearest to {statement.called}{of}: “{statement.text}”"
            told.setdefault(said, []).append(pair)
    if not told:
        return Section("The mandates concerned")
    restated = matter.us.corpus.mandate_missing or matter.them.corpus.mandate_missing
    note = ("The wording is that of the lists compared; the official texts prevail.",) if restated else ()
    points = tuple(f"{said} ({_ids(about)})." for said, about in told.items())
    return Section("The mandates concerned", (), points, after=note)


def _channel(matter: Matter) -> Section:
    """Say which committees of the texts are in liaison with the other side, by their published lists."""
    told: dict[str, list[Pair]] = {}
    positions = dict(zip(("left", "right"), matter.dossier.positions, strict=True))
    for pair in matter.pairs:
        for side, entry in (("left", pair.left), ("right", pair.right)):
            position, committee = positions[side], getattr(entry, "committee", "")
            states = (
                (position.listed, f"{committee} lists a liaison with {position.partner}"),
                (position.not_listed, f"{committee} lists no liaison with {position.partner}"),
                (position.unknown, f"No list of liaisons of {committee} is at hand"),
            )
            for some, said in states:
                found: Committee | None = next((each for each in some if each.name == committee), None)
                if found:
                    dated = f" (as of {found.as_of})" if found.as_of else ""
                    told.setdefault(f"{said}{dated}", []).append(pair)
        for link in links.links(replace(pair, declared="", decision="")):
            told.setdefault(link, []).append(pair)
    points = tuple(f"{said} ({_ids(about)})." for said, about in told.items())
    is_known = any(" lists a liaison with " in said for said in told)
    none = () if is_known else ("If no channel exists yet, we would be glad to agree on one with you.",)
    return Section("The liaison channel", (), points, after=none)


def _asked(head: Head, matter: Matter) -> Section:
    lead = {
        Purpose.ACTION: "You are kindly invited to:",
        Purpose.COMMENT: "We would welcome your comments. In particular, you are kindly invited to:",
        Purpose.INFORMATION: "This statement is for information and needs no reply. If it is useful to you, you may:",
    }
    points = tuple(f"{request}: {_names(about, matter)}." for request, about in requests(matter).items())
    return Section("What we ask", (lead[head.purpose],), points, after=_closing(head))


def _answer(head: Head, matter: Matter) -> Section:
    points = tuple(f"{request}: {_names(about, matter)}." for request, about in requests(matter).items())
    ask = ("From our side we would kindly invite you to:",) if points else ()
    return Section(
        "Our answer", (MISSING.format("the answer of the group to each point"), *ask), points, after=_closing(head)
    )


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


def _ids(about: Iterable[Pair]) -> str:
    return ", ".join(dict.fromkeys(pair.id for pair in about))


def _listed(said: Iterable[str]) -> str:
    every = list(said)
    return f"{', '.join(every[:-1])} and {every[-1]}" if len(every) > 1 else "".join(every)
