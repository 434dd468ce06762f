"""Proposals for new work on a form: ITU-T A.1 and A.13, ISO Form 4, IEC NP, 3GPP work item descriptions.

A.1 Annex A and A.13 give one table a proposal, several in one file; the others are one file a proposal. A form that
nobody has filled in, or which holds the template's prompts only, is a fault and no work item.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from overlap.model import Fault
from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import form_fields, labels, lists
from overlap.read.kinds.form_fields import Form
from overlap.read.kinds.labels import Line, Value
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text import citations

_WID = "3gpp_wid"
"""Its relations are numbers of specifications without `3GPP`, and its title begins with words of its own."""
_NEW_WORK = re.compile(r"^new (?:WID|SID|study|work item)\b[\w ]*?(?::\s*|\b(?:on|for)\s+(?=[\"“]))", re.IGNORECASE)
_LONGEST_SIGN = 120
"""Characters of a line that says which form begins."""
_FEW_WORDS = 60
"""Headings and a line or two."""


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
    parts = [part for part in document.parts if isinstance(part, Table) and not _is_itu_form(part)]
    return replace(document, parts=tuple(parts))


def _is_all_form(document: Document) -> bool:
    """Say whether a document holds little beside its forms, so that nothing else can be read out of it."""
    others = _without_forms(document).parts
    words = sum(len(part.text.split()) for part in others if isinstance(part, Paragraph))
    return words < _FEW_WORDS and not any(isinstance(part, Table) for part in others)


def _is_itu_form(table: Table) -> bool:
    return _is_form(_itu(), list(labels.lines([table])))


def find(document: Document) -> tuple[list[Row], list[Fault]]:
    """Find the A.1 and A.13 forms in a document: the filled ones, and a fault for each that is empty."""
    rows: list[Row] = []
    faults: list[Fault] = []
    for form in _itu_forms(document.parts):
        row = _itu_row(form)
        if row.fields.get("title") or row.fields.get("scope"):
            rows.append(row)
        else:
            cause = f"an {row.kind} form that is empty or holds placeholders, so left out"
            faults.append(Fault(document.source, row.place, cause, "fill in title and scope"))
    return rows, faults


def _itu_forms(parts: Sequence[Paragraph | Table]) -> Iterator[list[Line]]:
    """Yield the lines of each A.1 or A.13 form: those of one table, or of text from `Question:` on."""
    running: list[Line] = []
    for part in parts:
        if isinstance(part, Table) and _is_itu_form(part):
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
    if not any(form.sign.search(line.text) for line in lines[:60]):
        return False
    there = {found[0] for line in lines if (found := labels.match(line.text, form.labels))}
    return there >= set(form.needed)


def _itu_row(form: Sequence[Line]) -> Row:
    """Make a row of an A.1 or A.13 form."""
    values = labels.read(form, _itu().labels)
    kind_line = next((line.text for line in form if _itu().sign.search(line.text)), "")
    wanted = re.split(r"(?:new|revised|modified) ITU[-‑]T\s*", kind_line, flags=re.IGNORECASE)[-1]
    deliverable = re.sub(r"<[^<>]*>|:.*", "", wanted.split("\n")[0]).strip() or "Recommendation"
    is_recommendation = "recommendation" in re.sub(r"\s", "", deliverable.lower())  # a narrow cell breaks the word
    kind = _itu().kind if is_recommendation else "ITU-T A.13 justification"
    reference = values.pop("reference", Value("", "")).text
    identifier, title = _reference(reference)
    former = re.search(r"\(ex\.?\s+([^()]+)\)", reference)
    question = re.search(
        r"\b(?:Q\.?\s*)?(\d{1,2})\s*/\s*(?:SG\s*)?(\d{1,2})\b", values.pop("group", Value("", "")).text
    )
    reference_place = next((line.place for line in form if labels.match(line.text, {"reference and title": "x"})), "")
    fields = {
        "id": (identifier, reference_place),
        "title": (title, reference_place),
        "aliases": (former[1] if former else "", reference_place),
        "group": (f"Q{question[1]}/{question[2]}" if question else "", form[0].place),
        "committee": (f"SG{question[2]}" if question else "", form[0].place),
        "body": ("ITU-T", ""),
        "type": ("Recommendation" if is_recommendation else deliverable, ""),
        "status": ("proposed", ""),
    }
    return _row(kind, form[0].place.partition(",")[0], fields, values, _itu().expected)


def _reference(text: str) -> tuple[str, str]:
    """Split `Recommendation ITU-T Y.lot "Title"` into identifier and title.

    >>> _reference('Draft new Supplement ITU-T Y.Suppl.lots "Parking in use"')
    ('Y.Suppl.lots', 'Parking in use')
    """
    plain = " ".join(labels.clean(text).split())
    opened = re.search(r"[\"“«]", plain)
    closed = max(map(plain.rfind, '"”»'))
    quoted = plain[opened.end() : closed].strip() if opened and closed > opened.end() else ""
    bare = plain[: opened.start()] if opened and quoted else plain
    named = re.search(r"(?:ITU-T\s+)?\b([A-Z](?:\.|\s?Suppl)[\w.-]*(?:/[A-Z]\.[\w.-]+)*)", bare)
    rest = bare[named.end() :].strip(" ,:–—-") if named else bare
    return named[1].rstrip(".") if named else "", quoted or rest


def _whole(document: Document) -> tuple[list[Row], list[Fault]] | None:
    """Read a document that is one form as a whole."""
    lines = labels.document_lines(document)
    form = next((form for form in form_fields.forms().values() if form is not _itu() and _is_form(form, lines)), None)
    if form is None:
        return None
    rows: list[Row] = []
    faults: list[Fault] = []
    several = _each(form, lines)
    for piece in several:
        values = {name: form.without_hints(each) for name, each in labels.read(piece, form.labels, below=True).items()}
        row = _wid_row(form, values) if form.name == _WID else _proposal_row(form, values)
        if len(several) > 1:
            row = replace(row, place=f"the form from {piece[0].place} on")
        if row.fields.get("title") or row.fields.get("scope"):
            rows.append(row)
        else:
            cause = f"an {row.kind} that is empty or holds placeholders, so left out"
            faults.append(Fault(document.source, row.place, cause, "fill in title and scope"))
    return rows, faults


def _each(form: Form, lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Part the lines of a file where its form begins again: at its sign, below which stand all the labels it needs."""
    starts = [
        number for number, line in enumerate(lines) if len(line.text) < _LONGEST_SIGN and form.sign.search(line.text)
    ]
    bounds = [0, *starts[1:], len(lines)]
    pieces: list[Sequence[Line]] = []
    for start, end in pairwise(bounds):
        there = {found[0] for line in lines[start:end] if (found := labels.match(line.text, form.labels))}
        if pieces and not there >= {*form.needed}:
            pieces[-1] = [*pieces[-1], *lines[start:end]]
        else:
            pieces.append(lines[start:end])
    return pieces


