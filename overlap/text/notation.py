"""JSON and TOML that may be damaged: read, or refused with ValueError, also where they are nested too deeply."""

import json
import tomllib
from typing import Any

_TOO_DEEP = "nested too deeply"


def read_json(text: str | bytes) -> Any:  # noqa: ANN401 -- whatever JSON can hold
    """Read JSON. Raises ValueError."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error


def read_toml(text: str) -> dict[str, Any]:
    """Read TOML. Raises ValueError."""
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error
