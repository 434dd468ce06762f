"""The work items that a liaison statement is about: what they are, what both say, and what can still be changed."""

import re
from collections.abc import Iterator, Set
from dataclasses import replace

from overlap.comparison.matter import Matter
from overlap.items import stages
from overlap.items.dates import as_of, is_past
from overlap.items.stages import State
from overlap.model import Corpus, Entry, Pair, Side, WorkItem
from overlap.record.liaisons import Purpose
from overlap.report.liaison import common, words
from overlap.report.liaison.dated import catalogues, with_date
from overlap.report.liaison.ground import called, held
from overlap.report.liaison.head import MISSING, Head
from overlap.report.liaison.naming import open_text
from overlap.report.liaison.parts import CHECK, Line, Section, Table, counted, ids, plain, sentence
from overlap.report.liaison.requests import Leeway, leeway, numbers, possible
from overlap.report.liaison.topics import names
from overlap.text.identifiers import parse
from overlap.text.phrases import small
from overlap.text.printing import listed

_QUOTE = "the ids are for your reply"
_DATE = "target date"
_WANTED = MISSING.format(_DATE)
_ELAPSED = "elapsed"
"""The state of a text whose ballot or review is over, or may be."""
_STALE = "stale"
"""The state of a text whose work may no longer be open."""
_REST = {
    "closed": "final",
    "ended": "withdrawn or stopped",
    "unknown": "of a stage that our lists do not give",
}
"""States of texts that nothing can be done about before the next revision, as a letter calls them."""


def few(matter: Matter, head: Head) -> tuple[Section, ...]:
    """Tell pairs one by one: their work items, what both say, and what can still be changed."""
    told: set[str] = set()
    rows = tuple((plain(pair.id), *_entries(pair, matter, told)) for pair in matter.pairs)
    caption = f"{_which(matter)}, as the lists give them; {_QUOTE}"
    table = Table(caption, _heads("Pair"), rows, (2.9, 6.85, 6.85))
    return Section(_which(matter), table=table), common.section(matter), _changeable(matter, head, is_whole=True)


def many(matter: Matter, head: Head) -> tuple[Section, ...]:
    """Tell pairs by subject; `annexes` hold each of them."""
    named = names(matter)
    told = "; ".join(f"{named[each.id]} ({counted(len(each.pairs), 'pair')})" for each in matter.subjects)
    where = "The annexes have the texts and the pairs."
    return Section(_which(matter), (f"By subject: {told}. {where}",)), _changeable(matter, head, is_whole=False)


def annexes(matter: Matter, head: Head) -> tuple[Section, ...]:
    """Tell the texts of many pairs once each, ours and theirs, and then the pairs by their subjects."""
    both = (("our texts", matter.us), ("your texts", matter.them))
    return (
        *(Section(heading, table=_documents(matter, side), is_annex=True) for heading, side in both),
        Section("the pairs", table=_pairs(matter, head), is_annex=True),
        common.mentions(matter),
    )


def _documents(matter: Matter, side: Side) -> Table:
    """Give the texts of a side, by their numbers; the caption has the date of the list."""
    every = {entry.id: entry for pair in matter.pairs for entry, there in matter.placed(pair) if there is side}
    rows = []
    for name in sorted(every, key=_in_order):
        number, title, *others = _document(every[name], side.corpus, is_dated=False)
        rows.append((number, title, plain("; ".join(text for ((text, _),) in others if text))))
    dated = catalogues(side.corpus)
    whose = "Our" if side is matter.us else "Your"
    field = "the field of " * bool(held(matter, side))
    caption = f"{whose} texts, as the list of {field}{side.corpus.title} gives them{f' ({dated})' * bool(dated)}"
    return Table(caption, ("Number", "Title", "Committee; stage"), tuple(rows), (3.2, 8.8, 4.6))


