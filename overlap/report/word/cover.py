"""What the head of a paper says: the lines of each field, from the options and from what was compared."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace

from overlap.comparison.dossier import Dossier, Header
from overlap.report import summary
from overlap.report.contacts import parts

_MOST_KEYWORDS = 5


def values(dossier: Dossier) -> Mapping[str, Sequence[str]]:
    """Give the lines of each field by its name; those of nothing that is known are missing.

    Of a contact, `Jane Doe, TSB; jane@itu.example`, what a semicolon parts stands on lines of its own.
    """
    header = dossier.header
    contact, reach = parts(header.contact)
    written = {
        "title": [dossier.title],
        "number": [header.number],
        "question": [header.question],
        "meeting": [", ".join(filter(None, (header.place, header.date)))],
        "place": [header.place],
        "date": [header.date],
        "source": [header.source],
        "purpose": [header.purpose],
        "contact": contact,
        "reach": reach,
        "abstract": [header.abstract or summary.sentences(dossier)[0]],
        "keywords": [header.keywords or "; ".join(_keywords(dossier))],
        "action": [header.action],
    }
    return {name: lines for name, lines in written.items() if any(lines)}


def remaining(header: Header, filled: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Give the lines of a header that the head of a template had no place for, by their names."""
    names = {*filled, *(("place", "date") if "meeting" in filled else ())}
    known = dict.fromkeys(set(asdict(header)) - {"title"}, "")
    return replace(header, **{name: text for name, text in known.items() if name in names}).lines


def _keywords(dossier: Dossier) -> list[str]:
    left, right = dossier.items.left.corpus.title, dossier.items.right.corpus.title
    return [left, right, *(each.name for each in dossier.subjects[:_MOST_KEYWORDS])]
