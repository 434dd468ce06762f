"""Which column of a list stands for which field: the headings the field knows are in `columns.toml`."""

import re
from collections.abc import Iterable, Sequence

from overlap.read.content import Table
from overlap.read.kinds import headings, naming, phrases, works
from overlap.settings import ReadSettings

_FORMER_NAMES = frozenset(("provisional name", "acronym", "work item"))
"""Headings of identifiers that a document keeps beside its number."""
_FEWEST_OF_A_LIST = 3
"""A table of so few columns that has no title may as well be a legend."""

_MOST_WORDS = 8
"""Of a heading that is called nearly as a field is."""
_OF_OTHERS = re.compile(
    r"\b(?:company|organi[sz]ation|member|person|contact|editor|author|country|city|file|firm|firma|entreprise|société|"
    r"empresa|pays|país|land)s?\b"
)
"""Headings of names that are those of no work item."""
_NUMBER = frozenset(
    ("no", "nr", "number", "id", "code", "ref", "reference", "identifier", "nummer", "numéro", "número")
)
"""The last word of a heading that may be that of an identifier."""
_BODY = re.compile(r"(?!(?:ICS|TC|SC|WG|SG|ISBN|ZIP|VAT|HS|GL)\b)[A-Z][A-Z/&-]{1,9}(?=[\W_])")
"""The name of a body before it: `WMO-No.`"""
_OF_PERSONS = re.compile(
    r"\b(?:e ?mail|courriel|correo|phone|telephone|telefon|tel|country|city|pays|país|land|affiliation|role|position|"
    r"speaker|presenter|representatives?|members?|contacts?|delegates?|duration|minutes)\b"
)
"""Headings beside which a name is that of a person or a company."""
_OF_STATEMENTS = frozenset(("kind", "heading"))
"""Fields that statements have and work items have not."""
_NO_ADDRESS = ("id", "title", "text", "scope", "summary")
_Claim = tuple[tuple[int, ...], int]
"""How well a column fits a field, and its number."""


def is_of_others(heading: str) -> bool:
    """Say whether a heading names persons, bodies or places, and no work item."""
    return _OF_OTHERS.search(heading) is not None or _OF_PERSONS.search(heading) is not None


def is_title(cell: str, settings: ReadSettings) -> bool:
    """Say whether a heading is one of those of a title or a text."""
    plain = headings.read(cell).plain
    wanted = {field for name, field in settings.columns.items() if headings.read(name).plain == plain}
    return not {"title", "text"}.isdisjoint(wanted | {headings.field(plain)})


def written(cell: str) -> str:
    """Write a heading on one line."""
    return " ".join(cell.split())


def fields_of(
    header: Sequence[str], settings: ReadSettings, rows: Sequence[Sequence[str]] = (), alone: bool = True
) -> list[str]:
    """Give for each column its field, empty for a note.

    Of several columns for one field that named by the user has it, then one in English, then the better known one;
    the identifier is the one whose cells name each row. Where none is the title, `columns.toml` says which may stand
    for it; in a table that is not `alone` in its file only when it has several columns.
    """
    heads = [headings.read(cell) for cell in header]
    claims = _without_addresses(_claims(header, heads, settings), rows)
    unknown = [column for column, head in enumerate(heads) if head.plain and not headings.field(head.plain)]
    may_be = [] if not alone or {"title", "text"} & {*claims} else [each for _, each in claims.get("id", ())] + unknown
    work = works.column(may_be, header, rows)
    others = {field: [each for each in found if each[1] != work] for field, found in claims.items()}
    best = _titled(heads, claims, rows, alone or sum(map(bool, header)) >= _FEWEST_OF_A_LIST)
    if work >= 0 and not works.are_said(work, [each for _, each in best.get("title", ())[:1]], rows, len(header)):
        best = {**others, "id": [], "title": [((0,), work)]}  # what stands beside it is said of it
    taken = {field: found[0][1] for field, found in best.items() if found}
    free = [each for each in unknown if each not in taken.values()]
    if (identifier := _identifier(header, heads, best.get("id", []), free, rows)) >= 0:
        taken["id"] = identifier
    elif rows and (names := [each for each in free if each < taken.get("title", 0) and naming.is_key(each, rows)]):
        taken["id"] = names[0]
    if "body" in taken and "summary" not in taken and naming.is_prose(taken["body"], rows):
        taken["summary"] = taken.pop("body")  # the text of an issue, and not the body that publishes
    if "summary" not in taken and "scope" not in taken:
        taken |= _described(heads, [each for each in free if each not in taken.values()], rows)
    if "source" in taken and "id" not in header:
        del taken["source"]  # elsewhere than in lists of our own form it names the proposer
    for column, head in enumerate(heads):
        if head.plain in _FORMER_NAMES and taken.get("id", column) != column and column not in taken.values():
            taken.setdefault("aliases", column)
    taken = _as_work(taken, rows)
    by_column = {column: field for field, column in taken.items()}
    return [by_column.get(column, "") for column in range(len(header))]


