"""What stands at the labels of a form → the row of a work item."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from overlap.read.kinds import form_fields, labels
from overlap.read.kinds.form_fields import Form
from overlap.read.kinds.labels import Line, Value
from overlap.read.reading import Row
from overlap.text import citations

_WID = "3gpp_wid"
"""Its relations are numbers of specifications without `3GPP`, and its title begins with words of its own."""
_QUOTED = re.compile(r"[\"“«].+[\"”»]", re.DOTALL)
_QUESTION = re.compile(r"\b(?:Q\.?\s*)?(\d{1,2})\s*/\s*(?:SG\s*)?(\d{1,2})\b")
_COMMITTEE = re.compile(
    r"(?:ISO|IEC)[/\s][\w/ ]{0,40}?(?:TC|JTC|SC|SyC|PC)\s?\d+(?:/(?:SC|WG)\s?\d+)*|"
    r"\b(?:SG|Study Group)\s?(?P<sg>\d{1,2})\b"
)
_NEW_WORK = re.compile(r"^new (?:WID|SID|study|work item)\b[\w ]*?(?::\s*|\b(?:on|for)\s+(?=[\"“]))", re.IGNORECASE)


def read(form: Form, lines: Sequence[Line], labelled: Mapping[str, str]) -> Row:
    """Make the row of a form of its lines; `labelled` gives the fields by the patterns of their labels."""
    if form.name == form_fields.ITU:
        return _itu_row(form, lines, labelled)
    values = {name: form.without_hints(each) for name, each in labels.read(lines, labelled, below=True).items()}
    values = {name: each for name, each in values.items() if labels.value(each.text)}
    return _wid_row(form, values) if form.name == _WID else _proposal_row(form, values)


def _itu_row(page: Form, form: Sequence[Line], labelled: Mapping[str, str]) -> Row:
    """Make a row of an A.1 or A.13 form."""
    values = labels.read(form, labelled, below=True)
    kind_line = next((line.text for line in form if page.sign.search(line.text)), "")
    wanted = re.split(r"(?:new|revised|modified) ITU[-‑]T\s*", kind_line, flags=re.IGNORECASE)[-1]
    deliverable = re.sub(r"<[^<>]*>|:.*", "", wanted.split("\n")[0]).strip() or "Recommendation"
    is_recommendation = "recommendation" in re.sub(r"\s", "", deliverable.lower())  # a narrow cell breaks the word
    kind = page.kind if is_recommendation else form_fields.A13
    titled = _proposal_title(values)
    referred = values.pop("reference", titled)
    identifier, title = _reference(referred.text) if referred is not titled or _QUOTED.search(titled.text) else ("", "")
    if not title:
        title, referred = titled.text, replace(referred, place=titled.place)
    said = (values.pop(name, Value("", "")).text for name in ("number", "type"))
    identifier = identifier or next(filter(None, (_reference(text)[0] for text in said)), "")
    former = re.search(r"\(ex\.?\s+([^()]+)\)", referred.text)
    question = _QUESTION.search(values.pop("group", Value("", "")).text)
    fields = {
        "id": (identifier, referred.place),
        "title": (title, referred.place),
        "aliases": (former[1] if former else "", referred.place),
        "group": (f"Q{question[1]}/{question[2]}" if question else "", form[0].place),
        "committee": (f"SG{question[2]}" if question else "", form[0].place),
        "body": ("ITU-T", ""),
        "type": ("Recommendation" if is_recommendation else deliverable, ""),
        "status": ("proposed", ""),
    }
    return _row(kind, form[0].place.partition(",")[0], fields, values, page.expected)


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


def _proposal_row(form: Form, values: dict[str, Value]) -> Row:
    """Make a row of a form that proposes one work item."""
    title = _proposal_title(values)
    french = values.pop("title_fr", Value("", ""))
    committee = values.get("committee", Value("", ""))
    named = _COMMITTEE.search(committee.text)
    if named:
        values["committee"] = Value(f"SG{named['sg']}" if named["sg"] else named[0], committee.place)
    question = _QUESTION.search(f"{values.pop('group', Value('', '')).text}; {committee.text}")
    if question:
        values["group"] = Value(f"Q{question[1]}/{question[2]}", committee.place)
        values.setdefault("committee", Value(f"SG{question[2]}", committee.place))
    ticked = _ticked(values.pop("type", Value("", "")).text)
    number = values.get("number", Value("", ""))
    fields = {
        "id": (_number(number.text), number.place),
        "title": (title.text, title.place),
        "type": (ticked[0] if ticked else "", ""),
        "timing": ("; ".join(_ticked(values.pop("timing", Value("", "")).text)), ""),
        "body": (_body(form, values.get("committee", committee).text), ""),
        "status": ("proposed", ""),
        "notes": (f"French title: {french.text}" if french.text else "", french.place),
    }
    return _row(form.kind, "", fields, values, form.expected)


def _number(text: str) -> str:
    """Take the number of a proposal out of what stands at its label."""
    named = next(iter(citations.find(text)), "") or _reference(text)[0]
    return named or (text if labels.is_number(text) else "")


def _body(form: Form, committee: str) -> str:
    """Name the body of a form: that of its kind, ISO with IEC where the committee is joint; else that of the committee.

    >>> iso, none = (form_fields.forms()[name] for name in ("iso_form_4", "proposal"))
    >>> _body(iso, "ISO/IEC JTC 1"), _body(iso, ""), _body(none, "SG5"), _body(none, "IEC TC 106"), _body(none, "")
    ('ISO/IEC', 'ISO', 'ITU-T', 'IEC', '')
    """
    body = form.kind.partition(" ")[0]
    if body.islower():
        first = re.match(r"ISO/IEC|ISO|IEC|SG", committee)
        return "ITU-T" if first and first[0] == "SG" else first[0] if first else ""
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
