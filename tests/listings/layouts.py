"""The layouts of lists: each by its name, with the file that it makes of some documents, and what must come out."""

import csv
import hashlib
import io
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

import yaml

from tests.excelfile import workbook
from tests.listings import items, pages
from tests.listings.items import Item
from tests.listings.pages import Bullets, Grid, Heading, Line, Page, Terms
from tests.listings.texts import ALONE, FORMS, Form, Span, plain


@dataclass(frozen=True, slots=True)
class Layout:
    """A way to write a list."""

    name: str
    suffix: str
    write: Callable[[Sequence[Item]], bytes]
    has_titles: bool = True
    has_scopes: bool = False

    @property
    def family(self) -> str:
        """What it is one of: the name up to its first comma, and the format."""
        return f"{self.name.partition(',')[0]} {self.suffix}"

    @property
    def is_kept_back(self) -> bool:
        """Say whether it is of the half that nothing is built on."""
        return hashlib.sha256(self.name.encode()).digest()[0] % 2 == 1


Writer = Callable[[Page], bytes]
Structure = Callable[[Sequence[Item], Form], Page]
Heads = tuple[str, str, str]
Maker = Callable[[Item], dict[str, object]]
Nest = Callable[[Sequence[Mapping[str, object]], Sequence[Item]], object]
_GROUPS = ("Management", "Software and data", "Testing")
_INTRO = "These are the documents that the project works by, as agreed with all partners last year."
_OUTRO = "Contact the secretariat of the project for copies of those that are not free."