def _as_work(taken: dict[str, int], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Take what names a document, or has a title, for a work item: it has no kind of statement, and no heading."""
    if {"text", "id"} <= {*taken} and not {"title", "kind"} & {*taken} and naming.name_some(taken["id"], rows):
        taken = {("title" if field == "text" else field): column for field, column in taken.items()}
    if "title" not in taken:
        return taken
    kind = {"type": taken["kind"]} if "kind" in taken and "type" not in taken else {}
    return {field: column for field, column in taken.items() if field not in _OF_STATEMENTS} | kind


def _described(heads: Sequence[headings.Heading], free: Sequence[int], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Find a column of sentences that is called nearly a summary or a scope: `Abstract webstore`, `Scope (short)`."""
    spoken = [each for each in free if naming.is_prose(each, rows)]
    wanted = ((field, each) for field in ("scope", "summary") for each in spoken)
    loose = [each for each in wanted if headings.loosely(heads[each[1]].plain, each[0])]
    texts = headings.otherwise().keys() - headings.names()  # `Beschreibung`, beside a title
    return dict([*loose, *(("summary", each) for each in spoken if heads[each].plain in texts)][:1])


def _claims(
    header: Sequence[str], heads: Sequence[headings.Heading], settings: ReadSettings
) -> dict[str, list[_Claim]]:
    """Give for each field the columns that claim it by their headings, the best first."""
    claims: dict[str, list[_Claim]] = {}
    named: dict[int, str] = {}
    for name, field in settings.columns.items():
        spelt = headings.words(name)
        found = [at for at, cell in enumerate(header) if spelt in (headings.words(cell), heads[at].plain)]
        named |= dict.fromkeys(found, field)
        if found and field not in claims:
            claims[field] = [((-1,), at) for at in found]
    for column, head in enumerate(heads):
        field, place = headings.known().get(head.plain, ("", 0))
        if field and column not in named and field not in named.values():
            claims.setdefault(field, []).append(((head.is_other, place, not head.is_english), column))
    return {field: sorted(found) for field, found in claims.items()}


def _without_addresses(claims: dict[str, list[_Claim]], rows: Sequence[Sequence[str]]) -> dict[str, list[_Claim]]:
    """Let a column that holds addresses claim no more than the address, whatever it is called: `spec`, `reference`."""
    linked = [
        claim
        for field in _NO_ADDRESS
        for claim in claims.get(field, ())
        if claim[0] != (-1,) and phrases.are_addresses(claim[1], rows)
    ]
    if not linked:
        return claims
    kept = {field: [each for each in found if each not in linked] for field, found in claims.items()}
    return {field: found for field, found in kept.items() if found} | {"url": [*claims.get("url", ()), *linked]}


def _titled(
    heads: Sequence[headings.Heading], claims: dict[str, list[_Claim]], rows: Sequence[Sequence[str]], is_wide: bool
) -> dict[str, list[_Claim]]:
    """Let a column be the title where none claims it, or where the one that does holds numbers: `Designation`."""
    if "title" not in claims and "text" not in claims:
        _take_a_title(heads, claims, rows, is_wide)
    titles = claims.get("title", [])
    if len(titles) > 1 and "id" not in claims:
        named = [each for each in titles if naming.are_numbers(each[1], rows)]
        spoken = [each for each in titles if each not in named and naming.says_much(each[1], rows)]
        claims = {**claims, "title": spoken, "id": named} if named and spoken else claims
        titles = claims["title"]
    if not titles or titles[0][0] == (-1,) or not naming.names_documents(titles[0][1], rows):
        return claims
    numbers = {**claims, "title": titles[1:]}
    others = [headings.Heading("") if column == titles[0][1] else head for column, head in enumerate(heads)]
    if not titles[1:]:
        _take_a_title(others, numbers, rows, is_wide)
    if not numbers["title"]:
        unknown = [column for column, head in enumerate(others) if head.plain and not headings.field(head.plain)]
        numbers["title"] = [((0,), column) for column in unknown if phrases.are_titles(column, rows)]
    if not numbers["title"]:
        return claims
    names = any(naming.names_documents(column, rows) for column, head in enumerate(others) if head.plain)
    return numbers if names else {**numbers, "id": [*numbers.get("id", ()), titles[0]]}


def _identifier(
    header: Sequence[str],
    heads: Sequence[headings.Heading],
    claims: Sequence[_Claim],
    free: Sequence[int],
    rows: Sequence[Sequence[str]],
) -> int:
    """Choose the column of the identifier; -1 when there is none.

    That named by the user has it; else, where the cells of none that may be it are identifiers of documents, an
    unknown one whose cells are, or which is called the number of something: `WMO-No.`.
    """
    if claims and claims[0][0] == (-1,):
        return claims[0][1]
    known = [column for _, column in claims]
    if not any(naming.names_documents(each, rows) for each in known):
        known += [each for each in free if naming.names_documents(each, rows)]
    if not known and rows:
        known = [each for each in free if _numbers(header[each], heads[each].plain) and naming.differ(each, rows)]
    chosen = naming.column(known, rows) if known else -1
    numbers = (each for each in (*known, *free) if naming.name_some(each, rows))
    return next(numbers, chosen) if chosen >= 0 and naming.are_keys(chosen, rows) else chosen


def _numbers(cell: str, plain: str) -> bool:
    """Say whether a heading is the number of nothing else than a document: `WMO-No.`, `Norm code`, not `ICS code`."""
    *before, last = plain.split()
    named = " ".join(before)
    is_of_a_body = len(before) == 1 and not cell.isupper() and _BODY.match(cell.strip()) is not None
    return last in _NUMBER and (not before or headings.field(named) == "id" or is_of_a_body)


def _take_a_title(
    heads: Sequence[headings.Heading],
    claims: dict[str, list[_Claim]],
    rows: Sequence[Sequence[str]],
    is_wide: bool,
) -> None:
    """Make a column the title that is called nearly so, else one that may be it where another names the rows."""
    for column, head in enumerate(heads):
        is_unknown = not headings.field(head.plain) and head.plain not in headings.otherwise()
        is_other = _OF_OTHERS.search(head.plain) is not None or len(head.plain.split()) > _MOST_WORDS
        if is_unknown and not is_other and headings.loosely(head.plain, "title") and naming.says_much(column, rows):
            claims["title"] = [((0,), column)]
            return
    for _, column in claims.get("id", ()):
        if works.hold_titles(column, rows):
            claims["id"] = [each for each in claims["id"] if each[1] != column]
            claims["title"] = [((0,), column)]
            return
    _let_stand_for(heads, claims, rows, is_wide)


def _let_stand_for(
    heads: Sequence[headings.Heading], claims: dict[str, list[_Claim]], rows: Sequence[Sequence[str]], is_wide: bool
) -> None:
    """Make a column the title that may stand for it: one of texts beside what names the rows, or one of titles."""
    otherwise = headings.otherwise()
    found = sorted((otherwise[each.plain], column) for column, each in enumerate(heads) if each.plain in otherwise)
    is_of_persons = any(_OF_PERSONS.search(each.plain) for each in heads)
    is_of_persons &= not any(naming.names_documents(column, rows) for _, column in claims.get("id", ()))
    for _, column in found:
        if is_of_persons and heads[column].plain in headings.names():
            continue
        others = [each for _, each in claims.get("id", ()) if each != column]
        is_name = heads[column].plain in headings.names() and _is_described(heads, rows)
        is_text = is_name or naming.says_much(column, rows)
        if is_wide and others and is_text and not naming.names_documents(column, rows):
            called = [each for each in others if heads[each].plain in headings.names()]
            named = phrases.called(called, column, rows)
            for field, ranks in claims.items():
                claims[field] = [each for each in ranks if each[1] != named]
            claims["title"] = [((0,), named)]
            if named != column and not headings.field(heads[column].plain):
                claims.setdefault("summary", [((0,), column)])
            return
    for _, column in () if is_of_persons or not is_wide else found:
        if phrases.are_titles(column, rows, tasks=True):
            claims["id"] = [each for each in claims.get("id", ()) if each[1] != column]
            claims["title"] = [((0,), column)]
            return


def _is_described(heads: Sequence[headings.Heading], rows: Sequence[Sequence[str]]) -> bool:
    """Say whether sentences in another column say what each name is: then it may be one word."""
    of_text = (
        column
        for column, head in enumerate(heads)
        if headings.field(head.plain) in ("scope", "summary")
        or (
            head.plain in headings.otherwise() and head.plain not in headings.names() and not headings.field(head.plain)
        )
    )
    return any(naming.is_prose(column, rows) for column in of_text)


def is_loose(names: Sequence[str], fields: Sequence[str]) -> bool:
    """Say whether the title is a column that may as well be something else: `Description`, `Summary`."""
    titles = (name for name, field in zip(names, fields, strict=False) if field == "title")
    return any(headings.read(name).plain in headings.otherwise() for name in titles)


def is_there(name: str, others: Iterable[str]) -> bool:
    """Say whether a heading is among others, however it is spelt."""
    return headings.words(name) in map(headings.words, others)


def at(table: Table) -> str:
    """Begin the place of something in a table; empty where the table is the whole file."""
    return f"{table.place}, " if table.place else ""
