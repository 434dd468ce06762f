"""Minutes, agendas and reports of meetings: what a committee said and planned is no work item of it.

How such documents are called and parted is data: proceedings.toml. The lists in them are read as lists.
"""

from overlap.read.content import Document
from overlap.read.kinds import outline, titles, wording
from overlap.read.reading import Ignored, Reading
from overlap.settings import ReadSettings

_FIRST = 8
_ITEMS = 40
"""So many rows of a table may be the items of an agenda."""
_FEWEST = 2
"""So many sections that only the minutes of a meeting have."""


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Tell that a document is of a meeting, by its title, its sections or how it begins; None for any other."""
    del settings
    called, speaks = (wording.pattern("proceedings", name) for name in ("titles", "speech"))
    parted = {*wording.words("proceedings", "sections")}
    stated, _ = titles.title(document)
    marked = [part.text for part in document.paragraphs[:_FIRST] if part.level or part.style == "Title"]
    heads = [*marked, stated]
    names = {outline.heading_name(part.text) for part in document.paragraphs if part.level or part.text.endswith(":")}
    names |= {outline.heading_name(cell) for table in document.tables for row in table.rows[:_ITEMS] for cell in row}
    is_said = any(speaks.search(part.text) for part in document.paragraphs[:_FIRST])
    if not is_said and not any(map(called.search, filter(None, heads))) and len(names & parted) < _FEWEST:
        return None
    told = next(filter(called.search, filter(None, heads)), stated if stated in (*marked, document.title) else "")
    what = Ignored("what was said at a meeting", document.parts[0].place if document.parts else "")
    return Reading(
        document.source,
        document.format,
        "minutes or agenda of a meeting",
        (),
        about={"Title": told} if told else {},
        ignored=(*document.ignored, what),
        faults=document.faults,
    )
