"""Writing files whole or not at all."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from overlap.errors import OutputError


def write_all(contents: Mapping[Path, str | bytes]) -> None:
    """Write bytes, or texts as UTF-8, each beside its place first and then moved there in one step.

    When one cannot be written, none is moved. Raises OutputError.
    """
    written: dict[Path, Path] = {}
    path = Path()
    try:
        for path, content in contents.items():
            handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
            written[path] = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        for path, beside in written.items():
            beside.chmod(0o666 & ~_umask())
            beside.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path}: {error.strerror or error}.", "Check the folder and the right to write there."
        ) from error
    finally:
        for beside in written.values():
            beside.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
