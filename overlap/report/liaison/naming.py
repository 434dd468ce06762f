"""How a statement names a work item: by its text that can still be changed, where that is another one."""

from overlap.items import stages
from overlap.model import Entry, WorkItem


def open_id(entry: Entry) -> str:
    """Give the number of the text that can still be changed, or of the only one.

    >>> new = WorkItem("ISO/DIS 10", "Bells", stage="40.20")
    >>> open_id(WorkItem("ISO 10:2016", "Bells", stage="90.92", members=(new,)))
    'ISO/DIS 10'
    """
    return stages.live(entry).id if isinstance(entry, WorkItem) else entry.id


def open_text(entry: Entry) -> str:
    """Name the text that can still be changed, and what it changes: `Y.1-Rev (revision of Y.1)`.

    >>> new = WorkItem("ISO/DIS 10", "Bells", stage="40.20")
    >>> open_text(WorkItem("ISO 10:2016", "Bells", stage="90.92", members=(new,))), open_text(new)
    ('ISO/DIS 10 (revision of ISO 10:2016)', 'ISO/DIS 10')
    """
    if not isinstance(entry, WorkItem) or not (change := stages.change(entry)):
        return entry.id
    return f"{stages.live(entry).id} ({change} {'to' if change == 'amendment' else 'of'} {entry.id})"
