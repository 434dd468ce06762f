"""The file `overlap.toml` beside the lists: what an office always writes into its documents."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from overlap.errors import SettingsError
from overlap.suggestions import did_you_mean

FILE = Path("overlap.toml")
HEADER = ("title", "question", "place", "date", "source", "purpose", "contact", "abstract")
_KEYS = (*HEADER, "template", "decisions")


def read(path: Path = FILE) -> Mapping[str, str]:
    """Read the table [report] of a file; empty when there is no file. Raises SettingsError for what it cannot hold."""
    try:
        source = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: cannot be read ({error}).", "Correct it, or take it out.") from error
    for name in source:
        if name != "report":
            raise SettingsError(
                f"{path}: there is no table [{name}].", did_you_mean(name, ["report"]) + "Use [report]."
            )
    found = source.get("report", {})
    for name, value in found.items():
        if name not in _KEYS:
            raise SettingsError(
                f"{path}, [report]: there is no {name}.", did_you_mean(name, _KEYS) + f"Use {', '.join(_KEYS)}."
            )
        if not isinstance(value, str):
            raise SettingsError(f"{path}, [report]: {name} is no text.", "Write it in quotation marks.")
    return {name: str(value) for name, value in found.items()}