def _itu() -> Form:
    return form_fields.forms()[form_fields.ITU]


def _proposal_row(form: Form, values: dict[str, Value]) -> Row:
    """Make a row of a form that proposes one work item."""
    title = _proposal_title(values)
    french = values.pop("title_fr", Value("", ""))
    committee = values.get("committee", Value("", ""))
    named = re.search(r"(?:ISO|IEC)[/\s][\w/ ]{0,40}?(?:TC|JTC|SC|SyC|PC)\s?\d+(?:/(?:SC|WG)\s?\d+)*", committee.text)
    if named:
        values["committee"] = Value(named[0], committee.place)
    ticked = _ticked(values.pop("type", Value("", "")).text)
    number = values.get("number", Value("", ""))
    fields = {
        "id": (next(iter(citations.find(number.text)), ""), number.place) if number.text else ("", ""),
        "title": (title.text, title.place),
        "type": (ticked[0] if ticked else "", ""),
        "timing": ("; ".join(_ticked(values.pop("timing", Value("", "")).text)), ""),
        "body": (_body(form, named[0] if named else ""), ""),
        "status": ("proposed", ""),
        "notes": (f"French title: {french.text}" if french.text else "", french.place),
    }
    return _row(form.kind, "", fields, values, form.expected)


def _body(form: Form, committee: str) -> str:
    """Name the body that a form is of: the first word of its kind, and with IEC where the committee is joint."""
    body = form.kind.partition(" ")[0]
    return "ISO/IEC" if body == "ISO" and "IEC" in committee else body


def _proposal_title(values: dict[str, Value]) -> Value:
    """Take the English title, else the first line below `Title`."""
    block = values.pop("title_block", Value("", ""))
    title = values.pop("title", Value(block.text, block.place))
    return Value(title.text.split("\n")[0], title.place)


def _wid_row(form: Form, values: dict[str, Value]) -> Row:
    title = values.pop("title", Value("", ""))
    bare = _NEW_WORK.sub("", title.text.split("\n")[0]).strip(' "“”')
    fields = {"title": (bare, title.place), "body": ("3GPP", ""), "status": ("proposed", "")}
    mentions = "\n".join(values.pop(name, Value("", "")).text for name in ("parents", "related", "output"))
    numbers = [f"3GPP TS {number}" for number in re.findall(r"\b\d{2}\.\d{3}\b", mentions)]
    text = " ".join(
        [mentions, values.get("justification", Value("", "")).text, values.get("scope", Value("", "")).text]
    )
    related = dict.fromkeys([*citations.find(text), *numbers])
    fields["relations"] = ("; ".join(related), "")
    return _row(form.kind, "", fields, values, form.expected)


def _ticked(text: str) -> list[str]:
    """List what is ticked: `☒ 18 months ☐ 24 months` gives `18 months`."""
    return [choice.strip(" .\n") for choice in re.findall(r"☒\s*([^☐☒]+)", text)]


def _row(
    kind: str,
    place: str,
    fixed: Mapping[str, tuple[str, str]],
    values: Mapping[str, Value],
    expected: Sequence[str],
) -> Row:
    """Put together what was worked out and what stands at the labels; identifiers are taken out of the relations."""
    fields = {name: text for name, (text, _) in fixed.items() if text}
    where = {name: at for name, (text, at) in fixed.items() if text and at}
    for name in ("id", "scope", "summary", "justification", "liaisons", "timing", "committee", "group"):
        if name in values and name not in fields:
            fields[name], where[name] = values[name].text, values[name].place
    related = [values[name] for name in ("relations", "documents", "joint_work") if name in values]
    named = citations.find("\n".join(value.text for value in related))
    if named:
        fields["relations"] = "; ".join(named)
        where["relations"] = related[0].place
    elif related and related[0].text:
        fields["notes"] = "; ".join(filter(None, [fields.get("notes", ""), f"Relations: {related[0].text}"]))
    if "similar" in values:
        answer = "; ".join(_ticked(values["similar"].text)) or values["similar"].text
        said = f"Similar proposal submitted elsewhere: {answer}"
        fields["notes"] = "; ".join(filter(None, [fields.get("notes", ""), said]))
    missing = tuple(name for name in expected if name not in fields)
    return Row(place, fields, kind, where, missing)
