"""The seal of what is kept as JSON: a checksum of all that it says, so that no bit of it changes unseen."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

FIELD = "sha256"
"""Of the object: the SHA-256, in hexadecimal figures, of its other fields as `_digest` writes them."""


def sealed(whole: Mapping[str, Any]) -> dict[str, Any]:
    """Give an object with its seal, as the last of its fields.

    >>> list(sealed({"b": 1, "a": 2})), is_whole(sealed({"b": 1})), is_whole(sealed({"b": 1}) | {"b": 2})
    (['b', 'a', 'sha256'], True, False)
    """
    return {**whole, FIELD: _digest(whole)}


def is_whole(found: Mapping[str, Any]) -> bool:
    """Say whether an object says what it said when it was sealed; one without a seal was changed as well."""
    return found.get(FIELD) == _digest({name: value for name, value in found.items() if name != FIELD})


def _digest(whole: Mapping[str, Any]) -> str:
    """Digest what an object says, and not how it is spaced or in which order its fields stand."""
    return hashlib.sha256(json.dumps(whole, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
