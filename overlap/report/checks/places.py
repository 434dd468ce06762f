"""Where a proposal stands, as the services want it: a path from the root of its repository."""

import os
from pathlib import Path, PurePath
from urllib.parse import quote


def from_root(source: str) -> tuple[str, bool]:
    """Give the path of a file from the root of the repository that it is in, and whether it is in one.

    A file that is in none keeps its name as given.
    """
    whole = Path(os.path.normpath(Path(source).absolute()))
    root = next((folder for folder in whole.parents if (folder / ".git").exists()), None)
    if root is None:
        return PurePath(source).as_posix(), False
    return whole.relative_to(root).as_posix(), True


def uri(source: str) -> str:
    """Write where a file is as a URI: relative to the root of its repository, or as given."""
    path, is_inside = from_root(source or "proposal")
    if not is_inside and PurePath(path).is_absolute():
        return f"file://{quote(os.fsencode(path))}"
    return quote(os.fsencode(path))
