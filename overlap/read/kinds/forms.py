"""Proposals for new work on a form: ITU-T A.1 and A.13, ISO Form 4, IEC NP, 3GPP work item descriptions.

A.1 Annex A and A.13 give one table a proposal, several in one file; the others are one file a proposal. A form that
nobody has filled in, or which holds the template's prompts only, is a fault and no work item.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from overlap.model import Fault
from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import form_fields, form_rows, labels, lists
from overlap.read.kinds.form_fields import Form
from overlap.read.kinds.labels import Line
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings

_LONGEST_SIGN = 120
"""Characters of a line that says which form begins."""
_FEW_WORDS = 60
"""Headings and a line or two."""
_HEAD_LINES = 40
"""Among which a document says which form it is."""
_FEWEST = 2
"""So many labels of those that every form has make one, where its name stands above."""


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read the filled-in forms of a document, and the lists beside them; None when there are no forms."""
    rows, faults = find(document)
    listed = lists.find(_without_forms(document), settings) if rows else None
    if not rows:
        one = _whole(document)
        if one is None and not (faults and _is_all_form(document)):
            return None
        rows, faults = one or (rows, faults)
    kinds = list(dict.fromkeys(row.kind for row in rows))
    personal = [Ignored("names of persons and companies", "")] if rows else []
    known = {row.fields["id"] for row in rows if "id" in row.fields}
    others = [row for row in listed.rows if row.fields.get("id") not in known] if listed else []
    if others:
        kinds.append("list of work items")
    return Reading(
        source=document.source,
        format=document.format,
        kind=" and ".join(kinds) or "empty form",
        rows=(*rows, *others),
        columns=listed.columns if listed else {},
        ignored=(*document.ignored, *personal),
        faults=(*document.faults, *faults, *(listed.faults[len(document.faults) :] if listed else ())),
    )


def _without_forms(document: Document) -> Document:
    """Leave the tables out that are forms."""
    forms = _itu_tables(document.parts)
    return replace(document, parts=tuple(each for each in document.tables if not any(each is one for one in forms)))


def _is_all_form(document: Document) -> bool:
    """Say whether a document holds little beside its forms, so that nothing else can be read out of it."""
    others = _without_forms(document).parts
    words = sum(len(part.text.split()) for part in others if isinstance(part, Paragraph))
    return words < _FEW_WORDS and not any(isinstance(part, Table) for part in others)


def _itu_tables(parts: Sequence[Paragraph | Table]) -> list[Table]:
    """List the tables that are A.1 or A.13 forms: by what stands in them, or by the name of the form above them."""
    found: list[Table] = []
    is_named = False
    for part in parts:
        if isinstance(part, Paragraph):
            is_named = _itu().names.match(part.text) is not None or (is_named and not part.level)
            continue
        lines = list(labels.lines([part]))
        there = _labelled(lines, _itu().labels)
        if _is_form(_itu(), lines) or (is_named and _itu().has_needed(there) and len(there) > _FEWEST):
            found.append(part)
            is_named = False
    return found


def find(document: Document) -> tuple[list[Row], list[Fault]]:
    """Find the A.1 and A.13 forms in a document: the filled ones, and a fault for each that is empty."""
    rows: list[Row] = []
    faults: list[Fault] = []
    for form in _itu_forms(document.parts):
        row = form_rows.read(_itu(), form, _itu().labels)
        if row.fields.get("title") or row.fields.get("scope"):
            rows.append(row)
        else:
            cause = f"an {row.kind} form {form_fields.IS_EMPTY}"
            faults.append(Fault(document.source, row.place, cause, "fill in title and scope"))
    return rows, faults


def _itu_forms(parts: Sequence[Paragraph | Table]) -> Iterator[list[Line]]:
    """Yield the lines of each A.1 or A.13 form: those of one table, or of text from `Question:` on."""
    running: list[Line] = []
    tables = _itu_tables(parts)
    for part in parts:
        if isinstance(part, Table) and any(part is each for each in tables):
            yield list(labels.lines([part]))
        elif isinstance(part, Paragraph):
            found = labels.match(part.text, _itu().labels)
            if (found and found[0] == "group") or (part.level == 1 and running):
                if _is_form(_itu(), running):
                    yield running
                running = []
            if running or (found and found[0] == "group"):
                running += labels.lines([part])
    if _is_form(_itu(), running):
        yield running


def _is_form(form: Form, lines: Sequence[Line]) -> bool:
    """Say whether lines are of a form: its sign stands in them, and the labels it needs."""
    is_signed = any(form.sign.search(line.text) for line in lines[:60])
    return (is_signed or bool(form.telling)) and form.is_there(_labelled(lines, form.labels), is_signed)


def _labelled(lines: Iterable[Line], patterns: Mapping[str, str]) -> set[str]:
    """Give the fields of which labels stand in lines."""
    return {found[0] for line in lines if (found := labels.match(line.text, patterns))}


def _whole(document: Document) -> tuple[list[Row], list[Fault]] | None:
    """Read a document that is one form as a whole, or several of one kind."""
    lines = labels.document_lines(document)
    form = next((form for form in form_fields.forms().values() if form is not _itu() and _is_form(form, lines)), None)
    patterns = form.labels if form else {}
    if form is None:
        form = _named(lines)
        patterns = form_fields.every_label(form.name) if form else {}
    if form is None:
        return None
    rows: list[Row] = []
    faults: list[Fault] = []
    several = _each(form, lines, patterns)
    for piece in several:
        row = form_rows.read(form, piece, patterns)
        row = replace(row, place=f"the form from {piece[0].place} on" if len(several) > 1 else "")
        if row.fields.get("title") or row.fields.get("scope"):
            rows.append(row)
        else:
            cause = f"an {row.kind} form {form_fields.IS_EMPTY}"
            faults.append(Fault(document.source, row.place, cause, "fill in title and scope"))
    return rows, faults


def _named(lines: Sequence[Line]) -> Form | None:
    """Find the form that a document says to be, where labels of a form follow; its own may be reworded or lack.

    What goes on with a subject after the name of the form is the title of another document.
    """
    for form in form_fields.forms().values():
        patterns = form_fields.every_label(form.name)
        for number, line in enumerate(lines[:_HEAD_LINES]):
            if len(line.text) >= _LONGEST_SIGN or not form.names.match(line.text):
                continue
            there = _labelled(lines[number:], patterns)
            is_titled = not there.isdisjoint(form_fields.TITLES)
            if len(there & form_fields.TELLING) >= _FEWEST and (is_titled or form_fields.is_name(line.text)):
                return form
    return None


def _each(form: Form, lines: Sequence[Line], patterns: Mapping[str, str]) -> list[Sequence[Line]]:
    """Part the lines of a file where its form begins again: at its sign, below which stand all the labels it needs."""
    starts = [
        number
        for number, line in enumerate(lines)
        if len(line.text) < _LONGEST_SIGN and (form.sign.search(line.text) or form.names.match(line.text))
    ]
    bounds = [0, *starts[1:], len(lines)]
    pieces: list[Sequence[Line]] = []
    for start, end in pairwise(bounds):
        there = _labelled(lines[start:end], patterns)
        is_own = len(there & form_fields.TELLING) >= _FEWEST if patterns is not form.labels else form.has_needed(there)
        if pieces and not is_own:
            pieces[-1] = [*pieces[-1], *lines[start:end]]
        else:
            pieces.append(lines[start:end])
    return pieces


def _itu() -> Form:
    return form_fields.forms()[form_fields.ITU]
