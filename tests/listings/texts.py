"""One text that names a document: its number, its title, a sentence on it, in each order and with each mark between."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.listings.items import Item


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a text, and how they are set: `bold`, `code`, `link`, `break`, or plain."""

    text: str
    style: str = ""


Text = tuple[Span, ...]
Form = Callable[[Item], Text]


def plain(text: str) -> Text:
    """Make a text without marks."""
    return (Span(text),)


def _of(*spans: tuple[str, str] | str) -> Form:
    """Make a form of patterns, each with the way it is set."""

    def write(item: Item) -> Text:
        made = []
        for each in spans:
            pattern, style = each if isinstance(each, tuple) else (each, "")
            made.append(Span(pattern.format(id=item.id, title=item.title, scope=item.scope, date=item.date), style))
        return tuple(made)

    return write


FORMS: Mapping[str, Form] = {
    "id - title": _of("{id} - {title}"),
    "id – title": _of("{id} – {title}"),
    "id: title": _of("{id}: {title}"),
    "id, title": _of("{id}, {title}"),
    "id title": _of("{id} {title}"),
    "id (title)": _of("{id} ({title})"),
    'id "title"': _of('{id} "{title}"'),
    'id, "title"': _of("{id}, “{title}”"),
    "id | title": _of("{id} | {title}"),
    "id. title.": _of("{id}. {title}."),
    "id: title.": _of("{id}: {title}."),
    "title (id)": _of("{title} ({id})"),
    "title [id]": _of("{title} [{id}]"),
    "title - id": _of("{title} - {id}"),
    "title, id": _of("{title}, {id}"),
    "[id] title": _of("[{id}] {title}"),
    "[id]: title": _of("[{id}]: {title}"),
    "(id) title": _of("({id}) {title}"),
    "id / title": _of("{id}", ("", "break"), "{title}"),
    "title / id": _of("{title}", ("", "break"), "{id}"),
    "bold id title": _of(("{id}", "bold"), " {title}"),
    "bold id - title": _of(("{id}", "bold"), " - {title}"),
    "bold id: title": _of(("{id}:", "bold"), " {title}"),
    "bold title (id)": _of(("{title}", "bold"), " ({id})"),
    "code id - title": _of(("{id}", "code"), " - {title}"),
    "link id - title": _of(("{id}", "link"), " - {title}"),
    "link id: title": _of(("{id}", "link"), ": {title}"),
    "link id title": _of(("{id}", "link"), " {title}"),
    "link all": _of(("{id} - {title}", "link")),
    "link title (id)": _of(("{title}", "link"), " ({id})"),
    "id: title. sentence": _of("{id}: {title}. {scope}"),
    "id - title: sentence": _of("{id} - {title}: {scope}"),
    "id (title): sentence": _of("{id} ({title}): {scope}"),
    "bold id - title - sentence": _of(("{id}", "bold"), " - {title} - {scope}"),
    "title (id): sentence": _of("{title} ({id}): {scope}"),
    "id - title (year)": _of("{id} - {title} (2019)"),
    "id (bold) - title, date": _of(("{id}", "bold"), " - {title}, May 2019"),
    "id - title, address": _of("{id} - {title} https://example.org/standard/12345"),
    "title. id, date": _of("{title}. {id}, 2019."),
    'author, "title", id, date': _of('Bradner, S., "{title}", {id}, March 1997.'),
    "body. (year). title (id)": _of("ISO. (2015). {title} ({id})."),
    "[key] body, title, id": _of('[3] Body of Standards, "{title}", {id}, 2018.'),
    "[n] id, title": _of("[7] {id}, {title}."),
}
ALONE: Mapping[str, Form] = {
    "id alone": _of("{id}"),
    "bold id": _of(("{id}", "bold")),
    "link id": _of(("{id}", "link")),
}
