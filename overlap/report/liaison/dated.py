"""How a letter says as of when a list is, and as of when it says what it says of a work item."""

from overlap.items import stages
from overlap.items.dates import as_of, by_body
from overlap.model import Corpus, WorkItem
from overlap.text.printing import is_address, listed


def catalogues(corpus: Corpus) -> str:
    """Say as of when a list is, of each organization that it has a date for.

    >>> catalogues(Corpus("c", "Cities", as_of="ISO June 2025, IEC March 2026", bodies=("ISO", "IEC")))
    'according to the ISO catalogue of June 2025 and the IEC catalogue of March 2026'
    >>> catalogues(Corpus("c", "Cities", as_of="May 2026")), catalogues(Corpus("c", "Cities"))
    ('as of May 2026', '')
    """
    dates = by_body(corpus)
    if dates:
        pages = any(is_address(item.source.partition(" ")[0]) for item in corpus.work_items)
        more = " and, for some, later public pages" if pages else ""
        return f"according to {listed(f'the {who} catalogue of {when}' for who, when in dates)}{more}"
    return f"as of {corpus.as_of}" if corpus.as_of else ""


def with_date(said: str, corpus: Corpus, item: WorkItem) -> str:
    """Write what a list says of an item, as of when; a draft whose row the date of the list is not for has its own.

    The date of a text that is published says nothing of when it was at its stage.
    """
    if when := as_of(corpus, item):
        return f"{said}, as of {when}"
    if item.date and stages.stage(item).opening.is_open:
        return f"{said}, dated {item.date}"
    return f"{said}; as of when is not known" if corpus.as_of else said
