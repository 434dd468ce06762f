"""The two sides of a comparison: what of two corpora is compared, and what is not and why."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from overlap.comparison.roles import APART, role
from overlap.errors import NotFoundError
from overlap.items.folding import Folded, Selected, fold
from overlap.items.lazy import Catalogued
from overlap.model import (
    Corpus,
    Entry,
    Fault,
    Side,
    Statement,
    Subject,
    WorkItem,
)
from overlap.settings import Settings
from overlap.text.languages import NAMES

Entries = Sequence[Entry]


def sides(
    left: Corpus,
    right: Corpus,
    settings: Settings,
    subject: Subject = Subject.WORK_ITEMS,
    known: tuple[Entries, Entries] | None = None,
) -> tuple[Side, Side]:
    """Take what is to be compared out of two corpora; `known` is what was, if it is at hand.

    Raises NotFoundError when there is nothing.
    """
    if known is None:
        return _side(left, subject, settings), _side(right, subject, settings)
    return _side(left, subject, settings, known[0]), _side(right, subject, settings, known[1])


def _side(corpus: Corpus, subject: Subject, settings: Settings, known: Entries | None = None) -> Side:
    """Take what is to be compared out of a corpus, folded where asked, in the order of the ids."""
    read: Entries
    apart: tuple[Statement, ...] = ()
    read = corpus.mandate if subject is Subject.MANDATES else corpus.work_items
    english, foreign = part_english(read)
    if subject is Subject.MANDATES:
        apart = tuple(each for each in english if isinstance(each, Statement) and role(each) in APART)
        english = [entry for entry in english if entry not in apart]
    if not english:
        if apart:
            raise NotFoundError(
                f"{corpus.title} has no statement that claims something.", "Exclusions alone claim nothing."
            )
        why = f" in English: all {len(read)} are in another language" if read else ""
        remedy = "Add English titles." if read else _remedy(corpus, subject)
        raise NotFoundError(f"{corpus.title} has no {subject}{why}.", remedy)
    is_folded = subject is Subject.WORK_ITEMS and settings.fold
    entries = known or (fold(cast("Sequence[WorkItem]", english)) if is_folded else english)
    if settings.within and len(entries) == 1:
        raise NotFoundError(f"{corpus.title} has one of the {subject} only.", "Give two lists, or a longer one.")
    in_order = entries if isinstance(entries, Folded) else tuple(sorted(entries, key=lambda entry: entry.id))
    return Side(corpus, len(read), in_order, tuple(foreign), apart)


def _remedy(corpus: Corpus, subject: Subject) -> str:
    """Say what to do where a corpus lacks work items or statements, by whether a folder or a file was given."""
    lacks = "the text of its mandate" if subject is Subject.MANDATES else "a list or texts of its work items"
    if corpus.where and Path(corpus.where).is_dir():
        return f"Put {lacks} into the folder {corpus.where}."
    if corpus.where and Path(corpus.where).is_file():
        return f"Put {lacks} and {corpus.where} into one folder, and give that folder."
    return f"Give a folder that holds {lacks} too."


def part_english(read: Sequence[Entry]) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """Part the entries into those in English and the others; only the others of a catalogue are made for it."""
    if not isinstance(read, Catalogued):
        return [each for each in read if is_english(each)], [each for each in read if not is_english(each)]
    languages = read.column("language")
    foreign = [row for row, language in enumerate(languages) if language not in _ENGLISH]
    if not foreign:
        return read, ()
    return Selected(read, [row for row, language in enumerate(languages) if language in _ENGLISH]), Selected(
        read, foreign
    )


_ENGLISH = ("", "en")
"""Only English is compared with English, and what is not known is taken for it."""


def is_english(entry: Entry) -> bool:
    """Say whether an entry is in English, or its language is not known."""
    return entry.language in _ENGLISH


def left_out(sides: tuple[Side, Side]) -> tuple[Fault, ...]:
    """List the faults of both corpora and what is in another language than English, each once."""
    faults = [fault for side in sides for fault in side.corpus.faults]
    faults += [
        Fault(
            side.corpus.title,
            entry.id,
            f"in {NAMES.get(entry.language, entry.language)}, and only English is compared, so not compared",
            "add an English title",
        )
        for side in sides
        for entry in side.other_language
    ]
    return tuple(dict.fromkeys(faults))
