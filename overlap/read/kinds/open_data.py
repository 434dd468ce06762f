"""ISO Open Data: the deliverables, as JSON Lines with and without titles and as CSV, and the committees."""

import ast
import re
from collections.abc import Iterator, Mapping

from overlap.read.formats.markup import to_text
from overlap.read.kinds import statements, values
from overlap.read.reading import Ignored, Row

_DANGLING = re.compile(r"\s*:\s*$")
_LIST = re.compile(r"\[[^\[\]]{0,2000}\]")
_NOTICE = re.compile(r"supported administratively|information related to .{0,80}available|\bweb ?site\b", re.IGNORECASE)

_AT: Mapping[str, str] = {
    "id": "reference",
    "title": "title.en",
    "scope": "scope.en",
    "notes": "title.fr",
    "committee": "ownerCommittee",
    "type": "deliverableType",
    "stage": "currentStage",
    "status": "currentStage",
    "date": "publicationDate",
    "url": "id",
}
WHERE: Mapping[str, Mapping[str, str]] = {"en": _AT, "fr": {**_AT, "title": "title.fr", "scope": "scope.fr"}}
"""Where each field of a deliverable is found, by the language of its title."""

_TITLE_AT: Mapping[str, str] = {"text": "title.en"}
_SCOPE_AT: Mapping[str, str] = {"text": "scope.en"}


def nested(row: Mapping[str, object]) -> dict[str, object]:
    """Turn the row of a table with dotted headings into what the JSON form holds.

    >>> nested({"title.en": "Rollers", "icsCode": "['83.140']", "scope.en": ""})
    {'title': {'en': 'Rollers'}, 'icsCode': ['83.140'], 'scope': {'en': None}}
    """
    whole: dict[str, object] = {}
    for heading, cell in row.items():
        name, _, language = heading.partition(".")
        value = _cell(cell)
        if not language:
            whole[name] = value
        elif isinstance(branch := whole.setdefault(name, {}), dict):
            branch[language] = value
    return whole


def deliverable(value: Mapping[str, object], place: str) -> Row:
    """Read one deliverable, nested or as a row with dotted headings."""
    if any("." in key for key in value):
        value = nested(value)
    titles = {language: values.text(value, "title", language) for language in ("en", "fr")}
    language = "en" if titles["en"] or not titles["fr"] else "fr"
    reference, number = values.text(value, "reference"), values.text(value, "id")
    stage = values.stage(values.text(value, "currentStage"))
    scope = values.at(value, "scope", language)
    fields = values.filled(
        id=reference,
        title=_DANGLING.sub("", titles[language]),
        scope=to_text(scope) if isinstance(scope, str) else "",
        language=language,
        body=values.publisher(reference),
        committee=values.text(value, "ownerCommittee"),
        type=values.text(value, "supplementType") or values.text(value, "deliverableType"),
        stage=stage,
        status=values.status(stage),
        date=values.text(value, "publicationDate"),
        url=f"https://www.iso.org/standard/{number}.html" if number.isdigit() else "",
        notes=f"French title: {_DANGLING.sub('', titles['fr'])}" if titles["en"] and titles["fr"] else "",
    )
    missing = tuple(name for name in ("title", "scope") if name not in fields)
    return Row(place, fields, where=WHERE[language], missing=missing)


def deliverables(value: Mapping[str, object], place: str) -> Iterator[Row]:
    """Read one deliverable, as one row."""
    yield deliverable(value, place)


def committee(value: Mapping[str, object], place: str) -> Iterator[Row | Ignored]:
    """Read a committee's title and scope as the statements of its mandate."""
    name, number = values.text(value, "reference"), values.text(value, "id")
    common = values.filled(
        body=name,
        language="en",
        url=f"https://www.iso.org/committee/{number}.html" if number.isdigit() else "",
    )
    cut = list(statements.split(_scope(value)))
    if title := values.text(value, "title", "en"):
        fields = {"id": f"{name}/title", "text": title, "kind": "title", **common}
        yield Row(place, fields, where=_TITLE_AT, missing=() if cut else ("scope",))
    counts = {"scope": 0, "exclusion": 0}
    for kind, text in cut:
        if _NOTICE.search(text):
            yield Ignored("notice of the web site", f"{name}, scope")
        elif kind not in counts:
            yield Ignored(f"note: {_short(text)}", f"{name}, scope")
        else:
            counts[kind] += 1
            fields = {"id": f"{name}/{kind}-{counts[kind]}", "text": text, "kind": kind, **common}
            yield Row(place, fields, where=_SCOPE_AT)


def _scope(value: Mapping[str, object]) -> str:
    """Give the scope as lines; what stands in bold runs into the text, but is a notice of its own."""
    scope = values.at(value, "scope", "en")
    if not isinstance(scope, str):
        return ""
    return to_text(scope.replace("<strong", "<p><strong").replace("</strong>", "</strong><p>"))


def _cell(cell: object) -> object:
    """Read a cell: nothing as None, and a list as Python writes it as a list of texts."""
    if not isinstance(cell, str):
        return cell
    if not _LIST.fullmatch(cell):
        return cell or None
    try:
        value = ast.literal_eval(cell)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return cell
    return [str(one) for one in value]


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[:length].rpartition(" ")[0] + " …"
