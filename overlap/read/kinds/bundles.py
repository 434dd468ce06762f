"""A file that holds others → one reading: each is taken for what it is, and its rows say which they come from."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from overlap.errors import InputError
from overlap.model import Fault
from overlap.read.content import Bundle, Document, Records
from overlap.read.reading import Ignored, Reading, Row


def recognise(bundle: Bundle, read: Callable[[Document | Records], Reading]) -> Reading:
    """Put together the readings of what is in a bundle. Raises InputError when nothing in it can be used."""
    readings: list[Reading] = []
    faults: list[Fault] = []
    for member in bundle.members:
        if isinstance(member, Fault):
            faults.append(replace(member, source=bundle.source, place=_at(bundle, member.source, member.place)))
            continue
        try:
            readings.append(read(member))
        except InputError as error:
            cause = error.problem.removeprefix(member.source).lstrip(",: ").rstrip(".")
            place = _at(bundle, member.source, "")
            faults.append(Fault(bundle.source, place, cause, error.remedy.rstrip(".")))
    if not readings:
        first = faults[0]
        raise InputError(
            f"{bundle.source}, {first.place}: {first.cause}.", f"{first.remedy[:1].upper()}{first.remedy[1:]}."
        )
    return Reading(
        source=bundle.source,
        format=bundle.format,
        kind=" and ".join(dict.fromkeys(each.kind for each in readings)),
        rows=tuple(row for each in readings for row in _rows(bundle, each, len(readings) > 1)),
        columns={name: field for each in readings for name, field in each.columns.items()},
        headings=tuple(dict.fromkeys(name for each in readings for name in each.headings)),
        about=next((each.about for each in readings if each.about), {}),
        ignored=(*bundle.ignored, *(one for each in readings for one in _ignored(bundle, each))),
        faults=(*faults, *(one for each in readings for one in _faults(bundle, each))),
    )


def _at(bundle: Bundle, name: str, place: str) -> str:
    """Give the place of something within the bundle; what is the bundle's own text stands at its own place."""
    return ", ".join(filter(None, (name if name != bundle.source else "", place)))


def _rows(bundle: Bundle, reading: Reading, is_mixed: bool) -> Iterator[Row]:
    for row in reading.rows:
        kind = row.kind or (reading.kind if is_mixed else "")
        yield replace(row, place=_at(bundle, reading.source, row.place), kind=kind)


def _ignored(bundle: Bundle, reading: Reading) -> Iterator[Ignored]:
    return (replace(each, place=_at(bundle, reading.source, each.place)) for each in reading.ignored)


def _faults(bundle: Bundle, reading: Reading) -> Iterator[Fault]:
    for fault in reading.faults:
        yield replace(fault, source=bundle.source, place=_at(bundle, reading.source, fault.place))
