"""What the sources of a list hold, reduced to a number without reading them: equal numbers, equal lists.

Files are named from their source on, so that the number is one wherever it stands; how a source is named is not in it.
Contents are hashed, not sizes and times: `40.20` and `40.60` are as long, and a tool that copies may keep the time.
A thousand small files take a tenth of a second.
"""

from pathlib import Path

from overlap.corpus import catalogue, corpora, library
from overlap.errors import InputError
from overlap.read.ingestion import files_below
from overlap.store import files


def seal(where: str) -> str:
    """Give the number of all that `corpora.load` would read there.

    Empty where it cannot be told before it is read: of standard input, and of what cannot be read.
    """
    if where == corpora.STDIN:
        return ""
    folder = corpora.find(where)
    if not folder and (found := corpora.imported(where)):
        return catalogue.read(library.path_of(*found)).digest
    path = folder or Path(where)
    try:
        held = files_below(path) if path.is_dir() else [path]
        return files.digest_of({each.relative_to(path).as_posix(): files.digest(each) for each in held})
    except InputError:
        return ""
