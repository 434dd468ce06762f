"""Minutes, agendas and reports of meetings: what a committee said and planned is no work item of it.

How such documents are called and parted is data: proceedings.toml. The lists in them are read as lists.
"""

from collections.abc import Iterator

from overlap.read.content import Document
from overlap.read.kinds import outline, titles, wording
from overlap.read.reading import Ignored, Reading
from overlap.settings import ReadSettings

_FIRST = 8
_ITEMS = 40
"""So many rows of a table may be the items of an agenda."""
_LONGEST = 120
"""Characters of a line that calls a meeting; a longer one is text."""
_FEWEST = 2
"""So many sections that only the minutes of a meeting have."""


def recognise(document: Document, settings: ReadSettings) -> Reading | None:
    """Tell that a document is of a meeting, by its title, its sections or how it begins; None for any other."""
    del settings
    parted = {*wording.words("proceedings", "sections")}
    names = {outline.heading_name(part.text) for part in document.paragraphs if part.level or part.text.endswith(":")}
    names |= {outline.heading_name(cell) for table in document.tables for row in table.rows[:_ITEMS] for cell in row}
    if not says_so(document) and len(names & parted) < _FEWEST:
        return None
    stated, _ = titles.title(document)
    is_marked = stated in (*_marked(document), document.title)
    told = next(_called(document), stated if is_marked else "")
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


def says_so(document: Document) -> bool:
    """Say whether a document says by its title, or as it begins, that it is of a meeting."""
    speaks = wording.pattern("proceedings", "speech")
    is_said = any(speaks.search(part.text) for part in document.paragraphs[:_FIRST])
    return is_said or next(_called(document), None) is not None


def _called(document: Document) -> Iterator[str]:
    """Yield the headings, and the title, that call a document a paper of a meeting, and short lines that call one."""
    called, calls = (wording.pattern("proceedings", name) for name in ("titles", "notices"))
    is_page = document.format == "web page"  # which may announce a meeting beside what it is about
    for part in document.paragraphs[:_FIRST]:
        if len(part.text) <= _LONGEST and not part.text.endswith(".") and (not is_page or part.level):
            yield from [part.text] if calls.search(part.text) else []
    yield from filter(called.search, filter(None, [*_marked(document), titles.title(document)[0]]))


def _marked(document: Document) -> list[str]:
    return [part.text for part in document.paragraphs[:_FIRST] if part.level or part.style == "Title"]
