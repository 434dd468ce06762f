"""The work items that a liaison statement is about: what they are, what both say, and what can still be changed."""

from collections.abc import Iterable, Iterator, Set

from overlap.comparison.matter import Matter
from overlap.items import stages
from overlap.model import Corpus, Entry, Pair, WorkItem
from overlap.report.liaison import words
from overlap.report.liaison.dated import as_of, is_over, is_past, with_date
from overlap.report.liaison.parts import CHECK, Line, Section, Table, ids, listed, plain, quoted, sentence
from overlap.report.liaison.requests import room

_RUNNING = ("comments", "last", "review")
"""States that last as long as a ballot or a review."""
_REST = {
    "closed": "final",
    "ended": "withdrawn or stopped",
    "unknown": "of a stage that our lists do not give",
}
"""States of texts that nothing can be done about before the next revision, as a letter calls them."""


def few(matter: Matter, today: str) -> tuple[Section, ...]:
    """Tell pairs one by one: their work items, what both say, and what can still be changed."""
    rows = tuple((plain(pair.id), *_entries(pair, matter)) for pair in matter.pairs)
    table = Table(f"{_which(matter)}, as the lists give them", _heads("Pair", matter), rows, (2.9, 6.85, 6.85))
    field = words.of_the_field(matter)
    common = tuple(_common(pair, matter, field) for pair in matter.pairs)
    return (
        Section(_which(matter), table=table),
        Section("What the texts have in common, and what each has alone", (), common),
        _changeable(matter, today, is_whole=True),
    )


def many(matter: Matter, today: str) -> tuple[Section, ...]:
    """Tell pairs by subject; `annex` holds each of them."""
    rows = []
    for subject in matter.subjects:
        both = [tuple(dict.fromkeys(matter.both(pair)[n].id for pair in subject.pairs)) for n in (0, 1)]
        rows.append((plain(subject.name), *(plain(", ".join(some)) for some in both), plain(str(len(subject.pairs)))))
    heads = (*_heads("Subject", matter), "Pairs")
    caption = "The work items by subject; the annex has them pair by pair"
    table = Table(caption, heads, tuple(rows), (3.4, 5.6, 6.2, 1.4))
    return Section("The work items concerned", table=table), _changeable(matter, today, is_whole=False)


def annex(matter: Matter) -> Section:
    """Tell each pair of many in a row."""
    field = words.of_the_field(matter)
    rows = []
    for pair in matter.pairs:
        told = [f"both: {quoted(words.both(pair, field)) or 'no word'}"]
        for entry, some in zip(matter.both(pair), words.alone(pair, matter, field), strict=True):
            told += [f"only in the title of {entry.id}: {quoted(some)}"] if some else []
        rows.append((plain(pair.id), *_entries(pair, matter), tuple((each, "") for each in told)))
    heads = (*_heads("Pair", matter), "Words")
    table = Table("The pairs, the closest first, as the lists give them", heads, tuple(rows), (2.7, 5.1, 5.1, 3.7))
    return Section("the pairs of work items", table=table, is_annex=True)


def _which(matter: Matter) -> str:
    return "The two work items" if len(matter.pairs) == 1 else "The work items concerned"


def _heads(first: str, matter: Matter) -> tuple[str, ...]:
    return first, f"List of {matter.us.corpus.title}", f"List of {matter.them.corpus.title}"


def _entries(pair: Pair, matter: Matter) -> Iterator[tuple[Line, ...]]:
    yield from (_entry(entry, side.corpus) for entry, side in matter.placed(pair))


def _entry(entry: Entry, corpus: Corpus) -> tuple[Line, ...]:
    """Give what a list says of an entry; its address is behind its name."""
    if not isinstance(entry, WorkItem):
        return ((entry.id, entry.url), (entry.title, ""))
    held = ", ".join(filter(None, (entry.committee, entry.group)))
    standing = with_date(stages.standing(entry) or "no stage stated", corpus, entry)
    lines = ((entry.id, entry.url), (entry.title, ""), (held, ""), (sentence(standing), ""))
    return tuple(line for line in lines if line[0])


def _common(pair: Pair, matter: Matter, field: Set[str]) -> str:
    """Say which words both texts of a pair use, and which stand in one title alone."""
    ours, theirs = matter.both(pair)
    shared = words.both(pair, field)
    parts = [f"{ours.id} and {theirs.id} {f'both use {quoted(shared)}' if shared else 'use no word in common'}"]
    for entry, some in zip((ours, theirs), words.alone(pair, matter, field), strict=True):
        parts += [f"only the title of {entry.id} has {quoted(some)}"] if some else []
    said = [f"{'; '.join(parts)} ({pair.id})."]
    if pair.declared:
        said.append(f"They are declared to be coordinated: {pair.declared} ({pair.id}).")
    return " ".join(said)


def _changeable(matter: Matter, today: str, *, is_whole: bool) -> Section:
    """Say of each text once what can still be done about it, and until when; of many only where something can."""
    told: dict[str, tuple[WorkItem, Corpus, dict[str, Pair]]] = {}
    for pair in matter.pairs:
        for entry, side in matter.placed(pair):
            if isinstance(entry, WorkItem):
                told.setdefault(entry.id, (entry, side.corpus, {}))[2][pair.id] = pair
    grouped: dict[tuple[str, str, str], tuple[list[str], dict[str, Pair]]] = {}
    rest: set[str] = set()
    for item, corpus, about in told.values():
        document = stages.live(item)
        if not is_whole and (state := room(document).state) in _REST:
            rest.add(state)
            continue
        name = item.id if document.id == item.id else f"{document.id}, the revision of {item.id}"
        names, known = grouped.setdefault(_possible(document, corpus, about.values(), today), ([], {}))
        names.append(name)
        known |= about
    points = tuple(
        f"{listed(names)}: {stage}. {sentence(can)}{mark} ({ids(known.values())})."
        for (stage, can, mark), (names, known) in grouped.items()
    )
    after = (_others("The other texts" if points else "The texts", rest),) if rest else ()
    is_to_check = any(mark for _, _, mark in grouped)
    return Section("What can still be changed, and until when", (), points, after=after, is_to_check=is_to_check)


def _others(texts: str, states: Set[str]) -> str:
    """Say of texts that are not told one by one what they are."""
    said = f"{texts} are {', or '.join(called for state, called in _REST.items() if state in states)}."
    return f"{said} What is final can be referenced or revised." if "closed" in states else said


def _possible(document: WorkItem, corpus: Corpus, about: Iterable[Pair], today: str) -> tuple[str, str, str]:
    """Give the stage of a document with its date, what can be done and until when, and a mark if that may be over."""
    found = stages.stage(document)
    left = room(document, is_joint=all(pair.declared for pair in about))
    if not document.stage and not document.status:
        return "the list states no stage", left.say, ""
    until = mark = ""
    if found.opening.is_open:
        until = f"; due {document.timing}" if document.timing else "; our list does not say until when"
    if found.opening.is_open and is_past(document.timing, today):
        mark = f" {CHECK.format(f'{document.timing} is past')}"
    elif left.state in _RUNNING and is_over(as_of(corpus, document), today):
        mark = f" {CHECK.format('still running?')}"
    said = found.said if found.said[:2].isupper() else found.said[:1].lower() + found.said[1:]
    return with_date(said, corpus, document), left.say + until, mark
