"""Any other document: a title, and a scope if it has one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import dropwhile, filterfalse, takewhile, zip_longest
from pathlib import PurePath

from overlap.errors import InputError
from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import (
    answers,
    contacts,
    covers,
    fronts,
    headlines,
    labels,
    naming,
    outline,
    relations,
    scopes,
    titles,
    wording,
)
from overlap.read.reading import Reading, Row
from overlap.settings import ReadSettings
from overlap.text import citations

_LONGEST_TITLE = 300
"""Characters; what is longer at the head of a document is its first paragraph."""
_HEAD_LINES = 40
_MOST_WORDS = 300
"""A text without headings is compared as a whole only up to so many words: a proposal in a mail, not a book."""
_LONGEST_VALUE = 200
_FIRST = 3
_OF_COMMITTEE = re.compile(r"(?<![\w/])[A-Z]{1,4}\d{0,2}/\d\d-\d{3}(?:r\d+)?(?![\w-])")
"""The number of a committee's paper, on its first lines: `J3/26-112`."""
_PAPER = re.compile(r"(?<![\w/.-])\d\d-\d{3}(?:r\d+)?(?![\w-])")
"""How a paper of the same committee names another one."""
_MARKED = re.compile(r"[•○▪]$|\)\s*[o–-]$|\so$")
"""What stands before a value that has the mark of an item: `Name of project (unique) o Ramps`."""
_QUOTES = '"“«'
"""Before a value at a label: `Title of project - “Ramps”`."""
_NUMBERED = re.compile(r"[^\W\d_]{0,4}\.?\s?\d|[A-Z]{2,}[\s/-]")
_ONE_LINE = ("title", "id", "group", "status")
_LONG_LINE, _MANY_LINES = 20, 20
"""Words of a long line, and how many of them make a text that says where its relations stand."""
_SENTENCE = re.compile(r"(?:\S+\s+){2,}[^\W\d_]{3,}[.!?](?:\s|$)|[^\x00-\x7f].{14,}[。！？؟]", re.DOTALL)


def recognise(document: Document, settings: ReadSettings) -> Reading:
    """Read a document of no known kind as one work item.

    Its title is at the label Title, else in its first heading, its properties, or the first line that can be one; its
    scope at the label Scope or under that heading; where it is short, without either, all that follows the title stands
    in. Relations are what stands where relations stand. Raises InputError when there is no text.
    """
    del settings
    lines = labels.document_lines(document)
    if not any(re.search(r"\w", line.text) for line in lines) and not document.stated:
        raise InputError(f"{document.source}: no text in it.", "Check that it is the right file.")
    found = outline.sections(document)
    listed = {table.place for table in document.tables if fronts.is_list(table) or outline.is_contents(table)}
    fields, where = _labelled(document, [line for line in lines if not line.table or line.table not in listed], found)
    if _is_template(lines, fields) or answers.are_missing(document, found):
        raise InputError(f"{document.source}: a template that nobody has filled in.", "Fill in its title and text.")
    is_labelled = "title" in fields
    if title := _complete_title(document, fields.get("title", "")) or (None if is_labelled else _called(lines)):
        fields["title"], where["title"] = title
    rest = _rest(document, "" if is_labelled else fields.get("title", ""))
    if "scope" not in fields and "summary" not in fields:
        about, at = scopes.instead(document, found)
        if "scope" not in about and 0 < len(rest.split()) <= _MOST_WORDS:
            about, at = {"scope": rest}, {"scope": "the whole text, for want of a heading Scope or Summary"}
        fields, where = fields | about, where | at
    if related := _related(lines, found, own=f"{fields.get('id', '')} {fields.get('title', '')}"):
        fields["relations"] = "; ".join(related)
    fields.setdefault("id", PurePath(document.source).stem)
    where.setdefault("id", "the name of the file")
    missing = tuple(name for name in ("title", "scope") if name not in fields)
    row = Row("document", fields, "", where, missing)
    return Reading(
        document.source,
        document.format,
        "document of no known kind",
        (row,),
        ignored=(*document.ignored, *covers.boilerplate(found), *outline.requirements(document)),
        faults=document.faults,
    )


def _is_template(lines: Sequence[labels.Line], fields: Mapping[str, str]) -> bool:
    """Say whether a document holds what a template says where title or text would stand."""
    is_prompted = any(labels.is_blank(line.text) for line in lines[:_FIRST])
    return (is_prompted and "scope" not in fields) or ("title" in fields and labels.is_prompt(fields["title"]))


def _complete_title(document: Document, labelled: str) -> tuple[str, str] | None:
    """Give the title and its place: at a label it may stand shortened."""
    stated, place = titles.title(replace(document, parts=tuple(filterfalse(_is_numbering, document.parts))))
    before = stated.partition(labelled)[0].rstrip() if labelled else ""
    is_label = before.endswith((":", "：", *_QUOTES)) or _MARKED.search(before) is not None
    return (stated, place) if stated and labelled in stated and not is_label else None