def _pairs(matter: Matter, head: Head) -> Table:
    """Give the pairs by subject; those with one text of ours, the same in both and one request share a row."""
    field, named = words.of_the_field(matter), names(matter)
    asked = {} if head.purpose is Purpose.INFORMATION else numbers(matter, head.today)
    rows = []
    for subject in matter.subjects:
        grouped: dict[tuple[str, str, str], list[str]] = {}
        for pair in sorted(subject.pairs, key=lambda pair: [_in_order(entry.id) for entry in matter.both(pair)]):
            ours, theirs = matter.both(pair)
            alike = (ours.id, common.brief(pair, matter, field), asked.get(pair.id, ""))
            grouped.setdefault(alike, []).append(f"{theirs.id} ({pair.id})")
        for number, ((ours_id, shared, request), some) in enumerate(grouped.items()):
            called = "" if number else named[subject.id]
            cells = (called, ours_id, "; ".join(some), shared, *([request] if asked else []))
            rows.append(tuple(map(plain, cells)))
    heads = (
        "Subject",
        "Our text",
        "Your texts, with the id of the pair",
        "In both (ours ~ yours)",
        *(["Asked"] if asked else []),
    )
    widths = (2.6, 2.4, 6.6, 3.7, 1.3) if asked else (2.6, 2.4, 7.6, 4.0)
    return Table(f"The pairs by subject; {_QUOTE}", heads, tuple(rows), widths)