def _grouped(found: Sequence[Item]) -> list[tuple[str, Sequence[Item]]]:
    """Part documents into two or three groups with names."""
    size = -(-len(found) // len(_GROUPS))
    parts = [found[start : start + size] for start in range(0, len(found), size)]
    return list(zip(_GROUPS, parts, strict=False))


# Pages: a structure around texts


def _bullets(found: Sequence[Item], form: Form) -> Page:
    return [Bullets(tuple((form(each), ()) for each in found))]


def _numbered(found: Sequence[Item], form: Form) -> Page:
    return [Bullets(tuple((form(each), ()) for each in found), is_numbered=True)]


def _bullets_in_groups(found: Sequence[Item], form: Form) -> Page:
    made: list[pages.Block] = []
    for name, part in _grouped(found):
        made += [Heading(3, plain(name)), *_bullets(part, form)]
    return made


def _nested(found: Sequence[Item], form: Form) -> Page:
    return [Bullets(tuple((plain(name), tuple(map(form, part))) for name, part in _grouped(found)))]


def _explained(found: Sequence[Item], form: Form) -> Page:
    below = plain("Used by the team in the laboratory"), plain("Bought by the library")
    return [Bullets(tuple((form(each), below) for each in found))]


def _lines(found: Sequence[Item], form: Form) -> Page:
    return [Line(form(each)) for each in found]


def _headings(found: Sequence[Item], form: Form) -> Page:
    return [Heading(3, form(each)) for each in found]


def _headings_with_text(found: Sequence[Item], form: Form) -> Page:
    return [block for each in found for block in (Heading(3, form(each)), Line(plain(each.scope)))]


def _headings_with_labels(found: Sequence[Item], form: Form) -> Page:
    made: list[pages.Block] = []
    for each in found:
        made += [Heading(3, form(each)), Line((Span("Status:", "bold"), Span(f" {each.status}")))]
        made += [Line((Span("Committee:", "bold"), Span(f" {each.committee}")))]
    return made


def _headings_with_bullets(found: Sequence[Item], form: Form) -> Page:
    made: list[pages.Block] = []
    for each in found:
        labels = (f"Status: {each.status}", f"Scope: {each.scope}", f"Date: {each.date}")
        made += [Heading(3, form(each)), Bullets(tuple((plain(label), ()) for label in labels))]
    return made


def _column(found: Sequence[Item], form: Form, head: str) -> Page:
    return [Grid(((plain(head),), *((form(each),) for each in found)))]


def _column_beside(found: Sequence[Item], form: Form, head: str) -> Page:
    rows = [(plain("Topic"), plain(head), plain("Remarks"))]
    for name, part in _grouped(found):
        rows += [(plain(name), form(each), plain("to be checked")) for each in part]
    return [Grid(tuple(rows))]


_STRUCTURES: Mapping[str, Structure] = {
    "bullets": _bullets,
    "numbered bullets": _numbered,
    "bullets below group headings": _bullets_in_groups,
    "bullets below group bullets": _nested,
    "bullets with remarks below": _explained,
    "lines": _lines,
    "headings": _headings,
    "headings with a paragraph": _headings_with_text,
    "headings with labels": _headings_with_labels,
    "headings with bullets of labels": _headings_with_bullets,
    "one column Standard": lambda found, form: _column(found, form, "Standard"),
    "one column Reference documents": lambda found, form: _column(found, form, "Reference documents"),
    "one column Yardstick": lambda found, form: _column(found, form, "Yardstick"),
    "column Standard beside others": lambda found, form: _column_beside(found, form, "Standard"),
    "column Applies beside others": lambda found, form: _column_beside(found, form, "Applies"),
}


def _around(blocks: Page, name: str) -> Page:
    """Put a heading and a line above a list, and, by lot, what pages have besides."""
    lot = random.Random(name)
    made: list[pages.Block] = [Heading(1, plain("Applicable standards")), Line(plain(_INTRO))]
    if lot.random() < 0.5:
        made.append(Heading(2, plain("List")))
    made += blocks
    if lot.random() < 0.5:
        made += [Heading(2, plain("Contact")), Line(plain(_OUTRO))]
    return made


def _of_pages() -> Iterator[Layout]:
    for suffix, write in pages.FORMATS.items():
        for structure, build in _STRUCTURES.items():
            for form, spans in {**FORMS, **ALONE}.items():
                if suffix in (".txt", ".docx") and {"bold", "code", "link"} & {*form.split()}:
                    continue  # as without
                if structure.startswith(("headings", "lines")) and ("/" in form or form.startswith("[key]")):
                    continue  # no one breaks a heading so
                name = f"{structure}, {form}{suffix}"

                def made(
                    found: Sequence[Item],
                    name: str = name,
                    build: Structure = build,
                    spans: Form = spans,
                    write: Writer = write,
                ) -> bytes:
                    return write(_around(build(found, spans), name))

                is_said = structure == "headings with bullets of labels"
                yield Layout(name, suffix, made, form not in ALONE, is_said)


def _special_pages(found: Sequence[Item]) -> Mapping[str, Page]:
    """Layouts in which number and title stand apart."""
    two_levels: list[pages.Block] = []
    above: list[pages.Block] = []
    labelled: list[pages.Block] = []
    bullets: list[pages.Block] = []
    below: list[pages.Block] = []
    for each in found:
        two_levels += [Heading(2, plain(each.id)), Heading(3, plain(each.title)), Line(plain(each.scope))]
        above += [Heading(3, plain(each.id)), Line(plain(each.title))]
        below += [Heading(3, plain(each.id)), Line(plain(each.title)), Line(plain(each.scope))]
        labelled += [
            Heading(3, plain(each.title)),
            Line((Span("Standard:", "bold"), Span(f" {each.id}"))),
            Line(plain(each.scope)),
        ]
        bullets += [
            Heading(3, plain(each.title)),
            Bullets(((plain(f"Number: {each.id}"), ()), (plain(f"Status: {each.status}"), ()))),
        ]
    return {
        "terms": [Terms(tuple((plain(each.id), plain(each.title)) for each in found))],
        "terms with link": [Terms(tuple(((Span(each.id, "link"),), plain(each.title)) for each in found))],
        "number above title as headings": two_levels,
        "number as heading and title as line": above,
        "number as heading and title as line above text": below,
        "title as heading and number at a label": labelled,
        "title as heading and number in a bullet": bullets,
        "bullet of the number and title below it": [
            Bullets(tuple((plain(each.id), (plain(each.title),)) for each in found))
        ],
        "bold number and title below it as lines": [
            block for each in found for block in (Line(((Span(each.id, "bold")),)), Line(plain(each.title)))
        ],
    }


def _of_special_pages() -> Iterator[Layout]:
    for suffix, write in pages.FORMATS.items():
        for kind in _special_pages(items.KNOWN[:3]):
            name = f"{kind}, apart{suffix}"

            def made(found: Sequence[Item], name: str = name, kind: str = kind, write: Writer = write) -> bytes:
                return write(_around(_special_pages(found)[kind], name))

            yield Layout(name, suffix, made)


# Tables

_HEADS: Mapping[str, Heads] = {
    "Identifier Title": ("Identifier", "Title", "Scope"),
    "Standard Title": ("Standard", "Title", "Description"),
    "Reference Title": ("Reference", "Title", "Abstract"),
    "Standard Description": ("Standard", "Description", "Scope"),
    "Standard Name": ("Standard", "Name", "Purpose"),
    "Code Name": ("Code", "Name", "Description"),
    "Doc No. Document title": ("Doc No.", "Document title", "Summary"),
    "ID Standard": ("ID", "Standard", "Scope"),
    "Specification Subject": ("Specification", "Subject", "Summary"),
    "STANDARD_CODE NAME": ("STANDARD_CODE", "NAME", "DESCRIPTION"),
    "Norm Topic": ("Norm", "Topic", "Scope"),
    "Yardstick Meaning": ("Yardstick", "Meaning", "Why"),
    "Rulebook Heading": ("Rulebook", "Called", "Says"),
    "Norm Titel": ("Norm", "Titel", "Anwendungsbereich"),
    "Nummer Bezeichnung": ("Nummer", "Bezeichnung", "Beschreibung"),
    "Référence Intitulé": ("Référence", "Intitulé", "Domaine d'application"),
    "Norma Título": ("Norma", "Título", "Alcance"),
    "标准编号 标准名称": ("标准编号", "标准名称", "范围"),
    "規格番号 規格名称": ("規格番号", "規格名称", "適用範囲"),
    "표준번호 표준명": ("표준번호", "표준명", "적용범위"),
    "Обозначение Наименование": ("Обозначение", "Наименование", "Область применения"),
    "Standart Açıklama": ("Standart", "Açıklama", "Kapsam"),
    "Norma Nome": ("Norma", "Nome", "Descrição"),
    "bilingual": ("Référence / Reference", "Titre / Title", "Domaine / Scope"),
    "other spelling": ("standard_number", "standardTitle", "scope_text"),
    "none": ("", "", ""),
}
_LOT_OF_COLUMNS: Mapping[str, Callable[[int, Item], str]] = {
    "No.": lambda number, _each: str(number),
    "Link": lambda number, _each: f"https://example.org/s/{number}",
    "Remarks": lambda number, _each: ("", "to be bought", "see the manual")[number % 3],
    "Responsible": lambda number, _each: ("A. Miller", "B. Smith", "C. Okoye")[number % 3],
    "Date": lambda _number, each: each.date,
    "Applied": lambda number, _each: ("yes", "no")[number % 2],
    "Page": lambda number, _each: str(3 + 7 * number),
    "Version": lambda number, _each: f"{1 + number % 3}.{number % 2}",
    "Category": lambda number, _each: _GROUPS[number % 3],
    "Price": lambda number, _each: f"{40 + 13 * number}.00 EUR",
    "ICS": lambda number, _each: f"13.{number % 9}20.{number % 7}1",
    "Status": lambda _number, each: each.status,
    "Committee": lambda _number, each: each.committee,
}
_SHAPES = (
    "plain",
    "with group rows",
    "with a group column",
    "with a total",
    "with the header again",
    "with lines above",
    "with a legend below",
    "with a scope",
    "turned",
    "in pieces below headings",
    "one text in the first column",
)


def _table(found: Sequence[Item], name: str, heads: Heads, shape: str) -> list[list[str]]:
    """Make the rows of a table: two or three columns of the documents, and others by lot, in any order."""
    lot = random.Random(name)
    of_text = [form for key, form in FORMS.items() if key in ("id - title", "id: title", "title (id)", "id, title")]
    form = lot.choice(of_text)
    others = lot.sample(sorted(_LOT_OF_COLUMNS), lot.randint(0, 4))
    columns: list[tuple[str, Callable[[int, Item], str]]] = []
    if shape == "one text in the first column":
        columns.append((heads[0], lambda _number, each: pages.words(form(each))))
    else:
        columns += [(heads[0], lambda _number, each: each.id), (heads[1], lambda _number, each: each.title)]
    if shape == "with a scope":
        columns.append((heads[2], lambda _number, each: each.scope))
    columns += [(other if heads[0] else "", _LOT_OF_COLUMNS[other]) for other in others]
    if lot.random() < 0.5:
        lot.shuffle(columns)
    if shape == "with a group column":
        group = {each.id: name for name, part in _grouped(found) for each in part}
        columns.insert(0, ("Area" if heads[0] else "", lambda _number, each: group[each.id]))
    header = [head for head, _ in columns]
    rows = [[write(number, each) for _, write in columns] for number, each in enumerate(found, start=1)]
    width = len(header)
    if shape == "with group rows":
        rows, start = [], 1
        for group_name, part in _grouped(found):
            rows.append([group_name, *[""] * (width - 1)])
            rows += [[write(number, each) for _, write in columns] for number, each in enumerate(part, start)]
            start += len(part)
    elif shape == "with a total":
        rows.append(["Total", str(len(found)), *[""] * (width - 2)][:width])
    elif shape == "with the header again":
        rows.insert(len(rows) // 2 + 1, header)
    elif shape == "with a legend below":
        rows += [[""] * width, ["Legend: EUR = price in euros; yes = applied in all houses", *[""] * (width - 1)]]
    table = [header, *rows] if heads[0] else rows
    if shape == "with lines above":
        table = [["Documents of the project", *[""] * (width - 1)], [""] * width, *table]
    return [list(row) for row in zip(*table, strict=True)] if shape == "turned" else table


def _csv(table: Sequence[Sequence[str]], mark: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator="\n").writerows(table)
    return out.getvalue().encode()


def _write_table(found: Sequence[Item], name: str, heads: Heads, shape: str, suffix: str) -> bytes:
    if shape == "in pieces below headings":
        parts = [(group, _table(part, name, heads, "plain")) for group, part in _grouped(found)]
        if suffix == ".xlsx":
            return workbook(**dict(parts))
        made: list[pages.Block] = []
        for group, rows in parts:
            made += [Heading(2, plain(group)), _grid(rows, bool(heads[0]))]
        return pages.FORMATS[suffix]([Heading(1, plain("Applicable standards")), Line(plain(_INTRO)), *made])
    table = _table(found, name, heads, shape)
    if suffix in (".csv", ".tsv"):
        return _csv(table, "," if suffix == ".csv" else "\t")
    if suffix == ".xlsx":
        return workbook(Items=table)
    return pages.FORMATS[suffix](_around([_grid(table, bool(heads[0]) and shape != "turned")], name))


def _grid(table: Sequence[Sequence[str]], is_headed: bool) -> Grid:
    return Grid(tuple(tuple(map(plain, row)) for row in table), is_headed)


def _of_tables() -> Iterator[Layout]:
    for suffix in (".csv", ".tsv", ".xlsx", *pages.FORMATS):
        for named, heads in _HEADS.items():
            for shape in _SHAPES:
                if shape == "turned" and (suffix in (".txt", ".rst", ".adoc") or not heads[0]):
                    continue
                if shape == "in pieces below headings" and suffix in (".csv", ".tsv"):
                    continue
                if shape in ("with lines above",) and suffix not in (".csv", ".tsv", ".xlsx"):
                    continue
                if shape in ("with the header again", "with lines above") and not heads[0]:
                    continue
                if suffix == ".txt" and shape in ("with group rows", "with a total", "with a legend below"):
                    continue
                if not heads[1] and shape == "one text in the first column" and suffix == ".txt":
                    continue
                name = f"table {shape}, {named}{suffix}"

                def made(
                    found: Sequence[Item],
                    name: str = name,
                    heads: Heads = heads,
                    shape: str = shape,
                    suffix: str = suffix,
                ) -> bytes:
                    return _write_table(found, name, heads, shape, suffix)

                yield Layout(name, suffix, made, has_scopes=shape == "with a scope")


# Records

_KEYS: Mapping[str, Maker] = {
    "id title": lambda each: {"id": each.id, "title": each.title},
    "number title": lambda each: {"number": each.id, "title": each.title, "status": each.status},
    "reference title": lambda each: {"title": each.title, "reference": each.id, "date": each.date},
    "standard title": lambda each: {"standard": each.id, "title": each.title},
    "standard name": lambda each: {"standard": each.id, "name": each.title},
    "standard description": lambda each: {"standard": each.id, "description": each.title},
    "code name": lambda each: {"code": each.id, "name": each.title, "url": "https://example.org/1"},
    "identifier name": lambda each: {"identifier": each.id, "name": each.title},
    "designation area": lambda each: {"designation": each.id, "area": each.title, "status": each.status},
    "id name title": lambda each: {"id": _key(each), "name": each.id, "title": each.title},
    "id code title": lambda each: {
        "id": _key(each),
        "code": each.id,
        "title": each.title,
        "url": "https://example.org/1",
    },
    "slug reference title": lambda each: {"slug": _key(each), "reference": each.id, "title": each.title},
    "key standard description": lambda each: {"key": _key(each), "standard": each.id, "description": each.title},
    "id name as text": lambda each: {"id": _key(each), "name": f"{each.id} - {each.title}"},
    "id title as text": lambda each: {"id": _key(each), "title": f"{each.id}: {each.title}", "description": each.scope},
    "name as text": lambda each: {"name": f"{each.title} ({each.id})", "url": "https://example.org/1"},
    "standard as text": lambda each: {"standard": f"{each.id} {each.title}"},
    "name description": lambda each: {"name": each.id, "description": each.title},
    "label text": lambda each: {"label": each.id, "text": each.title},
    "yardstick called": lambda each: {"yardstick": each.id, "called": each.title},
    "number id": lambda each: {"id": str(len(each.title)) + str(len(each.id)), "code": each.id, "title": each.title},
    "id title scope": lambda each: {"id": each.id, "title": each.title, "scope": each.scope},
    "standard title tags": lambda each: {"standard": each.id, "title": each.title, "tags": ["a", "b"], "active": True},
    "standard": lambda each: {"standard": each.id},
}


def _key(each: Item) -> str:
    """Make a key as a program would: of small letters, figures and hyphens."""
    return "-".join(
        filter(None, "".join(c if c.isascii() and c.isalnum() else " " for c in each.id.lower()).split(" "))
    )[:14]


def _in_array(records: Sequence[Mapping[str, object]], _found: Sequence[Item]) -> object:
    return list(records)


def _below_a_key(records: Sequence[Mapping[str, object]], _found: Sequence[Item]) -> object:
    return {"version": "1.2", "generated": "2024-05-01", "standards": list(records)}


def _below_an_unknown_key(records: Sequence[Mapping[str, object]], _found: Sequence[Item]) -> object:
    return {"meta": {"owner": "team"}, "yardsticks": list(records)}


def _by_group(records: Sequence[Mapping[str, object]], found: Sequence[Item]) -> object:
    of = {each.id: record for each, record in zip(found, records, strict=True)}
    return {name.lower().replace(" ", "_"): [of[each.id] for each in part] for name, part in _grouped(found)}


def _in_groups(records: Sequence[Mapping[str, object]], found: Sequence[Item]) -> object:
    of = {each.id: record for each, record in zip(found, records, strict=True)}
    return {"groups": [{"name": name, "standards": [of[each.id] for each in part]} for name, part in _grouped(found)]}


def _by_id(records: Sequence[Mapping[str, object]], found: Sequence[Item]) -> object:
    return {
        each.id: {key: one for key, one in record.items() if one != each.id}
        for each, record in zip(found, records, strict=True)
    }


def _by_key(records: Sequence[Mapping[str, object]], found: Sequence[Item]) -> object:
    return {
        _key(each): {key: one for key, one in record.items() if one != _key(each)}
        for each, record in zip(found, records, strict=True)
    }


_NESTS: Mapping[str, Nest] = {
    "array": _in_array,
    "below a key": _below_a_key,
    "below an unknown key": _below_an_unknown_key,
    "by group": _by_group,
    "in groups": _in_groups,
    "by number": _by_id,
    "by key": _by_key,
}


def _of_records() -> Iterator[Layout]:
    for nest, put in _NESTS.items():
        for keys, make in _KEYS.items():
            for suffix in (".json", ".yaml"):
                if nest == "by number" and keys in (
                    "standard",
                    "standard as text",
                    "name as text",
                    "id name as text",
                    "id title as text",
                ):
                    continue

                def made(found: Sequence[Item], put: Nest = put, make: Maker = make, suffix: str = suffix) -> bytes:
                    value = put([make(each) for each in found], found)
                    if suffix == ".json":
                        return json.dumps(value, ensure_ascii=False, indent=2).encode()
                    return _yaml(value)

                has_scopes = keys in ("id title scope", "id title as text")
                yield Layout(f"records {nest}, {keys}{suffix}", suffix, made, keys != "standard", has_scopes)
    for keys, make in _KEYS.items():

        def lines(found: Sequence[Item], make: Maker = make) -> bytes:
            return "".join(json.dumps(make(each), ensure_ascii=False) + "\n" for each in found).encode()

        yield Layout(f"records one a line, {keys}.jsonl", ".jsonl", lines, keys != "standard")
        for kind in ("elements", "attributes"):

            def xml(found: Sequence[Item], make: Maker = make, kind: str = kind) -> bytes:
                return _xml([make(each) for each in found], kind)

            yield Layout(f"records in {kind}, {keys}.xml", ".xml", xml, keys != "standard")
    simple: Mapping[str, tuple[Callable[[Sequence[Item]], object], bool]] = {
        "numbers": (lambda found: [each.id for each in found], False),
        "numbers below a key": (lambda found: {"standards": [each.id for each in found]}, False),
        "texts": (lambda found: [f"{each.id}: {each.title}" for each in found], True),
        "texts below a key": (lambda found: {"standards": [f"{each.id} - {each.title}" for each in found]}, True),
        "titles by number": (lambda found: {each.id: each.title for each in found}, True),
        "titles by number below a key": (
            lambda found: {"version": 2, "standards": {e.id: e.title for e in found}},
            True,
        ),
        "numbers by group": (lambda found: {n: [each.id for each in part] for n, part in _grouped(found)}, False),
        "texts by group": (
            lambda found: {n: [f"{e.id} - {e.title}" for e in part] for n, part in _grouped(found)},
            True,
        ),
    }
    for kind, (put_all, has_titles) in simple.items():
        for suffix in (".json", ".yaml"):

            def whole(
                found: Sequence[Item], put_all: Callable[[Sequence[Item]], object] = put_all, suffix: str = suffix
            ) -> bytes:
                value = put_all(found)
                if suffix == ".json":
                    return json.dumps(value, ensure_ascii=False).encode()
                return _yaml(value)

            yield Layout(f"values, {kind}{suffix}", suffix, whole, has_titles)


def _yaml(value: object) -> bytes:
    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    return text.encode()


def _xml(records: Sequence[Mapping[str, object]], kind: str) -> bytes:
    root = ElementTree.Element("standards")
    for record in records:
        one = ElementTree.SubElement(root, "standard")
        for key, value in record.items():
            said = ", ".join(value) if isinstance(value, list) else str(value)
            if kind == "attributes":
                one.set(key, said)
            else:
                ElementTree.SubElement(one, key).text = said
    return bytes(ElementTree.tostring(root, encoding="utf-8"))


def every() -> list[Layout]:
    """List all layouts."""
    return [*_of_pages(), *_of_special_pages(), *_of_tables(), *_of_records()]