def _labelled(
    document: Document, lines: Sequence[labels.Line], found: tuple[outline.Section, ...]
) -> tuple[dict[str, str], dict[str, str]]:
    """Give the fields that stand at a label or under a heading, and where each stands."""
    values = {**labels.read(lines, _labels().anywhere), **labels.read(lines[:_HEAD_LINES], _labels().head)}
    values.pop("other", None)
    clauses = {line.place for line in lines if line.is_heading and outline.heading_name(line.text) in outline.NAMES}
    values = {
        name: value
        for name, value in values.items()
        if value.place not in clauses or name not in ("title", "scope", "summary")  # `Objet` heads a scope
    }
    answered = answers.fields(document)
    values |= {} if "title" in answered and answered["title"].place in clauses else answered
    own = next((named for line in lines[:_FIRST] if (named := _OF_COMMITTEE.search(line.text))), None)
    if own:
        values["id"] = labels.Value(own[0], lines[0].place)
    elif "id" in values and not _is_number(values["id"].text.split("\n")[0]):
        del values["id"]
    elif "id" in values and re.search(r"[,;]", values["id"].text):
        del values["id"]  # so many are not its own
    values = {name: value for name, value in values.items() if name in _ONE_LINE or not labels.is_prompt(value.text)}
    fields = {name: _short(name, value.text) for name, value in values.items()}
    where = {name: value.place for name, value in values.items()}
    about, at = scopes.sections(found)
    return about | fields, at | where


def _is_numbering(part: Paragraph | Table) -> bool:
    """Say whether a part is the label of a number with what stands there, which is no title itself."""
    found = labels.match(part.text, _labels().head) if isinstance(part, Paragraph) and "\n" not in part.text else None
    return bool(found and found[0] == "id" and found[1])


def _called(lines: Sequence[labels.Line]) -> tuple[str, str] | None:
    """Give what stands at the label of a number and is a name, with its place: a title, where nothing else is one."""
    value = labels.read(lines[:_HEAD_LINES], _labels().head).get("id")
    first = value.text.split("\n")[0] if value else ""
    is_name = first[:1].isupper() and len(first.split()) > 1 and not _is_number(first)
    is_name = is_name and headlines.can_be_title(first)
    return (first, value.place) if value and is_name and not labels.is_prompt(first) else None


def _is_number(text: str) -> bool:
    """Say whether what stands at the label of a number is one: a figure is in it, and few words."""
    return bool(re.search(r"\d", text)) and (" " not in text or naming.is_document(text) or bool(_NUMBERED.match(text)))


def _short(name: str, text: str) -> str:
    """Cut a value of a few words to its first line: what follows is no part of it."""
    if name in ("scope", "summary"):
        return text
    short = labels.only_value(text.split("\n")[0])[:_LONGEST_VALUE]
    return short[1:-1] if re.fullmatch(r"\"[^\"]+\"|“[^“”]+”|«[^«»]+»", short) else short


def _related(lines: Sequence[labels.Line], found: tuple[outline.Section, ...], own: str) -> list[str]:
    """List the documents that are named under References or at a label of relations; without these, all it names.

    A long text says where its relations stand; what else it names is no relation.
    """
    texts = [section.text for section in found if section.name == "references"]
    texts += [labelled[1] for line in lines if (labelled := labels.match(line.text, _labels().relations))]
    texts += [value.text for value in labels.read(lines, _labels().relations).values()]
    if not any(texts) and sum(len(line.text.split()) >= _LONG_LINE for line in lines) < _MANY_LINES:
        texts = [line.text for line in lines]
    names = {*citations.find(own)}
    papers = _PAPER.findall("\n".join(texts)) if _OF_COMMITTEE.search(own) else []
    cited = [*papers, *relations.related("\n".join(texts), own)]
    said = own.casefold()
    is_own = {each for each in cited if re.search(rf"(?<!\w){re.escape(each.casefold())}(?!\w)", said)}
    return list(dict.fromkeys(each for each in cited if each not in names and each not in is_own))


def _rest(document: Document, title: str) -> str:
    """Give the text below the title, from the first line on that is no heading and no part of the title."""
    at = next((number for number, part in enumerate(document.parts) if _is_of_title(part, title)), -1)
    below = dropwhile(
        lambda part: isinstance(part, Paragraph) and (part.level > 0 or _is_of_title(part, title)),
        document.parts[at + 1 :],
    )
    texts = [part.text if isinstance(part, Paragraph) else outline.table_text(part) for part in _unheaded(list(below))]
    lines = [line for text in texts if not headlines.is_notice(text[:_LONGEST_TITLE]) for line in text.split("\n")]
    in_head = takewhile(
        lambda line: ":" in line and (labels.match(line, _labels().head) or contacts.is_person(line)), lines
    )
    kept = lines[len(list(in_head)) :]
    return " ".join(" ".join(kept).split()) if any(map(_SENTENCE.search, kept)) else ""


def _unheaded(parts: Sequence[Paragraph | Table]) -> Iterator[Paragraph | Table]:
    """Yield the parts of a text without the headings that text follows; of several in a row each may be an item."""
    for part, after in zip_longest(parts, parts[1:]):
        is_text = isinstance(after, Table) or (after is not None and not after.level)
        if not (isinstance(part, Paragraph) and part.level and is_text):
            yield part


def _is_of_title(part: Paragraph | Table, title: str) -> bool:
    text = headlines.tidy(part.text) if isinstance(part, Paragraph) else ""
    return bool(text) and text in title


@dataclass(frozen=True, slots=True)
class _Labels:
    """Patterns of labels, and the field that each leads to."""

    anywhere: Mapping[str, str]
    head: Mapping[str, str]
    """What counts at the head of a document only: further down a line that ends in a colon is mostly no label."""
    relations: Mapping[str, str]


@cache
def _labels() -> _Labels:
    """Read at which labels the fields stand. Any other label at the head ends the value before."""

    def any_of(*names: str) -> str:
        return "|".join(word for name in names for word in wording.words("documents", f"labels.{name}"))

    return _Labels(
        {any_of(field): field for field in ("scope", "summary", "group", "status")},
        {any_of("title", "title_at_head"): "title", any_of("id_at_head"): "id", "to|[a-z ]{3,30}": "other"},
        {any_of("relations"): "relations"},
    )
