"""Texts of standards: Recommendations, Supplements, errata of ITU-T; standards and drafts of ISO and IEC.

Numbers, title, summary and clause Scope are used; covers, series lists, forewords, notices and contents are not. The
marks of common and twin text, in summary, scope, foreword or cover, are kept as declared joint texts.
"""

import re
from collections.abc import Iterable, Sequence

from overlap.read.content import Document
from overlap.read.kinds import forms, heads, outline, relations, scopes
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text import citations

_SERIES_ROW = re.compile(r"[A-Z]\.\d+\s*[–-]\s*[A-Z]\.\d+|Series [A-Z]\b")


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read the text of a standard; None when the document has no number of its own on its first pages."""
    del settings  # a standard says itself what it is
    head = heads.find(document)
    if head is None:
        return None
    found = outline.sections(document)
    fields, where = _fields(document, head, found)
    expected = (
        ("id", "title", "scope")
        if head.kind == "erratum" or head.body != "ITU-T"
        else ("id", "title", "summary", "scope")
    )
    missing = tuple(name for name in expected if name not in fields)
    _, empty_forms = forms.find(document)
    return Reading(
        source=document.source,
        format=document.format,
        kind=head.kind,
        rows=(Row(head.place, fields, "", where, missing),),
        ignored=(*document.ignored, *_ignored(document, found)),
        faults=(*document.faults, *empty_forms),
    )


def _fields(
    document: Document, head: heads.Head, found: Sequence[outline.Section]
) -> tuple[dict[str, str], dict[str, str]]:
    """Put together what the head says and what stands in the sections."""
    fields = {"id": head.id, "title": head.title, "type": head.type, "body": head.body, "date": head.date}
    where = {"id": head.place, "title": head.place}
    if head.kind != "erratum":
        about, at = scopes.find(document, found)
        fields, where = fields | about, where | at
    if head.body == "ITU-T":
        fields["committee"], where["committee"] = _study_group(document)
    else:
        committee, where["committee"] = heads.search(document, heads.ISO_COMMITTEE)
        fields["committee"] = re.sub(r" (?=TC|JTC|PC|SyC)", "/", committee, count=1)
        stage = heads.search(document, heads.STAGE_LINE)
        fields["stage"], where["stage"] = f"{stage[0]}.00" if stage[0] else "", stage[1]
        if stage[0]:
            fields["status"] = "under_study" if stage[0] < "60" else "published"
    statements = [fields.get("summary", ""), fields.get("scope", ""), heads.cover(document)]
    statements += [section.text for section in found if section.name in ("foreword", "introduction")]
    joint = citations.declared_joint("\n".join(statements), head.id)
    if joint and head.kind != "erratum":
        fields["joint_with"] = "; ".join(joint)
    named, where["relations"] = relations.named(document, found, head.id, is_itu=head.body == "ITU-T")
    fields["relations"] = "; ".join(dict.fromkeys(filter(None, [head.parent, *named])))
    keywords = outline.first(tuple(found), "keywords")
    notes = [f"Keywords: {keywords.text}" if keywords else ""]
    notes.append(f"Title in another language: {head.other_title}" if head.other_title else "")
    fields["notes"] = "; ".join(filter(None, notes))
    return {name: text for name, text in fields.items() if text}, {name: at for name, at in where.items() if at}


def _study_group(document: Document) -> tuple[str, str]:
    """Take the study group from the last row of the history table, else from the foreword."""
    for table in document.tables:
        header = [cell.casefold() for cell in table.rows[0]] if table.rows else []
        if "study group" in header and "approval" in header:
            column = header.index("study group")
            groups = [row[column] for row in table.rows[1:] if len(row) > column and row[column]]
            if groups:
                return f"SG{groups[-1]}" if groups[-1].isdigit() else groups[-1], table.place
    return heads.search(document, re.compile(r"by (?:the )?ITU[-‑]T (Study Group \d+|Study Group [IVX]+)"))


def _ignored(document: Document, found: Iterable[outline.Section]) -> list[Ignored]:
    """List the boilerplate, and the clauses that say how rather than what."""
    left_out = [
        Ignored(outline.BOILERPLATE[section.name], section.place)
        for section in found
        if section.name in outline.BOILERPLATE and section.heading and section.level <= 1
    ]
    for table in document.tables:
        if sum(bool(_SERIES_ROW.search(" ".join(row))) for row in table.rows) >= 3:
            left_out.append(Ignored("list of the Recommendation series", table.place))
    used = {"scope", "summary", "keywords", "references", *outline.BOILERPLATE}
    rest = [section for section in found if section.level == 1 and section.heading and section.name not in used]
    if rest:
        count = f"{len(rest)} other clauses and annexes" if len(rest) > 1 else "one other clause"
        left_out.append(Ignored(count, f"from {rest[0].place}, '{rest[0].heading[:40]}' on"))
    return list(dict.fromkeys(left_out))
