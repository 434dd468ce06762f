"""What a file holds → what it is, and the work items or statements in it.

A new kind of document is one module here and one line in KINDS: a function that takes a document, and gives None when
it is not of its kind.
"""

from collections.abc import Callable, Sequence

from overlap.content import Content, Document, Records
from overlap.kinds import forms, liaisons, lists, mandates, pages, plain, records, texts
from overlap.model import Reading
from overlap.settings import AS_WRITTEN, ReadSettings

KINDS: Sequence[Callable[[Document, ReadSettings], Reading | None]] = (
    forms.recognise,
    pages.recognise,
    liaisons.recognise,
    texts.recognise,
    mandates.recognise,
    lists.recognise,
    plain.recognise,
)
"""In this order: the first that knows a document has it. The last takes anything."""


def recognise(content: Content, settings: ReadSettings = AS_WRITTEN) -> Reading:
    """Tell what a file is and what is in it. Raises InputError when nothing in it can be used."""
    if isinstance(content, Records):
        return records.recognise(content, settings)
    return next(filter(None, (kind(content, settings) for kind in KINDS)))