def _in_order(name: str) -> tuple[tuple[int, str], ...]:
    """Give what puts names in order, numbers by their size: Y.9 before Y.10."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", name))


def _which(matter: Matter) -> str:
    what = called(matter)
    return f"The two {what}" if len(matter.pairs) == 1 else f"The {what} concerned"


def _heads(first: str) -> tuple[str, ...]:
    return first, "Our text", "Your text"


def _entries(pair: Pair, matter: Matter, told: set[str]) -> Iterator[tuple[Line, ...]]:
    """Yield the cells of both entries of a pair; one that was told above is named alone."""
    for entry, side in matter.placed(pair):
        whole = _entry(entry, side.corpus)
        yield (whole[0], ("as above", "")) if entry.id in told else whole
        told.add(entry.id)


def _entry(entry: Entry, corpus: Corpus) -> tuple[Line, ...]:
    """Give what a list says of an entry, a line each; its address is behind its name."""
    return tuple(line for cell in _document(entry, corpus) for line in cell if line[0])


def _document(entry: Entry, corpus: Corpus, *, is_dated: bool = True) -> tuple[tuple[Line, ...], ...]:
    """Give what a list says of an entry in four cells: number with address, title, who holds it, stage and its date.

    Where a caption has the date of the list only that of a row which the list does not date is told.
    """
    held = standing = ""
    if isinstance(entry, WorkItem):
        held = ", ".join(filter(None, (entry.committee, entry.group)))
        standing = stages.standing(entry) or "no stage stated"
        standing = sentence(with_date(standing, corpus, entry) if is_dated or not as_of(corpus, entry) else standing)
    return ((entry.id, entry.url),), plain(entry.title), plain(held), plain(standing)


def _changeable(matter: Matter, head: Head, *, is_whole: bool) -> Section:
    """Say of each text once what can still be done about it, and until when; of many only where something can."""
    told: dict[str, tuple[WorkItem, Side, dict[str, Pair]]] = {}
    for pair in matter.pairs:
        for entry, side in matter.placed(pair):
            if isinstance(entry, WorkItem):
                told.setdefault(entry.id, (entry, side, {}))[2][pair.id] = pair
    grouped: dict[tuple[str, str, str], tuple[list[str], dict[str, Pair]]] = {}
    rest: set[str] = set()
    for item, side, about in told.values():
        document = stages.live(item)
        is_joint = all(pair.declared for pair in about.values())
        left = leeway(item, side.corpus, head.today, is_joint=is_joint)
        if not is_whole and left.state in _REST and not _unknown_word(document):
            rest.add(left.state)
            continue
        left = replace(left, say=possible(left, about.values(), matter))
        texts, known = grouped.setdefault(_possible(document, left, side, matter, head), ([], {}))
        texts.append(open_text(item))
        known |= about
    points = tuple(
        f"{listed(names)}: {stage}. {sentence(can)}{f' {CHECK.format(doubt)}' * bool(doubt)} ({ids(known.values())})."
        for (stage, can, doubt), (names, known) in grouped.items()
    )
    after = (_others("The other texts" if points else "The texts", rest),) if rest else ()
    doubts = ((names, doubt or _DATE * (_WANTED in can)) for (_, can, doubt), (names, _) in grouped.items())
    to_check = tuple(f"{listed(names)}: {doubt}" for names, doubt in doubts if doubt)
    return Section("What can still be changed, and until when", (), points, after=after, to_check=to_check)


def _others(texts: str, states: Set[str]) -> str:
    """Say of texts that are not told one by one what they are."""
    said = f"{texts} are {', or '.join(called for state, called in _REST.items() if state in states)}."
    return f"{said} What is final can be referenced or revised." if "closed" in states else said


def _possible(document: WorkItem, left: Leeway, side: Side, matter: Matter, head: Head) -> tuple[str, str, str]:
    """Give the stage of a document with its date, what can be done and until when, and what of that may not hold."""
    found = stages.stage(document)
    if not document.stage and not document.status:
        return "the list states no stage", left.say, ""
    is_ours, until = side is matter.us, ""
    if found.opening.is_open and document.timing:
        until = f"; due {document.timing}"
    elif found.opening.is_open and left.state != _ELAPSED and (is_ours or left.state != _STALE):
        until = f"; due {_WANTED}" if is_ours else "; until when is not known to us"
    if left.state in (_ELAPSED, _STALE) and not is_ours and head.purpose is not Purpose.INFORMATION:
        until += "; please tell us the present stage"
    said = f"{'in our list ' * (found.opening.state is State.UNKNOWN)}{small(found.said)}"
    is_told = left.state in (_ELAPSED, _STALE) and not is_ours and matter.received is not None
    say = "" if is_told or (left.state == _STALE and is_ours) else left.say
    can = (say + until).removeprefix("; ")
    if is_told and (told := _told_stage(document, matter)):
        return with_date(said, side.corpus, document), told, ""
    doubt = "what their statement says of its stage" if is_told else _doubt(document, left, is_ours, head)
    return with_date(said, side.corpus, document), can, doubt


def _unknown_word(document: WorkItem) -> str:
    """Give what a list says of the stage of a document in words that mean nothing to us, in quotation marks."""
    found = stages.stage(document)
    return found.said if found.opening.state is State.UNKNOWN else ""


def _told_stage(document: WorkItem, matter: Matter) -> str:
    """Say how far the received statement says that a document has come; empty where it does not."""
    came = matter.received
    numbers = {*parse(document.id).numbers}
    told = [said for name, said in came.stages if {*parse(name).numbers} & numbers] if came else []
    return f"your statement{f' of {came.date}' * bool(came.date)} gives it {told[-1]}" if came and told else ""


def _doubt(document: WorkItem, left: Leeway, is_ours: bool, head: Head) -> str:
    """Say what may not hold: a date that is past or before the reply that is asked for, a stage of ours gone by."""
    is_open = stages.stage(document).opening.is_open
    doubts = [f"what {word} means"] if (word := _unknown_word(document)) else []
    if left.state == _STALE and is_ours:
        doubts.append("still open?")
    if left.state == _ELAPSED and is_ours:
        doubts.append("its present stage")
    if is_open and is_past(document.timing, head.today):
        doubts.append(f"{document.timing} is past")
    elif is_open and head.purpose is not Purpose.INFORMATION and is_past(document.timing, head.deadline):
        doubts.append(f"due before a reply by {head.deadline}")
    return ", ".join(doubts)
