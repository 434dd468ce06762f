"""Forms that no page describes, by the words of their labels, however they are laid out.

A template that nobody has filled in says there what is to be written.
"""

import re
from collections.abc import Iterable, Sequence

from overlap.model import Fault
from overlap.read.content import Document, Paragraph, Table
from overlap.read.kinds import claims, form_fields, labelling, labels, outline, pairs, wording
from overlap.read.kinds.labels import Value
from overlap.read.kinds.pairs import Pair
from overlap.read.reading import Ignored, Reading, Row
from overlap.settings import ReadSettings
from overlap.text import citations

_LONGEST_TITLE = 300
"""Characters."""
_FIRST = 12
"""Labels among which that of the title is."""
_PATH = re.compile(r"[^\W\d_]\w*(?:[./][^\W\d_]\w*)+")
"""Of a field in a data model."""
_FRONT = 12
"""Paragraphs and tables."""
_OF_LETTERS = 2
"""Labels of a letter beside its subject."""
_TITLES = frozenset(("title", "reference"))
_MOST_TITLES = 3
"""In several languages."""
_ENOUGH = 3
_HEAD = 4
_ABOUT = ("scope", "about", "justification")
"""What the work is about: the first of them that is filled in stands for a scope."""
_OTHERS = {*_ABOUT, "summary", "relations", "group"}
_FEWEST, _MOST = 3, 0.5
"""So many instructions, and so much of all answers, make a template."""
_FEW_WORDS = 3
"""An answer of fewer words says nothing of the kind."""


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Read a document that is a form and nothing else; None where a title and two other fields have no labels."""
    del settings
    form = pairs.find(_able(document))
    known = [each for each in form if each.field]
    there = {each.field for each in known}
    titles = [labelling.bare(each.label) for each in known if each.field in _TITLES]
    is_form = len(there) >= _ENOUGH and 0 < len(titles) == len({*titles}) and 2 * len(known) >= len(form)
    if not is_form or any(map(labelling.is_whole, (each.text for each in known if each.text))):
        return None
    if any(claims.speech().formal.search(part.text) for part in document.paragraphs[:_HEAD]):
        return None
    found = _named(form)
    if "letter" in there or (not found and any(each.text for each in known)):
        return None
    row = Row(
        "", {name: each.text for name, each in found.items()}, "", {name: each.place for name, each in found.items()},
        tuple(name for name in ("title", "scope") if name not in found),
    )  # fmt: skip
    cause = f"a form {form_fields.IS_EMPTY}"
    return Reading(
        document.source,
        document.format,
        "form of no known kind" if found else "empty form",
        (row,) if found else (),
        ignored=(*document.ignored, Ignored("names of persons and companies", "")),
        faults=document.faults
        if found
        else (*document.faults, Fault(document.source, "", cause, "fill in title and scope")),
    )


def fields(document: Document) -> dict[str, Value]:
    """Give the fields of a form whose title stands at one of its first labels; none of any other document.

    A text may speak of titles in a clause of its own, and define what a title is in a table.
    """
    return _named(pairs.find(_able(document)))


def _named(form: Sequence[Pair]) -> dict[str, Value]:
    """Give what stands at the labels of fields, where a title does at one of the first."""
    known = [each for each in form if each.field]
    title = next((each for each in known if each.field in _TITLES and each.text and _is_label(each)), None)
    if title and title.mark.startswith("h") and "\n" in title.text:
        return {}  # a clause on what things are called
    if sum(each.field == "title" and _is_label(each) for each in form[:_FIRST]) > _MOST_TITLES:
        return {}  # a page on several things
    if title is None or not any(each is title for each in form[:_FIRST]):
        return {}
    short = labels.only_value(title.text.split("\n")[0])
    if len(short) > _LONGEST_TITLE or _PATH.fullmatch(short) or labelling.is_whole(short) or labels.instructs(short):
        return {}
    filled: dict[str, Pair] = {}
    for each in known:
        if each.text and _is_label(each):
            filled.setdefault(each.field, each)
    found = {name: _value(each) for name, each in filled.items() if name in ("summary", "justification", "group")}
    about = next((filled[name] for name in (_ABOUT[:-1] if "summary" in filled else _ABOUT) if name in filled), None)
    found |= {"title": Value(short, title.place)} | ({"scope": _value(about)} if about else {})
    if about and about.field == "justification":
        del found["justification"]
    if named := citations.find(filled["relations"].text) if "relations" in filled else ():
        found["relations"] = Value("; ".join(named), filled["relations"].place)
    number = filled["number"].text.split("\n")[0] if "number" in filled else ""
    if labels.is_number(number):
        found["id"] = Value(number, filled["number"].place)
    return found


def subject(document: Document) -> Value | None:
    """Give the subject at the head of a letter; None where it is none."""
    form = pairs.find(document.parts[:_FRONT])
    is_letter = len({each.label for each in form if each.field == "letter"}) >= _OF_LETTERS
    return _named(form).get("title") if is_letter else None


def _is_label(pair: Pair) -> bool:
    """Say whether a heading has hardly a word but those of a label: others head what they say."""
    return not pair.mark.startswith("h") or labelling.is_whole(pair.label, most=1)


def _value(pair: Pair) -> Value:
    return Value(pair.text, pair.place)


def are_missing(document: Document, found: Sequence[outline.Section]) -> bool:
    """Say whether a document is a template that nobody has filled in: most of its answers are instructions."""
    in_tables = [row[-1] for part in _able(document) if isinstance(part, Table) for row in part.rows if row]
    texts = [*in_tables, *(_own(each) for each in found if each.heading)]
    said = [text for text in texts if len(text.split()) > _FEW_WORDS]
    told = [text for text in said if labels.instructs(text)]
    addressed = wording.pattern("templates", "addressed")
    return len(told) >= _FEWEST and len(told) > _MOST * len(said) and any(map(addressed.search, told))


def is_form(table: Table) -> bool:
    """Say whether a table is a form or the head of a letter: a title at one of its first labels, and another label."""
    form = pairs.find([table])
    there = [each.field for each in form if each.field]
    named = _named(form)
    return "title" in named and (there.count("letter") >= _OF_LETTERS or not _OTHERS.isdisjoint(there))


def is_headed(table: Table) -> bool:
    """Say whether a table is a form with a row of headings: its last column is that of values."""
    first = [cell for cell in table.rows[0] if cell.strip()] if table.rows else []
    return pairs.is_of_values(first) and is_form(table)


def _able(document: Document) -> Iterable[Paragraph | Table]:
    """Give the parts that can be a form: of the tables of a text those at its front; the others define something."""
    if not outline.is_prose(document):
        return document.parts
    return [part for number, part in enumerate(document.parts) if number < _FRONT or isinstance(part, Paragraph)]


def _own(section: outline.Section) -> str:
    first = section.parts[0] if section.parts else Table((), "")
    return first.text if isinstance(first, Paragraph) and not first.level else ""
